// Package output draws what the mines yield and what refineries are planned for: industrial gold of Mali and Burkina Faso,
// the same against announced refining capacity, and Niger's uranium.
package output

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/charts/plot"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const id = "output"

type graphic struct{}

// New is the graphic of gold and uranium output.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string       { return id }
func (graphic) States() []string { return []string{"gold", "capacity", "uranium"} }

// row is one line of the data: a yearly amount, a planned capacity, or a date at which output broke off (without a value).
type row struct {
	ID, Series, Country, Date, Mark string
	Value                           float64
	Low, High                       float64 // earlier estimates, where the sources moved
	Records                         []string
}

func (r row) year() string { return r.Date[:4] }

func read(env *spec.Env) ([]row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "output.csv", "id", "series", "country", "date", "value", "low", "high", "mark")
	if err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		r := row{ID: l.Get("id"), Series: l.Get("series"), Country: l.Get("country"), Date: l.Get("date"), Mark: l.Get("mark"), Records: l.Records()}
		if _, err := locales.DecimalYear(r.Date); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", l.File, l.Line, err)
		}
		switch r.Series {
		case "gold", "uranium", "refinery":
			if r.Value, err = l.Number("value"); err != nil {
				return nil, err
			}
			for _, e := range []struct {
				col  string
				into *float64
			}{{"low", &r.Low}, {"high", &r.High}} {
				if l.Get(e.col) == "" {
					continue
				}
				if *e.into, err = l.Number(e.col); err != nil {
					return nil, err
				}
			}
		case "halt":
		default:
			return nil, fmt.Errorf("%s:%d: series %q; use gold, uranium, refinery or halt", l.File, l.Line, r.Series)
		}
		out = append(out, r)
	}
	return out, nil
}

// middle is where a year's amount stands: in the middle of its year, so that dated events fall before or after it.
func middle(r row) float64 {
	x, _ := locales.DecimalYear(r.Date)
	return x
}

