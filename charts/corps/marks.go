package corps

import (
	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// told is how much of an estimate a state writes at its dot.
type told int

const (
	nothing told = iota
	number
	source // the number, when, and by whom
)

// tells says whether a state draws an estimate, in focus or not, and how much it writes of it.
func tells(state string, e estimate) (shown, focus bool, t told) {
	switch {
	case state == "wagner" && e.force == "wagner", state == "handover" && e.force == "both", state == "latest" && e.force == "corps":
		return true, true, source
	case e.country != "ML" || !e.seen:
		return false, false, nothing // the neighbours and the year without a figure belong to the latest state
	case state == "handover" && e.force == "wagner", state == "latest" && e.force == "both":
		return true, false, number
	}
	return true, false, nothing
}

// marksOf draws the estimates of a state, and finds places for their words.
func marksOf(env *spec.Env, l *draw.Layer, p draw.Plane, limit float64, estimates []estimate, state string) error {
	var dots, taken []draw.Rect
	var all []string
	var with []estimate
	for _, e := range estimates {
		all = append(all, e.id)
		shown, focus, t := tells(state, e)
		switch {
		case !shown:
			continue
		case !e.seen:
			gap, err := gapOf(env, l, p, limit, e, state)
			if err != nil {
				return err
			}
			taken = append(taken, gap)
			continue
		}
		color := spec.Ghost
		if focus {
			color = hues.Country(e.country)
		}
		dots = append(dots, markOf(env, l, p, e, color))
		if len(e.date) == 4 {
			// Only the year is known: the estimate may stand anywhere on this stroke.
			l.Line("span-"+e.id, color, 2, false, [2]float64{e.at - 0.5, e.low}, [2]float64{e.at + 0.5, e.low})
		}
		if t != nothing {
			with = append(with, e)
		}
	}
	return wordsOf(env, l, p, all, with, state, dots, taken)
}

// markOf draws one estimate and returns its place.
func markOf(env *spec.Env, l *draw.Layer, p draw.Plane, e estimate, color string) draw.Rect {
	size := spec.Pick(env, 12.0, 15.0)
	m := draw.Mark{Row: e.id, X: e.at, Y: (e.low + e.high) / 2, Size: size, Color: color, Open: e.side == "party"}
	x, y, high := p.PX(m.X), p.PY(m.Y), size
	if e.high > e.low {
		m.Symbol = "roundRect"
		high = p.PY(e.low) - p.PY(e.high) + spec.Pick(env, 6.0, 8.0)
		l.Bar(m, spec.Pick(env, 10.0, 12.0), high)
	} else {
		l.Marks = append(l.Marks, m)
	}
	return draw.Rect{X0: x - size/2, Y0: y - high/2, X1: x + size/2, Y1: y + high/2}
}

// gapOf draws a year without a figure: outlined, hatched, no mark.
func gapOf(env *spec.Env, l *draw.Layer, p draw.Plane, limit float64, e estimate, state string) (draw.Rect, error) {
	size := env.LabelSize()
	left, right := p.PX(e.at-0.5)+9, p.PX(e.at+0.5)-2
	top, bottom := p.PY(limit)-24, p.PY(0)
	l.Hatch("gap-"+e.id, p, left, top, right, bottom, spec.Ghost, 10)
	l.Bar(draw.Mark{Row: e.id, X: p.X((left + right) / 2), Y: p.Y((top + bottom) / 2), Clear: true}, right-left, bottom-top)
	l.Frame("frame-"+e.id, p, left, top, right, bottom, spec.Muted)
	text := typeset.Wrap(env.T(key+"gap", "Year", e.date), right-left-7, size, true)
	if typeset.Width(text, size, true) > right-left || typeset.Lines(text)*draw.LineHeight(size) > bottom-top {
		return draw.Rect{}, spec.NoRoom(env, "corps", state, text, e.id, "take rows out of charts/data/corps.csv, so that a year is wider")
	}
	words := draw.Label(text, "inside", size, spec.Ink, true)
	words["textBorderWidth"] = 6
	l.Text("gap-"+e.id, p.X((left+right)/2), p.Y((top+bottom)/2), words)
	return draw.Rect{X0: left, Y0: top, X1: right, Y1: bottom}, nil
}

// words are the lines of one estimate in their place: the number in bold, below it when and by whom.
type words struct {
	estimate
	value, source string
	bold          bool
	side          string
	x, top        float64 // where the text is fixed, and its upper edge
	hv, hs, wide  float64
}

// sides are the sides that are tried for a dot of which place.toml says nothing.
var sides = []string{"right", "top", "left", "bottom", "below"}

// wordsOf writes the words of dots: those that place.toml sets first, the others on the first side where there is room.
func wordsOf(env *spec.Env, l *draw.Layer, p draw.Plane, all []string, with []estimate, state string, dots, taken []draw.Rect) error {
	places, err := spec.Places(env.Files, "corps", all)
	if err != nil {
		return err
	}
	free := func(r draw.Rect) bool {
		if r.X0 < 0 || r.X1 > p.Width || r.Y0 < p.Top-16 {
			return false
		}
		for _, o := range append(append([]draw.Rect{}, dots...), taken...) {
			if r.Hits(o) {
				return false
			}
		}
		return true
	}
	for _, listed := range []bool{true, false} {
		for _, e := range with {
			place, ok := places[e.id]
			if ok != listed {
				continue
			}
			try := sides
			if ok {
				try = []string{place.Side}
			}
			found := false
			for _, side := range try {
				place.Side = side
				w, err := wordsAt(env, p, e, state, place)
				if err != nil {
					return err
				}
				if found = ok || free(w.rect()); found {
					taken = append(taken, w.rect())
					w.write(env, l, p)
					break
				}
			}
			if !found {
				return spec.NoRoom(env, "corps", state, e.value(env), e.id, "give it a place in charts/data/place.toml")
			}
		}
	}
	return nil
}

// wordsAt lays the words of an estimate out on a side of its dot.
func wordsAt(env *spec.Env, p draw.Plane, e estimate, state string, place spec.Place) (words, error) {
	size, small := env.LabelSize(), env.SmallSize()
	gap := spec.Pick(env, 9.0, 12.0)
	w := words{estimate: e, value: e.value(env), side: place.Side, hv: draw.LineHeight(size), x: p.PX(e.at)}
	y := p.PY((e.low + e.high) / 2)
	_, _, t := tells(state, e)
	if w.bold = t == source; !w.bold {
		w.hv, w.wide = draw.LineHeight(small), typeset.Width(w.value, small, false)
		switch place.Side {
		case "right", "left":
			w.x += map[string]float64{"right": gap, "left": -gap}[place.Side]
			w.top = y - w.hv/2
		case "top":
			w.side, w.top = "inside", y-16-w.hv/2
		default:
			w.side, w.top = "inside", y+16-w.hv/2
		}
		return w, nil
	}
	day := e.date
	if e.country != "ML" {
		day = month(day)
	}
	when, err := env.Date(day)
	if err != nil {
		return w, err
	}
	room := spec.Pick(env, place.Narrow, place.Wide)
	if room == 0 {
		room = map[string]float64{
			"right": spec.Pick(env, 220.0, 260.0), "left": spec.Pick(env, 170.0, 260.0), "top": spec.Pick(env, 110.0, 250.0),
			"bottom": spec.Pick(env, 120.0, 200.0), "below": spec.Pick(env, 120.0, 200.0),
		}[place.Side]
	}
	w.source = typeset.Wrap(env.T(key+"source."+e.id, "Date", when), room, small, false)
	w.hs = typeset.Lines(w.source) * draw.LineHeight(small)
	w.wide = max(typeset.Width(w.value, size, true), typeset.Width(w.source, small, false))
	w.top = y - w.hv/2 // the number stands level with the dot
	switch place.Side {
	case "right":
		w.x, w.top = w.x+gap, y-(w.hv+w.hs)/2
	case "left":
		w.x -= gap
	case "top":
		w.top, w.side = y-gap-3-w.hv-w.hs, "inside"
	case "bottom":
		w.top, w.side = y+gap, "inside"
	case "below":
		w.top, w.side, w.x = y+gap, "left", w.x+spec.Pick(env, 2.0, 4.0)
	}
	// Words must not cross the base line, nor leave the picture on the left.
	w.top = min(w.top, p.PY(0)-4-w.hv-w.hs)
	if w.side == "inside" && w.x-w.wide/2 < 2 {
		w.x, w.side = 2, "right"
	}
	return w, nil
}

// rect is the place of the words.
func (w words) rect() draw.Rect {
	r := draw.Rect{X0: w.x, Y0: w.top, X1: w.x + w.wide, Y1: w.top + w.hv + w.hs}
	switch w.side {
	case "left":
		r.X0, r.X1 = w.x-w.wide, w.x
	case "inside":
		r.X0, r.X1 = w.x-w.wide/2, w.x+w.wide/2
	}
	return r
}

// write sets the words into the picture.
func (w words) write(env *spec.Env, l *draw.Layer, p draw.Plane) {
	ink, quiet := spec.Ink, spec.Muted
	if w.country != "ML" {
		ink, quiet = hues.Country(w.country), hues.Country(w.country)
	}
	if !w.bold {
		l.Text("value-"+w.id, p.X(w.x), p.Y(w.top+w.hv/2), draw.Label(w.value, w.side, env.SmallSize(), spec.Muted, false))
		return
	}
	l.Text("value-"+w.id, p.X(w.x), p.Y(w.top+w.hv/2), draw.Label(w.value, w.side, env.LabelSize(), ink, true))
	l.Text("source-"+w.id, p.X(w.x), p.Y(w.top+w.hv+w.hs/2), draw.Label(w.source, w.side, env.SmallSize(), quiet, false))
}
