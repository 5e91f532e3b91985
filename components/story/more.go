package story

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/locales"
)

// more is what a step has to say beyond its beat. It unfolds in place, without a script. The summary is the same everywhere:
// what it opens is said by the words before it. With the step's heading in its name a screen reader says that twice more in each step.
func (p *Page) more(st locales.Step) []app.UI {
	id := "step." + st.ID + ".more"
	if !p.Has(id) {
		return nil
	}
	return []app.UI{ui(h.Details(h.Class("more"), h.Summary(p.say("ui.more")), h.P(g.Raw(p.said(id)))))}
}
