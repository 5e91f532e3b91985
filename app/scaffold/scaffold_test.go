package scaffold_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/build"
	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/app/scaffold"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

const root = "../.."

var today = time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)

// whole holds a story against the check, and its pictures against its rows.
func whole(t *testing.T, dir, after string) *read.Project {
	t.Helper()
	p, err := read.LoadStory(root, dir)
	if err != nil {
		t.Fatalf("after %s: %v", after, err)
	}
	for _, f := range check.Run(p) {
		t.Errorf("after %s: %s:%d %s: %s", after, f.File, f.Line, f.Rule, f.What)
	}
	for _, err := range draw.ProvePictures(p, root, filepath.Join(root, ".build")) {
		t.Errorf("after %s: %v", after, err)
	}
	return p
}

// What is written is whole after each command, in every language of the program: the check has nothing to say, and the desk shows it.
func TestWhatIsWrittenIsWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine")
	tags := locales.Tags(locales.All())
	if _, err := scaffold.Story(dir, tags, today); err != nil {
		t.Fatal(err)
	}
	if p := whole(t, dir, "new story"); len(p.Locales()) != len(tags) || len(p.Outline.Steps()) != 2 {
		t.Errorf("a story in %d languages of %d steps", len(p.Locales()), len(p.Outline.Steps()))
	}
	for _, kind := range []string{"bars", "line", "dots", "range", "table"} {
		files, err := scaffold.Graphic(dir, kind, "my-"+kind)
		if err != nil || len(files) != 3+len(tags) {
			t.Fatal(files, err)
		}
		whole(t, dir, "new graphic "+kind)
	}
	if _, err := scaffold.Record(dir, "another"); err != nil {
		t.Fatal(err)
	}
	like := locales.Common(locales.All()).Tag
	if _, err := scaffold.Language(root, dir, "pt", like); err != nil {
		t.Fatal(err)
	}
	p := whole(t, dir, "new language")
	if got := locales.Tags(p.Locales()); len(got) != len(tags)+1 || len(p.Outline.Steps()) != 7 || len(p.Graphics) != 6 {
		t.Errorf("languages %v, %d steps, %d graphics", got, len(p.Outline.Steps()), len(p.Graphics))
	}
	d, err := build.NewDraft(build.Options{Root: root, Story: dir, Cache: filepath.Join(root, ".build")}, p.Locales(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := d.Update(nil, nil); err != nil || len(s.Pages) != len(tags)+1 {
		t.Errorf("the desk shows %v, %v", s.Pages, err)
	}
}

// A story that says some of the program's words otherwise takes a further language, too: no message stands twice.
func TestALanguageTakesWhatAStorySaysOtherwise(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "mine")
	if err := os.CopyFS(dir, os.DirFS(root+"/app/examples/caju")); err != nil {
		t.Fatal(err)
	}
	if _, err := scaffold.Language(root, dir, "es", "fr"); err != nil {
		t.Fatal(err)
	}
	p, err := read.LoadStory(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	// Each file that a graphic changed is named, that of the sources too.
	if files, err := scaffold.Graphic(dir, "bars", "harvest"); err != nil || !slices.Contains(files, facts.Dir+"/sources.toml") {
		t.Errorf("%v: %v", files, err)
	}
	for _, id := range []string{"ui.offline.keep", "ui.status.public", "ui.nav.next"} {
		own, _ := p.Catalogues["es"].Message(id)
		if like, _ := p.Catalogues["fr"].Message(id); own.Forms["other"] != like.Forms["other"] {
			t.Errorf("%s is %v, in the language that it is like %v", id, own.Forms, like.Forms)
		}
	}
}

// What cannot be written is refused with what to write and an example, and nothing is written.
func TestRefusals(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine")
	if _, err := scaffold.Story(dir, nil, today); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	for what, err := range map[string]error{
		"is not empty; name a new folder":             second(scaffold.Story(dir, nil, today)),
		`language "xx": the program has`:              second(scaffold.Story(dir+"2", []string{"xx"}, today)),
		"use one of bars, dots, line":                 second(scaffold.Graphic(dir, "pie", "a")),
		"use small letters, digits and hyphens":       second(scaffold.Graphic(dir, "bars", "A b")),
		"bars-example.csv is there already":           second(scaffold.Graphic(dir, "line", "example")),
		`has a record "first-place" already`:          second(scaffold.Record(dir, "first-place")),
		"for example harvest-2026":                    second(scaffold.Record(dir, "Über")),
		"holds no story":                              second(scaffold.Record(dir+"3", "a")),
		"for example pt or ff-adlm":                   second(scaffold.Language(root, dir, "PT", "")),
		"the story has en; name one of them":          second(scaffold.Language(root, dir, "pt", "zz")),
		"has words in \"en\" already; change them in": second(scaffold.Language(root, dir, "en", "")),
	} {
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%v, want %q", err, what)
		}
	}
	if after := files(t, dir); after != before {
		t.Errorf("something was written: %s", after)
	}
}

func second(_ []string, err error) error { return err }

func files(t *testing.T, dir string) (out string) {
	t.Helper()
	err := filepath.Walk(dir, func(p string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			text, _ := os.ReadFile(p)
			out += p + string(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
