//go:build js && wasm

package reader

import (
	"math"
	"syscall/js"

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
func (e *engine) keep(y, view float64) {
	if e.active < 0 || len(e.tops) == 0 || math.Abs(y-e.held.y) < 1 && e.held.step == e.active {
		return
	}
	h := hold{el: e.steps[e.active], step: e.active, y: y, width: window.Get("innerWidth").Float(), top: e.tops[e.active]}
	if line := y + view*scroll.Line; e.active == len(e.steps)-1 && e.end < line { // among the notes
		h.el = document.Call("elementFromPoint", h.width/2, view*scroll.Line)
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
func (e *engine) turned() {
	h := e.held
	e.measure()
	if window.Get("sahelBoot").Get("framed").Bool() || h.y == 0 || !h.el.Truthy() || !h.el.Get("isConnected").Bool() || data(root, "mode") == "stepper" {
		return
	}
	y, view, width := window.Get("scrollY").Float(), window.Get("innerHeight").Float(), window.Get("innerWidth").Float()
	top := h.el.Call("getBoundingClientRect").Get("top").Float() + y
	if width == h.width && math.Abs(top-h.top) < 1 {
		return
	}
	to := h.at * view
	if h.step >= 0 {
		to = scroll.Hold(e.tops, h.step, h.at, view)
	}
	window.Call("scrollTo", map[string]any{"top": top - to, "behavior": "instant"})
	e.held.y, e.held.top, e.held.width = window.Get("scrollY").Float(), top, width
}
