//go:build js && wasm

package evidence

import (
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Whoever listens meets one control in a step, which tells what it unfolds and of which step. The rest waits: the list of sources and the
// button for evidence, the heading's link to itself, and the terms' links, each of which would part its sentence in three. A hand has
// them all as it comes: the focus gives those of its step and of the steps beside it, so that Tab leaves out none in either direction, a
// pointer those of its own. So has whoever opens the one control, since the focus is there then. Without a client nothing waits.

// cards are where words of steps stand.
const cards = ".step > .card"

// links are those that wait. A link without an address is none, and with no role it is a part of its sentence; its place on the page is
// the same.
const links = "h3 > a, a.t"

// Worded tells one step's control from another's: "3 sources" is what twenty of them are called, so each has its step's number too, which
// is sooner said than the title that was heard before. In one piece: of a label that stands elsewhere Orca reads that too.
func (p *Part) Worded() {
	if p.Words == nil {
		return
	}
	for i, step := range p.Engine.Steps {
		more, sources := dom.One(step, ".more > summary"), dom.One(step, ".sources > summary")
		if !sources.Truthy() {
			continue
		}
		numbered := func(what string) string {
			return page.OfSteps(p.Words.T, what, i+1, i+1)
		}
		name(sources, numbered(dom.TextOf(sources)))
		if more.Truthy() {
			name(more, p.Words.T("ui.sources.with", "More", dom.TextOf(more), "Sources", numbered(dom.TextOf(sources))))
			wait(dom.One(step, ".card"), sources)
		}
	}
}

func name(control js.Value, words string) { control.Call("setAttribute", "aria-label", words) }

// wait takes from a card what waits, unless a hand has been there. The list of sources goes with its control: as a group of nothing it
// would end what Orca reads in Chromium, which waits for words of it.
func wait(card, sources js.Value) {
	if dom.Data(card, "waits") != "" {
		return
	}
	if dom.Has(sources.Get("parentElement"), "open") {
		give(card)
		return
	}
	dom.SetData(card, "waits", "yes")
	sources.Get("parentElement").Call("setAttribute", "aria-hidden", "true")
	sources.Set("tabIndex", -1)
	for _, a := range dom.All(card, links) {
		dom.SetData(a, "to", a.Call("getAttribute", "href").String())
		a.Call("removeAttribute", "href")
		a.Call("setAttribute", "role", "none")
	}
}

// give gives hands what waits in a card.
func give(card js.Value) {
	if !card.Truthy() || dom.Data(card, "waits") == "no" {
		return
	}
	dom.SetData(card, "waits", "no")
	for _, x := range dom.All(card, ".why, .sources, .sources > summary") {
		x.Call("removeAttribute", "aria-hidden")
		x.Call("removeAttribute", "tabindex")
	}
	for _, a := range dom.All(card, "[data-to]") {
		a.Call("setAttribute", "href", dom.Data(a, "to"))
		a.Call("removeAttribute", "role")
		a.Call("removeAttribute", "data-to")
	}
}

// opened hears what unfolds: by a search in the page or an address too, without a hand.
func (p *Part) opened(what js.Value) {
	if dom.Has(what, "open") {
		give(what.Call("closest", cards))
	}
}

// came hears where the focus is: in a step, or among the graphics and data before one. The skip link and what it leads to, the whole
// story, are no step.
func (p *Part) came(at js.Value) {
	if !at.Truthy() || !at.Get("closest").Truthy() || !at.Call("closest", "main").Truthy() {
		return
	}
	const following, within = 4, 16
	for i, step := range p.Engine.Steps {
		if !step.Call("contains", at).Bool() && at.Call("compareDocumentPosition", step).Int()&(following|within) != following {
			continue
		}
		for _, near := range p.Engine.Steps[max(0, i-1):min(i+2, len(p.Engine.Steps))] {
			give(dom.One(near, ".card"))
		}
		return
	}
	if n := len(p.Engine.Steps); n > 0 && !at.Call("contains", p.Engine.Steps[0]).Bool() { // after all: Shift and Tab lead back into the last
		give(dom.One(p.Engine.Steps[n-1], ".card"))
	}
}
