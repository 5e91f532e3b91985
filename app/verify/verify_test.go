package verify

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/server"
)

func gz(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text)) // into memory: never fails
	w.Close()
	return b.String()
}

// built is a small site as a build writes it.
func built() map[string]string {
	files := map[string]string{"index.html": "<p>choose", "ar/index.html": "<p>story", "ar/404.html": "<p>missing", "404.html": "<p>missing", "assets/a.js": "1", "sw.js": "2"}
	raw := map[string][]byte{}
	for p, text := range files {
		raw[p] = []byte(text)
	}
	files[SumsFile] = string(Sums(raw))
	files["ar/index.html.gz"] = gz("<p>story")
	return files
}

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for p, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func told(faults []Fault) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Path+" "+f.What)
	}
	return strings.Join(out, "\n")
}

// Whatever becomes of a folder after the build is told, with the file that it befell.
func TestFolder(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(files map[string]string)
		want  string // of the one fault; empty: none
	}{
		"as built":          {func(map[string]string) {}, ""},
		"a page is cut":     {func(f map[string]string) { f["ar/index.html"] = "<p>st" }, "ar/index.html is not what was built: 5 bytes"},
		"a page is missing": {func(f map[string]string) { delete(f, "sw.js") }, "sw.js is missing"},
		"a file too many":   {func(f map[string]string) { f["ar/evil.js"] = "x" }, "ar/evil.js stands in the folder"},
		"gzip of nothing":   {func(f map[string]string) { f["ar/index.html.gz"] = "" }, "ar/index.html.gz does not unpack"},
		"gzip of another":   {func(f map[string]string) { f["ar/index.html.gz"] = gz("<p>old") }, "ar/index.html.gz unpacks to something else than ar/index.html"},
		"brotli of nothing": {func(f map[string]string) { f["sw.js.br"] = "" }, "sw.js.br does not unpack"},
	} {
		files := built()
		c.spoil(files)
		faults, n, err := Folder(os.DirFS(write(t, files)))
		if err != nil || n == 0 {
			t.Fatalf("%s: %d compared, %v", name, n, err)
		}
		if c.want == "" && len(faults) == 0 {
			continue
		}
		if len(faults) != 1 || !strings.HasPrefix(told(faults), c.want) || c.want == "" {
			t.Errorf("%s: %q, want %q", name, told(faults), c.want)
		}
	}
	if _, _, err := Folder(os.DirFS(t.TempDir())); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("an empty folder: %v", err)
	}
}

// What a server, a cache or a proxy makes of a site is told: by the server of ours nothing.
func TestURL(t *testing.T) {
	site, err := server.Load(os.DirFS(write(t, built())))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path string // of the answer that is spoiled
		how  func(w http.ResponseWriter, r *http.Request)
		want string
	}{
		"as built": {"-", nil, ""},
		"an empty answer that calls itself gzip": {"/ar/", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
		}, `ar/index.html comes as "gzip" to one who takes ""`},
		"a portal's page": {"/sw.js", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("log in first"))
		}, `sw.js is not what was built`},
		"gone":       {"/assets/a.js", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, "assets/a.js answers 404 where 200 is right"},
		"no headers": {"/sw.js", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("2")) }, "sw.js says"},
		"a page for what is missing that says 200": {"/ar/nothing-is-here", func(w http.ResponseWriter, r *http.Request) {
			w.Write([]byte("<p>missing"))
		}, "ar/404.html answers 200 where 404 is right"},
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == c.path {
				c.how(w, r)
				return
			}
			site.ServeHTTP(w, r)
		}))
		faults, n, err := URL(context.Background(), srv.URL, nil)
		srv.Close()
		if err != nil || n == 0 {
			t.Fatalf("%s: %d compared, %v", name, n, err)
		}
		if got := told(faults); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	// A whole site of another release is found by the list of the build at hand alone.
	srv := httptest.NewServer(site)
	defer srv.Close()
	faults, _, err := URL(context.Background(), srv.URL, Sums(map[string][]byte{"ar/index.html": []byte("<p>the story of today")}))
	if err != nil || !strings.HasPrefix(told(faults), "ar/index.html is not what was built") {
		t.Errorf("an old release: %q, %v", told(faults), err)
	}
	for _, at := range []string{"news.example", "ftp://news.example/", srv.URL + "/elsewhere/"} {
		if _, _, err := URL(context.Background(), at, nil); err == nil {
			t.Errorf("%s: no error", at)
		}
	}
}

// A list that was cut or made up names its line.
func TestLists(t *testing.T) {
	for _, list := range []string{"", "abc  a\n", strings.Repeat("0", 64) + " a\n", strings.Repeat("0", 64) + "  ../etc/passwd\n", strings.Repeat("0", 64) + "  /etc/passwd\n"} {
		if _, err := parse([]byte(list)); err == nil || !strings.Contains(err.Error(), SumsFile) {
			t.Errorf("%q: %v", list, err)
		}
	}
}
