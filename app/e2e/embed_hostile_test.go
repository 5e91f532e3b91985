package e2e

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/server"
)

const pinnedHost = `<div data-sahel-explainer data-locale=fr data-chapter=algeria %s></div><script async src="{{BASE}}embed.js"></script>` + filler

// short opens a host with a chapter's embed, which is quick to load and to scroll, and waits until it has its height.
func short(t *testing.T, tab *browser.Tab, options, before string) *browser.Tab {
	t.Helper()
	must(t, tab.Go(host(t)(before+fmt.Sprintf(pinnedHost, options))))
	f := framed(t, tab, "pinned")
	must(t, tab.Wait(embedBox+`.offsetHeight>1200`, 15*time.Second))
	return f
}

// A reader may open and close the table of a framed graphic any number of times: the host hears of each, and the frame is as high as
// it needs. It is the whole page, as it was pasted before there was a bare form.
func TestEmbeddedGraphicFollowsItsTable(t *testing.T) {
	tab := blank(t, 800, 700)
	must(t, tab.Go(host(t)(`<figure data-sahel-explainer data-locale=fr data-graphic=deaths></figure><iframe src="{{BASE}}fr/graphics/deaths/?embed=1" title=g></iframe><script async src="{{BASE}}embed.js"></script>`+filler)))
	f := framed(t, tab, "flow")
	const high = `document.querySelector("iframe").offsetHeight`
	must(t, tab.Wait(high+`>600`, 10*time.Second))
	must(t, f.Wait(`Math.abs(document.documentElement.getBoundingClientRect().height-innerHeight)<2`, 5*time.Second))
	closed := eval[float64](t, tab, high)
	must(t, f.Eval(`new Promise(async done=>{const d=document.querySelector("details.data"),next=()=>new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r)));for(let i=0;i<60;i++){d.open=!d.open;await next();await next()}d.open=true;done(1)})`, nil))
	must(t, tab.Wait(fmt.Sprintf("%s>%f", high, closed+100), 5*time.Second))
	must(t, f.Eval(`(document.querySelector("details.data").open=false,1)`, nil))
	must(t, tab.Wait(fmt.Sprintf("Math.abs(%s-%f)<2", high, closed), 5*time.Second))
}

// A page whose height follows its window's does not chase a host that follows the page for ever.
func TestEmbedDoesNotChaseItsHost(t *testing.T) {
	tab := blank(t, 800, 700)
	must(t, tab.Go(host(t)(`<iframe src="{{BASE}}fr/graphics/deaths/?embed=1&host=1" title=g width=700 height=500></iframe>`+filler+`<script>window.n=0;addEventListener("message",e=>{if(e.data.type==="height"){n++;document.querySelector("iframe").height=e.data.height}})</script>`)))
	f := framed(t, tab, "flow")
	must(t, tab.Wait(`n>0`, 10*time.Second))
	must(t, f.Eval(`(document.getElementById("story").style.minHeight="calc(100vh + 50px)",1)`, nil))
	must(t, tab.Wait(`n>=30`, soon)) // else a machine that pauses in between is taken for a page that has given up
	must(t, tab.Eval(`new Promise(r=>{let was=-1;const f=()=>{if(n===was)r(1);else{was=n;setTimeout(f,400)}};f()})`, nil))
	if n := eval[int](t, tab, "n"); n < 30 || n > 60 {
		t.Errorf("%d heights were sent before it gave up", n)
	}
	// What the reader does afterwards counts again.
	at := eval[int](t, tab, "n")
	must(t, f.Eval(`(document.getElementById("story").style.minHeight="",document.querySelector("details.data").open=true,1)`, nil))
	must(t, tab.Wait(fmt.Sprintf(`n>%d`, at), 5*time.Second))
}

