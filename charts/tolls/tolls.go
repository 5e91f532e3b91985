// Package tolls draws death tolls on which sources differ: each count by itself, with the name of who gives it, never an
// average and never one number chosen for the reader.
package tolls

import (
	"fmt"
	"math"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const key = "graphics.tolls."

type graphic struct{}

// New is the graphic of contested tolls.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string { return "tolls" }

// States: all comes last because the story does; a state that names an event shows that event alone, large.
func (graphic) States() []string { return []string{"tinzaouaten", "boulkessi", "all"} }

// event is what was counted.
type event struct {
	id, country, from, until string
	records                  []string
}

// count is one toll.
type count struct {
	facts.Row
	id, event, bound, side string
	low, high              float64
}

var bounds = map[string]bool{"exact": true, "about": true, "least": true, "over": true, "most": true, "range": true, "open": true, "none": true}

func read(env *spec.Env) ([]event, []count, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "tolls-events.csv", "id", "country", "from", "until")
	if err != nil {
		return nil, nil, err
	}
	var events []event
	known := map[string]bool{}
	for _, l := range lines {
		e := event{id: l.Get("id"), country: l.Get("country"), from: l.Get("from"), until: l.Get("until"), records: l.Records()}
		if _, _, _, err := locales.ParseDate(e.from); err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w", l.File, l.Line, err)
		}
		known[e.id] = true
		events = append(events, e)
	}
	if lines, err = env.Facts.ReadCSV(env.Files, "tolls.csv", "id", "event", "low", "high", "bound", "side"); err != nil {
		return nil, nil, err
	}
	var counts []count
	for _, l := range lines {
		c := count{Row: l, id: l.Get("id"), event: l.Get("event"), bound: l.Get("bound"), side: l.Get("side")}
		if !known[c.event] {
			return nil, nil, fmt.Errorf("%s:%d: event %q is not in tolls-events.csv; add it there", l.File, l.Line, c.event)
		}
		if !bounds[c.bound] {
			return nil, nil, fmt.Errorf("%s:%d: bound %q is not known; see the head of the file", l.File, l.Line, c.bound)
		}
		if c.side != "party" && c.side != "other" {
			return nil, nil, fmt.Errorf("%s:%d: side %q; use party or other", l.File, l.Line, c.side)
		}
		if c.bound != "none" {
			if c.low, err = l.Number("low"); err != nil {
				return nil, nil, err
			}
			c.high = c.low
		}
		if h := l.Get("high"); h != "" {
			if c.high, err = l.Number("high"); err != nil {
				return nil, nil, err
			}
			if c.high < c.low {
				return nil, nil, fmt.Errorf("%s:%d: column \"high\": %q is below low; mend it", l.File, l.Line, h)
			}
		}
		counts = append(counts, c)
	}
	return events, counts, nil
}

// value is a toll in words: "at least 46".
func (c count) value(env *spec.Env) string {
	return env.T(key+"bound."+c.bound, "Low", env.Number(c.low, 0), "High", env.Number(c.high, 0))
}

