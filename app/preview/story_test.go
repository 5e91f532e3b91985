package preview

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/build"
)

// The desk shows a story that has a folder of its own: its pages, in its languages, with the program's words round them; a saved sentence and a
// saved number follow, and its files are opened where they are.
func TestTheDeskShowsAnotherStory(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "caju")
	if err := os.CopyFS(dir, os.DirFS("../examples/caju")); err != nil {
		t.Fatal(err)
	}
	url := start(t, Options{Root: "../..", Story: dir, Every: 10 * time.Millisecond, compile: func(*build.Draft) (*build.Client, error) {
		return &build.Client{WASM: []byte("client"), Exec: []byte("exec")}, nil
	}})
	first := until(t, url, "the first draft", func(s Status) bool { return s.Resting })
	page := func() string { return get(t, story(t, url)+"pt/") }
	if p := page(); !strings.Contains(p, "O país do caju") || !strings.Contains(p, "--paper: #fbf8f1") {
		t.Error("the desk does not show the story in its colours")
	}
	if p := get(t, url); !strings.Contains(p, `<html lang="en"`) && !strings.Contains(p, `<html lang="fr"`) || !strings.Contains(p, "&#34;words&#34;:{&#34;") {
		t.Errorf("the desk has no words of its own: %.300s", p)
	}
	change(t, dir, "locales/messages/story.pt.toml", "O país do caju", "A terra do caju")
	s := until(t, url, "the sentence", func(s Status) bool { return s.Version > first.Version && s.Pages["pt"] == s.Version })
	if !strings.Contains(page(), "A terra do caju") {
		t.Error("a saved sentence is not on the page")
	}
	change(t, dir, "charts/data/bars-regions.csv", "cacheu,25.48", "cacheu,26.48")
	until(t, url, "the finding", func(x Status) bool { return x.Version > s.Version && x.Checked >= x.Version && x.Errors > 0 })
	if f := get(t, url+"/desk/findings"); !strings.Contains(f, "rows-in-records") {
		t.Errorf("a row that its record contradicts is not found: %.300s", f)
	}
}
