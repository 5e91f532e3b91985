package sahelmap

import (
	"math"
	"slices"
	"sync"

	"sahel-explainer/charts/spec"
)

// proofOf says what a state shows: pins and areas where their degrees are projected, routes from place to place, the land of the
// countries that it colours, and the words of all.
func (b *book) proofOf(env *spec.Env, f frame, entries []entry) (out *spec.Proof, err error) {
	out = &spec.Proof{Files: []string{"map-places.csv", "map-routes.csv"}, Rows: []string{}}
	for _, e := range entries {
		if e.where == "-" {
			continue
		}
		switch e.kind {
		case "route":
			r := b.byRoute[e.item]
			x := spec.Route{Row: r.id, FromLon: r.from[0], FromLat: r.from[1], ToLon: r.to[0], ToLat: r.to[1]}
			x.FromX, x.FromY = f.at(r.from)
			x.ToX, x.ToY = f.at(r.to)
			out.Routes = append(out.Routes, x)
			out.Rows = append(out.Rows, r.id)
			out.Looks = append(out.Looks, spec.Look{Row: r.id, Country: party(r.tone), Open: true})
		case "place":
			if err := prove(env, out, f, b.byPlace[e.item], e); err != nil {
				return nil, err
			}
		case "country", "label":
			if e.where != "" {
				out.Words = append(out.Words, env.T("graphics.map.label."+e.item))
			}
		}
	}
	if out.Regions, err = landOf(env, f, entries); err != nil {
		return nil, err
	}
	out.Bare, err = bareOf(env, f, entries)
	return out, err
}

// bareOf are the strokes of the frontier, where a state draws it: which side of it something lies on is what such a state tells.
func bareOf(env *spec.Env, f frame, entries []entry) (out [][4]float64, err error) {
	if !slices.ContainsFunc(entries, func(e entry) bool { return e.kind == "feature" && e.item == featureFrontier }) {
		return nil, nil
	}
	known, err := outlines(env)
	if err != nil {
		return nil, err
	}
	for _, l := range known.frontier {
		for i := range l[1:] {
			x0, y0 := f.at(l[i])
			x1, y1 := f.at(l[i+1])
			out = append(out, [4]float64{x0, y0, x1, y1})
		}
	}
	return out, nil
}

// prove says where one place stands, how it looks and which words belong to it.
func prove(env *spec.Env, out *spec.Proof, f frame, p place, e entry) error {
	s, err := e.spot()
	if err != nil {
		return err
	}
	spot := spec.Spot{Row: p.id, Lon: p.at[0], Lat: p.at[1], Records: p.records}
	spot.X, spot.Y = f.at(p.at)
	look := spec.Look{Row: p.id, Class: "place", Country: party(p.tone), Open: p.precision == "approximate"}
	switch p.kind {
	case "capital", "town", "refinery":
		look.Class = map[string]string{"capital": "town", "town": "town", "refinery": "refinery"}[p.kind]
	}
	if look.Open {
		look.Class += "/open"
	}
	switch {
	case p.precision == "area" && p.radius != point{}:
		spot.RX, spot.RY = p.radius[0]*unitX*f.zoom, p.radius[1]*unitY*f.zoom
		look.Class, look.Open = "area", true
		look.Free = true
	case p.precision == "area":
		spot.Unmarked = true
	}
	out.Spots = append(out.Spots, spot)
	for column, v := range map[string]string{"date": p.date, "country": p.country, "kind": p.kind, "hedge": p.hedge, "precision": p.precision} {
		out.Read = append(out.Read, spec.Cell{Row: p.id, Column: column, Value: v})
	}
	if !spot.Unmarked {
		out.Rows = append(out.Rows, p.id)
		out.Looks = append(out.Looks, look)
	}
	if s.side == "dot" {
		return nil
	}
	words := []string{env.T("graphics.map.label." + p.name)}
	if more := p.says(env); more != "" && !s.bare {
		words = append(words, more)
	}
	for _, w := range words {
		if spot.RX > 0 {
			out.Words = append(out.Words, w) // it stands within its area, as other marks may
			continue
		}
		out.Labels = append(out.Labels, spec.Label{Row: p.id, Words: w})
	}
	return nil
}

// party is the country or party in whose colour a tone is drawn.
func party(tone string) string {
	switch tone {
	case "russia":
		return "RU"
	case "gold":
		return "AU"
	case "morocco":
		return "MA"
	case "ML", "BF", "NE":
		return tone
	}
	return ""
}

// landOf says where the land of each coloured country stands, and in which colour.
func landOf(env *spec.Env, f frame, entries []entry) ([]spec.Region, error) {
	known, err := outlines(env)
	if err != nil {
		return nil, err
	}
	var out []spec.Region
	for _, e := range entries {
		if e.kind != "country" || e.item == "EH" {
			continue
		}
		b, ok := known.boxes[e.item]
		if !ok {
			continue
		}
		r := spec.Region{Name: e.item}
		r.X0, r.Y0 = f.at(point{b.w, b.n})
		r.X1, r.Y1 = f.at(point{b.e, b.s})
		switch e.tone {
		case "strong", "soft":
			if r.Colour = "ghost"; e.item == "ML" || e.item == "BF" || e.item == "NE" || e.item == "MA" {
				r.Colour = map[string]string{"ML": "ml", "BF": "bf", "NE": "ne", "MA": "ma"}[e.item]
			}
		case "faint", "ghost":
			r.Colour = "ghost"
		default:
			continue
		}
		out = append(out, r)
	}
	return out, nil
}

// outline is what a proof asks of the shapes: the boxes round the land of the countries that can be coloured, and the frontier.
type outline struct {
	boxes    map[string]box
	frontier []line
}

var outlined struct {
	sync.Mutex
	outline
}

// outlines reads them once.
func outlines(env *spec.Env) (outline, error) {
	outlined.Lock()
	defer outlined.Unlock()
	if outlined.boxes != nil {
		return outlined.outline, nil
	}
	t, err := load(env.Files)
	if err != nil {
		return outline{}, err
	}
	boxes := map[string]box{}
	for _, c := range codes() {
		b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, polygon := range polygons(c, t, t.countries[filled[c]]).Geometry.Coordinates.([][]line) {
			for _, ring := range polygon {
				for _, p := range ring {
					b.w, b.s, b.e, b.n = min(b.w, p[0]), min(b.s, p[1]), max(b.e, p[0]), max(b.n, p[1])
				}
			}
		}
		boxes[c] = b
	}
	outlined.outline = outline{boxes, frontierOf(t)}
	return outlined.outline, nil
}
