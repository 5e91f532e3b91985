//go:build js && wasm

package reader

import (
	"strconv"
	"syscall/js"
)

// explorer is the explore view: its form, the drawn marks and the rows of the tables, filtered together.
type explorer struct {
	el, form js.Value
	filter   Filter
	last     string // the choice changed last, by its name in the form
}

func newExplorer(story js.Value) *explorer {
	x := &explorer{el: one(story, "#explore")}
	if !x.el.Truthy() {
		return x
	}
	x.form = one(x.el, "form")
	x.fromAddress()
	return x
}

var filterKeys = []string{"set", "country", "kind", "year"}

func (x *explorer) offered(key, value string) bool {
	for _, o := range all(x.form, `select[name="`+key+`"] option`) {
		if o.Get("value").String() == value {
			return true
		}
	}
	return false
}

// fromAddress takes the choice from the address and shows it in the form.
func (x *explorer) fromAddress() {
	if !x.el.Truthy() {
		return
	}
	x.last = ""
	x.filter = ParseFilter(window.Get("location").Get("search").String(), x.offered)
	x.fill()
}

func (x *explorer) fill() {
	for i, v := range []string{x.filter.Set, x.filter.Country, x.filter.Kind, x.filter.Year} {
		sel := one(x.form, `select[name="`+filterKeys[i]+`"]`)
		if v == "" && filterKeys[i] == "set" {
			sel.Set("selectedIndex", 0)
		} else {
			sel.Set("value", v)
		}
	}
}

// fromForm takes the choice from the form and puts it into the address, so that it can be shared and gone back from. By keyboard a
// reader passes through all values on the way to one: they are one entry in the history, not twenty.
func (x *explorer) fromForm(changed string) {
	get := func(name string) string { return one(x.form, `select[name="`+name+`"]`).Get("value").String() }
	x.filter = Filter{get("set"), get("country"), get("kind"), get("year")}
	if one(x.form, `select[name="set"]`).Get("selectedIndex").Int() == 0 { // the first set needs no word in the address
		x.filter.Set = ""
	}
	loc := window.Get("location")
	how := "pushState"
	if changed != "" && changed == x.last {
		how = "replaceState"
	}
	x.last = changed
	try(func() {
		window.Get("history").Call(how, nil, "", loc.Get("pathname").String()+x.filter.Query(loc.Get("search").String())+"#explore")
	})
}

func (x *explorer) set() string {
	if x.filter.Set != "" {
		return x.filter.Set
	}
	return one(x.form, `select[name="set"]`).Get("value").String()
}

// kept are the ids of the rows that pass, in the order of the table.
func (x *explorer) kept() []string {
	var ids []string
	for _, tr := range all(x.el, `.set[data-set="`+x.set()+`"] tbody tr`) {
		if x.filter.Keeps(data(tr, "country"), data(tr, "kind"), data(tr, "year")) {
			ids = append(ids, data(tr, "id"))
		}
	}
	return ids
}

// apply shows the choice: one set, its rows, its marks, how many there are, and the download's address.
func (x *explorer) apply(words Words) {
	if !x.el.Truthy() {
		return
	}
	set := x.set()
	keep := map[string]bool{}
	ids := x.kept()
	for _, id := range ids {
		keep[id] = true
	}
	for _, sec := range all(x.el, ".set") {
		here := data(sec, "set") == set
		sec.Set("hidden", !here)
		if !here {
			continue
		}
		for _, tr := range all(sec, "tbody tr") {
			tr.Set("hidden", !keep[data(tr, "id")])
		}
		x.copyPictures(sec)
		for _, picture := range all(sec, ".set-state") {
			any := false
			for _, m := range all(picture, "[data-row]") {
				kept := keep[data(m, "row")]
				mark(m, "data-off", !kept)
				any = any || kept
			}
			picture.Set("hidden", !any) // nothing that was asked for is drawn in it
		}
	}
	csv := one(x.el, "[data-csv]")
	csv.Call("setAttribute", "href", data(root, "up")+data(root, "frozen")+"data/"+set+"."+locale()+".csv")
	if words != nil {
		rules := window.Get("Intl").Get("PluralRules").New(locale())
		one(x.el, "[data-found]").Set("textContent", words.N("ui.explore.found", rules.Call("select", len(ids)).String(), "Count", strconv.Itoa(len(ids))))
	}
}

// copyPictures gives a set the drawings that the story shows of it, which the page does not carry twice.
func (x *explorer) copyPictures(set js.Value) {
	for _, picture := range all(set, "[data-copy]") {
		for _, form := range []string{".form.narrow", ".form.wide"} {
			holder := one(picture, form)
			if holder.Get("firstChild").Truthy() {
				continue // copied when the set was first chosen
			}
			art := one(document, `.scene [data-graphic="`+data(set, "set")+`"] [data-state="`+data(picture, "copy")+`"] `+form+" .pic")
			if art.Truthy() {
				holder.Call("append", art.Call("cloneNode", true))
			}
		}
	}
}

// reset chooses everything again.
func (x *explorer) reset() {
	x.filter = Filter{}
	x.fill()
	x.fromForm("")
	x.filter.Set = ""
}

// download gives the reader exactly the rows that are shown, out of the published file. It must run in a goroutine.
func (x *explorer) download(href string) {
	text, ok := fetchText(href)
	if !ok {
		return
	}
	keep := map[string]bool{}
	for _, id := range x.kept() {
		keep[id] = true
	}
	out, err := FilterCSV(text, func(id string) bool { return keep[id] })
	if err != nil {
		return
	}
	blob := window.Get("Blob").New([]any{out}, map[string]any{"type": "text/csv;charset=utf-8"})
	url := window.Get("URL").Call("createObjectURL", blob)
	a := document.Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", data(document.Call("querySelector", "[data-csv]"), "csv")+"-"+x.set()+".csv")
	setData(a, "generated", out)
	document.Get("body").Call("append", a)
	a.Call("click")
	a.Call("remove")
	window.Get("URL").Call("revokeObjectURL", url)
}
