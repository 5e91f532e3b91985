package render

import (
	"encoding/xml"
	"fmt"
	"html"
	"math"
	"slices"
	"strings"

	"sahel-explainer/charts/spec"
)

// Prove holds a drawing, as Clean left it, against what its marks stand for: each mark is where, and as long as, its row's value
// demands on the axis that readers see, within half a pixel (and what rounding adds); nothing leaves the picture or its axis; the
// axis runs the right way; colours are those of the country; what must be hatched is. It returns what is wrong.
func Prove(svg string, p spec.Picture) []string {
	if len(p.Scales) == 0 {
		return nil
	}
	d, err := readDrawing(svg)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, s := range p.Scales {
		out = append(out, d.scale(s, p)...)
	}
	return out
}

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
	noFill                  bool
}

type box struct{ x0, y0, x1, y1 float64 }

func (b *box) add(x, y float64) {
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}

// label is a text with its place.
type label struct {
	words, anchor string
	x, y          float64
}

type drawing struct {
	shapes []shape
	labels []label
}

func readDrawing(svg string) (*drawing, error) {
	d := &drawing{}
	dec := xml.NewDecoder(strings.NewReader(svg))
	var moved []transform
	open := -1 // the label that is being read
	for {
		tok, err := dec.Token()
		if tok == nil {
			if err != nil && err.Error() != "EOF" {
				return nil, fmt.Errorf("reading the drawing: %w", err)
			}
			return d, nil
		}
		switch t := tok.(type) {
		case xml.StartElement:
			a := map[string]string{}
			for _, x := range t.Attr {
				a[x.Name.Local] = x.Value
			}
			m := unmoved
			if len(moved) > 0 {
				m = moved[len(moved)-1]
			}
			m = m.then(parseTransform(a["transform"]))
			moved = append(moved, m)
			switch name := t.Name.Local; name {
			case "text":
				x, y := m.at(number(a["x"]), number(a["y"]))
				d.labels = append(d.labels, label{anchor: a["text-anchor"], x: x, y: y})
				open = len(d.labels) - 1
			case "path", "circle", "rect", "ellipse", "line", "polygon":
				d.shapes = append(d.shapes, shapeOf(name, a, m))
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

func shapeOf(name string, a map[string]string, m transform) shape {
	s := shape{name: name, row: html.UnescapeString(a["data-row"]), fill: a["fill"], stroke: a["stroke"], box: box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
	s.noFill = a["fill"] == "none" || a["fill"] == "transparent" || a["fill-opacity"] == "0"
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
		for _, seg := range segments(a["d"]) {
			x0, y0 := m.at(seg[0], seg[1])
			x1, y1 := m.at(seg[2], seg[3])
			s.box.add(x0, y0)
			s.box.add(x1, y1)
			s.segments = append(s.segments, [4]float64{x0, y0, x1, y1})
		}
	}
	return s
}

// bare is a text without the signs that set its direction.
func bare(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= 0x2066 && r <= 0x2069 || r >= 0x202a && r <= 0x202e || r == 0x200e || r == 0x200f {
			return -1
		}
		return r
	}, s))
}

// scaleAxis gives the value at a pixel: pixel = at0 + value × per.
type scaleAxis struct{ at0, per, slack float64 }

func (x scaleAxis) value(pixel float64) float64 { return (pixel - x.at0) / x.per }
func (x scaleAxis) pixel(value float64) float64 { return x.at0 + value*x.per }

// axisOf reads a scale from the labels of its ticks, as drawn: all on one line, and each where its value says.
func (d *drawing) axisOf(s spec.Scale) (scaleAxis, error) {
	if len(s.Ticks) == 0 {
		a, b := s.Ends[0], s.Ends[1]
		if a.Value == b.Value || a.Pixel == b.Pixel {
			return scaleAxis{}, fmt.Errorf("scale of %s: it has neither ticks nor two ends", s.Name)
		}
		per := (b.Pixel - a.Pixel) / (b.Value - a.Value)
		return scaleAxis{at0: a.Pixel - a.Value*per, per: per}, nil
	}
	if len(s.Ticks) < 2 {
		return scaleAxis{}, fmt.Errorf("scale of %s: one tick makes no scale", s.Name)
	}
	along := func(l label) (at, across float64) {
		if s.Vertical {
			return l.y, l.x
		}
		return l.x, l.y
	}
	found := func(words string, across float64) (float64, bool) {
		for _, l := range d.labels {
			at, a := along(l)
			if bare(l.words) == bare(words) && math.Abs(a-across) < 1 && (s.Vertical || l.anchor == "middle") {
				return at, true
			}
		}
		return 0, false
	}
next:
	for _, first := range d.labels {
		if bare(first.words) != bare(s.Ticks[0].Label) {
			continue
		}
		_, across := along(first)
		var px, v []float64
		for _, t := range s.Ticks {
			at, ok := found(t.Label, across)
			if !ok {
				continue next
			}
			px, v = append(px, at), append(v, t.Value)
		}
		x := fitLine(v, px)
		x.slack = ofTicks
		for i := range v {
			if off := math.Abs(x.pixel(v[i]) - px[i]); off > 1 {
				return scaleAxis{}, fmt.Errorf("scale of %s: its label %q stands %.1f px from where its value is", s.Name, s.Ticks[i].Label, off)
			}
		}
		return x, nil
	}
	return scaleAxis{}, fmt.Errorf("scale of %s: its labels %v are not drawn on one line", s.Name, s.Ticks)
}

func fitLine(v, px []float64) scaleAxis {
	n, sv, sp, svv, svp := float64(len(v)), 0.0, 0.0, 0.0, 0.0
	for i := range v {
		sv, sp, svv, svp = sv+v[i], sp+px[i], svv+v[i]*v[i], svp+v[i]*px[i]
	}
	per := (n*svp - sv*sp) / (n*svv - sv*sv)
	return scaleAxis{at0: (sp - per*sv) / n, per: per}
}

// scale proves the marks of one scale.
func (d *drawing) scale(s spec.Scale, p spec.Picture) []string {
	x, err := d.axisOf(s)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	at := func(format string, args ...any) {
		out = append(out, fmt.Sprintf("scale of %s: ", s.Name)+fmt.Sprintf(format, args...))
	}
	if grows := x.per > 0; s.Vertical && grows != s.Down || !s.Vertical && grows == s.Left {
		at("its values grow the wrong way")
	}
	if m, ok := s.Covers(); !ok {
		at("row %s stands at %g to %g, and the axis runs from %g to %g; extend the axis, or mend the row", m.Row, m.From, m.To, s.Min, s.Max)
		return out
	}
	for _, m := range s.Marks {
		marks := d.of(m.Row)
		if len(marks) == 0 {
			at("row %s is not drawn", m.Row)
			continue
		}
		for _, mark := range marks {
			for _, what := range mark.wrong(s, x, m, p) {
				at("row %s: %s", m.Row, what)
			}
		}
	}
	for _, m := range s.Hatched {
		marks := d.of(m.Row)
		if len(marks) == 0 {
			marks = []shape{{box: region(s, x, m, p)}}
		}
		for _, mark := range marks {
			if n := d.strokesIn(mark.box); n < hatchLeast {
				at("row %s must be hatched, and has %d strokes", m.Row, n)
			}
		}
	}
	for _, j := range s.Joins {
		if !d.joined(j) {
			at("no line of %s's colour joins rows %s and %s", j.Country, j.From, j.To)
		}
	}
	for _, m := range s.Strokes {
		if !d.strokeAt(s, x.pixel(m.From), within+x.slack, m.Country) {
			at("row %s: no stroke stands at %g", m.Row, m.From)
		}
	}
	return out
}

func (d *drawing) of(row string) []shape {
	var out []shape
	for _, s := range d.shapes {
		if s.row == row {
			out = append(out, s)
		}
	}
	return out
}

// wrong says what is wrong with one mark.
func (mark shape) wrong(s spec.Scale, x scaleAxis, m spec.Mark, p spec.Picture) []string {
	var out []string
	b := mark.box
	if b.x0 < -ofPicture || b.y0 < -ofPicture || b.x1 > p.Width+ofPicture || b.y1 > p.Height+ofPicture {
		out = append(out, fmt.Sprintf("its mark leaves the picture: x %.0f to %.0f, y %.0f to %.0f of %.0f×%.0f", b.x0, b.x1, b.y0, b.y1, p.Width, p.Height))
	}
	lo, hi := b.x0, b.x1
	if s.Vertical {
		lo, hi = b.y0, b.y1
	}
	from, to := x.pixel(m.From), x.pixel(m.To)
	from, to = min(from, to)-m.Pad/2, max(from, to)+m.Pad/2
	near := within + x.slack
	switch {
	case m.Length:
		if off := math.Abs((hi - lo) - (to - from)); off > near {
			out = append(out, fmt.Sprintf("it is %.1f px long, and %g demands %.1f", hi-lo, m.To-m.From, to-from))
		}
	case m.From == m.To:
		if middle := (lo + hi) / 2; math.Abs(middle-from) > near {
			out = append(out, fmt.Sprintf("it stands at %.6g, and its value is %.6g", x.value(middle), m.From))
		}
	case math.Abs(lo-from) > near || math.Abs(hi-to) > near:
		low, high := min(x.value(lo), x.value(hi)), max(x.value(lo), x.value(hi))
		out = append(out, fmt.Sprintf("it reaches from %.6g to %.6g, and its values are %.6g to %.6g", low, high, m.From, m.To))
	}
	return append(out, mark.colour(m.Country)...)
}

// meant are colours that say whose something is.
var meant = []string{"ml", "bf", "ne", "ru", "au", "ma"}

// colour finds a mark in another's colour. The names are those of the pages' custom properties, not the palette's constants, so that
// a palette that gives one country another's colour is found out.
func (mark shape) colour(country string) []string {
	if country == "" {
		return nil
	}
	for _, c := range []string{mark.fill, mark.stroke} {
		name := strings.TrimSuffix(strings.TrimPrefix(c, "var(--"), ")")
		if slices.Contains(meant, name) && name != strings.ToLower(country) {
			return []string{fmt.Sprintf("it is %s's and has the colour %s", country, c)}
		}
	}
	return nil
}

// region is the part of a picture between two values.
func region(s spec.Scale, x scaleAxis, m spec.Mark, p spec.Picture) box {
	from, to := x.pixel(m.From), x.pixel(m.To)
	from, to = min(from, to), max(from, to)
	if s.Vertical {
		return box{0, from, p.Width, to}
	}
	return box{from, 0, to, p.Height}
}

// strokeAt reports whether a straight stroke of a country's colour crosses the scale at a pixel.
func (d *drawing) strokeAt(s spec.Scale, pixel, near float64, country string) bool {
	for _, shape := range d.shapes {
		if shape.row != "" || shape.stroke != "var(--"+strings.ToLower(country)+")" {
			continue
		}
		for _, g := range shape.segments {
			a, b := g[0], g[2]
			if s.Vertical {
				a, b = g[1], g[3]
			}
			if a == b && math.Abs(a-pixel) < near {
				return true
			}
		}
	}
	return false
}

// joined reports whether a line runs from the middle of one row's mark to that of another.
func (d *drawing) joined(j spec.Join) bool {
	a, b := d.of(j.From), d.of(j.To)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	ends := [4]float64{(a[0].box.x0 + a[0].box.x1) / 2, (a[0].box.y0 + a[0].box.y1) / 2, (b[0].box.x0 + b[0].box.x1) / 2, (b[0].box.y0 + b[0].box.y1) / 2}
	for _, shape := range d.shapes {
		if shape.row != "" || shape.stroke != "var(--"+strings.ToLower(j.Country)+")" {
			continue
		}
	next:
		for _, g := range shape.segments {
			for i := range g {
				if math.Abs(g[i]-ends[i]) > within {
					continue next
				}
			}
			return true
		}
	}
	return false
}

// strokesIn counts the slanted strokes that lie inside a box.
func (d *drawing) strokesIn(b box) int {
	n := 0
	in := func(x, y float64) bool { return x > b.x0-2 && x < b.x1+2 && y > b.y0-2 && y < b.y1+2 }
	for _, s := range d.shapes {
		if s.row != "" || s.stroke == "" || s.stroke == "none" {
			continue
		}
		for _, seg := range s.segments {
			if in(seg[0], seg[1]) && in(seg[2], seg[3]) && seg[0] != seg[2] && seg[1] != seg[3] {
				n++
			}
		}
	}
	return n
}
