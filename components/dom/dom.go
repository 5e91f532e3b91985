//go:build js && wasm

package dom

import (
	"slices"
	"strings"
	"syscall/js"
)

// What stands for the page. Its language is Locale, which the build writes and the client alone changes. The root's lang is not asked: a
// translator, the browser's own among them, writes there what it has turned the words into.
var (
	Window   = js.Global()
	Document = js.Global().Get("document")
	Root     = Document.Get("documentElement")
)

// SpeakUp makes a status one that is spoken when it changes. Until a reader has asked for what it tells, none is: Orca, which reads a page
// aloud as soon as it is there, stops for good at whatever speaks in between.
func SpeakUp(status js.Value) { status.Call("setAttribute", "aria-live", "polite") }

// Data is an element's data-KEY, as the DOM spells the key; empty if it has none.
func Data(el js.Value, key string) string {
	v := el.Get("dataset").Get(key)
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// Locale is the page's language.
func Locale() string { return Data(Root, "locale") }

// SetData writes an element's data-KEY.
func SetData(el js.Value, key, value string) { el.Get("dataset").Set(key, value) }

// All are the elements below another that a selector means.
func All(el js.Value, selector string) []js.Value {
	list := el.Call("querySelectorAll", selector)
	out := make([]js.Value, list.Length())
	for i := range out {
		out[i] = list.Index(i)
	}
	return out
}

// One is the first of them; not truthy if there is none.
func One(el js.Value, selector string) js.Value { return el.Call("querySelector", selector) }

// Mark gives or takes an attribute that says all by being there.
func Mark(el js.Value, attr string, on bool) { el.Call("toggleAttribute", attr, on) }

// Has reports whether an element has an attribute.
func Has(el js.Value, attr string) bool { return el.Call("hasAttribute", attr).Bool() }

// Matches reports whether a media query holds now.
func Matches(query string) bool { return Window.Call("matchMedia", query).Get("matches").Bool() }

// Listener is an event listener that can be taken away again.
type Listener struct {
	target  js.Value
	event   string
	f       js.Func
	options js.Value
}

// Listen hears an event until the listener is closed.
func Listen(target js.Value, event string, f func(e js.Value)) Listener {
	l := Listener{target: target, event: event, f: js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})}
	passive := slices.Contains([]string{"scroll", "resize", "pointermove", "wheel", "touchstart"}, event)
	l.options = js.ValueOf(map[string]any{"passive": passive, "capture": event == "toggle"}) // which does not rise
	target.Call("addEventListener", event, l.f, l.options)
	return l
}

// Close ends it.
func (l Listener) Close() {
	l.target.Call("removeEventListener", l.event, l.f, l.options)
	l.f.Release()
}

// Idle waits until the page has nothing else to do, and reports false where the browser does not tell. It must run in a goroutine.
func Idle() bool {
	if !Window.Get("requestIdleCallback").Truthy() {
		return false
	}
	ch := make(chan struct{}, 1)
	f := js.FuncOf(func(js.Value, []js.Value) any { ch <- struct{}{}; return nil })
	Window.Call("requestIdleCallback", f)
	<-ch
	f.Release()
	return true
}

// Await waits for a promise in a goroutine of its own caller; it must not be called from an event handler directly. Of a promise that
// was broken it gives the reason.
func Await(p js.Value) (js.Value, bool) {
	type result struct {
		v  js.Value
		ok bool
	}
	ch := make(chan result, 1)
	var done, fail js.Func
	done = js.FuncOf(func(_ js.Value, a []js.Value) any {
		v := js.Undefined()
		if len(a) > 0 {
			v = a[0]
		}
		ch <- result{v, true}
		return nil
	})
	fail = js.FuncOf(func(_ js.Value, a []js.Value) any {
		r := result{}
		if len(a) > 0 {
			r.v = a[0]
		}
		ch <- r
		return nil
	})
	p.Call("then", done, fail)
	r := <-ch
	done.Release()
	fail.Release()
	return r.v, r.ok
}

// Painted waits for the frame after next: what was under way is laid out by then.
func Painted() {
	done := make(chan struct{})
	var next js.Func
	frames := 0
	next = js.FuncOf(func(js.Value, []js.Value) any {
		if frames++; frames == 2 {
			close(done)
		} else {
			Window.Call("requestAnimationFrame", next)
		}
		return nil
	})
	Window.Call("requestAnimationFrame", next)
	<-done
	next.Release()
}

// FetchText reads one of our own files.
func FetchText(url string) (string, bool) {
	res, ok := Await(Window.Call("fetch", url))
	if !ok || !res.Get("ok").Bool() {
		return "", false
	}
	text, ok := Await(res.Call("text"))
	if !ok {
		return "", false
	}
	return text.String(), true
}

// Try runs f and reports whether it threw: storage, sharing and history may be blocked by a host's sandbox.
func Try(f func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	f()
	return true
}

// Resolve is a whole address, of one relative to another that is relative to the page's.
func Resolve(ref, base string) string {
	return Window.Get("URL").New(ref, Window.Get("URL").New(base, Window.Get("location").Get("href"))).Get("href").String()
}

// ResolvePath is the path of an address relative to the page's.
func ResolvePath(href string) string {
	return Window.Get("URL").New(href, Window.Get("location").Get("href")).Get("pathname").String()
}

// Px is a length for a style.
func Px(v float64) string { return Num(v) + "px" }

// Num is a number as the browser writes it.
func Num(v float64) string { return js.Global().Call("String", v).String() }

// TextOf is what an element says, without the space around it.
func TextOf(el js.Value) string {
	if !el.Truthy() {
		return ""
	}
	return strings.TrimSpace(el.Get("textContent").String())
}

// Announce dispatches an event of ours at the window: boot.js and frame.js hear it.
func Announce(name string, detail map[string]any) {
	Window.Call("dispatchEvent", Window.Get("CustomEvent").New(name, map[string]any{"detail": detail}))
}
