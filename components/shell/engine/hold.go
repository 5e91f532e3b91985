//go:build js && wasm

package engine

import (
	"math"
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/scroll"
)

// hold is where the reader stands, told so that it can be found again in another layout: an element, and where its top stands in the
// view, as a share of the view's height. A phone that is turned, a window that is drawn wider: offsets mean another place then.
type hold struct {
	el    js.Value
	step  int     // the active step, -1 behind the last one
	at    float64 // of the view's height
	y     float64 // the offset at which it was told
	top   float64 // where the element stood in the page
	width float64
}

// keep tells where the reader stands now. An offset that has not changed since the last turn is left as it was told, so that turning
// back leads back.
func (e *Engine) keep(y, view float64) {
	if e.Active < 0 || len(e.tops) == 0 || math.Abs(y-e.held.y) < 1 && e.held.step == e.Active {
		return
	}
	h := hold{el: e.Steps[e.Active], step: e.Active, y: y, width: dom.Window.Get("innerWidth").Float(), top: e.tops[e.Active]}
	if line := y + view*scroll.Line; e.Active == len(e.Steps)-1 && e.end < line { // among the notes
		h.el = dom.Document.Call("elementFromPoint", h.width/2, view*scroll.Line)
		if !h.el.Truthy() {
			return
		}
		h.step, h.top = -1, h.el.Call("getBoundingClientRect").Get("top").Float()+y
	}
	h.at = (h.top - y) / view
	e.held = h
}

// turned brings the reader back to where they stood once the window has another size and the page another layout. A browser's bar
// that comes and goes changes the view alone, and moves nothing.
func (e *Engine) turned() {
	h := e.held
	e.Measure()
	if dom.Window.Get("sahelBoot").Get("framed").Bool() || h.y == 0 || !h.el.Truthy() || !h.el.Get("isConnected").Bool() || dom.Data(dom.Root, "mode") == "stepper" {
		return
	}
	y, view, width := dom.Window.Get("scrollY").Float(), dom.Window.Get("innerHeight").Float(), dom.Window.Get("innerWidth").Float()
	top := h.el.Call("getBoundingClientRect").Get("top").Float() + y
	if width == h.width && math.Abs(top-h.top) < 1 {
		return
	}
	to := h.at * view
	if h.step >= 0 {
		to = scroll.Hold(e.tops, h.step, h.at, view)
	}
	dom.Window.Call("scrollTo", map[string]any{"top": top - to, "behavior": "instant"})
	e.held.y, e.held.top, e.held.width = dom.Window.Get("scrollY").Float(), top, width
}
