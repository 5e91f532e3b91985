package site

import (
	"fmt"
	"html"
	"strings"

	"sahel-explainer/app/card"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// stepPages writes a page for each step: what a network reads when the step's address is shared, and what sends a reader on to
// the step in the story.
func (b *builder) stepPages(l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.p.Catalogues[l.Tag]
	for _, st := range b.p.Outline.Steps() {
		title, text := c.T("step."+st.ID+".title"), firstWords(c.T("step."+st.ID+".body"))
		path := l.Tag + "/steps/" + st.ID + "/"
		alt := b.figs[l.Tag][st.Graphic].States[st.State].Describe
		// Networks take og:url for the page's name and would read the story's card in its place, so it is the step's own; search
		// engines are told of the story by the canonical link.
		social := b.social(l, title, text, path, shown{cardPath(l, st.ID), alt})
		picture := fmt.Sprintf(`<img src="../../../%s" alt="%s" width="%d" height="%d">`, cardPath(l, st.ID), html.EscapeString(alt), card.Width, card.Height)
		b.tree[path+"index.html"] = b.onward(l, onward{title, text, picture, "../../#" + st.ID, l.Tag + "/", "../../../", social})
	}
	return nil
}

// onward is a page that sends on at once.
type onward struct {
	title, text, picture string // picture is markup
	to                   string // where to, relative to the page
	live                 string // the page that search engines should have, below the site's root
	up                   string // leads from the page to the site's root
	social               string
}

// onward writes a page that sends on without a script, and with a link where a browser does not follow.
func (b *builder) onward(l locales.Locale, o onward) []byte {
	c := b.p.Catalogues[l.Tag]
	var s strings.Builder
	fmt.Fprintf(&s, `<main id="story"><h1>%s</h1>%s`, c.HTML(o.title), o.picture)
	if o.text != "" {
		fmt.Fprintf(&s, `<p>%s</p>`, c.HTML(o.text))
	}
	fmt.Fprintf(&s, `<p><a href="%s">%s</a></p></main>`, html.EscapeString(o.to), c.HTML(c.T("ui.edition.onward")))
	d := document{Lang: l.Tag, Dir: l.Dir, Title: o.title, Description: firstOf(o.text, o.title), Data: map[string]string{"page": "onward"}, Style: onwardStyle,
		Head: fmt.Sprintf(`<link rel="canonical" href="%s"><meta http-equiv="refresh" content="0;url=%s">`, html.EscapeString(b.BaseURL+b.BasePath+o.live), html.EscapeString(o.to)) + o.social + b.iconHead(o.up),
		Body: b.dated(c, s.String())}
	return d.HTML()
}

// onwardStyle is all that a page needs that is seen for a moment.
const onwardStyle = `:root{color-scheme:light dark}body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}img{max-width:100%;height:auto}`

// firstWords are the first sentences of a text, up to about 200 letters: what a network shows below a title.
func firstWords(s string) string {
	out := ""
	for _, part := range strings.SplitAfter(s, ". ") {
		if out != "" && len([]rune(out+part)) > 200 {
			break
		}
		out += part
	}
	return strings.TrimSpace(out)
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// correctionsPage is the whole log of corrections.
func (b *builder) correctionsPage(l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.p.Catalogues[l.Tag]
	up, title := "../../", c.T("ui.corrections.title")
	pg := &story.Page{Catalogue: c, Outline: b.p.Outline}
	d := document{Lang: l.Tag, Dir: l.Dir, Title: title, Description: c.T("ui.corrections.intro"), Up: up, Data: map[string]string{"page": "corrections"}, Style: b.fontFaces(l.Tag, up) + b.style,
		Head: b.alternates(l.Tag, "{}/corrections/") + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/corrections/" }, false) +
			b.dated(c, fmt.Sprintf(`<main id="story" class="method"><h1>%s</h1><p>%s</p>%s</main>`, c.HTML(title), c.HTML(c.T("ui.corrections.intro")), pg.CorrectionList(b.p.Corrections, "../")))}
	b.tree[l.Tag+"/corrections/index.html"] = d.HTML()
	return nil
}
