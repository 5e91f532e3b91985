package transition

import (
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
)

// scaleOf says when the marks of a state stand: promises at their date, terms at their end, and what happened at its date where it is
// folded into the line; elsewhere its words have moved it, and a line leads from the date to it.
func (g graphic) scaleOf(rows []row, state string, years []int, from, until float64, aslant bool) spec.Scale {
	s := spec.Scale{Name: "time", Vertical: true, Down: true, Min: from, Max: until, Ruled: true, Ticks: draw.Years(years, 0)}
	for _, r := range rows {
		m := spec.Mark{Row: r.id, Cells: [2]string{"date", "until|date"}, Middle: true, From: r.middle(), To: r.middle(), Country: r.country}
		switch {
		case r.lane == "term" && g.shows(r, state):
			m.Cells, m.Middle, m.From, m.To = [2]string{"date+years", "date+years"}, false, r.end, r.end
			s.Marks = append(s.Marks, m)
			if state == "neighbours" {
				m.Cells, m.From, m.To = [2]string{"date", "date"}, r.at, r.at
				s.Strokes = append(s.Strokes, m)
			}
		case r.lane == "promised" && !aslant, r.lane != "term" && g.folded(r, state):
			s.Marks = append(s.Marks, m)
		case r.lane != "term":
			s.Leads = append(s.Leads, m)
		}
	}
	return s
}

// shows reports whether a state draws a row.
func (g graphic) shows(r row, state string) bool {
	if r.lane != "term" {
		return true
	}
	now, before := g.seen(r, state)
	return now || before
}

// folded reports whether a row is but a dot on its lane, without words.
func (g graphic) folded(r row, state string) bool {
	now, before := g.seen(r, state)
	return r.lane != "term" && (state == "neighbours" || !now && !before)
}

// proofOf says what a state shows beside its scale: promises open in their lane, what happened filled in its own.
func (g graphic) proofOf(env *spec.Env, rows []row, state string, words []any) (*spec.Proof, error) {
	p := &spec.Proof{Files: []string{"transition.csv"}}
	neighbours := state == "neighbours"
	right := "happened"
	if neighbours {
		right = "terms"
	}
	lanes := spec.Bands{Name: "lane", Left: spec.Mirror.Mirrored(env.Locale), Heads: []spec.Head{{Words: env.T(key + "head.promised")}, {Words: env.T(key + "head." + right)}}}
	staircase := spec.Bands{Name: "country", Left: lanes.Left, Loose: true}
	for _, c := range termsOf(rows) {
		staircase.Heads = append(staircase.Heads, spec.Head{Words: env.T(key + "country." + c), Country: c})
	}
	for _, r := range rows {
		if !g.shows(r, state) {
			continue
		}
		now, _ := g.seen(r, state)
		p.Rows = append(p.Rows, r.id)
		if now {
			p.Focus = append(p.Focus, r.id)
		}
		i := 1
		if r.lane == "promised" {
			i = 0
		}
		lanes.Heads[i].Rows = append(lanes.Heads[i].Rows, r.id)
		look := spec.Look{Row: r.id, Class: r.lane, Open: r.lane == "promised", Country: r.country}
		folded := g.folded(r, state)
		if r.other() {
			look.Class = "other"
		}
		if folded {
			look.Class += "/folded"
		}
		p.Looks = append(p.Looks, look)
		event := said(env, "event", r, words)
		date, err := r.words(env)
		if err != nil {
			return nil, err
		}
		switch {
		case r.lane == "term" && neighbours:
			if date, err = env.Date(r.date[:min(7, len(r.date))]); err != nil {
				return nil, err
			}
			for i, h := range staircase.Heads {
				if h.Country == r.country {
					staircase.Heads[i].Rows = append(h.Rows, r.id)
				}
			}
			p.Words = append(p.Words, date, env.N(key+"years", r.years))
		case r.lane == "term":
			p.Labels = append(p.Labels, spec.Label{Row: r.id, Words: event})
		case !folded:
			p.Labels = append(p.Labels, spec.Label{Row: r.id, Words: strings.TrimSpace(event)}, spec.Label{Row: r.id, Words: date})
			if r.lane == "promised" {
				p.Labels = append(p.Labels, spec.Label{Row: r.id, Words: env.T(key + "missed")})
			}
		}
	}
	p.Bands = []spec.Bands{lanes}
	if neighbours {
		p.Bands = append(p.Bands, staircase)
	}
	return p, nil
}
