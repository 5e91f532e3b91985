package sahelmap

import (
	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
)

// sides finds where the labels stand of the places of a state for which map-states.csv says nothing: on the first side that has room, by place.
func (b *book) sides(env *spec.Env, state string, entries []entry) (map[string]string, error) {
	out := map[string]string{}
	var f frame
	var taken []draw.Rect
	var open []place
	var bare []spot
	for _, e := range entries {
		switch {
		case e.where == "-":
		case e.kind == "window":
			win, err := parseWindow(e.where)
			if err != nil {
				return nil, at(e.row, err)
			}
			f = fit(env, win)
		}
	}
	for _, e := range entries {
		switch {
		case e.where == "-":
		case (e.kind == "country" || e.kind == "label") && e.where != "":
			spot, err := parsePoint(e.where)
			if err != nil {
				return nil, at(e.row, err)
			}
			x, y := f.at(spot)
			t := text{words: env.T("graphics.map.label." + e.item), size: env.LabelSize() + spec.Pick(env, 3.0, 5.0), weight: "bold"}
			taken = append(taken, draw.Rect{X0: x - t.width()/2, Y0: y - t.height()/2, X1: x + t.width()/2, Y1: y + t.height()/2})
		case e.kind == "place":
			p := b.byPlace[e.item]
			s, err := e.spot()
			if err != nil {
				return nil, err
			}
			if p.precision != "area" {
				x, y := f.at(p.at)
				taken = append(taken, draw.Rect{X0: x - 6, Y0: y - 6, X1: x + 6, Y1: y + 6})
			}
			if s.side == "" {
				open, bare = append(open, p), append(bare, s)
				continue
			}
			taken = append(taken, p.rects(env, f, s)...)
		}
	}
	for i, p := range open {
		side, ok := "", false
		for _, side = range []string{"right", "left", "top", "bottom"} {
			s := bare[i]
			s.side = side
			if ok = f.free(p.rects(env, f, s), taken, p); ok {
				taken = append(taken, p.rects(env, f, s)...)
				break
			}
		}
		if !ok {
			return nil, spec.NoRoom(env, "map", state, p.title(env), p.id, "give it a place in charts/data/map-states.csv, or take the row out")
		}
		out[p.id] = side
	}
	return out, nil
}

// rects are where the words of a place stand on a side.
func (p place) rects(env *spec.Env, f frame, s spot) []draw.Rect {
	if s.side == "dot" {
		return nil
	}
	x, y := f.at(p.at)
	head, tail := p.texts(env, s)
	gap := 5.0
	if p.precision == "area" {
		gap = 0
	}
	total := head.height() + tail.height()
	top := -total / 2
	switch s.side {
	case "top":
		top = -total - gap - 4
	case "bottom":
		top = gap + 4
	}
	var out []draw.Rect
	for _, t := range []text{head, tail} {
		if t.words == "" {
			continue
		}
		r := draw.Rect{X0: x - t.width()/2, Y0: y + top, X1: x + t.width()/2, Y1: y + top + t.height()}
		switch s.side {
		case "right":
			r.X0, r.X1 = x+gap+4, x+gap+4+t.width()
		case "left":
			r.X0, r.X1 = x-gap-4-t.width(), x-gap-4
		}
		r.X0, r.X1, r.Y0, r.Y1 = r.X0+s.dx, r.X1+s.dx, r.Y0+s.dy, r.Y1+s.dy
		out = append(out, r)
		top += t.height()
	}
	return out
}

// free reports whether words are inside the picture and clear of what is taken, the mark of their own place aside.
func (f frame) free(words, taken []draw.Rect, p place) bool {
	x, y := f.at(p.at)
	for _, r := range words {
		if r.X0 < 2 || r.X1 > f.width-2 || r.Y0 < 2 || r.Y1 > f.height-2 {
			return false
		}
		grown := draw.Rect{X0: r.X0 - 2, Y0: r.Y0, X1: r.X1 + 2, Y1: r.Y1}
		for _, o := range taken {
			if o.Hits(grown) && (o.X0+6 != x || o.Y0+6 != y) {
				return false
			}
		}
	}
	return true
}
