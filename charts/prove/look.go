package prove

import (
	"math"
	"strings"

	"sahel-explainer/charts/spec"
)

// colours: what has a colour that says whose it is has that of its own country.
func (p *proof) colours() {
	hold := func(row, country string) {
		for _, s := range p.of(row) {
			for _, c := range s.meant() {
				if c != strings.ToLower(country) {
					p.add("row %s: it is %s's and has the colour %s", row, country, c)
				}
			}
		}
	}
	for _, l := range p.pic.Proof.Looks {
		if l.Country != "" {
			hold(l.Row, l.Country)
		}
	}
	for _, s := range p.pic.Scales {
		for _, m := range s.Marks {
			if m.Country != "" {
				hold(m.Row, m.Country)
			}
		}
	}
	for _, b := range p.pic.Proof.Bands {
		for _, h := range b.Heads {
			for _, l := range p.labels {
				if c := colourOf(l.fill); h.Country != "" && meant(c) && c != strings.ToLower(h.Country) && starts(h.Words, l) {
					p.add("heading %q is %s's and has the colour %s", l.words, h.Country, c)
				}
			}
		}
	}
}

// open reports whether a mark is an outline: filled with the ground, or with a face of the ground laid into it.
func (p *proof) open(s shape) bool {
	if s.noFill || colourOf(s.fill) == "paper" {
		return true
	}
	for _, o := range p.shapes {
		if o.order > s.order && o.row == "" && colourOf(o.fill) == "paper" && s.box.holds(o.box) && o.size[0]*o.size[1] > s.size[0]*s.size[1]*0.3 {
			ax, ay := s.box.middle()
			bx, by := o.box.middle()
			if math.Abs(ax-bx) < 1 && math.Abs(ay-by) < 1 {
				return true
			}
		}
	}
	return false
}

// looks: marks of a class are of one shape and size, classes differ, and what is open or closed is so.
func (p *proof) looks() {
	type seen struct {
		shape
		row  string
		open bool
		free bool
	}
	first := map[string]seen{}
	var order []string
	for _, l := range p.pic.Proof.Looks {
		marks := p.of(l.Row)
		if len(marks) == 0 || l.Clear {
			continue
		}
		s := seen{marks[0], l.Row, p.open(marks[0]), l.Free}
		if s.open != l.Open {
			p.add("row %s: its mark is %s and must be %s", l.Row, openly(s.open), openly(l.Open))
		}
		if l.Class == "" {
			continue
		}
		f, ok := first[l.Class]
		if !ok {
			first[l.Class] = s
			order = append(order, l.Class)
			continue
		}
		if f.form != s.form {
			p.add("rows %s and %s are of one kind (%s) and have two shapes", f.row, l.Row, l.Class)
		}
		if !l.Free && (math.Abs(f.size[0]-s.size[0]) > 0.6 || math.Abs(f.size[1]-s.size[1]) > 0.6) {
			p.add("rows %s and %s are of one kind (%s) and have two sizes: %.1f×%.1f and %.1f×%.1f", f.row, l.Row, l.Class, f.size[0], f.size[1], s.size[0], s.size[1])
		}
	}
	for i, a := range order {
		for _, b := range order[i+1:] {
			x, y := first[a], first[b]
			if x.form == y.form && x.open == y.open && (x.free && y.free || math.Abs(x.size[0]-y.size[0]) < 1 && math.Abs(x.size[1]-y.size[1]) < 1) && kind(a) != kind(b) {
				p.add("rows %s and %s are of two kinds (%s, %s) and look the same", x.row, y.row, a, b)
			}
		}
	}
}

// kind is a class without what only says how far it stands back: "open/folded" is open.
func kind(class string) string {
	k, _, _ := strings.Cut(class, "/")
	return k
}

func openly(open bool) string {
	if open {
		return "open"
	}
	return "filled"
}

// keys: each entry of the legend stands beside the shape of what it explains.
func (p *proof) keys() {
	for _, k := range p.pic.Proof.Keys {
		blocks := p.blocks(k.Words)
		if len(blocks) == 0 {
			p.add("the legend's %q is not drawn", k.Words)
			continue
		}
		var near *shape
		best := 26.0
		for _, b := range blocks {
			for i, s := range p.shapes {
				if s.row != "" || s.size[0] > 26 || s.size[1] > 26 {
					continue
				}
				_, y := s.box.middle()
				if len(s.segments) == 1 || math.Abs(y-(b.y0+b.y1)/2) > 8 {
					continue
				}
				if p.rtl && s.box.x0 < b.x1-3 || !p.rtl && s.box.x1 > b.x0+3 {
					continue
				}
				if d := s.box.apart(b); d < best {
					best, near = d, &p.shapes[i]
				}
			}
		}
		if near == nil {
			p.add("the legend's %q has no mark beside it", k.Words)
			continue
		}
		if k.Bound {
			if near.form == "circle" {
				p.add("the legend's %q stands beside a dot and explains an arrow", k.Words)
			}
			continue
		}
		if got := p.open(*near); got != k.Open {
			p.add("the legend's %q stands beside a mark that is %s and must be %s", k.Words, openly(got), openly(k.Open))
		}
		for _, l := range p.pic.Proof.Looks {
			if kind(l.Class) == k.Class && len(p.of(l.Row)) > 0 && !l.Free && !l.Clear && p.of(l.Row)[0].form != near.form {
				p.add("the legend's %q stands beside another shape than row %s has", k.Words, l.Row)
				break
			}
		}
	}
}

