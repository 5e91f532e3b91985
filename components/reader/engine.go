//go:build js && wasm

package reader

import (
	"fmt"
	"slices"
	"syscall/js"

	"sahel-explainer/components/scroll"
)

// engine keeps what is drawn in step with where the page is. It reads positions once per change of layout and otherwise
// only the scroll offset. It sleeps while a step passes: to be asked at every frame cost a phone more of each than all else that
// scrolling does. The browser tells when a step crosses the trigger line, and a clock, four times a second, what else there is.
type engine struct {
	story   js.Value
	bar     js.Value // how far the reader has come, drawn
	steps   []js.Value
	ids     []string
	tops    []float64
	end     float64
	scenes  []*scene
	active  int
	queued  bool
	frame   js.Func
	lines   js.Value // IntersectionObserver of what crosses the trigger line
	onLine  js.Func
	wake    js.Func // at the first scroll after a rest
	clock   bool    // until the next rest
	tick    js.Func
	at      float64  // offset at the last tick
	resize  js.Value // ResizeObserver
	onSize  js.Func
	closers []listener
	moved   bool                                  // the reader has scrolled since the page or the language came
	slice   func() (top, bottom float64, ok bool) // the visible slice in tall frames
	onStep  func(i int)
	held    hold
}

// scene is one sticky graphic of the page.
type scene struct {
	scroll.Scene
	el, figure js.Value
	layers     map[string]js.Value
	shown      string
	told       string // the state that the place for the keyboard was last described by
	onState    func(from, to string)
}

// overlaid says whether two states are drawn in one place, one shown at a time. Unrolled, and where a window is too low, each stands at its
// own step: then nothing can move from one to the other.
func (s *scene) overlaid(a, b string) bool {
	top := func(state string) js.Value {
		if l := s.layers[state]; l.Truthy() {
			return l.Call("getBoundingClientRect").Get("top")
		}
		return js.Null()
	}
	return top(a).Equal(top(b))
}

func newEngine() *engine {
	e := &engine{active: -1}
	e.frame = js.FuncOf(func(js.Value, []js.Value) any {
		e.queued = false
		e.update()
		return nil
	})
	e.wake = js.FuncOf(func(js.Value, []js.Value) any { e.moved = true; e.ask(); return nil })
	e.onLine = js.FuncOf(func(js.Value, []js.Value) any { e.update(); return nil })
	e.tick = js.FuncOf(func(js.Value, []js.Value) any { e.rest(); return nil })
	e.onSize = js.FuncOf(func(js.Value, []js.Value) any { e.measure(); e.ask(); return nil })
	e.sleep()
	e.closers = append(e.closers,
		listen(window, "resize", func(js.Value) { e.turned(); e.ask() }))
	return e
}

// adopt takes an article that stands in the page.
func (e *engine) adopt(story js.Value) {
	e.story, e.bar = story, one(document, ".bar i")
	e.steps = all(story, "[data-step]")
	e.ids, e.scenes, e.active, e.held = nil, nil, -1, hold{}
	index := map[string]int{}
	for i, s := range e.steps {
		id := data(s, "step")
		e.ids = append(e.ids, id)
		index[id] = i
	}
	for _, el := range all(story, ".scene") {
		sc := &scene{el: el, figure: one(el, "figure"), layers: map[string]js.Value{}}
		for i, st := range all(el, "[data-step]") {
			if i == 0 {
				sc.First = index[data(st, "step")]
			}
			sc.States = append(sc.States, data(st, "state"))
		}
		for _, l := range all(el, ".layer") {
			sc.layers[data(l, "state")] = l
		}
		e.scenes = append(e.scenes, sc)
	}
	if e.resize.Truthy() {
		e.resize.Call("disconnect")
	}
	if ro := window.Get("ResizeObserver"); ro.Truthy() {
		e.resize = ro.New(e.onSize)
		e.resize.Call("observe", story)
	}
	e.watch()
	e.measure()
	e.update()
}

// watch has the browser tell when a step's top crosses the trigger line. The root is named: a margin of the one that is not does not
// count in a frame on another site's page.
func (e *engine) watch() {
	if e.lines.Truthy() {
		e.lines.Call("disconnect")
	}
	try(func() {
		e.lines = window.Get("IntersectionObserver").New(e.onLine, map[string]any{"root": document, "rootMargin": fmt.Sprintf("0px 0px -%.0f%% 0px", 100-100*scroll.Line)})
		for _, s := range e.steps {
			e.lines.Call("observe", s)
		}
	})
}

// sleep waits for the next scroll.
func (e *engine) sleep() {
	e.clock = false
	window.Call("addEventListener", "scroll", e.wake, map[string]any{"passive": true, "once": true})
}

