//go:build js && wasm

package reader

import (
	"sync"
	"syscall/js"
)

// live animates a scene's graphic between two states: a map by flight, a chart with ECharts. The drawn SVG stands before and
// after: ECharts, which drew it on the host, draws the same picture here, so the reader sees one graphic move. Marks, words
// and filters work on the drawn SVG; where ECharts cannot be had, states change without animation.
type live struct {
	scene  *scene
	flight *flight // maps only
	url    string
	form   string
	spec   js.Value // the graphic's words and options, once read
	box    js.Value
	chart  js.Value
	state  string
	ended  js.Func
	moves  bool // ECharts is there
	once   struct{ read, move sync.Once }
}

// animation is how long a change of state takes, in milliseconds.
const animation = 700

func formNow() string {
	if matches("(min-width: 60rem)") {
		return "wide"
	}
	return "narrow"
}

// read fetches the words of the marks and the options, and reports whether they are there: readers without motion, and
// without ECharts, explore the marks too. It must run in a goroutine.
func (l *live) read() bool {
	l.once.read.Do(func() {
		if text, ok := fetchText(l.url); ok {
			try(func() { l.spec = window.Get("JSON").Call("parse", text) })
		}
	})
	return l.spec.Truthy()
}

// load fetches what moves the graphic, once it is near. It must run in a goroutine.
func (l *live) load() {
	if l.read() && l.flight == nil && !matches("(prefers-reduced-motion: reduce)") {
		l.once.move.Do(l.fetchECharts)
	}
}

func (l *live) fetchECharts() {
	if !window.Get("sahelECharts").Truthy() {
		if _, ok := await(window.Get("sahelBoot").Call("script", data(root, "echarts"))); !ok {
			return
		}
	}
	l.moves = true
	setData(root, "ready", "charts")
}

// change plays the way from one state to another.
func (l *live) change(from, to string) {
	if document.Get("hidden").Bool() {
		return
	}
	if l.flight != nil {
		if !matches("(prefers-reduced-motion: reduce)") {
			try(func() { l.flight.play(from, to) })
		}
		return
	}
	if !l.moves {
		return
	}
	if !try(func() { l.play(from, to) }) {
		l.dispose()
		l.moves = false // states go on changing without animation
	}
}

func (l *live) play(from, to string) {
	form := formNow()
	spec := l.spec.Get("Forms").Get(form)
	layer := l.scene.layers[to]
	art := one(layer, ".form."+form+" .pic")
	stage := one(l.scene.el, ".stage")
	if !art.Truthy() || !spec.Truthy() {
		return
	}
	w, h := spec.Get("Width").Float(), spec.Get("Height").Float()
	if l.form != form || !l.chart.Truthy() {
		l.dispose()
		l.form = form
		l.box = document.Call("createElement", "div")
		l.box.Set("className", "live")
		l.box.Call("setAttribute", "aria-hidden", "true")
		l.box.Get("style").Set("direction", "ltr")
		stage.Call("append", l.box)
		l.chart = window.Get("sahelECharts").Call("init", l.box, nil, map[string]any{"renderer": "svg", "width": w, "height": h})
		l.ended = js.FuncOf(func(js.Value, []js.Value) any { l.rest(); return nil })
		l.chart.Call("on", "finished", l.ended)
		l.state = ""
	}
	// The drawn SVG is scaled to its box; the live one is laid exactly over it.
	a, s := art.Call("getBoundingClientRect"), stage.Call("getBoundingClientRect")
	k := min(a.Get("width").Float()/w, a.Get("height").Float()/h)
	x := a.Get("left").Float() - s.Get("left").Float() + (a.Get("width").Float()-w*k)/2
	y := a.Get("top").Float() - s.Get("top").Float() + (a.Get("height").Float()-h*k)/2
	st := l.box.Get("style")
	st.Set("inset", "auto")
	st.Set("left", px(x))
	st.Set("top", px(y))
	st.Set("transformOrigin", "0 0")
	st.Set("transform", "scale("+num(k)+")")
	if l.state != from {
		l.set(spec, from, false)
	}
	mark(l.scene.figure, "data-live", true)
	l.set(spec, to, true)
	l.state = to
}

func (l *live) set(spec js.Value, state string, animate bool) {
	o := window.Get("Object").Call("assign", map[string]any{}, spec.Get("States").Get(state))
	o.Set("animation", animate)
	o.Set("animationDuration", animation)
	o.Set("animationDurationUpdate", animation)
	o.Set("animationEasingUpdate", "cubicInOut")
	l.chart.Call("setOption", o, map[string]any{"notMerge": false, "replaceMerge": []any{"series"}})
}

// rest hands back to the drawn SVG.
func (l *live) rest() { mark(l.scene.figure, "data-live", false) }

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
	mark(l.scene.figure, "data-live", false)
}

func px(v float64) string { return num(v) + "px" }

func num(v float64) string { return js.Global().Call("String", v).String() }
