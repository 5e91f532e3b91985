package sahelmap

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
)

// TestPlacesStandInTheirCountries: every mark of the map lies in the country of its row, at 1:10 million.
func TestPlacesStandInTheirCountries(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	found, err := graphic{}.Misplaced(env.Files, env.Facts)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s:%d: %s: %s", f.File, f.Line, f.ID, f.What)
	}
}

// TestMisplaced: where the two faults stood that this holds, and others like them.
func TestMisplaced(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	shapes, err := fineShapes(env.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lat, lon, precision, radius, country, want string }{
		{"14.63", "-1.24", "approximate", "", "ML", "13.1 km outside ML, in BF"}, // Boulkessi, as it was
		{"14.81", "-1.19", "approximate", "", "ML", ""},
		{"19.95", "2.97", "approximate", "", "ML", "1.9 km outside ML, in DZ"}, // the drone, as it was
		{"19.933", "2.966", "area", "0.19 0.18", "ML", ""},
		{"19.933", "2.966", "area", "0.19 0.18", "DZ", ""},
		{"21.9", "2.966", "area", "0.19 0.18", "ML", "does not reach into ML"},
		{"14.46", "-12.2", "approximate", "", "SN", "outside SN, in ML"},
		{"23.7", "-15.94", "point", "", "EH", ""},
		{"23.7", "-15.94", "point", "", "MA", "outside MA, in EH"},
		{"12.639", "8.003", "point", "", "ML", "outside ML, in no country of this map"}, // a sign lost
		{"-8.003", "12.639", "point", "", "ML", "outside ML"},                           // exchanged
		{"12.639", "-8.003", "point", "", "XX", `country "XX" has no shape`},
	} {
		got := shapes.misplaced(facts.Row{Cells: map[string]string{"lat": c.lat, "lon": c.lon, "precision": c.precision, "radius": c.radius, "country": c.country}})
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s, %s in %s: %q, want %q", c.lat, c.lon, c.country, got, c.want)
		}
	}
}

// TestTheDroneTakesNobodysSide: the area of the step about that line lies on both sides of it, and holds both accounts: more than 2 km
// inside Algeria, 9.5 km inside Mali.
func TestTheDroneTakesNobodysSide(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	b, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	shapes, err := fineShapes(env.Files)
	if err != nil {
		t.Fatal(err)
	}
	p := b.byPlace["tinzaouaten"]
	reach := map[string]float64{}
	for _, corner := range ellipse(p)["coords"].([][]float64) {
		at := point{corner[0], corner[1]}
		for country, other := range map[string]string{"ML": "DZ", "DZ": "ML"} {
			if shapes.within(country, at) {
				reach[country] = max(reach[country], shapes.kilometres(other, at))
			}
		}
	}
	if reach["ML"] < 9.5 || reach["DZ"] < 9.5 || reach["ML"]/reach["DZ"] > 1.2 || reach["DZ"]/reach["ML"] > 1.2 {
		t.Errorf("it reaches %.1f km into Mali and %.1f km into Algeria", reach["ML"], reach["DZ"])
	}
}

// TestCorridorsLeaveAlgeriaOut: the Atlantic initiative is Morocco's; its schematic lines do not run over its rival's soil.
func TestCorridorsLeaveAlgeriaOut(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	b, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	shapes, err := fineShapes(env.Files)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range b.routes {
		if r.kind != "corridor" {
			continue
		}
		n++
		for k := 0.0; k <= 1; k += 0.01 {
			if at := r.along(k); shapes.within("DZ", at) {
				t.Errorf("%s crosses Algeria at %.1f, %.1f", r.id, at[1], at[0])
				break
			}
		}
	}
	if n == 0 {
		t.Error("no corridor")
	}
}

// along is a point of a route as ECharts bends it, in the map's own degrees, whose y grows downward.
func (r route) along(k float64) point {
	ax, ay, bx, by := r.from[0]*unitX, -r.from[1]*unitY, r.to[0]*unitX, -r.to[1]*unitY
	cx, cy := (ax+bx)/2-(ay-by)*r.curve, (ay+by)/2-(bx-ax)*r.curve
	at := func(a, c, b float64) float64 { return (1-k)*(1-k)*a + 2*k*(1-k)*c + k*k*b }
	return point{at(ax, cx, bx) / unitX, -at(ay, cy, by) / unitY}
}
