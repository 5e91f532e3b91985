package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
)

// panelSays is what the panel of evidence says, or "" while it is closed.
const panelSays = `(p=>p?.matches(":popover-open")?p.querySelector("[role=status]").innerText.replace(/\s+/g," "):"")(document.getElementById("evidence"))`

// tap touches a point of the viewport with a finger.
func tap(t *testing.T, tab *browser.Tab, at [2]float64) {
	t.Helper()
	for _, e := range []input.DispatchTouchEventParams{{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}}, {Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}}} {
		_, err := chromedp.Call(tab.Context(), input.DispatchTouchEvent, e)
		must(t, err)
	}
}

// middle brings what a selector finds into view and gives a point on it: of a clause, its first line.
func middle(t *testing.T, tab *browser.Tab, el string) [2]float64 {
	t.Helper()
	return eval[[2]float64](t, tab, fmt.Sprintf(`(async()=>{const e=%s;e.scrollIntoView({block:"center",behavior:"instant"});await new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r)));const r=e.getClientRects()[0];return [r.x+r.width/2,r.y+r.height/2]})()`, el))
}

// shownMark is a mark that readers see in the scene of a step, by its row.
func shownMark(step, row string) string {
	return fmt.Sprintf(`[...document.querySelector("#%s").closest(".scene").querySelectorAll('[data-row="%s"]')].find(m=>m.getBoundingClientRect().width&&m.checkVisibility({visibilityProperty:true}))`, step, row)
}

// says waits for the panel to say all of some words, and closes it by Escape.
func says(t *testing.T, tab *browser.Tab, what string, words ...string) {
	t.Helper()
	got := ""
	for _, w := range words {
		w = strings.ReplaceAll(w, "\u00a0", " ")
		if err := tab.Wait(fmt.Sprintf(`%s.includes(%q)`, panelSays, w), soon); err != nil {
			must(t, tab.Eval(panelSays, &got))
			t.Fatalf("%s: the panel says %q, without %q", what, got, w)
		}
	}
	must(t, tab.Press("Escape"))
	must(t, tab.Wait(panelSays+`===""`, soon))
}

// A clause, a mark of a chart and a point of the map panelSays who says it, in every language: to a finger and to the keyboard, before the
// client is there and after.
func TestEvidenceIsReached(t *testing.T) {
	for _, l := range []string{"ar", "fr", "en"} {
		t.Run(l, func(t *testing.T) {
			t.Parallel()
			word := func(id string) string { return message(t, l, id) }
			army, jnim := word("speaker.malian-army"), word("speaker.jnim")
			conflict, claimed := word("ui.status.conflict"), word("ui.status.claimed")

			tab := open(t, "/"+l+"/", 390, 800)
			must(t, tab.Wait(`"boot" in document.documentElement.dataset`, soon))
			must(t, tab.Touch(true))
			must(t, tab.Eval(`(document.documentElement.dataset.whole="",1)`, nil))
			tap(t, tab, middle(t, tab, `document.querySelector('#opening-record .c[data-e="moura-army"]')`))
			says(t, tab, "a clause, touched", "203", conflict, army, word("evidence.against"))

			must(t, tab.Size(1280, 900))
			explorable(t, tab)
			must(t, tab.Eval(`(document.querySelector("#corps-boulkessi").scrollIntoView({behavior:"instant"}),1)`, nil))
			must(t, tab.Wait(activeStep+`==="corps-boulkessi"`, soon))
			must(t, tab.Wait(shownMark("corps-boulkessi", "boulkessi-jnim"), soon))
			tap(t, tab, middle(t, tab, shownMark("corps-boulkessi", "boulkessi-jnim")))
			says(t, tab, "a mark, touched", claimed, jnim)

			// By key: one button a step, the arrows go from statement to statement; Escape gives the focus back.
			// From the step's title Tab goes there, past terms and what unfolds.
			const why = `document.activeElement.matches("#opening-record .why")`
			must(t, tab.Eval(`(document.querySelector("#opening-record .more > summary").focus(),document.querySelector("#opening-record h3 a").focus(),1)`, nil))
			for n := 0; n < 9 && !eval[bool](t, tab, why); n++ {
				must(t, tab.Press("Tab"))
			}
			must(t, tab.Wait(why, soon))
			must(t, tab.Press("Enter"))
			must(t, tab.Wait(fmt.Sprintf(`%s.includes(%q)`, panelSays, conflict), soon))
			on := map[bool]string{false: "ArrowRight", true: "ArrowLeft"}[l == "ar"]
			for range eval[int](t, tab, `[...document.querySelectorAll("#opening-record .c")].findIndex(c=>c.dataset.e==="moura-army")`) {
				must(t, tab.Press(on))
			}
			says(t, tab, "a clause, by key", "203", army)
			if !eval[bool](t, tab, why) {
				t.Error("the focus does not go back to the button")
			}
		})
	}
}

