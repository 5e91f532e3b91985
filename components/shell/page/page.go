//go:build js && wasm

package page

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/engine"
)

// Page is what the parts of the shell share. A part that changes what others show says so by Changed.
type Page struct {
	Words  Words // of the page's language; nil until they have come
	Engine *engine.Engine
	Said   string // what the reader has asked to be told, for those who listen
	Notice Notice
	Tip    Tip
	// Query writes what is chosen in the explore view into an address's query, keeping what else is there.
	Query func(query string) string

	shell interface{ Update() }
	parts []Part
	foot  map[string]bool
}

// New is the page for a shell and its parts, which are told of what happens in this order.
func New(shell interface{ Update() }, parts ...Part) *Page {
	p := &Page{Engine: engine.New(), shell: shell, parts: parts, foot: map[string]bool{}, Query: func(q string) string { return q }}
	for _, x := range parts {
		b := x.base()
		b.Page, b.shown = p, &component{part: x}
	}
	return p
}

// Changed has the shell and all parts show what is now.
func (p *Page) Changed() {
	p.shell.Update()
	for _, x := range p.parts {
		x.base().Update()
	}
}

// Components are those of the parts, in order, for the shell to show.
func (p *Page) Components() []app.UI {
	all := make([]app.UI, len(p.parts))
	for i, x := range p.parts {
		all[i] = x.base().shown
	}
	return all
}

// Adopt takes over the article that stands in the page.
func (p *Page) Adopt() {
	p.Engine.Adopt(dom.Document.Call("getElementById", "story"))
	for _, sc := range p.Engine.Scenes {
		sc.OnState = func(from, to string) { each(p, func(t Turner) { t.Turned(sc, from, to) }) }
	}
	each(p, Adopter.Adopted)
	p.Changed()
}

// Leave drops what belongs to the article that is about to go.
func (p *Page) Leave() { each(p, Leaver.Left) }

// Heard takes the words of the page's language.
func (p *Page) Heard(words Words) {
	p.Words = words
	each(p, Reader.Worded)
	p.Changed()
}

// Step tells that another step is the active one.
func (p *Page) Step() { each(p, Stepper.Stepped) }

// Click tells of a click.
func (p *Page) Click(e js.Value) {
	if t := e.Get("target"); t.Truthy() && t.Get("closest").Truthy() {
		first(p, func(c Clicker) bool { return c.Clicked(Click{e}) })
	}
}

// Press tells of a key that an element has got, and reports whether it was a part's own.
func (p *Page) Press(key string, on js.Value) bool {
	return first(p, func(x Presser) bool { return x.Pressed(key, on) })
}

// Go tells of another address.
func (p *Page) Go() { first(p, Goer.Went) }

// Say tells those who listen, and nobody who looks.
func (p *Page) Say(words string) {
	p.Said = words
	p.shell.Update()
}

// Foot says whether something of a part stands over the foot of the page; no :has() of the root: it would be asked anew at every change.
func (p *Page) Foot(part string, stands bool) {
	p.foot[part] = stands
	any := false
	for _, on := range p.foot {
		any = any || on
	}
	dom.Mark(dom.Root, "data-foot", any)
}
