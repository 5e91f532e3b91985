// Package draw is the kit of the pictures: planes with axes, on which ECharts draws series; marks, lines and words laid on them in values
// and pixels; and labels set so that none touches another. What go-echarts has a field for is said by its types; Build, which completes
// them, is the one place where a picture says what they lack. See charts/README.md.
package draw

import (
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/spec"
)

// Item is one data item of a series: a row of the data, or decoration if its name starts with "_".
type Item struct {
	Name   string
	Value  any
	ID     string // keeps an item the same from state to state; empty: its name does
	Symbol string
	Size   any // a number or [width, height]
	Style  *opts.ItemStyle
	More   spec.M // what go-echarts' structs lack
}

// lacks is what go-echarts' structs lack of an item of a kind.
func (it Item) lacks(kind string) spec.M {
	m := spec.M{}
	if it.ID != "" {
		m["id"] = it.ID
	}
	if it.Size != nil {
		m["symbolSize"] = it.Size
	}
	if it.Style != nil && kind != "bar" {
		m["itemStyle"] = it.Style
	}
	for k, v := range it.More {
		m[k] = v
	}
	return m
}

// Series is one series of a picture. Opts is what go-echarts' struct has of it, More what that lacks.
type Series struct {
	Kind   string // bar, line, lines or scatter
	Name   string
	Plane  int // by its place in the list of planes
	Z      int
	Silent bool // no mark of it can be pointed at
	Items  []Item
	Opts   charts.SingleSeries
	More   spec.M
}

// typed is a series as go-echarts has it.
func (s Series) typed() charts.SingleSeries {
	out := s.Opts
	// Series are matched from state to state by id, so that a picture can move instead of being drawn anew.
	out.Type, out.Name, out.Id, out.XAxisIndex, out.YAxisIndex, out.Animation = s.Kind, s.Name, s.Name, s.Plane, s.Plane, opts.Bool(true)
	switch s.Kind {
	case "bar":
		data := make([]opts.BarData, len(s.Items))
		for i, it := range s.Items {
			data[i] = opts.BarData{Name: it.Name, Value: it.Value, ItemStyle: it.Style}
		}
		out.Data = data
	case "line":
		data := make([]opts.LineData, len(s.Items))
		for i, it := range s.Items {
			data[i] = opts.LineData{Name: it.Name, Value: it.Value}
		}
		out.Data = data
	default:
		data := make([]opts.ScatterData, len(s.Items))
		for i, it := range s.Items {
			data[i] = opts.ScatterData{Name: it.Name, Value: it.Value, Symbol: it.Symbol}
		}
		out.Data = data
	}
	return out
}

// lacks is what go-echarts' structs lack of a series.
func (s Series) lacks() spec.M {
	items := make([]any, len(s.Items))
	for i, it := range s.Items {
		items[i] = it.lacks(s.Kind)
	}
	m := spec.M{"clip": false, "z": s.Z, "silent": s.Silent, "data": items}
	for k, v := range s.More {
		m[k] = v
	}
	return m
}

// Build makes a go-echarts chart of planes and the series on them, both in their order.
func Build(planes []Plane, series []Series) (spec.M, error) {
	chart := charts.NewScatter()
	var grids, xs, ys, more []any
	for i, p := range planes {
		grid, lacksGrid := p.grid()
		x, lacksX := p.Across.option(p.X0, p.X1, i, true)
		y, lacksY := p.Upright.option(p.Y1, p.Y0, i, false) // ECharts' values grow upward
		grids, xs, ys = append(grids, lacksGrid), append(xs, lacksX), append(ys, lacksY)
		set := []charts.GlobalOpts{charts.WithGridOpts(grid)}
		if i == 0 {
			set = append(set, charts.WithXAxisOpts(x), charts.WithYAxisOpts(vertical(y)))
		} else {
			chart.ExtendXAxis(x)
			chart.ExtendYAxis(vertical(y))
		}
		chart.SetGlobalOptions(set...)
	}
	for _, s := range series {
		chart.MultiSeries = append(chart.MultiSeries, s.typed())
		more = append(more, s.lacks())
	}
	return spec.Option(chart, spec.M{"animation": false, "grid": grids, "xAxis": xs, "yAxis": ys, "series": more})
}

// Option draws one layer on one plane.
func Option(p Plane, l Layer) (spec.M, error) { return Build([]Plane{p}, l.Series(0)) }

