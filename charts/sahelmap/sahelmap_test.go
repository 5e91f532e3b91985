package sahelmap

import (
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

func TestMap(t *testing.T) { charttest.Check(t, New()) }

// landBudget is what all land may weigh as raw path data; a page holds it once.
const landBudget = 14 << 10

var (
	landPath = regexp.MustCompile(`<use href="#p(\d+)"`)
	anyPath  = regexp.MustCompile(`<path id="p\d+" d="([^"]*)"`)
	markPath = regexp.MustCompile(`<circle data-row="([^"]+)" r="([\d.]+)" cx="([-\d.]+)" cy="([-\d.]+)"`)
)

// pictures draws every state in a form and hands out its cleaned SVG; shapes are collected over all of them.
func pictures(t *testing.T, locale string, form spec.Form, shapes *render.Shapes, see func(state, svg string, p spec.Picture)) {
	t.Helper()
	env := charttest.Env(t, locale, form)
	for _, state := range New().States() {
		p, err := spec.Safe(New(), func() (spec.Picture, error) { return New().Draw(env, state) })
		if err != nil {
			t.Fatal(err)
		}
		raw, err := charttest.SVG(t, New(), env, p)
		if err != nil {
			t.Fatal(err)
		}
		svg, err := render.Clean(raw, p, shapes)
		if err != nil {
			t.Fatal(err)
		}
		see(state, svg, p)
	}
}

// All states and both forms must write the same path data, or each would carry a map of its own.
func TestLandIsSharedAndLight(t *testing.T) {
	shapes := &render.Shapes{}
	ids := map[string]bool{}
	for _, form := range spec.Forms() {
		pictures(t, "ar", form, shapes, func(state, svg string, _ spec.Picture) {
			for _, m := range landPath.FindAllStringSubmatch(svg, -1) {
				ids[m[1]] = true
			}
		})
	}
	bytes := 0
	all := anyPath.FindAllStringSubmatch(shapes.Defs(), -1)
	for id := range ids {
		n, _ := strconv.Atoi(id)
		bytes += len(all[n][1])
	}
	if want := len(filled) + 4; len(ids) > want {
		t.Errorf("%d different land paths over all states, want at most %d: some state draws other path data", len(ids), want)
	}
	if bytes == 0 || bytes > landBudget {
		t.Errorf("land is %d bytes of path data, want at most %d; raise tolerance", bytes, landBudget)
	}
	t.Logf("land: %d paths, %d bytes", len(ids), bytes)
}

// A label may not hide a mark; the harness compares labels only with each other.
func TestLabelsLeaveMarksFree(t *testing.T) {
	marks := 0
	defer func() {
		if marks < 100 { // the pattern no longer finds what Clean writes
			t.Errorf("only %d marks were looked at", marks)
		}
	}()
	for _, l := range locales.All() {
		for _, form := range spec.Forms() {
			pictures(t, l.Tag, form, &render.Shapes{}, func(state, svg string, _ spec.Picture) {
				for _, m := range markPath.FindAllStringSubmatch(svg, -1) {
					marks++
					r, _ := strconv.ParseFloat(m[2], 64)
					x, _ := strconv.ParseFloat(m[3], 64)
					y, _ := strconv.ParseFloat(m[4], 64)
					for _, b := range charttest.Boxes(svg) {
						if b.X0 < x+r-1 && b.X1 > x-r+1 && b.Y0 < y+r-1 && b.Y1 > y-r+1 {
							t.Errorf("%s/%s/%s: label %q covers mark %s at %.0f, %.0f", l.Tag, form, state, b.Text, m[1], x, y)
						}
					}
				}
			})
		}
	}
}

func topologyOf(t *testing.T) *topology {
	t.Helper()
	top, err := load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return top
}

func TestDecodeTopoJSON(t *testing.T) {
	top, err := decodeTopoJSON([]byte(`{"transform":{"scale":[0.5,2],"translate":[-1,3]},"arcs":[[[0,0],[2,1],[0,1]],[[2,2],[-2,-2]]],
		"objects":{"land":{"type":"MultiPolygon","arcs":[[[0,1]]]},"countries":{"type":"GeometryCollection",
		"geometries":[{"id":"1","type":"Polygon","arcs":[[0,1]]},{"id":"2","type":"Polygon","arcs":[[-1]]}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := top.arcs[0], (line{{-1, 3}, {0, 5}, {0, 7}}); len(got) != 3 || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("line 0 is %v, want %v: differences are summed, then scaled and moved", got, want)
	}
	if got := top.run(-1); got[0] != (point{0, 7}) || got[2] != (point{-1, 3}) {
		t.Errorf("line -1 is %v, want line 0 backwards", got)
	}
	if got := top.ring([]int{0, 1}); len(got) != 4 || got[0] != got[3] {
		t.Errorf("ring is %v, want three points and the first again", got)
	}
	if u := top.users()[0]; len(u) != 2 {
		t.Errorf("line 0 has users %v, want both countries", u)
	}
}

// Neighbours must have the same points along their border after thinning, else gaps open between them.
func TestNeighboursShareBorders(t *testing.T) {
	top := topologyOf(t)
	for _, pair := range [][2]string{{"ML", "BF"}, {"ML", "NE"}, {"BF", "NE"}, {"ML", "DZ"}, {"ML", "MR"}, {"MR", "EH"}, {"MA", "EH"}} {
		points := map[point]int{}
		for side, c := range pair {
			for _, p := range top.countries[filled[c]] {
				for _, q := range top.ring(p[0]) {
					points[q] |= 1 << side
				}
			}
		}
		shared := 0
		for _, sides := range points {
			if sides == 3 {
				shared++
			}
		}
		if shared < 2 {
			t.Errorf("%s and %s share %d points, want a border", pair[0], pair[1], shared)
		}
	}
	for i, l := range top.arcs {
		for _, p := range l {
			if p != (point{round(p[0]), round(p[1])}) {
				t.Fatalf("line %d holds %v, which is not rounded", i, p)
			}
		}
	}
}

// A border goes on as another's or reaches the sea: one that ends in the open would be a country that is not there.
func TestNoBorderEndsInTheOpen(t *testing.T) {
	top := topologyOf(t)
	users, ends, coast := top.users(), map[point]int{}, map[point]bool{}
	for i, l := range top.arcs {
		if len(users[i]) == 1 {
			for _, p := range l {
				coast[p] = true
			}
		}
	}
	drawn := 0
	for _, f := range borders(top) {
		if f.Properties["name"] == featureFrontier {
			continue // drawn over another
		}
		for _, l := range f.Geometry.Coordinates.([]line) {
			ends[l[0]]++
			ends[l[len(l)-1]]++
			drawn++
		}
	}
	for p, n := range ends {
		if n < 2 && !coast[p] {
			t.Errorf("a border ends in the open at %v", p)
		}
	}
	if drawn < 40 {
		t.Errorf("%d borders are drawn", drawn)
	}
}

// Western Sahara reaches from 27°40′ north to Cape Blanc and to the coast; Morocco ends at that parallel.
func TestWesternSahara(t *testing.T) {
	top := topologyOf(t)
	sahara := top.ring(top.countries[saharaID][0][0])
	for name, p := range map[string]point{"Dakhla's hinterland": {-15.2, 23.7}, "Laayoune": {-12.9, 27}, "Tifariti": {-10.6, 26.16}} {
		if !inside(sahara, p) {
			t.Errorf("%s (%v) is not within Western Sahara", name, p)
		}
		if inside(top.ring(top.countries[moroccoID][0][0]), p) {
			t.Errorf("%s (%v) is within Morocco", name, p)
		}
	}
	env := charttest.Env(t, "ar", spec.Narrow)
	_, raw, err := graphic{}.Shapes(env)
	if err != nil {
		t.Fatal(err)
	}
	var geo struct{ Features []feature }
	if err := json.Unmarshal(raw, &geo); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, f := range geo.Features {
		found[f.Properties["name"]] = true
	}
	if !found["EH"] || !found[featureDisputed] {
		t.Errorf("features are %v, want Western Sahara and its lines", found)
	}
	for _, entries := range [][]entry{nil, {{kind: "country", item: "EH", tone: "strong"}}, {{kind: "country", item: "MA", tone: "soft"}}} {
		for _, r := range regions(entries) {
			style := r["itemStyle"].(spec.M)
			switch r["name"] {
			case "EH":
				if style["areaColor"] != spec.Paper {
					t.Errorf("Western Sahara is filled %v; it must look neither like Morocco nor like a state", style["areaColor"])
				}
			case featureDisputed:
				if style["borderType"] == nil {
					t.Error("the lines of Western Sahara are not dashed")
				}
			}
		}
	}
}

func inside(ring line, p point) bool {
	in := false
	for k := range ring {
		a, b := ring[k], ring[(k+1)%len(ring)]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1]) {
			in = !in
		}
	}
	return in
}

func TestFrameHoldsItsWindow(t *testing.T) {
	for _, form := range spec.Forms() {
		env := charttest.Env(t, "ar", form)
		win := box{-13, 9, 6, 26}
		f := fit(env, win)
		for _, p := range []point{{win.w, win.s}, {win.e, win.n}} {
			if x, y := f.at(p); x < -1 || x > f.width+1 || y < -1 || y > f.height+1 {
				t.Errorf("%s: %v stands at %.0f, %.0f, outside %.0f×%.0f", form, p, x, y, f.width, f.height)
			}
		}
	}
}

func TestBadDataIsRefused(t *testing.T) {
	if _, err := parseWindow("6 9 -13 26"); err == nil {
		t.Error("a window with east and west turned round is accepted")
	}
	for _, where := range []string{"middle", "left x"} { // an empty one stands by rule
		if _, err := (entry{where: where}).spot(); err == nil {
			t.Errorf("label spot %q is accepted", where)
		}
	}
}
