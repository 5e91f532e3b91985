package prove

import (
	"math"
	"strings"
	"unicode"

	"sahel-explainer/charts/spec"
)

// falsehoods of marks and scales.
var ofMarks = []falsehood{
	{"marks at 80% of their value", func(s *subject) bool {
		done := false
		for _, sc := range s.pic.Scales {
			x, err := s.p.axisOf(sc)
			if err != nil {
				continue
			}
			for _, m := range sc.Marks {
				for _, e := range s.marks() {
					if e.attrs["data-row"] != m.Row || m.To <= sc.Min {
						continue
					}
					zero := x.pixel(sc.Min)
					b := s.shapeAt(e).box
					at := (b.x0 + b.x1) / 2
					if sc.Vertical {
						at = (b.y0 + b.y1) / 2
					}
					if m.From == m.To {
						along(sc, e, -(at-zero)*0.2)
					} else if sc.Vertical {
						e.stretch(0, zero, 1, 0.8)
					} else {
						e.stretch(zero, 0, 0.8, 1)
					}
					done = true
				}
			}
			if done {
				return true
			}
		}
		return false
	}},
	{"all marks 8 px higher", func(s *subject) bool { return each(s, func(e *element, _ box) { e.move(0, -8) }) }},
	{"all marks 8 px aside", func(s *subject) bool { return each(s, func(e *element, _ box) { e.move(8, 0) }) }},
	{"one mark 4 px off", func(s *subject) bool {
		for _, sc := range s.pic.Scales {
			if len(sc.Marks) > 0 {
				m, _ := one(s, sc.Marks)
				for _, e := range s.marks() {
					if e.attrs["data-row"] == m.Row && !m.Length {
						along(sc, e, 4)
						return true
					}
				}
			}
		}
		return false
	}},
	{"marks mirrored", func(s *subject) bool {
		return each(s, func(e *element, b box) { e.move(s.pic.Width-b.x0-b.x1, 0) })
	}},
	{"marks upside down", func(s *subject) bool {
		return each(s, func(e *element, b box) { e.move(0, s.pic.Height-b.y0-b.y1) })
	}},
	{"rows of two marks exchanged", func(s *subject) bool {
		a, b, ok := s.pair()
		if ok {
			x, y := a.attrs["data-row"], b.attrs["data-row"]
			a.set("data-row", y)
			b.set("data-row", x)
		}
		return ok
	}},
	{"two marks change places", func(s *subject) bool {
		a, b, ok := s.pair()
		if ok {
			ax, ay := s.shapeAt(a).box.middle()
			bx, by := s.shapeAt(b).box.middle()
			a.move(bx-ax, by-ay)
			b.move(ax-bx, ay-by)
		}
		return ok
	}},
	{"mark lost", func(s *subject) bool {
		e, ok := s.mark()
		if ok {
			e.gone = true
		}
		return ok
	}},
	{"mark twice", func(s *subject) bool {
		e, ok := s.mark()
		if ok {
			two := *e
			two.attrs = map[string]string{}
			for k, v := range e.attrs {
				two.attrs[k] = v
			}
			s.els = append(s.els, &two)
			two.move(-14, 14)
		}
		return ok
	}},
	{"mark without ink", func(s *subject) bool {
		e, _, ok := s.look(func(l spec.Look) bool { return true })
		if ok {
			e.set("fill", "none")
			e.set("stroke", "none")
		}
		return ok
	}},
	{"mark painted over", func(s *subject) bool {
		e, ok := s.mark()
		if ok {
			b := s.shapeAt(e).box.grown(3)
			s.add("rect", "", "x", num(b.x0), "y", num(b.y0), "width", num(b.x1-b.x0), "height", num(b.y1-b.y0), "fill", "var(--paper)")
		}
		return ok
	}},
	{"mark shrunk to nothing", func(s *subject) bool {
		e, ok := s.mark()
		if ok {
			x, y := s.shapeAt(e).box.middle()
			e.stretch(x, y, 0.01, 0.01)
		}
		return ok
	}},
	{"mark out of the picture", func(s *subject) bool {
		e, ok := s.mark()
		if ok {
			e.move(s.pic.Width, 0)
		}
		return ok
	}},
	{"mark of another size", func(s *subject) bool {
		e, _, ok := s.look(func(l spec.Look) bool { return !l.Free && l.Class != "" && s.peers(l) > 1 })
		if ok {
			x, y := s.shapeAt(e).box.middle()
			e.stretch(x, y, 1.6, 1.6)
		}
		return ok
	}},
	{"bar cut to half", func(s *subject) bool {
		e, sc, ok := s.long()
		if ok {
			b := s.shapeAt(e).box
			if sc.Vertical {
				e.stretch(0, b.y1, 1, 0.5)
			} else {
				e.stretch(b.x0, 0, 0.5, 1)
			}
		}
		return ok
	}},
	{"bar longer by a fifth", func(s *subject) bool {
		e, sc, ok := s.long()
		if ok {
			b := s.shapeAt(e).box
			if sc.Vertical {
				e.stretch(0, b.y1, 1, 1.2)
			} else {
				e.stretch(b.x0, 0, 1.2, 1)
			}
		}
		return ok
	}},
	{"bar off its base", func(s *subject) bool {
		e, sc, ok := s.long()
		if ok {
			along(sc, e, -6)
		}
		return ok
	}},
	{"mark in the lane of another", func(s *subject) bool {
		a, b, x, _, vertical, ok := s.twoHeads()
		if !ok {
			return false
		}
		for _, e := range s.marks() {
			if len(x.Rows) > 0 && e.attrs["data-row"] == x.Rows[len(x.Rows)-1] {
				if vertical {
					e.move(0, b.number("y")-a.number("y"))
				} else {
					e.move(b.number("x")-a.number("x"), 0)
				}
				return true
			}
		}
		return false
	}},
}

