package scroll

import (
	"math/rand/v2"
	"testing"
)

func TestActiveStepFollowsFromPosition(t *testing.T) {
	tops := []float64{600, 1400, 2200}
	for _, c := range []struct {
		name   string
		offset float64
		want   int
	}{
		{"before the first step the first is active", 0, 0},
		{"first step crosses the line", 0, 0},
		{"just before the second", 799, 0},
		{"exactly at the second", 800, 1},
		{"between second and third", 1500, 1},
		{"at the third", 1600, 2},
		{"far below", 99999, 2},
		{"overscroll above the page", -120, 0},
	} {
		if got := Active(tops, c.offset, 1000); got != c.want {
			t.Errorf("%s: step %d, want %d", c.name, got, c.want)
		}
	}
	if got := Active(nil, 0, 1000); got != -1 {
		t.Errorf("no steps: %d, want -1", got)
	}
}

// A scroll path of any kind that ends at y leaves the same step as a fresh load at y: the function keeps no history, and is
// monotonic in y.
func TestActiveIsMonotonicInPosition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		tops := []float64{}
		y := 0.0
		for range 1 + r.IntN(60) {
			y += 1 + r.Float64()*900
			tops = append(tops, y)
		}
		view := 300 + r.Float64()*1200
		last := -1
		for off := 0.0; off < y; off += 37 {
			a := Active(tops, off, view)
			if a < last {
				t.Fatalf("step went back from %d to %d at %v", last, a, off)
			}
			if a > 0 && tops[a] > off+view*Line {
				t.Fatalf("step %d active before its top crossed the line", a)
			}
			last = a
		}
	}
}

func TestTargetActivatesItsStep(t *testing.T) {
	tops := []float64{900, 1700, 2500}
	for i, top := range tops {
		if got := Active(tops, Target(top, 800), 800); got != i {
			t.Errorf("scrolling to the target of step %d activates %d", i, got)
		}
	}
}

func TestSceneHoldsItsEnds(t *testing.T) {
	s := Scene{First: 3, States: []string{"a", "b", "b"}}
	for active, want := range map[int]string{0: "a", 3: "a", 4: "b", 5: "b", 9: "b"} {
		if got := s.State(active); got != want {
			t.Errorf("step %d: state %q, want %q", active, got, want)
		}
	}
	if (Scene{}).State(2) != "" {
		t.Error("an empty scene has a state")
	}
}

func TestProgressStaysBetweenZeroAndOne(t *testing.T) {
	for _, c := range []struct{ off, want float64 }{{-500, 0}, {400, 0}, {1400, 0.5}, {9999, 1}} {
		if got := Progress(1000, 3000, c.off, 1000); got != c.want {
			t.Errorf("at %v: %v, want %v", c.off, got, c.want)
		}
	}
	if Progress(10, 10, 0, 1000) != 0 {
		t.Error("an empty story has progress")
	}
}

// Whatever the heights of steps and view before and after, what is held stays the active step; where there is room it stands at the same
// share of the view.
func TestHoldKeepsTheActiveStep(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	steps := func() (tops []float64) {
		for y := 300 * r.Float64(); len(tops) < 12; y += 150 + 900*r.Float64() {
			tops = append(tops, y)
		}
		return tops
	}
	for range 2000 {
		before, after := steps(), steps()
		view, turned := 300+600*r.Float64(), 300+600*r.Float64()
		y := (before[11] + 500) * r.Float64()
		active := Active(before, y, view)
		to := Hold(after, active, (before[active]-y)/view, turned)
		if got := Active(after, after[active]-to, turned); got != active {
			t.Fatalf("step %d of %v, %g px into a view of %g; turned to %g, %v, it stands at %g and %d is active", active, before, y, view, turned, after, to, got)
		}
	}
	if to := Hold([]float64{0, 500, 1000}, 1, 0.25, 400); to != 100 {
		t.Errorf("with room it stands at %g", to)
	}
}
