// Package shares draws what part of a mining company the states may hold: free, paid for, or open to private nationals, which
// are kept apart because adding them up is the commonest error about these codes.
package shares

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

const id = "shares"

var states = []string{"mali", "burkina", "niger"}

// laws are the rows of bars.
var laws = []string{"before", "after"}

var countries = map[string]string{"mali": "ML", "burkina": "BF", "niger": "NE"}

type graphic struct{}

// New is the graphic of state shares under the mining codes.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string       { return id }
func (graphic) States() []string { return append([]string(nil), states...) }

// part is one row of the data: a part of a company's capital under one law.
type part struct {
	ID, Country, Row, Year, Part string
	Value                        float64
	Open                         bool // a minimum: there is no upper end
	Records                      []string
}

func read(env *spec.Env) ([]part, error) {
	rows, err := env.Facts.ReadCSV(env.Files, "shares.csv", "id", "country", "row", "year", "part", "value", "open")
	if err != nil {
		return nil, err
	}
	var out []part
	for _, r := range rows {
		v, err := r.Number("value")
		if err != nil {
			return nil, err
		}
		p := part{ID: r.Get("id"), Country: r.Get("country"), Row: r.Get("row"), Year: r.Get("year"), Part: r.Get("part"), Value: v, Open: r.Get("open") == "yes", Records: r.Records()}
		switch p.Part {
		case "free", "paid", "local", "max", "doubt", "ceiling":
		default:
			return nil, fmt.Errorf("%s:%d: part %q; use free, paid, local, max, doubt or ceiling", r.File, r.Line, p.Part)
		}
		out = append(out, p)
	}
	return out, nil
}

