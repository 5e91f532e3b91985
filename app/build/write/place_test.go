package write

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func small(text string) Tree { return Tree{"index.html": []byte(text), "ar/index.html": []byte(text)} }

func textOf(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Two builds into one folder would each spoil what the other writes: the second is told, and the first one's site is whole.
func TestTwoBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	c := Compressor{t.TempDir()}
	first, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = small("second").Write(dir, c)
	if err == nil || !strings.Contains(err.Error(), "another build is writing "+dir) || strings.Contains(err.Error(), "\n") {
		t.Errorf("the second build says %v", err)
	}
	if err := small("first").WriteTo(first, c); err != nil {
		t.Fatal(err)
	}
	// The folder that the first one held is in its place now: a third build may begin before the first has let go.
	third, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	first.Leave()
	if err := small("third").WriteTo(third, c); err != nil {
		t.Fatal(err)
	}
	third.Leave()
	if got := textOf(t, filepath.Join(dir, "ar/index.html")); got != "third" {
		t.Errorf("the site says %q", got)
	}
	if left, _ := filepath.Glob(dir + ".*"); len(left) > 0 {
		t.Errorf("left beside it: %v", left)
	}
}

// A link (releases/current) stays a link; the folder that it leads to gets the site.
func TestOutMayBeALink(t *testing.T) {
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "release-7"), 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(root, "current")
	if err := os.Symlink("release-7", link); err != nil {
		t.Fatal(err)
	}
	if err := small("new").Write(link, Compressor{t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(link); err != nil || to != "release-7" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if got := textOf(t, filepath.Join(root, "release-7", "index.html")); got != "new" {
		t.Errorf("the site says %q", got)
	}
}

// What a build that was killed has left beside the site is gone with the next, and never part of it.
func TestLeftoversOfAKilledBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	for _, f := range []string{dir + ".new/half.html", dir + ".new/ar/index.html"} {
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f, []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := small("whole").Write(dir, Compressor{t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "half.html")); !os.IsNotExist(err) {
		t.Errorf("half a page was published: %v", err)
	}
	if got := textOf(t, filepath.Join(dir, "ar/index.html")); got != "whole" {
		t.Errorf("the site says %q", got)
	}
}

// A cache that was cut short by a full disk or a kill, or spoiled in any byte, costs the work again: what is published unpacks to its
// page. Before, a file of no bytes was believed for ever and served as an empty page.
func TestASpoiledCacheIsNotBelieved(t *testing.T) {
	c := Compressor{t.TempDir()}
	tree := small(strings.Repeat("words of a page ", 50))
	dir := filepath.Join(t.TempDir(), "dist")
	if err := tree.Write(dir, c); err != nil {
		t.Fatal(err)
	}
	want := textOf(t, filepath.Join(dir, "index.html.gz")) + textOf(t, filepath.Join(dir, "index.html.br"))
	files, err := filepath.Glob(filepath.Join(c.Cache, "*"))
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	for name, spoil := range map[string]func(raw []byte) []byte{
		"empty":          func([]byte) []byte { return nil },
		"cut":            func(raw []byte) []byte { return raw[:len(raw)/2] },
		"another's bits": func(raw []byte) []byte { raw[len(raw)-3] ^= 4; return raw },
	} {
		for _, f := range files {
			if err := os.WriteFile(f, spoil([]byte(textOf(t, f))), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := tree.Write(dir, c); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := textOf(t, filepath.Join(dir, "index.html.gz")) + textOf(t, filepath.Join(dir, "index.html.br")); got != want {
			t.Errorf("%s: published all the same", name)
		}
	}
}
