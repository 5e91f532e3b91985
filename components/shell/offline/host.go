//go:build !wasm

package offline

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// Offer is the offer to keep all of the story, which costs size to download, at its end.
func Offer(c *locales.Catalogue, size string) g.Node {
	return h.Div(h.Class("offline"), h.H3(markup.Say(c, "ui.offline.title")), h.P(h.Aria("live", "off"), markup.Flag("data-offline")),
		h.Button(h.Type("button"), markup.Flag("data-keep"), markup.Say(c, "ui.offline.keep", "Size", size)),
		h.Button(h.Type("button"), markup.Flag("data-forget"), markup.Say(c, "ui.offline.remove")))
}
