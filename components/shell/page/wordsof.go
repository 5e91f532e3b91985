//go:build js && wasm

package page

import (
	"syscall/js"

	"sahel-explainer/components/dom"
)

// WordsOf reads the words of the client as the host compiled them; nil if there are none.
func WordsOf(s string) Words {
	v := dom.Parse(s)
	if v.Type() != js.TypeObject {
		return nil
	}
	out := Words{}
	keys := func(v js.Value) []string {
		list := dom.Window.Get("Object").Call("keys", v)
		ids := make([]string, list.Length())
		for i := range ids {
			ids[i] = list.Index(i).String()
		}
		return ids
	}
	for _, id := range keys(v) {
		forms := map[string]string{}
		for _, f := range keys(v.Get(id)) {
			forms[f] = dom.Text(v.Get(id), f)
		}
		out[id] = forms
	}
	return out
}
