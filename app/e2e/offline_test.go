package e2e

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/server"
	"sahel-explainer/charts/facts"
)

// deploy is the built site on an origin of its own, at a root or below a path, that can be changed, broken and taken away.
type deploy struct {
	t      *testing.T
	prefix string // "" or "/a/b"
	addr   string
	srv    *http.Server
	mu     sync.Mutex
	site   http.Handler
	spoil  func(path string, w http.ResponseWriter) bool // answers in the place of the site
}

func newDeploy(t *testing.T, prefix string) *deploy {
	t.Helper()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	d := &deploy{t: t, prefix: prefix, addr: "127.0.0.1:0", site: s}
	d.start()
	t.Cleanup(d.stop)
	return d
}

func (d *deploy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	site, spoil := d.site, d.spoil
	d.mu.Unlock()
	path, ours := strings.CutPrefix(r.URL.Path, d.prefix+"/")
	if !ours {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<title>another site of the origin</title>")
		return
	}
	if spoil == nil || !spoil(path, w) {
		http.StripPrefix(d.prefix, site).ServeHTTP(w, r)
	}
}

func (d *deploy) change(site http.Handler, spoil func(string, http.ResponseWriter) bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if site != nil {
		d.site = site
	}
	d.spoil = spoil
}

func (d *deploy) start() {
	d.t.Helper()
	l, err := net.Listen("tcp", d.addr)
	must(d.t, err)
	d.addr = l.Addr().String()
	d.srv = &http.Server{Handler: d}
	go d.srv.Serve(l)
}

func (d *deploy) stop() { d.srv.Close() }

// origin is localhost by name: what is served there counts as secure.
func (d *deploy) origin() string {
	return "http://localhost" + d.addr[strings.LastIndex(d.addr, ":"):]
}

func (d *deploy) url(path string) string { return d.origin() + d.prefix + "/" + path }

// visitor is a tab whose network may fail; only exceptions and panics are faults of the page then.
func visitor(t *testing.T) *browser.Tab {
	t.Helper()
	tab, err := chrome.NewTab()
	must(t, err)
	must(t, tab.Size(1280, 900))
	t.Cleanup(func() {
		for _, f := range tab.Faults() {
			if strings.HasPrefix(f, "exception: ") || strings.Contains(f, "panic") {
				t.Errorf("the page complained: %s", f)
			}
		}
		tab.Close()
	})
	return tab
}

// worker asks the page's service worker; which is "active" or "waiting".
func worker(t *testing.T, tab *browser.Tab, which, message, then string) string {
	t.Helper()
	return eval[string](t, tab, `(async()=>{const r=await navigator.serviceWorker.getRegistration(),c=new MessageChannel();return new Promise(ok=>{c.port1.onmessage=e=>e.data.type==="progress"||ok((r=>String(`+then+`))(e.data));r.`+which+`.postMessage(`+message+`,[c.port2])})})()`)
}

// kept waits until the worker says that these languages are complete.
func kept(t *testing.T, tab *browser.Tab, want string) {
	t.Helper()
	got := ""
	for end := time.Now().Add(30 * time.Second); got != want && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if eval[bool](t, tab, `navigator.serviceWorker.getRegistration().then(r=>!!(r&&r.active))`) {
			got = worker(t, tab, "active", `{type:"status"}`, `r.locales`)
		}
	}
	if got != want {
		t.Fatalf("kept are %q, want %q", got, want)
	}
}

// message is the plain text of a message in a language.
func message(t *testing.T, tag, id string, args ...any) string {
	t.Helper()
	all, _, err := facts.Words(os.DirFS("../.."), nil)
	must(t, err)
	return all[tag].T(id, args...)
}

const foreignCaches = `Promise.all(["theirs","sahel:/elsewhere/:v1"].map(n=>caches.open(n).then(c=>c.put("/x",new Response("x"))))).then(()=>1)`

const readOn = `(()=>{const n=document.querySelectorAll(".layer :is(.pic,.grid)").length,c=document.querySelectorAll("[data-chapter]").length;return document.documentElement.lang+" "+document.querySelectorAll(".step").length+" steps "+(n>50&&c>5)})()`

