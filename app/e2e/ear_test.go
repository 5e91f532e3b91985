package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// strayWords are the pieces of text of a page that are written in a script other than the page’s, three words or more, and
// that no lang attribute tells a speech synthesiser of. Names in running text (set off by bdi) need none (WCAG 3.1.2).
const strayWords = `(()=>{const ar=document.documentElement.lang==="ar",run=ar?/(?:\p{Script=Latin}{2,}[\s,.’'&-]+){2,}\p{Script=Latin}{2,}/u:/\p{Script=Arabic}/u,out=[];
	const w=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
	while(w.nextNode()){const n=w.currentNode,e=n.parentElement;if(run.test(n.data)&&!e.closest("style,script,svg,bdi")&&(e.closest("[lang]").lang===document.documentElement.lang))out.push(e.outerHTML.slice(0,160))}return out})()`

// noPicture: of pictures only the marks in a table are told of, each of which says in a word what it looks like.
func noPicture(t *testing.T, lang, name string) {
	t.Helper()
	if !slices.ContainsFunc([]string{"signed", "announced", "done"}, func(f string) bool {
		return message(t, lang, "graphics.agreements.form."+f) == name
	}) {
		t.Errorf("a picture is told of as %q, beside its words", name)
	}
}

// What a screen reader is told of the story once the client is there: by role, name, order and language, over the DevTools
// protocol. It does not prove how a given screen reader speaks it.
func TestStoryByEar(t *testing.T) {
	t.Parallel()
	for _, l := range []string{"ar", "fr", "en"} {
		t.Run(l, func(t *testing.T) {
			tab := open(t, "/"+l+"/", 1440, 900)
			explorable(t, tab)
			must(t, tab.Wait(later+"===0", soon)) // two seconds after the page: until then headings of later scenes are missing
			nodes, err := tab.Tree()
			must(t, err)
			count := map[string]int{}
			level := 0
			for i, n := range nodes {
				count[n.Role]++
				switch n.Role {
				case "heading":
					now := int(n.Props["level"][0] - '0')
					if now > level+1 || (now == 1) != (count["heading"] == 1) {
						t.Errorf("heading %q of level %d follows one of level %d", n.Name, now, level)
					}
					level = now
				case "figure", "region", "navigation", "combobox", "button", "link":
					if strings.TrimSpace(n.Name) == "" {
						t.Errorf("a %s without a name", n.Role)
					}
				case "slider":
					if n.Name == "" || len(n.Description) < 30 {
						t.Errorf("the marks %q are described by %q", n.Name, n.Description)
					}
				case "term", "definition":
					t.Errorf("a list is told of in pieces: %s", n.Role)
				case "status":
					if strings.TrimSpace(text(nodes[i:], n.Depth)) == "" {
						t.Error("an empty status: Orca calls it a status bar")
					}
				case "application":
					t.Errorf("%q takes a screen reader's own keys away", n.Name)
				case "image", "img", "SvgRoot":
					noPicture(t, l, n.Name)
				}
				if n.Role == "Figcaption" || n.Role == "figure" && !told(nodes[i:], n.Depth, "link") {
					t.Errorf("%s %q: a figure has its name and a note, no caption, and leads to its own page", n.Role, n.Name)
				}
			}
			if count["main"] != 1 || count["banner"] != 1 {
				t.Errorf("%d main, %d banner", count["main"], count["banner"])
			}
			page := eval[struct {
				Steps  [][2]string
				Scenes int
			}](t, tab, `({Steps:[...document.querySelectorAll(".step")].map(s=>[s.querySelector("h3").textContent,s.querySelector(".vh").textContent]),Scenes:[...document.querySelectorAll(".scene")].filter(s=>s.querySelector("[data-row]")).length})`)
			if count["slider"] != page.Scenes || page.Scenes < 15 {
				t.Errorf("%d of %d graphics can be explored", count["slider"], page.Scenes)
			}
			// A list of landmarks leads to parts of the page; steps are found by their headings.
			if count["region"] > 12 {
				t.Errorf("%d regions", count["region"])
			}
			saidOnce(t, tab, l, nodes)
			at := 0
			for _, s := range page.Steps {
				for at < len(nodes) && !(nodes[at].Role == "heading" && nodes[at].Name == s[0]) {
					at++
				}
				if at == len(nodes) {
					t.Fatalf("step %q is not told of in its place", s[0])
				}
				end := at + 1
				for end < len(nodes) && nodes[end].Role != "heading" {
					end++
				}
				if got := text(nodes[at:end], -1); !strings.Contains(tight(got), tight(s[1])) || len(s[1]) < 40 {
					t.Errorf("step %q does not say what its graphic shows: %.80q", s[0], s[1])
				}
			}
			if got := eval[[]string](t, tab, strayWords); len(got) > 0 {
				t.Errorf("%d pieces of text without their language: %s", len(got), strings.Join(got, "\n"))
			}
		})
	}
}

