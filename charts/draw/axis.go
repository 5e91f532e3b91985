package draw

import (
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/spec"
)

// Axis is how readers see one of a plane's two scales: ECharts draws its labels, its guides and its line. The zero value is a scale that is
// not seen: its marks carry their values in words.
type Axis struct {
	// Ticks are the labels, each at its value. Words come with them, since ECharts' own know no language; see render/echarts.js.
	Ticks []spec.Tick
	// Categories are the labels of an axis of categories, from its start; such an axis has no ticks.
	Categories []string
	// Guide is the look of the strokes that cross the plane: at the ticks, or at Guides where an axis has them.
	Guide  Stroke
	Guides []float64
	// Notch is the look of short strokes at the same places, from the axis away; Line that of the axis itself.
	Notch, Line Stroke

	Size   float64 // of the labels; 0: they are not seen
	Color  string  // Muted where it is empty
	Bold   bool
	Margin float64 // from the plane to the middle of a label below it, or to the edge of one beside it
	Align  string  // of labels; "": in the middle of their tick, or towards the plane
	Indent float64 // how far labels begin past their tick

	Name Name
}

// Name is what an axis measures, in words. X and Y are where they stand, in pixels from the axis' end, or from its start for an axis that
// runs across: the middle of the side that Align names.
type Name struct {
	Words string
	X, Y  float64
	Align string // left, if it is empty
}

// Amounts are ticks from nothing up to a limit, in steps.
func Amounts(limit, step float64, words func(v float64) string) (out []spec.Tick) {
	for v := 0.0; v <= limit+1e-9*step; v += step {
		out = append(out, spec.Tick{Label: words(v), Value: v})
	}
	return out
}

// Years are ticks of years: at their first day, or at a part of the year past it.
func Years(years []int, part float64) (out []spec.Tick) {
	for _, y := range years {
		out = append(out, spec.Tick{Label: strconv.Itoa(y), Value: float64(y) + part})
	}
	return out
}

// notch is the length of one.
const notch = 6

// Stroke is the look of a line; one without a width is not drawn.
type Stroke struct {
	Color   string
	Width   float64
	Dash    bool
	Opacity float64 // 0: it is drawn in full
}

func (s Stroke) style() *opts.LineStyle {
	out := &opts.LineStyle{Color: s.Color, Width: float32(s.Width), Type: spec.Either(s.Dash, "dashed", "solid")}
	if s.Opacity > 0 {
		out.Opacity = opts.Float(float32(s.Opacity))
	}
	return out
}

// shown reports whether anything of an axis is to be seen.
func (a Axis) shown() bool {
	return a.Size > 0 || a.Guide.Width > 0 || a.Line.Width > 0 || a.Notch.Width > 0 || a.Name.Words != ""
}

// option is the axis as go-echarts has it, and what its structs lack. From and until are the values at its start and its end, to the
// left and to the right, or at the foot and at the top.
func (a Axis) option(from, until float64, grid int, across bool) (opts.XAxis, spec.M) {
	lo, hi := math.Min(from, until), math.Max(from, until)
	out := opts.XAxis{Show: opts.Bool(a.shown()), Type: "value", GridIndex: grid, Min: lo, Max: hi, Inverse: opts.Bool(from > until)}
	more := spec.M{"show": a.shown(), "containShape": false} // bars at its ends must not widen the scale
	if a.Categories != nil {
		out.Type, out.Min, out.Max = "category", nil, nil
		more["data"] = a.Categories // go-echarts empties the first axis
	}
	if !a.shown() {
		return out, more
	}
	color := a.Color
	if color == "" {
		color = spec.Muted
	}
	out.AxisLine = &opts.AxisLine{Show: opts.Bool(a.Line.Width > 0), OnZero: opts.Bool(false), LineStyle: a.Line.style()}
	out.SplitLine = &opts.SplitLine{Show: opts.Bool(a.Guide.Width > 0), LineStyle: a.Guide.style()}
	out.AxisLabel = &opts.AxisLabel{Show: opts.Bool(a.Size > 0), Interval: "0", Margin: a.Margin, Color: color, FontFamily: spec.Font,
		FontSize: int(a.Size), FontWeight: spec.Either(a.Bold, "bold", "normal"), Align: a.Align, VerticalAlign: "middle"}
	// An upright axis of go-echarts has no ticks, and always labels.
	label, tick := spec.M{"show": a.Size > 0, "interval": 0}, spec.M{"show": a.Notch.Width > 0, "length": notch, "lineStyle": a.Notch.style()}
	if a.Indent != 0 {
		label["padding"] = []float64{0, 0, 0, a.Indent}
	}
	if a.Categories == nil {
		values, words := make([]float64, len(a.Ticks)), make([]string, len(a.Ticks))
		for i, t := range a.Ticks {
			values[i], words[i] = math.Min(math.Max(t.Value, lo), hi), t.Label // the last is past its axis by the rounding of sums
		}
		label["customValues"], label["words"], tick["customValues"] = values, words, values
		if a.Guides != nil {
			tick["customValues"] = a.Guides
		}
	}
	more["axisLabel"], more["axisTick"] = label, tick
	if n := a.Name; n.Words != "" {
		out.Name, out.NameLocation = n.Words, spec.Either(across, "start", "end")
		more["nameGap"], more["nameMoveOverlap"] = 0, false
		more["nameTextStyle"] = spec.M{"align": spec.Either(n.Align == "", "left", n.Align), "verticalAlign": spec.Either(n.Y > 0, "top", "bottom"),
			"fontFamily": spec.Font, "fontSize": a.Size, "color": color, "lineHeight": LineHeight(a.Size), "padding": n.padding(LineHeight(a.Size))}
	}
	return out, more
}

// padding moves the words of a name, whose upper or lower edge is at the axis' end, to their place.
func (n Name) padding(line float64) []float64 {
	p := []float64{n.Y - line/2, 0, -n.Y - line/2, n.X}
	if n.Align == "right" {
		p[1], p[3] = -n.X, 0
	}
	return p
}

// vertical is the same axis upright: go-echarts has two structs for one thing.
func vertical(a opts.XAxis) opts.YAxis {
	return opts.YAxis{Show: a.Show, Type: a.Type, GridIndex: a.GridIndex, Min: a.Min, Max: a.Max, Inverse: a.Inverse, Name: a.Name,
		NameLocation: a.NameLocation, AxisLine: a.AxisLine, AxisLabel: a.AxisLabel, SplitLine: a.SplitLine}
}

// grid is the plane's place as go-echarts has it, and what its struct lacks: labels must not move the plane that they belong to.
func (p Plane) grid() (opts.Grid, spec.M) {
	out := opts.Grid{Left: Px(p.Left), Top: Px(p.Top), Right: Px(p.Right), Bottom: Px(p.Bottom), ContainLabel: opts.Bool(false)}
	return out, spec.M{"outerBoundsMode": "none"}
}
