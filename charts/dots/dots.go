// Package dots draws two values of each thing on one line, as what was set and what was paid, whose rows, states and records are all data
// (charts/data/dots-ID.csv, see package plain: columns row, side, value, states, record; a thing has a row for each of two sides). The side
// that the file names first is an open dot, the other a filled one. Each state shows all things and brings some of them forward.
package dots

import (
	"fmt"
	"io/fs"
	"math"
	"slices"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

type graphic struct{ plain.Graphic }

// Find lists the graphics of a project's dots files.
func Find(files fs.FS) ([]spec.Graphic, error) {
	return plain.Find(files, "dots", func(g plain.Graphic) spec.Graphic { return graphic{g} })
}

// thing is a line of the picture: its rows, in the order of the sides.
type thing struct {
	id   string
	rows []plain.Row
}

func (t thing) in(state string) bool {
	return slices.ContainsFunc(t.rows, func(r plain.Row) bool { return r.In[state] })
}

// apart reports whether a thing has two dots that stand beside each other: a line runs between them. Others stand one below the other.
func (s *sheet) apart(t thing, env *spec.Env) bool {
	return len(t.rows) == 2 && math.Abs(s.PX(t.rows[0].Value)-s.PX(t.rows[1].Value)) > dot(env)+4
}

// read reads the things, and the two sides in the order in which the file first names them.
func (g graphic) read(env *spec.Env) (things []thing, sides []string, err error) {
	rows, err := g.Read(env)
	if err == nil {
		err = g.Empty(rows)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		side := r.Get("side")
		if !slices.Contains(sides, side) {
			sides = append(sides, side)
		}
		if len(sides) > 2 || side == "" {
			return nil, nil, fmt.Errorf("%s:%d: column \"side\" is %q; name two sides in all, for example set and paid", r.File, r.Line, side)
		}
		i := slices.IndexFunc(things, func(t thing) bool { return t.id == r.Get("row") })
		if i < 0 {
			i, things = len(things), append(things, thing{id: r.Get("row")})
		}
		things[i].rows = append(things[i].rows, r)
	}
	for _, t := range things {
		slices.SortStableFunc(t.rows, func(a, b plain.Row) int {
			return slices.Index(sides, a.Get("side")) - slices.Index(sides, b.Get("side"))
		})
	}
	return things, sides, nil
}

func (g graphic) name(env *spec.Env, id string) string { return g.T(env, "row."+id) }

func (g graphic) side(env *spec.Env, id string) string { return g.T(env, "side."+id) }

// sheet is a state being laid out.
type sheet struct {
	draw.Plane
	draw.Layer
	step, gap float64
	ys        []float64 // where the middle of each thing stands, in pixels
	full      bool      // the things have no room together
}

// dot is the diameter of a filled dot; an open one has an outline besides.
func dot(env *spec.Env) float64 { return spec.Pick(env, 12.0, 14.0) }

const (
	keyRoom  = 34 // for the legend, at the top
	axisRoom = 30 // for the numbers of the axis, at the foot
)

func newSheet(env *spec.Env, g graphic, things []thing) *sheet {
	top, widest, size := 0.0, 0.0, env.LabelSize()
	for _, t := range things {
		for _, r := range t.rows {
			top, widest = max(top, r.Value), max(widest, typeset.Width(g.Shown(env, r), size, true))
		}
	}
	limit, step := draw.Steps(top, 4)
	side := widest + dot(env)/2 + 8
	s := &sheet{step: step, Plane: draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Left: side, Right: side, X1: limit}}
	s.Height = spec.Pick(env, 440.0, 560.0)
	s.Top, s.Bottom = keyRoom, axisRoom-4
	s.Y0, s.Y1 = s.Top, s.Height-s.Bottom // pixels
	s.Across = draw.Axis{Ticks: s.ticks(env), Guide: draw.Stroke{Color: spec.Rule, Width: 1}, Size: env.SmallSize(), Margin: 12}
	s.gap = (s.Height - keyRoom - axisRoom) / float64(len(things))
	// Things stand at one distance; where some need more than that, each has what it needs.
	total, most := 0.0, 0.0
	for _, t := range things {
		total, most = total+s.need(t, env), max(most, s.need(t, env))
	}
	spare, y := (s.Height-keyRoom-axisRoom-total)/float64(len(things)), float64(keyRoom)
	for _, t := range things {
		if most <= s.gap {
			s.ys, y = append(s.ys, y+s.gap/2), y+s.gap
			continue
		}
		s.ys, y = append(s.ys, y+spare/2+draw.LineHeight(size)*1.4), y+spare+s.need(t, env)
	}
	s.full = spare < 0
	return s
}

