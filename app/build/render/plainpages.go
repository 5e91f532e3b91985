package render

import (
	"fmt"
	"strings"

	"sahel-explainer/app/build/write"
	"sahel-explainer/locales"
)

// plainPage is a page of a heading and a paragraph.
func (b Build) plainPage(out write.Tree, l locales.Locale, kind, up, path, title, body string) {
	c := b.Project.Catalogues[l.Tag]
	d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: title, Up: up, Data: map[string]string{"page": kind}, Style: b.fontFaces(l.Tag, up) + b.Look.Style,
		Head: b.alternates(l.Tag, "{}/"+kind+"/") + b.feedHead(l) + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/" + kind + "/" }, nil) +
			b.dated(c, fmt.Sprintf(`<main id="story" class="method"><h1>%s</h1><p>%s</p></main>`, c.HTML(title), c.HTML(body)))}
	out[path] = d.HTML()
}

// choicePage is the site's root: a choice of language, in all three.
func (b Build) choicePage(out write.Tree) {
	var s strings.Builder
	source := b.Project.Locales()[0]
	src := b.Project.Catalogues[source.Tag]
	fmt.Fprintf(&s, `<main id="story" class="choose"><h1 class="vh">%s</h1>`, src.HTML(src.T("ui.choose.title")))
	for _, l := range b.Project.Locales() {
		c := b.Project.Catalogues[l.Tag]
		fmt.Fprintf(&s, `<section lang="%s" dir="%s"><h2><a href="%s/" data-locale="%s" hreflang="%s">%s</a></h2><p>%s</p></section>`,
			l.Tag, l.Dir, l.Tag, l.Tag, l.Tag, c.HTML(c.T("story.title")), l.Name)
	}
	s.WriteString(`</main>`)
	var names []string // of the app, in each language: the story's own title is that of its page
	for _, l := range b.Project.Locales() {
		names = append(names, b.Project.Catalogues[l.Tag].T("brand.short"))
	}
	data := map[string]string{"page": "choose", "ready": "static", "mode": "standalone"}
	if b.Project.Outline.Excerpt() != nil {
		data["depths"] = locales.Short // readers of it come back to it: boot.js
	}
	d := document{Origin: b.BaseURL, Lang: source.Tag, Dir: source.Dir, Title: strings.Join(names, " · "), Description: src.T("story.standfirst"), Data: data, Style: b.fontFaces(source.Tag, "") + b.Look.Style,
		Head: b.alternates(source.Tag, "{}/") + b.iconHead(""), Boot: b.Look.Boot, Body: b.dated(src, s.String())}
	out["index.html"] = d.HTML()
}

// missingPage is the answer for addresses that do not exist, in the given languages: in all for a static host, which cannot
// choose, in one for a server that can. It is sent for any address, so it names all things from the root.
func (b Build) missingPage(out write.Tree, path string, in ...locales.Locale) {
	var s strings.Builder
	s.WriteString(`<main id="story" class="choose">`)
	for i, l := range in {
		c := b.Project.Catalogues[l.Tag]
		tag := "h2"
		if i == 0 {
			tag = "h1"
		}
		fmt.Fprintf(&s, `<section lang="%s" dir="%s"><%s>%s</%s><p>%s <a href="%s">%s</a></p></section>`, l.Tag, l.Dir, tag, c.HTML(c.T("ui.missing.title")), tag,
			c.HTML(c.T("ui.missing.body")), b.BasePath+l.Tag+"/", c.HTML(c.T("story.title")))
	}
	s.WriteString(`</main>`)
	l := in[0]
	title := b.Project.Catalogues[l.Tag].T("ui.missing.title")
	d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: title, Up: b.BasePath, Style: b.fontFaces(l.Tag, b.BasePath) + b.Look.Style,
		Head: `<meta name="robots" content="noindex">` + b.iconHead(b.BasePath), Body: b.dated(b.Project.Catalogues[l.Tag], s.String())}
	out[path] = d.HTML()
}
