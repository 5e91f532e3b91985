package prove

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"sahel-explainer/charts/spec"
)

// starts reports whether a label is the whole or the first line of words.
func starts(words string, l label) bool {
	w, t := bare(words), bare(l.words)
	return t != "" && !l.faded && l.fill != "none" && l.fill != "transparent" && strings.HasPrefix(w+" ", t+" ")
}

// blocks are the places where words stand, on one line or on several that follow one another.
func (d *drawing) blocks(words string) []box {
	var out []box
	w := bare(words)
	for _, first := range d.labels {
		if !starts(w, first) {
			continue
		}
		rest, b, y := strings.TrimSpace(strings.TrimPrefix(w, bare(first.words))), first.box, first.y
		for rest != "" {
			found := false
			for _, l := range d.labels {
				t := bare(l.words)
				if t != "" && l.size == first.size && math.Abs(l.x-first.x) < 1.5 && l.y > y+1 && l.y < y+first.size*1.9 && strings.HasPrefix(rest+" ", t+" ") {
					rest, y, found = strings.TrimSpace(strings.TrimPrefix(rest, t)), l.y, true
					b = box{min(b.x0, l.box.x0), min(b.y0, l.box.y0), max(b.x1, l.box.x1), max(b.y1, l.box.y1)}
					break
				}
			}
			if !found {
				break
			}
		}
		if rest == "" {
			out = append(out, b)
		}
	}
	return out
}

// far is how far from its mark a label may stand without a line that leads to it.
const far = 64

// labelled: the words of a mark are drawn, and stand nearer to it than to any other mark, or a line leads from one to the other.
func (p *proof) labelled() {
	used := p.tickBoxes()
	for _, l := range p.pic.Proof.Labels {
		marks := p.of(l.Row)
		blocks := slices.DeleteFunc(p.blocks(l.Words), func(b box) bool { return used[b] })
		if len(blocks) == 0 {
			p.add("the words of row %s, %q, are not drawn", l.Row, l.Words)
			continue
		}
		if len(marks) == 0 {
			if !p.spotted(l, blocks) {
				p.add("row %s has words, %q, and neither a mark nor a place", l.Row, l.Words)
			}
			continue
		}
		good := false
		for _, b := range blocks {
			if good = p.belongs(b, l.Row, marks); good {
				used[b] = !p.vacant[l.Row] // words that stand at one mark do not stand at another
				break
			}
		}
		if !good {
			p.add("the words of row %s, %q, do not stand at its mark", l.Row, l.Words)
		}
	}
}

// tickBoxes are the labels of axes, which are no words of a mark.
func (p *proof) tickBoxes() map[box]bool {
	out := map[box]bool{}
	for _, s := range p.pic.Scales {
		x, err := p.axisOf(s)
		if err != nil || len(s.Ticks) == 0 {
			continue
		}
		for _, t := range s.Ticks {
			for _, l := range p.labels {
				at, across := l.x-s.Beside, l.y
				if s.Vertical {
					at, across = l.y, l.x
				}
				if bare(l.words) == bare(t.Label) && math.Abs(at-x.pixel(t.Value)) < 1.5 && math.Abs(across-x.across) < 1 {
					out[l.box] = true
				}
			}
		}
	}
	return out
}

// belongs reports whether a block of words stands at the mark of a row.
func (p *proof) belongs(b box, row string, marks []shape) bool {
	for _, m := range marks {
		own := m.box.apart(b)
		nearest := true
		for other, shapes := range p.byRow {
			for _, s := range shapes {
				if other != row && !p.vacant[other] && !p.stretched(other) && s.box.apart(b) < own-2 && !s.box.holds(m.box) {
					nearest = false
				}
			}
		}
		if nearest && own <= far || p.leads(m.box, b) || p.level(m.box, b, row) {
			return true
		}
	}
	return false
}

// stretched reports a route or an area of a map: words that stand in the box round it need not be its own.
func (p *proof) stretched(row string) bool {
	for _, s := range p.pic.Proof.Spots {
		if s.Row == row && s.RX > 0 {
			return true
		}
	}
	return p.route(row)
}

// level reports whether words stand on the line of a mark, with no other mark between.
func (p *proof) level(mark, words box, row string) bool {
	mx, my := mark.middle()
	wx, wy := words.middle()
	if math.Abs(my-wy) > 3 {
		return false
	}
	for other, shapes := range p.byRow {
		for _, s := range shapes {
			if x, y := s.box.middle(); other != row && math.Abs(y-my) < 3 && (x-mx)*(x-wx) < 0 {
				return false
			}
		}
	}
	return true
}

// leads reports whether a line without a row, and no line of the scale, runs at or through both a mark and words.
func (p *proof) leads(mark, words box) bool {
	m, w := mark.grown(4), words.grown(7)
	for _, s := range p.shapes {
		if s.row != "" || s.name == "circle" || s.stroke == "" || s.stroke == "none" || slices.Contains(grounds, colourOf(s.stroke)) {
			continue
		}
		for _, g := range s.segments {
			if m.crossed(g) && w.crossed(g) && !p.joins(g) {
				return true
			}
		}
	}
	return false
}

// joins reports whether a stroke ends in the middle of marks at both ends: such a line says how values go, not what words belong to.
func (p *proof) joins(g [4]float64) bool {
	at := func(x, y float64) bool {
		for _, s := range p.shapes {
			if mx, my := s.box.middle(); s.row != "" && math.Hypot(mx-x, my-y) < 2 {
				return true
			}
		}
		return false
	}
	return at(g[0], g[1]) && at(g[2], g[3])
}

