//go:build js && wasm

package chapters

import (
	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the page's: the menu is there without the client.
type Part struct{ page.Base }

// Clicked closes the menu: its link is the browser's to follow.
func (p *Part) Clicked(c page.Click) bool {
	if !c.Find(".chapters a").Truthy() {
		return false
	}
	dom.One(dom.Document, ".chapters").Call("removeAttribute", "open")
	return true
}

// Adopted marks the chapter being read in the menu that came with the article.
func (p *Part) Adopted() { p.Stepped() }

// Stepped marks the chapter being read.
func (p *Part) Stepped() {
	if p.Engine.Active < 0 {
		return
	}
	read := p.Engine.Steps[p.Engine.Active].Call("closest", "[data-chapter]")
	if !read.Truthy() {
		return
	}
	for _, a := range dom.All(dom.Document, ".chapters a") {
		if dom.Data(a, "to") == dom.Data(read, "chapter") {
			a.Call("setAttribute", "aria-current", "true")
		} else {
			a.Call("removeAttribute", "aria-current")
		}
	}
}
