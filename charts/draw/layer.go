package draw

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"

	"sahel-explainer/charts/spec"
)

// Mark is a mark that stands for a row of the data.
type Mark struct {
	Row    string
	X, Y   float64
	Symbol string // an ECharts symbol; empty is a circle
	Size   any    // a number or [width, height]
	Rotate float64
	Color  string
	Open   bool // an outline filled with the ground: promised or claimed, not established
	Clear  bool // nothing to see: a place to point at, whose outline is drawn with lines
	Label  spec.M
	Z      int
}

func (m Mark) stretched() bool {
	_, ok := m.Size.([]float64)
	return ok
}

func (m Mark) data() spec.M {
	symbol := m.Symbol
	if symbol == "" {
		symbol = "circle"
	}
	style := spec.M{"color": m.Color, "borderColor": spec.Paper, "borderWidth": 1.0, "opacity": 1}
	if m.Open {
		style = spec.M{"color": spec.Paper, "borderColor": m.Color, "borderWidth": 2.2, "opacity": 1}
	}
	if m.Clear {
		style = spec.M{"color": "transparent", "borderWidth": 0, "opacity": 1}
	} else if m.stretched() {
		// ECharts scales a symbol with its outline, so an outline would be thicker on one side than on the other.
		style = spec.M{"color": m.Color, "borderWidth": 0, "opacity": 1}
	}
	d := spec.M{"symbol": symbol, "symbolSize": m.Size, "itemStyle": style}
	if m.Rotate != 0 {
		d["symbolRotate"] = m.Rotate
	}
	if m.Label != nil {
		d["label"] = m.Label
	}
	return d
}

// caption is a text that is not a mark.
type caption struct {
	ID    string
	X, Y  float64
	Label spec.M
}

// Line is a line through some points.
type Line struct {
	ID     string
	Points [][2]float64
	Color  string
	Width  float64
	Dash   bool
}

// Layer is what is drawn on a plane, in the order lines, marks, texts.
type Layer struct {
	Marks []Mark
	Lines []Line
	Texts []caption
}

// Text adds a text.
func (l *Layer) Text(id string, x, y float64, label spec.M) {
	l.Texts = append(l.Texts, caption{id, x, y, label})
}

// Line adds a line.
func (l *Layer) Line(id, color string, width float64, dash bool, points ...[2]float64) {
	l.Lines = append(l.Lines, Line{ID: id, Points: points, Color: color, Width: width, Dash: dash})
}

// Bar adds a mark of unequal sides; an open one gets an inner face of the ground.
func (l *Layer) Bar(m Mark, width, height float64) {
	m.Size = []float64{width, height}
	if m.Symbol == "" {
		m.Symbol = "rect"
	}
	l.Marks = append(l.Marks, m)
	if edge := min(2, min(width, height)/4); m.Open { // a low bar has a thin outline, and is never filled for want of room
		in := m
		in.Row, in.Color, in.Size = "_in-"+m.Row, spec.Paper, []float64{width - 2*edge, height - 2*edge}
		l.Marks = append(l.Marks, in)
	}
}

// Frame outlines a rectangle of the plane, given in pixels, with a dashed line.
func (l *Layer) Frame(id string, p Plane, left, top, right, bottom float64, color string) {
	pt := func(x, y float64) [2]float64 { return [2]float64{p.X(x), p.Y(y)} }
	l.Line(id, color, 1.1, true, pt(left, top), pt(right, top), pt(right, bottom), pt(left, bottom), pt(left, top))
}

// Hatch fills a rectangle of the plane, given in pixels, with slanted lines: a place where something is not known.
func (l *Layer) Hatch(id string, p Plane, left, top, right, bottom float64, color string, step float64) {
	pt := func(x, y float64) [2]float64 { return [2]float64{p.X(x), p.Y(y)} }
	n := 0
	for c := left + top + step; c < right+bottom; c += step {
		// The line x+y=c inside the rectangle.
		x0, y0 := math.Max(left, c-bottom), 0.0
		y0 = c - x0
		x1 := math.Min(right, c-top)
		y1 := c - x1
		if x1-x0 < 1 {
			continue
		}
		l.Line(fmt.Sprintf("%s-%d", id, n), color, 0.8, false, pt(x0, y0), pt(x1, y1))
		n++
	}
}

// Series are a layer on a plane as ECharts draws it.
func (l Layer) Series(plane int) []Series {
	marks := Series{Kind: "scatter", Name: "marks", Plane: plane, Z: 4}
	for _, m := range l.Marks {
		marks.Items = append(marks.Items, Item{Name: m.Row, Value: []float64{m.X, m.Y}, More: m.data()})
	}
	lines := Series{Kind: "lines", Name: "lines", Plane: plane, Z: 2, Silent: true,
		Opts: charts.SingleSeries{CoordSystem: "cartesian2d", Symbol: "none"}, More: spec.M{"polyline": true}}
	for _, x := range l.Lines {
		style := spec.M{"color": x.Color, "width": x.Width, "opacity": 1, "type": "solid"}
		if x.Dash {
			style["type"] = []int{4, 3}
		}
		lines.Items = append(lines.Items, Item{Name: "_" + x.ID, More: spec.M{"coords": x.Points, "lineStyle": style}})
	}
	texts := words("texts", plane)
	for _, t := range l.Texts {
		texts.Items = append(texts.Items, Item{Name: "_" + t.ID, Value: []float64{t.X, t.Y}, More: spec.M{"label": t.Label}})
	}
	return []Series{marks, lines, texts}
}

// Label is a label at a position ("right", "left", "top", "bottom", "inside") of its mark.
func Label(text, position string, size float64, color string, bold bool) spec.M {
	weight := "normal"
	if bold {
		weight = "bold"
	}
	m := spec.M{
		"show": text != "", "formatter": text, "position": position, "distance": 0, "fontSize": size, "fontFamily": spec.Font,
		"fontWeight": weight, "color": color, "lineHeight": LineHeight(size), "textBorderColor": spec.Paper, "textBorderWidth": 3,
	}
	switch position {
	case "right":
		m["align"] = "left"
	case "left":
		m["align"] = "right"
	default:
		m["align"] = "center"
	}
	return m
}

// Away puts a label at a distance from its mark.
func Away(label spec.M, distance float64) spec.M {
	label["distance"] = distance
	return label
}