// when is the date of an event in words.
func (e event) when(env *spec.Env) (string, error) {
	if e.until == "" {
		return env.Date(e.from)
	}
	last, err := env.Date(e.until)
	if err != nil {
		return "", err
	}
	_, _, day, err := locales.ParseDate(e.from)
	if err != nil {
		return "", err
	}
	return env.T(key+"span", "Day", env.Number(float64(day), 0), "Date", last), nil
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	events, counts, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	all := state == "all"
	shown := map[string]bool{}
	top := 0.0
	n := 0
	for _, c := range counts {
		if all && c.bound == "none" || !all && c.event != state {
			continue
		}
		shown[c.event] = true
		top = math.Max(top, c.high)
		n++
	}
	if n == 0 {
		return spec.Picture{}, fmt.Errorf("%s/tolls.csv: no toll of %s; add one", facts.Dir, state)
	}
	size, small := env.LabelSize(), env.SmallSize()
	p := draw.Plane{
		Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0),
		Left: spec.Pick(env, 8.0, 12.0), Right: spec.Pick(env, 8.0, 12.0), Top: 4, Bottom: spec.Pick(env, 44.0, 54.0),
	}
	var ticks []spec.Tick
	p.X1, ticks = axisOf(env, p, top)
	p.Y1 = p.Height - p.Top - p.Bottom
	p.Across = draw.Axis{Ticks: ticks, Guide: draw.Stroke{Color: spec.Rule, Width: 0.8}, Size: small, Margin: spec.Pick(env, 11.0, 13.0)}
	l := layer{env: env, state: state, p: p}
	axis := p.Y1
	l.key(env, p)

	head := spec.Pick(env, 1.15, 1.2) // height of a heading among the rows of "all", in rows
	pitch := axis / (float64(n) + head*float64(len(shown)))
	if all && pitch < draw.LineHeight(small)+1 {
		last := counts[len(counts)-1]
		return spec.Picture{}, spec.NoRoom(env, "tolls", state, env.T(key+"short."+last.id), last.id, "take a row out of charts/data/tolls.csv")
	}
	y := 0.0
	for _, e := range events {
		if !shown[e.id] {
			continue
		}
		color := hues.Country(e.country)
		when, err := e.when(env)
		if err != nil {
			return spec.Picture{}, err
		}
		if all {
			month, err := env.Date(e.from[:min(7, len(e.from))])
			if err != nil {
				return spec.Picture{}, err
			}
			text := env.T(key+"heading", "Place", env.T(key+"event."+e.id), "When", month, "Dead", env.T(key+"dead."+e.id))
			l.fit(text, typeset.Width(text, small+spec.Pick(env, 0.5, 1.0), true), e.id)
			l.Text("head-"+e.id, 0, y+pitch*head*0.56, draw.Label(text, "right", small+spec.Pick(env, 0.5, 1.0), color, true))
			y += pitch * head
		} else {
			place, dead := env.T(key+"place", "Place", env.T(key+"event."+e.id), "When", when), env.T(key+"dead."+e.id)
			l.fit(place, typeset.Width(place, size+1, true), e.id)
			l.fit(dead, typeset.Width(dead, size, false), e.id)
			l.Text("head-"+e.id, 0, spec.Pick(env, 9.0, 12.0), draw.Label(place, "right", size+1, color, true))
			l.Text("dead-"+e.id, 0, spec.Pick(env, 27.0, 34.0), draw.Label(dead, "right", size, spec.Ink, false))
			y = spec.Pick(env, 42.0, 54.0)
			pitch = (axis - y) / float64(n)
		}
		for _, c := range counts {
			if c.event != e.id || all && c.bound == "none" {
				continue
			}
			if all {
				text := env.T(key+"pair", "Value", c.value(env), "Who", env.T(key+"short."+c.id))
				l.toll(env, p, c, y+pitch/2, pitch, color, text, small, spec.Pick(env, 9.0, 11.0), false)
				y += pitch
				continue
			}
			// Alone, an event has room for who counts, and how that was learnt, above the mark.
			hedge := typeset.Wrap(env.T(key+"hedge."+c.id), p.Width-p.Left-p.Right-6, small, false)
			name, lines := draw.LineHeight(size), typeset.Lines(hedge)*draw.LineHeight(small)
			mark := spec.Pick(env, 22.0, 28.0)
			from := y + (pitch-name-lines-mark)/2
			who := env.T(key + "who." + c.id)
			if pitch < name+lines+mark-2 {
				return spec.Picture{}, spec.NoRoom(env, "tolls", state, who, c.id, "shorten what is said of it, or take a row out of charts/data/tolls.csv")
			}
			l.fit(who, typeset.Width(who, size, true), c.id)
			l.fit(hedge, typeset.Width(hedge, small, false), c.id)
			l.Text("who-"+c.id, 0, from+name/2, draw.Label(who, "right", size, spec.Ink, true))
			l.Text("hedge-"+c.id, 0, from+name+lines/2, draw.Label(hedge, "right", small, spec.Muted, false))
			l.toll(env, p, c, from+name+lines+mark*0.56, 0, color, c.value(env), size, spec.Pick(env, 12.0, 15.0), true)
			y += pitch
		}
	}
	if l.full != nil {
		return spec.Picture{}, l.full
	}
	option, err := draw.Option(p, l.Layer)
	if err != nil {
		return spec.Picture{}, err
	}
	tips := map[string]spec.Tip{}
	for _, e := range events {
		when, err := e.when(env)
		if err != nil {
			return spec.Picture{}, err
		}
		for _, c := range counts {
			if c.event == e.id {
				tips[c.id] = spec.Tip{
					Title:   env.T(key+"place", "Place", env.T(key+"event."+e.id), "When", when),
					Text:    env.T(key+"tip", "Dead", env.T(key+"dead."+e.id), "Value", c.value(env), "Who", env.T(key+"who."+c.id), "Hedge", env.T(key+"hedge."+c.id)),
					Country: e.country, Kind: c.side, Year: e.from[:4], Records: c.Records(),
				}
			}
		}
	}
	proof, err := proofOf(env, events, counts, state)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: p.Width, Height: p.Height, Tips: tips, Proof: proof, Scales: []spec.Scale{scaleOf(env, events, counts, state, p.X1, ticks)}}, nil
}

