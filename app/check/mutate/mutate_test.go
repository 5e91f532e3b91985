package mutate

import (
	"os"
	"strings"
	"testing"
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

// TestHandmade tries a sample of the cases made by hand; make check-mutations HAND=1 tries all. A few words may go from the story before
// another case of the kind is written.
func TestHandmade(t *testing.T) {
	mistakes, corrects, gone, err := Hand(os.DirFS("../../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(mistakes) < 120 || kinds(mistakes) < 40 || len(corrects) < 50 || kinds(corrects) < 25 {
		t.Errorf("%d mistakes of %d kinds and %d correct edits of %d kinds are left; gone: %s", len(mistakes), kinds(mistakes), len(corrects), kinds(corrects), strings.Join(gone, "; "))
	}
	if testing.Short() {
		return
	}
	plain, _, _, err := RunHand(os.DirFS("../../.."), Options{Seed: 1, Most: 24})
	if err != nil {
		t.Fatal(err)
	}
	if err := Held(plain, 90, 0, 5); err != nil { // a sample of 24 and 12
		var b strings.Builder
		PrintHand(&b, plain, nil, gone, true)
		t.Errorf("%v\n%s", err, b.String())
	}
}