// bounds: an arrow leads from a mark that says "at least" or "at most", the right way, and from no other.
func (p *proof) bounds() {
	told := false
	for _, k := range p.pic.Proof.Keys {
		told = told || k.Bound
	}
	if !told {
		return
	}
	left := false
	for _, s := range p.pic.Scales {
		left = left || s.Left
	}
	for _, l := range p.pic.Proof.Looks {
		if l.Clear {
			continue
		}
		for _, m := range p.of(l.Row) {
			want := l.Bound
			if left {
				want = -want
			}
			if got := p.arrow(m); got != want {
				p.add("row %s: its arrow leads %s and must lead %s", l.Row, way(got), way(want))
			}
		}
	}
}

func way(d int) string {
	return map[int]string{1: "right", -1: "left", 0: "nowhere"}[d]
}

// arrow is the side on which an arrow head without a row stands level with a mark, and a stroke between the two.
func (p *proof) arrow(m shape) int {
	mx, my := m.box.middle()
	for _, s := range p.shapes {
		x, y := s.box.middle()
		if s.row != "" || s.faded || s.noFill || len(s.segments) < 2 || s.size[0] > 16 || s.size[1] > 16 || math.Abs(y-my) > 1.5 || m.box.has(x, y) {
			continue
		}
		dir := 1
		gap := x - m.box.x1
		if x < mx {
			dir, gap = -1, m.box.x0-x
		}
		if gap > 60 || s.form == "circle" || colourOf(s.fill) == "paper" {
			continue
		}
		for _, o := range p.shapes {
			for _, g := range o.segments {
				if o.row == "" && g[1] == g[3] && math.Abs(g[1]-my) < 1.5 && math.Abs(max(g[0], g[2])-min(g[0], g[2])) < 60 &&
					min(g[0], g[2]) < max(x, m.box.x1)+1 && max(g[0], g[2]) > min(x, m.box.x0)-1 && colourOf(o.stroke) == colourOf(s.fill) {
					return dir
				}
			}
		}
	}
	return 0
}

// bands: headings stand in their order, and the marks of a heading's rows between it and the next.
func (p *proof) bands() {
	for _, b := range p.pic.Proof.Bands {
		at, ok := p.heads(b)
		if !ok {
			p.add("the headings of %s do not stand in one line and in their order: %v", b.Name, headWords(b))
			continue
		}
		for i, h := range b.Heads {
			for _, row := range h.Rows {
				wrong := 0
				for _, s := range p.of(row) {
					x, y := s.box.middle()
					v := x
					switch {
					case b.Vertical:
						v = y
					case b.Left:
						v = -x
					}
					if v < at[i]-9 || i+1 < len(at) && v > at[i+1]+1 {
						wrong++
					}
				}
				if wrong > 0 && (!p.vacant[row] || wrong == len(p.of(row))) {
					p.add("row %s does not stand in the %s %q", row, b.Name, h.Words)
				}
			}
		}
	}
}

func headWords(b spec.Bands) []string {
	var out []string
	for _, h := range b.Heads {
		out = append(out, h.Words)
	}
	return out
}

// heads finds where the headings of bands begin, in growing order.
func (p *proof) heads(b spec.Bands) ([]float64, bool) {
	place := func(l label) (at, across float64) {
		switch {
		case b.Vertical:
			return l.box.y0, l.x
		case b.Left:
			return -l.box.x1, l.y
		}
		return l.box.x0, l.y
	}
	if len(b.Heads) == 0 {
		return nil, true
	}
next:
	for _, first := range p.labels {
		if !starts(b.Heads[0].Words, first) {
			continue
		}
		at, across := place(first)
		out := []float64{at}
		for _, h := range b.Heads[1:] {
			found := false
			for _, l := range p.labels {
				a, c := place(l)
				if starts(h.Words, l) && (b.Loose || math.Abs(c-across) < 3) && a > out[len(out)-1] {
					out, found = append(out, a), true
					break
				}
			}
			if !found {
				continue next
			}
		}
		return out, true
	}
	return nil, false
}

// leaveOpen finds the places of rows that have nothing to see: for each place where the row's words stand, the dashed outline round
// them or the dashed stroke nearest to them.
func (p *proof) leaveOpen() {
	for _, l := range p.pic.Proof.Looks {
		if !l.Clear || len(p.byRow[l.Row]) > 0 {
			continue
		}
		for _, words := range p.pic.Proof.Labels {
			if words.Row != l.Row {
				continue
			}
			for _, b := range p.blocks(words.Words) {
				if s, ok := p.dashedAt(b); ok {
					s.row = l.Row
					p.byRow[l.Row] = append(p.byRow[l.Row], s)
					p.vacant[l.Row] = true
				}
			}
			break
		}
	}
}

// dashedAt is the dashed outline round words, or the dashed stroke nearest to them.
func (p *proof) dashedAt(b box) (shape, bool) {
	var found shape
	best := 14.0
	for _, s := range p.shapes {
		if !s.dashed || s.row != "" || s.faded {
			continue
		}
		if s.size[0] > 8 && s.size[1] > 8 && len(s.segments) == 4 && s.segments[3][2] == s.segments[0][0] {
			if x, y := b.middle(); s.box.has(x, y) && best > 0 {
				found, best = s, 0
			}
			continue
		}
		for _, g := range s.segments {
			one := box{min(g[0], g[2]), min(g[1], g[3]), max(g[0], g[2]), max(g[1], g[3])}
			if d := one.apart(b); d < best {
				found, best = s, d
				found.box, found.size, found.segments = one, [2]float64{one.x1 - one.x0, one.y1 - one.y0}, [][4]float64{g}
			}
		}
	}
	return found, best < 14
}
