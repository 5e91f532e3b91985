package e2e

import (
	"context"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/server"
)

// behindProxy starts a Chromium whose every request, the service worker's and loopback's included, goes through a proxy: it
// answers for the site and writes down whoever else is asked for. Only this sees all: a page's own record ends at the page.
func behindProxy(t *testing.T, site http.Handler) (b *browser.Browser, elsewhere func() []string, cookies func() int) {
	t.Helper()
	const host = "localhost:4321" // nothing listens there: the proxy is the site
	var mu sync.Mutex
	var others []string
	sent := 0
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if r.Host != host {
			others = append(others, r.Method+" "+r.Host+" "+r.URL.String())
		}
		sent += len(r.Cookies())
		mu.Unlock()
		if r.Host != host {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		site.ServeHTTP(w, r)
	}))
	b, err := browser.Start(context.Background(), t.TempDir(), "proxy-server", proxy.Listener.Addr().String(), "proxy-bypass-list", "<-loopback>")
	must(t, err)
	t.Cleanup(func() { b.Close(); proxy.Close() })
	return b, func() []string { mu.Lock(); defer mu.Unlock(); return slices.Clone(others) }, func() int { mu.Lock(); defer mu.Unlock(); return sent }
}

// keptWords are the words by which the privacy page tells of each thing that stays on a device.
var keptWords = map[string]map[string]string{
	"sahel.locale":  {"ar": "اللغة التي اخترتها", "fr": "la langue que vous avez choisie", "en": "the language you chose"},
	"sahel.place":   {"ar": "موضعك في القصة", "fr": "votre place dans le récit", "en": "your place in the story"},
	"sahel.edition": {"ar": "يوم آخر طبعة رأيتها", "fr": "le jour de la dernière édition que vous avez vue", "en": "the day of the edition you met last"},
	"sahel.install": {"ar": "رفضك عرض إضافة القصة", "fr": "votre choix de ne pas installer le récit", "en": "your refusal to add the story"},
	"sahel.keys":    {"ar": "إيقافك حرفي التنقل", "fr": "les lettres de navigation si vous les avez désactivées", "en": "that the navigation letters are off"},
	"sahel.depth":   {"ar": "هل اخترت القصة موجزة أم كاملة", "fr": "la longueur du récit que vous avez choisie", "en": "which length of the story you chose"},
	"sahel":         {"ar": "ملفات هذه الصفحات", "fr": "les fichiers de ces pages", "en": "files of these pages"}, // caches
}

// The privacy page tells, in each language, of all that our scripts keep, and of no more.
func TestPrivacyPageTellsWhatIsKept(t *testing.T) {
	written := map[string]bool{"sahel": true}
	keys := regexp.MustCompile(`setItem[("', ]+(sahel\.\w+)|"setItem", *"([\w.]+)"`)
	for _, dir := range []string{"../../web", "../../components"} {
		must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(p, "_test.go") || !strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, ".js") {
				return err
			}
			text, err := os.ReadFile(p)
			if strings.Contains(string(text), "document.cookie") || strings.Contains(string(text), "indexedDB") {
				t.Errorf("%s keeps more than storage and caches", p)
			}
			if strings.Contains(string(text), `setItem("sahel." + k, a.dataset[k])`) { // of a[data-locale],a[data-depth]: what a link says is chosen by it
				written["sahel.locale"], written["sahel.depth"] = true, true
			}
			for _, m := range keys.FindAllStringSubmatch(string(text), -1) {
				written[m[1]+m[2]] = true
			}
			return err
		}))
	}
	if len(written) != len(keptWords) {
		t.Errorf("written are %v, told of %d", written, len(keptWords))
	}
	for _, l := range []string{"ar", "fr", "en"} {
		page, err := os.ReadFile(filepath.Join(dist, l, "privacy", "index.html"))
		must(t, err)
		for k := range written {
			if keptWords[k][l] == "" || !strings.Contains(html.UnescapeString(string(page)), keptWords[k][l]) {
				t.Errorf("%s: the page does not tell of %s", l, k)
			}
		}
	}
}

