// Package pager walks the steps: by the two buttons at the foot of a wide screen, and by the letters j and k.
package pager

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/page"
)

// buttons are the pager at a step, the first being 0, of so many; walk goes on by one step or back.
func buttons(w page.Words, step, total int, walk func(by int) app.EventHandler) app.UI {
	return app.Nav().Class("pager").Aria("label", w.T("ui.nav.progress")).Body(
		app.Button().Type("button").Aria("label", w.T("ui.nav.previous")).Disabled(step <= 0).OnClick(walk(-1)).Text("↑"),
		app.Span().Class("pager-count").Text(w.T("ui.nav.count", "Step", strconv.Itoa(step+1), "Total", strconv.Itoa(total))),
		app.Button().Type("button").Aria("label", w.T("ui.nav.next")).Disabled(step+1 >= total).OnClick(walk(1)).Text("↓"),
	)
}
