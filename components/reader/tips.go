//go:build js && wasm

package reader

import (
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// offerMarks gives each graphic a place for the keyboard: a named element over the picture whose arrow keys go from mark to
// mark. To a screen reader it is a slider whose value is the mark's words: it hands the arrows on there, and only there, speaks each new
// value itself, and a phone's moves it by a swipe. What the graphic shows describes it. The drawn picture itself stays hidden from them: its words stand in the step and in the data table.
func (s *Shell) offerMarks() {
	if s.words == nil {
		return
	}
	for _, l := range s.lives {
		stage := one(l.scene.figure, ".stage")
		if one(stage, ".marks").Truthy() || !one(stage, "[data-row]").Truthy() {
			continue
		}
		m := document.Call("createElement", "div")
		m.Set("className", "marks")
		m.Set("tabIndex", 0)
		m.Call("setAttribute", "role", "slider")
		m.Call("setAttribute", "aria-label", s.words.T("ui.graphic.explore"))
		stage.Call("append", m)
		s.describe(l.scene)
	}
}

// describe lets the words of the step that speaks of the shown state describe the place for the keyboard, once it has the focus: Orca says a
// description or value that changes where it is reading, in the middle of other words, and reading scrolls the page.
func (s *Shell) describe(sc *scene) {
	marks := one(sc.figure, ".marks")
	if s.words == nil || !marks.Truthy() || sc.told != "" && (sc.told == sc.shown || !marks.Equal(document.Get("activeElement"))) {
		return
	}
	shown := marksOf(sc.figure, ".layer[data-shown]")
	told := shown // the graphic's name stands at the figure
	if sc.told == "" {
		told = marksOf(sc.figure, "") // of all its states: the first that is heard of may have none
	}
	sc.told = sc.shown
	value(marks, 0, len(shown), s.words.Count("ui.graphic.marks", len(told)))
	if words := one(sc.el, `[data-state="`+sc.shown+`"].step .vh`); words.Truthy() {
		if words.Get("id").String() == "" {
			words.Set("id", "d-"+data(words.Call("closest", ".step"), "step"))
		}
		marks.Call("setAttribute", "aria-describedby", words.Get("id"))
	}
}

// Count is a counted message in the page's language.
func (w Words) Count(id string, n int) string {
	rules := window.Get("Intl").Get("PluralRules").New(locale())
	return w.N(id, rules.Call("select", n).String(), "Count", strconv.Itoa(n))
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
	for _, m := range all(figure, layers+" .form."+formNow()+" [data-row]") {
		if r := data(m, "row"); !seen[r] {
			seen[r] = true
			marks = append(marks, m)
		}
	}
	return marks
}

// nameSources tells one list of sources from another: "3 sources" is what twenty of them are called, so each has its step's number
// too, which is sooner said than the title that was heard before. In one piece: of a label that stands elsewhere Orca reads that too.
func (s *Shell) nameSources() {
	if s.words == nil {
		return
	}
	for i, step := range s.engine.steps {
		if summary := one(step, ".sources > summary"); summary.Truthy() {
			name := s.words.T("ui.sources.step", "Sources", summary.Get("textContent").String(), "Step", strconv.Itoa(i+1))
			summary.Call("setAttribute", "aria-label", name)
		}
	}
}

// giveWhy gives the keyboard the button of a step that asks for its evidence, as it comes to the step. Till then it is for the eye
// alone: the list beside it says the same, and with it whoever listens would hear two buttons for one thing in each step.
func giveWhy(at js.Value) {
	card := cardOf(at)
	if !card.Truthy() {
		return
	}
	if why := one(card, ".why"); why.Truthy() {
		why.Call("removeAttribute", "aria-hidden")
		why.Call("removeAttribute", "tabindex")
	}
}

// point shows the words of the mark under the pointer; over the words themselves they stay, so that they can be magnified.
func (s *Shell) point(ctx app.Context, e js.Value) {
	t := e.Get("target")
	var m js.Value
	if t.Truthy() && t.Get("closest").Truthy() {
		if t.Call("closest", ".tip").Truthy() {
			return
		}
		m = t.Call("closest", ".scene [data-row]")
		if c := t.Call("closest", ".c"); c.Truthy() && e.Get("pointerType").String() == "mouse" {
			s.hint(ctx, c, e)
			return
		}
	}
	s.over = js.Undefined()
	if !m.Truthy() {
		// A finger has left the mark when it is put down elsewhere, a mouse as soon as it is.
		if e.Get("pointerType").String() == "mouse" || e.Get("type").String() == "pointerdown" {
			s.untip(ctx)
		}
		return
	}
	l := s.liveOf(m)
	if l == nil {
		return
	}
	if !l.spec.Truthy() {
		go l.read() // the next move of the pointer finds them
		return
	}
	s.tell(ctx, l, m)
}

// hint shows who says the clause on which the mouse rests: the first lines of what a click answers in full (web/boot.js). A mouse that
// only follows the reading asks nothing.
func (s *Shell) hint(ctx app.Context, clause, e js.Value) {
	if s.over.Equal(clause) {
		return
	}
	s.over = clause
	s.untip(ctx)
	at := tip{x: e.Get("clientX").Float(), y: e.Get("clientY").Float() - 12}
	id, _, _ := strings.Cut(data(clause, "e"), " ")
	go func() {
		time.Sleep(rest)
		entry := document.Call("getElementById", "e-"+id)
		if !s.over.Equal(clause) || !clause.Call("matches", ":hover").Bool() || !entry.Truthy() {
			return
		}
		standing := one(entry, "strong")
		at.title = standing.Get("textContent").String()
		for n := standing.Get("nextSibling"); n.Truthy() && !strings.Contains("A P UL", n.Get("nodeName").String()); n = n.Get("nextSibling") {
			at.text += n.Get("textContent").String()
		}
		at.text = strings.TrimSpace(at.text)
		s.beside(ctx, at)
	}()
}

// rest is how long a mouse stays where it asks.
const rest = 700 * time.Millisecond

// untip takes the words of a mark away: they stand where the mark stood when they came, and speak of what was shown then.
func (s *Shell) untip(ctx app.Context) {
	if s.tip.title != "" {
		ctx.Dispatch(func(app.Context) { s.tip = tip{} })
	}
}

// walk moves from mark to mark of a focused graphic and speaks each; it reports whether there was one to go to.
func (s *Shell) walk(ctx app.Context, place js.Value, key string) bool {
	figure := place.Call("closest", "figure")
	marks := marksOf(figure, ".layer[data-shown]")
	l := s.liveOf(figure)
	if len(marks) == 0 || l == nil {
		return false
	}
	at := -1
	for i, m := range marks {
		if data(m, "row") == data(figure, "mark") {
			at = i
		}
	}
	forward := key == "ArrowDown" || key != "ArrowUp" && (key == "ArrowRight") != (root.Get("dir").String() == "rtl")
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
	for _, m := range all(figure, "[data-at]") {
		mark(m, "data-at", false)
	}
	m := marks[at]
	mark(m, "data-at", true)
	setData(figure, "mark", data(m, "row"))
	go func() {
		if l.read() && data(figure, "mark") == data(m, "row") {
			ctx.Dispatch(func(ctx app.Context) {
				if title, text := s.tell(ctx, l, m); title != "" {
					value(place, at+1, len(marks), title+". "+text)
				}
			})
		}
	}()
	return true
}

// liveOf is the graphic that an element belongs to.
func (s *Shell) liveOf(el js.Value) *live {
	scene := el.Call("closest", ".scene")
	for _, l := range s.lives {
		if l.scene.el.Equal(scene) {
			return l
		}
	}
	return nil
}

// tell shows the words of a mark beside it and returns them.
func (s *Shell) tell(ctx app.Context, l *live, m js.Value) (title, text string) {
	words := l.spec.Get("Tips").Get(data(m, "row"))
	if !words.Truthy() {
		return "", ""
	}
	r := m.Call("getBoundingClientRect")
	next := tip{title: words.Index(0).String(), text: words.Index(1).String(), x: r.Get("left").Float() + r.Get("width").Float()/2, y: r.Get("top").Float()}
	s.beside(ctx, next)
	return next.title, strings.TrimSpace(next.text)
}

// beside shows words beside what they speak of, inside the viewport: the place is set before they are drawn, and read by the style sheet.
func (s *Shell) beside(ctx app.Context, next tip) {
	if next == s.tip {
		return
	}
	st := root.Get("style")
	st.Call("setProperty", "--tip-x", px(min(max(next.x, 140), window.Get("innerWidth").Float()-140)))
	st.Call("setProperty", "--tip-y", px(max(next.y, 90)))
	ctx.Dispatch(func(app.Context) { s.tip = next })
}