// peers counts the rows of a look's class that are drawn.
func (s *subject) peers(l spec.Look) int {
	n := 0
	for _, o := range s.pic.Proof.Looks {
		if o.Class == l.Class && len(s.truth.of(o.Row)) > 0 {
			n++
		}
	}
	return n
}

// falsehoods of axes.
var ofAxes = []falsehood{
	{"axis labels 10 px off", func(s *subject) bool {
		ticks, sc, ok := s.ticks()
		for _, e := range ticks {
			along(sc, e, 10)
		}
		return ok
	}},
	{"axis labels spread by a tenth", func(s *subject) bool {
		ticks, sc, ok := s.ticks()
		for _, e := range ticks {
			at := e.number("x")
			if sc.Vertical {
				at = e.number("y")
			}
			along(sc, e, at*0.1)
		}
		return ok
	}},
	{"axis turned round", func(s *subject) bool {
		ticks, _, ok := s.ticks()
		for i, j := 0, len(ticks)-1; i < j; i, j = i+1, j-1 {
			ticks[i].words, ticks[j].words = ticks[j].words, ticks[i].words
		}
		return ok
	}},
	{"tick lost", func(s *subject) bool {
		ticks, _, ok := s.ticks()
		if ok {
			ticks[s.IntN(len(ticks))].gone = true
		}
		return ok
	}},
	{"tick labels one on", func(s *subject) bool {
		ticks, _, ok := s.ticks()
		for i := 0; i+1 < len(ticks); i++ {
			ticks[i].words = ticks[i+1].words
		}
		if ok {
			ticks[len(ticks)-1].gone = true
		}
		return ok
	}},
	{"one tick label wrong", func(s *subject) bool {
		ticks, _, ok := s.ticks()
		if ok {
			e := ticks[s.IntN(len(ticks))]
			e.words = wrongDigit(e.words)
		}
		return ok
	}},
	{"one tick moved", func(s *subject) bool {
		ticks, sc, ok := s.ticks()
		if ok {
			along(sc, ticks[s.IntN(len(ticks))], 7)
		}
		return ok
	}},
	{"tick added", func(s *subject) bool {
		ticks, sc, ok := s.ticks()
		if ok {
			e := ticks[0]
			s.add("text", "7,777", "x", num(e.number("x")), "y", num(e.number("y")), "fill", "var(--muted)", "text-anchor", e.attrs["text-anchor"])
			along(sc, s.els[len(s.els)-1], 23)
		}
		return ok
	}},
	{"grid strokes lost", func(s *subject) bool {
		_, sc, ok := s.ticks()
		return ok && sc.Ruled && s.remove(func(e *element, sh shape) bool {
			return colourOf(sh.stroke) == "rule" || colourOf(sh.stroke) == "border"
		})
	}},
	{"unit lost", func(s *subject) bool {
		if len(s.pic.Proof.Words) == 0 {
			return false
		}
		e := s.said(s.pic.Proof.Words[0])
		if e != nil {
			e.gone = true
		}
		return e != nil
	}},
	{"unit wrong", func(s *subject) bool {
		if len(s.pic.Proof.Words) == 0 {
			return false
		}
		e := s.said(s.pic.Proof.Words[0])
		if e != nil {
			e.words = "kilograms"
		}
		return e != nil
	}},
}

