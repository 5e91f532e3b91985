package draw

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"sahel-explainer/charts/spec"
)

// Lettering is how words are set at a mark, or without one: a label as go-echarts has it, and what its struct lacks.
type Lettering struct {
	opts.Label
	Distance  float64   `json:"distance"`
	HaloColor string    `json:"textBorderColor,omitempty"`
	Halo      float64   `json:"textBorderWidth"` // a ground-coloured outline, where words stand over marks
	Offset    []float64 `json:"offset,omitempty"`
	Padding   []float64 `json:"padding,omitempty"` // go-echarts has it as a string, which ECharts does not read
}

// lettering are words of a size, bold or not.
func lettering(words string, size float64, color, weight string) *Lettering {
	return &Lettering{Label: opts.Label{Show: opts.Bool(words != ""), Formatter: types.FuncStr(words), FontSize: float32(size),
		FontFamily: spec.Font, FontWeight: weight, Color: color, LineHeight: float32(LineHeight(size))}}
}

// Label is a label at a position ("right", "left", "top", "bottom", "inside") of its mark.
func Label(text, position string, size float64, color string, bold bool) *Lettering {
	l := lettering(text, size, color, spec.Either(bold, "bold", "normal"))
	l.Position, l.HaloColor, l.Halo = position, spec.Paper, 3
	switch position {
	case "right":
		l.Align = "left"
	case "left":
		l.Align = "right"
	default:
		l.Align = "center"
	}
	return l
}

// Away puts a label at a distance from its mark.
func Away(label *Lettering, distance float64) *Lettering {
	label.Distance = distance
	return label
}

// Text is words at a point. Several lines are parted by \n. X and Y are in the values of the plane; DX and DY move the words in pixels (DX is
// mirrored with the picture).
type Text struct {
	X, Y     float64
	DX, DY   float64
	Words    string
	Size     float64
	Leading  float64 // line height; 0: that of its size
	Color    string
	Bold     bool
	Italic   bool
	Align    string // left (default), center, right: the side of the words that stands at the point
	VAlign   string // middle (default), top, bottom
	Plate    bool   // a ground-coloured plate behind the words, where they stand on hatching
	Halo     bool   // a ground-coloured outline, where words stand over marks
	Identity string // keeps a text the same item from state to state; empty: its place in the list
}

// lettering is how a text is set.
func (t Text) lettering() *Lettering {
	l := lettering(t.Words, t.Size, orElse(t.Color, spec.Ink), spec.Either(t.Bold, "600", ""))
	l.Position, l.Align, l.VerticalAlign, l.Offset = "inside", orElse(t.Align, "left"), orElse(t.VAlign, "middle"), []float64{t.DX, t.DY}
	if t.Leading != 0 {
		l.LineHeight = float32(t.Leading)
	}
	if t.Italic {
		l.FontStyle = "italic"
	}
	if t.Halo {
		l.HaloColor, l.Halo = spec.Paper, 3
	}
	if t.Plate {
		l.BackgroundColor, l.Padding = spec.Paper, []float64{2, 4, 2, 4}
	}
	return l
}

// words is a series that shows words alone.
func words(name string, plane int) Series {
	return Series{Kind: "scatter", Name: name, Plane: plane, Z: 6, Silent: true, // ECharts fades scatters, and their labels with them
		Opts: charts.SingleSeries{Symbol: "circle", SymbolSize: 1, ItemStyle: &opts.ItemStyle{Color: "transparent", Opacity: opts.Float(1)}}}
}

// Texts is a series of words without marks.
func Texts(name string, plane int, texts []Text) Series {
	s := words(name, plane)
	for _, t := range texts {
		if strings.TrimSpace(t.Words) != "" {
			s.Items = append(s.Items, Item{Name: "_t", Value: []any{t.X, t.Y}, ID: t.Identity, Label: t.lettering()})
		}
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
