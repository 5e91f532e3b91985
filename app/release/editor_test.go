//go:build linux

package release

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The editor's program from nothing to a served story, as locales/README.md says it, on a machine that has nothing: no program to be
// found, no home yet, and no network. Then this project's own story is built by it, byte for byte what make build makes (EDITOR_DIST,
// built for http://localhost:8080). It takes minutes from a clean clone, so make editor runs it and make test does not.
func TestEditorNeedsNothingElse(t *testing.T) {
	dist := os.Getenv("EDITOR_DIST")
	if dist == "" {
		t.Skip("EDITOR_DIST names no built site; make editor does")
	}
	if box := os.Getenv("EDITOR_BOX"); box != "" { // this test again, where there is no network
		raiseLoopback(t)
		inBox(t, box)
		return
	}
	box, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	packed, err := Kit("../..")
	must(t, err)
	program := filepath.Join(box, "explainer")
	must(t, Editor("../..", packed, "1.2.3", program, append(clean[:len(clean):len(clean)], "GOOS=linux", "GOARCH="+runtime.GOARCH)))
	info, err := os.Stat(program)
	must(t, err)
	t.Logf("one file of %.1f MB, of which %.1f MB are what it carries", float64(info.Size())/1e6, float64(len(packed))/1e6)
	again, err := Kit("../..")
	must(t, err)
	if !bytes.Equal(packed, again) {
		t.Error("packed again, what it carries has other bytes")
	}
	story := filepath.Join(box, "own")
	copyStory(t, "../..", story)
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self, "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Env = []string{"EDITOR_BOX=" + box, "EDITOR_DIST=" + dist}
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}, GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatalf("without a network: %v", err)
	}
	want, err := filepath.Abs(dist)
	must(t, err)
	same(t, want, filepath.Join(box, "own", "dist"))
}

// raiseLoopback gives a fresh network namespace the one address that it has.
func raiseLoopback(t *testing.T) {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	must(t, err)
	defer unix.Close(fd)
	lo, err := unix.NewIfreq("lo")
	must(t, err)
	lo.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	must(t, unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, lo))
}

// inBox does what the section for editors without Go says, line by line.
func inBox(t *testing.T, box string) {
	raw, err := os.ReadFile("../../locales/README.md")
	must(t, err)
	_, section, _ := strings.Cut(string(raw), "\n## Without Go or Node\n")
	_, block, _ := strings.Cut(section, "```sh\n")
	block, _, _ = strings.Cut(block, "```")
	must(t, os.WriteFile(filepath.Join(box, "nothing"), nil, 0o644))
	done := map[string]bool{}
	for line := range strings.Lines(block) {
		line, _, _ = strings.Cut(line, "#")
		args := strings.Fields(line)
		if len(args) < 2 || args[0] != "./explainer" {
			continue
		}
		done[args[1]] = true
		at := time.Now()
		said := do(t, box, box, args[1:])
		t.Logf("%-50s %5.1f s", strings.Join(args, " "), time.Since(at).Seconds())
		if args[1] == "check" && !strings.Contains(said, "0 errors, 0 warnings") {
			t.Errorf("the check of a new story: %s", said)
		}
	}
	for _, verb := range []string{"new", "preview", "check", "build", "serve", "release"} {
		if !done[verb] {
			t.Errorf("locales/README.md does not say ./explainer %s", verb)
		}
	}
	programs, err := filepath.Glob(filepath.Join(box, "release", "*", "explainer-*-linux-"+runtime.GOARCH))
	if err != nil || len(programs) != 1 {
		t.Fatalf("the release holds %v", programs)
	}
	serves(t, box, programs[0], []string{"-addr", "localhost:8241"}, "http://localhost:8241", "<html lang=")
	at := time.Now()
	do(t, box, filepath.Join(box, "own"), []string{"build", "-base-url", "http://localhost:8080"})
	t.Logf("%-50s %5.1f s", "this project's story, built", time.Since(at).Seconds())
}

// do runs the program with nothing but itself; those that serve are asked for a page and told to stop.
func do(t *testing.T, box, dir string, args []string) string {
	t.Helper()
	program := filepath.Join(box, "explainer")
	switch args[0] {
	case "preview":
		return serves(t, dir, program, args, "http://localhost:8090", "data-desk=")
	case "serve":
		return serves(t, dir, program, args, "http://localhost:8080", "<html lang=")
	}
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, bare(box)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("explainer %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func bare(box string) []string {
	return []string{"PATH=/nowhere", "HOME=" + filepath.Join(box, "home")}
}

var href = regexp.MustCompile(`https?://localhost:\d+\S*`)

// serves starts the program, waits until it says that it answers, and asks it for a page.
func serves(t *testing.T, dir, program string, args []string, at, holds string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, bare(filepath.Dir(program))
	said, err := cmd.StdoutPipe()
	must(t, err)
	cmd.Stderr = cmd.Stdout
	must(t, cmd.Start())
	defer func() { cmd.Process.Signal(os.Interrupt); cmd.Wait() }()
	lines := bufio.NewScanner(said)
	for lines.Scan() && !href.MatchString(lines.Text()) {
	}
	go io.Copy(io.Discard, said)
	res, err := http.Get(at)
	if err != nil {
		t.Fatalf("%s %v: %v (it said %q)", filepath.Base(program), args, err, lines.Text())
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(t, err)
	if res.StatusCode != 200 || !strings.Contains(string(body), holds) {
		t.Errorf("%v answers %d: %.300s", args, res.StatusCode, body)
	}
	return ""
}

// copyStory copies what a story is: its words and its data.
func copyStory(t *testing.T, root, to string) {
	t.Helper()
	for _, top := range []string{"locales", "charts/data"} {
		must(t, filepath.WalkDir(filepath.Join(root, top), func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(p) == ".go" {
				return err
			}
			rel, err := filepath.Rel(root, p)
			must(t, err)
			body, err := os.ReadFile(p)
			must(t, err)
			must(t, os.MkdirAll(filepath.Dir(filepath.Join(to, rel)), 0o755))
			return os.WriteFile(filepath.Join(to, rel), body, 0o644)
		}))
	}
}

// same holds two sites against each other, file by file.
func same(t *testing.T, one, two string) {
	t.Helper()
	list := func(dir string) map[string]string {
		out := map[string]string{}
		must(t, filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			body, err := os.ReadFile(p)
			rel, _ := filepath.Rel(dir, p)
			out[rel] = fmt.Sprintf("%x", sha256.Sum256(body))
			return err
		}))
		return out
	}
	a, b := list(one), list(two)
	for p := range a {
		if a[p] != b[p] {
			t.Errorf("%s differs, or is missing", p)
		}
	}
	if len(a) != len(b) || len(a) == 0 {
		t.Errorf("%d files by make build, %d by the editor's program", len(a), len(b))
	}
	t.Logf("%d files, the same bytes", len(a))
}