// Rule is a series of straight strokes of one look, each from (x0, y0) to (x1, y1) in the values of a plane.
func Rule(name string, plane, z int, look Stroke, strokes ...[4]float64) Series {
	s := Series{Kind: "line", Name: name, Plane: plane, Z: z, Silent: true,
		Opts: charts.SingleSeries{ShowSymbol: opts.Bool(false), Symbol: "none", ConnectNulls: opts.Bool(false), LineStyle: look.style()}}
	for _, k := range strokes {
		s.Items = append(s.Items, Item{Name: "_a", Value: []any{k[0], k[1]}}, Item{Name: "_b", Value: []any{k[2], k[3]}},
			Item{Name: "_c", Value: []any{"-", "-"}})
	}
	return s
}

// Marked is a series without items of its own whose mark lines stand at thresholds (opts.MarkLineNameYAxisItem) and at events (Between).
// They are apart from the series whose marks they lead to: ECharts counts them among its items.
func Marked(name string, plane, z int, look Stroke, at ...any) Series {
	style := opts.MarkLineStyle{Symbol: []string{"none", "none"}, Label: &opts.Label{Show: opts.Bool(false)}, LineStyle: look.style()}
	return Series{Kind: "scatter", Name: name, Plane: plane, Z: z, Silent: true, More: spec.M{"markLine": spec.M{"silent": true, "z": z}},
		Opts: charts.SingleSeries{MarkLines: &opts.MarkLines{Data: at, MarkLineStyle: style}}}
}

// Between is a stroke of Marked from one point to another, in the values of the plane.
func Between(x0, y0, x1, y1 float64) any {
	return []any{spec.M{"coord": []float64{x0, y0}}, spec.M{"coord": []float64{x1, y1}}}
}

// words is a series that shows words alone.
func words(name string, plane int) Series {
	return Series{Kind: "scatter", Name: name, Plane: plane, Z: 6, Silent: true, // ECharts fades scatters, and their labels with them
		Opts: charts.SingleSeries{Symbol: "circle", SymbolSize: 1, ItemStyle: &opts.ItemStyle{Color: "transparent", Opacity: opts.Float(1)}}}
}

// Text is words at a point. Several lines are parted by \n. X and Y are in the units of the axes; DX and DY move the words in
// pixels (DX is mirrored with the picture).
type Text struct {
	X, Y     float64
	DX, DY   float64
	Words    string
	Size     float64
	Leading  float64 // line height; 0 means 1.25 × Size
	Color    string
	Bold     bool
	Italic   bool
	Align    string // left (default), center, right: the side of the words that stands at the point
	VAlign   string // middle (default), top, bottom
	Plate    bool   // a ground-coloured plate behind the words, where they stand on hatching
	Halo     bool   // a ground-coloured outline, where words stand over marks
	Identity string // keeps a text the same item from state to state; empty: its place in the list
}

// Texts is a series of words without marks.
func Texts(name string, plane int, texts []Text) Series {
	s := words(name, plane)
	for _, t := range texts {
		if strings.TrimSpace(t.Words) == "" {
			continue
		}
		label := spec.M{
			"show": true, "position": "inside", "formatter": t.Words, "color": orElse(t.Color, spec.Ink),
			"fontSize": t.Size, "fontFamily": spec.Font, "lineHeight": t.Leading, "align": orElse(t.Align, "left"),
			"verticalAlign": orElse(t.VAlign, "middle"), "offset": []any{t.DX, t.DY}, "distance": 0,
		}
		if t.Leading == 0 {
			label["lineHeight"] = LineHeight(t.Size)
		}
		if t.Bold {
			label["fontWeight"] = 600
		}
		if t.Italic {
			label["fontStyle"] = "italic"
		}
		if t.Halo {
			label["textBorderColor"], label["textBorderWidth"] = spec.Paper, 3
		}
		if t.Plate {
			label["backgroundColor"], label["padding"] = spec.Paper, []any{2, 4, 2, 4}
		}
		s.Items = append(s.Items, Item{Name: "_t", Value: []any{t.X, t.Y}, ID: t.Identity, More: spec.M{"label": label}})
	}
	return s
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

// LineHeight is the line height of a size of type. Naskh needs more room between lines than Latin; one value serves both.
func LineHeight(size float64) float64 { return float64(int(size*1.25 + 0.5)) }

// Px is a length as go-echarts has the lengths of series.
func Px(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
