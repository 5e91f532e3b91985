package story

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/shell/offline"
)

// MethodParts are the sections of "how we know", in order; each has its words in the story's catalogue.
var MethodParts = []string{"intro", "sources", "hedges", "contested", "map", "limits", "licence"}

func (p *Page) method() app.UI {
	class := h.Class("method later")
	if p.short() { // the whole story's page has it
		return ui(p.part("method", class, h.P(p.link(p.Links.Whole+"#method", "ui.depth.method")), g.Raw(p.toGlossary()), p.correctionsPart()))
	}
	var parts g.Group
	for _, name := range MethodParts {
		if p.Has("method." + name) { // not every story has a map, or a report that is contested
			parts = append(parts, p.methodPart(name))
		}
	}
	return ui(p.part("method", class, parts, p.fixed(), p.correctionsPart(), p.allSources()))
}

func (p *Page) methodPart(name string) g.Node {
	part := g.Group{h.H3(p.say("ui.method." + name)), h.P(p.say("method." + name))}
	switch name {
	case "intro":
		if p.HasClaims() {
			part = append(part, h.P(p.link(p.Links.Claims, "claims.link")))
		}
		part = append(part, g.Raw(p.toGlossary()))
	case "hedges":
		part = append(part, h.Ul(h.Class("tags"), g.Map(statusOrder, func(s string) g.Node {
			return h.Li(h.Class("tag k-"+s), p.say("ui.status."+s))
		})))
	}
	return part
}

// fixed is where public sources correct what the story is made from.
func (p *Page) fixed() g.Node {
	var list g.Group
	for i := 1; p.Has(fmt.Sprintf("correction.%d.claim", i)); i++ {
		said := func(what string) g.Node { return g.Raw(p.said(fmt.Sprintf("correction.%d.%s", i, what))) }
		list = append(list, h.Dt(h.ID(fmt.Sprintf("fix-%d", i)), said("claim")), h.Dd(said("finding")))
	}
	if len(list) == 0 {
		return nil
	}
	return g.Group{h.H3(p.say("ui.method.corrections")), h.Dl(h.Class("corrections"), list)}
}

// allSources lists every source of the story, once.
func (p *Page) allSources() g.Node {
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
	var names g.Group
	for _, s := range srcs {
		if !seen[s.Publisher] {
			seen[s.Publisher] = true
			names = append(names, h.Li(p.words(p.publisher(s.Publisher))))
		}
	}
	return h.Details(h.Class("publishers"), h.Summary(p.words(p.N("ui.method.publishers", len(srcs)))), h.Ul(names))
}

func (p *Page) colophon() app.UI {
	return app.Footer().Class("colophon").Body(
		p.t("p", "", "story.reportnote"),
		p.t("p", "", "story.asof", "Date", p.AsOf()),
		ui(offline.Offer(p.Catalogue, p.KeepSize)),
		ui(h.P(p.embedLink("", "ui.embed.button"))),
		app.P().Body(app.A().Href(safe(p.Links.Privacy)).Text(p.T("ui.privacy.link"))),
	)
}
