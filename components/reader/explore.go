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

// control is a choice of the form: a list, or the buttons of one name. Both have a value.
func (x *explorer) control(key string) js.Value {
	return x.form.Get("elements").Call("namedItem", key)
}

func (x *explorer) offered(key, value string) bool {
	for _, o := range all(x.form, `[name="`+key+`"] option, input[name="`+key+`"]`) {
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
	if set := x.control("set"); x.filter.Set == "" {
		set.Set("selectedIndex", 0)
	} else {
		set.Set("value", x.filter.Set)
	}
	chosen := x.filter.parts()
	for _, box := range all(x.form, ".chips input") { // Chromium takes no empty value for a group of buttons
		if box.Get("value").String() == chosen[box.Get("name").String()] {
			box.Set("checked", true)
		}
	}
}

// fromForm takes the choice from the form and puts it into the address, so that it can be shared and gone back from. By keyboard a
// reader passes through all values on the way to one: they are one entry in the history, not twenty.
func (x *explorer) fromForm(changed string) {
	speakUp(one(x.el, "[data-found]"))
	get := func(name string) string { return x.control(name).Get("value").String() }
	x.filter = Filter{get("set"), get("country"), get("kind"), get("year")}
	if within := x.filter.Within(x.rows()); within != x.filter {
		x.filter = within
		x.fill()
	}
	if x.control("set").Get("selectedIndex").Int() == 0 { // the first set needs no word in the address
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
	return x.control("set").Get("value").String()
}

// section is the part of the view that is shown, with its table: that of the graphic in the story, which the page does not carry twice. What
// stands behind a row is asked for there.
func (x *explorer) section() js.Value {
	sec := one(x.el, `.set[data-set="`+x.set()+`"]`)
	link, table := one(sec, ":scope > .rows"), one(document, "#data-"+x.set()+" > .table")
	if link.Truthy() && table.Truthy() {
		table = table.Call("cloneNode", true)
		for _, evidence := range all(table, "tr > :last-child") {
			evidence.Call("remove")
		}
		for _, tr := range all(table, "tbody tr") {
			setData(tr, "id", data(tr, "m"))
		}
		link.Call("replaceWith", table)
	}
	return sec
}

// rows are the rows of the set, in the order of the table.
func (x *explorer) rows() (rows []Row) {
	for _, tr := range all(x.section(), "tbody tr") {
		rows = append(rows, Row{data(tr, "id"), data(tr, "country"), data(tr, "kind"), data(tr, "year")})
	}
	return rows
}

// kept are the ids of the rows that pass.
func (x *explorer) kept() map[string]bool {
	keep := map[string]bool{}
	for _, r := range x.rows() {
		if x.filter.Keeps(r.Country, r.Kind, r.Year) {
			keep[r.ID] = true
		}
	}
	return keep
}

// count says beside each value how many rows it would show. What no row of the set has is not offered. A button has value and count for its
// name, and what is seen of them is not told of: a screen reader that reads on said the count once more.
func (x *explorer) count() {
	counts := x.filter.Counts(x.rows())
	for _, box := range all(x.form, ".chips input") {
		n, some := counts[box.Get("name").String()][box.Get("value").String()]
		label := box.Get("parentElement")
		label.Set("hidden", !some)
		box.Set("disabled", n == 0 && !box.Get("checked").Bool())
		one(label, "small").Set("textContent", strconv.Itoa(n))
		seen := one(label, "span")
		seen.Call("setAttribute", "aria-hidden", "true")
		box.Call("setAttribute", "aria-label", seen.Get("textContent"))
	}
}

// apply shows the choice: one set, its rows, its marks, how many there are, and the download's address.
func (x *explorer) apply(words Words) {
	if !x.el.Truthy() {
		return
	}
	set := x.set()
	keep := x.kept()
	x.count()
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
			for _, l := range all(picture, "[data-of]") { // a label goes with its mark
				mark(l, "data-off", !keep[data(l, "of")])
			}
			picture.Set("hidden", !any) // nothing that was asked for is drawn in it
		}
	}
	for _, kind := range []string{"csv", "json"} {
		one(x.el, "[data-"+kind+"]").Call("setAttribute", "href", data(root, "up")+data(root, "frozen")+"data/"+set+"."+locale()+"."+kind)
	}
	if words != nil {
		one(x.el, "[data-found]").Set("textContent", words.Count("ui.explore.found", len(keep)))
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
