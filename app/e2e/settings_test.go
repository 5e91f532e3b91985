package e2e

import (
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// What readers set in their systems is heeded: forced colours, more contrast, less motion, print. It does not prove how it looks;
// make shots and a person do.
func TestReadersOwnSettings(t *testing.T) {
	tab := open(t, "/fr/", 1440, 900)
	explorable(t, tab)
	read := func(js string) string { t.Helper(); return eval[string](t, tab, js) }
	contrast := `(()=>{const s=getComputedStyle(document.documentElement);return s.getPropertyValue("--muted").trim()===s.getPropertyValue("--ink").trim()?"more":"usual"})()`
	if got := read(contrast); got != "usual" {
		t.Fatalf("quiet text is as dark as any: %s", got)
	}
	for _, theme := range []string{"light", "dark"} {
		must(t, tab.Media("", "prefers-contrast", "more", "prefers-color-scheme", theme))
		if got := read(contrast); got != "more" {
			t.Errorf("more contrast is asked for and quiet text stays quiet in the %s theme", theme)
		}
	}

	// Forced colours take grounds away: what only a ground told must be told otherwise, and focus must stay seen.
	must(t, tab.Media("", "forced-colors", "active"))
	for what, js := range map[string]string{
		"focus is not seen":                                       `(()=>{const b=document.querySelector(".brand");b.focus();const s=getComputedStyle(b);return s.outlineStyle!=="none"&&parseFloat(s.outlineWidth)>=2})()`,
		"progress is not seen":                                    `(()=>{const p=getComputedStyle(document.querySelector(".bar i")),g=getComputedStyle(document.querySelector(".chrome"));return p.backgroundColor!==g.backgroundColor})()`,
		"the chosen language is told by nothing":                  `getComputedStyle(document.querySelector(".langs a[aria-current]")).textDecorationLine==="underline"`,
		"a card lets its graphic show through":                    `(()=>{const m=/[,/]\s*([\d.]+)\)$/.exec(getComputedStyle(document.querySelector(".scene-map .card")).backgroundColor.replace(/^rgb\(.*/,""));return !m||+m[1]>.9})()`,
		"a button has no border":                                  `[...document.querySelectorAll("button")].filter(b=>b.offsetWidth&&!b.closest(".pager")).every(b=>getComputedStyle(b).borderStyle!=="none")`,
		"a mark that the keyboard is on looks like the others":    `(()=>{const m=document.querySelector(".layer [data-row]");m.setAttribute("data-at","");const w=getComputedStyle(m).strokeWidth;m.removeAttribute("data-at");return parseFloat(w)>=3})()`,
		"labels in pictures are not legible on the forced ground": `(()=>{const lum=c=>{const v=c.match(/[\d.]+/g).slice(0,3).map(x=>{x/=255;return x<=.03928?x/12.92:((x+.055)/1.055)**2.4});return .2126*v[0]+.7152*v[1]+.0722*v[2]};const g=lum(getComputedStyle(document.body).backgroundColor);return [...document.querySelectorAll("#scene-transition-0 .pic text:not(.fp)")].filter(t=>t.getBoundingClientRect().width&&!t.closest("[data-at]")).every(t=>{const i=lum(getComputedStyle(t).fill);return (Math.max(i,g)+.05)/(Math.min(i,g)+.05)>=3})})()`,
	} {
		if !eval[bool](t, tab, js) {
			t.Errorf("forced colours: %s", what)
		}
	}

	// Nothing flashes or moves for who wants less motion.
	must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
	const moving = `document.getAnimations().filter(a=>a.timeline instanceof DocumentTimeline&&a.playState==="running")`
	if err := tab.Wait(moving+`.length===0`, 5*time.Second); err != nil { // what had begun before may end
		t.Errorf("less motion is asked for and these move: %v", eval[[]string](t, tab, moving+`.map(a=>(a.animationName||a.transitionProperty)+" of "+a.effect.target?.className)`))
	}
	printed(t, tab)
}

// printed holds what is put on paper: every step with its graphic's states and its sources, nothing that only a screen can use, and
// nothing beyond the sheet's edge.
func printed(t *testing.T, tab *browser.Tab) {
	t.Helper()
	must(t, tab.Size(794, 1123)) // A4 at 96 dpi
	must(t, tab.Media("print"))
	settled(t, tab)
	if got := eval[[]string](t, tab, `[...document.querySelectorAll(".chrome,.pager,.marks,.live,.turn,.stepper-nav,.skip,.filters,.share,.ask")].filter(e=>e.getBoundingClientRect().height>1&&getComputedStyle(e).visibility==="visible").map(e=>e.className)`); len(got) > 0 {
		t.Errorf("on paper stands %v", got)
	}
	if got := eval[[]string](t, tab, `[...document.querySelectorAll(".scene .layer")].filter(l=>{const s=getComputedStyle(l),p=[...l.querySelectorAll(".pic,.grid")].some(p=>p.getBoundingClientRect().height>50);return s.visibility!=="visible"||+s.opacity<1||!p}).map(l=>l.closest(".scene").id+" "+l.dataset.state)`); len(got) > 0 {
		t.Errorf("not on paper: %v", got)
	}
	if got := eval[[]string](t, tab, `[...document.querySelectorAll(".step .sources")].filter(d=>d.querySelector("ol")&&!d.querySelector("ol").checkVisibility({contentVisibilityAuto:true})).map(d=>d.closest(".step").id)`); len(got) > 0 {
		t.Errorf("%d steps without their sources on paper: %v", len(got), got[:min(3, len(got))])
	}
	// A map has more land than its frame shows; it must not lie over the words above it.
	if got := eval[[]string](t, tab, `(scrollTo({top:0,behavior:"instant"}),[...document.querySelectorAll(".hero :is(h1,.standfirst,.asof)")].flatMap(e=>{const r=e.getBoundingClientRect();return [.1,.5,.9].map(f=>document.elementFromPoint(r.left+r.width*f,r.top+r.height/2)).filter(x=>x&&!x.closest(".hero")).map(x=>x.localName+" over "+e.className+e.localName)}))`); len(got) > 0 {
		t.Errorf("on paper lies %v", got)
	}
	if got := eval[[]string](t, tab, wide); len(got) > 0 {
		t.Errorf("beyond the sheet's edge: %v", got[:min(5, len(got))])
	}
}

// No page without the story on it, nor a rarer mode of the story, makes the browser complain; every other test asks this of the
// pages that it opens.
func TestNoPageComplains(t *testing.T) {
	tab := blank(t, 390, 800)
	for _, p := range []string{
		"/?choose", "/en/privacy/", "/ar/nowhere", "/nowhere", "/fr/?mode=unrolled", "/en/?mode=tall",
		"/ar/graphics/agreements/", "/fr/graphics/corps/", "/en/graphics/deaths/", "/ar/graphics/map/", "/fr/graphics/measures/", "/en/graphics/output/", "/ar/graphics/shares/", "/fr/graphics/tolls/", "/en/graphics/transition/",
	} {
		must(t, tab.Go(base+p))
		for _, f := range tab.Faults() {
			if p != "/nowhere" && p != "/ar/nowhere" || f != "log: Failed to load resource: the server responded with a status of 404 (Not Found) "+base+p {
				t.Errorf("%s: %s", p, f)
			}
		}
	}
}
