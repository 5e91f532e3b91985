//go:build js && wasm

package pager

import (
	"syscall/js"

	"sahel-explainer/components/dom"
)

// keysOff reports whether the reader has switched the letters off that are keys of the story (see Pressed). The browser remembers it.
func keysOff() (off bool) {
	dom.Try(func() { off = dom.Window.Get("localStorage").Call("getItem", "sahel.keys").Truthy() })
	return off
}

func keepKeys(on bool) {
	dom.Try(func() {
		if on {
			dom.Window.Get("localStorage").Call("removeItem", "sahel.keys")
		} else {
			dom.Window.Get("localStorage").Call("setItem", "sahel.keys", "off")
		}
	})
}

// offerKeys puts the switch under the list of chapters: the keys are there with the client alone, and so is the switch.
func (p *Part) offerKeys() {
	list := dom.One(dom.Document, "details.chapters ol")
	if p.Words == nil || !list.Truthy() || dom.One(dom.Document, "[data-letters]").Truthy() {
		return
	}
	make := func(tag string) js.Value { return dom.Document.Call("createElement", tag) }
	item, label, box, words := make("li"), make("label"), make("input"), make("span")
	item.Set("className", "keys")
	box.Set("type", "checkbox")
	box.Set("checked", !keysOff())
	dom.Mark(box, "data-letters", true)
	words.Set("textContent", p.Words.T("ui.nav.keys"))
	label.Call("append", box, words)
	item.Call("append", label)
	list.Call("append", item)
}
