package render

import (
	"encoding/json"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/markup"
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
	parts := g.Group{
		h.TabIndex("-1"), h.H1(markup.Words(c, title)), h.P(markup.Say(c, "ui.embed.intro")), h.P(markup.Say(c, "ui.embed.needs")),
		h.Pre(h.Dir("ltr"), h.TabIndex("0"), h.Code(g.Text(snippet.CSP(all.Base)))),
	}
	kind := ""
	headings := map[string]string{snippet.Chapter: "ui.embed.chapters", snippet.Graphic: "ui.embed.graphics"}
	for _, x := range all.Things {
		if x.Kind != snippet.Story && x.Kind != kind {
			parts = append(parts, h.H2(markup.Say(c, headings[x.Kind])))
		}
		kind = x.Kind
		parts = append(parts, b.codeOf(l, all, x))
	}
	d := document{
		Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: c.T("ui.embed.intro"), Up: up,
		Data: map[string]string{"page": "embed"}, Style: b.fontFaces(l.Tag, up) + b.Look.Style + b.Look.Codes,
		Head: b.alternates(l.Tag, "{}/embed/") + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/embed/" }, nil) + b.dated(c, mainPart("method codes", parts)),
	}
	out[l.Tag+"/embed/index.html"] = d.HTML()
	return nil
}

// codeOf is the code of one thing, to be copied by hand, and of a graphic its pictures, for pages that take a picture and no frame.
func (b Build) codeOf(l locales.Locale, all snippet.Codes, x snippet.Thing) g.Node {
	c, up := b.Project.Catalogues[l.Tag], "../../"
	heading, name := "h3", x.Title
	if x.Kind == snippet.Story {
		heading, name = "h2", c.T("ui.embed.story")
		if x.ID == snippet.Short {
			name = c.T("ui.embed.short")
		}
	}
	var stills g.Node
	if x.Kind == snippet.Graphic {
		still := func(kind, path string) g.Node {
			return h.A(h.Href(up+path), h.Aria("label", kind+": "+name), markup.Flag("download"), g.Text(kind))
		}
		stills = h.P(h.Class("stills"), still("SVG", stillPath(l, x.ID)), g.Text(" "), still("PNG", x.Image))
	}
	return h.Div(h.ID(x.Place()), g.El(heading, markup.Words(c, name)),
		h.Textarea(markup.Flag("readonly"), h.Rows("5"), h.Dir("ltr"), g.Attr("spellcheck", "false"),
			h.Aria("label", c.T("ui.embed.codeof", "Title", name)), g.Text(snippet.Write(all.Options(l.Tag, x)))),
		stills)
}
