//go:build js && wasm

package reader

import (
	"encoding/json"
	"math"
	"strconv"
	"syscall/js"
)

// keep tells the service worker what to keep or remove and shows how it goes.
func (s *Shell) keep(message string) {
	status := one(document, "[data-offline]")
	var reply js.Func
	reply = js.FuncOf(func(_ js.Value, args []js.Value) any {
		var r struct {
			Type        string
			Done, Total int
			Bytes       float64
			Code        string
		}
		if json.Unmarshal([]byte(args[0].String()), &r) != nil {
			return nil
		}
		switch r.Type {
		case "progress":
			status.Set("textContent", s.words.T("ui.offline.progress", "Done", strconv.Itoa(r.Done), "Total", strconv.Itoa(r.Total)))
		case "kept":
			status.Set("textContent", s.words.T("ui.offline.kept", "Size", megabytes(r.Bytes)))
			reply.Release()
		case "error":
			status.Set("textContent", s.words.T("ui.offline.failed"))
			reply.Release()
		}
		return nil
	})
	if !window.Get("sahelBoot").Call("tell", message, reply).Bool() {
		status.Set("textContent", s.words.T("ui.offline.failed"))
		reply.Release()
	}
}

// megabytes writes a size by the browser's formatter, with Latin digits, as everywhere.
func megabytes(bytes float64) string {
	f := window.Get("Intl").Get("NumberFormat").New(root.Get("lang").String()+"-u-nu-latn", map[string]any{"style": "unit", "unit": "megabyte", "maximumFractionDigits": 1})
	return f.Call("format", math.Round(bytes/1e5)/10).String()
}
