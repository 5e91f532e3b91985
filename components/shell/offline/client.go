//go:build js && wasm

package offline

import (
	"math"
	"strconv"
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the article: the offer stands at the end of the story, hidden until there is a client.
type Part struct {
	page.Base
	near *dom.Nearness
}

// Clicked keeps or forgets what the reader asks for.
func (p *Part) Clicked(c page.Click) bool {
	switch {
	case c.Find("[data-keep]").Truthy():
		p.keep(`{"type":"keep","locale":"` + dom.Locale() + `","read":"` + dom.Data(dom.Root, "reads") + `","all":true,"lazy":true}`)
	case c.Find("[data-forget]").Truthy():
		p.keep(`{"type":"remove","locale":"all"}`)
	default:
		return false
	}
	return true
}

// Left forgets the offer of an article that goes.
func (p *Part) Left() {
	p.near.Close()
	p.near = nil
}

// Adopted shows what is kept when the reader comes to the offer to keep the story, and takes the offer away where no worker can be.
func (p *Part) Adopted() {
	box := dom.One(dom.Document, ".offline")
	if !box.Truthy() {
		return
	}
	if dom.Window.Get("sahelBoot").Get("framed").Bool() || !dom.Window.Get("isSecureContext").Bool() ||
		!dom.Window.Get("navigator").Get("serviceWorker").Truthy() {
		box.Call("remove")
		return
	}
	p.near = dom.Near(func(_ js.Value, near bool) {
		if near {
			p.keep(askKept)
		}
	})
	p.near.Watch(box)
}

// askKept asks what is kept; what it is answered is shown like an answer to keep.
const askKept = `{"type":"kept"}`

// keep tells the service worker what to keep or remove and shows how it goes. A question of our own is not answered by a complaint.
func (p *Part) keep(message string) {
	asked := message != askKept
	if p.Words == nil {
		return
	}
	status := dom.One(dom.Document, "[data-offline]")
	if asked {
		dom.SpeakUp(status)
	}
	var reply js.Func
	reply = js.FuncOf(func(_ js.Value, args []js.Value) any {
		r := args[0]
		switch dom.Text(r, "type") {
		case "progress":
			done, total := strconv.Itoa(r.Get("done").Int()), strconv.Itoa(r.Get("total").Int())
			status.Set("textContent", p.Words.T("ui.offline.progress", "Done", done, "Total", total))
		case "kept":
			said := ""
			if bytes := r.Get("bytes").Float(); asked || bytes > 0 {
				said = p.Words.T("ui.offline.kept", "Size", megabytes(bytes))
			}
			status.Set("textContent", said)
			reply.Release()
		case "error":
			status.Set("textContent", p.Words.T("ui.offline.failed"))
			reply.Release()
		}
		return nil
	})
	if !dom.Window.Get("sahelBoot").Call("tell", message, reply).Bool() {
		if asked {
			status.Set("textContent", p.Words.T("ui.offline.failed"))
		}
		reply.Release()
	}
}

// megabytes writes a size by the browser's formatter, with Latin digits, as everywhere.
func megabytes(bytes float64) string {
	how := map[string]any{"style": "unit", "unit": "megabyte", "maximumFractionDigits": 1}
	f := dom.Window.Get("Intl").Get("NumberFormat").New(dom.Locale()+"-u-nu-latn", how)
	return f.Call("format", math.Round(bytes/1e5)/10).String()
}
