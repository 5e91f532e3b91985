//go:build js && wasm

package engine

import (
	"fmt"
	"slices"
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/scroll"
)

// Engine keeps what is drawn in step with where the page is. It reads positions once per change of layout and otherwise
// only the scroll offset. It sleeps while a step passes: to be asked at every frame cost a phone more of each than all else that
// scrolling does. The browser tells when a step crosses the trigger line, and a clock, four times a second, what else there is.
type Engine struct {
	story   js.Value
	bar     js.Value // how far the reader has come, drawn
	Steps   []js.Value
	IDs     []string
	tops    []float64
	end     float64
	Scenes  []*Scene
	Active  int
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
	closers []dom.Listener
	Moved   bool                                  // the reader has scrolled since the page or the language came
	Slice   func() (top, bottom float64, ok bool) // the visible slice in tall frames
	OnStep  func(i int)
	held    hold
}

// New is an engine that has no article yet.
func New() *Engine {
	e := &Engine{Active: -1}
	e.frame = js.FuncOf(func(js.Value, []js.Value) any {
		e.queued = false
		e.Update()
		return nil
	})
	e.wake = js.FuncOf(func(js.Value, []js.Value) any { e.Moved = true; e.Ask(); return nil })
	e.onLine = js.FuncOf(func(js.Value, []js.Value) any { e.Update(); return nil })
	e.tick = js.FuncOf(func(js.Value, []js.Value) any { e.rest(); return nil })
	e.onSize = js.FuncOf(func(js.Value, []js.Value) any { e.Measure(); e.Ask(); return nil })
	e.sleep()
	e.closers = append(e.closers,
		dom.Listen(dom.Window, "resize", func(js.Value) { e.turned(); e.Ask() }))
	return e
}

// Adopt takes an article that stands in the page.
func (e *Engine) Adopt(story js.Value) {
	e.story, e.bar = story, dom.One(dom.Document, ".bar i")
	e.Steps = dom.All(story, "[data-step]")
	e.IDs, e.Scenes, e.Active, e.held = nil, nil, -1, hold{}
	index := map[string]int{}
	for i, s := range e.Steps {
		id := dom.Data(s, "step")
		e.IDs = append(e.IDs, id)
		index[id] = i
	}
	urls := dom.Parse(dom.Data(dom.Root, "live"))
	for _, el := range dom.All(story, ".scene") {
		sc := &Scene{El: el, Figure: dom.One(el, "figure"), Layers: map[string]js.Value{}}
		sc.url = dom.Data(dom.Root, "up") + dom.Text(urls, dom.Data(sc.Figure, "graphic"))
		for i, st := range dom.All(el, "[data-step]") {
			if i == 0 {
				sc.First = index[dom.Data(st, "step")]
			}
			sc.States = append(sc.States, dom.Data(st, "state"))
		}
		for _, l := range dom.All(el, ".layer") {
			sc.Layers[dom.Data(l, "state")] = l
		}
		e.Scenes = append(e.Scenes, sc)
	}
	if e.resize.Truthy() {
		e.resize.Call("disconnect")
	}
	if ro := dom.Window.Get("ResizeObserver"); ro.Truthy() {
		e.resize = ro.New(e.onSize)
		e.resize.Call("observe", story)
	}
	e.watch()
	e.Measure()
	e.Update()
}

// watch has the browser tell when a step's top crosses the trigger line. The root is named: a margin of the one that is not does not
// count in a frame on another site's page.
func (e *Engine) watch() {
	if e.lines.Truthy() {
		e.lines.Call("disconnect")
	}
	dom.Try(func() {
		e.lines = dom.Window.Get("IntersectionObserver").New(e.onLine, map[string]any{"root": dom.Document, "rootMargin": fmt.Sprintf("0px 0px -%.0f%% 0px", 100-100*scroll.Line)})
		for _, s := range e.Steps {
			e.lines.Call("observe", s)
		}
	})
}

// sleep waits for the next scroll.
func (e *Engine) sleep() {
	e.clock = false
	dom.Window.Call("addEventListener", "scroll", e.wake, map[string]any{"passive": true, "once": true})
}

// rest looks, while the reader is under way, where they have come to, and sleeps again once they stand still.
func (e *Engine) rest() {
	if y := dom.Window.Get("scrollY").Float(); y != e.at {
		e.at = y
		e.Update()
		dom.Window.Call("setTimeout", e.tick, 250)
		return
	}
	e.settle()
	e.sleep()
}

