//go:build js && wasm

package since

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part is the notice of what has changed. It is told again at the next visit until the reader has closed it or gone to a step.
type Part struct {
	page.Base
	changed []string // steps that are others than in the edition that the reader met last
}

// Worded tells what there is to tell, when there are words for it.
func (p *Part) Worded() { p.offerChanges() }

// Render implements page.Part.
func (p *Part) Render() app.UI {
	open := p.Words != nil && p.Notice == page.Since
	p.Foot("since", open)
	if !open {
		return page.Nothing()
	}
	var steps []link
	for _, id := range p.changed {
		title := ""
		if h := dom.One(dom.Document, "#"+id+" h3"); h.Truthy() {
			title = dom.TextOf(h)
		}
		steps = append(steps, link{"#" + id, title})
	}
	return changes(p.Words, steps, dom.Data(dom.Root, "up")+dom.Locale()+"/corrections/", p.told)
}

// told is what the reader does with the notice: close it, or go to a step.
func (p *Part) told(app.Context, app.Event) {
	keepEdition(page.DayOf(dom.Data(dom.Root, "edition")))
	p.Notice = page.NoNotice
}

// offerChanges tells a reader who comes back to a newer edition which steps have changed since, and remembers the edition of one who has
// nothing to be told. A frame, a dated edition and a browser that keeps nothing tell nothing.
func (p *Part) offerChanges() {
	day := page.DayOf(dom.Data(dom.Root, "edition"))
	if day == "" || dom.Data(dom.Root, "frozen") != "" || dom.Window.Get("sahelBoot").Get("framed").Bool() {
		return
	}
	last := ""
	dom.Try(func() {
		if v := dom.Window.Get("localStorage").Call("getItem", "sahel.edition"); v.Type() == js.TypeString {
			last = v.String()
		}
	})
	if last != "" && last < day {
		changed := changedAfter(dom.Data(dom.Root, "changed"), last)
		for _, id := range p.Engine.IDs { // those of this length of the story, as they are read
			if changed[id] {
				p.changed = append(p.changed, id)
			}
		}
	}
	switch {
	case len(p.changed) == 0:
		keepEdition(day)
	case p.Notice == page.NoNotice: // another notice goes before; the reader is told at the next visit
		p.Notice = page.Since
	}
}

// keepEdition remembers the day of an edition on the device, where the browser keeps anything. Nobody else is told.
func keepEdition(day string) {
	dom.Try(func() { dom.Window.Get("localStorage").Call("setItem", "sahel.edition", day) })
}