// A whole session, from the choice of language to a graphic on its own, asks nobody else for anything, is given no cookie, trips
// over no policy, and leaves nothing on the device but the reader's language, place and theme and the files kept for reading
// offline. Requests that Chromium makes for itself carry no trace of the page and are told apart by what they ask for.
func TestSessionStaysHome(t *testing.T) {
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	b, elsewhere, cookies := behindProxy(t, s)
	tab, err := b.NewTab()
	must(t, err)
	const home = "http://localhost:4321"
	must(t, tab.Size(1280, 900))
	must(t, tab.Go(home+"/fr/"))
	client(t, tab)
	must(t, tab.Wait(`navigator.serviceWorker.controller||navigator.serviceWorker.ready.then(()=>1)`, 30*time.Second))
	must(t, tab.Eval(`(async()=>{for(const s of [...document.querySelectorAll("[data-step]")].filter((_,i)=>i%6==0)){s.scrollIntoView({behavior:"instant"});await new Promise(r=>requestAnimationFrame(()=>setTimeout(r,30)))}return 1})()`, nil))
	must(t, tab.Wait(`document.documentElement.dataset.ready==="charts"`, 30*time.Second))
	must(t, tab.Eval(`(document.querySelectorAll("details").forEach(d=>d.open=true),document.querySelector("[data-share]").click(),1)`, nil))
	chosen(t, tab, "country", "NE")
	must(t, tab.Eval(`(document.querySelector('a[data-locale="ar"]').click(),1)`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="ar"`, 20*time.Second))
	for _, p := range []string{"/ar/graphics/map/", "/en/privacy/", "/en/?embed=1", "/?choose"} {
		must(t, tab.Go(home+p))
	}
	must(t, tab.Go(home+"/ar/"))
	client(t, tab)
	for _, f := range tab.Faults() {
		t.Errorf("the page complained: %s", f)
	}
	for _, o := range elsewhere() {
		if !strings.Contains(o, "googleapis.com") && !strings.Contains(o, "google.com") && !strings.Contains(o, "gstatic.com") { // Chromium's own
			t.Errorf("asked elsewhere: %s", o)
		}
	}
	jar, err := chromedp.Call(tab.Context(), storage.GetCookies, storage.GetCookiesParams{})
	must(t, err)
	if cookies() > 0 || len(jar.Cookies) > 0 {
		t.Errorf("%d cookies sent, %v kept", cookies(), jar.Cookies)
	}
	kept := eval[map[string][]string](t, tab, `(async()=>({local:Object.keys(localStorage),session:Object.keys(sessionStorage),databases:(await indexedDB.databases()).map(d=>d.name),caches:[...new Set((await caches.keys()).map(k=>k.split(":")[0]))]}))()`)
	for where, names := range kept {
		for _, n := range names {
			if keptWords[n] == nil || (where == "caches") != (n == "sahel") || where == "session" || where == "databases" {
				t.Errorf("%s storage holds %q, of which the privacy page says nothing", where, n)
			}
		}
	}
	if len(kept["local"]) == 0 || len(kept["caches"]) == 0 {
		t.Errorf("the session has kept nothing at all, so the test has seen nothing: %v", kept)
	}
}

// The policy bites: what a hole in the escaping would let in does not run, and the page says so.
func TestPolicyBites(t *testing.T) {
	tab := open(t, "/en/", 390, 800)
	client(t, tab)
	// One attempt a line: what it would do, and which directive stops it.
	attempts := [][2]string{
		{`const s=document.createElement("script");s.textContent="window.hit=1";document.head.append(s)`, "require-trusted-types-for"},
		{`document.querySelector("h1").setAttribute("onclick","window.hit=1");document.querySelector("h1").click()`, "require-trusted-types-for"},
		{`document.querySelector("h1").innerHTML="<img src=x onerror='window.hit=1'>"`, "require-trusted-types-for"},
		{`const s=document.createElement("script");s.src="https://elsewhere.example/x.js";document.head.append(s)`, "require-trusted-types-for"},
		{`setTimeout(()=>setTimeout("window.hit=1"))`, "require-trusted-types-for"},
		{`const a=document.createElement("a");a.href="javascript:window.hit=1";document.body.append(a);a.click()`, "script-src-elem"},
		{`const e=document.createElement("iframe");e.src="https://elsewhere.example/";document.body.append(e)`, "frame-src"},
		{`const i=new Image();i.src="https://elsewhere.example/x.gif"`, "img-src"},
		{`fetch("https://elsewhere.example/").catch(()=>{})`, "connect-src"},
		{`navigator.sendBeacon("https://elsewhere.example/","x")`, "connect-src"},
		{`const e=document.createElement("style");e.textContent="body{display:none}";document.head.append(e)`, "style-src-elem"},
		{`document.body.setAttribute("style","display:none")`, "style-src-attr"},
		{`const b=document.createElement("base");b.href="https://elsewhere.example/";document.head.append(b)`, "base-uri"},
		{`const f=document.createElement("form");f.action="https://elsewhere.example/";document.body.append(f);f.submit()`, "form-action"},
		{`const o=document.createElement("object");o.data="/en/";document.body.append(o)`, "object-src"},
		{`trustedTypes.createPolicy("other",{createHTML:s=>s})`, "trusted-types"},
	}
	must(t, tab.Eval(`(window.stopped=[],addEventListener("securitypolicyviolation",e=>stopped.push(e.effectiveDirective)),1)`, nil))
	for _, a := range attempts {
		must(t, tab.Eval(`(stopped.length=0,1)`, nil))
		must(t, tab.Eval(fmt.Sprintf(`(()=>{try{%s}catch(e){}return 1})()`, a[0]), nil))
		if err := tab.Wait(fmt.Sprintf(`stopped.includes(%q)`, a[1]), 5*time.Second); err != nil {
			t.Errorf("%s is stopped by %v, want %s", a[0], eval[[]string](t, tab, `stopped`), a[1])
		}
	}
	if eval[bool](t, tab, `!!window.hit||getComputedStyle(document.body).display==="none"`) {
		t.Error("something of it ran")
	}
	if faults := tab.Faults(); len(faults) < len(attempts)/2 {
		t.Errorf("only %d complaints were recorded: other tests would not hear of a violation", len(faults))
	}
}
