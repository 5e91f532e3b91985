//go:build js && wasm

package reader

import (
	"math"
	"strconv"
	"syscall/js"
)

// offerKeeping shows what is kept when the reader comes to the offer to keep the story, and takes the offer away where no worker can be.
func (s *Shell) offerKeeping() {
	box := one(document, ".offline")
	if !box.Truthy() {
		return
	}
	if window.Get("sahelBoot").Get("framed").Bool() || !window.Get("isSecureContext").Bool() || !window.Get("navigator").Get("serviceWorker").Truthy() {
		box.Call("remove")
		return
	}
	if s.near.Truthy() {
		s.near.Call("observe", box)
	}
}

// askKept asks what is kept; what it is answered is shown like an answer to keep.
const askKept = `{"type":"kept"}`

// keep tells the service worker what to keep or remove and shows how it goes. A question of our own is not answered by a complaint.
func (s *Shell) keep(message string) {
	asked := message != askKept
	if s.words == nil {
		return
	}
	status := one(document, "[data-offline]")
	if asked {
		speakUp(status)
	}
	var reply js.Func
	reply = js.FuncOf(func(_ js.Value, args []js.Value) any {
		r := args[0]
		switch text(r, "type") {
		case "progress":
			status.Set("textContent", s.words.T("ui.offline.progress", "Done", strconv.Itoa(r.Get("done").Int()), "Total", strconv.Itoa(r.Get("total").Int())))
		case "kept":
			said := ""
			if bytes := r.Get("bytes").Float(); asked || bytes > 0 {
				said = s.words.T("ui.offline.kept", "Size", megabytes(bytes))
			}
			status.Set("textContent", said)
			reply.Release()
		case "error":
			status.Set("textContent", s.words.T("ui.offline.failed"))
			reply.Release()
		}
		return nil
	})
	if !window.Get("sahelBoot").Call("tell", message, reply).Bool() {
		if asked {
			status.Set("textContent", s.words.T("ui.offline.failed"))
		}
		reply.Release()
	}
}

// megabytes writes a size by the browser's formatter, with Latin digits, as everywhere.
func megabytes(bytes float64) string {
	f := window.Get("Intl").Get("NumberFormat").New(locale()+"-u-nu-latn", map[string]any{"style": "unit", "unit": "megabyte", "maximumFractionDigits": 1})
	return f.Call("format", math.Round(bytes/1e5)/10).String()
}
