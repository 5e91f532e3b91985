//go:build js && wasm

package share

import (
	"strings"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part is the sheet with an address, once one has been asked for. The buttons that ask stand in the article.
type Part struct {
	page.Base
	url    string // shown; empty while the sheet is closed
	copied bool
	opener js.Value // what opened it
	copies dom.Listener
}

// Started hears what is copied.
func (p *Part) Started() {
	p.copies = dom.Listen(dom.Document, "copy", p.copyPassage)
}

// Ended gives back what was taken.
func (p *Part) Ended() { p.copies.Close() }

// Clicked shares what the button names: a step, or the explore view.
func (p *Part) Clicked(c page.Click) bool {
	b := c.Find("[data-share]")
	if !b.Truthy() {
		return false
	}
	p.share(dom.Data(b, "share"))
	return true
}

// Pressed closes the sheet.
func (p *Part) Pressed(key string, _ js.Value) bool {
	if key == "Escape" {
		p.close()
	}
	return false
}

// Render implements page.Part.
func (p *Part) Render() app.UI {
	open := p.Words != nil && p.url != ""
	p.Foot("share", open)
	if !open {
		return page.Nothing()
	}
	return sheet(p.Words, p.url, p.copied, func(app.Context, app.Event) { p.close() })
}

// address is where a step is found, on this site or on the page of a host that opted in.
func address(step string) string {
	if hosted := dom.Data(dom.Root, "shareUrl"); hosted != "" {
		return hosted + "#" + step
	}
	if dom.Data(dom.Root, "frozen") != "" { // an edition's steps have no pages of their own
		loc := dom.Window.Get("location")
		return loc.Get("origin").String() + strings.TrimSuffix(loc.Get("pathname").String(), "index.html") + "#" + step
	}
	// The step's own page has its picture, and sends readers on to the step.
	return dom.Resolve(dom.Data(dom.Root, "up")+dom.Locale()+"/steps/"+step+"/", "")
}

// share gives a step's address, or that of the explore view as it is chosen if there is no step: to the system's sheet where there is one,
// else to the clipboard, else to be copied by hand.
func (p *Part) share(step string) {
	url := address(step)
	if step == "" {
		url = dom.Resolve(dom.Data(dom.Root, "up")+dom.Data(dom.Root, "frozen")+dom.Locale()+"/", "") + p.Query("") + "#explore"
	}
	title := dom.Document.Get("title").String()
	nav := dom.Window.Get("navigator")
	p.Ctx().Async(func() {
		if nav.Get("share").Truthy() {
			var asked js.Value
			if dom.Try(func() { asked = nav.Call("share", map[string]any{"title": title, "url": url}) }) {
				// Whoever closes the sheet wants no link, and keeps what they had copied; nor does a second press while it is open.
				if why, ok := dom.Await(asked); ok || dom.Text(why, "name") == "AbortError" || dom.Text(why, "name") == "InvalidStateError" {
					return
				}
			}
		}
		copied := false
		if c := nav.Get("clipboard"); c.Truthy() {
			var asked js.Value
			if dom.Try(func() { asked = c.Call("writeText", url) }) {
				_, copied = dom.Await(asked)
			}
		}
		p.Ctx().Dispatch(func(ctx app.Context) {
			p.url, p.copied, p.opener = url, copied, dom.Document.Get("activeElement")
			ctx.Defer(func(app.Context) { dom.Focus(dom.One(dom.Document, ".sheet input")) })
		})
	})
}

// close takes the sheet away and gives focus back to what opened it.
func (p *Part) close() {
	if p.url == "" {
		return
	}
	p.url = ""
	p.Update()
	p.Ctx().Defer(func(app.Context) { dom.Focus(p.opener) })
}
