package mutate

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/facts"
)

// kinds counts those of a list.
func kinds(list []Mutation) int {
	seen := map[string]bool{}
	for _, m := range list {
		seen[m.Kind] = true
	}
	return len(seen)
}

// TestMutations makes a sample with a fixed seed. make check-mutations makes many more, and prints the table.
func TestMutations(t *testing.T) {
	s, err := readStory(os.DirFS("../../.."))
	if err != nil {
		t.Fatal(err)
	}
	if n := kinds(s.mistakes()); n < 30 {
		t.Errorf("mistakes of %d kinds can be made of the story as it is; 30 are wanted", n)
	}
	if n := kinds(s.corrects()); n < 20 {
		t.Errorf("correct edits of %d kinds can be made of the story as it is; 20 are wanted", n)
	}
	if testing.Short() {
		return
	}
	all, err := Run(os.DirFS("../../.."), Options{Seed: 1, Each: 1, Most: 24})
	if err != nil {
		t.Fatal(err)
	}
	if err := Held(all, 85, 0, 9); err != nil { // a sample of 24 and 12; the levels of the whole are those of make check-mutations
		var b strings.Builder
		Print(&b, all, true)
		t.Errorf("%v\n%s", err, b.String())
	}
}

// TestHandmade tries a sample of the cases made by hand; make check-mutations HAND=1 tries all. Every case names words that stand in the
// story: one that does not would count for nothing.
func TestHandmade(t *testing.T) {
	mistakes, corrects, err := Hand(os.DirFS("../../.."), HandFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(mistakes) < 150 || kinds(mistakes) < 70 || len(corrects) < 60 || kinds(corrects) < 35 {
		t.Errorf("%d mistakes of %d kinds and %d correct edits of %d kinds are left", len(mistakes), kinds(mistakes), len(corrects), kinds(corrects))
	}
	if testing.Short() {
		return
	}
	for _, set := range []struct {
		file        string
		most, level int
		refused     float64
	}{{HandFile, 12, 90, 5}, {OutsideA, 6, 60, 35}, {OutsideB, 6, 60, 35}} { // samples of 24 and 12; of the outsiders' the levels are theirs
		plain, _, err := RunHand(os.DirFS("../../.."), set.file, Options{Seed: 1, Most: set.most})
		if err != nil && set.file == HandFile {
			t.Fatal(err)
		}
		if err := Held(plain, float64(set.level), 0, set.refused); err != nil {
			var b strings.Builder
			PrintHand(&b, plain, nil, true)
			t.Errorf("%s: %v\n%s", set.file, err, b.String())
		}
	}
}

// TestHandmadeWordsGone: a case whose words are gone is told by file and line, however many others there are.
func TestHandmadeWordsGone(t *testing.T) {
	const file = "app/check/mutate/testdata/gone.toml"
	root := facts.Over{FS: os.DirFS("../../.."), Texts: fstest.MapFS{file: {Data: []byte(`
[[correct]]
kind = "in order"
edits = [["outline.toml", "engine = ", "engine = "]]

[[mistake]]
kind = "gone"
edits = [["story.en", "words that never stood there", ""]]
`)}}}
	_, _, err := Hand(root, file)
	if err == nil || !strings.HasPrefix(err.Error(), file+":6: gone: ") || strings.Contains(err.Error(), "in order") {
		t.Errorf("told: %v", err)
	}
}
