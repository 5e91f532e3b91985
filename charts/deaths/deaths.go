// Package deaths draws the deaths that the Global Terrorism Index attributes to terrorism, by country and year. A figure that
// was not seen is a slot of its own, never a zero, and no line bridges it.
package deaths

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

const key = "graphics.deaths."

// countriesOf are the panels from top to bottom, in the order of the data; yearsOf the years of each, from the first to the last.
func countriesOf(rows []row) []string {
	var out []string
	for _, r := range rows {
		if !slices.Contains(out, r.country) {
			out = append(out, r.country)
		}
	}
	return out
}

func yearsOf(rows []row) []int {
	var out []int
	if len(rows) == 0 {
		return nil
	}
	first, last := rows[0].year, rows[0].year
	for _, r := range rows {
		first, last = min(first, r.year), max(last, r.year)
	}
	for y := first; y <= last; y++ {
		out = append(out, y)
	}
	return out
}

type graphic struct{}

// New is the graphic of deaths by country and year.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string { return "deaths" }

func (graphic) States() []string { return []string{"countries", "gaps"} }

type row struct {
	facts.Row
	id, country, edition string
	year                 int
	value                float64
	seen                 bool
}

func read(env *spec.Env) ([]row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "deaths.csv", "id", "country", "year", "value", "edition")
	if err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		r := row{Row: l, id: l.Get("id"), country: l.Get("country"), edition: l.Get("edition")}
		if r.year, err = strconv.Atoi(l.Get("year")); err != nil {
			return nil, fmt.Errorf("%s:%d: year %q is not a number; mend it", l.File, l.Line, l.Get("year"))
		}
		if v := l.Get("value"); v != "" {
			if r.value, err = l.Number("value"); err != nil {
				return nil, err
			}
			if r.edition == "" {
				return nil, fmt.Errorf("%s:%d: the value has no edition; name it", l.File, l.Line)
			}
			r.seen = true
		}
		out = append(out, r)
	}
	return out, nil
}

// cell is what stands in one country and year: the figure of the newest edition, and an older one that it revised.
type cell struct {
	row
	older *row
}

