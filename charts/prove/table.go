package prove

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"sahel-explainer/charts/spec"
)

// cells are a picture that is a table, as readers of one form have it.
type cells struct {
	*proof
	form       spec.Form
	heads      []*html.Node // the first is over the rows' names
	rows       []*html.Node
	byRow      map[string][]*html.Node
	colOf      map[*html.Node]int
	rowOf      map[*html.Node]int
	keys, root *html.Node
}

// tableRules are those of tables, in the order in which they speak. What they have in common with drawings is the records of rows.
var tableRules = []struct {
	name  string
	check func(t *cells)
}{
	{"record", func(t *cells) { t.records() }}, {"table", (*cells).whole}, {"row", (*cells).shown}, {"band", (*cells).banded},
	{"colour", (*cells).coloured}, {"look", (*cells).looked}, {"key", (*cells).keyed}, {"hidden", (*cells).forward},
	{"label", (*cells).worded}, {"words", (*cells).captioned}, {"frame", (*cells).roomy},
}

// Table holds a picture that is a table, as package grid writes it for pages, against what it must show in the form of env.
func Table(env *spec.Env, text string, pic spec.Picture) []Fault {
	if pic.Proof == nil {
		return []Fault{{"row", "the table does not say what it shows; see spec.Proof"}}
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return []Fault{{"table", err.Error()}}
	}
	t := &cells{
		proof: &proof{pic: pic, env: env}, form: env.Form, root: root,
		byRow: map[string][]*html.Node{}, colOf: map[*html.Node]int{}, rowOf: map[*html.Node]int{},
	}
	t.read()
	for _, r := range tableRules {
		t.rule = r.name
		r.check(t)
	}
	return t.found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// elements are the elements of a name in a node.
func elements(n *html.Node, name string) (out []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			out = append(out, d)
		}
	}
	return out
}

// children are the elements that stand in a node itself.
func children(n *html.Node) (out []*html.Node) {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			out = append(out, c)
		}
	}
	return out
}

// away reports whether the form leaves an element out.
func (t *cells) away(n *html.Node) bool {
	return has(n, "w") && t.form == spec.Narrow || has(n, "n") && n.Data == "span" && t.form == spec.Wide || has(n, "vh")
}

// chunks are the words of a node as its elements part them, in the form.
func (t *cells) chunks(n *html.Node) (out []string) {
	now := ""
	end := func() {
		if b := bare(now); b != "" {
			out = append(out, b)
		}
		now = ""
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				now += c.Data
			case c.Type != html.ElementNode || t.away(c):
			case c.Data == "bdi":
				walk(c)
			default:
				end()
				walk(c)
				end()
			}
		}
	}
	walk(n)
	end()
	return out
}

func (t *cells) text(n *html.Node) string { return strings.Join(t.chunks(n), " ") }

// read finds what stands where.
func (t *cells) read() {
	trs := elements(t.root, "tr")
	for _, p := range elements(t.root, "p") {
		t.keys = p
	}
	if len(trs) == 0 {
		return
	}
	t.heads, t.rows = children(trs[0]), trs[1:]
	for y, tr := range t.rows {
		for x, cell := range children(tr) {
			for _, n := range append(slices.Collect(cell.Descendants()), cell) {
				if n.Type == html.ElementNode {
					t.colOf[n], t.rowOf[n] = x, y
					if row := attr(n, "data-row"); row != "" {
						t.byRow[row] = append(t.byRow[row], n)
					}
				}
			}
		}
	}
}

// whole: it is one table with a caption, its headings say of what they are, and its cells are as many in each row.
func (t *cells) whole() {
	if n := len(elements(t.root, "table")); n != 1 {
		t.add("it has %d tables", n)
	}
	if c := elements(t.root, "caption"); len(c) != 1 || strings.TrimSpace(strings.Join((&cells{}).chunks(c[0]), "")) == "" {
		t.add("it has no caption")
	}
	for i, h := range t.heads {
		if i > 0 && (h.Data != "th" || attr(h, "scope") != "col" || t.text(h) == "") {
			t.add("heading %d is none of a column", i)
		}
	}
	for i, r := range t.rows {
		cells := children(r)
		if len(cells) != len(t.heads) {
			t.add("row %d has %d cells, and there are %d columns", i+1, len(cells)-1, len(t.heads)-1)
		}
		if len(cells) > 0 && (cells[0].Data != "th" || attr(cells[0], "scope") != "row" || t.text(cells[0]) == "") {
			t.add("row %d has no name", i+1)
		}
	}
	for _, tab := range elements(t.root, "table") {
		if want := t.env.Dir; attr(tab, "dir") != want {
			t.add("its direction is %q, and its words run %s", attr(tab, "dir"), want)
		}
	}
}
