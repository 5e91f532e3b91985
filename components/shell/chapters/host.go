//go:build !wasm

package chapters

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// Chapter is one that the menu leads to: its place in the page, and the message with its title.
type Chapter struct{ ID, Title string }

// Menu is the menu of a story's chapters; first stands before them.
func Menu(c *locales.Catalogue, first g.Node, list []Chapter) g.Node {
	return h.Nav(h.Aria("label", c.T("ui.nav.chapters")), h.Details(h.Class("chapters"), h.Summary(markup.Say(c, "ui.nav.chapters")),
		h.Ol(first, g.Map(list, func(ch Chapter) g.Node {
			return h.Li(h.A(h.Href("#"+ch.ID), h.Data("to", ch.ID), markup.Say(c, ch.Title)))
		}))))
}