func cells(rows []row) map[string]cell {
	out := map[string]cell{}
	for _, r := range rows {
		k := r.country + strconv.Itoa(r.year)
		c, ok := out[k]
		switch {
		case !ok:
			out[k] = cell{row: r}
		case r.edition > c.edition:
			old := c.row
			out[k] = cell{row: r, older: &old}
		default:
			old := r
			c.older = &old
			out[k] = c
		}
	}
	return out
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	rows, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	at := cells(rows)
	countries, years := countriesOf(rows), yearsOf(rows)
	gaps := state == "gaps"
	size, small := env.LabelSize(), env.SmallSize()
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	caption, foot := spec.Pick(env, 36.0, 46.0), spec.Pick(env, 20.0, 26.0)
	band, edition := spec.Pick(env, 31.0, 38.0), spec.Pick(env, 18.0, 22.0)
	panel := (h - caption - foot) / float64(len(countries))
	column := w / float64(len(years))
	barWidth := math.Round(column * spec.Pick(env, 0.58, 0.46))

	top := 0.0
	for _, r := range rows {
		top = math.Max(top, r.value)
	}
	top, _ = draw.Steps(top, 4)
	band += crowded(env, at, years[0], column, top, panel-band-edition, band)

	if err := room(env, state, rows, at, column, barWidth, panel-band-edition); err != nil {
		return spec.Picture{}, err
	}
	var planes []draw.Plane
	var series []draw.Series
	board := draw.Board(w, h)
	var l draw.Layer
	var scales []spec.Scale
	names := make([]string, len(years))
	for i, y := range years {
		names[i] = strconv.Itoa(y)
	}
	for i, country := range countries {
		head := caption + float64(i)*panel
		barTop, base := head+band, head+panel-edition
		height := base - barTop
		color := hues.Country(country)
		scales = append(scales, scaleOf(rows, country, gaps, spec.End{Pixel: base}, spec.End{Pixel: barTop, Value: top}))
		bars := make([]draw.Item, len(years))
		for j, y := range years {
			x := (float64(j) + 0.5) * column
			c, ok := at[country+strconv.Itoa(y)]
			if !ok {
				return spec.Picture{}, fmt.Errorf("%s: %s %d is missing; add the row, with an empty value if no figure was seen", "charts/data/deaths.csv", country, y)
			}
			if !c.seen {
				bars[j] = draw.Item{Name: "_" + c.id, More: spec.M{"value": nil}}
				slot := math.Round(height * 0.62)
				text := typeset.Wrap(env.T(key+"missing"), barWidth-8, small, gaps)
				label := draw.Label(text, "inside", small, spec.Either(gaps, spec.Ink, spec.Muted), gaps)
				label["textBorderWidth"] = 6 // over the hatching
				l.Bar(draw.Mark{Row: c.id, X: x, Y: base - slot/2, Clear: true}, barWidth, slot)
				l.Frame("frame-"+c.id, board, x-barWidth/2, base-slot, x+barWidth/2, base, spec.Either(gaps, spec.Ink, spec.Ghost))
				if gaps {
					l.Hatch("hatch-"+c.id, board, x-barWidth/2, base-slot, x+barWidth/2, base, spec.Ghost, 9)
				}
				l.Text("missing-"+c.id, x, base-slot/2, label)
				continue
			}
			text := wordsOf(env, c)
			bars[j] = draw.Item{Name: c.id, Value: c.value, Style: &opts.ItemStyle{Color: spec.Either(gaps, spec.Ghost, color)},
				More: spec.M{"label": draw.Away(draw.Label(text, "top", size, spec.Either(gaps, spec.Muted, spec.Ink), !gaps), 3)}}
			ed := editionOf(env, c)
			if c.older != nil {
				// The older figure is a stroke that stands out on both sides: the difference is too small to see inside the bar.
				stroke := draw.Mark{Row: c.older.id, X: x, Y: base - c.older.value/top*height, Color: spec.Either(gaps, spec.Muted, spec.Ink)}
				l.Bar(stroke, barWidth+spec.Pick(env, 10.0, 18.0), 2)
			}
			l.Text("edition-"+c.id, x, base+edition/2, draw.Label(ed, "inside", small, spec.Either(gaps, spec.Ink, spec.Muted), false))
		}
		series = append(series, draw.Series{Kind: "bar", Name: "bars-" + country, Plane: i, Z: 3, Items: bars,
			Opts: charts.SingleSeries{BarWidth: draw.Px(barWidth)}})
		// The bars carry their numbers, so that none stand at their side; the years stand once, below the last panel.
		p := draw.Plane{Width: w, Height: h, Top: barTop, Bottom: h - base, Y0: top,
			Across: draw.Axis{Categories: names, Line: draw.Stroke{Color: spec.Border, Width: 1}}}
		if i == len(countries)-1 {
			p.Across.Size, p.Across.Color, p.Across.Bold, p.Across.Margin = small, spec.Ink, true, edition+foot/2
		}
		planes = append(planes, p)
		l.Text("country-"+country, 2, head+spec.Pick(env, 12.0, 16.0), draw.Label(env.T(key+"country."+country), "right", size+1, color, true))
	}
	if text, c, ok := rise(env, rows, at); ok && !gaps {
		text = typeset.Wrap(text, column-4, small, false)
		base := caption + float64(slices.Index(countries, c.country)+1)*panel - edition
		y := base - c.value/top*(panel-band-edition) - draw.LineHeight(size) - 5 - typeset.Lines(text)*draw.LineHeight(small)/2
		l.Text("rise", (float64(len(years))-0.5)*column, y, draw.Label(text, "inside", small, hues.Country(c.country), false))
	}
	// Years run left to right in every language, so the caption alone is set on the side where reading starts.
	x, position := 2.0, "right"
	if env.RTL() {
		x, position = w-2, "left"
	}
	text := typeset.Wrap(env.T(key+"caption."+state), w-6, small, gaps)
	l.Text("caption", x, caption/2-spec.Pick(env, 1.0, 3.0), draw.Label(text, position, small, spec.Either(gaps, spec.Ink, spec.Muted), gaps))

	option, err := draw.Build(append(planes, board), append(series, l.Series(len(planes))...))
	if err != nil {
		return spec.Picture{}, err
	}
	tips := map[string]spec.Tip{}
	for _, r := range rows {
		tips[r.id] = spec.Tip{
			Title: env.T(key+"cell", "Country", env.T(key+"country."+r.country), "Year", strconv.Itoa(r.year)),
			Text:  sentence(env, r), Country: r.country, Kind: kind(r), Year: strconv.Itoa(r.year), Records: r.Records(),
		}
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Keep), Width: w, Height: h, Tips: tips, Scales: append(scales, timeOf(rows, w)), Proof: proofOf(env, rows, state)}, nil
}

