// Package plot holds what several graphics of the mining and partnership chapter share: series made through go-echarts, text
// set at a point of a picture, and labels laid out so that none touches another.
package plot

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/spec"
)

// Item is one data item of a series: a row of the data, or decoration if its name starts with "_".
type Item struct {
	Name  string
	Value any
	More  spec.M // what go-echarts' structs lack
}

// Series is one series of a picture; More holds what go-echarts' structs lack.
type Series struct {
	Kind  string // bar, line or scatter
	Name  string
	Items []Item
	More  spec.M
}

// Build makes a go-echarts chart of the series, in their order, and completes its option with more. The first series decides
// the kind of the base chart; the others are overlapped, which is how go-echarts mixes kinds on one grid.
func Build(series []Series, more spec.M) (spec.M, error) {
	base := charts.NewScatter()
	extra := make([]any, len(series))
	for i, s := range series {
		items := make([]any, len(s.Items))
		for j, it := range s.Items {
			m := spec.M{}
			for k, v := range it.More {
				m[k] = v
			}
			items[j] = m
		}
		switch s.Kind {
		case "bar":
			data := make([]opts.BarData, len(s.Items))
			for j, it := range s.Items {
				data[j] = opts.BarData{Name: it.Name, Value: it.Value}
			}
			base.Overlap(charts.NewBar().AddSeries(s.Name, data))
		case "line":
			data := make([]opts.LineData, len(s.Items))
			for j, it := range s.Items {
				data[j] = opts.LineData{Name: it.Name, Value: it.Value}
			}
			base.Overlap(charts.NewLine().AddSeries(s.Name, data))
		default:
			data := make([]opts.ScatterData, len(s.Items))
			for j, it := range s.Items {
				data[j] = opts.ScatterData{Name: it.Name, Value: it.Value}
			}
			base.Overlap(charts.NewScatter().AddSeries(s.Name, data))
		}
		// Series are matched from state to state by id, so that a picture can move instead of being drawn anew.
		m := spec.M{"id": s.Name, "clip": false, "animation": true, "data": items}
		for k, v := range s.More {
			m[k] = v
		}
		extra[i] = m
	}
	all := spec.M{"series": extra}
	for k, v := range more {
		all[k] = v
	}
	return spec.Option(base, all)
}

// Break is a gap between two pieces of a line.
func Break(name string) Item { return Item{Name: "_" + name, Value: []any{"-", "-"}} }

// Rule is a series of straight strokes, each from (x0, y0) to (x1, y1) in the units of the axes.
func Rule(name string, yAxis int, style spec.M, strokes ...[4]float64) Series {
	s := Series{Kind: "line", Name: name, More: spec.M{
		"showSymbol": false, "symbol": "none", "silent": true, "connectNulls": false, "yAxisIndex": yAxis, "lineStyle": style, "z": 1,
	}}
	for _, k := range strokes {
		s.Items = append(s.Items, Item{Name: "_a", Value: []any{k[0], k[1]}}, Item{Name: "_b", Value: []any{k[2], k[3]}}, Break("c"))
	}
	return s
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
func Texts(name string, yAxis int, texts []Text) Series {
	s := Series{Kind: "scatter", Name: name, More: spec.M{
		"symbol": "circle", "symbolSize": 1, "silent": true, "yAxisIndex": yAxis, "z": 6, "itemStyle": spec.M{"color": "transparent", "opacity": 1}, // ECharts fades scatters, and their labels with them
	}}
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
			label["lineHeight"] = Leading(t.Size)
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
		more := spec.M{"label": label}
		if t.Identity != "" {
			more["id"] = t.Identity
		}
		s.Items = append(s.Items, Item{Name: "_t", Value: []any{t.X, t.Y}, More: more})
	}
	return s
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

// Leading is the line height of a size of type. Naskh needs more room between lines than Latin; one value serves both.
func Leading(size float64) float64 { return float64(int(size*1.25 + 0.5)) }

// Hidden is an axis that only carries a scale.
func Hidden(kind string, lo, hi float64) spec.M {
	no := spec.M{"show": false}
	return spec.M{
		"type": kind, "min": lo, "max": hi, "show": true,
		"axisLine": no, "axisTick": no, "axisLabel": no, "splitLine": no,
	}
}
