//go:build !wasm

package share

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// Button shares a step; it stands under the step's sources, hidden until there is a client.
func Button(c *locales.Catalogue, step string) g.Node {
	return h.Button(h.Type("button"), h.Class("share"), h.Data("share", step), markup.Say(c, "ui.share.button"))
}

// ExploreLink gives away the address of the explore view as it is chosen, which a reader inside a frame does not see.
func ExploreLink(c *locales.Catalogue) g.Node {
	return h.Button(h.Type("button"), markup.Flag("data-share"), markup.Say(c, "ui.explore.link"))
}
