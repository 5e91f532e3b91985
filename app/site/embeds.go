package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"

	"sahel-explainer/app/embed"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// embeds writes what lets the story and each graphic stand on other sites: embed.js, oEmbed answers, still pictures.
func (b *builder) embeds() error {
	titles := map[string]string{}
	for _, l := range locales.All() {
		titles[l.Tag] = b.p.Catalogues[l.Tag].T("story.title")
	}
	raw, err := json.Marshal(titles)
	if err != nil {
		return err
	}
	js, err := os.ReadFile(filepath.Join(b.Root, "web", "embed.js"))
	if err != nil {
		return err
	}
	const place = "/*TITLES*/{}/*END*/"
	if bytes.Count(js, []byte(place)) != 1 {
		return fmt.Errorf("web/embed.js: the placeholder %s must stand once; put it back", place)
	}
	if b.tree["embed.js"], err = minify(bytes.Replace(js, []byte(place), raw, 1)); err != nil {
		return fmt.Errorf("web/embed.js: %w", err)
	}
	for _, l := range locales.All() {
		for _, g := range append([]spec.Graphic{nil}, b.p.Graphics...) {
			id, title := "", titles[l.Tag]
			if g != nil {
				id, title = g.ID(), b.figs[l.Tag][g.ID()].Title
				if err := b.still(l, g); err != nil {
					return err
				}
			}
			js, xml := embed.OEmbed(embed.OEmbedOptions{SnippetOptions: b.Snippet(l, id), ProviderName: titles["en"], ProviderURL: b.BaseURL + b.BasePath})
			name := "oembed/" + l.Tag
			if id != "" {
				name += "-" + id
			}
			b.tree[name+".json"], b.tree[name+".xml"] = js, xml
			_ = title
		}
	}
	return nil
}

// Snippet is what a newsroom pastes for the story (empty graphic) or for a graphic.
func (b *builder) Snippet(l locales.Locale, graphic string) embed.SnippetOptions {
	c := b.p.Catalogues[l.Tag]
	o := embed.SnippetOptions{Base: b.BaseURL + b.BasePath, Locale: l.Tag, Title: c.T("story.title"), Read: c.T("ui.embed.read"), Graphic: graphic}
	pictured := graphic
	if graphic == "" {
		pictured = b.p.Graphics[0].ID()
	} else {
		o.Title = b.figs[l.Tag][graphic].Title
	}
	f := b.figs[l.Tag][pictured]
	pic := b.art[l.Tag][pictured][f.Order[0]][spec.Wide]
	o.Image, o.Alt = b.BaseURL+b.BasePath+"img/"+pictured+"."+l.Tag+".svg", f.States[f.Order[0]].Describe
	o.ImageW, o.ImageH = int(pic.Width), int(pic.Height)
	return o
}

// oembedHead is the discovery link of a page.
func (b *builder) oembedHead(l locales.Locale, graphic, title string) string {
	name := "oembed/" + l.Tag
	if graphic != "" {
		name += "-" + graphic
	}
	var s strings.Builder
	for _, k := range [][2]string{{"json", "application/json+oembed"}, {"xml", "text/xml+oembed"}} {
		fmt.Fprintf(&s, `<link rel="alternate" type="%s" href="%s" title="%s">`, k[1], html.EscapeString(b.BaseURL+b.BasePath+name+"."+k[0]), html.EscapeString(title))
	}
	return s.String()
}

// inks are the light theme's colours, for pictures that stand alone, outside any page's style.
var inks = map[string]string{"paper": "#faf6ee", "ink": "#1d1a16", "muted": "#635a4e", "rule": "#d9d0c0", "ghost": "#c7bca9", "land": "#eee5d4", "border": "#b3a68f",
	"ml": "#b4501e", "bf": "#56722b", "ne": "#86507a", "ru": "#1b5e91", "au": "#a9790b", "alert": "#b0201c", "ma": "#3f6669", "sea": "#f4efe4"}

// still writes a graphic's first state as a picture of its own.
func (b *builder) still(l locales.Locale, g spec.Graphic) error {
	f := b.figs[l.Tag][g.ID()]
	pic := b.art[l.Tag][g.ID()][f.Order[0]][spec.Wide]
	svg, err := render.Clean(pic.Raw, pic.Picture, nil)
	if err != nil {
		return err
	}
	svg = strings.ReplaceAll(svg, `class="`+render.Halo+`"`, `paint-order="stroke" stroke="var(--paper)" stroke-width="3"`)
	for k, v := range inks {
		svg = strings.ReplaceAll(svg, "var(--"+k+")", v)
	}
	svg = strings.Replace(svg, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" font-family="'Source Serif 4','Noto Naskh Arabic',Georgia,serif" dominant-baseline="central" `, 1)
	svg = strings.Replace(svg, ">", `><rect width="100%" height="100%" fill="#faf6ee"/>`, 1)
	b.tree["img/"+g.ID()+"."+l.Tag+".svg"] = []byte(svg)
	return nil
}