func find(ps []part, country, row, what string) (part, bool) {
	for _, p := range ps {
		if p.Country == country && p.Row == row && p.Part == what {
			return p, true
		}
	}
	return part{}, false
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	country, ok := countries[state]
	if !ok {
		return spec.Picture{}, fmt.Errorf("shares: no state %q", state)
	}
	ps, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	left := spec.Pick(env, 16.0, 36.0)
	right := marginsOf(env) - left
	top, plotH := spec.Pick(env, 6.0, 24.0), spec.Pick(env, 384.0, 472.0)
	thick := spec.Pick(env, 38.0, 60.0)
	label, small := env.LabelSize(), env.SmallSize()
	axisMax := axisOf(ps)
	px := (w - left - right) / axisMax // pixels a percent
	colour := hues.Country(country)

	parts := map[string][]draw.Item{}
	var hatch, hatchFar, outline, bracket [][4]float64
	var doubt []any
	planes := []draw.Plane{{Width: w, Height: h, Left: left, Right: right, Top: top, Bottom: h - top - plotH, X1: axisMax, Y1: plotH,
		Across: draw.Axis{Ticks: ticksOf(env, axisMax, px), Size: small, Margin: 12, Name: draw.Name{Words: t("axis"), Y: spec.Pick(env, 30.0, 34.0)}}}}
	var heads, words []draw.Text
	add := func(x, y float64, text string, more draw.Text) {
		more.X, more.Y, more.Words = x, y, text
		if more.Size == 0 {
			more.Size = small
		}
		words = append(words, more)
	}
	var full error
	for i, row := range laws {
		mid := plotH * (0.25 + 0.5*float64(i)) // of the bar, in pixels of the plot
		up, down := mid-thick/2, mid+thick/2
		planes = append(planes, draw.Plane{Width: w, Height: h, Left: left, Right: right, Top: top + up - 3, Bottom: h - top - down - 3, X1: axisMax,
			Across: draw.Axis{Guides: tenths(axisMax), Guide: draw.Stroke{Color: spec.Rule, Width: 1}}, Upright: draw.Axis{Categories: []string{row}}})
		b := &band{env: env, state: state, px: px, left: 2 - left, right: w - left - 2, up: up, below: down + 7, bottom: mid + plotH*0.25 - 4,
			top: mid - plotH*0.25 + spec.Pick(env, 38.0, 45.0), add: add, full: &full}
		heads = append(heads,
			draw.Text{X: 0, Y: mid - plotH*0.25 + spec.Pick(env, 14.0, 16.0), Words: t("row." + strings.ToLower(country) + "-" + row), Size: label, Bold: true, Identity: "head" + row},
			draw.Text{X: 0, Y: mid - plotH*0.25 + spec.Pick(env, 31.0, 37.0), Words: t("law." + strings.ToLower(country) + "-" + row), Size: small, Color: spec.Muted, Identity: "law" + row})
		end := 0.0
		cell := func(what string) (part, bool) { return find(ps, country, row, what) }
		item := func(what string, p part, ok bool, style opts.ItemStyle, more spec.M) {
			it := draw.Item{Name: "_none", ID: row, Value: 0, Style: &opts.ItemStyle{Opacity: opts.Float(0)}}
			if ok {
				it = draw.Item{Name: p.ID, ID: row, Value: p.Value, Style: &style, More: more}
			}
			parts[what+"-"+row] = []draw.Item{it}
		}
		wrapTo := func(x float64, limit float64) float64 { return min((axisMax-x)*px+right-4, limit) }

		free, okFree := cell("free")
		item("free", free, okFree, opts.ItemStyle{Color: colour}, nil)
		if okFree {
			b.within(free.ID, end, end+free.Value, mid, env.Percent(free.Value, 0), draw.Text{Size: label, Bold: true, Color: spec.Paper, Align: "center"})
			b.under(free.ID, end, typeset.Wrap(t("part.free"), free.Value*px-2, small, false), draw.Text{})
			end += free.Value
		}
		paid, okPaid := cell("paid")
		item("paid", paid, okPaid, opts.ItemStyle{Color: spec.Paper}, nil)
		if okPaid {
			x0, x1 := end, end+paid.Value
			hatch = append(hatch, stripes(x0, x1, up, down, px)...)
			outline = append(outline, [4]float64{x0, up, x1, up}, [4]float64{x0, down, x1, down})
			value := env.Percent(paid.Value, 0)
			name := t("part.paid")
			if paid.Open {
				// No end stroke: the law names a minimum. A short, paler stretch and an arrow head say that it goes on.
				hatchFar = append(hatchFar, stripes(x1, x1+3, up, down, px)...)
				value = t("atleast", "Share", value)
				name = t("part.open")
			} else {
				outline = append(outline, [4]float64{x1, up, x1, down})
			}
			b.within(paid.ID, x0, x1, mid, value, draw.Text{Size: label, Bold: true, Align: "center", Plate: true})
			if paid.Value*px < 14 { // no hatching would be seen
				b.refuse(value, paid.ID)
			}
			limit := max(paid.Value*px-4, 84)
			if row == "before" || paid.Open {
				limit = wrapTo(x0, 240)
			}
			b.under(paid.ID, x0, typeset.Wrap(name, limit, small, false), draw.Text{DX: 4})
			end = x1
		}
		local, okLocal := cell("local")
		spacer := draw.Item{Name: "_gap", ID: row, Value: 0, Style: &opts.ItemStyle{Opacity: opts.Float(0)}}
		if okLocal {
			spacer.Value = gap
			end += gap
		}
		parts["gap-"+row] = []draw.Item{spacer}
		item("local", local, okLocal, opts.ItemStyle{Color: spec.Paper, BorderColor: spec.Ink, BorderWidth: 1.5}, bordered("dotted"))
		if okLocal {
			b.within(local.ID, end, end+local.Value, mid, env.Percent(local.Value, 0), draw.Text{Size: spec.Pick(env, small, label), Bold: true, Align: "center"})
			b.under(local.ID, end, typeset.Wrap(t("part.local"), wrapTo(end, 150), small, false), draw.Text{})
		}
		ceiling, okCeiling := cell("ceiling")
		item("ceiling", ceiling, okCeiling, opts.ItemStyle{Color: spec.Paper, BorderColor: colour, BorderWidth: 2}, bordered("dashed"))
		if okCeiling {
			b.within(ceiling.ID, 0, ceiling.Value, mid, t("ceiling", "Share", env.Percent(ceiling.Value, 0)), draw.Text{Size: label, Bold: true, Align: "center"})
			b.under(ceiling.ID, 0, typeset.Wrap(t("unknown.after"), axisMax*px, small, false), draw.Text{Italic: true})
		}
		// The state's own ceiling, where a law sets one.
		if okFree && okPaid && !paid.Open {
			most := free.Value + paid.Value
			y := up - 9
			bracket = append(bracket, [4]float64{0, y, most, y}, [4]float64{0, y, 0, y + 5}, [4]float64{most, y, most, y + 5})
			b.at(free.ID, most, y, t("most", "Share", env.Percent(most, 0)), draw.Text{DX: 6, Size: label, Bold: true, Color: colour})
		}
		// Sources that disagree are drawn as two open strokes, not as a bar.
		first := true
		var doubted []part
		for _, p := range ps {
			if p.Country == country && p.Row == row && p.Part == "doubt" {
				doubted = append(doubted, p)
			}
		}
		for _, p := range doubted {
			parts["doubt"] = append(parts["doubt"], draw.Item{Name: p.ID, Value: []any{p.Value, mid}})
			b.ask(p, doubted, t("question", "Share", env.Percent(p.Value, 0)), label)
			doubt = append(doubt, draw.Between(p.Value, up, p.Value, down))
			if first {
				b.under(p.ID, p.Value, typeset.Wrap(t("unknown.before"), wrapTo(p.Value, 220)+spec.Pick(env, 90.0, 40.0), small, false), draw.Text{Italic: true, DX: -spec.Pick(env, 90.0, 40.0)})
			}
			first = false
		}
	}
	if full != nil {
		return spec.Picture{}, full
	}
	// The arrow head of the open-ended part points to where the scale grows.
	var arrow []draw.Item
	if p, ok := find(ps, country, "after", "paid"); ok && p.Open {
		free, _ := find(ps, country, "after", "free")
		arrow = []draw.Item{{Name: "_arrow", Value: []any{free.Value + p.Value + 3.6, plotH * 0.75}}}
	}
	stroke := func(width float64) draw.Stroke { return draw.Stroke{Color: colour, Width: width} }
	far, asked := stroke(1.2), stroke(2)
	far.Opacity, asked.Dash = 0.4, true
	var series []draw.Series
	for i, row := range laws {
		for _, what := range []string{"free", "paid", "gap", "local", "ceiling"} {
			series = append(series, draw.Series{Kind: "bar", Name: what + "-" + row, Plane: i + 1, Z: 2, Silent: what == "gap", Items: parts[what+"-"+row],
				Opts: charts.SingleSeries{Stack: row, BarWidth: draw.Px(thick)}})
		}
	}
	series = append(series,
		draw.Rule("hatch", 0, 3, stroke(1.2), hatch...), draw.Rule("hatchfar", 0, 3, far, hatchFar...),
		draw.Rule("outline", 0, 4, stroke(1.8), outline...), draw.Rule("bracket", 0, 4, stroke(1.5), bracket...),
		draw.Marked("doubt", 0, 4, asked, doubt...),
		draw.Series{Kind: "scatter", Name: "doubts", Z: 5, Items: parts["doubt"], Opts: charts.SingleSeries{Symbol: "rect", SymbolSize: []any{12, thick},
			ItemStyle: &opts.ItemStyle{Color: "transparent"}}},
		draw.Series{Kind: "scatter", Name: "arrow", Z: 5, Silent: true, Items: arrow, Opts: charts.SingleSeries{Symbol: "triangle", SymbolSize: 13,
			ItemStyle: &opts.ItemStyle{Color: colour}}, More: spec.M{"symbolRotate": -90.0}},
		draw.Texts("heads", 0, heads), draw.Texts("words", 0, words))
	option, err := draw.Build(planes, series)
	if err != nil {
		return spec.Picture{}, err
	}
	pic := spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: w, Height: h, Tips: map[string]spec.Tip{}, Scales: []spec.Scale{scaleOf(env, ps, country)}, Proof: g.proofOf(env, ps, country)}
	for _, p := range ps {
		if p.Country == country && p.Part != "max" {
			pic.Tips[p.ID] = g.tip(env, p)
		}
	}
	return pic, nil
}

