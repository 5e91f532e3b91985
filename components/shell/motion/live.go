//go:build js && wasm

package motion

import (
	"sync"
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/scroll"
	"sahel-explainer/components/shell/engine"
)

// live animates a scene's graphic between two states: a map by flight, a chart with ECharts. The drawn SVG stands before and
// after: ECharts, which drew it on the host, draws the same picture here, so the reader sees one graphic move. Marks, words
// and filters work on the drawn SVG; where ECharts cannot be had, states change without animation.
type live struct {
	scene  *engine.Scene
	flight *flight // maps only
	form   string
	box    js.Value
	chart  js.Value
	state  string
	ended  js.Func
	moves  bool // ECharts is there
	once   struct{ move sync.Once }
	near   bool         // within a screen of what is seen
	pace   *scroll.Pace // of all graphics of the page
}

// animation is how long a change of state takes, in milliseconds.
const animation = 700

// load fetches what moves the graphic, once it is near. It must run in a goroutine.
func (l *live) load() {
	if l.scene.Read() && l.flight == nil && !dom.Matches("(prefers-reduced-motion: reduce)") && !l.slow() {
		l.once.move.Do(l.fetchECharts)
		l.prime()
	}
}

// slow reports whether the device is to be spared movement. Where an editor looks, beside a machine that is building, it never is.
func (l *live) slow() bool { return l.pace.Slow() && dom.Data(dom.Root, "pace") != "free" }

// prime draws the state that is seen, out of sight, in a moment when nothing else is to be done: a change then has only the way
// to compute. It must run in a goroutine.
func (l *live) prime() {
	if !l.moves || !dom.Idle() {
		return
	}
	if l.near && !dom.Has(l.scene.Figure, "data-live") {
		dom.Try(func() { l.stand(l.scene.Shown) })
	}
}

func (l *live) fetchECharts() {
	if !dom.Window.Get("sahelECharts").Truthy() {
		if _, ok := dom.Await(dom.Window.Get("sahelBoot").Call("script", dom.Data(dom.Root, "echarts"))); !ok {
			return
		}
	}
	l.moves = true
	dom.SetData(dom.Root, "ready", "charts")
}

// change plays the way from one state to another, on a device that does so without holding the page up; on others, and where it
// fails, states change without movement.
func (l *live) change(from, to string) {
	if dom.Document.Get("hidden").Bool() || l.flight == nil && !l.moves || l.flight != nil && dom.Matches("(prefers-reduced-motion: reduce)") {
		return
	}
	if !l.scene.Overlaid(from, to) {
		return
	}
	if l.slow() {
		l.dispose()
		return
	}
	clock := dom.Window.Get("performance")
	began := clock.Call("now").Float()
	if l.flight != nil {
		dom.Try(func() { l.flight.play(from, to) })
	} else if !dom.Try(func() { l.play(from, to) }) {
		l.dispose()
		l.moves = false
	}
	l.pace.Took(clock.Call("now").Float() - began)
}

// stand has ECharts draw a state over the drawn SVG without showing it, and gives what it drew from: nothing if it could not.
func (l *live) stand(state string) js.Value {
	form := engine.FormNow()
	spec := l.scene.Spec.Get("Forms").Get(form)
	if !spec.Truthy() || !spec.Get("States").Get(state).Truthy() { // a table stands as it is
		return js.Undefined()
	}
	if l.form != form || !l.chart.Truthy() {
		l.dispose()
		l.form = form
		l.box = dom.Document.Call("createElement", "div")
		l.box.Set("className", "live")
		l.box.Call("setAttribute", "aria-hidden", "true")
		l.box.Set("dir", dom.Root.Get("dir")) // the words'; the style sheet turns their anchors as the host does (render.Clean)
		dom.One(l.scene.El, ".stage").Call("append", l.box)
		size := map[string]any{"renderer": "svg", "width": spec.Get("Width").Float(), "height": spec.Get("Height").Float()}
		l.chart = dom.Window.Get("sahelECharts").Call("init", l.box, nil, size)
		l.ended = js.FuncOf(func(js.Value, []js.Value) any { l.rest(); return nil })
		l.chart.Call("on", "finished", l.ended)
		l.state = ""
	}
	if l.state != state {
		l.set(spec, state, false)
		l.state = state
	}
	return spec
}

func (l *live) play(from, to string) {
	art := dom.One(l.scene.Layers[to], ".form."+engine.FormNow()+" .pic")
	if !art.Truthy() {
		return
	}
	spec := l.stand(from)
	if !spec.Truthy() {
		return
	}
	// The drawn SVG is scaled to its box; the live one is laid exactly over it.
	w, h := spec.Get("Width").Float(), spec.Get("Height").Float()
	a, s := art.Call("getBoundingClientRect"), dom.One(l.scene.El, ".stage").Call("getBoundingClientRect")
	k := min(a.Get("width").Float()/w, a.Get("height").Float()/h)
	x := a.Get("left").Float() - s.Get("left").Float() + (a.Get("width").Float()-w*k)/2
	y := a.Get("top").Float() - s.Get("top").Float() + (a.Get("height").Float()-h*k)/2
	st := l.box.Get("style")
	// By transform alone: another place by offsets is a shift of the layout, and laid out anew.
	st.Set("inset", "0 auto auto 0")
	st.Set("transformOrigin", "0 0")
	st.Set("transform", "translate("+dom.Px(x)+","+dom.Px(y)+") scale("+dom.Num(k)+")")
	dom.Mark(l.scene.Figure, "data-live", true)
	l.set(spec, to, true)
	l.state = to
}

func (l *live) set(spec js.Value, state string, animate bool) {
	o := dom.Window.Get("Object").Call("assign", map[string]any{}, spec.Get("States").Get(state))
	o.Set("animation", animate)
	o.Set("animationDuration", animation)
	o.Set("animationDurationUpdate", animation)
	o.Set("animationEasingUpdate", "cubicInOut")
	l.chart.Call("setOption", o, map[string]any{"notMerge": false, "replaceMerge": []any{"series"}})
}

// rest hands back to the drawn SVG.
func (l *live) rest() { dom.Mark(l.scene.Figure, "data-live", false) }

func (l *live) dispose() {
	if l.flight != nil {
		l.flight.stop()
	}
	if l.chart.Truthy() {
		l.chart.Call("dispose")
		l.box.Call("remove")
		l.ended.Release()
		l.chart = js.Undefined()
	}
	dom.Mark(l.scene.Figure, "data-live", false)
}
