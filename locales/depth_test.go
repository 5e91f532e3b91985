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
