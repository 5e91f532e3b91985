//go:build js && wasm

package reader

import "syscall/js"

// Small names for what the engine does with the page; each is one call.
//
// The page's language is locale(), which the build writes and the client alone changes. The root's lang is not asked: a translator, the
// browser's own among them, writes there what it has turned the words into.
var (
	window   = js.Global()
	document = js.Global().Get("document")
	root     = document.Get("documentElement")
)

// speakUp makes a status one that is spoken when it changes. Until a reader has asked for what it tells, none is: Orca, which reads a page
// aloud as soon as it is there, stops for good at whatever speaks in between.
func speakUp(status js.Value) { status.Call("setAttribute", "aria-live", "polite") }

func data(el js.Value, key string) string {
	v := el.Get("dataset").Get(key)
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

func locale() string { return data(root, "locale") }

func setData(el js.Value, key, value string) { el.Get("dataset").Set(key, value) }

func all(el js.Value, selector string) []js.Value {
	list := el.Call("querySelectorAll", selector)
	out := make([]js.Value, list.Length())
	for i := range out {
		out[i] = list.Index(i)
	}
	return out
}

func one(el js.Value, selector string) js.Value { return el.Call("querySelector", selector) }

func mark(el js.Value, attr string, on bool) { el.Call("toggleAttribute", attr, on) }

func has(el js.Value, attr string) bool { return el.Call("hasAttribute", attr).Bool() }

func matches(query string) bool { return window.Call("matchMedia", query).Get("matches").Bool() }

// listener is an event listener that can be taken away again.
type listener struct {
	target  js.Value
	event   string
	f       js.Func
	options js.Value
}

func listen(target js.Value, event string, f func(e js.Value)) listener {
	l := listener{target: target, event: event, f: js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})}
	l.options = js.ValueOf(map[string]any{"passive": event == "scroll" || event == "resize" || event == "pointermove" || event == "wheel" || event == "touchstart"})
	target.Call("addEventListener", event, l.f, l.options)
	return l
}

func (l listener) close() {
	l.target.Call("removeEventListener", l.event, l.f, l.options)
	l.f.Release()
}

// idle waits until the page has nothing else to do, and reports false where the browser does not tell. It must run in a goroutine.
func idle() bool {
	if !window.Get("requestIdleCallback").Truthy() {
		return false
	}
	ch := make(chan struct{}, 1)
	f := js.FuncOf(func(js.Value, []js.Value) any { ch <- struct{}{}; return nil })
	window.Call("requestIdleCallback", f)
	<-ch
	f.Release()
	return true
}

// await waits for a promise in a goroutine of its own caller; it must not be called from an event handler directly. Of a promise that
// was broken it gives the reason.
func await(p js.Value) (js.Value, bool) {
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

// painted waits for the frame after next: what was under way is laid out by then.
func painted() {
	done := make(chan struct{})
	var next js.Func
	frames := 0
	next = js.FuncOf(func(js.Value, []js.Value) any {
		if frames++; frames == 2 {
			close(done)
		} else {
			window.Call("requestAnimationFrame", next)
		}
		return nil
	})
	window.Call("requestAnimationFrame", next)
	<-done
	next.Release()
}

// fetchText reads one of our own files.
func fetchText(url string) (string, bool) {
	res, ok := await(window.Call("fetch", url))
	if !ok || !res.Get("ok").Bool() {
		return "", false
	}
	text, ok := await(res.Call("text"))
	if !ok {
		return "", false
	}
	return text.String(), true
}

// try runs f and reports whether it threw: storage, sharing and history may be blocked by a host's sandbox.
func try(f func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	f()
	return true
}