func (graphic) value(env *spec.Env, p part) string {
	v := env.Percent(p.Value, 0)
	if p.Open {
		return env.T("graphics."+id+".atleast", "Share", v)
	}
	return v
}

func (g graphic) tip(env *spec.Env, p part) spec.Tip {
	code := strings.ToLower(p.Country)
	return spec.Tip{
		Title:   env.T("graphics."+id+".country."+code) + env.T("graphics."+id+".colon") + env.T("graphics."+id+".kind."+p.Part),
		Text:    env.T("graphics."+id+".tip", "Share", g.value(env, p), "Law", env.T("graphics."+id+".law."+code+"-"+p.Row), "Detail", env.T("graphics."+id+".detail."+p.ID)),
		Country: p.Country, Kind: p.Part, Year: p.Year, Records: p.Records,
	}
}

func (graphic) Describe(env *spec.Env, state string) (string, error) {
	args, err := numbers(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".describe."+state, args...), nil
}

func (graphic) Change(env *spec.Env, _, to string) (string, error) {
	args, err := numbers(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".change."+to, args...), nil
}

// numbers are the shares that sentences speak of, from the data, as template arguments.
func numbers(env *spec.Env) ([]any, error) {
	ps, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []any
	sum := map[string]float64{}
	doubts := 0
	for _, p := range ps {
		key := p.Country + strings.ToUpper(p.Row[:1]) + p.Row[1:] + strings.ToUpper(p.Part[:1]) + p.Part[1:]
		if p.Part == "doubt" {
			doubts++
			key += strconv.Itoa(doubts)
		}
		out = append(out, key, env.Percent(p.Value, 0))
		if p.Part == "free" || p.Part == "paid" {
			sum[p.Country+strings.ToUpper(p.Row[:1])+p.Row[1:]+"Sum"] += p.Value
		}
	}
	for _, k := range []string{"MLBeforeSum", "MLAfterSum", "BFAfterSum"} {
		out = append(out, k, env.Percent(sum[k], 0))
	}
	return out, nil
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	ps, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	table := spec.Table{Caption: t("title"), Columns: []string{t("column.country"), t("column.law"), t("column.part"), t("column.share"), t("column.detail")}}
	for _, p := range ps {
		code := strings.ToLower(p.Country)
		table.Rows = append(table.Rows, spec.Row{
			ID: p.ID, Country: p.Country, Kind: p.Part, Year: p.Year, Records: p.Records,
			Cells:  []string{t("country." + code), t("law." + code + "-" + p.Row), t("kind." + p.Part), g.value(env, p), t("detail." + p.ID)},
			Values: []string{p.Country, p.Year, p.Part, strconv.FormatFloat(p.Value, 'f', -1, 64), t("detail." + p.ID)},
		})
	}
	return table, nil
}

func (graphic) Records(env *spec.Env) ([]string, error) {
	ps, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	for _, p := range ps {
		for _, r := range p.Records {
			if !seen[r] {
				seen[r] = true
				out = append(out, r)
			}
		}
	}
	return out, nil
}
