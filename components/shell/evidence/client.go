//go:build js && wasm

package evidence

import (
	"strings"
	"syscall/js"
	"time"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the article: the panel is there without the client, and web/boot.js answers a click.
type Part struct {
	page.Base
	over    js.Value // the clause that the mouse is on
	closers []dom.Listener
}

// Started hears the mouse and the focus.
func (p *Part) Started() {
	p.closers = []dom.Listener{
		dom.Listen(dom.Document, "pointermove", p.point),
		dom.Listen(dom.Document, "pointerdown", p.point),
		dom.Listen(dom.Document, "focusin", func(e js.Value) { p.came(e.Get("target")) }),
	}
}

// Ended gives back what was taken.
func (p *Part) Ended() {
	for _, l := range p.closers {
		l.Close()
	}
}

// Adopted gives hands what waits in the steps about the focus, and lets it wait in all others.
func (p *Part) Adopted() {
	p.came(dom.Document.Get("activeElement"))
	p.Worded()
}

// point follows the mouse from clause to clause; over the words themselves they stay, so that they can be magnified.
func (p *Part) point(e js.Value) {
	t := e.Get("target")
	if t.Truthy() && t.Get("closest").Truthy() {
		if t.Call("closest", ".tip").Truthy() {
			return
		}
		if card := t.Call("closest", cards); card.Truthy() {
			give(card)
		}
		if c := t.Call("closest", ".c"); c.Truthy() && e.Get("pointerType").String() == "mouse" {
			p.hint(c, e)
			return
		}
	}
	p.over = js.Undefined()
}

// hint shows who says the clause on which the mouse rests: the first lines of what a click answers in full (web/boot.js). A mouse that
// only follows the reading asks nothing.
func (p *Part) hint(clause, e js.Value) {
	if p.over.Equal(clause) {
		return
	}
	p.over = clause
	p.Untip()
	at := page.Tip{X: e.Get("clientX").Float(), Y: e.Get("clientY").Float() - 12}
	id, _, _ := strings.Cut(dom.Data(clause, "e"), " ")
	go func() {
		time.Sleep(rest)
		entry := dom.Document.Call("getElementById", "e-"+id)
		if !p.over.Equal(clause) || !clause.Call("matches", ":hover").Bool() || !entry.Truthy() {
			return
		}
		standing := dom.One(entry, "strong")
		at.Title = standing.Get("textContent").String()
		for n := standing.Get("nextSibling"); n.Truthy() && !strings.Contains("A P UL", n.Get("nodeName").String()); n = n.Get("nextSibling") {
			at.Text += n.Get("textContent").String()
		}
		at.Text = strings.TrimSpace(at.Text)
		p.Beside(at)
	}()
}

// rest is how long a mouse stays where it asks.
const rest = 700 * time.Millisecond
