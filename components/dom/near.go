//go:build js && wasm

package dom

import "syscall/js"

// Nearness tells when elements come within a screen of what is seen, and when they have gone from there.
type Nearness struct {
	observer js.Value
	told     js.Func
}

// Near is one that tells of elements; nil where the browser cannot.
func Near(tell func(el js.Value, near bool)) *Nearness {
	io := Window.Get("IntersectionObserver")
	if !io.Truthy() {
		return nil
	}
	n := &Nearness{told: js.FuncOf(func(_ js.Value, args []js.Value) any {
		for i := range args[0].Length() {
			e := args[0].Index(i)
			tell(e.Get("target"), e.Get("isIntersecting").Bool())
		}
		return nil
	})}
	n.observer = io.New(n.told, map[string]any{"rootMargin": "100% 0px"})
	return n
}

// Watch has it tell of an element.
func (n *Nearness) Watch(el js.Value) {
	if n != nil {
		n.observer.Call("observe", el)
	}
}

// Close ends it.
func (n *Nearness) Close() {
	if n != nil {
		n.observer.Call("disconnect")
		n.told.Release()
	}
}