// rest looks, while the reader is under way, where they have come to, and sleeps again once they stand still.
func (e *engine) rest() {
	if y := window.Get("scrollY").Float(); y != e.at {
		e.at = y
		e.update()
		window.Call("setTimeout", e.tick, 250)
		return
	}
	e.settle()
	e.sleep()
}

// measure reads where the steps stand in the page.
func (e *engine) measure() {
	y := window.Get("scrollY").Float()
	e.tops = e.tops[:0]
	for _, s := range e.steps {
		r := s.Call("getBoundingClientRect")
		e.tops = append(e.tops, r.Get("top").Float()+y)
		e.end = r.Get("bottom").Float() + y
	}
}

func (e *engine) ask() {
	if !e.queued {
		e.queued = true
		window.Call("requestAnimationFrame", e.frame)
	}
}

// update asks the pure functions where the reader is and shows it.
func (e *engine) update() {
	if data(root, "mode") == "stepper" { // one card at a time: the frame says which, see activate
		return
	}
	y, view := window.Get("scrollY").Float(), window.Get("innerHeight").Float()
	if e.slice != nil {
		if top, bottom, ok := e.slice(); ok {
			y, view = top, bottom-top
		}
	}
	active := scroll.Active(e.tops, y, view)
	if len(e.tops) > 0 && e.bar.Truthy() { // on the bar itself: a property of the root is inherited, and styles the whole page anew at every frame
		e.bar.Get("style").Call("setProperty", "--progress", scroll.Progress(e.tops[0], e.end, y, view))
	}
	e.activate(active)
	e.keep(y, view)
	if e.moved && !e.clock {
		e.clock = true
		window.Call("setTimeout", e.tick, 250)
	}
}

// activate makes a step the active one and every scene show its state for it.
func (e *engine) activate(active int) {
	if active == e.active || active < 0 {
		return
	}
	e.active = active
	setData(e.story, "activeStep", e.ids[active])
	for _, sc := range e.scenes {
		sc.show(sc.State(active))
	}
	if e.onStep != nil {
		e.onStep(active)
	}
}

// index finds a step by id, -1 if the article does not have it.
func (e *engine) index(id string) int { return slices.Index(e.ids, id) }

func (s *scene) show(state string) {
	if state == s.shown {
		return
	}
	from := s.shown
	s.shown = state
	for name, l := range s.layers {
		mark(l, "data-shown", name == state)
	}
	if s.onState != nil && from != "" {
		s.onState(from, state)
	}
}

// settle writes the place into the address once scrolling rests: it replaces, never pushes, so that "back" leaves the story.
func (e *engine) settle() {
	if e.active < 0 || !e.moved || data(root, "mode") == "pinned" {
		return
	}
	loc := window.Get("location")
	hash := "#" + e.ids[e.active]
	if window.Get("scrollY").Float() < window.Get("innerHeight").Float()*0.3 {
		hash = ""
	}
	if loc.Get("hash").String() != hash {
		try(func() {
			window.Get("history").Call("replaceState", window.Get("history").Get("state"), "", loc.Get("pathname").String()+loc.Get("search").String()+hash)
		})
	}
	try(func() { window.Get("localStorage").Call("setItem", "sahel.place", e.ids[e.active]) })
}

// goTo scrolls so that a step becomes active, and gives it focus so that reading goes on there.
func (e *engine) goTo(i int) {
	if i < 0 || i >= len(e.steps) {
		return
	}
	if window.Get("sahelBoot").Call("goTo", e.ids[i]).Truthy() { // in a frame the host or the card moves
		return
	}
	behavior := "smooth"
	if matches("(prefers-reduced-motion: reduce)") {
		behavior = "auto"
	}
	focusStep(e.steps[i])
	if window.Call("getComputedStyle", e.steps[i]).Get("scrollMarginTop").String() != "0px" { // the style sheet says from where it is read
		e.steps[i].Call("scrollIntoView", map[string]any{"behavior": behavior})
		return
	}
	window.Call("scrollTo", map[string]any{"top": scroll.Target(e.tops[i], window.Get("innerHeight").Float()), "behavior": behavior})
}

func (e *engine) close() {
	for _, l := range e.closers {
		l.close()
	}
	if e.resize.Truthy() {
		e.resize.Call("disconnect")
	}
	if e.lines.Truthy() {
		e.lines.Call("disconnect")
	}
	window.Call("removeEventListener", "scroll", e.wake)
	for _, f := range []js.Func{e.frame, e.onSize, e.wake, e.onLine, e.tick} {
		f.Release()
	}
}
