package prove

import (
	"fmt"
	"math"
	"strings"

	"sahel-explainer/charts/spec"
)

// scaleAxis gives the value at a pixel: pixel = at0 + value × per.
type scaleAxis struct{ at0, per, slack, across float64 }

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
			if bare(l.words) == bare(words) && math.Abs(a-across) < 1 && (s.Vertical || s.Beside != 0 || l.anchor == "middle") {
				return at - s.Beside, true
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
		x.slack, x.across = ofTicks, across
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

// scales proves the marks of every scale.
func (p *proof) scales() {
	for _, s := range p.pic.Scales {
		x, err := p.axisOf(s)
		if err != nil {
			p.rule = "axis"
			p.add("%s", err)
			continue
		}
		p.scale(s, x)
	}
}

func (p *proof) scale(s spec.Scale, x scaleAxis) {
	at := func(rule, format string, args ...any) {
		p.rule = rule
		p.add("scale of %s: %s", s.Name, fmt.Sprintf(format, args...))
	}
	if grows := x.per > 0; s.Vertical && grows != s.Down || !s.Vertical && grows == s.Left {
		at("axis", "its values grow the wrong way")
	}
	if m, ok := s.Covers(); !ok {
		at("range", "row %s stands at %g to %g, and the axis runs from %g to %g; extend the axis, or mend the row", m.Row, m.From, m.To, s.Min, s.Max)
		return
	}
	for _, t := range s.Ticks {
		if s.Ruled && !p.ruledAt(s, x.pixel(t.Value)) {
			at("tick", "no stroke stands at its tick %q", t.Label)
		}
	}
	for _, m := range s.Marks {
		marks := p.of(m.Row)
		if len(marks) == 0 {
			at("row", "row %s is not drawn", m.Row)
			continue
		}
		var wrong []string
		right := false
		for _, mark := range marks {
			w := mark.wrong(s, x, m)
			right = right || len(w) == 0
			wrong = append(wrong, w...)
		}
		if p.vacant[m.Row] && right { // one of the outlines with these words is this row's
			continue
		}
		for _, what := range wrong {
			at("place", "row %s: %s", m.Row, what)
		}
	}
	for _, m := range s.Hatched {
		marks := p.of(m.Row)
		if len(marks) == 0 {
			marks = []shape{{box: region(s, x, m, p.pic)}}
		}
		for _, mark := range marks {
			if n := p.strokesIn(mark.box); n < hatchLeast {
				at("hatch", "row %s must be hatched, and has %d strokes", m.Row, n)
			}
		}
	}
	for _, m := range s.Leads {
		for _, mark := range p.of(m.Row) {
			if !p.led(s, x.pixel(m.From), within+x.slack, mark) {
				at("lead", "row %s: no line leads to it from %g", m.Row, m.From)
			}
		}
	}
	for _, j := range s.Joins {
		if !p.joined(j) {
			at("join", "no line of %s's colour joins rows %s and %s", j.Country, j.From, j.To)
		}
	}
	for _, m := range s.Strokes {
		if !p.strokeAt(s, x.pixel(m.From), within+x.slack, m.Country) {
			at("stroke", "row %s: no stroke stands at %g", m.Row, m.From)
		}
	}
}

// ruledAt reports whether a straight stroke without a row stands across a scale at a pixel.
func (d *drawing) ruledAt(s spec.Scale, pixel float64) bool {
	for _, shape := range d.shapes {
		if shape.row != "" || shape.stroke == "" || shape.stroke == "none" || shape.faded {
			continue
		}
		for _, g := range shape.segments {
			a, b := g[0], g[2]
			if s.Vertical {
				a, b = g[1], g[3]
			}
			if a == b && math.Abs(a-pixel) < 1.3 {
				return true
			}
		}
	}
	return false
}

// wrong says what is wrong with one mark.
func (mark shape) wrong(s spec.Scale, x scaleAxis, m spec.Mark) []string {
	var out []string
	b := mark.box
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
	return out
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

// led reports whether a line leads to a mark from a pixel of a scale.
func (d *drawing) led(s spec.Scale, pixel, near float64, mark shape) bool {
	mx, my := mark.box.middle()
	for _, shape := range d.shapes {
		n := len(shape.segments)
		if shape.row != "" || n == 0 || shape.stroke == "" || shape.stroke == "none" {
			continue
		}
		if g := shape.segments[n-1]; math.Hypot(g[2]-mx, g[3]-my) > 1 {
			continue
		}
		from := shape.segments[0][0]
		if s.Vertical {
			from = shape.segments[0][1]
		}
		if math.Abs(from-pixel) < near {
			return true
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