// falsehoods of colours and looks.
var ofLooks = []falsehood{
	{"colours of two countries exchanged", func(s *subject) bool {
		for _, p := range [][2]string{{"ml", "bf"}, {"ne", "bf"}, {"ml", "ne"}} {
			if s.copy(s.Rand).recolour(p[0], p[1]) {
				return s.recolour(p[0], p[1])
			}
		}
		return false
	}},
	{"Russia's colour and Mali's exchanged", func(s *subject) bool { return s.recolour("ru", "ml") }},
	{"one mark in the colour of another", func(s *subject) bool {
		e, l, ok := s.look(func(l spec.Look) bool { return l.Country != "" })
		return ok && s.paint(e, map[bool]string{true: "bf", false: "ml"}[l.Country == "ML"])
	}},
	{"heading in the colour of another", func(s *subject) bool {
		for _, b := range s.pic.Proof.Bands {
			for _, h := range b.Heads {
				if e := s.said(h.Words); e != nil && h.Country != "" && s.paint(e, map[bool]string{true: "au", false: "ml"}[h.Country == "ML"]) {
					return true
				}
			}
		}
		return false
	}},
	{"open mark filled", func(s *subject) bool {
		e, l, ok := s.look(func(l spec.Look) bool { return l.Open })
		if !ok || s.shapeAt(e).noFill {
			return false
		}
		if colourOf(e.attrs["fill"]) == "paper" {
			e.set("fill", e.attrs["stroke"])
			return e.attrs["fill"] != "" && l.Row != ""
		}
		b := s.shapeAt(e).box
		return s.remove(func(o *element, sh shape) bool {
			return sh.row == "" && colourOf(sh.fill) == "paper" && b.holds(sh.box)
		})
	}},
	{"filled mark opened", func(s *subject) bool {
		e, _, ok := s.look(func(l spec.Look) bool { return !l.Open })
		if ok {
			e.set("stroke", e.attrs["fill"])
			e.set("fill", "var(--paper)")
		}
		return ok
	}},
	{"shape of another kind", func(s *subject) bool {
		a, la, ok := s.look(func(l spec.Look) bool { return l.Class != "" && s.peers(l) > 1 })
		if !ok {
			return false
		}
		b, _, ok := s.look(func(l spec.Look) bool {
			return kind(l.Class) != kind(la.Class) && len(s.truth.of(l.Row)) > 0 && s.truth.of(l.Row)[0].form != s.truth.of(la.Row)[0].form
		})
		if !ok {
			return false
		}
		ax, ay := s.shapeAt(a).box.middle()
		bx, by := s.shapeAt(b).box.middle()
		row := a.attrs["data-row"]
		two := *b
		two.attrs = map[string]string{}
		for k, v := range b.attrs {
			two.attrs[k] = v
		}
		*a = two
		a.set("data-row", row)
		a.move(ax-bx, ay-by)
		return true
	}},
	{"arrow of a bound lost", func(s *subject) bool {
		e, _, ok := s.arrowOf()
		if ok {
			e.gone = true
		}
		return ok
	}},
	{"arrow of a bound turned", func(s *subject) bool {
		e, m, ok := s.arrowOf()
		if ok {
			x, _ := s.shapeAt(e).box.middle()
			mx, _ := m.box.middle()
			e.move(2*(mx-x), 0)
		}
		return ok
	}},
	{"words of the legend exchanged", func(s *subject) bool {
		var have []*element
		var open []bool
		for _, k := range s.pic.Proof.Keys {
			if e := s.said(k.Words); e != nil && !k.Bound {
				have, open = append(have, e), append(open, k.Open)
			}
		}
		for i := range have {
			for j := range have[:i] {
				if open[i] != open[j] {
					have[i].words, have[j].words = have[j].words, have[i].words
					return true
				}
			}
		}
		return false
	}},
	{"entry of the legend lost", func(s *subject) bool {
		_, w, ok := s.keyMark()
		if ok {
			w.gone = true
		}
		return ok
	}},
	{"mark of the legend lost", func(s *subject) bool {
		m, _, ok := s.keyMark()
		if ok {
			m.gone = true
		}
		return ok
	}},
	{"mark of the legend filled or opened", func(s *subject) bool {
		m, _, ok := s.keyMark()
		if ok && colourOf(m.attrs["fill"]) == "paper" {
			m.set("fill", "var(--muted)")
		} else if ok {
			m.set("fill", "var(--paper)")
		}
		return ok
	}},
	{"hatching lost", func(s *subject) bool {
		for _, sc := range s.pic.Scales {
			if len(sc.Hatched) > 0 {
				return s.remove(func(e *element, sh shape) bool { return sh.row == "" && sh.noFill && slanted(sh) })
			}
		}
		return false
	}},
	{"outline of a gap lost", func(s *subject) bool {
		return len(s.p.vacant) > 0 && s.remove(func(e *element, sh shape) bool { return sh.row == "" && sh.dashed })
	}},
	{"gap filled with a bar", func(s *subject) bool {
		for row := range s.p.vacant {
			b := s.truth.of(row)[0].box
			s.add("rect", "", "x", num(b.x0), "y", num(b.y0), "width", num(max(b.x1-b.x0, 4)), "height", num(max(b.y1-b.y0, 4)), "fill", "var(--ml)", "data-row", row)
			return true
		}
		return false
	}},
	{"dots joined across a gap", func(s *subject) bool {
		said := map[[2]string]bool{}
		var points []string
		for _, sc := range s.pic.Scales {
			for _, j := range sc.Joins {
				said[[2]string{j.From, j.To}] = true
			}
			for _, m := range sc.Marks {
				if m.From == m.To && !m.Length && len(s.truth.of(m.Row)) > 0 && !s.p.vacant[m.Row] {
					points = append(points, m.Row)
				}
			}
		}
		for i, a := range points {
			for _, b := range points[i+1:] {
				if a != b && !said[[2]string{a, b}] && !said[[2]string{b, a}] {
					ax, ay := s.truth.of(a)[0].box.middle()
					bx, by := s.truth.of(b)[0].box.middle()
					if math.Hypot(ax-bx, ay-by) > 12 {
						s.add("path", "", "d", "M"+num(ax)+" "+num(ay)+"L"+num(bx)+" "+num(by), "stroke", "var(--ml)", "fill", "none")
						return true
					}
				}
			}
		}
		return false
	}},
	{"line between marks lost", func(s *subject) bool {
		for _, sc := range s.pic.Scales {
			if len(sc.Joins) > 0 {
				return s.remove(func(e *element, sh shape) bool {
					return sh.row == "" && sh.noFill && colourOf(sh.stroke) == strings.ToLower(sc.Joins[0].Country)
				})
			}
		}
		return false
	}},
	{"line between marks 5 px off", func(s *subject) bool {
		for _, sc := range s.pic.Scales {
			for _, e := range s.els {
				if sh := s.shapeAt(e); len(sc.Joins) > 0 && sh.row == "" && e.name == "path" && sh.noFill && colourOf(sh.stroke) == strings.ToLower(sc.Joins[0].Country) {
					e.move(0, 5)
					return true
				}
			}
		}
		return false
	}},
	{"strokes that are values lost", func(s *subject) bool {
		for _, sc := range s.pic.Scales {
			if len(sc.Strokes) > 0 {
				return s.remove(func(e *element, sh shape) bool {
					return sh.row == "" && colourOf(sh.stroke) == strings.ToLower(sc.Strokes[0].Country)
				})
			}
		}
		return false
	}},
	{"lead lines lost", func(s *subject) bool {
		for _, sc := range s.pic.Scales {
			if len(sc.Leads) > 0 {
				return s.remove(func(e *element, sh shape) bool { return sh.row == "" && len(sh.segments) == 2 })
			}
		}
		return false
	}},
}