// What moves inside a pinned frame without the reader's doing (late fonts, a story that gets shorter or longer) does not move the
// host, and the frame is where the host says as soon as it can be.
func TestPinnedHostIsNotMovedByLayout(t *testing.T) {
	tab := blank(t, 900, 700)
	f := short(t, tab, "", filler)
	must(t, tab.Eval(`(scrollTo({top:`+embedBox+`.getBoundingClientRect().top+scrollY+1500,behavior:"instant"}),1)`, nil))
	must(t, f.Wait(`Math.abs(document.scrollingElement.scrollTop-1500)<2`, 5*time.Second))
	y := eval[float64](t, tab, "scrollY")
	stays := func(what string) {
		t.Helper()
		settled(t, f)
		settled(t, tab)
		settled(t, f)
		if now := eval[float64](t, tab, "scrollY"); now != y {
			t.Fatalf("%s moved the host from %v to %v", what, y, now)
		}
	}
	must(t, f.Eval(`(window.late=document.createElement("div"),late.style.height="180px",document.getElementById("story").prepend(late),1)`, nil))
	stays("words that grew")
	// So much shorter that the frame cannot stay where it is.
	must(t, f.Eval(`(late.remove(),(late=document.getElementById("story")).style.cssText="overflow:clip;height:"+(2100-late.getBoundingClientRect().top-document.scrollingElement.scrollTop)+"px",1)`, nil))
	must(t, f.Wait(`document.scrollingElement.scrollTop<1490`, 5*time.Second))
	stays("a story that got shorter")
	must(t, f.Eval(`(late.style.cssText="",1)`, nil))
	stays("a story that got longer again")
	must(t, tab.Eval(`(scrollBy({top:-200,behavior:"instant"}),1)`, nil))
	must(t, f.Wait(`Math.abs(document.scrollingElement.scrollTop-1300)<2`, 5*time.Second))
	y -= 200
	// A reader's move inside still moves the host.
	must(t, f.Eval(`(document.scrollingElement.scrollTop=600,1)`, nil))
	must(t, tab.Wait(fmt.Sprintf("Math.abs(scrollY-%f)<3", y-700), 5*time.Second))
}

// A link out of a frame opens beside the story; where the sandbox forbids that, the address is shown to be copied. ACCESS=all takes
// the two cases between as well.
func TestEmbedLinksOut(t *testing.T) {
	t.Parallel()
	at := host(t)
	for name, c := range map[string]struct {
		sandbox string
		opens   bool
	}{
		"no popups": {`sandbox="allow-scripts allow-same-origin"`, false}, "no popups, no origin": {`sandbox="allow-scripts"`, false},
		"popups": {`sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"`, true}, "no sandbox": {``, true},
	} {
		if os.Getenv("ACCESS") != "all" && strings.Contains(c.sandbox, "allow-same-origin") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			tab := blank(t, 800, 700)
			must(t, tab.Go(at(`<iframe `+c.sandbox+` src="{{BASE}}fr/?embed=1" title=s width=600 height=600></iframe>`)))
			f := framed(t, tab, "stepper")
			// The source's link leads to a page of ours: the test does not leave the machine. It is a reader's click, so that a popup
			// blocker has nothing to block.
			// The address is this case's alone: the other pages of the browser are other tests'.
			out := base + "/fr/privacy/?from=" + strings.NewReplacer(" ", "-", ",", "").Replace(name)
			must(t, f.Eval(`(document.querySelector("[data-card].step .sources").open=true,document.querySelector("[data-card].step ol a").href="`+out+`",1)`, nil))
			yes := true
			_, err := chromedp.Call(f.Context(), runtime.Evaluate, runtime.EvaluateParams{Expression: `document.querySelector("[data-card].step ol a").click()`, UserGesture: &yes})
			must(t, err)
			if c.opens {
				other, err := tab.Opened(out, 8*time.Second)
				if err != nil {
					t.Fatalf("%v; %d addresses are shown", err, eval[int](t, f, `document.querySelectorAll(".popup-note").length`))
				}
				defer other.Close()
				must(t, other.Wait(fmt.Sprintf(`location.href===%q`, out), soon))
				if eval[bool](t, other, `opener!==null`) {
					t.Error("what was opened can reach its opener")
				}
				if n := eval[int](t, f, `document.querySelectorAll(".popup-note").length`); n != 0 {
					t.Error("the address is shown though the link opened")
				}
			} else {
				must(t, f.Wait(`document.querySelector("[data-card].step ol a+.popup-note bdi")?.textContent==="`+out+`"`, 5*time.Second))
				for _, s := range f.Faults() {
					if !strings.Contains(s, "'allow-popups' permission is not set") { // the browser's own line about the reader's click
						t.Errorf("the frame complained: %s", s)
					}
				}
			}
			if eval[string](t, f, `location.pathname`) != "/fr/" {
				t.Error("the link took the story's place")
			}
		})
	}
}

