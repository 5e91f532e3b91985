//go:build js && wasm

package reader

import (
	"strings"
	"syscall/js"
)

// copyPassage gives who copies a passage of the story its sources and its address along, as text and as markup. A few words, a form's text,
// the lists of sources and what lies outside the steps are copied as they are.
func (s *Shell) copyPassage(e js.Value) {
	sel, clip := window.Call("getSelection"), e.Get("clipboardData")
	if s.words == nil || !clip.Truthy() || !sel.Truthy() || e.Get("defaultPrevented").Bool() || sel.Get("rangeCount").Int() == 0 {
		return
	}
	if t := e.Get("target"); t.Get("closest").Truthy() && t.Call("closest", "input, textarea, [contenteditable]").Truthy() {
		return
	}
	r := sel.Call("getRangeAt", 0)
	card, end := cardOf(r.Get("startContainer")), cardOf(r.Get("endContainer"))
	if !card.Truthy() || !end.Truthy() {
		return
	}
	p := passage{
		words: sel.Call("toString").String(), title: textOf(one(card, "h3")), story: document.Get("title").String(),
		link: address(data(card.Get("parentElement"), "step")), locale: locale(), dir: root.Get("dir").String(),
	}
	for _, card := range all(document, ".step > .card") {
		if !r.Call("intersectsNode", card).Bool() {
			continue
		}
		for _, x := range all(card, ".vh, button, summary") {
			p.aside = append(p.aside, textOf(x))
		}
		for _, x := range all(card, ".ear") {
			if r.Call("intersectsNode", x).Bool() {
				p.ear = append(p.ear, textOf(x))
			}
		}
		for _, c := range all(card, ".c[data-e]") {
			if r.Call("intersectsNode", c).Bool() {
				for id := range strings.FieldsSeq(data(c, "e")) {
					p.cite(publishers(document.Call("getElementById", "e-"+id))...)
				}
			}
		}
	}
	if !p.long() {
		return
	}
	clip.Call("setData", "text/plain", p.plain(s.words))
	clip.Call("setData", "text/html", p.markup(s.words))
	e.Call("preventDefault")
}

// cardOf is the card of the step whose words a node belongs to.
func cardOf(node js.Value) js.Value {
	if node.Get("nodeType").Int() != 1 {
		node = node.Get("parentElement")
	}
	if !node.Truthy() || node.Call("closest", "ol, dialog").Truthy() {
		return js.Null()
	}
	return node.Call("closest", ".step > .card")
}

func textOf(el js.Value) string {
	if !el.Truthy() {
		return ""
	}
	return strings.TrimSpace(el.Get("textContent").String())
}

// publishers are those that an entry of the evidence names.
func publishers(entry js.Value) (names []string) {
	if !entry.Truthy() {
		return nil
	}
	said := all(entry, "cite")
	if len(said) == 0 { // one that leads to its graphic names them in the link
		said = all(entry, `a[href*="graphics/"]`)
	}
	for _, c := range said {
		names = append(names, textOf(c))
	}
	return names
}
