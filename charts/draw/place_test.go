package draw

import (
	"strings"
	"testing"

	"sahel-explainer/charts/typeset"
)

func TestSwarmKeepsDotsApart(t *testing.T) {
	xs := []float64{10, 11, 12, 30, 31, 100}
	levels := Swarm(xs, 9)
	for i := range xs {
		for j := range xs[:i] {
			dx, dy := xs[i]-xs[j], float64(levels[i]-levels[j])*9
			if dx*dx+dy*dy < 79 {
				t.Errorf("dots %d and %d touch: levels %v", i, j, levels)
			}
		}
	}
	if levels[5] != 0 {
		t.Errorf("a lone dot stands at level %d, want 0", levels[5])
	}
}

func TestPlaceFindsRoomForNeighbours(t *testing.T) {
	notes := []Note{{X: 100, Y: 150, W: 90, H: 30, Reach: 5}, {X: 110, Y: 150, W: 90, H: 30, Reach: 5}, {X: 125, Y: 150, W: 90, H: 30, Reach: 5}}
	Place(notes, nil, Rect{0, 0, 240, 160}, true)
	for i, n := range notes {
		if !n.Ok {
			t.Fatalf("note %d found no place: %+v", i, notes)
		}
		for _, m := range notes[:i] {
			if n.Place.Hits(m.Place) {
				t.Errorf("notes overlap: %+v", notes)
			}
		}
	}
}

func TestWrapKeepsNoBreakSpaces(t *testing.T) {
	got := typeset.Wrap("plus de 160\u00a0millions\u202f!", 60, 12, false)
	if !strings.Contains(got, "160\u00a0millions\u202f!") || typeset.Lines(got) < 2 {
		t.Errorf("wrapped %q", got)
	}
}