// falsehoods of words.
var ofWords = []falsehood{
	{"number of a label changed", func(s *subject) bool {
		e, _, ok := s.lettered(true)
		if ok {
			e.words = wrongDigit(e.words)
		}
		return ok
	}},
	{"word of a label changed", func(s *subject) bool {
		e, _, ok := s.lettered(false)
		if ok {
			e.words = "Timbuktu"
		}
		return ok
	}},
	{"labels of two marks exchanged", func(s *subject) bool {
		a, la, ok := s.lettered(false)
		if !ok {
			return false
		}
		for range 20 {
			if b, lb, _ := s.lettered(false); lb.Row != la.Row && bare(a.words) != bare(b.words) && bare(la.Words) == bare(a.words) && bare(lb.Words) == bare(b.words) {
				a.words, b.words = b.words, a.words
				return true
			}
		}
		return false
	}},
	{"label at another mark", func(s *subject) bool {
		e, l, ok := s.lettered(false)
		own := s.truth.of(l.Row)
		if !ok || len(own) == 0 || s.p.stretched(l.Row) {
			return false
		}
		ox, oy := own[0].box.middle()
		for _, m := range s.marks() {
			x, y := s.shapeAt(m).box.middle()
			if m.attrs["data-row"] != l.Row && !s.p.stretched(m.attrs["data-row"]) && math.Hypot(x-ox, y-oy) > 40 {
				e.move(x-ox, y-oy)
				return true
			}
		}
		return false
	}},
	{"label lost", func(s *subject) bool {
		e, _, ok := s.lettered(false)
		if ok {
			e.gone = true
		}
		return ok
	}},
	{"label without ink", func(s *subject) bool {
		e, _, ok := s.lettered(false)
		if ok {
			e.set("fill", "none")
		}
		return ok
	}},
	{"label on another", func(s *subject) bool {
		texts := s.texts()
		if len(texts) < 2 {
			return false
		}
		a, b := texts[0], texts[len(texts)/2]
		a.move(b.number("x")-a.number("x"), b.number("y")-a.number("y"))
		return true
	}},
	{"label out of the picture", func(s *subject) bool {
		e, ok := one(s, s.texts())
		if ok {
			e.move(0, -s.pic.Height)
		}
		return ok
	}},
	{"hedge of a number lost", func(s *subject) bool {
		labels := s.pic.Proof.Labels
		for _, l := range labels {
			e := s.said(l.Words)
			if e == nil || bare(e.words) != bare(l.Words) {
				continue
			}
			digits := strings.TrimFunc(e.words, func(r rune) bool { return !unicode.IsDigit(r) })
			if digits != "" && bare(digits) != bare(e.words) {
				e.words = digits
				return true
			}
		}
		return false
	}},
	{"headings exchanged", func(s *subject) bool {
		a, b, _, _, _, ok := s.twoHeads()
		if ok {
			a.words, b.words = b.words, a.words
		}
		return ok
	}},
	{"heading lost", func(s *subject) bool {
		a, _, _, _, _, ok := s.twoHeads()
		if ok {
			a.gone = true
		}
		return ok
	}},
	{"a number that nothing says", func(s *subject) bool {
		s.add("text", "≈ 4,321", "x", num(s.pic.Width/2), "y", "2", "fill", "var(--ink)", "text-anchor", "middle", "font-size", "3")
		return true
	}},
}

