package sahelmap

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"sahel-explainer/charts/spec"
)

// chartLines is ECharts' series of lines, for which go-echarts has no name.
const chartLines = "lines"

// layer is one series: what go-echarts knows of its items, and the rest of each item.
type layer struct {
	name, kind string
	data       []opts.GeoData
	items      []spec.M
	more       spec.M
}

func (l *layer) add(name string, value any, item spec.M) {
	item["name"] = name
	l.data = append(l.data, opts.GeoData{Name: name, Value: value})
	l.items = append(l.items, item)
}

// Draw draws one state.
func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	b, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	entries, err := b.of(state)
	if err != nil {
		return spec.Picture{}, err
	}
	var f frame
	routes := &layer{name: "routes", kind: chartLines, more: spec.M{"polyline": false, "z": 3}}
	areas := &layer{name: "areas", kind: types.ChartScatter, more: spec.M{"z": 2}}
	marks := &layer{name: "marks", kind: types.ChartScatter, more: spec.M{"z": 4}}
	labels := &layer{name: "labels", kind: types.ChartScatter, more: spec.M{"z": 5, "silent": true}}
	tips := map[string]spec.Tip{}
	for _, e := range entries {
		if e.where == "-" {
			continue
		}
		switch e.kind {
		case "window":
			win, err := parseWindow(e.where)
			if err != nil {
				return spec.Picture{}, at(e.row, err)
			}
			f = fit(env, win)
		case "country", "label":
			if e.where == "" {
				continue
			}
			p, err := parsePoint(e.where)
			if err != nil {
				return spec.Picture{}, at(e.row, err)
			}
			labels.ground(env, e, p)
		case "route":
			r := b.byRoute[e.item]
			routes.add(r.id, nil, r.item())
			tips[r.id] = r.tip(env)
		case "place":
			p := b.byPlace[e.item]
			s, err := e.spot()
			if err != nil {
				return spec.Picture{}, err
			}
			switch {
			case p.precision == "area" && p.radius != point{}:
				areas.add(p.id, []float64{p.at[0], p.at[1]}, ellipse(p, f))
				tips[p.id] = p.tip(env)
			case p.precision != "area":
				size, style := symbol(p)
				marks.add(p.id, []float64{p.at[0], p.at[1]}, spec.M{"symbolSize": size, "itemStyle": style})
				tips[p.id] = p.tip(env)
			}
			if s.side != "dot" {
				labels.mark(env, p, s)
			}
		}
	}
	option, err := assemble(env, f, regions(entries), routes, areas, marks, labels)
	return spec.Picture{Option: option, Width: f.width, Height: f.height, Tips: tips}, err
}

// assemble builds the chart with go-echarts and completes what its structs lack.
func assemble(env *spec.Env, f frame, land []spec.M, layers ...*layer) (spec.M, error) {
	chart := charts.NewGeo()
	chart.SetGlobalOptions(charts.WithGeoComponentOpts(opts.GeoComponent{Map: mapName}))
	geo := f.geo()
	geo["regions"] = land
	var series []spec.M
	for _, l := range layers {
		if len(l.items) == 0 {
			continue
		}
		chart.AddSeries(l.name, l.kind, l.data)
		m := spec.M{"coordinateSystem": "geo", "data": l.items}
		for k, v := range l.more {
			m[k] = v
		}
		series = append(series, m)
	}
	option, err := spec.Option(chart, spec.M{"geo": geo, "series": series, "textStyle": spec.M{"fontFamily": spec.Font}})
	if err != nil {
		return nil, err
	}
	return spec.Lay(option, env.Locale, spec.Keep), nil
}

// item draws a route: dashed and bent, because it is schematic.
func (r route) item() spec.M {
	return spec.M{
		"coords": [][]float64{{r.from[0], r.from[1]}, {r.to[0], r.to[1]}},
		"symbol": []string{"none", "arrow"}, "symbolSize": 9,
		"lineStyle": spec.M{"color": colour(r.tone), "width": 2, "type": []float64{6, 4}, "opacity": 1, "curveness": r.curve},
	}
}

// ellipse is a schematic area: a soft ground within a dashed line, sized in degrees.
func ellipse(p place, f frame) spec.M {
	return spec.M{
		"symbol": "circle", "symbolSize": []float64{2 * p.radius[0] * unitX * f.zoom, 2 * p.radius[1] * unitY * f.zoom},
		"itemStyle": spec.M{"color": "none", "borderColor": colour(p.tone), "borderWidth": 1.6, "borderType": []float64{5, 4}},
	}
}

// text is one line of a label.
type text struct {
	words, colour string
	size          float64
	weight, style string
}

// ground labels a country, a sea, or says something of a stretch of land.
func (l *layer) ground(env *spec.Env, e entry, p point) {
	t := text{colour: spec.Muted, size: env.SmallSize(), weight: "normal", style: "normal"}
	switch e.tone {
	case "strong":
		t.size, t.weight, t.colour = env.LabelSize()+spec.Pick(env, 2.0, 4.0), "bold", spec.Ink
	case "soft":
		t.size, t.weight, t.colour = env.LabelSize(), "bold", spec.Ink
	case "ghost":
		t.size, t.weight = env.LabelSize()+spec.Pick(env, 2.0, 4.0), "bold"
	case "sea", "schematic":
		t.style = "italic"
	case "note":
		t.colour = spec.Ink
	}
	if e.item == "EH" {
		t.style = "italic"
	}
	l.stack(p, spot{side: "center"}, 0, split(env.T("graphics.map.label."+e.item), t))
}

// mark labels a place: its name, then what is said of it.
func (l *layer) mark(env *spec.Env, p place, s spot) {
	name := text{colour: spec.Ink, size: env.LabelSize(), weight: "bold", style: "normal"}
	if p.kind == "town" || (p.kind == "capital" && p.line == "") {
		name.weight = "normal"
	}
	lines := split(env.T("graphics.map.label."+p.name), name)
	if w := p.says(env); w != "" && !s.bare {
		c := spec.Muted
		if p.tone != "" && p.tone != "ink" {
			c = colour(p.tone)
		}
		lines = append(lines, split(w, text{colour: c, size: env.SmallSize(), weight: "normal", style: "normal"})...)
	}
	gap := 8.0
	if p.precision == "area" {
		gap = 0
	}
	l.stack(p.at, s, gap, lines)
}

func split(words string, t text) []text {
	var out []text
	for _, w := range strings.Split(words, "\n") {
		t.words = w
		out = append(out, t)
	}
	return out
}

// stack writes lines one under another. Each is an item of its own, because ECharts' rich text cannot be isolated line by
// line for right-to-left words.
func (l *layer) stack(p point, s spot, gap float64, lines []text) {
	const leading = 1.22
	var total float64
	for _, t := range lines {
		total += t.size * leading
	}
	y := -total / 2 // the top of the stack against the mark
	switch s.side {
	case "top":
		y = -total - gap
	case "bottom":
		y = gap
	}
	position, x := "inside", s.dx
	switch s.side {
	case "right", "left":
		position = s.side
	}
	for _, t := range lines {
		h := t.size * leading
		label := spec.M{
			"show": true, "position": position, "distance": gap, "offset": []float64{x, y + h/2 + s.dy}, "formatter": t.words,
			"color": t.colour, "fontSize": t.size, "fontWeight": t.weight, "fontStyle": t.style, "opacity": 1,
			"textBorderColor": spec.Paper, "textBorderWidth": 3,
		}
		l.add("_", []float64{p[0], p[1]}, spec.M{"symbolSize": 0, "label": label})
		y += h
	}
}