// layer adds to a layer what only tolls have.
type layer struct {
	draw.Layer
	env   *spec.Env
	state string
	p     draw.Plane
	full  error // the first words without room
}

// fit notes words that are wider than the picture, or lower than their line.
func (l *layer) fit(words string, width float64, of string) {
	if l.full == nil && width > l.p.Width-l.p.Left-2 {
		l.full = spec.NoRoom(l.env, "tolls", l.state, words, of, "shorten it")
	}
}

// key explains the three shapes in one line below the axis: they are used in every state, and no colour says it.
func (l *layer) key(env *spec.Env, p draw.Plane) {
	small := env.SmallSize()
	y := p.Y1 + spec.Pick(env, 31.0, 38.0)
	size := spec.Pick(env, 10.0, 11.0)
	x := p.Left
	for _, k := range []string{"party", "source", "more"} {
		text := env.T(key + "key." + k)
		switch k {
		case "more":
			l.Line("key-more", spec.Muted, 2, false, [2]float64{p.X(x), y}, [2]float64{p.X(x + 13), y})
			l.Marks = append(l.Marks, draw.Mark{Row: "_key-more", X: p.X(x + 14), Y: y, Symbol: "triangle", Rotate: -90, Size: size * 0.75, Color: spec.Muted})
			x += 22
		default:
			l.Marks = append(l.Marks, draw.Mark{Row: "_key-" + k, X: p.X(x + size/2), Y: y, Size: size, Color: spec.Muted, Open: k == "party"})
			x += size + 5
		}
		l.Text("key-"+k, p.X(x), y, draw.Label(text, "right", small, spec.Muted, false))
		x += typeset.Width(text, small, false) + spec.Pick(env, 18.0, 26.0)
	}
}

// reach is how far the drawing of a count reaches to the left of low and to the right of high, and how long its arrow is.
func (c count) reach(mark float64) (left, right, arrow float64) {
	left, right, arrow = mark/2, mark/2, mark*1.9
	switch c.bound {
	case "least", "over", "open":
		right = arrow + mark*0.4
	case "most":
		left = arrow + mark*0.4
	}
	return left, right, arrow
}

// beside says where words of a width stand: after the mark, before it where there is no room, and in a range so wide that neither side has
// any; nowhere is "".
func (l *layer) beside(c count, mark, w float64) string {
	left, right, _ := c.reach(mark)
	switch {
	case l.p.PX(c.high)+right+6+w < l.p.Width-2:
		return "after"
	case l.p.PX(c.low)-left-6-w > 0:
		return "before"
	case l.p.PX(c.high)-l.p.PX(c.low) >= w+8:
		return "in"
	}
	return ""
}

