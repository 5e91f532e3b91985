package story

import (
	"fmt"
	"html"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// MethodParts are the sections of "how we know", in order; each has its words in the story's catalogue.
var MethodParts = []string{"intro", "sources", "hedges", "contested", "map", "limits", "licence"}

func (p *Page) method() app.UI {
	var b strings.Builder
	fmt.Fprintf(&b, `<section id="method" class="method later" aria-label="%s"><header class="chapter-head"><p class="kicker">%s</p><h2>%s</h2><p class="lead">%s</p></header>`,
		html.EscapeString(p.T("chapter.method.title")), p.HTML(p.T("chapter.method.kicker")), p.HTML(p.T("chapter.method.title")), p.HTML(p.T("chapter.method.lead")))
	if p.short() { // the whole story's page has it
		fmt.Fprintf(&b, `<p><a href="%s#method">%s</a></p>`, html.EscapeString(p.Links.Whole), p.HTML(p.T("ui.depth.method")))
		b.WriteString(p.toGlossary())
		p.correctionsPart(&b)
		b.WriteString(`</section>`)
		return app.Raw(b.String())
	}
	for _, part := range MethodParts {
		if !p.Has("method." + part) {
			continue // not every story has a map, or a report that is contested
		}
		fmt.Fprintf(&b, `<h3>%s</h3><p>%s</p>`, p.HTML(p.T("ui.method."+part)), p.HTML(p.T("method."+part)))
		if part == "intro" && p.HasClaims() {
			fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, html.EscapeString(p.Links.Claims), p.HTML(p.T("claims.link")))
		}
		if part == "intro" {
			b.WriteString(p.toGlossary())
		}
		if part == "hedges" {
			b.WriteString(`<ul class="tags">`)
			for _, s := range statusOrder {
				fmt.Fprintf(&b, `<li class="tag k-%s">%s</li>`, s, p.HTML(p.T("ui.status."+s)))
			}
			b.WriteString(`</ul>`)
		}
	}
	// Where public sources correct what the story is made from.
	for i := 1; p.Has(fmt.Sprintf("correction.%d.claim", i)); i++ {
		if i == 1 {
			fmt.Fprintf(&b, `<h3>%s</h3><dl class="corrections">`, p.HTML(p.T("ui.method.corrections")))
		}
		fmt.Fprintf(&b, `<dt id="fix-%d">%s</dt><dd>%s</dd>`, i, p.said(fmt.Sprintf("correction.%d.claim", i)), p.said(fmt.Sprintf("correction.%d.finding", i)))
	}
	if p.Has("correction.1.claim") {
		b.WriteString(`</dl>`)
	}
	p.correctionsPart(&b)
	p.allSources(&b)
	b.WriteString(`</section>`)
	return app.Raw(b.String())
}

// allSources lists every source of the story, once.
func (p *Page) allSources(b *strings.Builder) {
	var ids []string
	for _, st := range p.Outline.Steps() {
		ids = append(ids, st.Records...)
	}
	for _, f := range p.Graphics {
		ids = append(ids, f.Records...)
	}
	srcs, err := p.Facts.SourcesOf(ids)
	if err != nil {
		panic(err) // checked when the outline was loaded
	}
	// Each source stands in full at the steps that rest on it; here only publishers, so that the page stays light.
	seen := map[string]bool{}
	var names []string
	for _, s := range srcs {
		if !seen[s.Publisher] {
			seen[s.Publisher] = true
			names = append(names, `<li>`+p.HTML(p.publisher(s.Publisher))+`</li>`)
		}
	}
	fmt.Fprintf(b, `<details class="publishers"><summary>%s</summary><ul>%s</ul></details>`, p.HTML(p.N("ui.method.publishers", len(srcs))), strings.Join(names, ""))
}

func (p *Page) colophon() app.UI {
	return app.Footer().Class("colophon").Body(
		p.t("p", "", "story.reportnote"),
		p.t("p", "", "story.asof", "Date", p.AsOf()),
		raw("div", "offline", "<h3>"+p.HTML(p.T("ui.offline.title"))+`</h3><p aria-live="off" data-offline></p><button type="button" data-keep>`+p.HTML(p.T("ui.offline.keep", "Size", p.KeepSize))+`</button><button type="button" data-forget>`+p.HTML(p.T("ui.offline.remove"))+`</button>`),
		raw("p", "", p.embedLink("", "ui.embed.button")),
		app.P().Body(app.A().Href(safe(p.Links.Privacy)).Text(p.T("ui.privacy.link"))),
	)
}
