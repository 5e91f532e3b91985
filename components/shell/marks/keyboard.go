//go:build js && wasm

package marks

import (
	"syscall/js"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/engine"
	"sahel-explainer/components/shell/page"
)

// offerMarks gives each graphic a place for the keyboard: a named element over the picture whose arrow keys go from mark to
// mark. To a screen reader it is a slider whose value is the mark's words: it hands the arrows on there, and only there, speaks each new
// value itself, and a phone's moves it by a swipe. What the graphic shows describes it. The drawn picture itself stays hidden
// from them: its words stand in the step and in the data table.
func (p *Part) offerMarks() {
	if p.Words == nil {
		return
	}
	for _, sc := range p.Engine.Scenes {
		stage := dom.One(sc.Figure, ".stage")
		if dom.One(stage, ".marks").Truthy() || !dom.One(stage, "[data-row]").Truthy() {
			continue
		}
		m := dom.Document.Call("createElement", "div")
		m.Set("className", "marks")
		m.Set("tabIndex", 0)
		m.Call("setAttribute", "role", "slider")
		m.Call("setAttribute", "aria-label", p.of(p.Words.T("ui.graphic.explore"), sc))
		stage.Call("append", m)
		p.describe(sc)
	}
}

// of tells the place of one graphic from another's, by the steps that speak of it: its name stands at the figure, and would be said twice.
func (p *Part) of(what string, sc *engine.Scene) string {
	return page.OfSteps(p.Words.T, what, sc.First+1, sc.First+len(sc.States))
}

// describe lets the words of the step that speaks of the shown state describe the place for the keyboard, once it has the focus: Orca says a
// description or value that changes where it is reading, in the middle of other words, and reading scrolls the page.
func (p *Part) describe(sc *engine.Scene) {
	marks := dom.One(sc.Figure, ".marks")
	if p.Words == nil || !marks.Truthy() || sc.Told != "" && (sc.Told == sc.Shown || !marks.Equal(dom.Document.Get("activeElement"))) {
		return
	}
	shown := marksOf(sc.Figure, ".layer[data-shown]")
	told := shown // the graphic's name stands at the figure
	if sc.Told == "" {
		told = marksOf(sc.Figure, "") // of all its states: the first that is heard of may have none
	}
	sc.Told = sc.Shown
	value(marks, 0, len(shown), p.Words.Count("ui.graphic.marks", len(told)))
	if words := dom.One(sc.El, `[data-state="`+sc.Shown+`"].step .vh`); words.Truthy() {
		if words.Get("id").String() == "" {
			words.Set("id", "d-"+dom.Data(words.Call("closest", ".step"), "step"))
		}
		marks.Call("setAttribute", "aria-describedby", words.Get("id"))
	}
}

// value is what the place for the keyboard stands at: which of how many marks, and its words; at none, how many there are.
func value(place js.Value, now, most int, words string) {
	place.Call("setAttribute", "aria-valuemin", 0)
	place.Call("setAttribute", "aria-valuemax", most)
	place.Call("setAttribute", "aria-valuenow", now)
	place.Call("setAttribute", "aria-valuetext", words)
}

// marksOf are the marks of a graphic that stand in some of its layers, each row once.
func marksOf(figure js.Value, layers string) []js.Value {
	var marks []js.Value
	seen := map[string]bool{}
	for _, m := range dom.All(figure, layers+" :is(.form."+engine.FormNow()+",.tab) [data-row]") {
		if r := dom.Data(m, "row"); !seen[r] {
			seen[r] = true
			marks = append(marks, m)
		}
	}
	return marks
}

// walk moves from mark to mark of a focused graphic and speaks each; it reports whether there was one to go to.
func (p *Part) walk(place js.Value, key string) bool {
	figure := place.Call("closest", "figure")
	marks := marksOf(figure, ".layer[data-shown]")
	sc := p.Engine.SceneOf(figure)
	if len(marks) == 0 || sc == nil {
		return false
	}
	at := -1
	for i, m := range marks {
		if dom.Data(m, "row") == dom.Data(figure, "mark") {
			at = i
		}
	}
	forward := key == "ArrowDown" || key != "ArrowUp" && (key == "ArrowRight") != (dom.Root.Get("dir").String() == "rtl")
	switch {
	case key == "Home":
		at = 0
	case key == "End":
		at = len(marks) - 1
	case forward:
		at = min(at+1, len(marks)-1)
	default:
		at = max(at-1, 0)
	}
	for _, m := range dom.All(figure, "[data-at]") {
		dom.Mark(m, "data-at", false)
	}
	m := marks[at]
	dom.Mark(m, "data-at", true)
	dom.SetData(figure, "mark", dom.Data(m, "row"))
	go func() {
		if sc.Read() && dom.Data(figure, "mark") == dom.Data(m, "row") {
			if title, text := p.tell(sc, m); title != "" {
				value(place, at+1, len(marks), title+". "+text)
			}
		}
	}()
	return true
}
