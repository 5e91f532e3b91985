package render

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// glossaryPage explains the terms, people and bodies of the story; a story that names none has none.
func (b Build) glossaryPage(out write.Tree, l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.Project.Catalogues[l.Tag]
	pg := &story.Page{Catalogue: c, Outline: b.Project.Outline, Facts: b.Project.Facts, Links: story.Links{Claims: "../claims/", Whole: "../"}}
	if !pg.HasGlossary() {
		return nil
	}
	b.notePage(out, l, note{
		kind: "glossary", title: c.T("ui.glossary.title"), intro: c.T("ui.glossary.intro"),
		rest: g.Group{g.Raw(pg.Glossary("../")), h.P(h.A(h.Href("../"), markup.Say(c, "ui.graphic.story")))},
	})
	return nil
}

// hasGlossary reports whether there are pages of the glossary.
func (b Build) hasGlossary() bool {
	return (&story.Page{Catalogue: b.Project.Catalogues[b.Project.Locales()[0].Tag], Outline: b.Project.Outline, Facts: b.Project.Facts}).HasGlossary()
}
