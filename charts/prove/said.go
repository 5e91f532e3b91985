package prove

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// shown: each row of the data has its place, one, and no other row has any; a cell that is one row's leads to the records that it rests on.
func (t *cells) shown() {
	for _, id := range t.pic.Proof.Rows {
		switch at := t.byRow[id]; {
		case len(at) == 0:
			t.add("row %s is not in the table", id)
		case len(at) > 1:
			t.add("row %s stands in the table %d times", id, len(at))
		case at[0].Data == "td" && !slices.Equal(strings.Fields(attr(at[0], "data-e")), t.pic.Tips[id].Records):
			t.add("row %s rests on %v, and its cell leads to %s", id, t.pic.Tips[id].Records, attr(at[0], "data-e"))
		}
	}
	for id := range t.byRow {
		if !slices.Contains(t.pic.Proof.Rows, id) {
			t.add("row %s is in the table, and the state does not show it", id)
		}
	}
}

// banded: each row stands below the heading, and beside the name, that are its own.
func (t *cells) banded() {
	for _, b := range t.pic.Proof.Bands {
		for _, h := range b.Heads {
			for _, id := range h.Rows {
				for _, n := range t.byRow[id] {
					head := t.heads[min(t.colOf[n], len(t.heads)-1)]
					if b.Vertical {
						head = children(t.rows[t.rowOf[n]])[0]
					}
					if got := t.text(head); got != bare(h.Words) {
						t.add("row %s stands in the %s %q, and belongs in %q", id, b.Name, got, h.Words)
					}
				}
			}
		}
	}
}

// hueOf is the colour of an element that says whose it is, or "".
func hueOf(n *html.Node) string {
	for _, c := range strings.Fields(attr(n, "class")) {
		if h, ok := strings.CutPrefix(c, "hue-"); ok && meant(h) {
			return h
		}
	}
	return ""
}

// marksOf are the marks of a row: those in it, or itself.
func marksOf(n *html.Node) []*html.Node {
	if n.Data == "td" || n.Data == "i" {
		return []*html.Node{n}
	}
	return elements(n, "i")
}

// coloured: what has a colour that says whose it is has that of its own country.
func (t *cells) coloured() {
	for _, l := range t.pic.Proof.Looks {
		for _, n := range t.byRow[l.Row] {
			for _, m := range marksOf(n) {
				if c := hueOf(m); c != "" && l.Country != "" && c != strings.ToLower(l.Country) {
					t.add("row %s: it is %s's and has the colour %s", l.Row, l.Country, c)
				}
			}
		}
	}
	for _, b := range t.pic.Proof.Bands {
		for _, h := range b.Heads {
			for _, n := range t.heads {
				if c := hueOf(n); !b.Vertical && c != "" && c != strings.ToLower(h.Country) && t.text(n) == bare(h.Words) {
					t.add("heading %q is of %q and has the colour %s", h.Words, h.Country, c)
				}
			}
		}
	}
}

// kindOf is what a mark looks like, but for its colour.
func kindOf(m *html.Node) string {
	var out []string
	for _, c := range strings.Fields(attr(m, "class")) {
		if !strings.HasPrefix(c, "hue-") && c != "about" && c != "quiet" {
			out = append(out, c)
		}
	}
	return m.Data + " " + strings.Join(out, " ")
}

// looked: marks of a class look alike, classes differ, each row has one, and what is open is so.
func (t *cells) looked() {
	of := map[string]string{}
	for _, l := range t.pic.Proof.Looks {
		for _, n := range t.byRow[l.Row] {
			marks := marksOf(n)
			if len(marks) != 1 {
				t.add("row %s has %d marks", l.Row, len(marks))
				continue
			}
			look := kindOf(marks[0])
			if has(marks[0], "hollow") != l.Open {
				t.add("row %s: its mark is %s and must be %s", l.Row, openly(!l.Open), openly(l.Open))
			}
			for class, other := range of {
				if (class == l.Class) != (other == look) {
					t.add("row %s is of kind %s and looks as %s does: %q", l.Row, l.Class, class, look)
				}
			}
			of[l.Class] = look
		}
	}
	for _, k := range t.pic.Proof.Keys {
		for _, n := range t.keyOf(k.Words) {
			if m := elements(n, "i"); len(m) == 1 && of[k.Class] != "" && kindOf(m[0]) != of[k.Class] {
				t.add("the legend explains %q by %q, and marks of that kind are %q", k.Words, kindOf(m[0]), of[k.Class])
			}
		}
	}
}

func (t *cells) keyOf(words string) []*html.Node {
	if t.keys == nil {
		return nil
	}
	return slices.DeleteFunc(children(t.keys), func(n *html.Node) bool { return t.text(n) != bare(words) })
}

// keyed: each entry of the legend is there, with a mark.
func (t *cells) keyed() {
	for _, k := range t.pic.Proof.Keys {
		at := t.keyOf(k.Words)
		if len(at) != 1 || len(elements(at[0], "i")) != 1 {
			t.add("the legend's %q has no mark", k.Words)
		}
	}
}

// forward: what the state is about does not stand back.
func (t *cells) forward() {
	for _, id := range t.pic.Proof.Focus {
		for _, n := range t.byRow[id] {
			for _, m := range marksOf(n) {
				if has(m, "hue-ghost") {
					t.add("the state is about row %s, and its mark stands back", id)
				}
			}
			for at := n; at != nil; at = at.Parent {
				if has(at, "quiet") || t.away(at) {
					t.add("the state is about row %s, and it stands back", id)
					break
				}
			}
		}
	}
}

// worded: in the place of a row stand its words, all of them and no others; what stands elsewhere is said by something.
func (t *cells) worded() {
	own := map[string][]string{}
	for _, l := range append(slices.Clone(t.pic.Proof.Labels), t.pic.Proof.Said...) {
		if w := bare(l.Words); !slices.Contains(own[l.Row], w) {
			own[l.Row] = append(own[l.Row], w)
		}
	}
	for id, at := range t.byRow {
		for _, n := range at {
			got := t.chunks(n)
			for _, w := range own[id] {
				if !slices.Contains(got, w) {
					t.add("the words of row %s, %q, are not in its place", id, w)
				}
			}
			for _, w := range got {
				if !slices.Contains(own[id], w) {
					t.add("nothing vouches for the words %q in the place of row %s", w, id)
				}
			}
		}
	}
	for _, tr := range t.rows {
		for _, cell := range children(tr)[1:] {
			got := t.chunks(cell)
			for _, n := range append(slices.Collect(cell.Descendants()), cell) {
				if attr(n, "data-row") != "" {
					for _, w := range t.chunks(n) {
						got = slices.DeleteFunc(got, func(s string) bool { return s == w })
					}
				}
			}
			for _, w := range got {
				if strings.ContainsFunc(w, unicode.IsDigit) {
					t.add("nothing vouches for the words %q", w)
				}
			}
		}
	}
}

// rowsIn are the rows of the data in a cell.
func rowsIn(n *html.Node) (out []string) {
	for _, d := range append(slices.Collect(n.Descendants()), n) {
		if r := attr(d, "data-row"); r != "" {
			out = append(out, r)
		}
	}
	return out
}

// captioned: what must be read stands somewhere.
func (t *cells) captioned() {
	var all []string
	for n := range t.root.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, t.chunks(n)...)
		}
	}
	for _, w := range t.pic.Proof.Words {
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(" "+s+" ", " "+bare(w)+" ") }) {
			t.add("%q is not in the table", w)
		}
	}
}