// need is the height of a thing: its name, and one or two lines of dots.
func (s *sheet) need(t thing, env *spec.Env) float64 {
	line := draw.LineHeight(env.LabelSize())
	if len(t.rows) == 2 && !s.apart(t, env) {
		return 3*line + 8
	}
	return 2*line + 6
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	things, sides, err := g.read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	s := newSheet(env, g, things)
	if err := g.room(env, s, things, sides, state); err != nil {
		return spec.Picture{}, err
	}
	s.legend(env, g, sides)
	tips := map[string]spec.Tip{}
	for i, t := range things {
		y := s.ys[i]
		ink, ahead := spec.Muted, t.in(state)
		if ahead {
			ink = spec.Ink
		}
		size := env.LabelSize()
		s.Text("name-"+t.id, s.X(8), y-draw.LineHeight(size)*0.9, draw.Label(g.name(env, t.id), "right", size, ink, ahead))
		if s.apart(t, env) {
			s.Line("between-"+t.id, spec.Ghost, 3, false, [2]float64{t.rows[0].Value, y + 8}, [2]float64{t.rows[1].Value, y + 8})
		}
		below := 0.0
		if len(t.rows) == 2 && !s.apart(t, env) {
			below = draw.LineHeight(size) + 2
		}
		for k, r := range t.rows {
			color := spec.Ghost
			if ahead {
				color = env.Country(r.Country)
			}
			m := draw.Mark{Row: r.Key, X: r.Value, Y: y + 8 + float64(k)*below, Size: dot(env), Color: color, Open: r.Get("side") == sides[0]}
			position := "right"
			if below == 0 && len(t.rows) == 2 && r.Value < t.rows[1-k].Value {
				position = "left"
			}
			m.Label = draw.Away(draw.Label(g.Shown(env, r), position, size, ink, true), 5)
			s.Marks = append(s.Marks, m)
			tips[r.Key] = spec.Tip{Title: g.name(env, t.id), Text: g.T(env, "item", "Row", g.side(env, r.Get("side")), "Value", g.Shown(env,
				r)), Country: r.Country, Records: r.Records()}
		}
	}
	option, err := draw.Option(s.Plane, s.Layer)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: s.Width, Height: s.Height, Tips: tips,
		Scales: []spec.Scale{s.scale(env, things, state)}, Proof: g.proofOf(env, things, sides)}, nil
}

// room refuses things, names and values that the picture cannot hold.
func (g graphic) room(env *spec.Env, s *sheet, things []thing, sides []string, state string) error {
	size, last := env.LabelSize(), things[len(things)-1]
	for _, t := range things {
		if typeset.Width(g.name(env, t.id), size, true) > s.Width-12 {
			return spec.NoRoom(env, g.ID(), state, g.name(env, t.id), t.id, "shorten it")
		}
	}
	if s.full {
		return spec.NoRoom(env, g.ID(), state, g.name(env, last.id), last.id, g.Mend())
	}
	if s.Width-s.Left-s.Right < 90 {
		return spec.NoRoom(env, g.ID(), state, g.Shown(env, last.rows[0]), last.rows[0].Key, "shorten graphics."+g.ID()+".value")
	}
	x := 14.0
	for _, side := range sides {
		if x += 12 + typeset.Width(g.side(env, side), size, false); x > s.Width-2 {
			return spec.NoRoom(env, g.ID(), state, g.side(env, side), "the key", "shorten it")
		}
		x += 26
	}
	return nil
}

// ticks are the numbers of the axis.
func (s *sheet) ticks(env *spec.Env) []spec.Tick {
	return draw.Amounts(s.X1, s.step, plain.Amount(env, s.step))
}

// legend says which dot is which side.
func (s *sheet) legend(env *spec.Env, g graphic, sides []string) {
	x := 14.0
	for i, side := range sides {
		s.Marks = append(s.Marks, draw.Mark{Row: "_key-" + side, X: s.X(x), Y: 14, Size: dot(env), Color: spec.Brand, Open: i == 0})
		words := g.side(env, side)
		s.Text("key-"+side, s.X(x+12), 14, draw.Label(words, "right", env.LabelSize(), spec.Ink, false))
		x += 12 + typeset.Width(words, env.LabelSize(), false) + 26
	}
}
