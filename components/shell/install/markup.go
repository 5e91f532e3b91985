// Package install offers to install the app once the reader has really read, and another version when one waits.
package install

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/page"
)

// offer is the notice of one kind; by hand there is nothing to press but "not now". corrected says that what waits corrects the story.
func offer(w page.Words, n page.Notice, corrected bool, yes, later app.EventHandler) app.UI {
	text, button := w.T("ui.update.notice"), w.T("ui.update.apply")
	class := "notice"
	switch n {
	case page.Update:
		if corrected {
			text = w.T("ui.update.corrected")
		}
	case page.Install:
		text, button = w.T("ui.install.offer"), w.T("ui.install.button")
	case page.InstallByHand:
		text = w.T("ui.install.offer") + " " + w.T("ui.install.ios")
	}
	if n.Still() {
		class += " still"
	}
	return app.Div().Class(class).Attr("role", "status").Body(
		app.Span().Text(text),
		app.If(n != page.InstallByHand, app.Button().Type("button").OnClick(yes).Text(button)),
		app.Button().Type("button").OnClick(later).Text(w.T("ui.install.later")),
	)
}
