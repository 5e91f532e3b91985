//go:build js && wasm

package marks

import (
	"strings"
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/engine"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the article: the places for the keyboard are put into the graphics, the words stand in the tip.
type Part struct {
	page.Base
	closers []dom.Listener
}

// Started hears pointers and the focus.
func (p *Part) Started() {
	p.closers = []dom.Listener{
		dom.Listen(dom.Document, "pointermove", p.point),
		dom.Listen(dom.Document, "pointerdown", p.point),
		dom.Listen(dom.Document, "focusin", p.focus),
		dom.Listen(dom.Document, "focusout", func(js.Value) { dom.Mark(dom.Root, "data-keys", false) }),
	}
}

// Ended gives back what was taken.
func (p *Part) Ended() {
	for _, l := range p.closers {
		l.Close()
	}
}

// Adopted gives the graphics their places for the keyboard, and those for turning their sentences.
func (p *Part) Adopted() {
	for _, sc := range p.Engine.Scenes {
		change(sc, sc.Shown)
	}
	p.offerMarks()
}

// Worded gives the places their names.
func (p *Part) Worded() { p.offerMarks() }

// Left forgets where the keyboard was: what had the focus goes without a word.
func (p *Part) Left() { dom.Mark(dom.Root, "data-keys", false) }

// Turned lets what a graphic says of itself follow its state.
func (p *Part) Turned(sc *engine.Scene, _, to string) {
	p.Untip()
	change(sc, to)
	describe(sc)
}

// Clicked turns a graphic by hand.
func (p *Part) Clicked(c page.Click) bool {
	b := c.Find("[data-turn]")
	if !b.Truthy() {
		return false
	}
	p.turn(b)
	return true
}

// Pressed goes from mark to mark of a focused graphic with the arrows; Enter asks the mark who says it.
func (p *Part) Pressed(key string, on js.Value) bool {
	if !on.Call("matches", ".marks").Bool() {
		return false
	}
	switch key {
	case "Enter", " ":
		m := dom.One(on.Call("closest", "figure"), "[data-at]")
		if m.Truthy() { // boot.js answers it as it does a finger
			m.Call("dispatchEvent", dom.Window.Get("MouseEvent").New("click", map[string]any{"bubbles": true}))
		}
		return m.Truthy()
	case "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End":
		return p.walk(on, key)
	}
	return false
}

// point shows the words of the mark under the pointer; over the words themselves they stay, so that they can be magnified.
func (p *Part) point(e js.Value) {
	t := e.Get("target")
	var m js.Value
	if t.Truthy() && t.Get("closest").Truthy() {
		if t.Call("closest", ".tip").Truthy() {
			return
		}
		m = t.Call("closest", ".scene [data-row]")
		if t.Call("closest", ".c").Truthy() && e.Get("pointerType").String() == "mouse" {
			return // a clause speaks (evidence)
		}
	}
	if !m.Truthy() {
		// A finger has left the mark when it is put down elsewhere, a mouse as soon as it is.
		if e.Get("pointerType").String() == "mouse" || e.Get("type").String() == "pointerdown" {
			p.Untip()
		}
		return
	}
	sc := p.Engine.SceneOf(m)
	if sc == nil {
		return
	}
	if !sc.Spec.Truthy() {
		go sc.Read() // the next move of the pointer finds them
		return
	}
	p.tell(sc, m)
}

// focus clears a mark's words when the reader leaves its graphic, says for CSS whether the keyboard is in one, and what is shown there.
func (p *Part) focus(e js.Value) {
	dom.Mark(dom.Root, "data-keys", e.Get("target").Call("matches", ".graphic :focus-visible").Bool())
	if sc := p.Engine.SceneOf(e.Get("target")); sc != nil {
		describe(sc)
	}
	p.Untip()
}

// tell shows the words of a mark beside it and returns them.
func (p *Part) tell(sc *engine.Scene, m js.Value) (title, text string) {
	words := sc.Spec.Get("Tips").Get(dom.Data(m, "row"))
	if !words.Truthy() {
		return "", ""
	}
	r := m.Call("getBoundingClientRect")
	next := page.Tip{Title: words.Index(0).String(), Text: words.Index(1).String()}
	next.X, next.Y = r.Get("left").Float()+r.Get("width").Float()/2, r.Get("top").Float()
	p.Beside(next)
	return next.Title, strings.TrimSpace(next.Text)
}
