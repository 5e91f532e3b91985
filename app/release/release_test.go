package release

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// small is a finished site of a few files.
func small(t *testing.T) (dir string, files map[string]string) {
	t.Helper()
	dir = t.TempDir()
	files = map[string]string{"index.html": "choose", "404.html": "missing", "ar/index.html": strings.Repeat("story ", 500), "ar/index.html.br": "br", "oembed/pages.json": `{"Base":"http://localhost/","Pages":{}}`}
	for p, s := range files {
		must(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(p)), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, p), []byte(s), 0o644))
	}
	return dir, files
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Packing again gives the same bytes, whenever and by whomever, and all of the site is in them.
func TestArchiveIsTheSiteAndKnowsNoTime(t *testing.T) {
	dir, files := small(t)
	one, err := Archive(dir, "explainer-1")
	must(t, err)
	zip1, err := Zip(dir)
	must(t, err)
	later := time.Now().Add(time.Hour)
	for p := range files {
		must(t, os.Chtimes(filepath.Join(dir, p), later, later))
		must(t, os.Chmod(filepath.Join(dir, p), 0o600))
	}
	two, err := Archive(dir, "explainer-1")
	must(t, err)
	zip2, err := Zip(dir)
	must(t, err)
	if !bytes.Equal(one, two) || !bytes.Equal(zip1, zip2) {
		t.Error("packed again, the bytes differ")
	}
	z, err := gzip.NewReader(bytes.NewReader(one))
	must(t, err)
	got := map[string]string{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		must(t, err)
		body, err := io.ReadAll(r)
		must(t, err)
		got[strings.TrimPrefix(h.Name, "explainer-1/")] = string(body)
	}
	if fmt.Sprint(got) != fmt.Sprint(files) {
		t.Errorf("the archive holds %v", got)
	}
	must(t, os.Symlink("/etc/passwd", filepath.Join(dir, "link")))
	if _, err := Archive(dir, "x"); err == nil {
		t.Error("a link was packed")
	}
}

// The program carries the site and serves it from wherever it stands; -dir serves another, and bad flags are refused.
func TestProgramCarriesTheSite(t *testing.T) {
	dir, files := small(t)
	to := filepath.Join(t.TempDir(), "explainer")
	must(t, Program("../..", dir, "1.2.3", to, nil))
	must(t, os.RemoveAll(dir))
	if out, err := exec.Command(to, "version").Output(); err != nil || string(out) != "1.2.3\n" {
		t.Errorf("version: %q %v", out, err)
	}
	for _, bad := range [][]string{{"-cert", "x"}, {"-frame-ancestors", "a;b"}, {"-dir", "/nowhere"}, {"surplus"}, {"-what"}} {
		out, err := exec.Command(to, bad...).CombinedOutput()
		if err == nil || !strings.HasPrefix(string(out), "error: ") || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%v: %v %q", bad, err, out)
		}
	}
	cmd := exec.Command(to, "-addr", "127.0.0.1:0")
	cmd.Dir = t.TempDir()
	said, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	defer cmd.Process.Kill()
	line := make([]byte, 200)
	n, err := said.Read(line)
	must(t, err)
	at := regexp.MustCompile(`http://\S+`).FindString(string(line[:n]))
	res, err := http.Get(at + "/ar/")
	must(t, err)
	body, err := io.ReadAll(res.Body)
	must(t, err)
	res.Body.Close()
	if string(body) != files["ar/index.html"] {
		t.Errorf("%s says %q", at, body)
	}
	must(t, cmd.Process.Signal(os.Interrupt))
	if err := cmd.Wait(); err != nil {
		t.Errorf("told to stop: %v", err)
	}
	raw, err := Bill("../..", "1.2.3", []string{to})
	must(t, err)
	for _, want := range []string{`"pkg:golang/golang.org/x/text@v`, `"pkg:golang/github.com/maxence-charriere/go-app/v9@v`, `"pkg:npm/echarts@`, `"pkg:npm/%40fontsource-variable/source-serif-4@`, `"pkg:golang/std@` + strings.TrimPrefix(runtime.Version(), "go"), `"go:sum"`, `"SHA-512"`, `"OFL-1.1"`, `"pkg:npm/world-atlas@`, `"Public domain"`, `"pkg:golang/github.com/chromedp/chromedp@v` /* verify-host */} {
		if !bytes.Contains(raw, []byte(want)) {
			t.Errorf("the bill lacks %s", want)
		}
	}
	var b bill
	must(t, json.Unmarshal(raw, &b))
	if len(b.Components) < 9 || len(b.Dependencies[0].On) != len(b.Components) {
		t.Errorf("%d components", len(b.Components))
	}
	for _, c := range b.Components {
		if (c.PURL == "") != (c.Type == "data") || c.Version == "" || len(c.Licences) != 1 || (c.Licences[0].Licence.ID == "") == (c.Licences[0].Licence.Name == "") {
			t.Errorf("%+v", c)
		}
		if strings.HasPrefix(c.PURL, "pkg:golang/") && c.Name != "std" && (len(c.Properties) != 1 || !strings.HasPrefix(c.Properties[0].Value, "h1:")) {
			t.Errorf("%s has no checksum: %v", c.Name, c.Properties)
		}
		if strings.Contains(c.Name, "axe-core") || strings.Contains(c.Name, "esbuild") {
			t.Errorf("%s only builds or tests: readers get none of it", c.Name)
		}
	}
	atlas, err := os.ReadFile("../../node_modules/world-atlas/README.md")
	must(t, err)
	if !strings.Contains(string(atlas), "version "+naturalEarth.Version) {
		t.Error("world-atlas has another version of Natural Earth than the bill says")
	}
	again, err := Bill("../..", "1.2.3", []string{to})
	if err != nil || !bytes.Equal(raw, again) {
		t.Errorf("another bill of the same: %v", err)
	}
}

// Each file of a release has its checksum; what fails leaves the last release.
func TestReleaseIsWholeOrNotAtAll(t *testing.T) {
	dir, _ := small(t)
	out := filepath.Join(t.TempDir(), "1.0")
	_, err := Make(Options{Root: "../..", Site: dir, Out: out, Version: "1.0"})
	must(t, err)
	list, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
	must(t, err)
	seen := 0
	for line := range strings.Lines(string(list)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		body, err := os.ReadFile(filepath.Join(out, name))
		must(t, err)
		if fmt.Sprintf("%x", sha256.Sum256(body)) != sum {
			t.Errorf("%s is not %s", name, sum)
		}
		seen++
	}
	if seen != 2 {
		t.Errorf("%d sums: %s", seen, list)
	}
	for _, bad := range []Options{{Version: "../x"}, {Version: ""}, {Version: "1.0", Site: t.TempDir()}, {Version: "1.0", Site: dir, Targets: []Target{{"plan10", "amd64"}}}} {
		bad.Root, bad.Out = "../..", out
		if _, err := Make(bad); err == nil {
			t.Errorf("%+v made a release", bad)
		}
		if again, err := os.ReadFile(filepath.Join(out, "SHA256SUMS")); err != nil || !bytes.Equal(again, list) {
			t.Errorf("%+v: the last release is gone: %v", bad, err)
		}
		if _, err := os.Stat(out + ".new"); err == nil {
			t.Errorf("%+v left something half-made", bad)
		}
	}
}