// Sharing from a framed story gives our address, or the host's if the host opted in; with no clipboard and no sheet the address is
// shown, and nothing is thrown. The story opens where the script's option says.
func TestEmbedShares(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ options, from, to string }{
		"ours": {``, base + "/fr/steps/", "%s/"}, "the host's": {`data-share=host data-step=algeria-%s`, "http://127.0.0.1", "#%s"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := blank(t, 900, 700)
			options := c.options
			steps := eval[[]string](t, open(t, "/fr/", 900, 700), `[...document.querySelectorAll("#algeria [data-step]")].map(s=>s.dataset.step)`)
			if strings.Contains(options, "%s") {
				options = `data-share=host data-step=` + steps[2]
			}
			f := short(t, tab, options, "")
			if options != "" {
				must(t, f.Wait(fmt.Sprintf(`%s===%q`, activeStep, steps[2]), 8*time.Second))
			}
			must(t, f.Wait(`document.documentElement.dataset.ready!=="static"&&document.querySelector(".pager")`, 30*time.Second))
			must(t, f.Eval(`(Object.defineProperty(navigator,"clipboard",{value:undefined}),Object.defineProperty(navigator,"share",{value:undefined}),document.querySelector("#`+steps[2]+` .sources").open=true,document.querySelector("#`+steps[2]+` [data-share]").click(),1)`, nil))
			must(t, f.Wait(`document.querySelector(".sheet input")`, 5*time.Second))
			got := eval[string](t, f, `document.querySelector(".sheet input").value`)
			if to := fmt.Sprintf(c.to, steps[2]); !strings.HasPrefix(got, c.from) || !strings.HasSuffix(got, to) {
				t.Errorf("shared %s, want %s…%s", got, c.from, to)
			}
		})
	}
}

// In a browser that keeps no storage for anybody the embed is as everywhere; in a frame whose host forbids clipboard, sharing and full
// screen too.
func TestEmbedWithoutStorage(t *testing.T) {
	profile := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(profile, "Default"), 0o700))
	must(t, os.WriteFile(filepath.Join(profile, "Default", "Preferences"), []byte(`{"profile":{"default_content_setting_values":{"cookies":2},"cookie_controls_mode":1,"block_third_party_cookies":true}}`), 0o600))
	b, err := browser.Start(context.Background(), profile, "site-per-process", true)
	must(t, err)
	defer b.Close()
	tab, err := b.NewTab()
	must(t, err)
	must(t, tab.Size(900, 700))
	f := short(t, tab, "", ``)
	if !eval[bool](t, tab, `(()=>{try{localStorage.getItem("x");return false}catch(e){return true}})()`) {
		t.Fatal("this browser keeps storage: the test would prove nothing")
	}
	must(t, f.Wait(`document.documentElement.dataset.ready!=="static"`, 30*time.Second))
	must(t, f.Wait(wrong+`===""`, 5*time.Second))
	if n := eval[int](t, f, `document.getElementById("story").innerText.length`); n < 1500 {
		t.Errorf("%d letters to be read", n)
	}
	for _, s := range append(tab.Faults(), f.Faults()...) {
		t.Errorf("complained: %s", s)
	}
}

