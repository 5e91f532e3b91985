package preview

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sahel-explainer/app/build"
	"sahel-explainer/locales"
)

// A draft that followed saves is the draft that would be made from nothing, file by file, and a save in one language makes one
// page again. What is kept from save to save is kept rightly, or this differs.
func TestDraftFollowsSavesExactly(t *testing.T) {
	root := filepath.Join(t.TempDir(), "project")
	if err := Copy("../..", root); err != nil {
		t.Fatal(err)
	}
	fresh := func() (*build.Draft, build.Snapshot) {
		t.Helper()
		d, err := build.NewDraft(build.Options{Root: root}, locales.All(), nil)
		if err != nil {
			t.Fatal(err)
		}
		s, err := d.Update(nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d, s
	}
	edit := func(file, old, new string) string {
		t.Helper()
		change(t, root, file, old, new)
		return file
	}
	d, first := fresh()
	step := func(pages []string, changed ...string) build.Snapshot {
		t.Helper()
		s, err := d.Update(changed, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.Pages, pages) {
			t.Errorf("%v made the pages %v again, want %v", changed, s.Pages, pages)
		}
		return s
	}
	s := step([]string{"fr"}, edit("locales/messages/story.fr.toml", "{gti-ml-2022.value}", "949"))
	if bytes.Equal(first.Tree["fr/index.html"], s.Tree["fr/index.html"]) || !bytes.Equal(first.Tree["ar/index.html"], s.Tree["ar/index.html"]) {
		t.Error("a French sentence did not change the French page alone")
	}
	step(nil, edit("locales/messages/desk.fr.toml", "Fermer", "Clore"))
	step([]string{"en"}, edit("locales/messages/deaths.en.toml", "Burkina", "Burkinaa"))
	all := []string{"ar", "fr", "en"}
	d.Prefer([]string{"en"}) // what is looked at comes first
	step([]string{"en", "ar", "fr"}, edit("charts/data/deaths.csv", "1532", "1547"))
	d.Prefer(nil)
	step(all, edit("charts/data/sources.toml", "publisher = \"", "publisher = \"The "))
	step(all, edit("locales/brand/brand.toml", "paper = [\"#faf6ee", "paper = [\"#faf6ef"))
	step(all, edit("components/shell/share/style.css", "min-height: 2.5rem", "min-height: 2.6rem"))
	// A fault changes nothing; mending it brings what else was saved meanwhile.
	meanwhile := edit("charts/data/deaths.csv", "1547", "1557")
	edit("locales/messages/story.ar.toml", "[story]", "[story")
	if _, err := d.Update([]string{meanwhile, "locales/messages/story.ar.toml"}, nil); err == nil || !strings.Contains(err.Error(), "locales/messages/story.ar.toml:") {
		t.Errorf("a broken file: %v", err)
	}
	edit("locales/messages/story.ar.toml", "[story", "[story]")
	last := step(all, "locales/messages/story.ar.toml")
	_, want := fresh()
	for _, tag := range all {
		if page := tag + "/index.html"; !bytes.Equal(last.Tree[page], want.Tree[page]) {
			t.Errorf("%s differs from a draft made from nothing at %s", page, firstDifference(last.Tree[page], want.Tree[page]))
		}
	}
	if whole, err := d.Complete(nil); err != nil || whole.Tree["en/graphics/deaths/index.html"] == nil || whole.Tree["embed.js"] == nil || whole.Tree["sw.js"] == nil {
		t.Errorf("completed: %v, with %d files", err, len(whole.Tree))
	}
	asked := 0
	if _, err := d.Complete(func() bool { asked++; return asked == 3 }); !errors.Is(err, build.ErrInterrupted) || asked != 3 {
		t.Errorf("with a save waiting it goes on: %v, asked %d times", err, asked)
	}
	// Completed again after a save in one language, it takes the other languages' pages as they were completed before.
	step([]string{"fr"}, edit("locales/messages/story.fr.toml", "949", "951"))
	if _, err := d.Complete(nil); err != nil {
		t.Errorf("completed again: %v", err)
	}
}

func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(i-60, 0)
	return string(a[from:min(i+60, len(a))]) + "\nagainst\n" + string(b[from:min(i+60, len(b))])
}
