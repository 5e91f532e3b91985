package render

import (
	"encoding/json"
	"strings"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/shell/embed"
	"sahel-explainer/components/snippet"
	"sahel-explainer/locales"
)

// embedPlace is the place of a graphic's code in the embed page, as a fragment; the story's is at the top.
func embedPlace(graphic string) string {
	if graphic == "" {
		return ""
	}
	return "#" + snippet.Graphic + "-" + graphic
}

// codes are all that can be embedded in one language: what the embed page lists and the embed dialog chooses from.
func (b Build) codes(l locales.Locale) snippet.Codes {
	c := b.Project.Catalogues[l.Tag]
	all := snippet.Codes{Base: b.BaseURL + b.BasePath, Read: c.T("ui.embed.read"), RTL: l.RTL()}
	thing := func(kind, id, title string, o snippet.Options) {
		all.Things = append(all.Things, snippet.Thing{Kind: kind, ID: id, Title: title, Image: strings.TrimPrefix(o.Image, o.Base), Alt: o.Alt, ImageW: o.ImageW, ImageH: o.ImageH})
	}
	short := b.Project.Outline.Excerpt()
	if short != nil { // first: it is what a host gets that chooses nothing
		thing(snippet.Story, snippet.Short, c.T("ui.depth.title", "Title", c.T("story.title")), b.Snippet(l, ""))
	}
	thing(snippet.Story, "", c.T("story.title"), b.Snippet(l, ""))
	for _, ch := range b.Project.Outline.Chapters {
		// A chapter is shown by its first graphic.
		thing(snippet.Chapter, ch.ID, c.T("chapter."+ch.ID+".title"), b.Snippet(l, ch.Steps[0].Graphic))
		for _, st := range ch.Steps {
			all.Steps = append(all.Steps, snippet.Step{ID: st.ID, Chapter: ch.ID, Title: c.T("step." + st.ID + ".title"), Short: short != nil && st.Short})
		}
	}
	for _, g := range b.Project.Graphics {
		thing(snippet.Graphic, g.ID(), b.Figures[l.Tag][g.ID()].Title, b.Snippet(l, g.ID()))
	}
	return all
}

// embedPage is the page from which a newsroom copies the code: complete without scripts. The dialog in the story reads the same
// codes from the file beside it, and its style, so that readers of the story pay for neither.
func (b Build) embedPage(out write.Tree, l locales.Locale) error {
	c := b.Project.Catalogues[l.Tag]
	up, title := "../../", c.T("ui.embed.button")
	all := b.codes(l)
	all.Style = b.Look.Codes
	var err error
	if out[l.Tag+"/"+snippet.CodesFile], err = json.Marshal(all); err != nil {
		return err
	}
	parts := embed.Codes(c, all, up, func(graphic string) string { return stillPath(l, graphic) })
	d := document{
		Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: c.T("ui.embed.intro"), Up: up,
		Data: map[string]string{"page": "embed"}, Style: b.fontFaces(l.Tag, up) + b.Look.Style + b.Look.Codes,
		Head: b.alternates(l.Tag, "{}/embed/") + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/embed/" }, nil) + b.dated(c, mainPart("method codes", parts)),
	}
	out[l.Tag+"/embed/index.html"] = d.HTML()
	return nil
}