func kind(r row) string {
	if r.seen {
		return "figure"
	}
	return "gap"
}

func sentence(env *spec.Env, r row) string {
	if !r.seen {
		return env.T(key + "tip.gap")
	}
	return env.N(key+"tip.figure", int(r.value), "Edition", r.edition)
}

// rise is the steepest step up to the last year, of a country that has both years from one edition; figures of different editions are not
// compared.
func rise(env *spec.Env, rows []row, at map[string]cell) (words string, of cell, ok bool) {
	years := yearsOf(rows)
	if len(years) < 2 {
		return "", cell{}, false
	}
	last, most := years[len(years)-1], 0.0
	for _, country := range countriesOf(rows) {
		a, b := at[country+strconv.Itoa(last-1)], at[country+strconv.Itoa(last)]
		if !a.seen || !b.seen || a.edition != b.edition || a.value == 0 {
			continue
		}
		if p := percentRise(a.value, b.value); p > most {
			most, of, ok = p, b, true
		}
	}
	return env.T(key+"rise", "Percent", env.Percent(most, 0), "Year", strconv.Itoa(last-1)), of, ok
}

func percentRise(a, b float64) float64 { return math.Round((b - a) / a * 100) }

// args are the figures by row id, with underscores, and the number of gaps.
func args(env *spec.Env, rows []row) []any {
	var out []any
	at := cells(rows)
	n := 0
	for _, r := range rows {
		if !r.seen {
			n++
			continue
		}
		name := r.country + strconv.Itoa(r.year)
		if at[name].id != r.id {
			name += "first" // the figure of an older edition
		}
		out = append(out, name, env.Number(r.value, 0))
	}
	return append(out, "Gaps", env.N(key+"cells", n))
}

func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	rows, err := read(env)
	if err != nil {
		return "", err
	}
	return env.T(key+"describe."+state, args(env, rows)...), nil
}

// Change says what comes into focus.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) {
	rows, err := read(env)
	if err != nil {
		return "", err
	}
	return env.T(key+"change."+to, args(env, rows)...), nil
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: env.T(key + "title")}
	for _, c := range []string{"country", "year", "deaths", "edition"} {
		t.Columns = append(t.Columns, env.T(key+"column."+c))
	}
	for _, r := range rows {
		value, edition, machine := env.T(key+"missing"), "", ""
		if r.seen {
			value, edition, machine = env.Number(r.value, 0), r.edition, strconv.FormatFloat(r.value, 'f', -1, 64)
		} else {
			edition = "–"
		}
		year := strconv.Itoa(r.year)
		t.Rows = append(t.Rows, spec.Row{
			ID: r.id, Cells: []string{env.T(key + "country." + r.country), year, value, edition}, Values: []string{r.country, year, machine, r.edition},
			Country: r.country, Kind: kind(r), Year: year, Records: r.Records(),
		})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := read(env)
	if err != nil {
		return nil, err
	}
	var all [][]string
	for _, r := range rows {
		all = append(all, r.Records())
	}
	return draw.Unique(append(all, []string{"gti-method"})...), nil
}
