package output

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// sheet is a state being laid out: its axes follow from the rows, and so do the places of its words.
type sheet struct {
	graphic
	draw.Plane
	env          *spec.Env
	state        string
	rows         []row
	first, last  int // years of the axis
	limit, step  float64
	label, small float64
	words        []draw.Text
	leads        [][4]float64
	// What words must keep clear of, in pixels.
	dots  []draw.Rect
	lines [][4]float64
	taken []draw.Rect
}

func (s *sheet) t(key string, args ...any) string { return s.env.T("graphics."+id+"."+key, args...) }

func (s *sheet) plotW() float64 { return s.Width - s.Left - s.Right }
func (s *sheet) plotH() float64 { return s.Height - s.Top - s.Bottom }

// newSheet chooses the axes of a state: all years of the data, and amounts up to a round number over the highest.
func newSheet(env *spec.Env, rows []row, state string) (*sheet, error) {
	s := &sheet{
		env: env, state: state, rows: rows, first: math.MaxInt, label: env.LabelSize(), small: env.SmallSize(),
		Plane: draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0),
			Left: spec.Pick(env, 40.0, 52.0), Right: spec.Pick(env, 46.0, 66.0), Top: spec.Pick(env, 34.0, 42.0), Bottom: spec.Pick(env, 30.0, 36.0)},
	}
	highest, halts, shown := 0.0, 0, 0
	for _, r := range rows {
		y, err := strconv.Atoi(r.year())
		if err != nil {
			return nil, err
		}
		s.first, s.last = min(s.first, y), max(s.last, y)
		if shows(state, r) {
			shown++
			highest = max(highest, r.Value)
			if r.Series == "halt" {
				halts++
			}
		}
	}
	if shown == 0 {
		return nil, fmt.Errorf("charts/data/output.csv: state %q has no row; add one, or take the state out of the outline", state)
	}
	if s.first == s.last {
		s.first-- // one year makes no scale
	}
	room := 0.0 // over the highest amount, for the breaks and the words over a plan
	switch {
	case halts > 0:
		room = float64(halts)*s.pitch() + 10
	case state == "capacity":
		room = 34
	}
	s.limit, s.step = draw.Steps(highest, 5)
	if need := highest / (1 - room/s.plotH()); state == "capacity" {
		s.limit = max(s.limit, need)
	} else if need > s.limit {
		s.limit = math.Ceil(need/s.step) * s.step
	}
	for _, t := range s.amounts() { // room for the longest number of the axis
		s.Left = max(s.Left, typeset.Width(t.Label, s.small, false)+11)
	}
	s.X0, s.X1, s.Y0 = float64(s.first), float64(s.last+1), s.limit
	return s, nil
}

// axes are the amounts with their unit, and the years.
func (s *sheet) axes() {
	s.Upright = draw.Axis{Ticks: s.amounts(), Guide: draw.Stroke{Color: spec.Rule, Width: 1}, Size: s.small, Margin: 7,
		Name: draw.Name{Words: s.t("unit." + spec.Either(s.state == "uranium", "uranium", "gold")), X: 6 - s.Left, Y: 10 - s.Top}}
	s.Across = draw.Axis{Ticks: s.times(), Size: s.small, Margin: 15}
}

// amounts are the ticks upward, times those of the years: each in the middle of its year.
func (s *sheet) amounts() []spec.Tick {
	return draw.Amounts(s.limit, s.step, func(v float64) string { return s.env.Number(v, decimalsOf(s.step)) })
}

func (s *sheet) times() []spec.Tick { return draw.Years(s.yearTicks(), 0.5) }

// pitch is the distance of the lines on which breaks are written.
func (s *sheet) pitch() float64 { return spec.Pick(s.env, 18.0, 26.0) }

// yearTicks are the years that are written: a round step, at most five of them.
func (s *sheet) yearTicks() []int {
	for _, k := range []int{1, 2, 5, 10, 20, 50, 100} {
		if s.last-s.first <= 4*k {
			var out []int
			for y := (s.first + k - 1) / k * k; y <= s.last; y += k {
				out = append(out, y)
			}
			if len(out) > 1 {
				return out
			}
		}
	}
	return []int{s.first, s.last}
}

// block keeps a place from being written over.
func (s *sheet) block(x0, y0, x1, y1 float64) {
	s.taken = append(s.taken, draw.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1})
}

