//go:build js && wasm

package reader

import (
	"slices"
	"syscall/js"
)

// place is where an element stands in an article, told so that it can be found again in the same article in another language:
// the n-th of its kind below the nearest ancestor that has an id. The zero place is nowhere.
type place struct {
	within, kind string
	n            int
}

// focused is the place of what has focus.
func focused() place {
	el := document.Get("activeElement")
	if !el.Truthy() || el.Equal(document.Get("body")) {
		return place{}
	}
	if id := el.Get("id").String(); id != "" {
		return place{kind: "#" + id}
	}
	p := place{kind: el.Get("localName").String()}
	if c := el.Get("classList"); c.Length() > 0 {
		p.kind += "." + c.Index(0).String()
	}
	within := document
	if a := el.Call("closest", "[id]"); a.Truthy() {
		within, p.within = a, "#"+a.Get("id").String()+" "
	}
	p.n = slices.IndexFunc(all(within, p.kind), el.Equal)
	return p
}

// find is the element at the place, or nothing.
func (p place) find() js.Value {
	if p.kind == "" {
		return js.Null()
	}
	if found := all(document, p.within+p.kind); p.n >= 0 && p.n < len(found) {
		return found[p.n]
	}
	return js.Null()
}

// focus gives an element focus without moving the page, opening what it is folded away in; it reports whether it took it.
func focus(el js.Value) bool {
	if !el.Truthy() {
		return false
	}
	for d := el.Get("parentElement"); d.Truthy(); d = d.Get("parentElement") {
		if d.Get("localName").String() == "details" && el.Get("localName").String() != "summary" {
			d.Set("open", true)
		}
	}
	el.Call("focus", map[string]any{"preventScroll": true})
	return document.Get("activeElement").Equal(el)
}

// focusStep gives a step focus, so that reading and the Tab key go on there. What has focus needs a name to be spoken: a group's, which
// is no landmark.
func focusStep(step js.Value) {
	if step.Truthy() {
		step.Call("setAttribute", "tabindex", "-1")
		step.Call("setAttribute", "role", "group")
		step.Call("setAttribute", "aria-labelledby", one(step, "h3").Get("id"))
		focus(step)
	}
}
