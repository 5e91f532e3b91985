package draw

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

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

func (m Mark) item() Item {
	full := func(s opts.ItemStyle) *opts.ItemStyle { s.Opacity = opts.Float(1); return &s } // ECharts fades scatters
	out := Item{Name: m.Row, Value: []float64{m.X, m.Y}, Symbol: m.Symbol, Size: m.Size, More: spec.M{}}
	if out.Symbol == "" {
		out.Symbol = "circle"
	}
	switch {
	case m.Clear:
		out.Style = full(opts.ItemStyle{Color: "transparent"})
	case m.stretched():
		// ECharts scales a symbol with its outline, so an outline would be thicker on one side than on the other.
		out.Style = full(opts.ItemStyle{Color: m.Color})
	case m.Open:
		out.Style = full(opts.ItemStyle{Color: spec.Paper, BorderColor: m.Color, BorderWidth: 2.2})
	default:
		out.Style = full(opts.ItemStyle{Color: m.Color, BorderColor: spec.Paper, BorderWidth: 1})
	}
	if m.Rotate != 0 {
		out.More["symbolRotate"] = m.Rotate
	}
	if m.Label != nil {
		out.More["label"] = m.Label
	}
	return out
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
	for i, k := range Stripes(Rect{left, top, right, bottom}, step, 1) {
		l.Line(fmt.Sprintf("%s-%d", id, i), color, 0.8, false, [2]float64{p.X(k[0]), p.Y(k[1])}, [2]float64{p.X(k[2]), p.Y(k[3])})
	}
}

// Stripes are slanted strokes that fill a place, step pixels apart, each from below to above; slant is how far one runs for what it rises.
func Stripes(r Rect, step, slant float64) (out [][4]float64) {
	wide, tall := r.X1-r.X0, r.Y1-r.Y0
	for s := step - tall*slant; s < wide; s += step {
		x0, y0, x1, y1 := s, r.Y1, s+tall*slant, r.Y0 // cut to the place
		if x0 < 0 {
			y0, x0 = r.Y1+x0/slant, 0
		}
		if x1 > wide {
			y1, x1 = r.Y0+(x1-wide)/slant, wide
		}
		if x1-x0 > 0.5 {
			out = append(out, [4]float64{r.X0 + x0, y0, r.X0 + x1, y1})
		}
	}
	return out
}

// Series are a layer on a plane as ECharts draws it.
func (l Layer) Series(plane int) []Series {
	marks := Series{Kind: "scatter", Name: "marks", Plane: plane, Z: 4}
	for _, m := range l.Marks {
		marks.Items = append(marks.Items, m.item())
	}
	lines := Series{Kind: "lines", Name: "lines", Plane: plane, Z: 2, Silent: true,
		Opts: charts.SingleSeries{CoordSystem: "cartesian2d", Symbol: "none"}, More: spec.M{"polyline": true}}
	for _, x := range l.Lines {
		more := spec.M{"coords": x.Points, "lineStyle": opts.LineStyle{Color: x.Color, Width: float32(x.Width), Type: "solid", Opacity: opts.Float(1)}}
		if x.Dash {
			more["lineStyle"] = spec.M{"color": x.Color, "width": x.Width, "opacity": 1, "type": []int{4, 3}}
		}
		lines.Items = append(lines.Items, Item{Name: "_" + x.ID, More: more})
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
