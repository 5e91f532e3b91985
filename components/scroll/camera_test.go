package scroll

import (
	"math"
	"testing"
)

func TestCameraIsReadAsTheHostWritesIt(t *testing.T) {
	for in, want := range map[string]Camera{
		"matrix(1.6,0,0,1.6,-168,-384)":   {1.6, -168, -384},
		"matrix(0.9,0,0,0.9,-111.6,20.5)": {0.9, -111.6, 20.5},
	} {
		c, ok := ParseCamera(in)
		if !ok || c != want {
			t.Errorf("%s: %v, %v", in, c, ok)
		}
		if c.String() != in {
			t.Errorf("%s is written %s", in, c)
		}
	}
	if c, ok := ParseCamera("translate(-40 25.3)"); !ok || c != (Camera{1, -40, 25.3}) {
		t.Errorf("unscaled: %v, %v", c, ok)
	}
	for _, in := range []string{"", "matrix(1,0,0,2,3,4)", "matrix(0,0,0,0,3,4)", "matrix(1,0.5,0,1,3,4)", "translate(3)", "translate()", "matrix(-1,0,0,-1,3,4)"} {
		if c, ok := ParseCamera(in); ok {
			t.Errorf("%q was read as %v", in, c)
		}
	}
}

func TestCameraFliesByEqualFactorsAboutAPointThatStands(t *testing.T) {
	from, to := Camera{1, -100, -200}, Camera{4, -1000, -1700}
	// The point that stands still: k·p+x is the same in both.
	px, py := (from.X-to.X)/(to.K-from.K), (from.Y-to.Y)/(to.K-from.K)
	last := from
	for i := 0; i <= 10; i++ {
		c := from.Toward(to, float64(i)/10)
		if math.Abs(c.K*px+c.X-(from.K*px+from.X)) > 1e-9 || math.Abs(c.K*py+c.Y-(from.K*py+from.Y)) > 1e-9 {
			t.Errorf("at %d/10 the standing point has moved: %v", i, c)
		}
		if i > 0 && math.Abs(c.K/last.K-math.Pow(4, 0.1)) > 1e-9 {
			t.Errorf("at %d/10 the zoom grows by %g", i, c.K/last.K)
		}
		last = c
	}
	if last != to || from.Toward(to, -1) != from || from.Toward(to, 2) != to {
		t.Error("it does not begin and end where it should")
	}
	slide := Camera{2, 0, 0}.Toward(Camera{2, 100, -50}, 0.25)
	if slide != (Camera{2, 25, -12.5}) {
		t.Errorf("sliding: %v", slide)
	}
}

func TestEaseIsSoftAndWhole(t *testing.T) {
	if Ease(0) != 0 || Ease(1) != 1 || Ease(0.5) != 0.5 || Ease(-3) != 0 || Ease(7) != 1 {
		t.Error("ends or middle are off")
	}
	for i := 1; i <= 100; i++ {
		if a, b := Ease(float64(i-1)/100), Ease(float64(i)/100); b < a {
			t.Errorf("it turns back at %d", i)
		}
	}
}
