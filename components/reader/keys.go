//go:build js && wasm

package reader

import "syscall/js"

// keysOff reports whether the reader has switched the letters off that are keys of the story (see key). The browser remembers it.
func keysOff() (off bool) {
	try(func() { off = window.Get("localStorage").Call("getItem", "sahel.keys").Truthy() })
	return off
}

func keepKeys(on bool) {
	try(func() {
		if on {
			window.Get("localStorage").Call("removeItem", "sahel.keys")
		} else {
			window.Get("localStorage").Call("setItem", "sahel.keys", "off")
		}
	})
}

// offerKeys puts the switch under the list of chapters: the keys are there with the client alone, and so is the switch.
func (s *Shell) offerKeys() {
	list := one(document, "details.chapters ol")
	if s.words == nil || !list.Truthy() || one(document, "[data-letters]").Truthy() {
		return
	}
	make := func(tag string) js.Value { return document.Call("createElement", tag) }
	item, label, box, words := make("li"), make("label"), make("input"), make("span")
	item.Set("className", "keys")
	box.Set("type", "checkbox")
	box.Set("checked", !keysOff())
	mark(box, "data-letters", true)
	words.Set("textContent", s.words.T("ui.nav.keys"))
	label.Call("append", box, words)
	item.Call("append", label)
	list.Call("append", item)
}
