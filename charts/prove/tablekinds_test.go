package prove

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"sahel-explainer/charts/spec"
)

// falseTables are kinds of false tables; each reports whether the table has what it falsifies.
var falseTables = []struct {
	name string
	do   func(f *falseTable) bool
}{
	{"two headings swapped", func(f *falseTable) bool { return f.swapped(f.ths("col")) }},
	{"two names of rows swapped", func(f *falseTable) bool { return f.swapped(f.ths("row")) }},
	{"what two cells say swapped", func(f *falseTable) bool {
		return f.swapped(slices.DeleteFunc(elements(f.root, "td"), func(n *html.Node) bool { return len(rowsIn(n)) == 0 }))
	}},
	{"the words of two rows swapped", func(f *falseTable) bool {
		return f.swapped(slices.DeleteFunc(f.rows(), func(n *html.Node) bool { return len(f.texts(n)) == 0 }))
	}},
	{"a row left out", func(f *falseTable) bool {
		r := f.some(f.rows())
		if r.Data == "td" {
			r.Attr = slices.DeleteFunc(r.Attr, func(a html.Attribute) bool { return a.Key == "data-row" })
		} else {
			r.Parent.RemoveChild(r)
		}
		return true
	}},
	{"a row twice", func(f *falseTable) bool {
		r := f.some(f.rows())
		again := &html.Node{Type: html.ElementNode, Data: "i", Attr: slices.Clone(r.Attr)}
		f.some(elements(f.root, "td")).AppendChild(again)
		return true
	}},
	{"a row of another table", func(f *falseTable) bool { put(f.some(f.rows()), "data-row", "nobody"); return true }},
	{"a word lost", func(f *falseTable) bool {
		for _, r := range f.rows() {
			if ts := f.texts(r); len(ts) > 0 && strings.Contains(strings.TrimSpace(ts[0].Data), " ") {
				ts[0].Data = ts[0].Data[strings.Index(ts[0].Data, " "):]
				return true
			}
		}
		return false
	}},
	{"another figure", func(f *falseTable) bool {
		for _, r := range f.rows() {
			for _, n := range f.texts(r) {
				if i := strings.IndexAny(n.Data, "12345678"); i >= 0 {
					n.Data = n.Data[:i] + "9" + n.Data[i+1:]
					return true
				}
			}
		}
		return false
	}},
	{"words that nothing says", func(f *falseTable) bool {
		f.some(elements(f.root, "td")[1:]).AppendChild(&html.Node{Type: html.TextNode, Data: " 4,000"})
		return true
	}},
	{"whose word it is left out", func(f *falseTable) bool {
		s := f.some(elements(f.root, "small"))
		if s != nil {
			s.Parent.RemoveChild(s)
		}
		return s != nil
	}},
	{"other records", func(f *falseTable) bool {
		r := f.some(f.rows())
		put(r, "data-e", "r-999")
		return r.Data == "td"
	}},
	{"a mark in another country's colour", func(f *falseTable) bool {
		for _, m := range f.marks() {
			if c := hueOf(m); c != "" {
				return f.class(m, "hue-"+c, "hue-au")
			}
		}
		return false
	}},
	{"a heading in another country's colour", func(f *falseTable) bool {
		for _, m := range f.ths("col") {
			if c := hueOf(m); c != "" {
				return f.class(m, "hue-"+c, "hue-au")
			}
		}
		return false
	}},
	{"a promise as a deed", func(f *falseTable) bool {
		for _, m := range f.marks() {
			if has(m, "hollow") {
				return f.class(m, "hollow", "")
			}
		}
		return false
	}},
	{"a deed as a promise", func(f *falseTable) bool {
		for _, m := range f.marks() {
			if m.Data == "i" && !has(m, "hollow") && !has(m, "square") {
				return f.class(m, "", "hollow")
			}
		}
		return false
	}},
	{"a mark of another kind", func(f *falseTable) bool {
		marks, kinds := f.marks(), map[string]bool{}
		for _, m := range marks {
			kinds[kindOf(m)] = true
		}
		for _, m := range marks {
			if has(m, "square") && len(kinds) > 1 {
				return f.class(m, "square", "")
			}
		}
		return false
	}},
	{"no mark", func(f *falseTable) bool {
		for _, r := range f.rows() {
			if m := elements(r, "i"); len(m) > 0 {
				r.RemoveChild(m[0])
				return true
			}
		}
		return false
	}},
	{"an entry of the legend by another mark", func(f *falseTable) bool {
		for _, p := range elements(f.root, "p") {
			m := elements(p, "i")
			was := attr(m[0], "class")
			put(m[0], "class", attr(m[1], "class"))
			put(m[1], "class", was)
			return true
		}
		return false
	}},
	{"no legend", func(f *falseTable) bool {
		p := f.some(elements(f.root, "p"))
		if p != nil {
			p.Parent.RemoveChild(p)
		}
		return p != nil
	}},
	{"what a state is about stands back", func(f *falseTable) bool {
		r := f.some(f.focus())
		if r == nil {
			return false
		}
		for r.Data != "td" {
			r = r.Parent
		}
		return f.class(r, "", "quiet")
	}},
	{"a focused mark is a ghost", func(f *falseTable) bool {
		r := f.some(f.focus())
		return r != nil && f.class(marksOf(r)[0], "hue-ru", "hue-ghost")
	}},
	{"words hidden in the form", func(f *falseTable) bool {
		for _, r := range f.rows() {
			for _, b := range elements(r, "b") {
				if f.form == spec.Narrow && !has(b, "w") {
					return f.class(b, "", "w")
				}
			}
		}
		return false
	}},
	{"the other direction", func(f *falseTable) bool {
		t := elements(f.root, "table")[0]
		put(t, "dir", map[string]string{"ltr": "rtl", "rtl": "ltr"}[attr(t, "dir")])
		return true
	}},
	{"no caption", func(f *falseTable) bool {
		c := elements(f.root, "caption")[0]
		c.Parent.RemoveChild(c)
		return true
	}},
	{"a heading that heads nothing", func(f *falseTable) bool { put(f.some(elements(f.root, "th")), "scope", ""); return true }},
	{"a cell too few", func(f *falseTable) bool {
		for _, tr := range elements(f.root, "tr")[1:] {
			if td := elements(tr, "td"); len(rowsIn(td[0])) > 0 {
				tr.RemoveChild(elements(tr, "th")[0])
				return true
			}
		}
		return false
	}},
	{"a word with no room", func(f *falseTable) bool {
		f.some(f.ths("row")).AppendChild(&html.Node{Type: html.TextNode, Data: strings.Repeat("wordswithoutend", 8)})
		return true
	}},
	{"more rows than have room", func(f *falseTable) bool {
		body, trs := elements(f.root, "tbody")[0], elements(f.root, "tr")[1:]
		for range 12 {
			tr := &html.Node{Type: html.ElementNode, Data: "tr"}
			for _, c := range children(trs[0]) {
				tr.AppendChild(&html.Node{Type: html.ElementNode, Data: c.Data, Attr: []html.Attribute{{Key: "scope", Val: attr(c, "scope")}}})
				tr.LastChild.AppendChild(&html.Node{Type: html.TextNode, Data: "words"})
			}
			body.AppendChild(tr)
		}
		return true
	}},
}
