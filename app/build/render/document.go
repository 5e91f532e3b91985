package render

import (
	"encoding/json"
	"fmt"
	"html"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	nethtml "golang.org/x/net/html"

	"sahel-explainer/app/policy"
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
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="%s" dir="%s" data-locale="%[1]s"`, d.Lang, d.Dir)
	keys := make([]string, 0, len(d.Data))
	for k := range d.Data {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Fprintf(&b, ` data-%s="%s"`, k, html.EscapeString(d.Data[k]))
	}
	b.WriteString(`><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">`)
	fmt.Fprintf(&b, `<meta http-equiv="Content-Security-Policy" content="%s">`, html.EscapeString(policy.Page(d.Origin, d.styles()...)))
	fmt.Fprintf(&b, `<title>%s</title><meta name="description" content="%s">`, html.EscapeString(d.Title), html.EscapeString(d.Description))
	b.WriteString(d.Head)
	fmt.Fprintf(&b, `<style>%s</style>`, d.Style)
	if d.Extra != "" {
		fmt.Fprintf(&b, `<style>%s</style>`, d.Extra)
	}
	before, after, inArticle := strings.Cut(d.Body, story.BootMark)
	switch src := d.Up + d.Boot; {
	case d.Boot == "":
		d.Body = before + after
	case inArticle:
		d.Body = before + `<script src="` + src + `"></script>` + after
	default:
		b.WriteString(`<script src="` + src + `" async></script>`)
	}
	if d.Script != "" {
		b.WriteString(`<script src="` + d.Up + d.Script + `" defer></script>`)
	}
	// The client mounts in an element of its own, and nothing that a reader has before it comes stands there: the article is never
	// re-created, so focus, selection and position need no rescue. It stands last: the way past the bar stays the first stop.
	b.WriteString(`</head><body>`)
	b.WriteString(d.Body)
	b.WriteString(`<div id="client"></div></body></html>`)
	return []byte(b.String())
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

// markup renders go-app components to HTML with attributes in order: go-app keeps them in a map, and a page must be the
// same bytes whenever it is built.
func markup(ui app.UI) (string, error) {
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

var svgElements = map[string]bool{"path": true, "use": true, "g": true, "text": true, "tspan": true, "rect": true, "circle": true, "line": true, "polyline": true, "polygon": true, "ellipse": true, "defs": true}