const firstYear, lastYear = 2010, 2025

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	if !spec.HasState(g, state) {
		return spec.Picture{}, fmt.Errorf("output: no state %q", state)
	}
	rows, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	left, right := spec.Pick(env, 40.0, 52.0), spec.Pick(env, 46.0, 66.0)
	top, bottom := spec.Pick(env, 34.0, 42.0), spec.Pick(env, 30.0, 36.0)
	plotW, plotH := w-left-right, h-top-bottom
	label, small := env.LabelSize(), env.SmallSize()
	pxYear := plotW / (lastYear + 1 - firstYear)

	limit, step := 80.0, 20.0
	switch state {
	case "capacity":
		limit, step = 220, 50
	case "uranium":
		limit, step = 6000, 1000
	}
	unit := limit / plotH // of the value axis, a pixel

	var axis, words []plot.Text
	var guide [][4]float64
	for v := 0.0; v <= limit; v += step {
		guide = append(guide, [4]float64{firstYear, v, lastYear + 1, v})
		axis = append(axis, plot.Text{X: firstYear, Y: v, DX: -7, Words: env.Number(v, 0), Size: small, Color: spec.Muted, Align: "right", Identity: "v" + strconv.Itoa(int(v))})
	}
	for y := firstYear; y <= lastYear; y += 5 {
		axis = append(axis, plot.Text{X: float64(y) + 0.5, Y: 0, DY: 15, Words: strconv.Itoa(y), Size: small, Color: spec.Muted, Align: "center", Identity: "y" + strconv.Itoa(y)})
	}
	unitKey := "unit.gold"
	if state == "uranium" {
		unitKey = "unit.uranium"
	}
	axis = append(axis, plot.Text{X: firstYear, Y: limit, DX: 6 - left, DY: 14 - top, Words: t(unitKey), Size: small, Color: spec.Muted, Identity: "unit"})
	at := func(x, y float64, text string, more plot.Text) {
		more.X, more.Y, more.Words = x, y, text
		if more.Size == 0 {
			more.Size = label
		}
		words = append(words, more)
	}

	pic := spec.Picture{Width: w, Height: h, Tips: map[string]spec.Tip{}}
	lines := map[string][]plot.Item{}
	dots := map[string][]plot.Item{}
	var bars, plans, halts []plot.Item
	var planLines, haltLines, leads [][4]float64
	haltRow := 0
	byID := map[string]row{}
	for _, r := range rows {
		byID[r.ID] = r
		x := middle(r)
		switch {
		case r.Series == "gold" && state != "uranium":
			key := r.Country
			point := plot.Item{Name: "_" + r.ID, Value: []any{x, r.Value}, More: spec.M{"id": r.ID}}
			if r.Mark == "provisional" {
				if len(lines[key]) == 0 || len(lines[key+"open"]) > 0 {
					return pic, fmt.Errorf("charts/data/output.csv: row %q: one provisional year can follow the settled ones of its country, as the dashed end of its line; settle the earlier one", r.ID)
				}
				prev := lines[key][len(lines[key])-1]
				lines[key+"open"] = []plot.Item{{Name: "_from", Value: prev.Value, More: spec.M{"id": "from"}}, point}
			} else {
				lines[key] = append(lines[key], point)
			}
			style := spec.M{"color": spec.Country(r.Country), "borderColor": spec.Paper, "borderWidth": 1}
			size := spec.Pick(env, 8.0, 10.0)
			if r.Mark == "provisional" || r.Mark == "eiti" {
				style = spec.M{"color": spec.Paper, "borderColor": spec.Country(r.Country), "borderWidth": 2}
			}
			dots[key] = append(dots[key], plot.Item{Name: r.ID, Value: []any{x, r.Value}, More: spec.M{"id": r.ID, "itemStyle": style, "symbolSize": size}})
			pic.Tips[r.ID] = g.tip(env, r)
		case r.Series == "uranium" && state == "uranium":
			bars = append(bars, plot.Item{Name: r.ID, Value: []any{x, r.Value}, More: spec.M{"id": r.ID}})
			pic.Tips[r.ID] = g.tip(env, r)
		case r.Series == "refinery" && state == "capacity":
			planLines = append(planLines, [4]float64{firstYear, r.Value, lastYear + 1, r.Value})
			plans = append(plans, plot.Item{Name: r.ID, Value: []any{x, r.Value}, More: spec.M{"id": r.ID}})
			at(firstYear, r.Value, t("plan."+r.Mark, "Amount", g.tonnes(env, r.Value)), plot.Text{DY: -spec.Pick(env, 11.0, 13.0), DX: 4, Bold: true, Identity: r.ID})
			pic.Tips[r.ID] = g.tip(env, r)
		case r.Series == "halt" && state == "uranium":
			// The earliest stands lowest and each text ends at its own stroke, so that no stroke crosses a text.
			y := limit - (float64(2-haltRow)*spec.Pick(env, 21.0, 26.0)+10)*unit
			haltLines = append(haltLines, [4]float64{x, 0, x, y - 8*unit})
			halts = append(halts, plot.Item{Name: r.ID, Value: []any{x, y}, More: spec.M{"id": r.ID}})
			date, err := env.Date(r.Date)
			if err != nil {
				return pic, err
			}
			at(x, y, t("halt."+r.Mark, "Date", date), plot.Text{DX: -8, Align: "right", Size: spec.Pick(env, small, label), Plate: true})
			haltRow++
			pic.Tips[r.ID] = g.tip(env, r)
		}
	}
	for _, row := range []string{"au-ml-2012", "au-ml-2024", "au-bf-2016"} { // words hang on these
		if _, ok := byID[row]; !ok {
			return pic, fmt.Errorf("charts/data/output.csv: row %q is missing, on which words of the graphic hang; put it back, or mend charts/output", row)
		}
	}
	// Labels of the values that the step speaks of.
	value := func(rowID string, more plot.Text) {
		r, ok := byID[rowID]
		if !ok {
			return
		}
		more.Bold, more.Halo = true, true
		if more.Color == "" {
			more.Color = spec.Country(r.Country)
		}
		more.Identity = "v-" + rowID
		at(middle(r), r.Value, valueWords(env, r), more)
		if away := more.DY - more.Size/2; away > 20 { // a stroke leads to words that stand so far off
			leads = append(leads, [4]float64{middle(r), r.Value - 6*unit, middle(r), r.Value - (away-8)*unit})
		}
	}
	switch state {
	case "gold":
		at(2012.4, byID["au-ml-2012"].Value, t("country.ml"), plot.Text{DY: -18, Bold: true, Color: spec.Mali, Align: "center", Identity: "ml", Size: label + 1})
		at(2016.5, byID["au-bf-2016"].Value, t("country.bf"), plot.Text{DY: 18, Bold: true, Color: spec.Burkina, Align: "center", Identity: "bf", Size: label + 1})
		value("au-ml-2023", plot.Text{DY: -15, Align: "center"})
		value("au-ml-2024", plot.Text{DY: -8, DX: 9})
		value("au-ml-2025", plot.Text{DX: 9})
		value("au-bf-2020", plot.Text{DY: spec.Pick(env, 40.0, 13.0), DX: spec.Pick(env, 0.0, 6.0)}) // narrow: under the line that falls beside it
		value("au-bf-2024", plot.Text{DY: 15, DX: -3, Align: "right"})
		value("au-bf-2025", plot.Text{DX: 9})
		y, revised := 3.0, byID["au-ml-2024"]
		for _, k := range []string{"foot.provisional", "foot.eiti", "foot.revised"} {
			text := typeset.Wrap(t(k, "Low", env.Number(revised.Low, 1), "High", env.Number(revised.High, 1)), plotW-14, small, false)
			height := typeset.Lines(text) * plot.Leading(small) * unit
			at(firstYear, y+height, text, plot.Text{DX: 6, Size: small, Color: spec.Muted, VAlign: "top", Plate: true})
			y += height + 5*unit
		}
	case "capacity":
		at(2012.4, byID["au-ml-2012"].Value, t("country.ml"), plot.Text{DY: -15, Bold: true, Color: spec.Mali, Align: "center", Identity: "ml"})
		at(2016.5, byID["au-bf-2016"].Value, t("country.bf"), plot.Text{DY: 15, Bold: true, Color: spec.Burkina, Align: "center", Identity: "bf"})
		value("au-ml-2024", plot.Text{DY: -22, DX: 2})
		value("au-ml-2025", plot.Text{DX: 9, DY: 6})
		value("au-bf-2025", plot.Text{DX: 9, DY: -7})
		at(firstYear, 200, typeset.Wrap(t("planned"), plotW-14, small, false), plot.Text{DX: 4, DY: 7, VAlign: "top", Italic: true, Size: small, Color: spec.Muted, Plate: true})
	case "uranium":
		for _, k := range []string{"u-ne-2012", "u-ne-2020"} {
			// Set a little before its column, so that the strokes of the breaks after it run free of it.
			value(k, plot.Text{DY: -9, DX: -spec.Pick(env, 5.0, 2.0), Align: "center"})
		}
		// Over the last column stands the taller one before it, and two strokes: its value is beside it.
		value("u-ne-2024", plot.Text{DX: 0.3*pxYear + 7})
		at(lastYear+0.5, 0, t("unknown"), plot.Text{DY: -12, Align: "center", Color: spec.Muted, Bold: true})
	}
	lineStyle := func(colour, kind string) spec.M { return spec.M{"color": colour, "width": 2.2, "type": kind} }
	line := func(key, colour, kind string) plot.Series {
		return plot.Series{Kind: "line", Name: "line" + key, Items: lines[key], More: spec.M{
			"showSymbol": false, "symbol": "none", "silent": true, "lineStyle": lineStyle(colour, kind), "z": 3,
		}}
	}
	scatter := func(name string, items []plot.Item, more spec.M) plot.Series {
		m := spec.M{"symbol": "circle", "symbolSize": 9, "z": 5}
		for k, v := range more {
			m[k] = v
		}
		return plot.Series{Kind: "scatter", Name: name, Items: items, More: m}
	}
	guides := plot.Rule("guide", 0, spec.M{"color": spec.Rule, "width": 1, "type": "solid"}, guide...)
	guides.More["z"] = 0
	series := []plot.Series{
		guides,
		{Kind: "bar", Name: "uranium", Items: bars, More: spec.M{"barWidth": pxYear * 0.72, "z": 2, "itemStyle": spec.M{"color": spec.Niger}}},
		plot.Rule("plans", 0, spec.M{"color": spec.Gold, "width": 2, "type": "dashed"}, planLines...),
		line("BF", spec.Burkina, "solid"), line("ML", spec.Mali, "solid"), line("MLopen", spec.Mali, "dashed"),
		with(plot.Rule("leads", 0, spec.M{"color": spec.Muted, "width": 1, "type": "solid"}, leads...), "z", 4),
		scatter("dotsBF", dots["BF"], nil), scatter("dotsML", dots["ML"], nil),
		scatter("plandots", plans, spec.M{"symbol": "diamond", "symbolSize": 13, "itemStyle": spec.M{"color": spec.Paper, "borderColor": spec.Gold, "borderWidth": 2}}),
		with(plot.Rule("halts", 0, spec.M{"color": spec.Ink, "width": 1.2, "type": "dashed"}, haltLines...), "z", 4),
		scatter("haltdots", halts, spec.M{"symbolSize": 8, "itemStyle": spec.M{"color": spec.Ink}}),
		plot.Texts("axis", 0, axis), plot.Texts("words", 0, words),
	}
	option, err := plot.Build(series, spec.M{
		"grid":  spec.M{"left": left, "right": right, "top": top, "bottom": bottom, "containLabel": false},
		"xAxis": []any{plot.Hidden("value", firstYear, lastYear+1)},
		"yAxis": []any{plot.Hidden("value", 0, limit)},
	})
	if err != nil {
		return pic, err
	}
	pic.Option = spec.Lay(option, env.Locale, spec.Keep)
	pic.Scales = scalesOf(env, rows, state, limit, step)
	pic.Proof, err = g.proofOf(env, rows, state)
	return pic, err
}

