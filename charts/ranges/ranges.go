// Package ranges draws ranges, from a low to a high number, whose rows, states and records are all data (charts/data/range-ID.csv, see package
// plain: columns id, low, high, states, record). A row without a high end is a point, open where its record does not know it exactly. Each
// state shows all rows and brings some of them forward.
package ranges

import (
	"io/fs"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

type graphic struct{ plain.Graphic }

// Find lists the graphics of a project's range files.
func Find(files fs.FS) ([]spec.Graphic, error) {
	return plain.Find(files, "range", func(g plain.Graphic) spec.Graphic { return graphic{g} })
}

func (g graphic) name(env *spec.Env, r plain.Row) string { return g.T(env, "row."+r.Key) }

// sheet is a state being laid out: values run along x, and y is in pixels.
type sheet struct {
	draw.Plane
	draw.Layer
	ticks []spec.Tick
	gap   float64 // between rows
}

// axisRoom is for the numbers of the axis, at the foot.
const axisRoom = 30

// dot is the diameter of a point, and thick the height of a range.
func dot(env *spec.Env) float64   { return spec.Pick(env, 12.0, 14.0) }
func thick(env *spec.Env) float64 { return spec.Pick(env, 8.0, 10.0) }

func newSheet(env *spec.Env, rows []plain.Row) *sheet {
	top := 0.0
	for _, r := range rows {
		top = max(top, r.High)
	}
	s := &sheet{Plane: draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0), Left: 14}}
	for most := 5; most > 0; most-- { // as many labels as have room
		limit, step := draw.Steps(top, most)
		s.ticks = draw.Amounts(limit, step, plain.Amount(env, step))
		widest := 0.0
		for _, t := range s.ticks {
			widest = max(widest, typeset.Width(t.Label, env.SmallSize(), false))
		}
		s.X1, s.Left, s.Right = limit, max(14, widest/2+2), widest/2+6
		if s.PX(step)-s.PX(0) > widest+8 {
			break
		}
	}
	s.Top, s.Bottom = 4, axisRoom-4
	s.Y0, s.Y1 = s.Top, s.Height-s.Bottom // pixels
	s.Across = draw.Axis{Ticks: s.ticks, Guide: draw.Stroke{Color: spec.Rule, Width: 1}, Size: env.SmallSize(), Margin: 12}
	s.gap = (s.Height - axisRoom - 6) / float64(len(rows))
	return s
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	rows, err := g.rows(env)
	if err != nil {
		return spec.Picture{}, err
	}
	s := newSheet(env, rows)
	size := env.LabelSize()
	line := draw.LineHeight(size)
	if last := rows[len(rows)-1]; s.gap < 2*line+4 {
		return spec.Picture{}, spec.NoRoom(env, g.ID(), state, g.name(env, last), last.Key, g.Mend())
	}
	tips := map[string]spec.Tip{}
	for i, r := range rows {
		y := 6 + (float64(i)+0.5)*s.gap - line/2 // of the name
		ink, color := spec.Muted, spec.Ghost
		if r.In[state] {
			ink, color = spec.Ink, env.Country(r.Country)
		}
		name, words := g.name(env, r), g.ShownRange(env, r)
		if typeset.Width(name, size, true) > s.Width-s.Left-4 {
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, name, r.Key, "shorten it")
		}
		s.Text("name-"+r.Key, s.X(8), y, draw.Label(name, "right", size, ink, r.In[state]))
		y += line + 2
		reach := dot(env)/2 + 5
		m := draw.Mark{Row: r.Key, X: (r.Value + r.High) / 2, Y: y, Size: dot(env), Color: color, Open: r.Bound != ""}
		if r.High > r.Value {
			m.Open, reach = false, 6
			s.Bar(m, max(s.PX(r.High)-s.PX(r.Value), 1), thick(env))
		} else {
			s.Marks = append(s.Marks, m)
		}
		wide := typeset.Width(words, size, true)
		switch {
		case s.PX(r.High)+reach+wide < s.Width-2:
			s.Text("value-"+r.Key, r.High+s.DX(reach), y, draw.Label(words, "right", size, ink, true))
		case s.PX(r.Value)-reach-wide > 2:
			s.Text("value-"+r.Key, r.Value-s.DX(reach), y, draw.Label(words, "left", size, ink, true))
		case typeset.Width(name, size, true)+wide+24 < s.Width: // level with the name, at the other side
			s.Text("value-"+r.Key, s.X(s.Width-6), y-line-2, draw.Label(words, "left", size, ink, true))
		default:
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, words, r.Key, "shorten it")
		}
		tips[r.Key] = spec.Tip{Title: name, Text: words, Country: r.Country, Records: r.Records()}
	}
	option, err := draw.Option(s.Plane, s.Layer)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: s.Width, Height: s.Height, Tips: tips,
		Scales: []spec.Scale{s.scale(env, rows, state)}, Proof: g.proofOf(env, rows)}, nil
}

