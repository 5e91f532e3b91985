//go:build js && wasm

package install

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part is the notice that offers, while there is something to offer.
type Part struct {
	page.Base
	read    map[int]bool // steps that were active: what real reading is measured by
	offered bool         // whether the app was; once in a visit
}

// Started looks whether another version waits already: it was there before the client could hear of it.
func (p *Part) Started() {
	p.read = map[int]bool{}
	if dom.Window.Get("sahelBoot").Get("fresh").Truthy() {
		p.Notice = page.Update
	}
}

// VersionWaits offers a new version; it is applied only on the reader's word.
func (p *Part) VersionWaits() {
	p.Notice = page.Update
	p.Changed()
}

// InstallChanged hears that the app can be, or has been, installed. The offer itself waits for real reading.
func (p *Part) InstallChanged() { p.offerInstall() }

// Stepped counts the steps that are read.
func (p *Part) Stepped() {
	p.read[p.Engine.Active] = true
	p.offerInstall()
}

// offerInstall shows the offer once the reader has really read: ten steps, not framed, not installed, not refused. Where the
// browser has no prompt (iOS, known by navigator.standalone, which no other has) it says how.
func (p *Part) offerInstall() {
	if p.Notice != page.NoNotice || p.offered || len(p.read) < 10 ||
		dom.Window.Get("sahelBoot").Get("framed").Bool() || dom.Window.Call("goappIsAppInstalled").Bool() {
		return
	}
	refused := false
	dom.Try(func() { refused = dom.Window.Get("localStorage").Call("getItem", "sahel.install").Truthy() })
	switch {
	case refused:
	case dom.Window.Call("goappIsAppInstallable").Bool():
		p.Notice = page.Install
	case dom.Window.Get("navigator").Get("standalone").Type() == js.TypeBoolean:
		p.Notice = page.InstallByHand
	}
	if p.Notice != page.NoNotice {
		p.offered = true
		p.Update()
	}
}

// yes takes what is offered. Another version reloads the page; where none waits any more there is nothing to offer.
func (p *Part) yes(app.Context, app.Event) {
	if p.Notice == page.Update {
		dom.Window.Get("sahelBoot").Call("apply")
	} else {
		dom.Window.Call("goappShowInstallPrompt")
	}
	p.Notice = page.NoNotice
}

func (p *Part) later(app.Context, app.Event) {
	if p.Notice != page.Update {
		dom.Try(func() { dom.Window.Get("localStorage").Call("setItem", "sahel.install", "later") })
	}
	p.Notice = page.NoNotice
}

// Render implements page.Part.
func (p *Part) Render() app.UI {
	open := p.Words != nil && p.Notice != page.NoNotice && p.Notice != page.Since
	p.Foot("install", open && !p.Notice.Still())
	if !open {
		return page.Nothing()
	}
	return offer(p.Words, p.Notice, dom.Window.Get("sahelBoot").Get("fresh").Equal(js.ValueOf("corrected")), p.yes, p.later)
}
