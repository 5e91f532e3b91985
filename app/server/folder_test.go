package server

import (
	"os"
	"path/filepath"
	"testing"
)

// A folder as it may lie on a host: links in it, to files and folders inside and outside, are not followed, also where a server
// that reads from the disk at each request would.
func TestLinksInAFolderAreNotFollowed(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	for p, s := range map[string]string{filepath.Join(outside, "secret.html"): "secret", filepath.Join(dir, "index.html"): "choose", filepath.Join(dir, "ar", "index.html"): "story"} {
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"file.html": filepath.Join(outside, "secret.html"), "folder": outside, "up": "..", "own": "ar", "ar/index.html.br": filepath.Join(outside, "secret.html"), "nowhere": "gone"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"/file.html", "/folder/secret.html", "/up/secret.html", "/own/", "/own/index.html", "/nowhere", "/ar/index.html.br"} {
		if w := ask(s, "GET", p); w.Code != 404 {
			t.Errorf("%s: %d %q", p, w.Code, w.Body)
		}
	}
	if w := ask(s, "GET", "/ar/", "Accept-Encoding", "br"); w.Code != 200 || w.Body.String() != "story" {
		t.Errorf("/ar/: %d %q", w.Code, w.Body)
	}
}

// Only what is public may be read by other sites' scripts: files of the site, and oEmbed, which says so itself. What the server says of
// itself or of a reader (its health, which language it would send them to, what it refuses) is not.
func TestOnlyFilesAreOpenToOtherSites(t *testing.T) {
	s := site(t)
	for _, c := range []struct {
		method, path string
		open         bool
	}{
		{"GET", "/ar/", true}, {"GET", "/assets/a.0123456789.js", true}, {"GET", "/?choose", true}, {"GET", "/nowhere", true},
		{"GET", "/healthz", false}, {"GET", "/", false}, {"GET", "/fr/graphics/map", false}, {"POST", "/ar/", false}, {"OPTIONS", "/ar/", false},
	} {
		h := ask(s, c.method, c.path, "Origin", "https://news.example").Header()
		if got := h.Get("Access-Control-Allow-Origin"); (got == "*") != c.open || got != "" && !c.open {
			t.Errorf("%s %s: %q", c.method, c.path, got)
		}
		if h.Get("Access-Control-Allow-Credentials") != "" || h.Get("Access-Control-Allow-Methods") != "" {
			t.Errorf("%s %s allows more: %v", c.method, c.path, h)
		}
	}
}
