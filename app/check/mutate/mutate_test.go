package mutate

import (
	"os"
	"strings"
	"testing"
)

// TestMutations makes a sample with a fixed seed. make check-mutations makes many more, and prints the table.
func TestMutations(t *testing.T) {
	s, err := readStory(os.DirFS("../../.."))
	if err != nil {
		t.Fatal(err)
	}
	kinds := func(list []Mutation) int {
		seen := map[string]bool{}
		for _, m := range list {
			seen[m.Kind] = true
		}
		return len(seen)
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
