package e2e

import (
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	_ "golang.org/x/image/webp"

	"sahel-explainer/app/browser"
)

// Chromium has nothing against installing the story, in each language, at a root and below a path; and what each manifest names is
// there: pictures of the size it says, pages at the addresses it starts at.
func TestInstallable(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/explainers/story"} {
		d := newDeploy(t, prefix)
		tab := visitor(t)
		for _, tag := range []string{"ar", "fr", "en"} {
			t.Run(tag+" at "+prefix+"/", func(t *testing.T) {
				must(t, tab.Go(d.url(tag+"/")))
				kept(t, tab, strings.Join(map[string][]string{"ar": {"ar"}, "fr": {"ar", "fr"}, "en": {"ar", "en", "fr"}}[tag], ","))
				got, err := chromedp.Call(tab.Context(), page.GetAppManifest, page.GetAppManifestParams{})
				must(t, err)
				if len(got.Errors) > 0 || got.URL != d.url("manifest."+tag+".webmanifest") {
					t.Errorf("manifest %s: %+v", got.URL, got.Errors)
				}
				why, err := chromedp.Call(tab.Context(), page.GetInstallabilityErrors, cdp.Empty{})
				must(t, err)
				for _, e := range why.InstallabilityErrors {
					t.Errorf("not installable: %s %v", e.ErrorID, e.ErrorArguments)
				}
				manifest(t, d, tag, got.Data)
			})
		}
	}
}

func manifest(t *testing.T, d *deploy, tag, data string) {
	t.Helper()
	type picture struct {
		Src, Sizes, Type, Purpose string
		Form                      string `json:"form_factor"`
	}
	var m struct {
		ID, Name, Lang, Dir, Scope, Display, Description string
		Short                                            string `json:"short_name"`
		Start                                            string `json:"start_url"`
		Theme                                            string `json:"theme_color"`
		Ground                                           string `json:"background_color"`
		Icons, Screenshots                               []picture
		Categories                                       []string
		Shortcuts                                        []struct {
			Name, URL string
			Icons     []picture
		}
	}
	must(t, json.Unmarshal([]byte(data), &m))
	base, err := url.Parse(d.url("manifest." + tag + ".webmanifest"))
	must(t, err)
	at := func(ref string) string {
		u, err := base.Parse(ref)
		must(t, err)
		return u.String()
	}
	if at(m.Start) != d.url(tag+"/") || at(m.Scope) != d.url("") {
		t.Errorf("starts at %s in %s", at(m.Start), at(m.Scope))
	}
	if m.Lang != tag || m.Dir != map[string]string{"ar": "rtl", "fr": "ltr", "en": "ltr"}[tag] || m.Display != "standalone" {
		t.Errorf("%s %s %s", m.Lang, m.Dir, m.Display)
	}
	if m.Name != message(t, tag, "story.title") || m.Short != message(t, tag, "brand.short") || m.Description == "" || m.ID == "" || m.Theme == "" || m.Ground == "" || len(m.Categories) == 0 {
		t.Errorf("something is missing: %+v", m)
	}
	get := func(ref, typ string) *http.Response {
		r, err := http.Get(at(ref))
		must(t, err)
		if r.StatusCode != 200 || !strings.HasPrefix(r.Header.Get("Content-Type"), typ) {
			t.Errorf("%s: %d %s, want %s", ref, r.StatusCode, r.Header.Get("Content-Type"), typ)
		}
		return r
	}
	have := map[string]bool{}
	for _, p := range append(append([]picture{}, m.Icons...), m.Screenshots...) {
		r := get(p.Src, p.Type)
		if p.Type != "image/svg+xml" {
			c, _, err := image.DecodeConfig(r.Body)
			if err != nil || fmt.Sprintf("%dx%d", c.Width, c.Height) != p.Sizes {
				t.Errorf("%s is %dx%d (%v), said to be %s", p.Src, c.Width, c.Height, err, p.Sizes)
			}
		}
		r.Body.Close()
		have[p.Purpose+p.Form+" "+p.Type] = true
	}
	for _, want := range []string{"any image/png", "maskable image/png", "monochrome image/png", "any image/svg+xml", "maskable image/svg+xml", "monochrome image/svg+xml", "narrow image/webp", "wide image/webp"} {
		if !have[want] {
			t.Errorf("no picture for %s", want)
		}
	}
	if len(m.Shortcuts) < 3 {
		t.Errorf("%d shortcuts", len(m.Shortcuts))
	}
	for _, s := range m.Shortcuts {
		u, err := url.Parse(s.URL)
		must(t, err)
		r := get(strings.TrimSuffix(s.URL, "#"+u.Fragment), "text/html")
		var b strings.Builder
		buf := make([]byte, 1<<16)
		for {
			n, err := r.Body.Read(buf)
			b.Write(buf[:n])
			if err != nil {
				break
			}
		}
		r.Body.Close()
		if s.Name == "" || u.Fragment == "" || !strings.Contains(b.String(), `id="`+u.Fragment+`"`) {
			t.Errorf("shortcut %q leads to %s, where no such place is", s.Name, s.URL)
		}
	}
}