// The place for the keyboard over a graphic goes from mark to mark; Enter asks the one it is at. A point of the map is one.
func TestMarksAreAskedByKey(t *testing.T) {
	tab := open(t, "/ar/", 1280, 900)
	explorable(t, tab)
	must(t, tab.Eval(`(document.querySelector("#opening-record").scrollIntoView({behavior:"instant"}),document.querySelector("#scene-opening-0 .marks").focus({preventScroll:true}),1)`, nil))
	must(t, tab.Wait(activeStep+`==="opening-record"`, soon))
	must(t, tab.Press("ArrowDown"))
	const place = `document.querySelector("#scene-opening-0 .marks")`
	must(t, tab.Wait(place+`.ariaValueNow!=="0"`, soon))
	if got := eval[string](t, tab, place+`.getAttribute("aria-valuetext")`); !strings.Contains(got, "صاحب القول:") {
		t.Errorf("the mark does not say who says it: %q", got)
	}
	must(t, tab.Press("Enter"))
	says(t, tab, "a point of the map, by key", "كيف عرفنا:")
	if !eval[bool](t, tab, `document.activeElement.matches("#scene-opening-0 .marks")`) {
		t.Error("the focus does not go back to the graphic")
	}

	// A mouse that rests on a clause gets its first lines: who says it and how we know, not the way to the claim.
	const clause = `[...document.querySelectorAll("#story .c")].find(c=>document.querySelector("#e-"+c.dataset.e.split(" ")[0]+" > a"))`
	at := middle(t, tab, clause)
	over := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]}
	_, err := chromedp.Call(tab.Context(), input.DispatchMouseEvent, over)
	must(t, err)
	const tip = `(document.querySelector(".tip")?.textContent||"")`
	must(t, tab.Wait(tip+`.includes("صاحب القول:")`, soon))
	got := eval[string](t, tab, tip)
	if !strings.Contains(got, "كيف عرفنا:") || strings.Contains(got, message(t, "ar", "claims.link")) {
		t.Errorf("a mouse that rests on a clause is told %q", got)
	}
}

// In frames too, with and without an origin, turned card by card.
func TestEvidenceInFrames(t *testing.T) {
	t.Parallel()
	at := host(t)
	for _, attr := range []string{"", `sandbox="allow-scripts"`} {
		t.Run(attr, func(t *testing.T) {
			t.Parallel()
			tab := blank(t, 700, 800)
			must(t, tab.Go(at(fmt.Sprintf(`<iframe %s src="{{BASE}}fr/frame.html?embed=1#opening-record" title=s width="100%%" height=640 frameborder=0></iframe>`, attr))))
			f := framed(t, tab, "stepper")
			must(t, f.Wait(`document.querySelector("#opening-record").checkVisibility()`, soon))
			must(t, f.Eval(`(document.querySelector('#opening-record .c[data-e="moura-army"]').click(),1)`, nil))
			must(t, f.Wait(fmt.Sprintf(`%s.includes(%q)&&%[1]s.includes("203")`, panelSays, message(t, "fr", "speaker.malian-army")), soon))
			if got := eval[bool](t, f, `(r=>r.top>=0&&r.bottom<=innerHeight&&r.left>=0&&r.right<=innerWidth)(document.getElementById("evidence").getBoundingClientRect())`); !got {
				t.Error("the panel is not inside the frame")
			}
			must(t, f.Eval(`(document.querySelector("#evidence [data-by='1']").click(),1)`, nil))
			must(t, f.Wait(`(l=>document.getElementById("evidence-of").textContent===l[(l.findIndex(c=>c.dataset.e==="moura-army")+1)%l.length].textContent)([...document.querySelectorAll("#opening-record .c")])`, soon))
		})
	}
}

