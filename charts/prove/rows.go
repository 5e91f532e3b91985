package prove

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// records: what a mark stands for is what its row states, read anew from the data file, and its words cite the records of that row.
func (p *proof) records() {
	if p.env == nil || len(p.pic.Proof.Files) == 0 {
		return
	}
	at := map[string]facts.Row{}
	for _, file := range p.pic.Proof.Files {
		kinds, ok := facts.ColumnsOf(file)
		if !ok {
			p.add("nothing is known of the columns of %s", file)
			return
		}
		rows, err := p.env.Facts.ReadCSV(p.env.Files, file, kinds.Facts()...)
		if err != nil {
			p.add("%s", err)
			return
		}
		for _, r := range rows {
			at[kinds.Name(r)] = r
		}
	}
	for _, id := range p.pic.Proof.Rows {
		r, ok := at[id]
		if !ok {
			p.add("row %s is in none of %s", id, strings.Join(p.pic.Proof.Files, ", "))
			continue
		}
		tip, ok := p.pic.Tips[id]
		if !ok {
			p.add("row %s has no words for who points at it", id)
			continue
		}
		if !slices.Equal(tip.Records, r.Records()) {
			p.add("row %s rests on records %v, and its words cite %v", id, r.Records(), tip.Records)
		}
		if c := r.Get("country"); c != "" && tip.Country != "" && tip.Country != c {
			p.add("row %s is of %s, and its words are of %s", id, c, tip.Country)
		}
	}
	for _, c := range p.pic.Proof.Read {
		if r, ok := at[c.Row]; ok && r.Get(c.Column) != c.Value {
			p.add("row %s is drawn as %q (%s), and its cell says %q", c.Row, c.Value, c.Column, r.Get(c.Column))
		}
	}
	p.values(at)
}

// values holds what marks stand for against the cells that they are said to come from.
func (p *proof) values(at map[string]facts.Row) {
	for _, s := range p.pic.Scales {
		for _, m := range slices.Concat(s.Marks, s.Leads, s.Strokes) {
			r, ok := at[m.Row]
			if !ok {
				p.add("scale of %s: row %s is in no data file", s.Name, m.Row)
				continue
			}
			from, err1 := cellsOf(r, m.Cells[0])
			to, err2 := cellsOf(r, m.Cells[1])
			if err1 != nil || err2 != nil {
				p.add("scale of %s: row %s: %v %v", s.Name, m.Row, err1, err2)
				continue
			}
			if m.Middle {
				from = (from + to) / 2
				to = from
			}
			if math.Abs(from-m.From) > 1e-6 || math.Abs(to-m.To) > 1e-6 {
				p.add("scale of %s: row %s stands for %.6g to %.6g, and its cells %s, %s say %.6g to %.6g", s.Name, m.Row, m.From, m.To, m.Cells[0], m.Cells[1], from, to)
			}
		}
	}
	for _, s := range p.pic.Proof.Spots {
		r, ok := at[s.Row]
		if !ok {
			continue // said above
		}
		lon, err1 := r.Number("lon")
		lat, err2 := r.Number("lat")
		if err1 != nil || err2 != nil || lon != s.Lon || lat != s.Lat {
			p.add("row %s stands for %g, %g, and its cells say %s, %s", s.Row, s.Lat, s.Lon, r.Get("lat"), r.Get("lon"))
		}
		if area := r.Get("precision") == "area"; area != (s.RX > 0 || s.Unmarked) {
			p.add("row %s is known as %q, and is drawn as a %s", s.Row, r.Get("precision"), map[bool]string{true: "pin", false: "stretch of land"}[area])
		}
	}
	for _, x := range p.pic.Proof.Routes {
		r, ok := at[x.Row]
		if !ok {
			continue
		}
		if r.Get("from") != fmt.Sprintf("%g %g", x.FromLon, x.FromLat) || r.Get("to") != fmt.Sprintf("%g %g", x.ToLon, x.ToLat) {
			p.add("route %s is said to run from %g %g to %g %g, and its cells say %s to %s", x.Row, x.FromLon, x.FromLat, x.ToLon, x.ToLat, r.Get("from"), r.Get("to"))
		}
	}
}

