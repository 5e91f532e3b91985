package render

import "testing"

func TestRelative(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"steps", "M671.4 1052.6L677 1032.6L660 990.5Z", "m671.4 1052.6 5.6-20-17-42.1z"},
		{"no zero before the point", "M0 0L0.2 0.3L-0.1 -0.1", "m0 0 .2 .3-.3-.4"},
		{"along the axes", "M16 299.1L704 299.1M16 389.6L16 400", "m16 299.1h688m-688 90.5v10.4"},
		{"steps of ECharts", "M50 410l12.3 0l0 -263.1l-12.3 0Z", "m50 410h12.3v-263.1h-12.3z"},
		{"a piece after a closed one begins where that began", "M1 1L2 3L4 5ZM10 10L11 12", "m1 1 1 2 2 2zm9 9 1 2"},
		{"no drift: each step is from the rounded place", "M0.1 0.1L0.2 0.3L0.3 0.6L0.4 1", "m.1 .1 .1 .2 .1 .3 .1 .4"},
		{"a point twice", "M5 5L5 5", "m5 5 0 0"},
		{"two beginnings", "M1 1M2 2L3 3", "m1 1m1 1 1 1"},
		{"curves pass", "M1 0A1 1 0 1 1 1 -0.1", "M1 0A1 1 0 1 1 1 -0.1"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := relative(c.in); got != c.want {
				t.Errorf("%q became %q, want %q", c.in, got, c.want)
			}
		})
	}
	if got := relative(lines("328 34 0 34,10.5,-2")); got != "m328 34h-328l10.5-36" {
		t.Errorf("polyline: %q", got)
	}
}
