package e2e

import (
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sahel-explainer/app/server"
)

// stepsOfWhole counts the steps of the whole story as it was built.
func stepsOfWhole(t *testing.T) int {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dist, "ar", "index.html"))
	must(t, err)
	return strings.Count(string(page), `<section class="step"`)
}

// translated is what a browser's translation does to a page: it writes its language into the root, and elements of its own in the place of
// every text.
const translated = `(lang=>{document.documentElement.lang=lang;document.documentElement.classList.add("translated-ltr");
	const w=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT,n=>n.nodeValue.trim()&&!n.parentElement.closest("script,style,svg,font")?1:2),all=[];
	while(w.nextNode())all.push(w.currentNode);
	for(const n of all){const o=document.createElement("font"),i=document.createElement("font");i.textContent="T:"+n.nodeValue;o.append(i);n.replaceWith(o)}return 1})`

const ourLocale = `document.documentElement.dataset.locale`

// A reader who has the page translated has all of it: what counts goes on, files keep their names, and the languages of the story can be
// chosen, also the one that the machine has made.
func TestTranslatedPageGoesOn(t *testing.T) {
	t.Parallel()
	tab := open(t, "/ar/", 1280, 900)
	client(t, tab)
	must(t, tab.Eval(translated+`("fr")`, nil))
	walk(t, tab, 0, 3)
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector(".pager-count").textContent===%q`, message(t, "ar", "ui.nav.count", "Step", "3", "Total", strconv.Itoa(stepsOfWhole(t)))), soon))
	chosen(t, tab, "country", "NE")
	if csv := eval[string](t, tab, `document.querySelector("[data-csv]").getAttribute("href")`); !strings.HasSuffix(csv, ".ar.csv") {
		t.Errorf("the data are those of %s", csv)
	}
	must(t, tab.Eval(`document.querySelector(".langs a[data-locale=fr]").click()`, nil))
	must(t, tab.Wait(ourLocale+`==="fr"&&document.title&&document.querySelector("h1").textContent.includes("Wagner")`, soon))
}

// Whoever closes the system's sheet keeps what they had copied, and is told nothing.
func TestCancelledShareCopiesNothing(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 1280, 900)
	client(t, tab)
	must(t, tab.Eval(`(window.shared=0,window.copied=0,Object.defineProperty(navigator,"clipboard",{value:{writeText:async()=>{copied++}}}),
		Object.defineProperty(navigator,"share",{configurable:true,value:()=>{shared++;return Promise.reject(new DOMException("Share canceled",window.why||"AbortError"))}}),document.querySelector("[data-share]").click(),1)`, nil))
	must(t, tab.Wait(`shared===1`, soon))
	settled(t, tab)
	if got := eval[string](t, tab, `copied+" "+!!document.querySelector(".sheet")`); got != "0 false" {
		t.Errorf("cancelled: copied, told: %s", got)
	}
	must(t, tab.Eval(`(window.why="NotAllowedError",document.querySelector("[data-share]").click(),1)`, nil))
	must(t, tab.Wait(`copied===1&&document.querySelector(".sheet")`, soon)) // where the system would not, the link is copied
}

// The language asked for last is the one that comes, however slow the others are, and one that is under way shows that it is.
func TestLastLanguageWins(t *testing.T) {
	t.Parallel()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	slow, asked := make(chan struct{}), make(chan struct{}, 9)
	var answered atomic.Int32
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/fr/" {
			asked <- struct{}{}
			<-slow
			defer answered.Add(1)
		}
		s.ServeHTTP(w, r)
	})
	tab := blank(t, 1280, 900)
	must(t, tab.Go(at+"/ar/"))
	client(t, tab)
	press := func(tag string) {
		must(t, tab.Eval(fmt.Sprintf(`document.querySelector(".langs a[data-locale=%s]").click()`, tag), nil))
	}
	const busy = `[...document.querySelectorAll("[aria-busy=true]")].map(e=>e.id||e.dataset.locale).join()`
	press("fr")
	<-asked
	if got := eval[string](t, tab, busy); got != "fr,story" {
		t.Errorf("while French is on its way, busy is %q", got)
	}
	must(t, tab.Wait(fmt.Sprintf(`[...document.querySelectorAll("#client [aria-live]")].some(e=>e.textContent===%q)`, message(t, "ar", "ui.nav.loading", "Language", "Français")), soon))
	press("ar") // thought better of it
	if got := eval[string](t, tab, busy); got != "" {
		t.Errorf("after going back to what is there, busy is %q", got)
	}
	press("en")
	must(t, tab.Wait(ourLocale+`==="en"`, soon))
	close(slow)
	for answered.Load() < 1 {
		time.Sleep(10 * time.Millisecond)
	}
	must(t, tab.Wait(`performance.getEntriesByType("resource").some(e=>e.name.endsWith("/fr/")&&e.responseEnd)`, soon))
	settled(t, tab)
	if got := eval[string](t, tab, ourLocale+`+" "+location.pathname`); got != "en /en/" {
		t.Errorf("English was asked for last, and it is %s", got)
	}
	// A host that asks for thirty at once.
	must(t, tab.Eval(`(()=>{for(let i=0;i<30;i++)dispatchEvent(new CustomEvent("sahel:locale-asked",{detail:{locale:["en","fr","ar"][i%3]}}));dispatchEvent(new CustomEvent("sahel:locale-asked",{detail:{locale:"fr"}}));return 1})()`, nil))
	must(t, tab.Wait(ourLocale+`==="fr"&&`+busy+`===""`, soon))
	settled(t, tab)
	if got := eval[string](t, tab, ourLocale); got != "fr" {
		t.Errorf("French was asked for last, and it is %s", got)
	}
}

// The words of a mark go when the page scrolls under them, when a finger is put down elsewhere, and with the picture they speak of.
func TestWordsOfAMarkEnd(t *testing.T) {
	t.Parallel()
	tab := open(t, "/fr/", 390, 800)
	client(t, tab)
	const on = `(type=>{const m=[...document.querySelectorAll(".scene .layer[data-shown] [data-row]")].find(m=>{const r=m.getBoundingClientRect();return r.width&&r.top>60&&r.bottom<innerHeight});
		m.dispatchEvent(new PointerEvent(type,{bubbles:true,pointerType:"touch"}));return !!document.querySelector(".tip")})`
	for i, c := range []struct{ name, touch, end string }{
		{"scrolling", "pointermove", `(scrollBy({top:40,behavior:"instant"}),1)`},
		{"a finger elsewhere", "pointerdown", `(document.querySelector(".brand").dispatchEvent(new PointerEvent("pointerdown",{bubbles:true,pointerType:"touch"})),1)`},
		{"another state", "pointermove", `(document.querySelectorAll(".scene .layer[data-shown]").forEach(l=>0),[...document.querySelectorAll('.turn [data-turn="1"]')].find(b=>b.closest("figure").getBoundingClientRect().top<innerHeight&&b.closest("figure").getBoundingClientRect().bottom>0).click(),1)`},
	} {
		walk(t, tab, 4+i%2, 5+i%2) // states whose marks are in view there, and that another follows
		settled(t, tab)
		must(t, tab.Wait(on+`("`+c.touch+`")`, soon)) // again and again: the words are fetched at the first touch
		must(t, tab.Eval(c.end, nil))
		if err := tab.Wait(`!document.querySelector(".tip")`, 5*time.Second); err != nil {
			t.Errorf("%s: the words stay: %s", c.name, eval[string](t, tab, `document.querySelector(".tip").innerText`))
		}
	}
}

// What an extension puts first into the page stays there.
func TestAnExtensionsElementStays(t *testing.T) {
	t.Parallel()
	tab := blank(t, 1280, 900)
	before(t, tab, `addEventListener("DOMContentLoaded",()=>document.body.prepend(Object.assign(document.createElement("div"),{id:"ext-first",textContent:"EXT"})))`)
	must(t, tab.Go(base+"/en/"))
	client(t, tab)
	if got := eval[string](t, tab, `document.body.firstElementChild.id+" "+document.querySelectorAll("#client").length+" "+document.querySelectorAll("#ext-first").length`); got != "ext-first 1 1" {
		t.Errorf("%s", got)
	}
}

// A phone that is turned stays at its step, and so does its address; turned back it stands where it stood.
func TestTurnedPhoneKeepsTheStep(t *testing.T) {
	t.Parallel()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	without := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		s.ServeHTTP(w, r)
	})
	for _, c := range []struct{ name, at string }{{"with the client", base}, {"before it", without}} {
		t.Run(c.name, func(t *testing.T) {
			tab := visitor(t)
			must(t, tab.Size(390, 844))
			must(t, tab.Go(c.at+"/ar/"))
			if c.at == base {
				client(t, tab)
			}
			must(t, tab.Wait(later+"===0", soon))
			for i, share := range map[int]float64{21: 0.3, 35: 0.55, stepsOfWhole(t) - 1: 0.1} {
				if c.at == base || i == 35 {
					const top = `document.querySelectorAll(".step")[%d].getBoundingClientRect().top`
					must(t, tab.Eval(fmt.Sprintf(`scrollBy({top:`+top+`-innerHeight*%f,behavior:"instant"})`, i, share), nil))
					must(t, tab.Wait(fmt.Sprintf(`%s===document.querySelectorAll(".step")[%d].dataset.step`, activeStep, i), soon))
					settled(t, tab)
					before := eval[float64](t, tab, fmt.Sprintf(top, i))
					must(t, tab.Size(844, 390))
					must(t, tab.Wait(`innerWidth===844`, soon))
					settled(t, tab)
					settled(t, tab)
					if got := eval[int](t, tab, fmt.Sprintf(`[...document.querySelectorAll(".step")].findIndex(s=>s.dataset.step===%s)`, activeStep)); got != i {
						t.Errorf("at %d, %g: turned, the step is %d", i, share, got)
					}
					if at := eval[float64](t, tab, fmt.Sprintf(top, i)); at < 0 || at > 0.61*390 {
						t.Errorf("at %d, %g: turned, its top is at %g of 390", i, share, at)
					}
					must(t, tab.Size(390, 844))
					must(t, tab.Wait(`innerWidth===390`, soon))
					settled(t, tab)
					settled(t, tab)
					if at := eval[float64](t, tab, fmt.Sprintf(top, i)); math.Abs(at-before) > 4 && (c.at == base || math.Abs(at-before) > 150) {
						t.Errorf("at %d, %g: turned back, its top is at %g, and was at %g", i, share, at, before)
					}
				}
			}
			if c.at == base {
				must(t, tab.Wait(fmt.Sprintf(`location.hash==="#"+%s`, activeStep), soon))
			}
		})
	}
}

// Single letters can be switched off, for good; the switch stands with the chapters.
func TestLettersCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	must(t, tab.Go(d.url("fr/")))
	client(t, tab)
	const box = `document.querySelector("details.chapters [data-letters]")`
	press := func() { // and whatever it does is done
		t.Helper()
		must(t, tab.Eval(`(document.getElementById("story").focus(),1)`, nil))
		must(t, tab.Press("j"))
		settled(t, tab)
	}
	must(t, tab.Wait(box, soon))
	if label := eval[string](t, tab, box+`.closest("label").textContent`); label != message(t, "fr", "ui.nav.keys") {
		t.Errorf("the switch says %q", label)
	}
	must(t, tab.Eval(`(document.querySelector("details.chapters").open=true,`+box+`.click(),document.querySelector("details.chapters").open=false,1)`, nil))
	press()
	if y := eval[float64](t, tab, `scrollY`); y != 0 {
		t.Errorf("switched off, a letter moved the page to %g", y)
	}
	must(t, tab.Go(d.url("ar/")))
	client(t, tab)
	must(t, tab.Wait(box+`&&!`+box+`.checked`, soon))
	must(t, tab.Eval(`(`+box+`.click(),1)`, nil))
	press()
	must(t, tab.Wait(`scrollY>0`, soon))
}

// The preview of the embed dialog is there to be looked at: it takes no keys, and a link opens it.
func TestEmbedPreviewIsNoTrap(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 1440, 900)
	client(t, tab)
	must(t, tab.Eval(`document.querySelector(".colophon a[data-embed]").focus()`, nil))
	must(t, tab.Press("Enter"))
	const frame = `document.querySelector("dialog.embedding iframe")`
	must(t, tab.Wait(frame+`?.contentDocument?.getElementById("story")`, soon))
	for range 30 {
		if tabbed(t, tab, "Tab"); eval[bool](t, tab, `document.activeElement===`+frame) {
			t.Fatal("Tab leads into the preview")
		}
	}
	if got := eval[string](t, tab, `(a=>a.textContent+" "+new URL(a.href).pathname)(document.querySelector("dialog.embedding a[target=_blank]"))`); got != message(t, "en", "ui.embed.open")+" /en/short/" { // new code has the short story
		t.Errorf("the link to the preview: %s", got)
	}
	must(t, tab.Eval(`(r=>{document.elementFromPoint(r.left+r.width/2,r.top+20)})(`+frame+`.getBoundingClientRect())`, nil))
	must(t, tab.Press("Escape"))
	must(t, tab.Wait(`!document.querySelector("dialog.embedding")`, soon))
}

// Without a worker before it, a first one is no news, also where the browser tells of it when it controls the page already, as WebKit
// does; and an offer that has nothing to offer any more goes away when it is taken.
func TestFirstWorkerIsNoNews(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	before(t, tab, `Object.defineProperty(ServiceWorkerContainer.prototype,"controller",{get:()=>({})})`)
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	kept(t, tab, "en")
	settled(t, tab)
	if eval[bool](t, tab, `!!sahelBoot.fresh||!!document.querySelector(".notice")`) {
		t.Error("on a first visit a new version is offered")
	}
	must(t, tab.Eval(`(goappOnUpdate(),1)`, nil))
	must(t, tab.Wait(`document.querySelector(".notice button")`, soon))
	must(t, tab.Eval(`document.querySelector(".notice button").click()`, nil))
	must(t, tab.Wait(`!document.querySelector(".notice")`, soon))
}

// An empty sw.js, or another site's, is installed like any other. What is kept can be read all the same, and by the server's next good
// answer all is as it was.
func TestEmptyWorkerTakesNothingAway(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	must(t, tab.Go(d.url("ar/")))
	client(t, tab)
	kept(t, tab, "ar")
	d.change(nil, func(p string, w http.ResponseWriter) bool {
		if p == "sw.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, "/* portal */")
		}
		return p == "sw.js"
	})
	if got := eval[string](t, tab, lookForUpdate); got != "installed" {
		t.Fatalf("the empty worker was %s: nothing is proven", got)
	}
	must(t, tab.Wait(`navigator.serviceWorker.getRegistration().then(r=>r.waiting?.scriptURL.endsWith("/sw-spare.js"))`, soon))
	must(t, tab.Go("about:blank"))
	d.stop()
	must(t, tab.Go(d.url("ar/")))
	client(t, tab)
	if eval[int](t, tab, `document.querySelectorAll(".step").length`) != stepsOfWhole(t) {
		t.Error("what was kept cannot be read")
	}
	d.change(nil, nil)
	d.start()
	must(t, tab.Go(d.url("ar/")))
	client(t, tab)
	must(t, tab.Wait(`navigator.serviceWorker.getRegistration().then(r=>(r.waiting||r.active).scriptURL.endsWith("/sw.js"))`, soon))
	settled(t, tab)
	if eval[bool](t, tab, `!!document.querySelector(".notice")`) {
		t.Error("the same version by its own name is offered as a new one")
	}
}

// The choice of languages can be had whatever is kept and whatever was chosen before.
func TestChoiceCanAlwaysBeHad(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "/explainers/story")
	tab := visitor(t)
	must(t, tab.Go(d.url("fr/")))
	client(t, tab)
	kept(t, tab, "fr")
	must(t, tab.Eval(`(localStorage.setItem("sahel.locale","fr"),1)`, nil))
	must(t, tab.Go(d.url("?choose")))
	arrived(t, tab, `document.querySelector("main.choose")`)
	if got := eval[string](t, tab, `location.pathname+location.search`); got != "/explainers/story/?choose" {
		t.Errorf("?choose leads to %s", got)
	}
	d.stop()
	must(t, tab.Go(d.url("?choose")))
	if got := eval[string](t, tab, `[...document.querySelectorAll("li a")].map(a=>a.lang).join()`); got != "fr" {
		t.Errorf("without a network the choice is %q", got)
	}
}

// A correction reaches whoever reads a kept copy as soon as there is a network, in words that say so; it is taken on the reader's word.
func TestCorrectionReachesAKeptCopy(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	kept(t, tab, "en")
	js, err := os.ReadFile(dist + "/sw.js")
	must(t, err)
	version := eval[string](t, tab, `navigator.serviceWorker.getRegistration().then(r=>new Promise(ok=>{const c=new MessageChannel();c.port1.onmessage=e=>ok(e.data.version+" "+e.data.corrected);r.active.postMessage({type:"version"},[c.port2])}))`)
	was, n, _ := strings.Cut(version, " ")
	next := strings.Replace(strings.Replace(string(js), was, "c0ffee", 1), "corrected:"+n, "corrected:"+n+"1", 1)
	if strings.Count(next, "c0ffee") != 1 || next == string(js) {
		t.Fatalf("the worker does not state its version %q", version)
	}
	d.change(nil, func(p string, w http.ResponseWriter) bool {
		if p == "sw.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, next)
		}
		return p == "sw.js"
	})
	must(t, tab.Eval(`(window.unbroken=1,dispatchEvent(new Event("online")),1)`, nil))
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector(".notice")?.textContent.includes(%q)`, message(t, "en", "ui.update.corrected")), soon))
	must(t, tab.Eval(`document.querySelector(".notice button").click()`, nil))
	must(t, tab.Wait(`!window.unbroken`, soon))
}

// A network that fails for a moment while the client comes costs the reader that moment: pager and marks are there when it is back.
func TestWordsAreAskedForAgain(t *testing.T) {
	t.Parallel()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	var words, marks atomic.Int32
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/words.") && words.Add(1) == 1 || strings.Contains(r.URL.Path, "/map.") && marks.Add(1) == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		s.ServeHTTP(w, r)
	})
	tab := visitor(t)
	must(t, tab.Go(at+"/en/"))
	client(t, tab) // with its pager
	must(t, tab.Wait(`(()=>{const m=document.querySelector(".scene .layer[data-shown] [data-row]");m.dispatchEvent(new PointerEvent("pointermove",{bubbles:true,pointerType:"mouse"}));return !!document.querySelector(".tip")})()`, soon))
	if words.Load() < 2 || marks.Load() < 2 {
		t.Errorf("asked for words %d times, for marks %d: nothing is proven", words.Load(), marks.Load())
	}
}
