package draw

import (
	"sahel-explainer/charts/typeset"
	"strings"
	"testing"
)

func TestSpreadKeepsOrderAndRoom(t *testing.T) {
	heights := []float64{30, 30, 30, 30, 30}
	got := Spread([]float64{200, 201, 203, 206, 207}, heights, 0, 400)
	for i := 0; i+1 < len(got); i++ {
		if got[i+1]-got[i] < 29.9 {
			t.Errorf("boxes %d and %d touch: %v", i, i+1, got)
		}
	}
	if mid := (got[0] + got[4]) / 2; mid < 195 || mid > 212 {
		t.Errorf("the boxes wandered off: %v", got)
	}
	top := Spread([]float64{1, 2}, []float64{20, 20}, 0, 400)
	if top[0] < 9.9 || top[1]-top[0] < 19.9 {
		t.Errorf("the first box leaves the top: %v", top)
	}
}

func TestWrap(t *testing.T) {
	got := typeset.Wrap("one two three four", 60, 13, false)
	if !strings.Contains(got, "\n") || strings.ReplaceAll(got, "\n", " ") != "one two three four" {
		t.Errorf("%q", got)
	}
	if got := typeset.Wrap("1\u00a0000 kg", 1, 13, false); got != "1\u00a0000\nkg" {
		t.Errorf("a no-break space broke: %q", got)
	}
}

func TestPlane(t *testing.T) {
	p := Plane{Width: 360, Height: 440, Left: 40, Right: 20, Top: 10, Bottom: 30, X0: 2020, X1: 2030, Y0: 2000, Y1: 0}
	if p.PX(2020) != 40 || p.PX(2030) != 340 || p.PY(0) != 410 || p.Y(p.PY(500)) != 500 || p.X(p.PX(2025)) != 2025 {
		t.Errorf("%v %v %v", p.PX(2020), p.PX(2030), p.PY(0))
	}
}
