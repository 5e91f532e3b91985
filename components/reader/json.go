//go:build js && wasm

package reader

import "syscall/js"

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
