package prove

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sahel-explainer/charts/render"
	"sahel-explainer/locales"
)

// half a pixel, and the rounding of Clean: marks to half a pixel, labels to one.
const (
	within     = 0.5 + 0.25
	ofTicks    = 0.5
	ofPicture  = 2 // a mark's outline may touch the edge
	hatchLeast = 4
)

// shape is one element that is drawn.
type shape struct {
	name, row, fill, stroke string
	box                     box
	segments                [][4]float64
	noFill, dashed, faded   bool
	// form is the outline without place and size; size is how far it is stretched.
	form  string
	size  [2]float64
	order int // of painting
}

type box struct{ x0, y0, x1, y1 float64 }

func (b *box) add(x, y float64) {
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}

func (b box) middle() (x, y float64) { return (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 }

func (b box) grown(by float64) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

// holds reports whether a box lies in b, edges aside.
func (b box) holds(o box) bool {
	return o.x0 >= b.x0-0.3 && o.y0 >= b.y0-0.3 && o.x1 <= b.x1+0.3 && o.y1 <= b.y1+0.3
}

func (b box) hits(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

func (b box) has(x, y float64) bool { return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1 }

// crossed reports whether a stroke touches a box.
func (b box) crossed(g [4]float64) bool {
	t0, t1 := 0.0, 1.0
	for _, e := range [4][2]float64{{g[0] - g[2], g[0] - b.x0}, {g[2] - g[0], b.x1 - g[0]}, {g[1] - g[3], g[1] - b.y0}, {g[3] - g[1], b.y1 - g[1]}} {
		switch d, q := e[0], e[1]; {
		case d == 0 && q < 0:
			return false
		case d < 0:
			t0 = max(t0, q/d)
		case d > 0:
			t1 = min(t1, q/d)
		}
	}
	return t0 <= t1
}

// apart is the distance between two boxes.
func (b box) apart(o box) float64 {
	return math.Hypot(max(b.x0-o.x1, o.x0-b.x1, 0), max(b.y0-o.y1, o.y0-b.y1, 0))
}

// label is a line of text with its place.
type label struct {
	words, anchor, fill string
	x, y, size          float64
	bold, faded         bool
	box                 box
	order               int
}

type drawing struct {
	shapes []shape
	labels []label
	byRow  map[string][]shape
	rtl    bool
}

func readDrawing(svg string) (*drawing, error) {
	d := &drawing{}
	dec := xml.NewDecoder(strings.NewReader(svg))
	var moved []transform
	open := -1 // the label that is being read
	order := 0
	for {
		tok, err := dec.Token()
		if tok == nil {
			if err != nil && err.Error() != "EOF" {
				return nil, fmt.Errorf("reading the drawing: %w", err)
			}
			for i := range d.labels {
				d.labels[i].measure(d.rtl)
			}
			d.index()
			return d, nil
		}
		switch t := tok.(type) {
		case xml.StartElement:
			order++
			a := map[string]string{}
			for _, x := range t.Attr {
				a[x.Name.Local] = x.Value
			}
			d.rtl = d.rtl || a["direction"] == "rtl"
			m := unmoved
			if len(moved) > 0 {
				m = moved[len(moved)-1]
			}
			m = m.then(parseTransform(a["transform"]))
			moved = append(moved, m)
			switch name := t.Name.Local; name {
			case "text":
				x, y := m.at(number(a["x"]), number(a["y"]))
				l := label{anchor: a["text-anchor"], fill: a["fill"], x: x, y: y, size: 12, order: order, faded: faded(a)}
				if a["font-size"] != "" {
					l.size = number(a["font-size"])
				}
				w, _ := strconv.Atoi(a["font-weight"])
				l.bold = a["font-weight"] == "bold" || w >= 600
				d.labels = append(d.labels, l)
				open = len(d.labels) - 1
			case "path", "circle", "rect", "ellipse", "line", "polygon":
				s := shapeOf(name, a, m)
				s.order = order
				d.shapes = append(d.shapes, s)
			}
		case xml.EndElement:
			moved = moved[:len(moved)-1]
			if t.Name.Local == "text" {
				open = -1
			}
		case xml.CharData:
			if open >= 0 {
				d.labels[open].words += string(t)
			}
		}
	}
}

func faded(a map[string]string) bool {
	return a["opacity"] != "" && number(a["opacity"]) < 0.1 || a["visibility"] == "hidden" || a["display"] == "none"
}

// measure estimates the box of a label with the measure that has laid it out. Font sizes and faces are those of the picture.
func (l *label) measure(rtl bool) {
	font := strconv.FormatFloat(l.size, 'f', 1, 64) + "px"
	if l.bold {
		font = "bold " + font
	}
	before, after := "end", "start" // anchors of texts that stand before and after their place
	if rtl {
		before, after, font = after, before, font+" "+render.NaskhFamily
	}
	w := render.Width(l.words, font)
	l.box = box{l.x, l.y - l.size/2, l.x + w, l.y + l.size/2}
	anchor := l.anchor
	if anchor == "" {
		anchor = "start"
	}
	switch anchor {
	case "middle":
		l.box.x0, l.box.x1 = l.x-w/2, l.x+w/2
	case before:
		l.box.x0, l.box.x1 = l.x-w, l.x
	case after:
		l.box.x0, l.box.x1 = l.x, l.x+w
	}
}

func shapeOf(name string, a map[string]string, m transform) shape {
	s := shape{name: name, row: unescape(a["data-row"]), fill: a["fill"], stroke: a["stroke"], box: box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}, form: name}
	s.noFill = a["fill"] == "none" || a["fill"] == "transparent" || a["fill-opacity"] == "0"
	s.dashed, s.faded = a["stroke-dasharray"] != "" && a["stroke-dasharray"] != "none", faded(a)
	if a["stroke-width"] == "0" || a["stroke-opacity"] == "0" {
		s.stroke = "none"
	}
	add := func(x, y float64) { s.box.add(m.at(x, y)) }
	switch name {
	case "circle":
		x, y, r := number(a["cx"]), number(a["cy"]), number(a["r"])
		add(x-r, y-r)
		add(x+r, y+r)
	case "rect":
		x, y := number(a["x"]), number(a["y"])
		add(x, y)
		add(x+number(a["width"]), y+number(a["height"]))
	case "path":
		segs := segments(a["d"])
		for _, seg := range segs {
			x0, y0 := m.at(seg[0], seg[1])
			x1, y1 := m.at(seg[2], seg[3])
			s.box.add(x0, y0)
			s.box.add(x1, y1)
			s.segments = append(s.segments, [4]float64{x0, y0, x1, y1})
		}
		s.form = formOf(s)
	}
	s.size = [2]float64{s.box.x1 - s.box.x0, s.box.y1 - s.box.y0}
	return s
}

// formOf names an outline by its corners in units of its box, so that a shape is the same wherever and however large it stands.
func formOf(s shape) string {
	w, h := s.box.x1-s.box.x0, s.box.y1-s.box.y0
	if w <= 0 || h <= 0 {
		return "line"
	}
	var b strings.Builder
	for _, g := range s.segments {
		fmt.Fprintf(&b, "%.0f %.0f,", math.Round((g[2]-s.box.x0)/w*8), math.Round((g[3]-s.box.y0)/h*8))
	}
	return b.String()
}

// colourOf is the name of a colour of the pages: ml, ghost, paper; "" for none.
func colourOf(c string) string {
	if c == "none" || c == "transparent" {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(c, "var(--"), ")")
}

// meant reports whether a colour says whose something is: every brand has the others, for what is nobody's.
func meant(colour string) bool {
	return colour != "" && !strings.ContainsAny(colour, "#(") && !locales.IsRole(colour)
}

// colours are the names of those colours of a shape that say whose it is.
func (s shape) meant() []string {
	var out []string
	for _, c := range []string{s.fill, s.stroke} {
		if name := colourOf(c); meant(name) {
			out = append(out, name)
		}
	}
	return out
}
