package sahelmap

import (
	"fmt"
	"strconv"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
)

// place is a row of map-places.csv: something that happened or stands somewhere, with how well the spot is known.
type place struct {
	id, name, line, precision, tone, kind, hedge, country, date string
	at, radius                                                  point
	records                                                     []string
}

// route is a row of map-routes.csv: a schematic line from one spot to another.
type route struct {
	id, name, kind, tone, hedge, country, date string
	from, to                                   point
	curve                                      float64
	records                                    []string
}

// entry is a row of map-states.csv: what a state shows, where its label stands in each form, and how strongly.
type entry struct {
	kind, item, tone string
	where            string // for the form that is drawn
	row              facts.Row
}

// book is the map's data.
type book struct {
	places  []place
	routes  []route
	entries map[string][]entry
	byPlace map[string]place
	byRoute map[string]route
}

func read(env *spec.Env) (*book, error) {
	b := &book{entries: map[string][]entry{}, byPlace: map[string]place{}, byRoute: map[string]route{}}
	rows, err := env.Facts.ReadCSV(env.Files, "map-places.csv", "id", "name", "line", "lat", "lon", "precision", "radius", "tone",
		"kind", "hedge", "country", "date")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		p := place{id: r.Get("id"), name: r.Get("name"), line: r.Get("line"), precision: r.Get("precision"), tone: r.Get("tone"),
			kind: r.Get("kind"), hedge: r.Get("hedge"), country: r.Get("country"), date: r.Get("date"), records: r.Records()}
		if p.at, err = parsePoint(r.Get("lon") + " " + r.Get("lat")); err != nil {
			return nil, at(r, err)
		}
		if s := r.Get("radius"); s != "" {
			if p.radius, err = parsePoint(s); err != nil {
				return nil, at(r, err)
			}
		}
		if p.precision != "point" && p.precision != "approximate" && p.precision != "area" {
			return nil, at(r, fmt.Errorf("precision %q: use point, approximate or area", p.precision))
		}
		if _, ok := b.byPlace[p.id]; ok {
			return nil, at(r, fmt.Errorf("place %q stands twice; keep one", p.id))
		}
		b.places, b.byPlace[p.id] = append(b.places, p), p
	}
	rows, err = env.Facts.ReadCSV(env.Files, "map-routes.csv", "id", "name", "from", "to", "curve", "kind", "tone", "hedge", "country", "date")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		x := route{id: r.Get("id"), name: r.Get("name"), kind: r.Get("kind"), tone: r.Get("tone"), hedge: r.Get("hedge"),
			country: r.Get("country"), date: r.Get("date"), records: r.Records()}
		if x.from, err = parsePoint(r.Get("from")); err != nil {
			return nil, at(r, err)
		}
		if x.to, err = parsePoint(r.Get("to")); err != nil {
			return nil, at(r, err)
		}
		if x.curve, err = r.Number("curve"); err != nil {
			return nil, err
		}
		b.routes, b.byRoute[x.id] = append(b.routes, x), x
	}
	return b, b.readStates(env)
}

func (b *book) readStates(env *spec.Env) error {
	rows, err := env.Facts.ReadCSV(env.Files, "map-states.csv", "state", "kind", "item", "narrow", "wide", "tone")
	if err != nil {
		return err
	}
	for _, r := range rows {
		e := entry{kind: r.Get("kind"), item: r.Get("item"), tone: r.Get("tone"), where: r.Get(string(env.Form)), row: r}
		ok := true
		switch e.kind {
		case "place":
			_, ok = b.byPlace[e.item]
		case "route":
			_, ok = b.byRoute[e.item]
		case "country":
			_, ok = filled[e.item]
		case "window", "label", "feature":
		default:
			return at(r, fmt.Errorf("kind %q: use window, country, feature, place, route or label", e.kind))
		}
		if !ok {
			return at(r, fmt.Errorf("no %s %q; mend item", e.kind, e.item))
		}
		b.entries[r.Get("state")] = append(b.entries[r.Get("state")], e)
	}
	return nil
}

// of lists what a state shows.
func (b *book) of(state string) ([]entry, error) {
	if e := b.entries[state]; len(e) > 0 {
		return e, nil
	}
	return nil, fmt.Errorf("%s/map-states.csv: no rows for state %q; add them", facts.Dir, state)
}

func parsePoint(s string) (p point, err error) {
	xs := strings.Fields(s)
	if len(xs) != 2 {
		return p, fmt.Errorf("%q: want two numbers, longitude first", s)
	}
	for i, x := range xs {
		if p[i], err = facts.ParseNumber(x); err != nil {
			return p, err
		}
	}
	return p, nil
}

func at(r facts.Row, err error) error { return fmt.Errorf("%s:%d: %w", r.File, r.Line, err) }

// spot is where a label stands at its mark: "right", "left", "top", "bottom" or "center", then pixels to move it by, then
// "name" to leave out the second line. "dot" has no label, "-" is not drawn in this form; an empty one has its label on the first side that
// has room.
type spot struct {
	side   string
	dx, dy float64
	bare   bool
}

func (e entry) spot() (spot, error) {
	var s spot
	for i, f := range strings.Fields(e.where) {
		n, err := strconv.ParseFloat(f, 64)
		switch {
		case i == 0:
			s.side = f
		case f == "name":
			s.bare = true
		case err != nil:
			return s, at(e.row, fmt.Errorf("%q: want a side, two numbers, or name", e.where))
		case s.dx == 0 && i == 1:
			s.dx = n
		default:
			s.dy = n
		}
	}
	switch s.side {
	case "", "right", "left", "top", "bottom", "center", "dot", "-":
		return s, nil
	}
	return s, at(e.row, fmt.Errorf("%q: want right, left, top, bottom, center, dot or -", e.where))
}
