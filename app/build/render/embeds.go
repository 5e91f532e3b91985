package render

import (
	"cmp"
	"encoding/json"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/card"
	"sahel-explainer/app/embed"
	"sahel-explainer/app/oembed"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/snippet"
	"sahel-explainer/locales"
)

// Script is embed.js, which the edition has too.
func Script(b Build) (write.Tree, error) {
	facts := embed.FactsOf(b.BaseURL+b.BasePath, b.Project.Locales(), b.Project.Outline, func(l, id string) string { return b.Project.Catalogues[l].T(id) })
	js, err := embed.Script(b.Root, facts)
	if err != nil {
		return nil, err
	}
	return write.Tree{"embed.js": js}, nil
}

// Embeds are what else lets the story and each graphic stand on other sites: oEmbed answers, still pictures, the pages of codes.
// editions are the folders of the editions that the site holds.
func Embeds(b Build, editions []string) (write.Tree, error) {
	out := write.Tree{}
	pages := oembed.Pages{Base: b.BaseURL + b.BasePath, Pages: map[string]oembed.OEmbedOptions{}, Parts: map[string]oembed.Part{}, Editions: editions}
	for _, l := range b.Project.Locales() {
		say := func(o oembed.OEmbedOptions) {
			pages.Pages[oembed.Key(l.Tag, o.Graphic, o.Depth)] = o
			name := oembedPath(l, o.Graphic, o.Depth)
			out[name+".json"], out[name+".xml"] = oembed.OEmbed(o)
		}
		for _, g := range b.Project.Graphics {
			if err := b.still(out, l, g); err != nil {
				return nil, err
			}
			o := b.answer(l, g.ID())
			o.States = g.States()
			say(o)
		}
		for _, t := range b.tellings() {
			o := b.answer(l, "")
			if o.Depth = t.depth(); o.Depth != "" {
				o.Title = b.Project.Catalogues[l.Tag].T("ui.depth.title", "Title", o.Title)
			}
			say(o)
		}
		b.answerParts(out, l, pages.Parts)
	}
	var err error
	if out[oembed.PagesFile], err = json.Marshal(pages); err != nil {
		return nil, err
	}
	for _, l := range b.Project.Locales() {
		if err := b.embedPage(out, l); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// publisher is who publishes the story and, where told, who wrote it: messages that a newsroom adds to its catalogues. Without
// them the site's own name stands for the publisher.
func publisher(c *locales.Catalogue) (name, author string) {
	name = c.T("brand.short")
	told := func(key string) string { // there is none in this story's own catalogues, so the check may not look for them
		if id := "brand.publisher." + key; c.Has(id) {
			return c.T(id)
		}
		return ""
	}
	return cmp.Or(told("name"), name), told("author")
}

// answer is what oEmbed says of the story (empty graphic) or of a graphic.
func (b Build) answer(l locales.Locale, graphic string) oembed.OEmbedOptions {
	o := oembed.OEmbedOptions{Options: b.Snippet(l, graphic), ProviderURL: b.BaseURL + b.BasePath}
	o.ProviderName, o.AuthorName = publisher(b.Project.Catalogues[l.Tag])
	return o
}

// answerParts gathers what oEmbed says of a language's chapters and steps, and writes the answers that the steps' pages lead to.
func (b Build) answerParts(out write.Tree, l locales.Locale, parts map[string]oembed.Part) {
	c := b.Project.Catalogues[l.Tag]
	for _, ch := range b.Project.Outline.Chapters {
		o := b.Snippet(l, ch.Steps[0].Graphic)
		parts[l.Tag+"/"+ch.ID] = oembed.Part{Title: c.T("chapter." + ch.ID + ".title"), Image: o.Image, Alt: o.Alt, First: ch.Steps[0].ID}
		for _, st := range ch.Steps {
			x := oembed.Part{Title: c.T("step." + st.ID + ".title"), Image: b.BaseURL + b.BasePath + cardPath(l, st.ID), Alt: b.Figures[l.Tag][st.Graphic].States[st.State].Describe}
			a := b.answer(l, "").Of(x)
			a.Step = st.ID
			answer, _ := oembed.OEmbed(a)
			for _, id := range append([]string{st.ID}, st.Was...) {
				parts[l.Tag+"/"+id], out[oembedStep(l, id)] = x, answer
			}
		}
	}
}

// oembedStep is where the answer for a step's page stands.
func oembedStep(l locales.Locale, step string) string {
	return "oembed/" + l.Tag + "/" + step + ".json"
}

// Snippet is what a newsroom pastes for the story (empty graphic) or for a graphic.
func (b Build) Snippet(l locales.Locale, graphic string) snippet.Options {
	c := b.Project.Catalogues[l.Tag]
	o := snippet.Options{Base: b.BaseURL + b.BasePath, Locale: l.Tag, RTL: l.RTL(), Title: c.T("story.title"), Read: c.T("ui.embed.read"), Graphic: graphic}
	pictured, state := graphic, ""
	if graphic == "" {
		first := b.Project.Outline.Chapters[0].Steps[0]
		pictured, state = first.Graphic, first.State
	} else {
		o.Title = b.Figures[l.Tag][graphic].Title
	}
	f := b.Figures[l.Tag][pictured]
	of := "story"
	if graphic != "" {
		of, state = "graphics/"+graphic, f.Order[0]
	}
	// A card, not the drawing alone: it carries the headline and its faces, and a CMS that refuses SVG takes it.
	o.Image, o.Alt = b.BaseURL+b.BasePath+cardPath(l, of), f.States[state].Describe
	o.ImageW, o.ImageH = card.Width, card.Height
	return o
}

// oembedPath is where the answer for the story (empty graphic) in a length, or for a graphic, stands, without its extension.
func oembedPath(l locales.Locale, graphic, depth string) string {
	name := "oembed/" + l.Tag
	switch {
	case graphic != "":
		name += "-" + graphic
	case depth != "":
		name += "." + depth
	}
	return name
}

// oembedHead is the discovery link of a page.
func (b Build) oembedHead(l locales.Locale, graphic, depth, title string) string {
	name := oembedPath(l, graphic, depth)
	return markup.String(answer("application/json+oembed", b.at(name+".json"), title), answer("text/xml+oembed", b.at(name+".xml"), title))
}

// answer is the discovery link of an oEmbed answer.
func answer(kind, to, title string) g.Node {
	return h.Link(h.Rel("alternate"), h.Type(kind), h.Href(to), h.TitleAttr(title))
}

// still writes a graphic's first state as a picture of its own.
func (b Build) still(out write.Tree, l locales.Locale, g spec.Graphic) error {
	f := b.Figures[l.Tag][g.ID()]
	pic := b.Art[l.Tag][g.ID()][f.Order[0]][spec.Wide]
	svg, err := render.Clean(pic.Raw, pic.Picture, nil)
	if err != nil {
		return err
	}
	svg = strings.ReplaceAll(svg, `class="`+render.Halo+`"`, `paint-order="stroke" stroke="var(--paper)" stroke-width="3"`)
	for k, v := range b.Project.Brand.Light {
		svg = strings.ReplaceAll(svg, "var(--"+k+")", v)
	}
	faces := "'Source Serif 4'"
	for _, f := range locales.LabelFamilies(b.Project.Locales()) {
		faces += ",'" + f + "'"
	}
	svg = strings.Replace(svg, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" font-family="`+faces+`,Georgia,serif" dominant-baseline="central" stroke-linejoin="bevel" `, 1)
	svg = strings.Replace(svg, ">", `><rect width="100%" height="100%" fill="`+b.Project.Brand.Light["paper"]+`"/>`, 1)
	out[stillPath(l, g.ID())] = []byte(svg)
	return nil
}

// stillPath is where a graphic's picture is.
func stillPath(l locales.Locale, graphic string) string {
	return "img/" + graphic + "." + l.Tag + ".svg"
}
