package render

import (
	"fmt"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// glossaryPage explains the terms, people and bodies of the story; a story that names none has none.
func (b Build) glossaryPage(out write.Tree, l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.Project.Catalogues[l.Tag]
	up, title := "../../", c.T("ui.glossary.title")
	pg := &story.Page{Catalogue: c, Outline: b.Project.Outline, Facts: b.Project.Facts, Links: story.Links{Claims: "../claims/", Whole: "../"}}
	if !pg.HasGlossary() {
		return nil
	}
	body := fmt.Sprintf(`<main id="story" class="method"><h1>%s</h1><p>%s</p>%s<p><a href="../">%s</a></p></main>`,
		c.HTML(title), c.HTML(c.T("ui.glossary.intro")), pg.Glossary("../"), c.HTML(c.T("ui.graphic.story")))
	d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: c.T("ui.glossary.intro"), Up: up, Data: map[string]string{"page": "glossary"}, Style: b.fontFaces(l.Tag, up) + b.Look.Style,
		Head: b.alternates(l.Tag, "{}/glossary/") + b.feedHead(l) + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/glossary/" }, nil) + b.dated(c, body)}
	out[l.Tag+"/glossary/index.html"] = d.HTML()
	return nil
}

// hasGlossary reports whether there are pages of the glossary.
func (b Build) hasGlossary() bool {
	return (&story.Page{Catalogue: b.Project.Catalogues[b.Project.Locales()[0].Tag], Outline: b.Project.Outline, Facts: b.Project.Facts}).HasGlossary()
}
