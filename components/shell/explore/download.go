//go:build js && wasm

package explore

import (
	"syscall/js"

	"sahel-explainer/components/dom"
)

// download gives the reader exactly the rows that are shown, out of the published file: a table for spreadsheets, or all that is known
// of each row for programs. It must run in a goroutine.
func (x *view) download(kind, href string) {
	text, ok := dom.FetchText(href)
	if !ok {
		return
	}
	keep := x.kept()
	if kind == "json" {
		if out := rowsOfJSON(text, keep); out != "" {
			x.give("json", "application/json", out)
		}
		return
	}
	if out, err := FilterCSV(text, func(id string) bool { return keep[id] }); err == nil {
		x.give("csv", "text/csv;charset=utf-8", out)
	}
}

// rowsOfJSON keeps the wanted rows of a data file; all else of it stays.
func rowsOfJSON(text string, keep map[string]bool) string {
	file := dom.Parse(text)
	if file.Type() != js.TypeObject {
		return ""
	}
	rows := dom.Window.Get("Array").New()
	for i := range file.Get("rows").Length() {
		if row := file.Get("rows").Index(i); keep[row.Get("id").String()] {
			rows.Call("push", row)
		}
	}
	file.Set("rows", rows)
	return dom.Window.Get("JSON").Call("stringify", file, nil, 1).String()
}

// give puts a file of these contents (a string, or a Blob) into the reader's downloads.
func (x *view) give(ending, kind string, what any) {
	blob := dom.Window.Get("Blob").New([]any{what}, map[string]any{"type": kind})
	url := dom.Window.Get("URL").Call("createObjectURL", blob)
	a := dom.Document.Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", x.set()+"."+dom.Locale()+"."+ending)
	dom.Document.Get("body").Call("append", a)
	a.Call("click")
	a.Call("remove")
	dom.Window.Get("URL").Call("revokeObjectURL", url)
}
