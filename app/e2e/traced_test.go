package e2e

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

var (
	figureText = regexp.MustCompile(`\d+(?:[.,\x{202f}\x{a0}]\d+)*`)
	cellDate   = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$`)
)

// traceable are the figures that the ledger gives to a language: what slots filled, the cells of rows, and what sources are called and
// dated. Whether each stands at its place is for other tests (the check's rules, the marks of graphics): here nothing may come from
// nowhere.
func traceable(t *testing.T, p *read.Project, c *locales.Catalogue) (traced, plain map[string]bool) {
	t.Helper()
	traced, plain = map[string]bool{}, map[string]bool{}
	add := func(s string) {
		for _, f := range figureText.FindAllString(s, -1) {
			traced[f] = true
		}
	}
	for _, id := range c.IDs() {
		m, _ := c.Message(id)
		for form, text := range m.Forms {
			for _, s := range m.Slots[form] {
				if s.Plain() {
					for _, f := range figureText.FindAllString(text[s.From:s.To], -1) {
						plain[f] = true
					}
					continue
				}
				add(text[s.From:s.To])
			}
		}
	}
	cell := func(s string) {
		add(s)
		if v, err := strconv.ParseFloat(s, 64); err == nil {
			add(c.Number(v, 6))
		}
		if m := cellDate.FindStringSubmatch(s); m != nil {
			add(m[1])
			add(strings.TrimLeft(m[3], "0"))
		}
	}
	files, _ := fs.Glob(p.Files, facts.Dir+"/*.csv")
	for _, file := range files {
		table, err := facts.ParseCSV(p.Files, path.Base(file))
		must(t, err)
		for _, row := range table.Rows {
			for _, v := range row.Cells {
				for _, part := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == '/' }) {
					cell(part)
				}
			}
		}
	}
	for _, r := range p.Facts.Records() {
		for _, field := range p.Facts.Fields(r.ID) { // what evidence says of a record: its dates, and its figure where another contradicts it
			if f, ok, err := p.Facts.Figure(r.ID, field); ok && err == nil {
				said, err := c.Figure(f, "")
				must(t, err)
				add(said)
			}
		}
		for _, id := range r.Sources {
			x, _ := p.Facts.Source(id)
			add(x.Title)
			add(x.Publisher)
			cell(x.Date)
		}
	}
	return traced, plain
}

// ticks matches what an axis is marked with: a number alone, in percent, or in the words of a message of an axis.
func ticks(c *locales.Catalogue) *regexp.Regexp {
	forms := []string{`#[\x{202f}\x{a0}]?%?`}
	for _, id := range c.IDs() {
		if m, _ := c.Message(id); strings.HasSuffix(id, ".axis") {
			for _, f := range m.Forms {
				forms = append(forms, strings.ReplaceAll(regexp.QuoteMeta(f), regexp.QuoteMeta("{{.Count}}"), "#"))
			}
		}
	}
	return regexp.MustCompile(`^(?:` + strings.ReplaceAll(strings.Join(forms, "|"), "#", figureText.String()) + `)$`)
}

// kindOfText names the part of a page that a text stands in, and whether its figures are plain: a tick of an axis, a count of the
// page's own, the size of a download.
func kindOfText(n *html.Node, text string, tick *regexp.Regexp) (kind string, plain bool) {
	kind = "page"
	for ; n != nil; n = n.Parent {
		class := ""
		for _, a := range n.Attr {
			switch {
			case a.Key == "class":
				class = " " + a.Val + " "
			case a.Key == "data-step" && kind == "page":
				kind = "step"
			}
		}
		switch {
		case n.Data == "text":
			return "picture", tick.MatchString(strings.Trim(strings.TrimSpace(text), "\u200e\u200f\u202a\u202b\u202c"))
		case n.Data == "td" || n.Data == "th":
			return "table", false
		case strings.Contains(class, " offline "):
			return "size", true
		case strings.Contains(class, " alone "): // which steps a graphic is of
			return "count", true
		case n.Data == "summary" && n.Parent != nil && slices.ContainsFunc(n.Parent.Attr, func(a html.Attribute) bool { return a.Val == "publishers" }):
			return "count", true
		}
	}
	return kind, false
}

// TestNoFigureComesFromNowhere walks the built pages of every language as a reader and a screen reader meet them and prints, by kind
// of text, which figures the ledger gave, which are plain, and which come from nowhere: of those there is none.
func TestNoFigureComesFromNowhere(t *testing.T) {
	t.Parallel()
	p, err := read.Load("../..")
	must(t, err)
	for _, l := range p.Locales() {
		traced, plain := traceable(t, p, p.Catalogues[l.Tag])
		tick := ticks(p.Catalogues[l.Tag])
		count := map[string]*[3]int{}
		see := func(n *html.Node, where, text string) {
			for _, f := range figureText.FindAllString(text, -1) {
				kind, own := kindOfText(n, text, tick)
				if where != "" {
					kind = where
				}
				if count[kind] == nil {
					count[kind] = &[3]int{}
				}
				switch {
				case traced[f]:
					count[kind][0]++
				case plain[f] || own:
					count[kind][1]++
				default:
					count[kind][2]++
					t.Errorf("%s, %s: %q of %.80q is in no record and no row", l.Tag, kind, f, strings.TrimSpace(text))
				}
			}
		}
		var walk func(*html.Node)
		walk = func(n *html.Node) {
			if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") {
				return
			}
			if n.Type == html.TextNode {
				see(n.Parent, "", n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "aria-label" || a.Key == "title" || a.Key == "alt" {
					see(n, "alternative", a.Val)
				}
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
		pages, err := filepath.Glob(filepath.Join(dist, l.Tag, "graphics", "*", "index.html"))
		must(t, err)
		for _, page := range append(pages, filepath.Join(dist, l.Tag, "index.html")) {
			f, err := os.Open(page)
			must(t, err)
			root, err := html.Parse(f)
			f.Close()
			must(t, err)
			walk(root)
		}
		var line []string
		for _, k := range slices.Sorted(maps.Keys(count)) {
			line = append(line, fmt.Sprintf("%s %d/%d/%d", k, count[k][0], count[k][1], count[k][2]))
		}
		t.Logf("%s: traced/plain/untraced: %s", l.Tag, strings.Join(line, ", "))
	}
}
