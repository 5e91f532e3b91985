package render

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	nethtml "golang.org/x/net/html"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/policy"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/story"
)

// document is one page of the site as it is written.
type document struct {
	Lang, Dir   string
	Title       string
	Description string
	// Data are data-* attributes of the root, which boot.js and the client read.
	Data map[string]string
	// Up leads from the page to the site's root ("../", "" …).
	Up string
	// Style is the inline style sheet.
	Style string
	// Allowed are further inline style sheets that the page's policy allows.
	Allowed []string
	// Extra is a further inline style sheet, of this page alone.
	Extra string
	// Head is further markup of the head.
	Head string
	// Body is the markup of the body before the client's mount.
	Body string
	// Origin is the site's own, which the page's policy names.
	Origin string
	// Boot is the path of boot.js below the root; empty for pages without scripts.
	Boot string
	// Script is the path of a further script, of this page alone.
	Script string
}

// HTML writes the page.
func (d document) HTML() []byte {
	root := g.Group{h.Lang(d.Lang), h.Dir(d.Dir), h.Data("locale", d.Lang)}
	for _, k := range slices.Sorted(maps.Keys(d.Data)) {
		root = append(root, h.Data(k, d.Data[k]))
	}
	head := g.Group{
		h.Meta(h.Charset("utf-8")),
		named("viewport", "width=device-width,initial-scale=1,viewport-fit=cover"),
		h.Meta(g.Attr("http-equiv", "Content-Security-Policy"), h.Content(policy.Page(d.Origin, d.styles()...))),
		h.TitleEl(g.Text(d.Title)), named("description", d.Description),
		g.Raw(d.Head),
		h.StyleEl(g.Raw(d.Style)), g.If(d.Extra != "", h.StyleEl(g.Raw(d.Extra))),
	}
	script := func(path, when string) g.Node {
		return h.Script(h.Src(d.Up+path), g.If(when != "", g.Attr(when)))
	}
	before, after, inArticle := strings.Cut(d.Body, story.BootMark)
	body := g.Group{g.Raw(before), g.Raw(after)}
	if d.Boot != "" && inArticle {
		body = g.Group{g.Raw(before), script(d.Boot, ""), g.Raw(after)}
	} else if d.Boot != "" {
		head = append(head, script(d.Boot, "async"))
	}
	if d.Script != "" {
		head = append(head, script(d.Script, "defer"))
	}
	// The client mounts in an element of its own, and nothing that a reader has before it comes stands there: the article is never
	// re-created, so focus, selection and position need no rescue. It stands last: the way past the bar stays the first stop.
	return []byte(markup.String(g.Raw("<!DOCTYPE html>"), h.HTML(root, h.Head(head), h.Body(body, h.Div(h.ID("client"))))))
}

// named is a meta element of a name.
func named(name, content string) g.Node { return h.Meta(h.Name(name), h.Content(content)) }

// property is one that networks read.
func property(name, content string) g.Node {
	return h.Meta(g.Attr("property", name), h.Content(content))
}

// mainPart is a page's main part where that is no story.
func mainPart(class string, inside ...g.Node) string {
	return markup.String(h.Main(h.ID("story"), g.If(class != "", h.Class(class)), g.Group(inside)))
}

// styles are all inline style sheets that the page's policy allows.
func (d document) styles() []string {
	out := append([]string{d.Style}, d.Allowed...)
	if d.Extra != "" {
		out = append(out, d.Extra)
	}
	return out
}

// jsonLD writes structured data, safe inside a script element.
func jsonLD(v any) string {
	raw, _ := json.Marshal(v) // maps and strings alone
	return `<script type="application/ld+json">` + strings.ReplaceAll(string(raw), "</", `<\/`) + `</script>`
}

// ordered renders go-app components to HTML with attributes in order: go-app keeps them in a map, and a page must be the
// same bytes whenever it is built.
func ordered(ui app.UI) (string, error) {
	z := nethtml.NewTokenizer(strings.NewReader(app.HTMLString(ui)))
	var b strings.Builder
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			if err := z.Err(); err.Error() != "EOF" {
				return "", err
			}
			return b.String(), nil
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			raw := z.Raw() // SVG keeps its own spelling (viewBox) and is in order already; it is most of a page, and asked by name alone
			name, more := z.TagName()
			if string(name) == "svg" || svgElements[string(name)] {
				b.Write(raw)
				continue
			}
			t := nethtml.Token{Data: string(name)}
			for more {
				var key, val []byte
				key, val, more = z.TagAttr()
				t.Attr = append(t.Attr, nethtml.Attribute{Key: string(key), Val: string(val)})
			}
			sort.SliceStable(t.Attr, func(i, j int) bool { return t.Attr[i].Key < t.Attr[j].Key })
			b.WriteString("<" + t.Data)
			for _, a := range t.Attr {
				if a.Val == "" || (a.Val == "true" && (a.Key == "hidden" || a.Key == "data-story")) {
					b.WriteString(" " + a.Key)
					continue
				}
				if strings.Contains(a.Val, `\`) {
					return "", fmt.Errorf("attribute %s of <%s>: %q holds a backslash that go-app wrote; give the value through safe in components/story", a.Key, t.Data, a.Val)
				}
				fmt.Fprintf(&b, ` %s="%s"`, a.Key, html.EscapeString(a.Val))
			}
			b.WriteString(">")
		case nethtml.TextToken:
			if s := string(z.Raw()); strings.TrimSpace(s) != "" || !strings.Contains(s, "\n") {
				b.WriteString(s)
			}
		default:
			b.Write(z.Raw())
		}
	}
}

var svgElements = map[string]bool{
	"path": true, "use": true, "g": true, "text": true, "tspan": true, "rect": true, "circle": true, "line": true, "polyline": true,
	"polygon": true, "ellipse": true, "defs": true,
}
