// Package line draws amounts of years as a line whose rows, states and records are all data (charts/data/line-ID.csv, see package plain:
// columns id, year, value, states, record). Years that follow each other are joined; over a year that is not there the line breaks. A value
// that its record does not know exactly is an open dot. Each state shows all years and brings some of them forward.
package line

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

type graphic struct{ plain.Graphic }

// Find lists the graphics of a project's line files.
func Find(files fs.FS) ([]spec.Graphic, error) {
	return plain.Find(files, "line", func(g plain.Graphic) spec.Graphic { return graphic{g} })
}

// row is a row with its year.
type row struct {
	plain.Row
	year int
}

// middle is where the year stands on the axis: its first day is at the year's number.
func (r row) middle() float64 { return float64(r.year) + 0.5 }

func (g graphic) rows(env *spec.Env) ([]row, error) {
	lines, err := g.Read(env, "year")
	if err != nil {
		return nil, err
	}
	if err := g.Empty(lines); err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		year, err := strconv.Atoi(l.Get("year"))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: column \"year\": %q is no year; write it with four digits, like 2026", l.File, l.Line, l.Get("year"))
		}
		out = append(out, row{l, year})
	}
	slices.SortStableFunc(out, func(a, b row) int { return cmp.Compare(a.year, b.year) })
	for i := 1; i < len(out); i++ {
		if out[i].year == out[i-1].year {
			return nil, fmt.Errorf("%s:%d: the year %d stands in line %d already; a line has one value a year", out[i].File, out[i].Line,
				out[i].year, out[i-1].Line)
		}
	}
	return out, nil
}

// dot is the diameter of a year's dot; an open one has an outline besides.
func dot(env *spec.Env) float64 { return spec.Pick(env, 9.0, 11.0) }

// sheet is a state being laid out.
type sheet struct {
	draw.Plane
	draw.Layer
	step  float64 // of the amounts
	years []int   // that are written
}

// newSheet chooses the axes: all years of the data, and amounts from nothing to a round number over the highest.
func newSheet(env *spec.Env, rows []row) *sheet {
	top := 0.0
	for _, r := range rows {
		top = max(top, r.Value)
	}
	limit, step := draw.Steps(top, 5)
	s := &sheet{step: step, Plane: draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0), Top: 40,
		Bottom: 34, Left: 30, Right: spec.Pick(env, 20.0, 30.0),
		X0: float64(rows[0].year), X1: float64(rows[len(rows)-1].year) + 1, Y0: limit}}
	for _, t := range s.amounts(env) { // room for the longest number
		s.Left = max(s.Left, typeset.Width(t.Label, env.SmallSize(), false)+12)
	}
	// As many years as have room, the last of them always.
	wide := typeset.Width("0000", env.SmallSize(), false) + 14
	for _, k := range []int{1, 2, 5, 10, 20, 50, 100} {
		if px := s.PX(s.X0+float64(k)) - s.PX(s.X0); px >= wide || k == 100 {
			for y := rows[len(rows)-1].year; y >= rows[0].year; y -= k {
				s.years = append([]int{y}, s.years...)
			}
			break
		}
	}
	if len(s.years) < 2 { // one year makes no scale
		s.X0, s.years = s.X0-1, []int{rows[0].year - 1, rows[0].year}
	}
	return s
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	rows, err := g.rows(env)
	if err != nil {
		return spec.Picture{}, err
	}
	s := newSheet(env, rows)
	s.axes(env, g.T(env, "unit"))
	tips := map[string]spec.Tip{}
	for i, r := range rows {
		color := spec.Ghost
		if r.In[state] {
			color = env.Country(r.Country)
		}
		x := r.middle()
		if i > 0 && rows[i-1].year == r.year-1 {
			stroke := spec.Ghost
			if r.In[state] && rows[i-1].In[state] {
				stroke = spec.Brand
			}
			s.Line("join-"+r.Key, stroke, 2, false, [2]float64{x - 1, rows[i-1].Value}, [2]float64{x, r.Value})
		}
		s.Marks = append(s.Marks, draw.Mark{Row: r.Key, X: x, Y: r.Value, Size: dot(env), Color: color, Open: r.Bound != ""})
		tips[r.Key] = spec.Tip{Title: strconv.Itoa(r.year), Text: g.Shown(env, r.Row), Country: r.Country, Year: strconv.Itoa(r.year),
			Records: r.Records()}
	}
	said := s.values(env, g, rows, state)
	option, err := draw.Option(s.Plane, s.Layer)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Keep), Width: s.Width, Height: s.Height, Tips: tips,
		Scales: s.scales(env, rows, state), Proof: g.proofOf(env, rows, said)}, nil
}

// axes are the amounts with their unit, and the years.
func (s *sheet) axes(env *spec.Env, unit string) {
	size := env.SmallSize()
	s.Upright = draw.Axis{Ticks: s.amounts(env), Guide: draw.Stroke{Color: spec.Rule, Width: 1}, Size: size, Margin: 8,
		Name: draw.Name{Words: unit, X: 4 - s.Left, Y: 14 - s.Top}}
	if env.Locale.RTL() { // words begin where reading does
		s.Upright.Name.X, s.Upright.Name.Align = s.Width-4-s.Left, "right"
	}
	s.Across = draw.Axis{Ticks: s.times(), Size: size, Margin: 16}
}

// amounts are the ticks upward, times those of the years: each in the middle of its year.
func (s *sheet) amounts(env *spec.Env) []spec.Tick {
	return draw.Amounts(s.Y0, s.step, plain.Amount(env, s.step))
}

func (s *sheet) times() []spec.Tick { return draw.Years(s.years, 0.5) }

// values sets the values of the years that a state brings forward, where there is room: those without are in words and table. It returns the
// rows whose values stand there.
func (s *sheet) values(env *spec.Env, g graphic, rows []row, state string) (said []row) {
	size := env.LabelSize()
	var dots []draw.Rect
	var lines [][4]float64
	var pins []draw.Pin
	var of []row
	for i, r := range rows {
		x, y, reach := s.PX(r.middle()), s.PY(r.Value), dot(env)/2+2
		dots = append(dots, draw.Rect{X0: x - reach, Y0: y - reach, X1: x + reach, Y1: y + reach})
		if i > 0 && rows[i-1].year == r.year-1 {
			lines = append(lines, [4]float64{s.PX(r.middle() - 1), s.PY(rows[i-1].Value), x, y})
		}
		if r.In[state] {
			pins = append(pins, draw.Pin{X: x, Y: y, W: typeset.Width(g.Shown(env, r.Row), size, true), H: draw.LineHeight(size), Reach: reach})
			of = append(of, r)
		}
	}
	draw.Beside(pins, dots, lines, nil, draw.Rect{X0: s.Left + 2, Y0: 26, X1: s.Width - 2, Y1: s.Height - s.Bottom - 2})
	for i, p := range pins {
		if !p.Ok {
			continue
		}
		middle := [2]float64{s.X((p.Place.X0 + p.Place.X1) / 2), s.Y((p.Place.Y0 + p.Place.Y1) / 2)}
		if p.Lead {
			foot := s.Y(p.Place.Y0)
			if p.Place.Y1 < p.Y {
				foot = s.Y(p.Place.Y1)
			}
			s.Line("lead-"+of[i].Key, spec.Muted, 0.8, false, [2]float64{middle[0], foot}, [2]float64{s.X(p.X), s.Y(p.Y)})
		}
		s.Text("value-"+of[i].Key, middle[0], middle[1], draw.Label(g.Shown(env, of[i].Row), "inside", size, spec.Ink, true))
		said = append(said, of[i])
	}
	return said
}
