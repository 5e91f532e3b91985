package since

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/page"
)

// link leads to a step by its title.
type link struct{ to, title string }

// shown is how many changed steps a notice names; the log of corrections has them all.
const shown = 2

// changes is the notice: steps that have changed, or where all is told of. told hears that the reader has gone to one, or closed it. It
// interrupts nobody who listens: they come to it at the end of the page.
func changes(w page.Words, steps []link, log string, told app.EventHandler) app.UI {
	line := []app.UI{app.Text(w.T("ui.since.changed") + " ")}
	for i, step := range steps {
		if i == shown || step.title == "" {
			line = append(line, app.A().Href(log).OnClick(told).Text(w.T("ui.corrections.all")))
			break
		}
		line = append(line, app.A().Href(step.to).OnClick(told).Text(step.title))
		if i+1 < len(steps) {
			line = append(line, app.Text(" · "))
		}
	}
	return app.Div().Class("notice").Attr("data-since", "").Body(
		app.Span().Body(line...),
		app.Button().Type("button").OnClick(told).Text(w.T("ui.share.close")),
	)
}
