package story

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/locales"
)

// more is what a step has to say beyond its beat. It unfolds in place, without a script. The summary is the same everywhere and so
// says with the step's heading what it opens.
func (p *Page) more(st locales.Step) []app.UI {
	id := "step." + st.ID + ".more"
	if !p.Has(id) {
		return nil
	}
	own := "m" + headingID(st.ID)[1:]
	return []app.UI{app.Raw(fmt.Sprintf(`<details class="more"><summary id="%s" aria-labelledby="%[1]s %s">%s</summary><p>%s</p></details>`,
		own, headingID(st.ID), p.HTML(p.T("ui.more")), p.HTML(p.T(id))))}
}
