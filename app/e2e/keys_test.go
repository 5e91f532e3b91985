package e2e

import (
	"fmt"
	"os"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// here is what a keyboard reader sees of the focused element: what it is, whether it comes after the one before in the document,
// whether it is marked, in view, and not covered.
const here = `new Promise(done=>requestAnimationFrame(()=>setTimeout(()=>done((()=>{const e=document.activeElement;if(!e||e===document.body)return{Name:""};
	const r=e.getBoundingClientRect(),s=getComputedStyle(e),after=!window.was||!!(was.compareDocumentPosition(e)&4);window.was=e;
	const x=Math.min(Math.max(r.left+r.width/2,0),innerWidth-1),y=Math.min(Math.max(r.top+Math.min(r.height/2,12),0),innerHeight-1),top=document.elementFromPoint(x,y);
	return{Name:e.localName+"."+e.className+"#"+(e.closest("[id]")?.id||""),After:after,Marked:s.outlineStyle!=="none"&&parseFloat(s.outlineWidth)>=2,
	Seen:r.width>0&&r.height>0&&r.bottom>0&&r.top<innerHeight&&r.right>0&&r.left<innerWidth,
	Cover:s.pointerEvents==="none"||top&&(e.contains(top)||top.contains(e))?"":top?top.outerHTML.slice(0,120):"?"}})())))) `

type spot struct {
	Name, Cover         string
	After, Marked, Seen bool
}

// tabbed presses Tab and looks where that led, once the browser has scrolled there.
func tabbed(t *testing.T, tab *browser.Tab, key string) spot {
	t.Helper()
	must(t, tab.Press(key))
	return eval[spot](t, tab, here)
}

// By keyboard alone a reader goes through the story and out of it again: everything that takes focus comes in the order of the
// document, shows that it has it, stands in view, and lets go of it. The story's beginning is walked in Arabic on a phone, its
// end and the way out in English on a desk; ACCESS=all walks all of both, which takes a while.
func TestTabGoesThroughTheStoryAndOut(t *testing.T) {
	for _, c := range []struct {
		path, from    string
		width, height int
		stops         int
		out           bool
	}{{"/ar/", ".skip", 390, 800, 40, false}, {"/en/", "#conclusion .more > summary", 1440, 900, 30, true}} {
		t.Run(c.path[1:3], func(t *testing.T) {
			if os.Getenv("ACCESS") == "all" {
				c.from, c.stops, c.out = ".skip", 150, true
			}
			tab := open(t, c.path, c.width, c.height)
			must(t, tab.Media("", "prefers-reduced-motion", "reduce")) // scrolling at once
			explorable(t, tab)
			must(t, tab.Eval(`(()=>{const e=new Event("beforeinstallprompt");e.prompt=()=>{};dispatchEvent(e);return 1})()`, nil)) // Chromium sends it when it likes; the offer comes on the way
			must(t, tab.Eval(fmt.Sprintf(`(document.querySelector(%q).focus(),window.was=document.activeElement,1)`, c.from), nil))
			seen := 0
			for ; seen < 500 && (c.out || seen < c.stops); seen++ {
				at := tabbed(t, tab, "Tab")
				if at.Name == "" {
					break
				}
				if !at.After || !at.Marked || !at.Seen || at.Cover != "" {
					t.Errorf("after %d: %+v", seen, at)
				}
			}
			if seen < c.stops || seen == 500 {
				t.Errorf("%d stops", seen)
			}
		})
	}
}

// The first stop is the way past the bar, and it leads to the story.
func TestSkipLinkLeadsToTheStory(t *testing.T) {
	for _, path := range []string{"/ar/", "/fr/graphics/map/", "/en/graphics/tolls/"} {
		tab := open(t, path, 390, 800)
		if path == "/ar/" {
			client(t, tab)
		}
		at := tabbed(t, tab, "Tab")
		if at.Name != "a.skip#" || !at.Seen || !at.Marked || at.Cover != "" {
			t.Fatalf("%s: %+v", path, at)
		}
		must(t, tab.Press("Enter"))
		must(t, tab.Wait(`location.hash==="#story"`, 5*time.Second))
		if next := tabbed(t, tab, "Tab"); !eval[bool](t, tab, `!!document.activeElement.closest("main")`) {
			t.Errorf("%s: after the story begins comes %+v", path, next)
		}
	}
}

// A language switch by keyboard keeps focus where it was: on the link pressed, or on what stands in the same place of the other
// language's article.
func TestLanguageSwitchKeepsFocus(t *testing.T) {
	tab := open(t, "/ar/#groups-triborder", 390, 800)
	client(t, tab)
	must(t, tab.Eval(`(document.querySelector('a[data-locale="fr"]').focus(),1)`, nil))
	must(t, tab.Press("Enter"))
	must(t, tab.Wait(`document.documentElement.lang==="fr"&&document.activeElement.matches('a[data-locale="fr"][aria-current]')`, 20*time.Second))
	// A host page may ask for a language while the reader is anywhere.
	for _, sel := range []string{"#groups-triborder summary", "#groups-triborder .sources a", "#scene-groups-0-graphic .marks", `#explore .chips input`} {
		must(t, tab.Eval(fmt.Sprintf(`(()=>{const e=document.querySelector(%q);for(let d=e.closest("details");d;d=d.parentElement.closest("details"))d.open=true;e.focus({preventScroll:true});window.was=e;dispatchEvent(new CustomEvent("sahel:locale-asked",{detail:{locale:document.documentElement.lang==="fr"?"en":"fr"}}));return 1})()`, sel), nil))
		must(t, tab.Wait(`!was.isConnected`, 20*time.Second))
		must(t, tab.Wait(fmt.Sprintf(`document.activeElement===document.querySelector(%q)`, sel), 5*time.Second))
	}
}

// The share sheet takes focus, Escape closes it and gives focus back; the letters that walk the steps do so in the story only.
func TestSheetAndLettersByKeyboard(t *testing.T) {
	tab := open(t, "/en/", 1440, 900)
	must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
	client(t, tab)
	must(t, tab.Eval(`(document.querySelector("#opening-mali .sources").open=true,document.querySelector("#opening-mali [data-share]").focus(),1)`, nil))
	must(t, tab.Press("Enter"))
	must(t, tab.Wait(`document.activeElement.matches(".sheet input")`, 10*time.Second))
	must(t, tab.Press("Escape"))
	must(t, tab.Wait(`document.activeElement.matches("#opening-mali [data-share]")&&!document.querySelector(".sheet")`, 10*time.Second))
	must(t, tab.Press("j"))
	must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="opening-record"&&document.activeElement.id==="opening-record"`, 10*time.Second))
	must(t, tab.Eval(`(document.querySelector(".brand").focus({preventScroll:true}),1)`, nil))
	must(t, tab.Press("j"))
	settled(t, tab)
	if got := eval[string](t, tab, `document.getElementById("story").dataset.activeStep`); got != "opening-record" {
		t.Errorf("a letter in the bar moved the story to %s", got)
	}
}