// notes sets the footnotes at the foot of the plot, or below the axis where marks stand there.
func (s *sheet) notes() {
	var texts []string
	for _, k := range footnotes(s.rows) {
		texts = append(texts, typeset.Wrap(s.t(k.key, "Low", s.env.Number(k.low, 1), "High", s.env.Number(k.high, 1)), s.Width-s.Left-s.Right-14, s.small, false))
	}
	high := 3.0
	for _, text := range texts {
		high += typeset.Lines(text)*draw.LineHeight(s.small) + 5
	}
	y := s.Top + s.plotH() - 3
	for _, r := range s.rows {
		if shows(s.state, r) && s.PY(r.Value) > y-high-14 {
			s.Bottom += high + 8
			y = s.Height - 4
			break
		}
	}
	for _, text := range texts {
		tall := typeset.Lines(text) * draw.LineHeight(s.small)
		s.words = append(s.words, draw.Text{X: float64(s.first), Y: s.Y(y - tall), Words: text, DX: 6, Size: s.small, Color: spec.Muted, VAlign: "top", Plate: true})
		s.block(s.Left, y-tall-2, s.Left+typeset.Width(text, s.small, false)+14, y+2)
		y -= tall + 5
	}
}

// footnote is a note that some rows need; its numbers are those of the row.
type footnote struct {
	key       string
	low, high float64
}

// footnotes are those that the rows of gold need, from the lowest up.
func footnotes(rows []row) []footnote {
	var out []footnote
	for _, mark := range []string{"provisional", "eiti", "revised"} {
		for _, r := range rows {
			if r.Series == "gold" && r.Mark == mark {
				out = append(out, footnote{"foot." + mark, r.Low, r.High})
				break
			}
		}
	}
	return out
}

// values writes the amounts of the rows that the state labels, and the names of the countries at their lines.
func (s *sheet) values() error {
	bounds := draw.Rect{X0: s.Left - 2, Y0: 18, X1: s.Width - 2, Y1: s.PY(0) - 1}
	var pins []draw.Pin
	var of []row
	for _, r := range s.rows {
		if hasLabel(s.state, r) {
			pins = append(pins, s.pin(r, valueWords(s.env, r), s.label))
			of = append(of, r)
		}
	}
	draw.Beside(pins, s.dots, s.lines, s.taken, bounds)
	for i, p := range pins {
		if !p.Ok {
			return s.full(valueWords(s.env, of[i]), of[i].ID)
		}
		s.write(p, valueWords(s.env, of[i]), of[i], s.label, "v-"+of[i].ID)
	}
	if s.state == "uranium" {
		return nil
	}
	for _, country := range countriesOf(s.rows) {
		name := s.t("country." + strings.ToLower(country))
		best, least := draw.Pin{}, math.Inf(1)
		var at row
		n := 0
		for _, r := range s.rows {
			if r.Series != "gold" || r.Country != country {
				continue
			}
			one := []draw.Pin{s.pin(r, name, s.label+1)}
			draw.Beside(one, s.dots, s.lines, s.taken, bounds)
			n++
			cost := 0.0
			if one[0].Lead {
				cost = 500 // where nothing nearer is free
			}
			for _, l := range s.lines {
				cost += 30 * float64(draw.Crossed(one[0].Place, l))
			}
			if cost += math.Hypot((one[0].Place.X0+one[0].Place.X1)/2-one[0].X, (one[0].Place.Y0+one[0].Place.Y1)/2-one[0].Y) + 0.3*float64(n); one[0].Ok && cost < least {
				best, least, at = one[0], cost, r
			}
		}
		if !best.Ok {
			return s.full(name, country)
		}
		s.write(best, name, at, s.label+1, strings.ToLower(country))
	}
	return nil
}

func (s *sheet) full(words, row string) error {
	return fmt.Errorf("output: no room for the label %q of %s in state %s (%s, %s); shorten it, or take the state out of the column label in charts/data/output.csv", words, row, s.state, s.env.Tag, s.env.Form)
}

func (s *sheet) pin(r row, words string, size float64) draw.Pin {
	reach := spec.Pick(s.env, 4.0, 5.0)
	if r.Series == "uranium" {
		reach = 0 // the words stand on the column
	}
	return draw.Pin{X: s.PX(middle(r)), Y: s.PY(r.Value), W: typeset.Width(words, size, true) + 4, H: size + 2, Reach: reach}
}

// write sets words in the place that was found for them.
func (s *sheet) write(p draw.Pin, words string, r row, size float64, identity string) {
	s.words = append(s.words, draw.Text{
		X: s.X((p.Place.X0 + p.Place.X1) / 2), Y: s.Y((p.Place.Y0 + p.Place.Y1) / 2), Words: words, Align: "center", Size: size,
		Bold: true, Halo: true, Color: hues.Country(r.Country), Identity: identity,
	})
	s.taken = append(s.taken, p.Place)
	if p.Lead {
		from, to := p.Y-p.Reach-2, p.Place.Y1
		if p.Place.Y0 > p.Y {
			from, to = p.Y+p.Reach+2, p.Place.Y0
		}
		s.leads = append(s.leads, [4]float64{middle(r), s.Y(from), middle(r), s.Y(to)})
	}
}

// countriesOf are the countries that have a line of gold, in the order of the data.
func countriesOf(rows []row) []string {
	var out []string
	seen := map[string]bool{}
	for _, r := range rows {
		if r.Series == "gold" && !seen[r.Country] {
			seen[r.Country] = true
			out = append(out, r.Country)
		}
	}
	return out
}
