package render

import (
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/card"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// stepPages writes a page for each step: what a network, a search engine or a machine reads when the step's address is shared, with
// its words, picture and links. Readers are sent on to the step in the story by a script, so that whoever runs none, machines
// above all, has a page that says what it is of, and a link.
func (b Build) stepPages(out write.Tree, l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.Project.Catalogues[l.Tag]
	for _, ch := range b.Project.Outline.Chapters {
		for _, st := range ch.Steps {
			title, body := c.T("step."+st.ID+".title"), c.T("step."+st.ID+".body")
			var rest g.Node
			if id := "step." + st.ID + ".more"; c.Has(id) { // nothing is folded where the page is the step alone
				rest = h.P(markup.Say(c, id))
			}
			path, up, to := l.Tag+"/steps/"+st.ID+"/", "../../../", "../../#"+st.ID
			alt := b.Figures[l.Tag][st.Graphic].States[st.State].Describe
			data, err := b.stepLD(l, ch.ID, st)
			if err != nil {
				return err
			}
			main := mainPart("", h.P(h.A(h.Href("../../"), markup.Say(c, "story.title"))), h.H1(markup.Words(c, title)),
				h.Img(h.Src(up+cardPath(l, st.ID)), h.Alt(alt), h.Width(strconv.Itoa(card.Width)), h.Height(strconv.Itoa(card.Height))),
				h.P(markup.Words(c, body)), rest, h.P(h.A(h.Href(to), markup.Say(c, "ui.edition.onward"))))
			d := document{
				Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: firstWords(body), Up: up,
				Data: map[string]string{"page": "step", "to": to}, Style: onwardStyle, Boot: b.Look.Onward,
				Head: b.alternates(l.Tag, "{}/steps/"+st.ID+"/") + b.social(l, title, firstWords(body), path, shown{cardPath(l, st.ID), alt}) +
					b.articleTags(l, c.T("chapter."+ch.ID+".title")) + b.iconHead(up) + b.stepAnswer(l, st.ID, title) + b.feedHead(l) + data,
				Body: b.dated(c, main),
			}
			out[path+"index.html"] = d.HTML()
			for _, was := range st.Was {
				out[l.Tag+"/steps/"+was+"/index.html"] = b.onward(l, onward{title: title, to: to, live: path, up: up})
			}
		}
	}
	return nil
}

// stepAnswer is the discovery link of a step's page.
func (b Build) stepAnswer(l locales.Locale, step, title string) string {
	return markup.String(answer("application/json+oembed", b.at(oembedStep(l, step)), title))
}

// onward is a page that sends on at once.
type onward struct {
	title string
	to    string // where to, relative to the page
	live  string // the page that search engines should have, below the site's root
	up    string // leads from the page to the site's root
}

// onward writes a page that sends on without a script, and with a link where a browser does not follow.
func (b Build) onward(l locales.Locale, o onward) []byte {
	c := b.Project.Catalogues[l.Tag]
	main := mainPart("", h.H1(markup.Words(c, o.title)), h.P(h.A(h.Href(o.to), markup.Say(c, "ui.edition.onward"))))
	head := markup.String(markup.Link("canonical", b.at(o.live)), h.Meta(g.Attr("http-equiv", "refresh"), h.Content("0;url="+o.to)))
	d := document{
		Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: o.title, Description: o.title, Data: map[string]string{"page": "onward"},
		Style: onwardStyle, Head: head + b.iconHead(o.up), Body: b.dated(c, main),
	}
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

// correctionsPage is the whole log of corrections.
func (b Build) correctionsPage(out write.Tree, l locales.Locale) (err error) {
	defer locales.Recover(&err)
	c := b.Project.Catalogues[l.Tag]
	pg := &story.Page{Catalogue: c, Outline: b.Project.Outline}
	b.notePage(out, l, note{
		kind: "corrections", title: c.T("ui.corrections.title"), intro: c.T("ui.corrections.intro"),
		rest: g.Raw(pg.CorrectionList(b.Project.Corrections, "../")),
	})
	return nil
}
