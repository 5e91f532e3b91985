package prove

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// least is the share of false drawings that the rules must stop.
const least = 0.95

// tally counts what was done with one kind of false drawing.
type tally struct {
	applied, stopped int
	by               map[string]int
	through          []string
}

// TestFalsePicturesAreStopped falsifies the drawings of every graphic in every kind of way; the rules, which know no graphic, must stop
// them. A sample with fixed seeds is taken; MUTATE=1 takes every state on two screens and prints a table (make mutate-pictures).
func TestFalsePicturesAreStopped(t *testing.T) {
	all := os.Getenv("MUTATE") != ""
	kinds := slices.Concat(ofMarks, ofAxes, ofLooks, ofWords, ofMaps, ofRows)
	byKind, byGraphic := map[string]*tally{}, map[string]*tally{}
	count := func(in map[string]*tally, name string) *tally {
		if in[name] == nil {
			in[name] = &tally{by: map[string]int{}}
		}
		return in[name]
	}
	for i, s := range subjects(t, all) {
		if wrong := Prove(s.env, s.svg(), s.pic); len(wrong) > 0 {
			t.Errorf("%s/%s: the true drawing: %s", s.g.ID(), s.state, Faults(wrong))
		}
		for j, k := range kinds {
			c := s.copy(rand.New(rand.NewPCG(uint64(i), uint64(j))))
			before := c.svg()
			if !k.do(c) || c.svg() == before && !strings.HasPrefix(k.name, "words of a mark cite") {
				continue
			}
			wrong := Prove(s.env, c.svg(), c.pic)
			for _, y := range []*tally{count(byKind, k.name), count(byGraphic, s.g.ID())} {
				y.applied++
				if len(wrong) > 0 {
					y.stopped++
					y.by[wrong[0].Rule]++
				} else {
					y.through = append(y.through, fmt.Sprintf("%s/%s/%s/%s: %s", s.g.ID(), s.state, s.env.Tag, s.env.Form, k.name))
				}
			}
		}
	}
	applied, stopped := 0, 0
	for _, y := range byGraphic {
		applied, stopped = applied+y.applied, stopped+y.stopped
	}
	if all {
		table("kind", byKind, names(kinds))
		table("graphic", byGraphic, slices.Sorted(maps.Keys(byGraphic)))
		fmt.Printf("%d kinds, %d false drawings, %d stopped (%.1f%%)\n", len(byKind), applied, stopped, 100*float64(stopped)/float64(applied))
	}
	for _, id := range slices.Sorted(maps.Keys(byGraphic)) {
		for _, what := range byGraphic[id].through {
			t.Logf("got through: %s", what)
		}
	}
	for _, k := range kinds {
		if byKind[k.name] == nil && all {
			t.Errorf("no picture has what %q falsifies", k.name)
		}
	}
	if len(byKind) < 40 || float64(stopped) < least*float64(applied) {
		t.Errorf("%d kinds, %d of %d false drawings stopped; want at least 40 and %.0f%%", len(byKind), stopped, applied, least*100)
	}
}

func names(kinds []falsehood) []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.name)
	}
	return out
}

func table(head string, of map[string]*tally, order []string) {
	fmt.Printf("\n%-40s %8s %8s  by\n", head, "applied", "stopped")
	for _, name := range order {
		y := of[name]
		if y == nil {
			continue
		}
		var by []string
		for _, rule := range slices.Sorted(maps.Keys(y.by)) {
			by = append(by, fmt.Sprintf("%s %d", rule, y.by[rule]))
		}
		fmt.Printf("%-40s %8d %8d  %s\n", name, y.applied, y.stopped, strings.Join(by, ", "))
	}
}
