package preview

import (
	"fmt"
	"html"
	"net/http"
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/components/snippet"
)

// Place is somewhere a reader meets the story: a column of the desk, and of the tests that hold it.
type Place struct {
	ID            string
	Group         string // own, embedded, reader
	Width, Height int
	// Query is asked of the story's own page; empty for pages of hosts.
	Query string
	// Option is added to the variant.
	Option string
	// Hosted places are pages at another origin that carry the story.
	Hosted bool
	// Sealed frames let nobody look in: the desk speaks with them by message.
	Sealed bool
}

// Places lists them in the order of the desk's tabs.
func Places() []Place {
	return []Place{
		{ID: "phone", Group: "own", Width: 390, Height: 780, Query: "?mode=standalone"},
		{ID: "tablet", Group: "own", Width: 768, Height: 1024, Query: "?mode=standalone"},
		{ID: "desktop", Group: "own", Width: 1280, Height: 800, Query: "?mode=standalone"},
		{ID: "article", Group: "embedded", Width: 1100, Height: 800, Hosted: true},
		{ID: "bare", Group: "embedded", Width: 760, Height: 760, Hosted: true},
		{ID: "stripped", Group: "embedded", Width: 760, Height: 1400, Hosted: true}, // its picture stands above the frame
		{ID: "oembed", Group: "embedded", Width: 760, Height: 760, Hosted: true, Sealed: true},
		{ID: "strict", Group: "embedded", Width: 760, Height: 760, Hosted: true},
		{ID: "rtl", Group: "embedded", Width: 900, Height: 800, Hosted: true},
		{ID: "noscript", Group: "reader", Width: 390, Height: 780, Option: "noscript"},
		{ID: "still", Group: "reader", Width: 390, Height: 780, Query: "?mode=standalone", Option: "still"},
		{ID: "print", Group: "reader", Width: 718, Height: 1000, Query: "?mode=standalone", Option: "print"},
	}
}

const hostStyle = `body{margin:0;background:#fff;color:#222;font:17px/1.6 system-ui,sans-serif}header{background:#143;color:#fff;padding:14px 24px;font-weight:700}` +
	`main{max-width:44rem;margin:0 auto;padding:8px 20px 80px}.wide{max-width:none;margin-inline:-20px}h1{line-height:1.2}iframe,img{max-width:100%}iframe{border:0;display:block}figure{margin:16px 0}`

// host is a page of a news site, at an origin of its own, that carries the story in one of the ways of the README.
func (d *Desk) host(w http.ResponseWriter, r *http.Request) {
	name, locale := r.PathValue("place"), r.PathValue("locale")
	v, ok := parseVariant(r.PathValue("variant"))
	l, known := d.language(locale)
	if !ok || !known {
		http.NotFound(w, r)
		return
	}
	if !d.there(w, r) {
		return
	}
	s := d.current()
	c := s.Project.Catalogues[l.Tag]
	base := d.origin() + d.storyPath() + v.String() + "/"
	g := s.Project.Graphics[0]
	o := snippet.Options{Base: base, Locale: l.Tag, RTL: l.RTL(), Title: c.T("story.title"), Read: c.T("ui.embed.read"), Image: base + "img/" + g.ID() + "." + l.Tag + ".svg", Alt: spec.Title(s.Project.Env(l.Tag, spec.Wide), g), ImageW: 720, ImageH: 560}
	if v.has(snippet.Short) {
		o.Depth = snippet.Short
	}
	code := snippet.Write(o)
	from, to := strings.Index(code, "<iframe"), strings.Index(code, "<script")
	frame, scriptless := code[from:to], code[:to]
	para := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(c.T(fmt.Sprintf("desk.host.p%d", i%3+1))))
		}
		return b.String()
	}
	dir, csp := l.Dir, ""
	var body string
	switch name {
	case "article":
		body = para(3) + `<div class="wide">` + code + `</div>` + para(5)
	case "bare":
		body = para(2) + frame + para(4)
	case "stripped":
		body = para(2) + scriptless + para(4)
	case "oembed": // a consumer that puts the answer's markup into a sandbox: no origin, no storage, no way up
		body = para(2) + fmt.Sprintf(`<iframe sandbox="allow-scripts allow-popups" width="100%%" height="640" title="%s" src="/host/%s/box/%s/%s"></iframe>`, html.EscapeString(o.Title), d.key, v, l.Tag) + para(4)
	case "box":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="%s" dir="%s"><meta charset="utf-8"><title>%s</title><style>body{margin:0}figure{display:none}</style><body>%s</body></html>`, l.Tag, l.Dir, html.EscapeString(o.Title), code)
		return
	case "strict":
		csp = fmt.Sprintf("default-src 'none'; script-src %sembed.js; frame-src %s; img-src %s; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'", base, base, base, cspHash(hostStyle))
		body = para(2) + code + para(4)
	case "rtl":
		dir = "rtl"
		body = para(2) + `<div class="wide">` + code + `</div>` + para(4)
	default:
		http.NotFound(w, r)
		return
	}
	if csp != "" {
		w.Header().Set("Content-Security-Policy", csp)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintf(w, `<!doctype html><html lang="%s" dir="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title><style>%s</style></head><body><header>%s</header><main><h1>%s</h1>%s</main></body></html>`,
		l.Tag, dir, html.EscapeString(c.T("desk.host.paper")), hostStyle, html.EscapeString(c.T("desk.host.paper")), html.EscapeString(c.T("desk.host.title")), body)
}