// A reader who has been once, and has looked into a second language, has both without a network: at a root and below a path that
// the build knew nothing of.
func TestReadingWithoutANetwork(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/explainers/story"} {
		t.Run("at "+prefix+"/", func(t *testing.T) {
			d := newDeploy(t, prefix)
			tab := visitor(t)
			must(t, tab.Go(d.url("ar/")))
			client(t, tab)
			kept(t, tab, "ar")
			must(t, tab.Eval(foreignCaches, nil))
			online := eval[string](t, tab, readOn)
			// A second language is kept when it is read; the article comes without a page load.
			must(t, tab.Eval(`document.querySelector(".langs a[data-locale=fr]").click()`, nil))
			must(t, tab.Wait(`document.documentElement.lang==="fr"`, 10*time.Second))
			kept(t, tab, "ar,fr")
			// What the client is made of is kept when it is used; it is stored after the page has had it.
			must(t, tab.Wait(`caches.match(document.documentElement.dataset.wasm).then(r=>!!r)`, 10*time.Second))
			d.stop()

			must(t, tab.Go(d.url("ar/")))
			client(t, tab)
			if got := eval[string](t, tab, readOn); got != online || !strings.HasPrefix(got, "ar ") || !strings.HasSuffix(got, " true") {
				t.Errorf("without a network: %s; with it: %s", got, online)
			}
			if !eval[bool](t, tab, `document.fonts.load("16px Naskh","مالي").then(f=>f.length>0)`) {
				t.Error("the font is not kept")
			}
			// Every scene shows the state of its last step.
			for i := range eval[int](t, tab, `document.querySelectorAll(".scene").length`) {
				want := eval[string](t, tab, fmt.Sprintf(`(()=>{const s=[...document.querySelectorAll(".scene")][%d],l=[...s.querySelectorAll(".step")].pop();scrollTo({top:l.getBoundingClientRect().top+scrollY-innerHeight/2,behavior:"instant"});return l.dataset.state})()`, i))
				must(t, tab.Wait(fmt.Sprintf(`[...document.querySelectorAll(".scene")][%d].querySelector(".layer[data-shown] :is(.pic,.grid)")&&[...document.querySelectorAll(".scene")][%d].querySelector(".layer[data-shown]").dataset.state===%q`, i, i, want), 10*time.Second))
			}
			// The short story of a language is kept with it, and leads to the whole one.
			must(t, tab.Go(d.url("ar/short/#corps-libya")))
			must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="corps-compare"`, 15*time.Second))
			must(t, tab.Eval(`document.querySelector(".on a").click()`, nil))
			arrived(t, tab, `document.documentElement.dataset.depth===undefined&&document.getElementById("story")`)
			must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="corps-compare"`, 15*time.Second))
			// A deep link as a campaign spreads it.
			must(t, tab.Go(d.url("ar/?utm_source=x&fbclid=y#corps-libya")))
			must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="corps-libya"&&document.documentElement.lang==="ar"&&scrollY>1000`, 15*time.Second))
			// To the language that is kept, by the client, at the same step.
			client(t, tab)
			must(t, tab.Eval(`(window.samePage=1,document.querySelector(".langs a[data-locale=fr]").click())`, nil))
			must(t, tab.Wait(`document.documentElement.lang==="fr"&&document.getElementById("story").dataset.activeStep==="corps-libya"`, 15*time.Second))
			if !eval[bool](t, tab, `window.samePage===1`) {
				t.Error("the kept language came by a page load")
			}
			// To the one that is not: its own language says so and leads back.
			must(t, tab.Eval(`document.querySelector(".langs a[data-locale=en]").click()`, nil))
			arrived(t, tab, `!document.getElementById("story")`)
			if got := eval[string](t, tab, `document.documentElement.lang+" "+document.body.innerText`); !strings.HasPrefix(got, "en ") || !strings.Contains(got, message(t, "en", "ui.offline.missing")) {
				t.Errorf("the answer for a language that is not kept: %s", got)
			}
			must(t, tab.Eval(`document.querySelector("li a[lang=ar]").click()`, nil))
			arrived(t, tab, `document.documentElement.lang==="ar"&&document.getElementById("story")`)
			// A page that is kept with the language, one that is not, and the root, which remembers.
			must(t, tab.Go(d.url("ar/privacy/")))
			if eval[int](t, tab, `document.querySelectorAll("main h1").length`) != 1 {
				t.Error("the privacy page is not kept")
			}
			must(t, tab.Go(d.url("fr/graphics/map/")))
			if got := eval[string](t, tab, `document.documentElement.lang+" "+document.body.innerText`); !strings.HasPrefix(got, "fr ") || !strings.Contains(got, message(t, "fr", "ui.offline.missing")) {
				t.Errorf("the answer for a page that is not kept: %s", got)
			}
			must(t, tab.Go(d.url("")))
			arrived(t, tab, `document.getElementById("story")&&/^(ar|fr)$/.test(document.documentElement.lang)`)
			if got := eval[string](t, tab, `caches.keys().then(k=>k.filter(n=>!n.startsWith("sahel:`+prefix+`/:")).sort().join())`); got != "sahel:/elsewhere/:v1,theirs" {
				t.Errorf("caches of others: %s", got)
			}
		})
	}
}

// In a frame of another site nothing is registered and nothing is stored, each host would hold a copy; nor is the reader offered it.
func TestNoWorkerInAFrame(t *testing.T) {
	d := newDeploy(t, "")
	host := httptest.NewServer(browser.Hosts("../../web/examples", d.url("")))
	afterTabs(t, host.Close)
	page := visitor(t)
	must(t, page.Go(host.URL+"/"+browser.HostPage(`<iframe src="`+d.url("en/?embed=1")+`" width="800" height="600"></iframe>`)))
	frame, err := page.Frame(d.origin(), 15*time.Second)
	must(t, err)
	defer frame.Close()
	must(t, frame.Wait(`document.documentElement.dataset.ready==="client"||document.documentElement.dataset.ready==="charts"`, 30*time.Second))
	if got := eval[string](t, frame, `(async()=>(await navigator.serviceWorker.getRegistrations()).length+" workers, "+(await caches.keys()).length+" caches, "+document.querySelectorAll("[data-keep]").length+" offers")()`); got != "0 workers, 0 caches, 0 offers" {
		t.Errorf("in a frame: %s", got)
	}
}

// The reader keeps all languages, sees what they weigh, loses nothing to a full disk, and takes all away.
func TestKeepingAllLanguages(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	kept(t, tab, "en")
	status := func() string { return eval[string](t, tab, `document.querySelector("[data-offline]").textContent`) }
	said, _, _ := strings.Cut(message(t, "en", "ui.offline.kept", "Size", "\n"), "\n")
	must(t, tab.Eval(`document.querySelector("[data-keep]").scrollIntoView({block:"center",behavior:"instant"})`, nil))
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-offline]").textContent.startsWith(%q)`, said), 10*time.Second))
	before := status()
	if label := eval[string](t, tab, `document.querySelector("[data-keep]").textContent`); !strings.Contains(label, "MB") || strings.Contains(label, "(0") {
		t.Errorf("the offer does not say what it costs: %s", label)
	}
	// The disk is full.
	quota := func(bytes *float64) {
		t.Helper()
		_, err := chromedp.Call(tab.Context(), storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: d.origin(), QuotaSize: bytes})
		must(t, err)
	}
	one := 1.0
	quota(&one)
	must(t, tab.Eval(`document.querySelector("[data-keep]").click()`, nil))
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-offline]").textContent===%q`, message(t, "en", "ui.offline.failed")), 20*time.Second))
	kept(t, tab, "en")
	quota(nil)
	// All, with how far it is.
	must(t, tab.Eval(`(window.seen=[],new MutationObserver(()=>seen.push(document.querySelector("[data-offline]").textContent)).observe(document.querySelector("[data-offline]"),{childList:true,characterData:true,subtree:true}),document.querySelector("[data-keep]").click())`, nil))
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-offline]").textContent.startsWith(%q)`, said), 30*time.Second))
	kept(t, tab, "ar,en,fr")
	if n := eval[int](t, tab, `seen.filter(s=>/^Saving: \d+ of \d+$/.test(s)).length`); n < 20 {
		t.Errorf("progress was told %d times: %s", n, eval[string](t, tab, `seen.slice(0,5).join("; ")`))
	}
	if after := status(); after == before {
		t.Errorf("all languages weigh what one did: %s", after)
	}
	d.stop()
	for _, l := range []string{"ar", "fr"} {
		must(t, tab.Go(d.url(l+"/")))
		client(t, tab)
		must(t, tab.Eval(`document.querySelector(".scene-chart").scrollIntoView({behavior:"instant"})`, nil))
		must(t, tab.Wait(`document.documentElement.dataset.ready==="charts"`, 20*time.Second)) // ECharts and its options are kept too
	}
	d.start()
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	must(t, tab.Wait(`navigator.serviceWorker.controller`, 10*time.Second))
	must(t, tab.Eval(`document.querySelector("[data-forget]").scrollIntoView({block:"center",behavior:"instant"})`, nil))
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-offline]").textContent.startsWith(%q)`, said), 10*time.Second))
	must(t, tab.Eval(`document.querySelector("[data-forget]").click()`, nil))
	none := message(t, "en", "ui.offline.kept", "Size", "0 MB")
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector("[data-offline]").textContent===%q`, none), 10*time.Second))
	kept(t, tab, "")
	if n := eval[int](t, tab, `(async()=>{let n=0;for(const k of await caches.keys())n+=(await(await caches.open(k)).keys()).filter(r=>!r.url.endsWith("__kept__")).length;return n})()`); n > 0 {
		t.Errorf("%d files are left after removing all", n)
	}
	// And the next visit does not quietly keep it again.
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	kept(t, tab, "")
}
