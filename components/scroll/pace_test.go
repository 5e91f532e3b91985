package scroll

import "testing"

func TestPaceIsOfSeveralMovements(t *testing.T) {
	for _, c := range []struct {
		name string
		took []float64
		want bool
	}{
		{"nothing seen", nil, false},
		{"one long beginning is chance", []float64{400}, false},
		{"two as well", []float64{400, 300}, false},
		{"fast", []float64{20, 25, 18, 30, 22}, false},
		{"at the limit", []float64{40, 40, 40}, false},
		{"slow from the start", []float64{49, 24, 84}, true},
		{"slow later", []float64{10, 12, 9, 60, 70, 50}, true},
		{"slow stays slow", []float64{60, 70, 50, 1, 1, 1}, true},
		{"what is long past does not count", []float64{100, 5, 5, 5, 5, 5, 60}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p Pace
			for _, ms := range c.took {
				p.Took(ms)
			}
			if p.Slow() != c.want {
				t.Errorf("%v: slow %v, want %v", c.took, p.Slow(), c.want)
			}
		})
	}
}
