package e2e

import (
	"fmt"
	"testing"
	"time"
)

// A stepper by keyboard alone, in both directions of writing: the arrows and the buttons turn the cards, up and down stay the
// host's, Tab passes through everything that is seen and out again, in the order of the page, both ways.
func TestStepperByKeyboard(t *testing.T) {
	for _, c := range []struct{ l, forward, back string }{{"ar", "ArrowLeft", "ArrowRight"}, {"en", "ArrowRight", "ArrowLeft"}} {
		t.Run(c.l, func(t *testing.T) {
			tab := open(t, "/"+c.l+"/?mode=stepper", 480, 640)
			client(t, tab)
			must(t, tab.Wait(`document.querySelector(".step[data-card]")`, 10*time.Second))
			at := func() int {
				return eval[int](t, tab, `[...document.querySelectorAll(".step")].findIndex(s=>s.dataset.card==="current")`)
			}
			must(t, tab.Eval(`(document.querySelector(".brand").focus(),window.was=document.activeElement,1)`, nil))
			for _, k := range []struct {
				key  string
				want int
			}{{c.forward, 1}, {c.forward, 2}, {c.back, 1}, {"ArrowDown", 1}, {" ", 1}, {c.forward, 2}} {
				must(t, tab.Press(k.key))
				settled(t, tab)
				if got := at(); got != k.want {
					t.Fatalf("%q leads to card %d, want %d", k.key, got, k.want)
				}
			}
			// Through and out. What is pressed on the way must be seen, marked and in order.
			var names []string
			for len(names) < 60 {
				spot := tabbed(t, tab, "Tab")
				if spot.Name == "" {
					break
				}
				names = append(names, spot.Name)
				if !spot.After || !spot.Marked || !spot.Seen || spot.Cover != "" {
					t.Errorf("%+v", spot)
				}
			}
			if len(names) < 4 || len(names) == 60 {
				t.Fatalf("Tab passes %v", names)
			}
			for range names { // and back to where it began
				must(t, tab.Press("Shift+Tab"))
			}
			if got := eval[bool](t, tab, `document.activeElement!==document.body&&document.activeElement.closest("body")!==null`); !got {
				t.Error("Shift+Tab does not lead back in")
			}
			// The buttons keep focus while they turn the cards, to the last one and no further.
			must(t, tab.Eval(`(document.querySelector("[data-act=next]").focus(),1)`, nil))
			must(t, tab.Press("Enter"))
			must(t, tab.Press(" "))
			settled(t, tab)
			if got := at(); got != 4 {
				t.Errorf("Enter and Space on the button lead to card %d", got)
			}
			last := eval[int](t, tab, `document.querySelectorAll(".step").length`) - 1
			must(t, tab.Eval(fmt.Sprintf(`(location.hash=[...document.querySelectorAll(".step")][%d].id,1)`, last-1), nil))
			must(t, tab.Wait(fmt.Sprintf(`[...document.querySelectorAll(".step")][%d].dataset.card==="current"`, last-1), 5*time.Second))
			must(t, tab.Eval(`(document.querySelector("[data-act=next]").focus(),1)`, nil)) // an address that is gone to takes focus along
			for range 3 {
				must(t, tab.Press(c.forward))
			}
			settled(t, tab)
			if got := eval[string](t, tab, `document.activeElement.dataset.act+" "+document.activeElement.getAttribute("aria-disabled")`); got != "next true" || at() != last {
				t.Errorf("at the end, card %d of %d, focus on %q", at(), last, got)
			}
			title := eval[string](t, tab, `document.querySelector(".step[data-card] h3").textContent`)
			if got := eval[string](t, tab, `document.querySelector(".stepper-count").textContent`); got != fmt.Sprintf("%d / %d %s", last+1, last+1, title) || title == "" {
				t.Errorf("the count says %q", got)
			}
		})
	}
}

// The explore view by keyboard alone: its choices in order, each told of, what is chosen said aloud, the table gone through, all
// undone by its button.
func TestExploreByKeyboard(t *testing.T) {
	for _, l := range []string{"ar", "en"} {
		t.Run(l, func(t *testing.T) {
			tab := open(t, "/"+l+"/#explore", 1440, 900)
			must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
			explorable(t, tab)
			must(t, tab.Wait(`document.querySelector("[data-found]").textContent`, 10*time.Second))
			all := eval[string](t, tab, `document.querySelector("[data-found]").textContent`)
			first := eval[string](t, tab, `document.querySelectorAll("#explore [name=country]")[1].value`)
			must(t, tab.Eval(`(document.querySelector('#explore select[name="set"]').focus({preventScroll:false}),window.was=document.activeElement,1)`, nil))
			var order []string
			for range 10 {
				spot := tabbed(t, tab, "Tab")
				if !spot.After || !spot.Marked || !spot.Seen || spot.Cover != "" {
					t.Errorf("%+v", spot)
				}
				order = append(order, eval[string](t, tab, `(e=>e.name||e.dataset.picture||e.type||Object.keys(e.dataset)[0]||e.className)(document.activeElement)`))
				if order[len(order)-1] == "country" {
					must(t, tab.Press("j")) // a letter is the choice's own
					must(t, tab.Press("ArrowDown"))
					must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-found]").textContent!==%q&&document.activeElement.value===%q`, all, first), 5*time.Second))
					past := eval[int](t, tab, `history.length`)
					must(t, tab.Press("ArrowDown"))
					must(t, tab.Press("ArrowUp"))
					must(t, tab.Wait(fmt.Sprintf(`document.activeElement.value===%q&&new URLSearchParams(location.search).get("country")===%[1]q`, first), 5*time.Second))
					if got := eval[int](t, tab, `history.length`); got != past {
						t.Errorf("passing through values left %d entries in the history", got-past)
					}
				}
			}
			if fmt.Sprint(order) != "[country kind year reset csv json svg png button table]" {
				t.Errorf("Tab leads through %v", order)
			}
			if got := eval[[]string](t, tab, fmt.Sprintf(`[...document.querySelectorAll("#explore .set:not([hidden]) tbody tr:not([hidden])")].filter(r=>r.dataset.country!==%q).map(r=>r.dataset.id)`, first)); len(got) > 0 {
				t.Errorf("chosen %s, shown %v", first, got)
			}
			for range 6 {
				must(t, tab.Press("Shift+Tab"))
			}
			must(t, tab.Press("Enter"))
			must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-found]").textContent===%q&&document.activeElement.type==="reset"`, all), 5*time.Second))
			nodes, err := tab.Tree()
			must(t, err)
			boxes := 0
			for _, n := range nodes {
				if n.Role == "combobox" || n.Role == "radio" {
					boxes++
					if n.Name == "" {
						t.Error("a choice without a name")
					}
				}
			}
			if boxes < 15 {
				t.Errorf("%d choices are told of", boxes)
			}
		})
	}
}
