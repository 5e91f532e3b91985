//go:build js && wasm

package page

import (
	"syscall/js"

	"sahel-explainer/components/shell/engine"
)

// What parts are told.
type (
	// Starter is told that the client has mounted the part's component.
	Starter interface{ Started() }
	// Ender is told that the client goes.
	Ender interface{ Ended() }
	// Updater is told that another version of the site waits.
	Updater interface{ VersionWaits() }
	// Installer is told that the app can be, or has been, installed.
	Installer interface{ InstallChanged() }
	// Adopter is told that an article stands in the page: at the start, and when another language's has come in its place.
	Adopter interface{ Adopted() }
	// Leaver is told that the article is about to go.
	Leaver interface{ Left() }
	// Reader is told that the words of the page's language have come.
	Reader interface{ Worded() }
	// Stepper is told that another step is the active one.
	Stepper interface{ Stepped() }
	// Turner is told that a scene shows another state.
	Turner interface {
		Turned(sc *engine.Scene, from, to string)
	}
	// Clicker is told of a click, until a part says that it was its own.
	Clicker interface{ Clicked(c Click) bool }
	// Presser is told of a key, until a part says that it was its own; the browser then does nothing with it.
	Presser interface {
		Pressed(key string, on js.Value) bool
	}
	// Goer is told that the reader went back or forward to another address, until a part says that it leads the page elsewhere.
	Goer interface{ Went() bool }
)

// Click is a click on an element of the page.
type Click struct{ Event js.Value }

// Find is the nearest element around what was clicked that a selector means; not truthy if there is none.
func (c Click) Find(selector string) js.Value { return c.Event.Get("target").Call("closest", selector) }

// Plain reports a click that asks for no other tab or window.
func (c Click) Plain() bool {
	e := c.Event
	return !e.Get("metaKey").Bool() && !e.Get("ctrlKey").Bool() && !e.Get("shiftKey").Bool() && e.Get("button").Int() == 0
}

// Stop keeps the browser from doing what it would.
func (c Click) Stop() { c.Event.Call("preventDefault") }

// each tells all parts that have a method for it.
func each[T any](p *Page, tell func(T)) {
	for _, x := range p.parts {
		if t, ok := x.(T); ok {
			tell(t)
		}
	}
}

// first tells parts until one says yes, and reports whether one did.
func first[T any](p *Page, tell func(T) bool) bool {
	for _, x := range p.parts {
		if t, ok := x.(T); ok && tell(t) {
			return true
		}
	}
	return false
}