func with(s plot.Series, key string, v any) plot.Series { s.More[key] = v; return s }

// tonnes writes an amount with its unit; the plural form follows the whole part, as Arabic demands.
func (graphic) tonnes(env *spec.Env, v float64) string {
	return env.N("graphics."+id+".tonnes", int(v), "Value", env.Number(v, 2))
}

// labelled are the rows whose value each state writes at its mark.
var labelled = map[string][]string{
	"gold":     {"au-ml-2023", "au-ml-2024", "au-ml-2025", "au-bf-2020", "au-bf-2024", "au-bf-2025"},
	"capacity": {"au-ml-2024", "au-ml-2025", "au-bf-2025"},
	"uranium":  {"u-ne-2012", "u-ne-2020", "u-ne-2024"},
}

func hasLabel(state string, r row) bool { return slices.Contains(labelled[state], r.ID) }

// valueWords are a value as it stands at its mark, with the sign of its footnote.
func valueWords(env *spec.Env, r row) string {
	return env.Number(r.Value, 2) + map[string]string{"revised": "*", "eiti": "**"}[r.Mark]
}

func (g graphic) tip(env *spec.Env, r row) spec.Tip {
	date, err := env.Date(r.Date)
	if err != nil {
		date = r.Date
	}
	return spec.Tip{
		Title:   env.T("graphics."+id+".country."+strings.ToLower(r.Country)) + env.T("graphics."+id+".comma") + date,
		Text:    g.sentence(env, r),
		Country: r.Country, Kind: r.Series, Year: r.year(), Records: r.Records,
	}
}

