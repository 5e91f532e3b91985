//go:build js && wasm

package dom

import "syscall/js"

// JSON is read by the browser's own parser: encoding/json would be a tenth of the client.

// Parse reads JSON; what is none is undefined.
func Parse(s string) (v js.Value) {
	Try(func() { v = Window.Get("JSON").Call("parse", s) })
	return v
}

// Text is a string of an object, empty if it has none of that name.
func Text(v js.Value, key string) string {
	if v.Type() != js.TypeObject {
		return ""
	}
	if s := v.Get(key); s.Type() == js.TypeString {
		return s.String()
	}
	return ""
}
