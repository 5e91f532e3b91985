//go:build js && wasm

package reader

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// click handles what the article offers to be pressed; everything else is the browser's.
func (s *Shell) click(ctx app.Context, e js.Value) {
	t := e.Get("target")
	if !t.Truthy() || !t.Get("closest").Truthy() {
		return
	}
	plain := !e.Get("metaKey").Bool() && !e.Get("ctrlKey").Bool() && !e.Get("shiftKey").Bool() && e.Get("button").Int() == 0
	find := func(sel string) js.Value { return t.Call("closest", sel) }
	if a := find("a[data-locale]"); a.Truthy() && plain && data(root, "page") == "story" {
		e.Call("preventDefault")
		s.switchTo(ctx, data(a, "locale"), a.Get("href").String(), true)
		return
	}
	if b := find("[data-share]"); b.Truthy() {
		s.share(ctx, data(b, "share"))
		return
	}
	// In a frame the page with the codes has opened beside it (frame.js): a dialog there would be as small as the frame.
	if a := find("a[data-embed]"); a.Truthy() && plain && s.words != nil && !e.Get("defaultPrevented").Bool() {
		e.Call("preventDefault")
		go s.openEmbed(ctx, a)
		return
	}
	if find("[data-keep]").Truthy() {
		s.keep(`{"type":"keep","locale":"` + locale() + `","read":"` + data(root, "reads") + `","all":true,"lazy":true}`)
		return
	}
	if find("[data-forget]").Truthy() {
		s.keep(`{"type":"remove","locale":"all"}`)
		return
	}
	if b := find("[data-turn]"); b.Truthy() {
		s.turn(ctx, b)
		return
	}
	if a := find(".chapters a"); a.Truthy() {
		one(document, ".chapters").Call("removeAttribute", "open")
		return
	}
	for _, kind := range []string{"csv", "json"} {
		if a := find("[data-" + kind + "]"); a.Truthy() && plain {
			e.Call("preventDefault")
			go s.explore.download(kind, a.Get("href").String())
			return
		}
	}
	if b := find("[data-picture]"); b.Truthy() {
		go s.explore.takePicture(data(b, "picture"))
		return
	}
	if b := find("[data-explore] button[type=reset]"); b.Truthy() {
		e.Call("preventDefault")
		s.explore.reset()
		s.explore.apply(s.words)
	}
}

// key walks the steps with j and k, and marks of a focused graphic with the arrows; Enter asks the mark who says it. It takes no key but
// Escape from a control, and letters only inside the story, and not where the reader has switched them off: who speaks to the machine
// must not move the page by a word (WCAG 2.1.4).
func (s *Shell) key(ctx app.Context, e js.Value) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() || e.Get("defaultPrevented").Bool() {
		return
	}
	t := e.Get("target")
	key := e.Get("key").String()
	if !t.Truthy() || !t.Get("closest").Truthy() || key != "Escape" && t.Call("closest", "input, select, textarea, [contenteditable]").Truthy() {
		return
	}
	switch key {
	case "j", "k":
		if d := map[string]int{"j": 1, "k": -1}[key]; t.Call("closest", "#story").Truthy() && !keysOff() {
			s.engine.goTo(s.engine.active + d)
		}
	case "Escape":
		ctx.Dispatch(func(ctx app.Context) { s.tip = tip{}; s.closeShare(ctx) })
	case "Enter", " ":
		if t.Call("matches", ".marks").Bool() {
			if m := one(t.Call("closest", "figure"), "[data-at]"); m.Truthy() { // boot.js answers it as it does a finger
				e.Call("preventDefault")
				m.Call("dispatchEvent", window.Get("MouseEvent").New("click", map[string]any{"bubbles": true}))
			}
		}
	case "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End":
		if t.Call("matches", ".marks").Bool() && s.walk(ctx, t, key) {
			e.Call("preventDefault")
		}
	}
}

// focus clears a mark's words when the reader leaves its graphic, says for CSS whether the keyboard is in one, and what is shown there.
func (s *Shell) focus(ctx app.Context, e js.Value) {
	mark(root, "data-keys", e.Get("target").Call("matches", ".graphic :focus-visible").Bool())
	if l := s.liveOf(e.Get("target")); l != nil {
		s.describe(l.scene)
	}
	giveWhy(e.Get("target"))
	s.untip(ctx)
}

// turned keeps a figure's sentence on what changed, for readers without motion.
func (s *Shell) turned(l *live, to string) {
	turn := one(l.scene.figure, ".turn")
	if !turn.Truthy() {
		return
	}
	mark(turn, "data-single", len(l.scene.layers) < 2)
	if layer, ok := l.scene.layers[to]; ok {
		one(turn, ".turn-text").Set("textContent", data(layer, "change"))
	}
}

// turn shows the previous or next state of a graphic without scrolling.
func (s *Shell) turn(ctx app.Context, b js.Value) {
	d := 1
	if data(b, "turn") == "-1" {
		d = -1
	}
	for _, l := range s.lives {
		if !l.scene.figure.Call("contains", b).Bool() {
			continue
		}
		states := distinct(l.scene.States)
		for i, st := range states {
			if st == l.scene.shown && i+d >= 0 && i+d < len(states) {
				l.scene.show(states[i+d])
				ctx.Dispatch(func(app.Context) { s.said = one(l.scene.figure, ".turn-text").Get("textContent").String() })
				return
			}
		}
	}
}

func distinct(in []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range in {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// sliced moves the engine to the visible slice of a frame that a host has stretched.
func (s *Shell) sliced(d js.Value) {
	top, bottom := d.Get("top").Float(), d.Get("bottom").Float()
	s.engine.slice = func() (float64, float64, bool) { return top, bottom, bottom > top }
	s.engine.ask()
}
