//go:build js && wasm

package tip

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part is the box of a tip. Where it stands and what it says is the page's (page.Tip): marks and evidence both speak in it.
type Part struct {
	page.Base
	scrolls dom.Listener
}

// Started has the words go when the page moves under them.
func (p *Part) Started() {
	p.scrolls = dom.Listen(dom.Window, "scroll", func(js.Value) { p.Untip() })
}

// Ended gives back what was taken.
func (p *Part) Ended() { p.scrolls.Close() }

// Left forgets what was said of an article that goes.
func (p *Part) Left() { p.Untip() }

// Pressed takes the words away.
func (p *Part) Pressed(key string, _ js.Value) bool {
	if key == "Escape" {
		p.Untip()
	}
	return false
}

// Render implements page.Part.
func (p *Part) Render() app.UI {
	if p.Tip.Title == "" {
		return page.Nothing()
	}
	return box(p.Tip.Title, p.Tip.Text)
}
