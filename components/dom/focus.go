//go:build js && wasm

package dom

import (
	"slices"
	"syscall/js"
)

// Place is where an element stands in an article, told so that it can be found again in the same article in another language:
// the n-th of its kind below the nearest ancestor that has an id. The zero place is nowhere.
type Place struct {
	within, kind string
	n            int
}

// Focused is the place of what has focus.
func Focused() Place {
	el := Document.Get("activeElement")
	if !el.Truthy() || el.Equal(Document.Get("body")) {
		return Place{}
	}
	if id := el.Get("id").String(); id != "" {
		return Place{kind: "#" + id}
	}
	p := Place{kind: el.Get("localName").String()}
	if c := el.Get("classList"); c.Length() > 0 {
		p.kind += "." + c.Index(0).String()
	}
	within := Document
	if a := el.Call("closest", "[id]"); a.Truthy() {
		within, p.within = a, "#"+a.Get("id").String()+" "
	}
	p.n = slices.IndexFunc(All(within, p.kind), el.Equal)
	return p
}

// Find is the element at the place, or nothing.
func (p Place) Find() js.Value {
	if p.kind == "" {
		return js.Null()
	}
	if found := All(Document, p.within+p.kind); p.n >= 0 && p.n < len(found) {
		return found[p.n]
	}
	return js.Null()
}

// Focus gives an element focus without moving the page, opening what it is folded away in; it reports whether it took it.
func Focus(el js.Value) bool {
	if !el.Truthy() {
		return false
	}
	for d := el.Get("parentElement"); d.Truthy(); d = d.Get("parentElement") {
		if d.Get("localName").String() == "details" && el.Get("localName").String() != "summary" {
			d.Set("open", true)
		}
	}
	el.Call("focus", map[string]any{"preventScroll": true})
	return Document.Get("activeElement").Equal(el)
}

// FocusStep gives a step focus, so that reading and the Tab key go on there. What has focus needs a name to be spoken: a group's, which
// is no landmark.
func FocusStep(step js.Value) {
	if step.Truthy() {
		step.Call("setAttribute", "tabindex", "-1")
		step.Call("setAttribute", "role", "group")
		step.Call("setAttribute", "aria-labelledby", One(step, "h3").Get("id"))
		Focus(step)
	}
}
