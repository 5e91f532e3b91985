//go:build js && wasm

package reader

import (
	"syscall/js"

	"sahel-explainer/components/snippet"
)

// JSON is read by the browser's own parser: encoding/json would be a tenth of the client.

// parse reads JSON; what is none is undefined.
func parse(s string) (v js.Value) {
	try(func() { v = window.Get("JSON").Call("parse", s) })
	return v
}

// text is a string of an object, empty if it has none of that name.
func text(v js.Value, key string) string {
	if v.Type() != js.TypeObject {
		return ""
	}
	if s := v.Get(key); s.Type() == js.TypeString {
		return s.String()
	}
	return ""
}

// wordsOf reads the words of the client as the host compiled them; nil if there are none.
func wordsOf(s string) Words {
	v := parse(s)
	if v.Type() != js.TypeObject {
		return nil
	}
	out := Words{}
	keys := func(v js.Value) []string {
		list := window.Get("Object").Call("keys", v)
		ids := make([]string, list.Length())
		for i := range ids {
			ids[i] = list.Index(i).String()
		}
		return ids
	}
	for _, id := range keys(v) {
		forms := map[string]string{}
		for _, f := range keys(v.Get(id)) {
			forms[f] = text(v.Get(id), f)
		}
		out[id] = forms
	}
	return out
}

// codesOf reads the codes of the embed dialog; without things if there are none.
func codesOf(s string) (c snippet.Codes) {
	v := parse(s)
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
	c.Base, c.Read, c.Style = text(v, "Base"), text(v, "Read"), text(v, "Style")
	c.RTL = v.Type() == js.TypeObject && v.Get("RTL").Truthy()
	each("Things", func(v js.Value) {
		c.Things = append(c.Things, snippet.Thing{Kind: text(v, "Kind"), ID: text(v, "ID"), Title: text(v, "Title"), Image: text(v, "Image"), Alt: text(v, "Alt"), ImageW: number(v.Get("ImageW")), ImageH: number(v.Get("ImageH"))})
	})
	each("Steps", func(v js.Value) {
		c.Steps = append(c.Steps, snippet.Step{ID: text(v, "ID"), Chapter: text(v, "Chapter"), Title: text(v, "Title")})
	})
	return c
}
