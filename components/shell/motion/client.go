//go:build js && wasm

package motion

import (
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/scroll"
	"sahel-explainer/components/shell/engine"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the article: what moves lies over the drawn pictures.
type Part struct {
	page.Base
	lives []*live
	pace  scroll.Pace
	near  *dom.Nearness
}

// Adopted fetches what moves a graphic when it comes within a screen of what is seen; for who saves data, nothing.
func (p *Part) Adopted() {
	for _, sc := range p.Engine.Scenes {
		l := &live{scene: sc, pace: &p.pace}
		if sc.Flies() {
			l.flight = newFlight(sc)
		}
		p.lives = append(p.lives, l)
	}
	p.near = dom.Near(func(el js.Value, near bool) {
		for _, l := range p.lives {
			if l.scene.El.Equal(el) {
				l.near = near
				if near {
					go l.load()
				} else {
					l.dispose()
				}
			}
		}
	})
	if c := dom.Window.Get("navigator").Get("connection"); c.Truthy() && c.Get("saveData").Truthy() {
		return
	}
	for _, l := range p.lives {
		p.near.Watch(l.scene.El)
	}
}

// Left drops what belongs to the article that is about to go.
func (p *Part) Left() {
	p.near.Close()
	for _, l := range p.lives {
		l.dispose()
		if l.flight != nil {
			l.flight.close()
		}
	}
	p.near, p.lives = nil, nil
}

// Turned moves from one state to the other.
func (p *Part) Turned(sc *engine.Scene, from, to string) {
	for _, l := range p.lives {
		if l.scene == sc {
			l.change(from, to)
		}
	}
}
