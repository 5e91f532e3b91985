package output

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	if !spec.HasState(g, state) {
		return spec.Picture{}, fmt.Errorf("output: no state %q", state)
	}
	rows, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	s, err := newSheet(env, rows, state)
	if err != nil {
		return spec.Picture{}, err
	}
	if state == "gold" {
		s.notes()
	}
	if err := s.marks(); err != nil {
		return spec.Picture{}, err
	}
	var series []draw.Series
	for _, part := range []func() ([]draw.Series, error){s.columns, s.plans, s.gold, s.halts} {
		more, err := part()
		if err != nil {
			return spec.Picture{}, err
		}
		series = append(series, more...)
	}
	if err := s.values(); err != nil {
		return spec.Picture{}, err
	}
	series = append(series, draw.Rule("leads", 0, 4, draw.Stroke{Color: spec.Muted, Width: 1}, s.leads...), draw.Texts("words", 0, s.words))
	s.axes()
	option, err := draw.Build([]draw.Plane{s.Plane}, series)
	if err != nil {
		return spec.Picture{}, err
	}
	pic := spec.Picture{Option: spec.Lay(option, env.Locale, spec.Keep), Width: s.Width, Height: s.Height, Tips: map[string]spec.Tip{}, Scales: s.scales()}
	for _, r := range rows {
		if shows(state, r) {
			pic.Tips[r.ID] = g.tip(env, r)
		}
	}
	pic.Proof, err = g.proofOf(env, rows, state)
	return pic, err
}

// marks notes where the dots of gold stand, so that words keep clear of them. Two in one place would be read as one.
func (s *sheet) marks() error {
	at := map[[2]float64]string{}
	for _, r := range s.rows {
		if r.Series == "gold" && shows(s.state, r) {
			x, y, reach := s.PX(middle(r)), s.PY(r.Value), spec.Pick(s.env, 8.0, 10.0)/2+1
			s.dots = append(s.dots, draw.Rect{X0: x - reach, Y0: y - reach, X1: x + reach, Y1: y + reach})
			spot := [2]float64{math.Round(x * 2), math.Round(y * 2)}
			if other := at[spot]; other != "" {
				return spec.NoRoom(s.env, id, s.state, valueWords(s.env, r), r.ID, "its dot stands on that of "+other+"; draw them in two graphics")
			}
			at[spot] = r.ID
		}
	}
	return nil
}

// decimalsOf is how many decimals the numbers of an axis need.
func decimalsOf(step float64) int {
	n := 0
	for ; n < 6 && math.Abs(step-math.Round(step)) > 1e-9*step; n++ {
		step *= 10
	}
	return n
}

// columns are Niger's uranium, and the word where the last years have no figure.
func (s *sheet) columns() ([]draw.Series, error) {
	var bars []draw.Item
	wide := s.plotW() / float64(s.last+1-s.first) * 0.72
	latest := s.first - 1
	for _, r := range s.rows {
		if r.Series != "uranium" || !shows(s.state, r) {
			continue
		}
		bars = append(bars, draw.Item{Name: r.ID, Value: []any{middle(r), r.Value}})
		s.dots = append(s.dots, draw.Rect{X0: s.PX(middle(r)) - wide/2, Y0: s.PY(r.Value), X1: s.PX(middle(r)) + wide/2, Y1: s.PY(0)})
		if y, err := strconv.Atoi(r.year()); err == nil {
			latest = max(latest, y)
		}
	}
	if len(bars) > 0 && latest < s.last {
		s.words = append(s.words, draw.Text{X: float64(s.last) + 0.5, Y: 0, Words: s.t("unknown"), DY: -12, Align: "center", Color: spec.Muted, Bold: true, Size: s.label})
		x, half := s.PX(float64(s.last)+0.5), typeset.Width(s.t("unknown"), s.label, true)/2
		s.block(x-half-2, s.PY(0)-22, x+half+2, s.PY(0))
	}
	return []draw.Series{{Kind: "bar", Name: "uranium", Z: 2, Items: bars, More: spec.M{"barMinHeight": 1},
		Opts: charts.SingleSeries{BarWidth: draw.Px(wide), ItemStyle: &opts.ItemStyle{Color: hues.Niger}}}}, nil
}

