package preview

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A changed Go file: a compiler's error is told with its place and the desk goes on; a good change makes the program take over on
// the same port, and what it draws is new. It compiles the program three times, so it runs with DESK=all.
func TestRestartsItselfOnGoFiles(t *testing.T) {
	if os.Getenv("DESK") != "all" {
		t.Skip("DESK=all runs it")
	}
	root := filepath.Join(t.TempDir(), "project")
	if err := Copy("../..", root); err != nil {
		t.Fatal(err)
	}
	app := filepath.Join(t.TempDir(), "app")
	build := exec.Command("go", "build", "-o", app, "./app")
	build.Dir = root
	if msg, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, msg)
	}
	cmd := exec.Command(app, "preview", "-addr", "localhost:0")
	cmd.Dir = root
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { cmd.Process.Signal(os.Interrupt); cmd.Wait() }()
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := line[strings.Index(line, "http://"):]
	url = strings.TrimSpace(url)
	go io.Copy(io.Discard, lines)

	first := until(t, url, "the first draft", func(s Status) bool { return s.Version > 0 && s.Doing == "" })
	file := filepath.Join(root, "locales/locale.go")
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(append(bytes.Clone(before), "\nvar broken = nothing\n"...))
	s := until(t, url, "the compiler's error", func(s Status) bool { return s.Fault != nil })
	if s.Fault.File != "locales/locale.go" || s.Fault.Line == 0 || s.Program != first.Program {
		t.Errorf("the fault is %+v", s.Fault)
	}
	if page := get(t, story(t, url)+"fr/"); !strings.Contains(page, ">Français<") {
		t.Error("the last good page is gone")
	}
	write(bytes.Replace(before, []byte(`Name: "Français"`), []byte(`Name: "Français neuf"`), 1))
	until(t, url, "the new program", func(s Status) bool { return s.Program != first.Program && s.Version > 0 && s.Fault == nil })
	if page := get(t, story(t, url)+"fr/"); !strings.Contains(page, ">Français neuf<") {
		t.Error("the new program draws what the old one drew")
	}
}

func story(t *testing.T, url string) string {
	t.Helper()
	at, err := Story(url)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func get(t *testing.T, url string) string {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