// toll draws one count on its line: a point, a range, an open end, or the word that there is none. tall is the height that it may take.
func (l *layer) toll(env *spec.Env, p draw.Plane, c count, y, tall float64, color, text string, size, mark float64, bold bool) {
	at := func(px float64) float64 { return p.DX(px) }
	w := typeset.Width(text, size, bold)
	if over := draw.LineHeight(size); l.beside(c, mark, w) == "" && tall > over+mark+3 && c.bound != "none" { // the words go over the line
		l.Text("value-"+c.id, 0, y-mark*0.5-1, draw.Label(text, "right", size, spec.Ink, bold))
		l.fit(text, w, c.id)
		y += over / 2
		text = ""
	}
	l.Line("line-"+c.id, spec.Rule, 1, c.bound == "none", [2]float64{0, y}, [2]float64{p.X1, y})
	if c.bound == "none" {
		// A mark without a place on the scale: its line is dashed from end to end, and its word stands in the middle.
		l.Bar(draw.Mark{Row: c.id, X: p.X1 / 2, Y: y, Clear: true}, p.Width-p.Left-p.Right, 8)
		l.Text("value-"+c.id, p.X1/2, y, draw.Label(text, "inside", size, spec.Muted, bold))
		l.fit(text, typeset.Width(text, size, bold), c.id)
		return
	}
	open := c.side == "party"
	left, reach, stretch := c.reach(mark)
	arrow := func(from, dir float64) {
		tip := from + at(dir*stretch)
		l.Line("arrow-"+c.id, color, 2, false, [2]float64{from, y}, [2]float64{tip, y})
		l.Marks = append(l.Marks, draw.Mark{Row: "_arrow-" + c.id, X: tip, Y: y, Symbol: "triangle", Rotate: -90 * dir, Size: mark * 0.72, Color: color})
	}
	switch c.bound {
	case "least", "over", "open":
		arrow(c.high, 1)
	case "most":
		arrow(c.high, -1)
	}
	side := l.beside(c, mark, w)
	if side == "" && text != "" && l.full == nil {
		l.full = spec.NoRoom(env, "tolls", l.state, text, c.id, "shorten it")
	}
	m := draw.Mark{Row: c.id, X: c.low, Y: y, Size: mark, Color: color, Open: open}
	if c.high > c.low {
		m.X = (c.low + c.high) / 2
		height := math.Round(mark * 0.72)
		if side == "in" && text != "" {
			height = draw.LineHeight(size) + 6
		}
		l.Bar(m, p.PX(c.high)-p.PX(c.low), height)
	} else {
		l.Marks = append(l.Marks, m)
	}
	switch {
	case text == "":
	case side == "after":
		l.Text("value-"+c.id, c.high+at(reach+6), y, draw.Label(text, "right", size, spec.Ink, bold))
	case side == "before":
		l.Text("value-"+c.id, c.low-at(left+6), y, draw.Label(text, "left", size, spec.Ink, bold))
	default:
		label := draw.Label(text, "inside", size, spec.Ink, bold)
		label["textBorderWidth"] = 0
		l.Text("value-"+c.id, m.X, y, label)
	}
}

// args are the counts in words by row id, for the sentences.
func args(env *spec.Env, events []event, counts []count) []any {
	var out []any
	n := map[string]int{}
	for _, c := range counts {
		if c.bound != "none" {
			n[c.event]++
			out = append(out, underscore(c.id), c.value(env))
		}
	}
	total := 0
	for _, e := range events {
		out = append(out, "Counts_"+e.id, env.N(key+"counts", n[e.id]))
		total += n[e.id]
	}
	return append(out, "Events", env.N(key+"events", len(events)), "Counts", env.N(key+"counts", total))
}

func underscore(id string) string { return strings.ReplaceAll(id, "-", "_") }

func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	events, counts, err := read(env)
	if err != nil {
		return "", err
	}
	return env.T(key+"describe."+state, args(env, events, counts)...), nil
}

// Change says what comes into view.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) {
	events, counts, err := read(env)
	if err != nil {
		return "", err
	}
	return env.T(key+"change."+to, args(env, events, counts)...), nil
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	events, counts, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: env.T(key + "title")}
	for _, c := range []string{"event", "when", "dead", "who", "count", "hedge"} {
		t.Columns = append(t.Columns, env.T(key+"column."+c))
	}
	for _, e := range events {
		when, err := e.when(env)
		if err != nil {
			return spec.Table{}, err
		}
		machine := e.from
		if e.until != "" {
			machine += "/" + e.until
		}
		for _, c := range counts {
			if c.event != e.id {
				continue
			}
			place, dead, who, hedge := env.T(key+"event."+e.id), env.T(key+"dead."+e.id), env.T(key+"who."+c.id), env.T(key+"hedge."+c.id)
			number := c.Get("low")
			if h := c.Get("high"); h != "" {
				number += "-" + h
			}
			t.Rows = append(t.Rows, spec.Row{
				ID: c.id, Cells: []string{place, when, dead, who, c.value(env), hedge},
				Values:  []string{place, machine, dead, who, strings.TrimSpace(number + " " + c.bound), hedge},
				Country: e.country, Kind: c.side, Year: e.from[:4], Records: c.Records(),
			})
		}
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	events, counts, err := read(env)
	if err != nil {
		return nil, err
	}
	var lists [][]string
	for _, e := range events {
		lists = append(lists, e.records)
	}
	for _, c := range counts {
		lists = append(lists, c.Records())
	}
	return draw.Unique(lists...), nil
}
