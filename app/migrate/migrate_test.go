package migrate

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/locales"
)

const root = "../.."

// copyOf is a folder with a story of the tree in it.
func copyOf(t *testing.T, story string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, story))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func edit(t *testing.T, dir, name string, change func(string) string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := change(string(old))
	if text == string(old) {
		t.Fatalf("%s is as it was before the change that the test is about", name)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func without(pattern string) func(string) string {
	return func(s string) string { return regexp.MustCompile(pattern).ReplaceAllString(s, "") }
}

func migrated(t *testing.T, dir string) *Report {
	t.Helper()
	r, err := Story(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// errorsOf are what the check holds against a story.
func errorsOf(t *testing.T, dir string) []check.Finding {
	t.Helper()
	p, err := read.LoadStory(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []check.Finding
	for _, f := range check.Run(p) {
		if f.Severity == check.Error && f.Stands() {
			out = append(out, f)
		}
	}
	return out
}

// The sample of two languages as it was before a story had a brand (the files of commit 19d100d^ are those of today without it): it is
// refused, with the way out, and loads and passes the check once it is brought up.
func TestBringsUpAStoryWithoutABrand(t *testing.T) {
	dir := copyOf(t, "app/build/testdata/second")
	edit(t, dir, locales.OutlineFile, without(`(?m)^engine = .*\n`))
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(locales.BrandDir))); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"ar", "fr"} {
		if err := os.Remove(filepath.Join(dir, "locales/messages/brand."+tag+".toml")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := read.LoadStory(root, dir); err == nil || !strings.Contains(err.Error(), "migrate") {
		t.Fatalf("before: %v", err)
	}
	// Both languages named the publisher, and one the site, where this project's catalogues did.
	for tag, own := range map[string]string{"ar": "", "fr": "\n[ui.app]\nshort = \"Fleuves\"\n"} {
		name := "locales/messages/ui." + tag + ".toml"
		whole, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		own += "\n[ui.publisher]\nname = \"Le Journal\"\nauthor = \"La rédaction\"\n"
		if err := os.WriteFile(filepath.Join(dir, name), append(whole, own...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := migrated(t, dir)
	if r.From != 1 || len(r.Done) == 0 || !strings.Contains(strings.Join(r.Left, "\n"), "brand.ar.toml: short is the story's whole title") {
		t.Errorf("it says %+v", r)
	}
	if found := errorsOf(t, dir); len(found) > 0 {
		t.Errorf("after: %+v", found)
	}
	p, err := read.LoadStory(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	fr := p.Catalogues["fr"]
	if fr.T("brand.short") != "Fleuves" || fr.T("brand.publisher.name") != "Le Journal" || fr.Has("ui.app.short") {
		t.Errorf("its names in French: %q, %q", fr.T("brand.short"), fr.T("brand.publisher.name"))
	}
	before, err := os.ReadFile(filepath.Join(dir, locales.OutlineFile))
	if err != nil {
		t.Fatal(err)
	}
	if r := migrated(t, dir); r.From != locales.Engine || len(r.Done) > 0 {
		t.Errorf("brought up again: %+v", r)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, locales.OutlineFile)); !bytes.Equal(before, after) {
		t.Error("brought up again, the outline is another")
	}
}

// The example in Portuguese as it was first shipped: its brand had an id, and its language lacks what the program has come to say
// since. What is new is listed in the program's words, as comments; until someone has said it in Portuguese a build refuses the
// language.
func TestListsWhatALanguageOfItsOwnHasToSay(t *testing.T) {
	dir := copyOf(t, "app/examples/caju")
	edit(t, dir, locales.OutlineFile, func(s string) string {
		return strings.Replace(s, "engine = 3", "engine = 2", 1)
	})
	edit(t, dir, locales.BrandFile, func(s string) string {
		return strings.Replace(s, "[colours]", "id = \"caju\"\n\n[colours]", 1)
	})
	edit(t, dir, "locales/messages/ui.pt.toml", without(`(?m)^csv = .*\n`))
	if _, err := read.LoadStory(root, dir); err == nil || !strings.Contains(err.Error(), "engine = 2") || !strings.Contains(err.Error(), "migrate") {
		t.Fatalf("before: %v", err)
	}
	r := migrated(t, dir)
	if r.From != 2 || !strings.Contains(strings.Join(r.Left, "\n"), "new.pt.toml") {
		t.Errorf("it says %+v", r)
	}
	if _, err := read.LoadStory(root, dir); err == nil || !strings.Contains(err.Error(), "ui.pt.toml: message \"ui.") {
		t.Errorf("a message that nobody has said in Portuguese: %v", err)
	}
	edit(t, dir, "locales/messages/new.pt.toml", func(s string) string { return strings.ReplaceAll(s, "# ui.", "ui.") })
	if found := errorsOf(t, dir); len(found) > 0 {
		t.Errorf("after: %+v", found)
	}
	if r := migrated(t, dir); len(r.Done)+len(r.Left) > 0 {
		t.Errorf("brought up again: %+v", r)
	}
}

// What is no story, and one for a later program, are refused and left as they are.
func TestRefusesWhatItCannotBringUp(t *testing.T) {
	if _, err := Story(root, t.TempDir()); err == nil || !strings.Contains(err.Error(), "-story") {
		t.Errorf("no story: %v", err)
	}
	dir := copyOf(t, "app/examples/caju")
	edit(t, dir, locales.OutlineFile, func(s string) string { return strings.Replace(s, "engine = 3", "engine = 99", 1) })
	if _, err := Story(root, dir); err == nil || !strings.Contains(err.Error(), "later program") {
		t.Errorf("a story for a later program: %v", err)
	}
	if _, err := read.LoadStory(root, dir); err == nil || !strings.Contains(err.Error(), "later program") {
		t.Errorf("and loading it: %v", err)
	}
	edit(t, dir, locales.OutlineFile, func(s string) string { return strings.Replace(s, "engine = 99", "engine = 2", 1) })
	edit(t, dir, "locales/messages/ui.pt.toml", func(s string) string { return s + "\n[ui\n" })
	if _, err := Story(root, dir); err == nil || !strings.Contains(err.Error(), "ui.pt.toml") {
		t.Errorf("words that cannot be read: %v", err)
	}
	if raw, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(locales.OutlineFile))); !strings.Contains(string(raw), "engine = 2") {
		t.Error("a fault left the story half brought up")
	}
}
