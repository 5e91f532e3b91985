//go:build js && wasm

package embed

import (
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/snippet"
)

// codesOf reads the codes of the embed dialog; without things if there are none.
func codesOf(s string) (c snippet.Codes) {
	v := dom.Parse(s)
	each := func(key string, add func(js.Value)) {
		if v.Type() != js.TypeObject || v.Get(key).Type() != js.TypeObject {
			return
		}
		for i := range v.Get(key).Length() {
			add(v.Get(key).Index(i))
		}
	}
	number := func(v js.Value) int {
		if v.Type() != js.TypeNumber {
			return 0
		}
		return v.Int()
	}
	c.Base, c.Read, c.Style = dom.Text(v, "Base"), dom.Text(v, "Read"), dom.Text(v, "Style")
	c.RTL = v.Type() == js.TypeObject && v.Get("RTL").Truthy()
	each("Things", func(v js.Value) {
		c.Things = append(c.Things, snippet.Thing{Kind: dom.Text(v, "Kind"), ID: dom.Text(v, "ID"), Title: dom.Text(v, "Title"),
			Image: dom.Text(v, "Image"), Alt: dom.Text(v, "Alt"), ImageW: number(v.Get("ImageW")), ImageH: number(v.Get("ImageH"))})
	})
	each("Steps", func(v js.Value) {
		c.Steps = append(c.Steps, snippet.Step{ID: dom.Text(v, "ID"), Chapter: dom.Text(v, "Chapter"), Title: dom.Text(v, "Title")})
	})
	return c
}
