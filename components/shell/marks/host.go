//go:build !wasm

package marks

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/locales"
)

// Turns are the buttons by which a graphic's states are turned where nothing moves, with room for what has changed. Hidden until there is a
// client, and to all who have motion; class is one that reader modes leave out.
func Turns(c *locales.Catalogue, class string) app.UI {
	return app.Div().Class("turn", class).Body(
		app.Button().Type("button").DataSet("turn", "-1").Text(c.T("ui.turn.before")),
		app.P().Class("turn-text"),
		app.Button().Type("button").DataSet("turn", "1").Text(c.T("ui.turn.after")),
	)
}