// before runs a script in every document of a tab before its own.
func before(t *testing.T, tab *browser.Tab, js string) {
	t.Helper()
	_, err := chromedp.Call(tab.Context(), page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: js})
	must(t, err)
}

// walk reads steps, one after another.
func walk(t *testing.T, tab *browser.Tab, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		must(t, tab.Eval(fmt.Sprintf(`(()=>{const s=document.querySelectorAll(".step")[%d];scrollTo({top:s.getBoundingClientRect().top+scrollY-innerHeight*0.4,behavior:"instant"})})()`, i), nil))
		must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===document.querySelectorAll(".step")[%d].dataset.step`, i), 10*time.Second))
	}
}

// The offer to install comes after real reading, not by jumping to the end, and not again once it has been put off; where the
// system has no prompt of its own it says how; in the installed app and in a frame it never comes.
func TestInstallOffer(t *testing.T) {
	t.Parallel() // most of it is waiting for frames
	const prompt = `addEventListener("load",()=>setTimeout(()=>{const e=new Event("beforeinstallprompt");e.prompt=()=>window.prompted=(window.prompted||0)+1;e.userChoice=Promise.resolve({outcome:"accepted"});dispatchEvent(e)}));`
	const installed = `const m=matchMedia;window.matchMedia=q=>q.includes("display-mode: standalone")?{matches:true,addEventListener(){}}:m.call(window,q);`
	const offer = `document.querySelector(".notice")?.textContent??""`
	for _, c := range []struct{ name, script, want string }{
		{"a system with a prompt", prompt, message(t, "fr", "ui.install.offer")},
		{"a system without", `Object.defineProperty(navigator,"standalone",{value:false,configurable:true});`, message(t, "fr", "ui.install.ios")},
		{"neither", ``, ""},
		{"installed", prompt + installed, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDeploy(t, "")
			tab := visitor(t)
			// Chromium has a prompt of its own for what is installable; each case has the one it says.
			before(t, tab, `addEventListener("beforeinstallprompt",e=>e.isTrusted&&e.stopImmediatePropagation(),true);`+c.script)
			must(t, tab.Go(d.url("fr/")))
			client(t, tab)
			must(t, tab.Eval(`scrollTo({top:document.documentElement.scrollHeight,behavior:"instant"})`, nil))
			settled(t, tab)
			walk(t, tab, 0, 8)
			settled(t, tab)
			if got := eval[string](t, tab, offer); got != "" {
				t.Errorf("after eight steps: %s", got)
			}
			walk(t, tab, 8, 10)
			if c.want == "" {
				settled(t, tab)
				if got := eval[string](t, tab, offer); got != "" {
					t.Errorf("offered: %s", got)
				}
				return
			}
			must(t, tab.Wait(fmt.Sprintf(`(%s).includes(%q)`, offer, c.want), 10*time.Second))
			if eval[bool](t, tab, `!!document.querySelector(".notice[role],.notice[aria-live]")`) {
				t.Error("the offer is said into whatever is being read")
			}
			if at := eval[string](t, tab, `getComputedStyle(document.querySelector(".notice")).position`); at != "static" {
				t.Errorf("the offer is %s: it covers what is read", at)
			}
			if c.script == prompt {
				if rows := eval[int](t, tab, `new Set([...document.querySelectorAll(".notice button")].map(b=>b.offsetTop)).size`); rows != 1 {
					t.Errorf("the answers stand in %d rows", rows)
				}
				must(t, tab.Eval(`document.querySelector(".notice button").click()`, nil))
				must(t, tab.Wait(`window.prompted===1&&!document.querySelector(".notice")`, 10*time.Second))
				return
			}
			must(t, tab.Eval(`[...document.querySelectorAll(".notice button")].pop().click()`, nil))
			must(t, tab.Wait(`!document.querySelector(".notice")`, 10*time.Second))
			must(t, tab.Go(d.url("fr/")))
			client(t, tab)
			walk(t, tab, 0, 12)
			settled(t, tab)
			if got := eval[string](t, tab, offer); got != "" {
				t.Errorf("after it was put off: %s", got)
			}
		})
	}
}

// A graphic stands still, so what has the focus in it cannot scroll clear of a notice: the notice gives way, and comes back when
// it is itself reached.
func TestOfferGivesWayToTheFocus(t *testing.T) {
	tab := visitor(t)
	must(t, tab.Size(390, 800))
	before(t, tab, `addEventListener("DOMContentLoaded",()=>{sahelBoot.fresh="new"})`) // a new version waits
	must(t, tab.Go(base+"/ar/"))
	explorable(t, tab)
	walk(t, tab, 0, 8) // the first step of a scene, whose graphic comes down as one scrolls back
	must(t, tab.Wait(`document.querySelector(".notice")`, 10*time.Second))
	must(t, tab.Eval(`(document.querySelector(".notice").style.width="100%",1)`, nil)) // as wide as a long one
	const under = `(()=>{const n=document.querySelector(".notice").getBoundingClientRect();return [...document.querySelectorAll(".graphic a.alone")].find(a=>{const r=a.getBoundingClientRect();return r.height&&r.top+12<n.bottom&&r.top+12>n.top&&r.left+r.width/2>n.left&&r.left+r.width/2<n.right})})()`
	found := false
	for top := range 40 {
		must(t, tab.Eval(fmt.Sprintf(`scrollBy({top:%d,behavior:"instant"})`, -40*min(top, 1)), nil))
		settled(t, tab)
		if found = eval[bool](t, tab, "!!"+under); found {
			break
		}
	}
	if !found {
		t.Fatal("no link of a graphic came to stand under the offer")
	}
	must(t, tab.Eval(`(window.it=`+under+`,it.focus({focusVisible:true,preventScroll:true}),1)`, nil))
	if at := eval[spot](t, tab, here); at.Cover != "" || !at.Marked || !at.Seen {
		t.Errorf("%+v", at)
	}
	must(t, tab.Eval(`(document.querySelector(".notice button").focus({focusVisible:true}),1)`, nil))
	if at := eval[spot](t, tab, here); at.Cover != "" || !at.Marked || !at.Seen || eval[string](t, tab, `getComputedStyle(document.querySelector(".notice")).opacity`) != "1" {
		t.Errorf("the offer itself: %+v", at)
	}
}

// The installed app opens where its reader left it; links to elsewhere leave it, so that its window, which has no way back, stays with
// the story.
func TestInstalledAppKeepsThePlace(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	before(t, tab, `const m=matchMedia;window.matchMedia=q=>q.includes("display-mode: standalone")?{matches:true,addEventListener(){}}:m.call(window,q);`)
	must(t, tab.Go(d.url("ar/")))
	client(t, tab)
	walk(t, tab, 20, 21)
	step := eval[string](t, tab, `document.getElementById("story").dataset.activeStep`)
	must(t, tab.Wait(fmt.Sprintf(`localStorage.getItem("sahel.place")===%q`, step), 10*time.Second))
	must(t, tab.Go("about:blank"))
	must(t, tab.Go(d.url("ar/")))
	must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q`, step), 20*time.Second))
	// A shortcut or a shared link has the word over the last place.
	must(t, tab.Go("about:blank"))
	must(t, tab.Go(d.url("ar/#corps-libya")))
	client(t, tab)
	settled(t, tab)
	if got := eval[string](t, tab, `document.getElementById("story").dataset.activeStep`); got != "corps-libya" {
		t.Errorf("a link to a step opens at %s", got)
	}
	if n := eval[int](t, tab, `[...document.querySelectorAll("a[href^=http]")].filter(a=>a.origin!==location.origin&&(a.target!=="_blank"||!/noopener/.test(a.rel))).length`); n > 0 {
		t.Errorf("%d links to elsewhere take the window with them", n)
	}
}
