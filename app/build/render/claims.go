package render

import (
	"fmt"

	"sahel-explainer/app/build/write"
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
	up, title := "../../", c.T("claims.title")
	body := fmt.Sprintf(`<main id="story" class="method"><h1>%s</h1><p>%s</p><h2>%s</h2>%s%s%s%s<p><a href="../">%s</a></p></main>`,
		c.HTML(title), c.HTML(c.T("claims.intro")), c.HTML(c.T("claims.count")), pg.ClaimCounts(), pg.Open(), pg.Forecasts(), pg.Claims("../"), c.HTML(c.T("ui.graphic.story")))
	d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: firstWords(c.T("claims.intro")), Up: up, Data: map[string]string{"page": "claims"}, Style: b.fontFaces(l.Tag, up) + b.Look.Style,
		Head: b.alternates(l.Tag, "{}/claims/") + b.feedHead(l) + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/claims/" }, nil) + b.dated(c, body)}
	out[l.Tag+"/claims/index.html"] = d.HTML()
	return nil
}

// hasClaims reports whether there are pages of claims.
func (b Build) hasClaims() bool {
	return (&story.Page{Catalogue: b.Project.Catalogues[b.Project.Locales()[0].Tag], Outline: b.Project.Outline, Facts: b.Project.Facts}).HasClaims()
}
