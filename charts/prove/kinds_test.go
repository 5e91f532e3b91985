package prove

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sahel-explainer/charts/spec"
)

// falsehood is one kind of false drawing; do reports whether the picture has what it falsifies.
type falsehood struct {
	name string
	do   func(s *subject) bool
}

func each(s *subject, do func(e *element, b box)) bool {
	marks := s.marks()
	for _, e := range marks {
		do(e, s.shapeAt(e).box)
	}
	return len(marks) > 0
}

// a mark of the picture, and any two of different rows that stand apart.
func (s *subject) mark() (*element, bool) { return one(s, s.marks()) }

func (s *subject) pair() (a, b *element, ok bool) {
	marks := s.marks()
	s.Shuffle(len(marks), func(i, j int) { marks[i], marks[j] = marks[j], marks[i] })
	for i, a := range marks {
		ax, ay := s.shapeAt(a).box.middle()
		for _, b := range marks[i+1:] {
			if bx, by := s.shapeAt(b).box.middle(); a.attrs["data-row"] != b.attrs["data-row"] && math.Hypot(ax-bx, ay-by) > 12 {
				return a, b, true
			}
		}
	}
	return nil, nil, false
}

// ticks are the labels of one scale that has any.
func (s *subject) ticks() ([]*element, spec.Scale, bool) {
	for _, sc := range s.pic.Scales {
		if len(sc.Ticks) == 0 {
			continue
		}
		x, err := s.p.axisOf(sc)
		if err != nil {
			continue
		}
		var out []*element
		for _, t := range sc.Ticks {
			for _, e := range s.texts() {
				at := e.number("x")
				if sc.Vertical {
					at = e.number("y")
				}
				if bare(e.words) == bare(t.Label) && math.Abs(at-sc.Beside-x.pixel(t.Value)) < 2 {
					out = append(out, e)
					break
				}
			}
		}
		if len(out) == len(sc.Ticks) {
			return out, sc, true
		}
	}
	return nil, spec.Scale{}, false
}

// along moves an element in the direction of a scale.
func along(sc spec.Scale, e *element, by float64) {
	if sc.Vertical {
		e.move(0, by)
	} else {
		e.move(by, 0)
	}
}

// long are the marks that reach from one value to another, with their scale.
func (s *subject) long() (*element, spec.Scale, bool) {
	for _, sc := range s.pic.Scales {
		for _, m := range sc.Marks {
			if m.From == m.To {
				continue
			}
			for _, e := range s.marks() {
				if b := s.shapeAt(e).box; e.attrs["data-row"] == m.Row && e.name == "path" && max(b.x1-b.x0, b.y1-b.y0) > 8 {
					return e, sc, true
				}
			}
		}
	}
	return nil, spec.Scale{}, false
}

// lettered finds the label of a row; withDigits: one with a number in it.
func (s *subject) lettered(withDigits bool) (*element, spec.Label, bool) {
	labels := slices.Clone(s.pic.Proof.Labels)
	s.Shuffle(len(labels), func(i, j int) { labels[i], labels[j] = labels[j], labels[i] })
	for _, l := range labels {
		if e := s.said(l.Words); e != nil && (!withDigits || strings.ContainsFunc(e.words, unicode.IsDigit)) {
			return e, l, true
		}
	}
	return nil, spec.Label{}, false
}

func (s *subject) look(want func(l spec.Look) bool) (*element, spec.Look, bool) {
	looks := slices.Clone(s.pic.Proof.Looks)
	s.Shuffle(len(looks), func(i, j int) { looks[i], looks[j] = looks[j], looks[i] })
	for _, l := range looks {
		for _, e := range s.marks() {
			if e.attrs["data-row"] == l.Row && !l.Clear && want(l) {
				return e, l, true
			}
		}
	}
	return nil, spec.Look{}, false
}

// remove takes out the elements that are meant, and reports whether there were any.
func (s *subject) remove(which func(e *element, sh shape) bool) bool {
	n := 0
	for _, e := range s.els {
		if e.name != "text" && which(e, s.shapeAt(e)) {
			e.gone = true
			n++
		}
	}
	return n > 0
}

func slanted(sh shape) bool {
	for _, g := range sh.segments {
		if g[0] != g[2] && g[1] != g[3] {
			return true
		}
	}
	return false
}

func wrongDigit(words string) string {
	rs := []rune(words)
	for i := len(rs) - 1; i >= 0; i-- {
		if rs[i] >= '0' && rs[i] <= '9' {
			rs[i] = '0' + (rs[i]-'0'+3)%10
			return string(rs)
		}
	}
	return words
}

