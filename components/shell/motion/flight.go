//go:build js && wasm

package motion

import (
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/scroll"
	"sahel-explainer/components/shell/engine"
)

// flight moves a map from one state to another as a camera would: the land of both states travels the same way, the new one
// over or under the old, and what is written on it comes when the land has nearly arrived. The drawn SVG itself moves, so a
// map needs neither ECharts nor its shapes a second time.
type flight struct {
	scene    *engine.Scene
	from, to scroll.Camera
	began    float64 // by the page's clock, in milliseconds; 0 when nothing is under way
	moving   []js.Value
	pics     []js.Value
	timers   []js.Value
	label    js.Func // shows what is written on the land
	landed   js.Func
}

// A flight takes flying milliseconds; the words of the new state come after lettering of them; one land fades into the other
// within fading.
const (
	flying    = 900.0
	lettering = 560.0
	fading    = 320.0
	frames    = 24
)

func newFlight(s *engine.Scene) *flight {
	f := &flight{scene: s}
	f.label = js.FuncOf(func(js.Value, []js.Value) any {
		if len(f.pics) == 2 {
			f.pics[1].Call("removeAttribute", "data-flying")
		}
		return nil
	})
	f.landed = js.FuncOf(func(js.Value, []js.Value) any { f.stop(); return nil })
	return f
}

// land are the parts of a picture that are laid by its camera, and the camera.
func land(pic js.Value) ([]js.Value, scroll.Camera, bool) {
	var parts []js.Value
	first := dom.One(pic, ":scope > [transform]") // land is drawn first
	if !first.Truthy() {
		return nil, scroll.Camera{}, false
	}
	laid := first.Call("getAttribute", "transform").String()
	camera, ok := scroll.ParseCamera(laid)
	for _, el := range dom.All(pic, ":scope > [transform]") {
		if el.Call("getAttribute", "transform").String() == laid {
			dom.Mark(el, "data-land", true)
			parts = append(parts, el)
		}
	}
	return parts, camera, ok
}

// play flies from one state to another. One that comes while another is under way begins where that one is.
func (f *flight) play(from, to string) {
	form := ".form." + engine.FormNow() + " .pic"
	old, new := f.scene.Layers[from], f.scene.Layers[to]
	if !old.Truthy() || !new.Truthy() {
		return
	}
	a, b := dom.One(old, form), dom.One(new, form)
	if !a.Truthy() || !b.Truthy() || !b.Get("animate").Truthy() {
		return
	}
	oldLand, begin, ok1 := land(a)
	newLand, end, ok2 := land(b)
	if !ok1 || !ok2 {
		return
	}
	now := dom.Window.Get("performance").Call("now").Float()
	if f.began > 0 {
		begin = f.from.Toward(f.to, scroll.Ease((now-f.began)/flying))
	}
	f.stop()
	f.from, f.to, f.began = begin, end, now
	f.pics = []js.Value{a, b}
	a.Call("setAttribute", "data-flying", "from")
	b.Call("setAttribute", "data-flying", "to")

	var way []any
	for i := 0; i <= frames; i++ {
		way = append(way, map[string]any{"transform": begin.Toward(end, scroll.Ease(float64(i)/frames)).String()})
	}
	for _, el := range append(oldLand, newLand...) {
		f.move(el, flying, way...)
	}
	// Two half-seen lands would let the sea through: the lower one stays whole while the upper one fades.
	seen := map[string]any{"opacity": 1, "visibility": "visible"}
	unseen := map[string]any{"opacity": 0, "visibility": "visible"}
	const follows = 4 // DOCUMENT_POSITION_FOLLOWING
	if old.Call("compareDocumentPosition", new).Int()&follows != 0 {
		f.move(old, fading, seen, seen)
		f.move(new, fading, unseen, seen)
	} else {
		f.move(new, fading, seen, seen)
		f.move(old, fading, seen, unseen)
	}
	if h := dom.One(old, ".headline"); h.Truthy() {
		f.move(h, fading, unseen, unseen)
	}
	f.timers = []js.Value{
		dom.Window.Call("setTimeout", f.label, lettering),
		dom.Window.Call("setTimeout", f.landed, flying),
	}
}

func (f *flight) move(el js.Value, duration float64, way ...any) {
	f.moving = append(f.moving, el.Call("animate", way, map[string]any{"duration": duration}))
}

// stop leaves the picture as the state has it.
func (f *flight) stop() {
	for _, t := range f.timers {
		dom.Window.Call("clearTimeout", t)
	}
	for _, m := range f.moving {
		m.Call("cancel")
	}
	for _, p := range f.pics {
		p.Call("removeAttribute", "data-flying")
	}
	f.timers, f.moving, f.pics, f.began = nil, nil, nil, 0
}

// close gives back what the browser holds for it.
func (f *flight) close() {
	f.stop()
	f.label.Release()
	f.landed.Release()
}
