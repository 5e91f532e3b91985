//go:build js && wasm

package explore

import (
	"strconv"
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the article: the view stands in it, its form hidden until there is a client.
type Part struct {
	page.Base
	view  *view
	forms dom.Listener
}

// Started hears the form.
func (p *Part) Started() {
	p.forms = dom.Listen(dom.Document, "change", func(e js.Value) {
		if f := e.Get("target"); f.Get("closest").Truthy() && f.Call("closest", "[data-explore]").Truthy() {
			p.view.fromForm(f.Get("name").String())
			p.view.apply(p.Words)
		}
	})
}

// Ended gives back what was taken.
func (p *Part) Ended() { p.forms.Close() }

// Adopted shows what the address chooses.
func (p *Part) Adopted() {
	p.view = newView(dom.Document.Call("getElementById", "story"))
	p.view.apply(p.Words)
	p.Page.Query = func(query string) string { return p.view.filter.Query(query) }
}

// Worded says how much is shown.
func (p *Part) Worded() { p.view.apply(p.Words) }

// Went shows what another address chooses.
func (p *Part) Went() bool {
	p.view.fromAddress()
	p.view.apply(p.Words)
	return true
}

// Clicked gives away what is shown, or chooses everything again.
func (p *Part) Clicked(c page.Click) bool {
	for _, kind := range []string{"csv", "json"} {
		if a := c.Find("[data-" + kind + "]"); a.Truthy() && c.Plain() {
			c.Stop()
			go p.view.download(kind, a.Get("href").String())
			return true
		}
	}
	if b := c.Find("[data-picture]"); b.Truthy() {
		go p.view.takePicture(dom.Data(b, "picture"))
		return true
	}
	if !c.Find("[data-explore] button[type=reset]").Truthy() {
		return false
	}
	c.Stop()
	p.view.reset()
	p.view.apply(p.Words)
	return true
}

// view is the explore view: its form, the drawn marks and the rows of the tables, filtered together.
type view struct {
	el, form js.Value
	filter   Filter
	last     string // the choice changed last, by its name in the form
}

func newView(story js.Value) *view {
	x := &view{el: dom.One(story, "#explore")}
	if !x.el.Truthy() {
		return x
	}
	x.form = dom.One(x.el, "form")
	x.fromAddress()
	return x
}

// control is a choice of the form: a list, or the buttons of one name. Both have a value.
func (x *view) control(key string) js.Value {
	return x.form.Get("elements").Call("namedItem", key)
}

func (x *view) offered(key, value string) bool {
	for _, o := range dom.All(x.form, `[name="`+key+`"] option, input[name="`+key+`"]`) {
		if o.Get("value").String() == value {
			return true
		}
	}
	return false
}

// fromAddress takes the choice from the address and shows it in the form.
func (x *view) fromAddress() {
	if !x.el.Truthy() {
		return
	}
	x.last = ""
	x.filter = ParseFilter(dom.Window.Get("location").Get("search").String(), x.offered)
	x.fill()
}

func (x *view) fill() {
	if set := x.control("set"); x.filter.Set == "" {
		set.Set("selectedIndex", 0)
	} else {
		set.Set("value", x.filter.Set)
	}
	chosen := x.filter.parts()
	for _, box := range dom.All(x.form, ".chips input") { // Chromium takes no empty value for a group of buttons
		if box.Get("value").String() == chosen[box.Get("name").String()] {
			box.Set("checked", true)
		}
	}
}

// fromForm takes the choice from the form and puts it into the address, so that it can be shared and gone back from. By keyboard a
// reader passes through all values on the way to one: they are one entry in the history, not twenty.
func (x *view) fromForm(changed string) {
	dom.SpeakUp(dom.One(x.el, "[data-found]"))
	get := func(name string) string { return x.control(name).Get("value").String() }
	x.filter = Filter{get("set"), get("country"), get("kind"), get("year")}
	if within := x.filter.Within(x.rows()); within != x.filter {
		x.filter = within
		x.fill()
	}
	if x.control("set").Get("selectedIndex").Int() == 0 { // the first set needs no word in the address
		x.filter.Set = ""
	}
	loc := dom.Window.Get("location")
	how := "pushState"
	if changed != "" && changed == x.last {
		how = "replaceState"
	}
	x.last = changed
	dom.Try(func() {
		dom.Window.Get("history").Call(how, nil, "", loc.Get("pathname").String()+x.filter.Query(loc.Get("search").String())+"#explore")
	})
}

func (x *view) set() string {
	if x.filter.Set != "" {
		return x.filter.Set
	}
	return x.control("set").Get("value").String()
}

// section is the part of the view that is shown, with its table: that of the graphic in the story, which the page does not carry twice. What
// stands behind a row is asked for there.
func (x *view) section() js.Value {
	sec := dom.One(x.el, `.set[data-set="`+x.set()+`"]`)
	link, table := dom.One(sec, ":scope > .rows"), dom.One(dom.Document, "#data-"+x.set()+" > .table")
	if link.Truthy() && table.Truthy() {
		table = table.Call("cloneNode", true)
		for _, evidence := range dom.All(table, "tr > :last-child") {
			evidence.Call("remove")
		}
		for _, tr := range dom.All(table, "tbody tr") {
			dom.SetData(tr, "id", dom.Data(tr, "m"))
		}
		link.Call("replaceWith", table)
	}
	return sec
}

// rows are the rows of the set, in the order of the table.
func (x *view) rows() (rows []Row) {
	for _, tr := range dom.All(x.section(), "tbody tr") {
		rows = append(rows, Row{dom.Data(tr, "id"), dom.Data(tr, "country"), dom.Data(tr, "kind"), dom.Data(tr, "year")})
	}
	return rows
}

// kept are the ids of the rows that pass.
func (x *view) kept() map[string]bool {
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
func (x *view) count(words page.Words) {
	counts := x.filter.Counts(x.rows())
	for _, box := range dom.All(x.form, ".chips input") {
		n, some := counts[box.Get("name").String()][box.Get("value").String()]
		label := box.Get("parentElement")
		label.Set("hidden", !some)
		box.Set("disabled", n == 0 && !box.Get("checked").Bool())
		dom.One(label, "small").Set("textContent", strconv.Itoa(n))
		seen := dom.One(label, "span")
		seen.Call("setAttribute", "aria-hidden", "true")
		name := seen.Get("textContent").String()
		if words != nil { // a bare number beside a year says nothing
			name = words.T("ui.explore.of", "Value", dom.TextOf(seen.Get("firstChild")), "Found", words.Count("ui.explore.found", n))
		}
		box.Call("setAttribute", "aria-label", name)
	}
}

// apply shows the choice: one set, its rows, its marks, how many there are, and the download's address.
func (x *view) apply(words page.Words) {
	if !x.el.Truthy() {
		return
	}
	set := x.set()
	keep := x.kept()
	x.count(words)
	for _, sec := range dom.All(x.el, ".set") {
		here := dom.Data(sec, "set") == set
		sec.Set("hidden", !here)
		if !here {
			continue
		}
		for _, tr := range dom.All(sec, "tbody tr") {
			tr.Set("hidden", !keep[dom.Data(tr, "id")])
		}
		x.copyPictures(sec)
		for _, picture := range dom.All(sec, ".set-state") {
			picture.Set("hidden", !x.choose(picture, keep)) // nothing that was asked for is drawn in it
		}
	}
	for _, kind := range []string{"csv", "json"} {
		file := dom.Data(dom.Root, "up") + dom.Data(dom.Root, "frozen") + "data/" + set + "." + dom.Locale() + "." + kind
		dom.One(x.el, "[data-"+kind+"]").Call("setAttribute", "href", file)
	}
	if words != nil {
		dom.One(x.el, "[data-found]").Set("textContent", words.Count("ui.explore.found", len(keep)))
	}
}

// choose lets what is not kept stand back in a picture, and reports whether anything of it is.
func (x *view) choose(picture js.Value, keep map[string]bool) (any bool) {
	for _, m := range dom.All(picture, "[data-row]") {
		kept := keep[dom.Data(m, "row")]
		dom.Mark(m, "data-off", !kept)
		any = any || kept
	}
	for _, l := range dom.All(picture, "[data-of]") { // a label goes with its mark
		dom.Mark(l, "data-off", !keep[dom.Data(l, "of")])
	}
	return any
}

// copyPictures gives a set the drawings that the story shows of it, which the page does not carry twice.
func (x *view) copyPictures(set js.Value) {
	for _, picture := range dom.All(set, "[data-copy]") {
		for _, form := range []string{".form.narrow", ".form.wide", ".tab"} {
			holder := dom.One(picture, form)
			if !holder.Truthy() || holder.Get("firstElementChild").Truthy() {
				continue // copied when the set was first chosen
			}
			of := `.scene [data-graphic="` + dom.Data(set, "set") + `"] .layer[data-state="` + dom.Data(picture, "copy") + `"] `
			for _, art := range dom.All(dom.Document, of+form+" > *") {
				holder.Call("append", art.Call("cloneNode", true))
			}
		}
	}
}

// reset chooses everything again.
func (x *view) reset() {
	x.filter = Filter{}
	x.fill()
	x.fromForm("")
	x.filter.Set = ""
}