// scale says what the marks stand for: amounts away from the edge where lines begin.
func (s *sheet) scale(env *spec.Env, rows []plain.Row, state string) spec.Scale {
	out := spec.Scale{Name: "value", Left: spec.Mirror.Mirrored(env.Locale), Max: s.X1, Ruled: true, Ticks: s.ticks}
	for _, r := range rows {
		m := spec.Mark{Row: r.Key, Cells: [2]string{"low", "high|low"}, From: r.Value, To: r.High}
		if r.In[state] {
			m.Country = env.Coloured(r.Country)
		}
		if r.High > r.Value && s.PX(r.High)-s.PX(r.Value) < 1 {
			m.Pad = 1 // a range too small to see is drawn a pixel long
		}
		out.Marks = append(out.Marks, m)
	}
	return out
}

// proofOf says what a state shows beside its scale: a mark a row, in order, below its name, with its range.
func (g graphic) proofOf(env *spec.Env, rows []plain.Row) *spec.Proof {
	p := &spec.Proof{Files: []string{g.File()}}
	names := spec.Bands{Name: "row", Vertical: true}
	for _, r := range rows {
		p.Rows = append(p.Rows, r.Key)
		names.Heads = append(names.Heads, spec.Head{Words: g.name(env, r), Rows: []string{r.Key}})
		look := spec.Look{Row: r.Key, Class: "point", Open: r.Bound != ""}
		if r.Bound != "" {
			look.Class = "point/open" // larger by its outline
		}
		if r.High > r.Value {
			look = spec.Look{Row: r.Key, Class: "range", Free: true}
		}
		p.Looks = append(p.Looks, look)
		p.Labels = append(p.Labels, spec.Label{Row: r.Key, Words: g.ShownRange(env, r)})
	}
	p.Bands = []spec.Bands{names}
	return p
}

func (g graphic) rows(env *spec.Env) ([]plain.Row, error) {
	rows, err := g.ReadRanges(env)
	if err == nil {
		err = g.Empty(rows)
	}
	return rows, err
}

// Describe names the rows that a state brings forward, with their ranges.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	rows, err := g.rows(env)
	if err != nil {
		return "", err
	}
	name := func(r plain.Row) string { return g.name(env, r) }
	return g.SaysWith(env, rows, state, name, func(r plain.Row) string { return g.ShownRange(env, r) }), nil
}

// Change says the same of the state that is reached: nothing moves but what is brought forward.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) { return g.Describe(env, to) }

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := g.rows(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: g.T(env, "title"), Columns: []string{g.T(env, "column.row"), g.T(env, "column.value")}}
	for _, r := range rows {
		name, number := g.name(env, r), r.Get("low")
		if r.High > r.Value {
			number += "-" + r.Get("high")
		}
		t.Rows = append(t.Rows, spec.Row{ID: r.Key, Cells: []string{name, g.ShownRange(env, r)}, Values: []string{name, number}, Country: r.Country,
			Records: r.Records()})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := g.rows(env)
	return plain.Rests(rows), err
}
