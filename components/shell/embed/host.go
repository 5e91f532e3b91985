//go:build !wasm

package embed

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/components/snippet"
	"sahel-explainer/locales"
)

// Link leads to the code of a graphic or the story, on the page of codes; the client opens its dialog there instead.
func Link(c *locales.Catalogue, to, words string) g.Node {
	return h.A(h.Href(to), markup.Flag("data-embed"), markup.Say(c, words))
}

// Codes is the page of codes, complete without scripts: the code of each thing that can be embedded, to be copied by hand, and of a graphic
// its pictures, for pages that take a picture and no frame. up leads to the site's root, still to a graphic's drawing below it.
func Codes(c *locales.Catalogue, all snippet.Codes, up string, still func(graphic string) string) g.Group {
	parts := g.Group{
		h.TabIndex("-1"), h.H1(markup.Say(c, "ui.embed.button")), h.P(markup.Say(c, "ui.embed.intro")), h.P(markup.Say(c, "ui.embed.needs")),
		h.Pre(h.Dir("ltr"), h.TabIndex("0"), h.Code(g.Text(snippet.CSP(all.Base)))),
	}
	kind := ""
	headings := map[string]string{snippet.Chapter: "ui.embed.chapters", snippet.Graphic: "ui.embed.graphics"}
	for _, x := range all.Things {
		if x.Kind != snippet.Story && x.Kind != kind {
			parts = append(parts, h.H2(markup.Say(c, headings[x.Kind])))
		}
		kind = x.Kind
		var stills g.Node
		if x.Kind == snippet.Graphic {
			picture := func(kind, path string) g.Node {
				return h.A(h.Href(up+path), h.Aria("label", kind+": "+x.Title), markup.Flag("download"), g.Text(kind))
			}
			stills = h.P(h.Class("stills"), picture("SVG", still(x.ID)), g.Text(" "), picture("PNG", x.Image))
		}
		parts = append(parts, codeOf(c, all, x, stills))
	}
	return parts
}

func codeOf(c *locales.Catalogue, all snippet.Codes, x snippet.Thing, stills g.Node) g.Node {
	heading, name := "h3", x.Title
	if x.Kind == snippet.Story {
		heading, name = "h2", c.T("ui.embed.story")
		if x.ID == snippet.Short {
			name = c.T("ui.embed.short")
		}
	}
	return h.Div(h.ID(x.Place()), g.El(heading, markup.Words(c, name)),
		h.Textarea(markup.Flag("readonly"), h.Rows("5"), h.Dir("ltr"), g.Attr("spellcheck", "false"),
			h.Aria("label", c.T("ui.embed.codeof", "Title", name)), g.Text(snippet.Write(all.Options(c.Locale.Tag, x)))),
		stills)
}
