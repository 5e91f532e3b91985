//go:build !wasm

package language

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/locales"
)

// Links are the languages of a site in the bar of a page, each leading to the same page in it; here is the page's own.
func Links(c *locales.Catalogue, here string, all []locales.Locale, href func(tag string) string) g.Node {
	return h.Nav(h.Aria("label", c.T("ui.nav.language")), h.Ul(h.Class("langs"), g.Map(all, func(o locales.Locale) g.Node {
		return h.Li(h.A(h.Href(href(o.Tag)), h.Data("locale", o.Tag), h.Lang(o.Tag), g.Attr("hreflang", o.Tag),
			g.If(o.Tag == here, h.Aria("current", "true")),
			h.Span(h.Class("long"), g.Text(o.Name)), h.Span(h.Class("short"), h.Aria("hidden", "true"), g.Text(o.Short))))
	})))
}