// saidOnce holds what is said beside the steps' words: nothing twice, no number alone, and how sure a statement is where that changes it.
func saidOnce(t *testing.T, tab *browser.Tab, lang string, nodes []browser.Node) {
	t.Helper()
	if n := eval[int](t, tab, `(l=>l.length-new Set(l).size)([...document.querySelectorAll(".sources>summary")].map(s=>s.ariaLabel))`); n > 0 {
		t.Errorf("%d lists of sources are called like another", n)
	}
	oneControl(t, tab, nodes)
	// What stands in the page for the eye several times is told of once: a graphic's note, and a step's two ways to its evidence.
	all := tight(text(nodes, -1))
	notes := eval[[]string](t, tab, `[...new Set([...document.querySelectorAll(".scene .note")].map(n=>n.textContent))]`)
	for _, note := range notes {
		most := 0 // a scene of two states has the notes of both
		for _, other := range notes {
			most += strings.Count(other, note)
		}
		if n := strings.Count(all, tight(note)); n < 1 || n > most {
			t.Errorf("a graphic's note is told of %d times: %.60s…", n, note)
		}
	}
	for _, headline := range eval[[]string](t, tab, `[...document.querySelectorAll(".scene .headline")].map(n=>n.textContent)`) {
		if strings.Contains(all, tight(headline)) {
			t.Errorf("a graphic's headline is told of apart from its step: %s", headline)
		}
	}
	asks := message(t, lang, "evidence.ask")
	if slices.ContainsFunc(nodes, func(n browser.Node) bool { return n.Role == "button" && n.Name == asks }) {
		t.Error("a step has two buttons for its evidence")
	}
	if told := eval[[2]int](t, tab, `(c=>[document.querySelectorAll(".ear + .c").length,c.length])([...document.querySelectorAll(".card .c")].filter(c=>{let b=c.previousElementSibling;while(b&&!b.matches(".c"))b=b.previousElementSibling;
		let t="";for(let n=c.previousSibling;n;n=n.previousSibling)if(!n.matches?.(".ear"))t=n.textContent+t;
		const k=c.className,begins=/(^|[.!?;:؛؟])$/.test(t.replace(/[\s»”]+$/,""));return begins&&/conflict|claimed|forecast|assessment/.test(k)&&b?.className!==k}))`); told[0] != told[1] || told[0] < 20 {
		t.Errorf("%d of %d statements say to whoever listens how sure they are", told[0], told[1])
	}
	const at = `[...document.querySelectorAll(".marks")].map(m=>m.getAttribute("aria-valuetext")).filter(v=>!/\p{L}/u.test(v))`
	if got := eval[[]string](t, tab, at); len(got) > 0 {
		t.Errorf("the marks stand at %q", got)
	}
}

// told reports whether a node below the first of nodes has a role.
func told(nodes []browser.Node, depth int, role string) bool {
	for _, n := range nodes[1:] {
		if n.Depth <= depth {
			return false
		}
		if n.Role == role {
			return true
		}
	}
	return false
}

// text is all text below the first of nodes.
func text(nodes []browser.Node, depth int) string {
	var b strings.Builder
	for _, n := range nodes[1:] {
		if n.Depth <= depth {
			break
		}
		if n.Role == "StaticText" {
			b.WriteString(n.Name)
		}
	}
	return b.String()
}

