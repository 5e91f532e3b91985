package share

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/page"
)

// sheet shows an address that was copied, or is to be copied by hand.
func sheet(w page.Words, url string, copied bool, close app.EventHandler) app.UI {
	label := w.T("ui.share.copy")
	if copied {
		label = w.T("ui.share.copied")
	}
	return app.Div().Class("sheet").Attr("role", "dialog").Aria("label", label).Body(
		app.Label().Body(app.Span().Text(label), app.Input().Type("text").ReadOnly(true).Attr("dir", "ltr").Value(url)),
		app.Button().Type("button").OnClick(close).Text(w.T("ui.share.close")),
	)
}
