// Package draw holds what the timelines, dot plots and matrices share: a plane on which values and pixels can be mixed,
// marks, texts and lines on it, wrapping, and the spreading of labels that would touch.
package draw

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/spec"
)

// Plane is a grid with a value axis each way. Y grows downward in pixels and X from the left, as the margins do; X0 and X1
// are the values at the left and right edges, Y0 and Y1 those at the top and bottom. A plane whose domain is its own size
// in pixels is a drawing board.
type Plane struct {
	Width, Height            float64 // of the picture
	Left, Top, Right, Bottom float64 // margins
	X0, X1, Y0, Y1           float64
}

// Board is a plane in plain pixels over a whole picture.
func Board(width, height float64) Plane {
	return Plane{Width: width, Height: height, X1: width, Y1: height}
}

// DX is the length in X values of a distance in pixels.
func (p Plane) DX(px float64) float64 { return px * (p.X1 - p.X0) / (p.Width - p.Left - p.Right) }

// DY is the length in Y values of a distance in pixels downward.
func (p Plane) DY(px float64) float64 { return px * (p.Y1 - p.Y0) / (p.Height - p.Top - p.Bottom) }

// X is the value at px from the left edge of the picture.
func (p Plane) X(px float64) float64 { return p.X0 + p.DX(px-p.Left) }

// Y is the value at px from the top edge of the picture.
func (p Plane) Y(px float64) float64 { return p.Y0 + p.DY(px-p.Top) }

// PX is where a value stands, in pixels from the left edge of the picture.
func (p Plane) PX(x float64) float64 {
	return p.Left + (x-p.X0)/(p.X1-p.X0)*(p.Width-p.Left-p.Right)
}

// PY is where a value stands, in pixels from the top edge of the picture.
func (p Plane) PY(y float64) float64 {
	return p.Top + (y-p.Y0)/(p.Y1-p.Y0)*(p.Height-p.Top-p.Bottom)
}

// Grid is the plane's margins as an ECharts grid.
func (p Plane) Grid() spec.M {
	return spec.M{"left": p.Left, "top": p.Top, "right": p.Right, "bottom": p.Bottom, "containLabel": false}
}

// Axes are the plane's two hidden axes: what a reader needs of a scale is drawn as lines and texts.
func (p Plane) Axes(grid int) (x, y spec.M) {
	axis := func(a, b float64) spec.M {
		return spec.M{"type": "value", "gridIndex": grid, "min": math.Min(a, b), "max": math.Max(a, b), "inverse": false, "show": false}
	}
	x, y = axis(p.X0, p.X1), axis(p.Y0, p.Y1)
	x["inverse"] = p.X0 > p.X1
	y["inverse"] = p.Y1 > p.Y0 // ECharts' values grow upward
	return x, y
}

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

// Text is a text that is not a mark.
type Text struct {
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
	Texts []Text
}

// Text adds a text.
func (l *Layer) Text(id string, x, y float64, label spec.M) {
	l.Texts = append(l.Texts, Text{id, x, y, label})
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

// Option draws one layer on one plane, based on a go-echarts scatter chart that carries the marks.
func Option(p Plane, l Layer) (spec.M, error) {
	chart := charts.NewScatter()
	chart.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}))
	chart.AddSeries("marks", l.scatter())
	x, y := p.Axes(0)
	out, err := spec.Option(chart, spec.M{
		"animation": false,
		"grid":      []any{p.Grid()},
		"xAxis":     []any{x},
		"yAxis":     []any{y},
		"series":    []any{l.marks(0)},
	})
	if err != nil {
		return nil, err
	}
	return out, Append(out, l.rest(0)...)
}

// Over lays a layer over an option that has axes of its own: the plane becomes one more grid, whose number is given.
func Over(option spec.M, p Plane, l Layer, grid int) error {
	chart := charts.NewScatter()
	chart.AddSeries("marks", l.scatter())
	sub, err := spec.Option(chart, spec.M{"series": []any{l.marks(grid)}})
	if err != nil {
		return err
	}
	x, y := p.Axes(grid)
	for key, v := range map[string]spec.M{"grid": p.Grid(), "xAxis": x, "yAxis": y} {
		list, ok := option[key].([]any)
		if !ok || len(list) != grid {
			return fmt.Errorf("an option with %d grids needs as many in %s", grid, key)
		}
		w, err := plain(v)
		if err != nil {
			return err
		}
		option[key] = append(list, w)
	}
	option["series"] = append(option["series"].([]any), sub["series"].([]any)...)
	return Append(option, l.rest(grid)...)
}

