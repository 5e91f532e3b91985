//go:build js && wasm

package reader

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// point shows the words of the mark under the pointer.
func (s *Shell) point(ctx app.Context, e js.Value) {
	t := e.Get("target")
	var m js.Value
	if t.Truthy() && t.Get("closest").Truthy() {
		m = t.Call("closest", ".scene [data-row]")
	}
	if !m.Truthy() {
		if s.tip.title != "" && e.Get("pointerType").String() == "mouse" {
			ctx.Dispatch(func(app.Context) { s.tip = tip{} })
		}
		return
	}
	s.tell(ctx, m)
}

// walk moves from mark to mark of a focused graphic and speaks each; it reports whether there was one to go to.
func (s *Shell) walk(ctx app.Context, figure js.Value, key string) bool {
	var marks []js.Value
	seen := map[string]bool{}
	form := formNow()
	for _, m := range all(figure, ".layer[data-shown] .form."+form+" [data-row]") {
		if r := data(m, "row"); !seen[r] {
			seen[r] = true
			marks = append(marks, m)
		}
	}
	if len(marks) == 0 {
		return false
	}
	at := -1
	for i, m := range marks {
		if data(m, "row") == data(figure, "mark") {
			at = i
		}
	}
	forward := key == "ArrowDown" || key == "ArrowRight" != (root.Get("dir").String() == "rtl")
	switch {
	case key == "Home":
		at = 0
	case key == "End":
		at = len(marks) - 1
	case forward:
		at = min(at+1, len(marks)-1)
	default:
		at = max(at-1, 0)
	}
	for _, m := range all(figure, "[data-at]") {
		mark(m, "data-at", false)
	}
	mark(marks[at], "data-at", true)
	setData(figure, "mark", data(marks[at], "row"))
	s.tell(ctx, marks[at])
	return true
}

// tell shows the words of a mark beside it.
func (s *Shell) tell(ctx app.Context, m js.Value) {
	row := data(m, "row")
	scene := m.Call("closest", ".scene")
	for _, l := range s.lives {
		if !l.scene.el.Equal(scene) {
			continue
		}
		if !l.spec.Truthy() {
			if !l.loaded {
				go l.load(s.maps)
			}
			return
		}
		words := l.spec.Get("Tips").Get(row)
		if !words.Truthy() {
			return
		}
		r := m.Call("getBoundingClientRect")
		next := tip{title: words.Index(0).String(), text: words.Index(1).String(), x: r.Get("left").Float() + r.Get("width").Float()/2, y: r.Get("top").Float()}
		if next == s.tip {
			return
		}
		// Beside the mark, inside the viewport: set before the words are drawn, read by the style sheet.
		st := root.Get("style")
		st.Call("setProperty", "--tip-x", px(min(max(next.x, 140), window.Get("innerWidth").Float()-140)))
		st.Call("setProperty", "--tip-y", px(max(next.y, 90)))
		ctx.Dispatch(func(app.Context) { s.tip = next })
	}
}
