package sahelmap

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"sync"

	"sahel-explainer/charts/facts"
)

// fineAtlas has the borders at 1:10 million, in which a place is looked up; the map itself is drawn from a coarser one.
const fineAtlas = "node_modules/world-atlas/countries-10m.json"

// offshore is how far off its country's coast, in kilometres, a place may stand: shapes at 1:10 million cut off piers and capes. Across a
// border between states nothing is allowed.
const offshore = 2.0

var fine struct {
	sync.Mutex
	shapes *topology
}

// fineShapes reads the fine atlas, once.
func fineShapes(files fs.FS) (*topology, error) {
	fine.Lock()
	defer fine.Unlock()
	if fine.shapes != nil {
		return fine.shapes, nil
	}
	raw, err := fs.ReadFile(files, fineAtlas)
	if err != nil {
		return nil, fmt.Errorf("%w; run npm ci", err)
	}
	fine.shapes, err = decodeTopoJSON(raw)
	return fine.shapes, err
}

// Misplaced finds places of the map that stand in another country than their row says, and areas that do not reach into it. A story
// without a map has none.
func (graphic) Misplaced(files fs.FS, store *facts.Store) ([]facts.Fault, error) {
	rows, err := store.ReadCSV(files, "map-places.csv", "id", "lat", "lon", "precision", "radius", "country")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, nil // what cannot be read is told where rows are held against records
	}
	t, err := fineShapes(files)
	if err != nil {
		return nil, err
	}
	var out []facts.Fault
	for _, r := range rows {
		if what := t.misplaced(r); what != "" {
			out = append(out, facts.Fault{File: r.File, Line: r.Line, ID: r.Get("id"), What: what, Mend: "mend lat and lon by a source, in the record too, or the country"})
		}
	}
	return out, nil
}

// misplaced says what is wrong with where a row stands.
func (t *topology) misplaced(r facts.Row) string {
	country := r.Get("country")
	if country == "" {
		return ""
	}
	at, err := parsePoint(r.Get("lon") + " " + r.Get("lat"))
	if err != nil {
		return err.Error()
	}
	if _, ok := filled[country]; !ok {
		return fmt.Sprintf("country %q has no shape on this map; use one of %v", country, codes())
	}
	if t.within(country, at) {
		return ""
	}
	off := t.kilometres(country, at)
	if radius := r.Get("radius"); radius != "" {
		if round, err := parsePoint(radius); err == nil && off < round[1]*kmDegree {
			return ""
		}
		return fmt.Sprintf("the area round %.3f, %.3f does not reach into %s, which is %.1f km away", at[1], at[0], country, off)
	}
	other := t.whose(at)
	if other == "" {
		if off <= offshore {
			return ""
		}
		other = "no country of this map"
	}
	return fmt.Sprintf("%.3f, %.3f is %.1f km outside %s, in %s", at[1], at[0], off, country, other)
}

// kmDegree is the length of a degree of latitude.
const kmDegree = 111.2

// parallel is how far north Western Sahara reaches; Natural Earth gives its west to Morocco: see restoreSahara.
const parallel = 27 + 40.0/60

// within reports whether a point lies in a country.
func (t *topology) within(country string, at point) bool {
	in := func(id string) bool {
		for _, p := range t.countries[id] {
			if t.holds(p, at) {
				return true
			}
		}
		return false
	}
	switch country {
	case "EH":
		return at[1] < parallel && (in(saharaID) || in(moroccoID))
	case "MA":
		return at[1] >= parallel && in(moroccoID)
	}
	return in(filled[country])
}

// whose names the country of the map that a point lies in, if any.
func (t *topology) whose(at point) string {
	for _, c := range codes() {
		if t.within(c, at) {
			return c
		}
	}
	return ""
}

// holds reports whether a polygon with its holes holds a point.
func (t *topology) holds(polygon [][]int, at point) bool {
	in := false
	for _, arcs := range polygon {
		r := t.ring(arcs)
		for k := 1; k < len(r); k++ {
			a, b := r[k-1], r[k]
			if (a[1] > at[1]) != (b[1] > at[1]) && at[0] < (b[0]-a[0])*(at[1]-a[1])/(b[1]-a[1])+a[0] {
				in = !in
			}
		}
	}
	return in
}

// kilometres is how far a point lies from a country's outline.
func (t *topology) kilometres(country string, at point) float64 {
	narrow := math.Cos(at[1] * math.Pi / 180)
	best := math.Inf(1)
	for _, polygon := range t.countries[filled[country]] {
		for _, arcs := range polygon {
			r := t.ring(arcs)
			for k := 1; k < len(r); k++ {
				ax, ay := (r[k-1][0]-at[0])*narrow, r[k-1][1]-at[1]
				dx, dy := (r[k][0]-r[k-1][0])*narrow, r[k][1]-r[k-1][1]
				u := 0.0
				if l := dx*dx + dy*dy; l > 0 {
					u = min(max(-(ax*dx+ay*dy)/l, 0), 1)
				}
				best = min(best, math.Hypot(ax+u*dx, ay+u*dy))
			}
		}
	}
	return best * kmDegree
}
