//go:build js && wasm

package pager

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part is the pager. It stands in the page once its words have come.
type Part struct {
	page.Base
	switches dom.Listener
}

// Started hears the switch of the letters.
func (p *Part) Started() {
	p.switches = dom.Listen(dom.Document, "change", func(e js.Value) {
		if box := e.Get("target"); box.Get("closest").Truthy() && dom.Has(box, "data-letters") {
			keepKeys(box.Get("checked").Bool())
		}
	})
}

// Ended gives back what was taken.
func (p *Part) Ended() { p.switches.Close() }

// Adopted puts the switch of the letters into the menu.
func (p *Part) Adopted() { p.offerKeys() }

// Worded does so once there are words for it.
func (p *Part) Worded() { p.offerKeys() }

// Stepped counts.
func (p *Part) Stepped() { p.Update() }

// Pressed walks by letters, inside the story alone, and not where the reader has switched them off: who speaks to the machine must not move
// the page by a word (WCAG 2.1.4).
func (p *Part) Pressed(key string, on js.Value) bool {
	if by := map[string]int{"j": 1, "k": -1}[key]; by != 0 && on.Call("closest", "#story").Truthy() && !keysOff() {
		p.walk(by)
	}
	return false
}

func (p *Part) walk(by int) { p.Engine.GoTo(p.Engine.Active + by) }

// Render implements page.Part.
func (p *Part) Render() app.UI {
	if p.Words == nil {
		return page.Nothing()
	}
	return buttons(p.Words, max(p.Engine.Active, 0), len(p.Engine.Steps), func(by int) app.EventHandler {
		return func(app.Context, app.Event) { p.walk(by) }
	})
}