// cellsOf is the number that cells state: see spec.Mark.
func cellsOf(r facts.Row, cells string) (float64, error) {
	sum := 0.0
	for _, part := range strings.Split(cells, "+") {
		if part == "" {
			continue
		}
		col := ""
		for _, c := range strings.Split(part, "|") {
			if col = c; r.Get(c) != "" {
				break
			}
		}
		kinds, _ := facts.ColumnsOf(path.Base(r.File))
		switch kinds.Columns[col] {
		case facts.Date, facts.Year, facts.From, facts.Until:
			v, err := locales.DecimalYear(r.Get(col))
			if err != nil {
				return 0, err
			}
			sum += v
		default:
			v, err := r.Number(col)
			if err != nil {
				return 0, err
			}
			sum += v
		}
	}
	return sum, nil
}

// rows: each row of the state has its mark, and no other row has one.
func (p *proof) rows() {
	if p.pic.Proof.Rows == nil {
		return
	}
	for _, id := range p.pic.Proof.Rows {
		if len(p.of(id)) == 0 {
			p.add("row %s is not drawn", id)
		}
	}
	for id, marks := range p.byRow {
		if !slices.Contains(p.pic.Proof.Rows, id) {
			p.add("row %s is drawn, and the state does not show it", id)
		}
		if len(marks) > 1 && !p.route(id) && !p.vacant[id] {
			p.add("row %s is drawn %d times", id, len(marks))
		}
	}
}

func (p *proof) route(row string) bool {
	for _, r := range p.pic.Proof.Routes {
		if r.Row == row {
			return true
		}
	}
	return false
}

// hidden: a mark can be seen: it has ink and size, and nothing opaque covers it.
func (p *proof) hidden() {
	clear, hatched := map[string]bool{}, map[string]bool{}
	for _, l := range p.pic.Proof.Looks {
		clear[l.Row] = l.Clear
	}
	for _, sc := range p.pic.Scales {
		for _, m := range sc.Hatched {
			hatched[m.Row] = true
		}
	}
	for _, s := range p.shapes {
		if s.row == "" {
			continue
		}
		fill, stroke := colourOf(s.fill), colourOf(s.stroke)
		inkless := s.faded || (s.noFill || fill == "paper") && (stroke == "" || stroke == "paper")
		switch {
		case clear[s.row] && !inkless && !hatched[s.row]:
			p.add("row %s: nothing is known of it, and it has a mark", s.row)
		case clear[s.row] && !hatched[s.row]:
			continue
		case inkless && !(hatched[s.row] && !s.faded && p.strokesIn(s.box) >= hatchLeast):
			p.add("row %s: its mark has no ink", s.row)
		case s.size[0] < 0.5 && s.size[1] < 0.5:
			p.add("row %s: its mark has no size", s.row)
		}
		for _, o := range p.shapes {
			if o.order > s.order && o.row != s.row && !o.noFill && o.fill != "" && !o.faded && o.name != "line" && len(o.segments) != 1 && o.box.holds(s.box) {
				p.add("row %s: its mark is covered%s", s.row, map[bool]string{true: " by that of row " + o.row}[o.row != ""])
				break
			}
		}
	}
}

// frame: nothing leaves the picture.
func (p *proof) frame() {
	w, h := p.pic.Width, p.pic.Height
	out := func(b box) bool {
		return b.x0 < -ofPicture || b.y0 < -ofPicture || b.x1 > w+ofPicture || b.y1 > h+ofPicture
	}
	for _, s := range p.shapes {
		if s.row != "" && out(s.box) && !p.route(s.row) {
			p.add("row %s: its mark leaves the picture: x %.0f to %.0f, y %.0f to %.0f of %.0f×%.0f", s.row, s.box.x0, s.box.x1, s.box.y0, s.box.y1, w, h)
		}
	}
	for _, l := range p.labels {
		if strings.TrimSpace(l.words) != "" && out(l.box) {
			p.add("label %q leaves the picture: x %.0f to %.0f, y %.0f to %.0f of %.0f×%.0f", l.words, l.box.x0, l.box.x1, l.box.y0, l.box.y1, w, h)
		}
	}
}