// tight is text without spaces: the tree and the document break them differently.
func tight(s string) string { return strings.Join(strings.Fields(s), "") }

// Scrolling speaks to nobody: no live region changes unless the reader asks. Asked by keyboard, marks speak their values, in
// the order of the language: as the value of what has the focus, which a screen reader speaks by itself.
func TestNothingIsSaidUnasked(t *testing.T) {
	tab := blank(t, 1440, 900)
	before(t, tab, `window.said=[];(()=>{const live='[role=status],[role=alert],[role=log],[aria-live]';new MutationObserver(l=>{for(const m of l){const e=(m.target.closest?m.target:m.target.parentElement)?.closest(live);if(e&&e.ariaLive!=="off"&&e.textContent)said.push(e.textContent)}}).observe(document,{subtree:true,childList:true,characterData:true})})()`)
	must(t, tab.Go(base+"/ar/"))
	explorable(t, tab)
	// Orca says what changes of the place that it is reading, too.
	must(t, tab.Eval(`(new MutationObserver(l=>{for(const m of l)if(m.target.matches(".marks")&&m.target!==document.activeElement)said.push(m.attributeName)}).observe(document.getElementById("story"),{subtree:true,attributeFilter:["aria-describedby","aria-valuetext","aria-valuenow","aria-valuemax"]}),1)`, nil))
	if got := eval[[]string](t, tab, `said`); len(got) > 0 { // a screen reader is reading all of it by then, and stops for it
		t.Errorf("said while the page comes up: %q", got)
	}
	must(t, tab.Eval(`(async()=>{for(const s of [...document.querySelectorAll("[data-step]")].filter((s,i,a)=>i%5==0||s==a.at(-1))){s.scrollIntoView({behavior:"instant"});await new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r)))}return 1})()`, nil))
	must(t, tab.Wait(`document.getElementById("story").dataset.activeStep===[...document.querySelectorAll("[data-step]")].pop().id`, 10*time.Second))
	if got := eval[[]string](t, tab, `said`); len(got) > 0 {
		t.Errorf("said while scrolling: %q", got)
	}
	must(t, tab.Eval(`(document.querySelector("#scene-transition-0 .step").scrollIntoView({behavior:"instant"}),document.querySelector("#scene-transition-0 .marks").focus({preventScroll:true}),1)`, nil))
	// What shows another state stands at none of its marks.
	must(t, tab.Wait(activeStep+`===document.querySelector("#scene-transition-0 .step").id`, 10*time.Second))
	settled(t, tab)
	if got := eval[string](t, tab, `(m=>document.getElementById(m.getAttribute("aria-describedby")).closest(".step").id)(document.querySelector("#scene-transition-0 .marks"))`); got != eval[string](t, tab, activeStep) {
		t.Errorf("the place for the keyboard is described by the words of %s", got)
	}
	last := "0"                                                                   // none yet
	for _, key := range []string{"ArrowDown", "ArrowLeft", "ArrowRight", "End"} { // left is forward in Arabic
		must(t, tab.Press(key))
		const place = `document.querySelector("#scene-transition-0 .marks")`
		must(t, tab.Wait(fmt.Sprintf(place+`.ariaValueNow!==%q`, last), 20*time.Second))
		now := eval[string](t, tab, place+`.getAttribute("aria-valuetext")`)
		last = eval[string](t, tab, place+`.ariaValueNow`)
		row := eval[string](t, tab, `document.querySelector("#scene-transition-0 figure").dataset.mark`)
		words := eval[[2]string](t, tab, fmt.Sprintf(`(async()=>{const u=JSON.parse(document.documentElement.dataset.live).transition;return (await (await fetch(document.documentElement.dataset.up+u)).json()).Tips[%q]})()`, row))
		if now != words[0]+". "+words[1] || !strings.ContainsAny(now, "0123456789") {
			t.Errorf("%s on %s says %q", key, row, now)
		}
	}
}