// sentence is the value of a row with its unit and its hedge.
func (g graphic) sentence(env *spec.Env, r row) string {
	remark := ""
	if r.Mark != "" {
		remark = g.remark(env, r)
	}
	if r.Series == "halt" {
		return remark
	}
	s := env.T("graphics."+id+".amount."+r.Series, "Amount", g.tonnes(env, r.Value))
	if remark != "" {
		s += " " + remark
	}
	return s
}

func (graphic) remark(env *spec.Env, r row) string {
	if r.Low > 0 {
		return env.T("graphics."+id+".remark."+r.Mark, "Low", env.Number(r.Low, 1), "High", env.Number(r.High, 1))
	}
	return env.T("graphics." + id + ".remark." + r.Mark)
}

func (g graphic) arguments(env *spec.Env) ([]any, error) {
	rows, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []any
	halts := 0
	for _, r := range rows {
		if r.Series == "halt" {
			halts++
			continue
		}
		out = append(out, strings.ReplaceAll(r.ID, "-", ""), g.tonnes(env, r.Value), strings.ReplaceAll(r.ID, "-", "")+"n", env.Number(r.Value, 2))
	}
	return append(out, "Breaks", env.N("graphics."+id+".breaks", halts)), nil
}

func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	args, err := g.arguments(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".describe."+state, args...), nil
}

func (g graphic) Change(env *spec.Env, from, to string) (string, error) {
	args, err := g.arguments(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".change."+to, args...), nil
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	table := spec.Table{Caption: t("title"), Columns: []string{t("column.country"), t("column.date"), t("column.kind"), t("column.amount"), t("column.remark")}}
	for _, r := range rows {
		date, err := env.Date(r.Date)
		if err != nil {
			return table, err
		}
		amount, raw, remark := t("none"), "", ""
		if r.Series != "halt" {
			amount, raw = g.tonnes(env, r.Value), strconv.FormatFloat(r.Value, 'f', -1, 64)
		}
		if r.Mark != "" {
			remark = g.remark(env, r)
		}
		table.Rows = append(table.Rows, spec.Row{
			ID: r.ID, Country: r.Country, Kind: r.Series, Year: r.year(), Records: r.Records,
			Cells:  []string{t("country." + strings.ToLower(r.Country)), date, t("kind." + r.Series), amount, remark},
			Values: []string{r.Country, r.Date, r.Series, raw, remark},
		})
	}
	return table, nil
}

func (graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	for _, r := range rows {
		for _, x := range r.Records {
			if !seen[x] {
				seen[x] = true
				out = append(out, x)
			}
		}
	}
	return out, nil
}
