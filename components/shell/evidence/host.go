//go:build !wasm

package evidence

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// Button asks for the evidence of a step, statement by statement.
func Button(c *locales.Catalogue) g.Node {
	return h.Button(h.Type("button"), h.Class("why"), h.Aria("haspopup", "dialog"), markup.Say(c, "evidence.ask"))
}

// Standing is the item of a list for a standing that statements can have, underlined as they are.
func Standing(c *locales.Catalogue, status string) g.Node {
	return h.Li(h.Class("k-"+status), markup.Say(c, "ui.status."+status))
}

// Legend is the key to the underlines, once at the start of the story; more stands at its end.
func Legend(c *locales.Catalogue, statuses []string, more g.Node) g.Node {
	return h.Details(h.Class("legend"), h.Summary(markup.Say(c, "evidence.key")), h.P(markup.Say(c, "evidence.intro")),
		h.Ul(g.Map(statuses, func(s string) g.Node { return Standing(c, s) })), more)
}

// Panel is where evidence is shown when it is asked for.
func Panel(c *locales.Catalogue) g.Node {
	button := func(word string, does ...g.Node) g.Node {
		return h.Button(h.Type("button"), g.Group(does), g.Text(c.T(word)))
	}
	return h.Dialog(h.ID("evidence"), h.Aria("labelledby", "evidence-of"), h.TabIndex("-1"),
		h.Div(h.Role("status"), h.P(h.ID("evidence-of")), h.Ol(h.Class("ev sources"))),
		h.P(h.Class("ways"), button("ui.turn.before", h.Data("by", "-1")), button("ui.turn.after", h.Data("by", "1")),
			button("ui.share.close", h.PopoverTarget("evidence"), h.PopoverTargetAction("hide"))))
}
