package render

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/components/shell/chapters"
	"sahel-explainer/components/shell/language"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// chrome is the bar above a page: its title, the chapters of a story with the way to its other length, the languages.
func (b Build) chrome(l locales.Locale, up string, href func(string) string, pg *story.Page) string {
	c := b.Project.Catalogues[l.Tag]
	home := up + l.Tag + "/"
	var menu, ask g.Node
	if pg != nil {
		home = href(l.Tag)
		menu = b.chapters(c, pg)
		ask = h.Button(h.Type("button"), h.Class("ask"), markup.Flag("data-ask"), markup.Flag("hidden"),
			markup.Say(c, "ui.client.ask", "Size", megabytes(c, b.ClientSize)))
	}
	return markup.String(
		h.A(h.Class("skip"), h.Href("#story"), markup.Say(c, "ui.skip")),
		h.Header(h.Class("chrome"),
			h.A(h.Class("brand"), h.Href(home), markup.Say(c, "story.title")),
			menu,
			language.Links(c, l.Tag, b.Project.Locales(), href),
			h.Div(h.Class("bar"), h.Aria("hidden", "true"), h.I())),
		ask)
}

// chapters is the menu of a story's chapters, and of what stands after them.
func (b Build) chapters(c *locales.Catalogue, pg *story.Page) g.Node {
	var list []chapters.Chapter
	add := func(id string) { list = append(list, chapters.Chapter{ID: id, Title: pg.Outline.Title(c, id)}) }
	for _, ch := range pg.Outline.Chapters {
		add(ch.ID)
	}
	for _, id := range b.notes(pg.Outline) {
		add(id)
	}
	return chapters.Menu(c, g.Raw(pg.OtherDepth()), list)
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