// grounds are the colours of lines that lead nowhere: those of scales, lanes and the ground.
var grounds = []string{"rule", "border", "ghost", "paper"}

// spotted reports whether words without a mark stand at their place on a map.
func (p *proof) spotted(l spec.Label, blocks []box) bool {
	for _, s := range p.pic.Proof.Spots {
		for _, b := range blocks {
			if s.Row == l.Row && s.Unmarked && b.apart(box{s.X, s.Y, s.X, s.Y}) < 90 {
				return true
			}
		}
	}
	return false
}

// words: what must be read is drawn.
func (p *proof) words() {
	for _, w := range p.pic.Proof.Words {
		if len(p.blocks(w)) == 0 {
			p.add("%q is not drawn", w)
		}
	}
}

// vouched: every label with a number in it is said by something: a tick, a mark's words, the legend, a caption.
func (p *proof) vouched() {
	if p.pic.Proof.Rows == nil {
		return
	}
	var said []string
	add := func(s string) { said = append(said, " "+bare(s)+" ") }
	for _, s := range p.pic.Scales {
		for _, t := range s.Ticks {
			add(t.Label)
		}
	}
	pr := p.pic.Proof
	for _, b := range pr.Bands {
		for _, h := range b.Heads {
			add(h.Words)
		}
	}
	for _, k := range pr.Keys {
		add(k.Words)
	}
	for _, l := range pr.Labels {
		add(l.Words)
	}
	for _, w := range append(append([]string{}, pr.Words...), pr.Allowed...) {
		add(w)
	}
next:
	for _, l := range p.labels {
		t := bare(l.words)
		if !strings.ContainsFunc(t, unicode.IsDigit) {
			continue
		}
		for _, s := range said {
			if strings.Contains(s, " "+t+" ") {
				continue next
			}
		}
		p.add("nothing vouches for the words %q", t)
	}
}

// overlaps: no label touches another, and none lies over the mark of another row.
func (p *proof) overlaps() {
	for i, a := range p.labels {
		if strings.TrimSpace(a.words) == "" {
			continue
		}
		for _, b := range p.labels[i+1:] {
			if strings.TrimSpace(b.words) != "" && a.box.grown(-0.5).hits(b.box.grown(-0.5)) {
				p.add("labels %q and %q overlap at x %.0f, y %.0f", a.words, b.words, b.box.x0, b.box.y0)
			}
		}
	}
}

// covers: no label lies over a dot, be it its own: where the dot stands could not be seen.
func (p *proof) covers() {
	clear := map[string]bool{}
	for _, l := range p.pic.Proof.Looks {
		clear[l.Row] = l.Clear || l.Free && l.Class != "cell"
	}
	for _, s := range p.shapes {
		if s.row == "" || clear[s.row] || p.stretched(s.row) || s.size[0] > 26 {
			continue
		}
		for _, l := range p.labels {
			if strings.TrimSpace(l.words) != "" && l.box.grown(-1.5).hits(s.box.grown(-1)) {
				p.add("the words %q lie over the mark of row %s", l.words, s.row)
			}
		}
	}
}

// bared: no words lie over a line that the picture is about.
func (p *proof) bared() {
	for _, l := range p.labels {
		over := func(g [4]float64) bool { return l.box.grown(-1.5).crossed(g) }
		if strings.TrimSpace(l.words) != "" && slices.ContainsFunc(p.pic.Proof.Bare, over) {
			p.add("the words %q lie over the line that the picture is about, at x %.0f, y %.0f", l.words, l.box.x0, l.box.y0)
		}
	}
}

// gaps: no line joins two marks but those that are said to be joined: what lies between is not known.
func (p *proof) gaps() {
	said := map[[2]string]bool{}
	for _, s := range p.pic.Scales {
		for _, j := range s.Joins {
			said[[2]string{j.From, j.To}], said[[2]string{j.To, j.From}] = true, true
		}
	}
	type centre struct {
		row  string
		x, y float64
	}
	var at []centre
	for _, s := range p.pic.Scales {
		for _, m := range s.Marks {
			if m.From == m.To && !m.Length {
				for _, mark := range p.of(m.Row) {
					x, y := mark.box.middle()
					at = append(at, centre{m.Row, x, y})
				}
			}
		}
	}
	for _, s := range p.shapes {
		if s.row != "" || s.name == "circle" || s.stroke == "" || s.stroke == "none" || colourOf(s.stroke) == "rule" {
			continue
		}
		for _, g := range s.segments {
			var from, to []string // marks may stand on each other
			for _, c := range at {
				if math.Hypot(c.x-g[0], c.y-g[1]) < 1.5 {
					from = append(from, c.row)
				}
				if math.Hypot(c.x-g[2], c.y-g[3]) < 1.5 {
					to = append(to, c.row)
				}
			}
			if len(from) == 0 || len(to) == 0 {
				continue
			}
			if !slices.ContainsFunc(from, func(a string) bool {
				return slices.ContainsFunc(to, func(b string) bool { return a == b || said[[2]string{a, b}] })
			}) {
				p.add("a line joins rows %s and %s, and nothing is known between them", from[0], to[0])
			}
		}
	}
}