// plans are the capacities that are planned: a line over all years, its words over it where it begins.
func (s *sheet) plans() ([]draw.Series, error) {
	var dots []draw.Item
	var lines []any
	var tops []float64
	for _, r := range s.rows {
		if r.Series != "refinery" || !shows(s.state, r) {
			continue
		}
		lines = append(lines, opts.MarkLineNameYAxisItem{YAxis: r.Value})
		dots = append(dots, draw.Item{Name: r.ID, Value: []any{middle(r), r.Value}})
		words := s.t("plan."+r.Mark, "Amount", s.tonnes(s.env, r.Value))
		away, y := spec.Pick(s.env, 11.0, 13.0), s.PY(r.Value)
		place := draw.Rect{X0: s.Left + 2, Y0: y - away - s.label/2 - 2, X1: s.Left + typeset.Width(words, s.label, true) + 8, Y1: y - 2}
		if !s.free(place) { // below its line
			away = -away
			place.Y0, place.Y1 = y+2, y-away+s.label/2+2
		}
		if !s.free(place) || place.X1 > s.Width || place.Y1 > s.PY(0) {
			return nil, s.full(words, r.ID)
		}
		s.words = append(s.words, draw.Text{X: float64(s.first), Y: r.Value, Words: words, DY: -away, DX: 4, Bold: true, Identity: r.ID, Size: s.label})
		s.taken = append(s.taken, place)
		s.dots = append(s.dots, draw.Rect{X0: s.PX(middle(r)) - 7, Y0: y - 7, X1: s.PX(middle(r)) + 7, Y1: y + 7})
		tops = append(tops, r.Value)
	}
	if len(dots) > 0 {
		if err := s.planned(tops); err != nil {
			return nil, err
		}
	}
	return []draw.Series{
		draw.Marked("plans", 0, 1, draw.Stroke{Color: hues.Gold, Width: 2, Dash: true}, lines...),
		{Kind: "scatter", Name: "plandots", Z: 5, Items: dots, Opts: charts.SingleSeries{Symbol: "diamond", SymbolSize: 13,
			ItemStyle: &opts.ItemStyle{Color: spec.Paper, BorderColor: hues.Gold, BorderWidth: 2}}},
	}, nil
}

// planned says that the capacities are but announced: below the highest line, or near another, where no words and no mark stand.
func (s *sheet) planned(tops []float64) error {
	words := typeset.Wrap(s.t("planned"), s.plotW()-14, s.small, false)
	tall := typeset.Lines(words)*draw.LineHeight(s.small) + 9
	slices.SortFunc(tops, func(a, b float64) int { return int(math.Copysign(1, b-a)) })
	wanted := []float64{}
	for _, top := range tops {
		wanted = append(wanted, s.PY(top), s.PY(top)-tall-s.label-10)
	}
	for y := 20.0; y < s.PY(0); y += 6 {
		wanted = append(wanted, y)
	}
	for _, y := range wanted {
		place := draw.Rect{X0: s.Left, Y0: y, X1: s.Left + typeset.Width(words, s.small, false) + 12, Y1: y + tall}
		if place.Y0 < 20 || place.Y1 > s.PY(0) || !s.free(place) {
			continue
		}
		s.words = append(s.words, draw.Text{X: float64(s.first), Y: s.Y(y + 7), Words: words, DX: 4, VAlign: "top", Italic: true,
			Size: s.small, Color: spec.Muted, Plate: true})
		s.taken = append(s.taken, place)
		return nil
	}
	return s.full(words, "the plans")
}

// free reports whether a place has neither words nor a mark.
func (s *sheet) free(r draw.Rect) bool {
	hit := func(o draw.Rect) bool { return o.Hits(r) }
	return !slices.ContainsFunc(s.taken, hit) && !slices.ContainsFunc(s.dots, hit)
}

