package prove

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sahel-explainer/charts"
	"sahel-explainer/charts/grid"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// falseTable is a table to be made false.
type falseTable struct {
	*rand.Rand
	root *html.Node
	pic  spec.Picture
	form spec.Form
}

func (f *falseTable) some(nodes []*html.Node) *html.Node {
	if len(nodes) == 0 {
		return nil
	}
	return nodes[f.IntN(len(nodes))]
}

// rows are the places of rows, in order.
func (f *falseTable) rows() (out []*html.Node) {
	for n := range f.root.Descendants() {
		if n.Type == html.ElementNode && attr(n, "data-row") != "" {
			out = append(out, n)
		}
	}
	return out
}

func put(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func (f *falseTable) class(n *html.Node, was, is string) bool {
	cs := strings.Fields(attr(n, "class"))
	if i := slices.Index(cs, was); was != "" && i >= 0 {
		cs[i] = is
	} else if was == "" {
		cs = append(cs, is)
	} else {
		return false
	}
	put(n, "class", strings.Join(cs, " "))
	return true
}

// swap exchanges what two nodes hold.
func swap(a, b *html.Node) {
	take := func(n *html.Node) (out []*html.Node) {
		for n.FirstChild != nil {
			c := n.FirstChild
			n.RemoveChild(c)
			out = append(out, c)
		}
		return out
	}
	of, to := take(a), take(b)
	for _, c := range of {
		b.AppendChild(c)
	}
	for _, c := range to {
		a.AppendChild(c)
	}
}

// pair are two of some nodes that do not say the same.
func (f *falseTable) pair(nodes []*html.Node) (a, b *html.Node) {
	t := &cells{form: f.form}
	for range 40 {
		a, b = f.some(nodes), f.some(nodes)
		if a != nil && t.text(a) != t.text(b) {
			return a, b
		}
	}
	return nil, nil
}

func (f *falseTable) swapped(nodes []*html.Node) bool {
	a, b := f.pair(nodes)
	if a != nil {
		swap(a, b)
	}
	return a != nil
}

// ths are the headings of a scope; the words of a form that it shows.
func (f *falseTable) ths(scope string) []*html.Node {
	return slices.DeleteFunc(elements(f.root, "th"), func(n *html.Node) bool { return attr(n, "scope") != scope })
}

func (f *falseTable) marks() (out []*html.Node) {
	for _, r := range f.rows() {
		out = append(out, marksOf(r)...)
	}
	return out
}

// texts are the texts of a row that its form shows.
func (f *falseTable) texts(n *html.Node) (out []*html.Node) {
	t := &cells{form: f.form}
	for d := range n.Descendants() {
		hidden := false
		for at := d; at != nil && at != n; at = at.Parent {
			hidden = hidden || t.away(at)
		}
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" && !hidden {
			out = append(out, d)
		}
	}
	return out
}

func (f *falseTable) focus() (out []*html.Node) {
	for _, r := range f.rows() {
		if slices.Contains(f.pic.Proof.Focus, attr(r, "data-row")) {
			out = append(out, r)
		}
	}
	return out
}

// The rules stop each kind of false table, in every state, form and language in which there is one to make; true ones pass.
func TestFalseTables(t *testing.T) {
	made := map[string]int{}
	rnd := rand.New(rand.NewPCG(17, 17))
	for _, g := range charts.All() {
		for _, l := range locales.All() {
			for _, form := range spec.Forms() {
				env := environment(t, l.Tag, form)
				for _, state := range g.States() {
					pic, err := g.Draw(env.Drawn(), state)
					if err != nil {
						t.Fatal(err)
					}
					if pic.Grid == nil {
						continue
					}
					at, text := g.ID()+" "+state+" "+l.Tag+" "+string(form), grid.Write(env, pic.Grid)
					if wrong := Table(env, text, pic); len(wrong) > 0 {
						t.Errorf("%s: %s", at, Faults(wrong))
					}
					for _, k := range falseTables {
						root, err := html.Parse(strings.NewReader(text))
						if err != nil {
							t.Fatal(err)
						}
						if !k.do(&falseTable{rnd, root, pic, form}) {
							continue
						}
						made[k.name]++
						var b strings.Builder
						if err := html.Render(&b, root); err != nil {
							t.Fatal(err)
						}
						if len(Table(env, b.String(), pic)) == 0 {
							t.Errorf("%s: %s passes", at, k.name)
						}
					}
				}
			}
		}
	}
	for _, k := range falseTables {
		if made[k.name] < 3 {
			t.Errorf("%s was made %d times", k.name, made[k.name])
		}
	}
}