// recolour exchanges colours in the whole picture.
func (s *subject) recolour(a, b string) bool {
	hit := false
	for _, e := range s.els {
		for _, k := range []string{"fill", "stroke"} {
			switch e.attrs[k] {
			case "var(--" + a + ")":
				e.set(k, "var(--"+b+")")
				hit = hit || e.attrs["data-row"] != ""
			case "var(--" + b + ")":
				e.set(k, "var(--"+a+")")
				hit = hit || e.attrs["data-row"] != ""
			}
		}
	}
	return hit
}

func (s *subject) paint(e *element, colour string) bool {
	done := false
	for _, k := range []string{"fill", "stroke"} {
		if meant(colourOf(e.attrs[k])) && colourOf(e.attrs[k]) != colour {
			e.set(k, "var(--"+colour+")")
			done = true
		}
	}
	return done
}

func (s *subject) add(name, words string, attrs ...string) {
	e := &element{name: name, words: words, attrs: map[string]string{}}
	for i := 0; i+1 < len(attrs); i += 2 {
		e.set(attrs[i], attrs[i+1])
	}
	s.els = append(s.els, e)
}

func num(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// heads are the headings of one list of bands with two that have rows.
func (s *subject) twoHeads() (a, b *element, x, y spec.Head, vertical, ok bool) {
	for _, bands := range s.pic.Proof.Bands {
		var with []spec.Head
		for _, h := range bands.Heads {
			if len(h.Rows) > 0 && s.said(h.Words) != nil {
				with = append(with, h)
			}
		}
		if len(with) < 2 {
			continue
		}
		i := s.IntN(len(with) - 1)
		return s.said(with[i].Words), s.said(with[i+1].Words), with[i], with[i+1], bands.Vertical, true
	}
	return nil, nil, spec.Head{}, spec.Head{}, false, false
}

// arrowOf is the arrow head at a mark that says "at least".
func (s *subject) arrowOf() (head *element, mark shape, ok bool) {
	for _, l := range s.pic.Proof.Looks {
		if l.Bound == 0 || l.Clear {
			continue
		}
		for _, m := range s.truth.of(l.Row) {
			_, my := m.box.middle()
			for _, e := range s.els {
				sh := s.shapeAt(e)
				if x, y := sh.box.middle(); e.name == "path" && sh.row == "" && !sh.noFill && len(sh.segments) > 1 && sh.size[0] < 16 && sh.size[1] < 16 && math.Abs(y-my) < 1.5 && !m.box.has(x, y) && math.Abs(x-(m.box.x0+m.box.x1)/2) < 60+m.size[0]/2 && sh.form != "circle" {
					return e, m, true
				}
			}
		}
	}
	return nil, shape{}, false
}

// keyMark is the mark beside an entry of the legend.
func (s *subject) keyMark() (*element, *element, bool) {
	for _, k := range s.pic.Proof.Keys {
		if k.Bound {
			continue
		}
		w := s.said(k.Words)
		if w == nil {
			continue
		}
		for _, e := range s.els {
			sh := s.shapeAt(e)
			x, y := sh.box.middle()
			if e.name != "text" && sh.row == "" && sh.size[0] < 26 && math.Abs(y-w.number("y")) < 8 && math.Abs(x-w.number("x")) < 24 && len(sh.segments) != 1 {
				return e, w, true
			}
		}
	}
	return nil, nil, false
}

// land are the paths of coloured countries.
func (s *subject) land() []*element {
	var out []*element
	for _, r := range s.pic.Proof.Regions {
		for _, e := range s.els {
			if sh := s.shapeAt(e); e.name == "path" && sh.row == "" && math.Abs(sh.box.x0-r.X0) < 1.5 && math.Abs(sh.box.y1-r.Y1) < 1.5 && colourOf(sh.fill) == r.Colour {
				out = append(out, e)
			}
		}
	}
	return out
}

func (s *subject) routed() (line, head *element, ok bool) {
	for _, r := range s.pic.Proof.Routes {
		for _, e := range s.marks() {
			if e.attrs["data-row"] != r.Row {
				continue
			}
			if sh := s.shapeAt(e); sh.noFill || sh.fill == "" {
				line = e
			} else {
				head = e
			}
		}
		if line != nil && head != nil {
			return line, head, true
		}
	}
	return nil, nil, false
}
