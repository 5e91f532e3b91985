//go:build js && wasm

package reader

import (
	"sync"
	"syscall/js"
	"time"

	"sahel-explainer/components/scroll"
)

// live animates a scene's graphic between two states: a map by flight, a chart with ECharts. The drawn SVG stands before and
// after: ECharts, which drew it on the host, draws the same picture here, so the reader sees one graphic move. Marks, words
// and filters work on the drawn SVG; where ECharts cannot be had, states change without animation.
type live struct {
	scene   *scene
	flight  *flight // maps only
	url     string
	form    string
	spec    js.Value // the graphic's words and options, once read
	box     js.Value
	chart   js.Value
	state   string
	ended   js.Func
	moves   bool // ECharts is there
	once    struct{ move sync.Once }
	reading sync.Mutex
	failed  time.Time    // when its words could not be had
	near    bool         // within a screen of what is seen
	pace    *scroll.Pace // of all graphics of the page
}

// animation is how long a change of state takes, in milliseconds.
const animation = 700

// formNow is the drawing that the style sheet shows.
func formNow() string {
	if matches("(min-width: 60rem) and (min-height: 44rem)") {
		return "wide"
	}
	return "narrow"
}

// read fetches the words of the marks and the options, and reports whether they are there: readers without motion, and
// without ECharts, explore the marks too. A network that fails once is asked again, at another touch. It must run in a goroutine.
func (l *live) read() bool {
	l.reading.Lock()
	defer l.reading.Unlock()
	const pause = 3 * time.Second
	if !l.spec.Truthy() && time.Since(l.failed) > pause {
		if text, ok := fetchText(l.url); ok {
			l.spec = parse(text)
		}
		if !l.spec.Truthy() {
			l.failed = time.Now()
		}
	}
	return l.spec.Truthy()
}

// load fetches what moves the graphic, once it is near. It must run in a goroutine.
func (l *live) load() {
	if l.read() && l.flight == nil && !matches("(prefers-reduced-motion: reduce)") && !l.slow() {
		l.once.move.Do(l.fetchECharts)
		l.prime()
	}
}

// slow reports whether the device is to be spared movement. Where an editor looks, beside a machine that is building, it never is.
func (l *live) slow() bool { return l.pace.Slow() && data(root, "pace") != "free" }

// prime draws the state that is seen, out of sight, in a moment when nothing else is to be done: a change then has only the way
// to compute. It must run in a goroutine.
func (l *live) prime() {
	if !l.moves || !idle() {
		return
	}
	if l.near && !has(l.scene.figure, "data-live") {
		try(func() { l.stand(l.scene.shown) })
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

// change plays the way from one state to another, on a device that does so without holding the page up; on others, and where it
// fails, states change without movement.
func (l *live) change(from, to string) {
	if document.Get("hidden").Bool() || l.flight == nil && !l.moves || l.flight != nil && matches("(prefers-reduced-motion: reduce)") {
		return
	}
	if !l.scene.overlaid(from, to) {
		return
	}
	if l.slow() {
		l.dispose()
		return
	}
	clock := window.Get("performance")
	began := clock.Call("now").Float()
	if l.flight != nil {
		try(func() { l.flight.play(from, to) })
	} else if !try(func() { l.play(from, to) }) {
		l.dispose()
		l.moves = false
	}
	l.pace.Took(clock.Call("now").Float() - began)
}

// stand has ECharts draw a state over the drawn SVG without showing it, and gives what it drew from: nothing if it could not.
func (l *live) stand(state string) js.Value {
	form := formNow()
	spec := l.spec.Get("Forms").Get(form)
	if !spec.Truthy() {
		return spec
	}
	if l.form != form || !l.chart.Truthy() {
		l.dispose()
		l.form = form
		l.box = document.Call("createElement", "div")
		l.box.Set("className", "live")
		l.box.Call("setAttribute", "aria-hidden", "true")
		l.box.Set("dir", root.Get("dir")) // the words'; the style sheet turns their anchors as the host does (render.Clean)
		one(l.scene.el, ".stage").Call("append", l.box)
		l.chart = window.Get("sahelECharts").Call("init", l.box, nil, map[string]any{"renderer": "svg", "width": spec.Get("Width").Float(), "height": spec.Get("Height").Float()})
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
	art := one(l.scene.layers[to], ".form."+formNow()+" .pic")
	if !art.Truthy() {
		return
	}
	spec := l.stand(from)
	if !spec.Truthy() {
		return
	}
	// The drawn SVG is scaled to its box; the live one is laid exactly over it.
	w, h := spec.Get("Width").Float(), spec.Get("Height").Float()
	a, s := art.Call("getBoundingClientRect"), one(l.scene.el, ".stage").Call("getBoundingClientRect")
	k := min(a.Get("width").Float()/w, a.Get("height").Float()/h)
	x := a.Get("left").Float() - s.Get("left").Float() + (a.Get("width").Float()-w*k)/2
	y := a.Get("top").Float() - s.Get("top").Float() + (a.Get("height").Float()-h*k)/2
	st := l.box.Get("style")
	// By transform alone: another place by offsets is a shift of the layout, and laid out anew.
	st.Set("inset", "0 auto auto 0")
	st.Set("transformOrigin", "0 0")
	st.Set("transform", "translate("+px(x)+","+px(y)+") scale("+num(k)+")")
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
