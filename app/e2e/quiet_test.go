package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sahel-explainer/app/browser"
)

// oneControl holds what interrupts whoever listens: a step has one control, which says of which step it is, and no link parts its
// sentences; what stands at every scene is told apart by its name, and so is a filter's count.
func oneControl(t *testing.T, tab *browser.Tab, nodes []browser.Node) {
	t.Helper()
	const met = `[...document.querySelectorAll(".step")].map((s,i)=>[...s.querySelectorAll("a[href],button,summary")].filter(e=>e.checkVisibility()&&!e.closest("[aria-hidden=true]")).map(e=>e.ariaLabel?.match(/\d+$/)?.[0]==i+1?"own":e.outerHTML.slice(0,90)).join())`
	for i, found := range eval[[]string](t, tab, met) {
		if found != "own" {
			t.Errorf("step %d: whoever listens meets %s", i+1, found)
		}
	}
	terms := eval[[]string](t, tab, `[...document.querySelectorAll(".card > p a.t")].map(a=>a.textContent)`)
	names := map[string]int{}
	for _, n := range nodes {
		switch {
		case n.Role == "link" && slices.Contains(terms, n.Name):
			t.Errorf("a sentence is parted by the link %q", n.Name)
		case n.Role == "slider", n.Role == "DisclosureTriangle":
			names[n.Role+" "+n.Name]++
		case n.Role == "radio" && (!strings.ContainsAny(n.Name, ",،") || strings.Contains(n.Name, " ,") || strings.Contains(n.Name, " ،")):
			t.Errorf("a choice is called %q", n.Name)
		}
	}
	for name, n := range names {
		if n > 1 {
			t.Errorf("%d are told of as %q", n, name)
		}
	}
	const alone = `(l=>l.length-new Set(l).size)([...document.querySelectorAll("a.alone")].map(a=>a.ariaLabel))`
	if n := eval[int](t, tab, alone); n > 0 || len(terms) < 10 || len(names) < 40 {
		t.Errorf("%d links to a graphic are called like another; %d terms, %d controls", n, len(terms), len(names))
	}
}

// What waits for a hand is there when one comes: by Tab in the order of the page, forwards and back, from a graphic as from the middle of
// the story; under a pointer, before it clicks.
func TestWhatWaitsIsGivenToHands(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 1280, 900)
	explorable(t, tab)
	const at = `(e=>e.closest(".step")?.id+" "+e.localName+"."+e.className+" "+e.parentElement.className)(document.activeElement)`
	const all = `[...document.querySelectorAll(".step")].slice(0,2).flatMap(({id})=>[...document.querySelectorAll("#"+id+" .card :is(a,button,summary)")].filter(e=>e.checkVisibility()).map(e=>id+" "+e.localName+"."+e.className+" "+e.parentElement.className))`
	want := eval[[]string](t, tab, all)
	must(t, tab.Eval(`(document.querySelector(".hero .legend > summary").focus(),1)`, nil))
	walk := func(key string) (got []string) {
		for range want {
			must(t, tab.Press(key))
			got = append(got, eval[string](t, tab, at))
		}
		return got
	}
	if got := walk("Tab"); !slices.Equal(got, want) {
		t.Errorf("Tab goes to\n%s\nof\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	must(t, tab.Press("Tab"))
	back := walk("Shift+Tab")
	slices.Reverse(back)
	if !slices.Equal(back, want) {
		t.Errorf("back Tab goes to\n%s\nof\n%s", strings.Join(back, "\n"), strings.Join(want, "\n"))
	}
	must(t, tab.Touch(true))
	const term = `document.querySelector("#groups-spread a.t")`
	must(t, tab.Eval(`(document.querySelector("#groups-spread").scrollIntoView({behavior:"instant"}),1)`, nil))
	if to := eval[string](t, tab, term+`.href`); to != "" {
		t.Fatalf("the term leads to %s before anybody came", to)
	}
	tap(t, tab, middle(t, tab, term))
	must(t, tab.Wait(fmt.Sprintf(`location.pathname.endsWith(%q)`, "/en/glossary/"), soon))
}