// Measure reads where the steps stand in the page.
func (e *Engine) Measure() {
	y := dom.Window.Get("scrollY").Float()
	e.tops = e.tops[:0]
	for _, s := range e.Steps {
		r := s.Call("getBoundingClientRect")
		e.tops = append(e.tops, r.Get("top").Float()+y)
		e.end = r.Get("bottom").Float() + y
	}
}

func (e *Engine) Ask() {
	if !e.queued {
		e.queued = true
		dom.Window.Call("requestAnimationFrame", e.frame)
	}
}

// Update asks the pure functions where the reader is and shows it.
func (e *Engine) Update() {
	if dom.Data(dom.Root, "mode") == "stepper" { // one card at a time: the frame says which, see activate
		return
	}
	y, view := dom.Window.Get("scrollY").Float(), dom.Window.Get("innerHeight").Float()
	if e.Slice != nil {
		if top, bottom, ok := e.Slice(); ok {
			y, view = top, bottom-top
		}
	}
	active := scroll.Active(e.tops, y, view)
	if len(e.tops) > 0 && e.bar.Truthy() { // on the bar itself: a property of the root is inherited, and styles the whole page anew at every frame
		e.bar.Get("style").Call("setProperty", "--progress", scroll.Progress(e.tops[0], e.end, y, view))
	}
	e.Activate(active)
	e.keep(y, view)
	if e.Moved && !e.clock {
		e.clock = true
		dom.Window.Call("setTimeout", e.tick, 250)
	}
}

// Activate makes a step the active one and every scene show its state for it.
func (e *Engine) Activate(active int) {
	if active == e.Active || active < 0 {
		return
	}
	e.Active = active
	dom.SetData(e.story, "activeStep", e.IDs[active])
	for _, sc := range e.Scenes {
		sc.Show(sc.State(active))
	}
	if e.OnStep != nil {
		e.OnStep(active)
	}
}

// Index finds a step by id, -1 if the article does not have it.
func (e *Engine) Index(id string) int { return slices.Index(e.IDs, id) }

// settle writes the place into the address once scrolling rests: it replaces, never pushes, so that "back" leaves the story.
func (e *Engine) settle() {
	if e.Active < 0 || !e.Moved || dom.Data(dom.Root, "mode") == "pinned" {
		return
	}
	loc := dom.Window.Get("location")
	hash := "#" + e.IDs[e.Active]
	if dom.Window.Get("scrollY").Float() < dom.Window.Get("innerHeight").Float()*0.3 {
		hash = ""
	}
	if loc.Get("hash").String() != hash {
		dom.Try(func() {
			dom.Window.Get("history").Call("replaceState", dom.Window.Get("history").Get("state"), "", loc.Get("pathname").String()+loc.Get("search").String()+hash)
		})
	}
	dom.Try(func() { dom.Window.Get("localStorage").Call("setItem", "sahel.place", e.IDs[e.Active]) })
}

// GoTo scrolls so that a step becomes active, and gives it focus so that reading goes on there.
func (e *Engine) GoTo(i int) {
	if i < 0 || i >= len(e.Steps) {
		return
	}
	if dom.Window.Get("sahelBoot").Call("goTo", e.IDs[i]).Truthy() { // in a frame the host or the card moves
		return
	}
	behavior := "smooth"
	if dom.Matches("(prefers-reduced-motion: reduce)") {
		behavior = "auto"
	}
	dom.FocusStep(e.Steps[i])
	if dom.Window.Call("getComputedStyle", e.Steps[i]).Get("scrollMarginTop").String() != "0px" { // the style sheet says from where it is read
		e.Steps[i].Call("scrollIntoView", map[string]any{"behavior": behavior})
		return
	}
	dom.Window.Call("scrollTo", map[string]any{"top": scroll.Target(e.tops[i], dom.Window.Get("innerHeight").Float()), "behavior": behavior})
}

// Close gives back all that was taken.
func (e *Engine) Close() {
	for _, l := range e.closers {
		l.Close()
	}
	if e.resize.Truthy() {
		e.resize.Call("disconnect")
	}
	if e.lines.Truthy() {
		e.lines.Call("disconnect")
	}
	dom.Window.Call("removeEventListener", "scroll", e.wake)
	for _, f := range []js.Func{e.frame, e.onSize, e.wake, e.onLine, e.tick} {
		f.Release()
	}
}
