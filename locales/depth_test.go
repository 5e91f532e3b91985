package locales

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The addresses of steps that others took over lead to those, in both lengths, and no two steps claim one.
func TestStepsStandForThoseThatTheyTookOver(t *testing.T) {
	const text = "edition = \"2026-11-25\"\nasof = \"2026-11-23\"\n[[chapter]]\nid = \"a\"\nkind = \"report\"\n" +
		"[[chapter.step]]\nid = \"a-one\"\nwas = [\"a-before\"]\ngraphic = \"g\"\nstate = \"s\"\nrecords = [\"r\"]\n" +
		"[[chapter.step]]\nid = \"a-two\"\nwas = [\"a-gone\", \"a-lost\"]\nshort = true\ngraphic = \"g\"\nstate = \"s\"\nrecords = [\"r\"]\n" +
		"[[chapter.step]]\nid = \"a-three\"\nwas = [\"a-last\"]\ngraphic = \"g\"\nstate = \"s\"\nrecords = [\"r\"]\n"
	load := func(text string) (*Outline, error) {
		return LoadOutline(fstest.MapFS{OutlineFile: {Data: []byte(text)}})
	}
	o, err := load(text)
	if err != nil {
		t.Fatal(err)
	}
	for depth, want := range map[string]map[string]string{
		Whole: {"a-one": "a-before", "a-two": "a-gone a-lost", "a-three": "a-last"},
		Short: {"a-two": "a-one a-before a-gone a-lost a-three a-last"},
	} {
		got := o.StandsFor(depth)
		for step, ids := range want {
			if !slices.Equal(got[step], strings.Fields(ids)) {
				t.Errorf("%s: %s stands for %v, not for %s", depth, step, got[step], ids)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %v", depth, got)
		}
	}
	for _, id := range []string{"a-three", "a-before", "A"} {
		if _, err := load(strings.Replace(text, "a-gone", id, 1)); err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("a step that was %s: %v", id, err)
		}
	}
}

// The short story says heads of chapters of its own where there are any, since it may lack what the whole one's promise.
func TestShortStoryHasHeadsOfItsOwn(t *testing.T) {
	files := fstest.MapFS{}
	for _, l := range All() {
		files[MessagesDir+"/x."+l.Tag+".toml"] = &fstest.MapFile{Data: []byte("[short.title]\na = \"Shorter\"\n[chapter.a]\ntitle = \"Whole\"\n[chapter.b]\ntitle = \"Other\"\n")}
	}
	all, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	c := all[All()[0].Tag]
	for depth, want := range map[string]string{Whole: "Whole Other", Short: "Shorter Other"} {
		o := &Outline{Depth: depth}
		if got := c.T(o.Title(c, "a")) + " " + c.T(o.Title(c, "b")); got != want {
			t.Errorf("%s: %s, want %s", depth, got, want)
		}
	}
}
