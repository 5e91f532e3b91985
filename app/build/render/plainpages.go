package render

import (
	"cmp"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// note is a page of words beside the story: a heading, a paragraph, and whatever follows them.
type note struct {
	kind         string // its folder
	title, intro string
	description  string // for machines; the intro if it is empty
	rest         g.Node
}

// notePage writes a note in one language.
func (b Build) notePage(out write.Tree, l locales.Locale, n note) {
	c, up := b.Project.Catalogues[l.Tag], "../../"
	main := mainPart("method", h.H1(markup.Words(c, n.title)), h.P(markup.Words(c, n.intro)), n.rest)
	d := document{
		Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: n.title, Description: cmp.Or(n.description, n.intro), Up: up,
		Data: map[string]string{"page": n.kind}, Style: b.fontFaces(l.Tag, up) + b.Look.Style,
		Head: b.alternates(l.Tag, "{}/"+n.kind+"/") + b.feedHead(l) + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/" + n.kind + "/" }, nil) + b.dated(c, main),
	}
	out[l.Tag+"/"+n.kind+"/index.html"] = d.HTML()
}

// choicePage is the site's root: a choice of language, in all three.
func (b Build) choicePage(out write.Tree) {
	source := b.Project.Locales()[0]
	src := b.Project.Catalogues[source.Tag]
	main := mainPart("choose", h.H1(h.Class("vh"), markup.Say(src, "ui.choose.title")), g.Map(b.Project.Locales(), func(l locales.Locale) g.Node {
		title := h.A(h.Href(l.Tag+"/"), h.Data("locale", l.Tag), g.Attr("hreflang", l.Tag), markup.Say(b.Project.Catalogues[l.Tag], "story.title"))
		return h.Section(h.Lang(l.Tag), h.Dir(l.Dir), h.H2(title), h.P(g.Text(l.Name)))
	}))
	var names []string // of the app, in each language: the story's own title is that of its page
	for _, l := range b.Project.Locales() {
		names = append(names, b.Project.Catalogues[l.Tag].T("brand.short"))
	}
	data := map[string]string{"page": "choose", "ready": "static", "mode": "standalone"}
	if b.Project.Outline.Excerpt() != nil {
		data["depths"] = locales.Short // readers of it come back to it: boot.js
	}
	d := document{
		Origin: b.BaseURL, Lang: source.Tag, Dir: source.Dir, Title: strings.Join(names, " · "), Description: src.T("story.standfirst"), Data: data,
		Style: b.fontFaces(source.Tag, "") + b.Look.Style, Head: b.alternates(source.Tag, "{}/") + b.iconHead(""), Boot: b.Look.Boot,
		Body: b.dated(src, main),
	}
	out["index.html"] = d.HTML()
}

// missingPage is the answer for addresses that do not exist, in the given languages: in all for a static host, which cannot
// choose, in one for a server that can. It is sent for any address, so it names all things from the root.
func (b Build) missingPage(out write.Tree, path string, in ...locales.Locale) {
	var parts g.Group
	for i, l := range in {
		c, heading := b.Project.Catalogues[l.Tag], "h2"
		if i == 0 {
			heading = "h1"
		}
		parts = append(parts, h.Section(h.Lang(l.Tag), h.Dir(l.Dir), g.El(heading, markup.Say(c, "ui.missing.title")),
			h.P(markup.Say(c, "ui.missing.body"), g.Text(" "), h.A(h.Href(b.BasePath+l.Tag+"/"), markup.Say(c, "story.title")))))
	}
	l := in[0]
	title := b.Project.Catalogues[l.Tag].T("ui.missing.title")
	d := document{
		Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: title, Up: b.BasePath,
		Style: b.fontFaces(l.Tag, b.BasePath) + b.Look.Style, Head: markup.String(named("robots", "noindex")) + b.iconHead(b.BasePath),
		Body: b.dated(b.Project.Catalogues[l.Tag], mainPart("choose", parts)),
	}
	out[path] = d.HTML()
}