// A host with a zoom of its own, and one that prints: the frame fills its box on the paper, which takes several sheets, and afterwards
// the story is pinned as before.
func TestEmbedOnAZoomedHostAndOnPaper(t *testing.T) {
	tab := blank(t, 900, 700)
	f := short(t, tab, "", `<style>html{zoom:1.25}</style>`)
	must(t, tab.Eval(`(scrollTo({top:`+embedBox+`.getBoundingClientRect().top+scrollY+1500,behavior:"instant"}),1)`, nil))
	must(t, tab.Wait(`(r=>Math.abs(r.top)<1&&Math.abs(r.height-innerHeight)<3)(document.querySelector("iframe").getBoundingClientRect())`, 5*time.Second))
	must(t, f.Wait(wrong+`===""`, 5*time.Second))

	must(t, tab.Eval(`(window.paper=null,addEventListener("beforeprint",()=>{const r=document.querySelector("iframe").getBoundingClientRect(),b=`+embedBox+`.getBoundingClientRect();paper=[r.height,b.height]}),1)`, nil))
	out, err := chromedp.Call(tab.Context(), page.PrintToPDF, page.PrintToPDFParams{})
	must(t, err)
	pdf := out.Data
	if keep := os.Getenv("KEEP_PDF"); keep != "" {
		must(t, os.WriteFile(keep, pdf, 0o644))
	}
	if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); n < 3 {
		t.Errorf("the host is %d pages on paper", n)
	}
	if p := eval[[]float64](t, tab, "paper"); len(p) != 2 || p[0] < p[1]*0.98 {
		t.Errorf("on paper the frame is %v of its box", p)
	}
	must(t, tab.Wait(`(r=>Math.abs(r.top)<1&&Math.abs(r.height-innerHeight)<3)(document.querySelector("iframe").getBoundingClientRect())`, 5*time.Second))
	must(t, f.Wait(`document.documentElement.dataset.mode==="pinned"`, 5*time.Second))
}

// Version 1 of either side, as it was first published (testdata), works with today's other side.
func TestEmbedOfTwoVersions(t *testing.T) {
	old := func(name string) []byte {
		raw, err := os.ReadFile("testdata/" + name)
		must(t, err)
		return raw
	}
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	for name, swap := range map[string]func(path string) []byte{
		"old embed.js": func(p string) []byte {
			if p == "/embed.js" {
				return old("embed.v1.js")
			}
			return nil
		},
		"old page": func(p string) []byte {
			if strings.HasPrefix(p, "/assets/frame.") {
				return old("frame.v1.js")
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			var swapped atomic.Int32
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if js := swap(r.URL.Path); js != nil {
					swapped.Add(1)
					w.Header().Set("Content-Type", "text/javascript")
					w.Header().Set("Access-Control-Allow-Origin", "*")
					w.Write(js)
					return
				}
				s.ServeHTTP(w, r)
			}))
			afterTabs(t, srv.Close)
			was := base
			base = strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
			defer func() { base = was }()
			tab := blank(t, 900, 700)
			f := short(t, tab, "", "")
			must(t, tab.Eval(`(scrollTo({top:`+embedBox+`.getBoundingClientRect().top+scrollY+1500,behavior:"instant"}),1)`, nil))
			must(t, f.Wait(`Math.abs(document.scrollingElement.scrollTop-1500)<2`, 5*time.Second))
			must(t, f.Wait(wrong+`===""`, 5*time.Second))
			if swapped.Load() == 0 {
				t.Error("the old file was not asked for")
			}
		})
	}
	// And a host of a version to come: more fields, other types, a larger number.
	tab := blank(t, 900, 700)
	must(t, tab.Go(host(t)(`<iframe src="{{BASE}}fr/?embed=1" title=s width=800 height=600></iframe><script>window.heard=[];addEventListener("message",e=>{heard.push(e.data.type);if(e.data.type==="ready"){const w=document.querySelector("iframe").contentWindow,s=m=>w.postMessage(Object.assign({source:"sahel-explainer",v:9},m),"*");s({type:"hologram",depth:3});s({type:"viewport",mode:"pinned",y:900,width:"100vw",fold:{}});s({type:"theme",theme:"dark",contrast:"more"})}})</script>`)))
	f := framed(t, tab, "pinned")
	must(t, f.Wait(`Math.abs(document.scrollingElement.scrollTop-900)<2&&document.documentElement.dataset.theme==="dark"`, 5*time.Second))
	must(t, tab.Wait(`heard.includes("height")&&heard.includes("step")`, 5*time.Second))
}

// A host in a sandbox has an origin that no source list matches, "*" included: the story is shown there all the same, since
// anyone may frame it.
func TestEmbedInAHostWithoutAnOrigin(t *testing.T) {
	tab := blank(t, 800, 800)
	must(t, tab.Go(host(t)(`<iframe sandbox="allow-scripts" width="600" height="600" srcdoc='<iframe width="500" height="500" src="`+base+`/fr/?embed=1"></iframe>'></iframe>`)))
	f := framed(t, tab, "stepper")
	if got := eval[string](t, f, `document.querySelector("h1").textContent.trim()`); got == "" {
		t.Error("the story has no title there")
	}
}