// falsehoods of maps.
var ofMaps = []falsehood{
	{"map mirrored under its pins", func(s *subject) bool {
		land := s.land()
		for _, e := range land {
			e.apply(transform{-1, 0, 0, 1, s.pic.Width, 0})
		}
		return len(land) > 0
	}},
	{"land 6 px off its pins", func(s *subject) bool {
		land := s.land()
		for _, e := range land {
			e.move(6, 0)
		}
		return len(land) > 0
	}},
	{"land larger than its pins say", func(s *subject) bool {
		land := s.land()
		for _, e := range land {
			e.apply(transform{1.05, 0, 0, 1.05, 0, 0})
		}
		return len(land) > 0
	}},
	{"land in the colour of another", func(s *subject) bool {
		land := s.land()
		for _, e := range land {
			if s.paint(e, map[bool]string{true: "bf", false: "ml"}[colourOf(e.attrs["fill"]) == "ml"]) {
				return true
			}
		}
		return false
	}},
	{"land of a country lost", func(s *subject) bool {
		land := s.land()
		if len(land) > 0 {
			land[0].gone = true
		}
		return len(land) > 0
	}},
	{"pin across the border", func(s *subject) bool {
		for _, sp := range s.pic.Proof.Spots {
			for _, e := range s.marks() {
				if e.attrs["data-row"] == sp.Row && sp.RX == 0 {
					e.move(9, 9)
					return true
				}
			}
		}
		return false
	}},
	{"radius half again", func(s *subject) bool {
		for _, sp := range s.pic.Proof.Spots {
			for _, e := range s.marks() {
				if e.attrs["data-row"] == sp.Row && sp.RX > 0 {
					e.stretch(sp.X, sp.Y, 1.5, 1.5)
					return true
				}
			}
		}
		return false
	}},
	{"area with a whole line", func(s *subject) bool {
		for _, sp := range s.pic.Proof.Spots {
			for _, e := range s.marks() {
				if e.attrs["data-row"] == sp.Row && sp.RX > 0 {
					e.set("stroke-dasharray", "none")
					return true
				}
			}
		}
		return false
	}},
	{"words of a stretch of land get a pin", func(s *subject) bool {
		for _, sp := range s.pic.Proof.Spots {
			if sp.Unmarked {
				s.add("circle", "", "cx", num(sp.X), "cy", num(sp.Y), "r", "4", "fill", "var(--ink)", "data-row", sp.Row)
				return true
			}
		}
		return false
	}},
	{"route ends 12 px off", func(s *subject) bool {
		line, head, ok := s.routed()
		if ok {
			line.move(12, 0)
			head.move(12, 0)
		}
		return ok
	}},
	{"route turned round", func(s *subject) bool {
		line, head, ok := s.routed()
		if ok {
			g := s.shapeAt(line).segments[0]
			x, y := s.shapeAt(head).box.middle()
			head.move(g[0]-x, g[1]-y)
		}
		return ok
	}},
	{"route not dashed", func(s *subject) bool {
		line, _, ok := s.routed()
		if ok {
			line.set("stroke-dasharray", "none")
		}
		return ok
	}},
	{"arrow of a route lost", func(s *subject) bool {
		_, head, ok := s.routed()
		if ok {
			head.gone = true
		}
		return ok
	}},
}
