package render

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// chrome is the bar above a page: its title, the chapters of a story with the way to its other length, the languages.
func (b Build) chrome(l locales.Locale, up string, href func(string) string, pg *story.Page) string {
	c := b.Project.Catalogues[l.Tag]
	home := up + l.Tag + "/"
	var chapters, ask g.Node
	if pg != nil {
		home = href(l.Tag)
		chapters = b.chapters(c, pg)
		ask = h.Button(h.Type("button"), h.Class("ask"), markup.Flag("data-ask"), markup.Flag("hidden"),
			markup.Say(c, "ui.client.ask", "Size", megabytes(c, b.ClientSize)))
	}
	return markup.String(
		h.A(h.Class("skip"), h.Href("#story"), markup.Say(c, "ui.skip")),
		h.Header(h.Class("chrome"),
			h.A(h.Class("brand"), h.Href(home), markup.Say(c, "story.title")),
			chapters,
			h.Nav(h.Aria("label", c.T("ui.nav.language")), h.Ul(h.Class("langs"), g.Map(b.Project.Locales(), func(o locales.Locale) g.Node {
				return h.Li(h.A(h.Href(href(o.Tag)), h.Data("locale", o.Tag), h.Lang(o.Tag), g.Attr("hreflang", o.Tag),
					g.If(o.Tag == l.Tag, h.Aria("current", "true")),
					h.Span(h.Class("long"), g.Text(o.Name)), h.Span(h.Class("short"), h.Aria("hidden", "true"), g.Text(o.Short))))
			}))),
			h.Div(h.Class("bar"), h.Aria("hidden", "true"), h.I())),
		ask)
}

// chapters is the menu of a story's chapters.
func (b Build) chapters(c *locales.Catalogue, pg *story.Page) g.Node {
	var ids []string
	for _, ch := range pg.Outline.Chapters {
		ids = append(ids, ch.ID)
	}
	return h.Nav(h.Aria("label", c.T("ui.nav.chapters")), h.Details(h.Class("chapters"), h.Summary(markup.Say(c, "ui.nav.chapters")),
		h.Ol(g.Raw(pg.OtherDepth()), g.Map(append(ids, b.notes(pg.Outline)...), func(id string) g.Node {
			return h.Li(h.A(h.Href("#"+id), h.Data("to", id), markup.Say(c, pg.Outline.Title(c, id))))
		}))))
}

// stepper is the pair of buttons for frames that cannot scroll.
func (b Build) stepper(c *locales.Catalogue) string {
	button := func(act, name, words string) g.Node {
		return h.Button(h.Type("button"), h.Data("act", act), h.Aria("label", c.T(name)), markup.Say(c, words))
	}
	return markup.String(h.Nav(h.Class("stepper-nav"), h.Aria("label", c.T("ui.nav.progress")),
		button("prev", "ui.nav.previous", "ui.turn.before"), h.Span(h.Class("stepper-count"), h.Role("status")),
		button("next", "ui.nav.next", "ui.turn.after")))
}
