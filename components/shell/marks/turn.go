//go:build js && wasm

package marks

import (
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/engine"
)

// change keeps a figure's sentence on what changed, for readers without motion.
func change(sc *engine.Scene, to string) {
	turn := dom.One(sc.Figure, ".turn")
	if !turn.Truthy() {
		return
	}
	dom.Mark(turn, "data-single", len(sc.Layers) < 2)
	if layer, ok := sc.Layers[to]; ok {
		dom.One(turn, ".turn-text").Set("textContent", dom.Data(layer, "change"))
	}
}

// turn shows the previous or next state of a graphic without scrolling.
func (p *Part) turn(b js.Value) {
	d := 1
	if dom.Data(b, "turn") == "-1" {
		d = -1
	}
	for _, sc := range p.Engine.Scenes {
		if !sc.Figure.Call("contains", b).Bool() {
			continue
		}
		states := distinct(sc.States)
		for i, st := range states {
			if st == sc.Shown && i+d >= 0 && i+d < len(states) {
				sc.Show(states[i+d])
				p.Say(dom.One(sc.Figure, ".turn-text").Get("textContent").String())
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
