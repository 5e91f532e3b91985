package render

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// claimsPage is the report's argument, claim by claim; a story that starts from no report has none.
func (b Build) claimsPage(out write.Tree, l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.Project.Catalogues[l.Tag]
	pg := &story.Page{Catalogue: c, Outline: b.Project.Outline, Facts: b.Project.Facts}
	if !pg.HasClaims() {
		return nil
	}
	b.notePage(out, l, note{
		kind: "claims", title: c.T("claims.title"), intro: c.T("claims.intro"), description: firstWords(c.T("claims.intro")),
		rest: g.Group{
			h.H2(markup.Say(c, "claims.count")), g.Raw(pg.ClaimCounts() + pg.Open() + pg.Forecasts() + pg.Claims("../")),
			h.P(h.A(h.Href("../"), markup.Say(c, "ui.graphic.story"))),
		},
	})
	return nil
}

// hasClaims reports whether there are pages of claims.
func (b Build) hasClaims() bool {
	return (&story.Page{Catalogue: b.Project.Catalogues[b.Project.Locales()[0].Tag], Outline: b.Project.Outline, Facts: b.Project.Facts}).HasClaims()
}
