//go:build js && wasm

package share

import (
	"strings"
	"syscall/js"

	"sahel-explainer/components/dom"
)

// copyPassage gives who copies a passage of the story its sources and its address along, as text and as markup. A few words, a form's text,
// the lists of sources and what lies outside the steps are copied as they are.
func (p *Part) copyPassage(e js.Value) {
	sel, clip := dom.Window.Call("getSelection"), e.Get("clipboardData")
	if p.Words == nil || !clip.Truthy() || !sel.Truthy() || e.Get("defaultPrevented").Bool() || sel.Get("rangeCount").Int() == 0 {
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
	said := passage{
		words: sel.Call("toString").String(), title: dom.TextOf(dom.One(card, "h3")), story: dom.Document.Get("title").String(),
		link: address(dom.Data(card.Get("parentElement"), "step")), locale: dom.Locale(), dir: dom.Root.Get("dir").String(),
	}
	for _, card := range dom.All(dom.Document, ".step > .card") {
		if !r.Call("intersectsNode", card).Bool() {
			continue
		}
		for _, x := range dom.All(card, ".vh, button, summary") {
			said.aside = append(said.aside, dom.TextOf(x))
		}
		for _, c := range dom.All(card, ".c[data-e]") {
			if r.Call("intersectsNode", c).Bool() {
				for id := range strings.FieldsSeq(dom.Data(c, "e")) {
					said.cite(publishers(dom.Document.Call("getElementById", "e-"+id))...)
				}
			}
		}
	}
	if !said.long() {
		return
	}
	clip.Call("setData", "text/plain", said.plain(p.Words))
	clip.Call("setData", "text/html", said.markup(p.Words))
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

// publishers are those that an entry of the evidence names.
func publishers(entry js.Value) (names []string) {
	if !entry.Truthy() {
		return nil
	}
	said := dom.All(entry, "cite")
	if len(said) == 0 { // one that leads to its graphic names them in the link
		said = dom.All(entry, `a[href*="graphics/"]`)
	}
	for _, c := range said {
		names = append(names, dom.TextOf(c))
	}
	return names
}
