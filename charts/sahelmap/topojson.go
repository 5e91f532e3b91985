package sahelmap

import (
	"encoding/json"
	"fmt"
)

// point is a longitude and a latitude.
type point [2]float64

// line is a run of points.
type line []point

// topology is the world as lines that neighbours share: a ring names its lines by number, ^i being line i backwards. What
// is done to a line is done for both sides of a border, so that borders stay shared whatever is simplified.
type topology struct {
	arcs      []line
	countries map[string][][][]int // ISO 3166 numeric code: polygons of rings of line numbers
	land      [][][]int            // the same for all land together
}

// decodeTopoJSON reads world-atlas' TopoJSON: lines are quantised and hold differences.
func decodeTopoJSON(raw []byte) (*topology, error) {
	type geometry struct {
		Type       string
		ID         string
		Arcs       json.RawMessage
		Geometries []geometry
	}
	var in struct {
		Transform struct{ Scale, Translate point }
		Objects   struct{ Countries, Land geometry }
		Arcs      [][]point
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("world-atlas: %w; run npm ci", err)
	}
	t := &topology{countries: map[string][][][]int{}}
	for _, deltas := range in.Arcs {
		var x, y float64
		out := make(line, len(deltas))
		for i, d := range deltas {
			x, y = x+d[0], y+d[1]
			out[i] = point{x*in.Transform.Scale[0] + in.Transform.Translate[0], y*in.Transform.Scale[1] + in.Transform.Translate[1]}
		}
		t.arcs = append(t.arcs, out)
	}
	polygons := func(g geometry) (out [][][]int, err error) {
		switch g.Type {
		case "Polygon":
			out = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &out[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &out)
		}
		return out, err
	}
	for _, g := range in.Objects.Countries.Geometries {
		p, err := polygons(g)
		if err != nil {
			return nil, fmt.Errorf("world-atlas: country %s: %w", g.ID, err)
		}
		t.countries[g.ID] = append(t.countries[g.ID], p...)
	}
	for _, g := range in.Objects.Land.Geometries {
		p, err := polygons(g)
		if err != nil {
			return nil, fmt.Errorf("world-atlas: land: %w", err)
		}
		t.land = append(t.land, p...)
	}
	return t, nil
}

// arc is the number of a line without its direction.
func arc(i int) int {
	if i < 0 {
		return ^i
	}
	return i
}

// run is a line in the direction that a ring takes it.
func (t *topology) run(i int) line {
	l := t.arcs[arc(i)]
	if i >= 0 {
		return l
	}
	out := make(line, len(l))
	for k, p := range l {
		out[len(l)-1-k] = p
	}
	return out
}

// ring joins lines into one closed ring, without repeating the points at which they meet.
func (t *topology) ring(arcs []int) line {
	var out line
	for _, i := range arcs {
		l := t.run(i)
		if len(out) > 0 {
			l = l[1:]
		}
		out = append(out, l...)
	}
	return out
}

// replace puts other lines where a line stood, everywhere.
func (t *topology) replace(old int, with []int) {
	back := make([]int, len(with))
	for k, i := range with {
		back[len(with)-1-k] = ^i
	}
	mend := func(polygons [][][]int) {
		for _, p := range polygons {
			for r, ring := range p {
				var out []int
				for _, i := range ring {
					switch i {
					case old:
						out = append(out, with...)
					case ^old:
						out = append(out, back...)
					default:
						out = append(out, i)
					}
				}
				p[r] = out
			}
		}
	}
	for _, c := range t.countries {
		mend(c)
	}
	mend(t.land)
}

// add keeps a new line and returns its number.
func (t *topology) add(l line) int {
	t.arcs = append(t.arcs, l)
	return len(t.arcs) - 1
}

// users lists, for each line, the countries that have it as their border.
func (t *topology) users() map[int][]string {
	out := map[int][]string{}
	for id, polygons := range t.countries {
		for _, p := range polygons {
			for _, ring := range p {
				for _, i := range ring {
					out[arc(i)] = append(out[arc(i)], id)
				}
			}
		}
	}
	return out
}

// middle is the middle of the box round the largest of a country's polygons: islands far away do not move it.
func (t *topology) middle(polygons [][][]int) (m point) {
	largest := 0.0
	for _, p := range polygons {
		r := t.ring(p[0])
		if a := area(r); a > largest {
			largest = a
			lo, hi := r[0], r[0]
			for _, q := range r {
				for k := range q {
					lo[k], hi[k] = min(lo[k], q[k]), max(hi[k], q[k])
				}
			}
			m = point{(lo[0] + hi[0]) / 2, (lo[1] + hi[1]) / 2}
		}
	}
	return m
}