// gold is a line and its dots for each country. Years that follow one another are joined, dashed where one of them is provisional; a year
// without a figure is a gap.
func (s *sheet) gold() ([]draw.Series, error) {
	var lines, dots []draw.Series
	for _, country := range slices.Backward(countriesOf(s.rows)) {
		var solid, open [][4]float64
		var items []draw.Item
		var last *row
		for i, r := range s.rows {
			if r.Series != "gold" || r.Country != country || !shows(s.state, r) {
				continue
			}
			if last != nil && follows(*last, r) {
				stroke := [4]float64{middle(*last), last.Value, middle(r), r.Value}
				if s.lines = append(s.lines, [4]float64{s.PX(stroke[0]), s.PY(stroke[1]), s.PX(stroke[2]), s.PY(stroke[3])}); r.Mark == "provisional" || last.Mark == "provisional" {
					open = append(open, stroke)
				} else {
					solid = append(solid, stroke)
				}
			}
			last = &s.rows[i]
			style := &opts.ItemStyle{Color: hues.Country(country), BorderColor: spec.Paper, BorderWidth: 1}
			if isOpen(r) {
				style = &opts.ItemStyle{Color: spec.Paper, BorderColor: hues.Country(country), BorderWidth: 2}
			}
			items = append(items, draw.Item{Name: r.ID, Value: []any{middle(r), r.Value}, Size: spec.Pick(s.env, 8.0, 10.0), Style: style})
		}
		look := draw.Stroke{Color: hues.Country(country), Width: 2.2}
		lines = append(lines, draw.Rule("line"+country, 0, 3, look, solid...))
		look.Dash = true
		lines = append(lines, draw.Rule("line"+country+"open", 0, 3, look, open...))
		dots = append(dots, draw.Series{Kind: "scatter", Name: "dots" + country, Z: 5, Items: items, Opts: charts.SingleSeries{Symbol: "circle"}})
	}
	return append(lines, dots...), nil
}

// ofAxis reports whether a place reaches into a number of the axis.
func (s *sheet) ofAxis(r draw.Rect) bool {
	for _, t := range s.amounts() {
		w := typeset.Width(t.Label, s.small, false)
		if y := s.PY(t.Value); r.Hits(draw.Rect{X0: s.Left - 7 - w, Y0: y - s.small/2, X1: s.Left - 5, Y1: y + s.small/2}) {
			return true
		}
	}
	return false
}

// halts are breaks of the output: a stroke at its date. The earliest stands lowest and each text ends at its own stroke, so that no
// stroke crosses a text; where one has no room before its stroke, all stand after theirs, and the latest is the lowest.
func (s *sheet) halts() ([]draw.Series, error) {
	var dots []draw.Item
	var lines []any
	type halt struct {
		row
		words string
		wide  float64
	}
	var all []halt
	size, after, last := spec.Pick(s.env, s.small, s.label), false, ""
	for _, r := range s.rows {
		if r.Series != "halt" || !shows(s.state, r) {
			continue
		}
		date, err := s.env.Date(r.Date)
		if err != nil {
			return nil, err
		}
		h := halt{row: r, words: s.t("halt."+r.Mark, "Date", date)}
		h.wide = typeset.Width(h.words, size, false)
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(a, b halt) int { return int(math.Copysign(1, middle(a.row)-middle(b.row))) })
	for i, h := range all {
		x, at := s.PX(middle(h.row)), s.Top+float64(len(all)-1-i)*s.pitch()+10
		if place := (draw.Rect{X0: x - 8 - h.wide, Y0: at - size/2, X1: x, Y1: at + size/2}); place.X0 < 2 || s.ofAxis(place) {
			after, last = true, h.ID
		}
	}
	for i, h := range all {
		level := len(all) - 1 - i
		if after {
			level = i
		}
		at, x := s.Top+float64(level)*s.pitch()+10, s.PX(middle(h.row))
		text := draw.Text{X: middle(h.row), Y: s.Y(at), Words: h.words, DX: -8, Align: "right", Size: size, Plate: true}
		place := draw.Rect{X0: x - 8 - h.wide*1.08 - 6, Y0: at - size/2 - 3, X1: x + 5, Y1: at + size/2 + 3}
		if after {
			text.DX, text.Align = 8, "left"
			if place.X0, place.X1 = x-5, x+8+h.wide*1.08+6; x+8+h.wide > s.Width-2 {
				return nil, s.full(h.words, last)
			}
		}
		lines = append(lines, draw.Between(middle(h.row), 0, middle(h.row), s.Y(at+8)))
		dots = append(dots, draw.Item{Name: h.ID, Value: []any{middle(h.row), s.Y(at)}})
		s.words = append(s.words, text)
		s.taken = append(s.taken, place)
		s.lines = append(s.lines, [4]float64{x, s.PY(0), x, at + 8})
	}
	return []draw.Series{
		draw.Marked("halts", 0, 4, draw.Stroke{Color: spec.Ink, Width: 1.2, Dash: true}, lines...),
		{Kind: "scatter", Name: "haltdots", Z: 5, Items: dots, Opts: charts.SingleSeries{Symbol: "circle", SymbolSize: 8,
			ItemStyle: &opts.ItemStyle{Color: spec.Ink}}},
	}, nil
}
