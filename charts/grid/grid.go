// Package grid writes a picture that is a table as pages carry it: one <table> for both forms, whose look web/css/09-grid.css says by the
// size of its slot. What it must show is proven by package prove, which reads what stands here as readers do.
package grid

import (
	"html"
	"slices"
	"strings"

	"sahel-explainer/charts/spec"
)

// Slot is the class of the place that holds a table; in it are the table, of class Table, and the key to its marks.
const (
	Slot  = "form tab"
	Table = "grid"
)

// hue is the class of a colour of the page: var(--ru) is of class hue-ru; see Rules.
func hue(colour string) string {
	if colour == "" {
		return ""
	}
	return "hue-" + strings.TrimSuffix(strings.TrimPrefix(colour, "var(--"), ")")
}

// Rules are those of the classes of colours, by their names.
func Rules(colours []string) string {
	var b strings.Builder
	for _, c := range colours {
		b.WriteString(".hue-" + c + "{--k:var(--" + c + ")}\n")
	}
	return b.String()
}

type writer struct {
	strings.Builder
	env *spec.Env
}

// Write writes a table in the language of env.
func Write(env *spec.Env, g *spec.Grid) string {
	w := &writer{env: env}
	kind, front := "bars", ""
	if g.Marked {
		kind = "marked"
	}
	for i, h := range g.Heads {
		if h.Front {
			front = "f" + string(rune('1'+i))
		}
	}
	w.open("table", "class", classes(Table, kind, front), "dir", env.Dir)
	w.put("caption", g.Caption, "class", "vh")
	w.WriteString("<thead><tr><td></td>")
	for _, h := range g.Heads {
		w.put("th", h.Words, "class", hue(h.Colour), "scope", "col")
	}
	w.WriteString("</tr></thead><tbody>")
	for _, r := range g.Rows {
		w.open("tr", "class", classes(word(r.Quiet, "quiet"), word(stands(r), "about")))
		w.put("th", r.Words, "scope", "row")
		for _, c := range r.Cells {
			if g.Marked {
				w.marked(c)
			} else {
				w.bar(c)
			}
		}
		w.WriteString("</tr>")
	}
	w.WriteString("</tbody></table>")
	w.keys(g.Keys)
	return w.String()
}

func word(is bool, class string) string {
	if is {
		return class
	}
	return ""
}

func classes(all ...string) string { return strings.Join(strings.Fields(strings.Join(all, " ")), " ") }

// open writes a start tag with the attributes that say something.
func (w *writer) open(name string, attrs ...string) {
	w.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			w.WriteString(" " + attrs[i] + `="` + html.EscapeString(attrs[i+1]) + `"`)
		}
	}
	w.WriteString(">")
}

// put writes words, where there are any, in an element of their own.
func (w *writer) put(name, words string, attrs ...string) {
	if words == "" {
		return
	}
	w.open(name, attrs...)
	w.WriteString(w.env.HTML(words) + "</" + name + ">")
}

// bar writes a cell that is one row's, with a bar beside its words. It says what it rests on: no list of rows has it once more.
func (w *writer) bar(c spec.GridCell) {
	if len(c.Items) == 0 {
		w.WriteString("<td></td>")
		return
	}
	i := c.Items[0]
	class := classes(hue(i.Colour), word(c.Stands, "about"), word(c.Quiet, "quiet"))
	w.open("td", "class", class, "data-row", i.Row, "data-e", strings.Join(i.Records, " "))
	w.WriteString(w.env.HTML(i.Words))
	if i.Note != "" {
		w.WriteString(" ")
		w.put("small", i.Note)
	}
	w.WriteString("</td>")
}

// marked writes a cell whose rows have marks of their own.
func (w *writer) marked(c spec.GridCell) {
	listed := "l"
	for _, i := range c.Items {
		if i.Narrow != spec.All {
			listed = "lw" // a list in the wide form alone
		}
	}
	w.open("td", "class", classes(word(c.Quiet, "quiet"), word(c.List, listed)))
	switch {
	case len(c.Items) > 0:
		for _, i := range c.Items {
			w.item(i)
		}
	case c.Short == "" || c.Short == c.Words:
		w.WriteString(w.env.HTML(c.Words))
	default:
		w.put("span", c.Words, "class", "w")
		w.put("span", c.Short, "class", "n")
	}
	w.WriteString("</td>")
}

// item writes a row: its mark, when, and what.
func (w *writer) item(i spec.GridItem) {
	row := []string{"data-row", i.Row}
	if i.Lead == "" && i.Words == "" {
		w.mark(i, row...)
		return
	}
	w.open("span", append(row, "class", "d")...)
	w.mark(i)
	w.put("b", i.Lead, "class", word(i.Narrow == spec.MarkAlone, "w"))
	w.WriteString(" ")
	w.put("span", i.Words, "class", word(i.Narrow != spec.All, "w"))
	w.WriteString("</span>")
}

func (w *writer) mark(i spec.GridItem, more ...string) {
	w.open("i", append([]string{"class", classes("m", i.Class, hue(i.Colour)), "role", "img", "aria-label", i.Kind}, more...)...)
	w.WriteString("</i>")
}

// keys writes what the marks mean. To who listens each mark says it itself.
func (w *writer) keys(all []spec.GridItem) {
	if len(all) == 0 {
		return
	}
	w.WriteString(`<p class="keys" aria-hidden="true">`)
	for _, i := range all {
		w.WriteString("<span>")
		w.mark(spec.GridItem{Class: i.Class, Colour: i.Colour})
		w.WriteString(w.env.HTML(i.Words) + "</span>")
	}
	w.WriteString("</p>")
}

// stands reports whether a state is about a row: the smallest frames show it first.
func stands(r spec.GridRow) bool {
	return slices.ContainsFunc(r.Cells, func(c spec.GridCell) bool { return c.Stands })
}