// What was kept for reading offline answers too.
func TestEvidenceOffline(t *testing.T) {
	d := newDeploy(t, "")
	tab := visitor(t)
	must(t, tab.Go(d.url("ar/")))
	client(t, tab)
	kept(t, tab, "ar")
	d.stop()
	must(t, tab.Go(d.url("ar/#opening-record")))
	must(t, tab.Wait(`"boot" in document.documentElement.dataset`, soon))
	at := middle(t, tab, `document.querySelector('#opening-record .c[data-e="moura-army"]')`)
	click(t, tab, at[0], at[1])
	says(t, tab, "a clause, offline", "203", message(t, "ar", "speaker.malian-army"))
}

// Without scripts the same words stand in the list under the step, and under the data of a graphic, to which its rows lead.
func TestEvidenceWithoutScripts(t *testing.T) {
	t.Parallel()
	for _, l := range []string{"ar", "fr", "en"} {
		tab := blank(t, 1280, 900)
		must(t, tab.Scripts(false))
		must(t, tab.Go(base+"/"+l+"/"))
		if eval[bool](t, tab, `[...document.querySelectorAll(".why")].some(e=>e.checkVisibility())`) {
			t.Error("a button that does nothing is shown")
		}
		at := eval[[2]float64](t, tab, `(e=>{e.scrollIntoView({block:"center",behavior:"instant"});const r=e.getBoundingClientRect();return [r.x+r.width/2,r.y+r.height/2]})(document.querySelector("#opening-record .sources summary"))`)
		click(t, tab, at[0], at[1])
		must(t, tab.Wait(`document.querySelector("#e-moura-army").checkVisibility()`, soon))
		got := eval[string](t, tab, `document.querySelector("#e-moura-army").innerText`)
		for _, w := range []string{"203", message(t, l, "ui.status.conflict"), message(t, l, "speaker.malian-army"), message(t, l, "evidence.hands.copy")} {
			if !strings.Contains(got, w) {
				t.Errorf("%s: the list under the step lacks %q: %s", l, w, got)
			}
		}
		// Every row of every graphic's data leads to an entry that is on the page.
		if lost := eval[[]string](t, tab, `[...document.querySelectorAll(".data tr[data-m] td:last-child")].flatMap(c=>c.querySelector("a")?[...c.querySelectorAll("a")].filter(a=>!document.getElementById(a.hash.slice(1))).map(a=>a.hash):["a row without"])`); len(lost) > 0 {
			t.Errorf("%s: rows lead nowhere: %v", l, lost)
		}
		// So does every mark; a cell that says its row in full is that row.
		if n := eval[int](t, tab, `[...document.querySelectorAll(".scene [data-row]:not(td[data-e])")].filter(m=>!document.querySelector("#data-"+m.closest("[data-graphic]").dataset.graphic+' tr[data-m="'+m.dataset.row+'"]')).length`); n > 0 {
			t.Errorf("%s: %d marks have no row", l, n)
		}
	}
}

// The statements of a step are no stops of the Tab key, and no links or buttons of the tree: one button a step leads to them. A term that
// stands in one is a link to the glossary, which has no other way there.
func TestStatementsAreNoStops(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 1280, 900)
	if n := eval[int](t, tab, `document.querySelectorAll(":is(.c,.c *):is(a:not(.t),button,[tabindex],[role])").length`); n > 0 {
		t.Errorf("%d statements can be tabbed to", n)
	}
	if got := eval[[2]int](t, tab, `[document.querySelectorAll(".step").length,document.querySelectorAll(".step .why").length]`); got[0] != got[1] {
		t.Errorf("%d steps have %d buttons", got[0], got[1])
	}
}

// Firefox and WebKit answer too, and draw the lines: WebKit leaves out a text-decoration that says more than where.
func TestEvidenceInOtherEngines(t *testing.T) {
	t.Parallel()
	for name, start := range engines {
		if name == "chromium" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p := start(t)
			must(t, p.Size(390, 800))
			must(t, p.Go(base+"/ar/#opening-record"))
			must(t, p.Wait(`"boot" in document.documentElement.dataset&&document.readyState==="complete"`, soon))
			must(t, p.Eval(`(document.querySelector('#opening-record .c[data-e="moura-army"]').click(),1)`, nil))
			must(t, p.Wait(fmt.Sprintf(`%s.includes("203")`, panelSays), soon))
			must(t, p.Wait(`(s=>s.textDecorationLine==="underline"&&s.textDecorationStyle==="wavy")(getComputedStyle(document.querySelector(".c.k-conflict")))`, soon))
		})
	}
}
