package sahelmap

import (
	"math"

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
	areas := &layer{name: "areas", kind: chartLines, more: spec.M{"polyline": true, "z": 2}}
	marks := &layer{name: "marks", kind: types.ChartScatter, more: spec.M{"z": 4}}
	labels := &layer{name: "labels", kind: types.ChartScatter, more: spec.M{"z": 5, "silent": true}}
	tips := map[string]spec.Tip{}
	sides, err := b.sides(env, state, entries)
	if err != nil {
		return spec.Picture{}, err
	}
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
			if s.side == "" {
				s.side = sides[p.id]
			}
			name, more := p.label(env, s)
			switch {
			case p.precision == "area" && p.radius != point{}:
				areas.add(p.id, nil, ellipse(p))
				tips[p.id] = p.tip(env)
				labels.text(p.at, name)
			case p.precision == "area":
				labels.text(p.at, name)
			default:
				size, style := symbol(p)
				marks.add(p.id, []float64{p.at[0], p.at[1]}, spec.M{"symbolSize": size, "itemStyle": style, "label": name})
				tips[p.id] = p.tip(env)
			}
			labels.text(p.at, more)
		}
	}
	option, err := assemble(env, f, regions(entries), routes, areas, marks, labels)
	if err != nil {
		return spec.Picture{}, err
	}
	proof, err := b.proofOf(env, f, entries)
	return spec.Picture{Option: option, Width: f.width, Height: f.height, Tips: tips, Proof: proof}, err
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

// ellipse is a schematic area: a dashed line, sized in degrees.
func ellipse(p place) spec.M {
	const steps = 40
	var coords [][]float64
	for k := 0; k <= steps; k++ {
		a := 2 * math.Pi * float64(k) / steps
		coords = append(coords, []float64{p.at[0] + p.radius[0]*math.Cos(a), p.at[1] + p.radius[1]*math.Sin(a)})
	}
	return spec.M{
		"coords":    coords,
		"lineStyle": spec.M{"color": colour(p.tone), "width": 1.8, "type": []float64{5, 4}, "opacity": 1},
	}
}