// Append adds series to an option in its own form (plain JSON).
func Append(option spec.M, series ...spec.M) error {
	list, _ := option["series"].([]any)
	for _, s := range series {
		w, err := plain(s)
		if err != nil {
			return err
		}
		list = append(list, w)
	}
	option["series"] = list
	return nil
}

func plain(v spec.M) (spec.M, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var out spec.M
	return out, json.Unmarshal(raw, &out)
}

func (l Layer) scatter() []opts.ScatterData {
	out := make([]opts.ScatterData, len(l.Marks))
	for i, m := range l.Marks {
		out[i] = opts.ScatterData{Name: m.Row, Value: []float64{m.X, m.Y}}
	}
	return out
}

func (l Layer) marks(grid int) spec.M {
	data := make([]any, len(l.Marks))
	for i, m := range l.Marks {
		data[i] = m.data()
	}
	return spec.M{"id": "marks", "xAxisIndex": grid, "yAxisIndex": grid, "z": 4, "clip": false, "data": data}
}

func (l Layer) rest(grid int) []spec.M {
	lines := make([]any, len(l.Lines))
	for i, x := range l.Lines {
		style := spec.M{"color": x.Color, "width": x.Width, "opacity": 1, "type": "solid"}
		if x.Dash {
			style["type"] = []int{4, 3}
		}
		coords := make([]any, len(x.Points))
		for j, pt := range x.Points {
			coords[j] = []float64{pt[0], pt[1]}
		}
		lines[i] = spec.M{"name": "_" + x.ID, "coords": coords, "lineStyle": style}
	}
	texts := make([]any, len(l.Texts))
	for i, t := range l.Texts {
		texts[i] = spec.M{"name": "_" + t.ID, "value": []float64{t.X, t.Y}, "label": t.Label}
	}
	return []spec.M{
		{
			"type": "lines", "id": "lines", "coordinateSystem": "cartesian2d", "xAxisIndex": grid, "yAxisIndex": grid,
			"polyline": true, "silent": true, "clip": false, "z": 2, "symbol": "none", "data": lines,
		},
		{
			"type": "scatter", "id": "texts", "xAxisIndex": grid, "yAxisIndex": grid, "silent": true, "clip": false, "z": 6,
			"symbol": "circle", "symbolSize": 0, "itemStyle": spec.M{"color": "transparent", "opacity": 1}, "data": texts,
		},
	}
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

// LineHeight is the height of a line of text: Arabic needs more room than Latin, and one height serves both.
func LineHeight(size float64) float64 { return math.Round(size * 1.24) }

// Spread moves the middles of boxes of some heights as little as it must so that none touches another and all stay between
// top and bottom, and keeps their order. Middles must be sorted.
func Spread(middles, heights []float64, top, bottom float64) []float64 {
	n := len(middles)
	out := append([]float64(nil), middles...)
	if !sort.Float64sAreSorted(out) {
		sort.Float64s(out)
	}
	for round := 0; round < 200; round++ {
		moved := false
		for i := 0; i+1 < n; i++ {
			need := (heights[i] + heights[i+1]) / 2
			if gap := out[i+1] - out[i]; gap < need-0.01 {
				d := (need - gap) / 2
				out[i] -= d
				out[i+1] += d
				moved = true
			}
		}
		if n > 0 {
			out[0] = math.Max(out[0], top+heights[0]/2)
			out[n-1] = math.Min(out[n-1], bottom-heights[n-1]/2)
		}
		if !moved {
			break
		}
	}
	// A last pass downward settles what is left after the rounds.
	for i := 0; i+1 < n; i++ {
		if need := (heights[i] + heights[i+1]) / 2; out[i+1]-out[i] < need {
			out[i+1] = out[i] + need
		}
	}
	return out
}

// Unique joins lists of record ids, each id once, in order.
func Unique(lists ...[]string) []string {
	seen := map[string]bool{}
	var out []string
	for _, list := range lists {
		for _, id := range list {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}
