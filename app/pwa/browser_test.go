package pwa

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
)

const base = "/story/"

// site is a tiny deploy under a sub-path that can be changed, broken and taken away.
type site struct {
	t    *testing.T
	addr string
	srv  *http.Server
	mu   sync.Mutex
	body map[string]string // path relative to base
	kind map[string]string // overrides the content type
	hits map[string]int
	held map[string]bool // answers never come
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	p := strings.TrimPrefix(r.URL.Path, base)
	body, ok := s.body[p]
	kind, held := s.kind[p], s.held[p]
	s.hits[p]++
	s.mu.Unlock()
	if held {
		<-r.Context().Done()
		return
	}
	if kind == "" {
		kind = map[string]string{".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json"}[path.Ext(p)]
	}
	if kind == "" {
		kind = "text/html; charset=utf-8"
	}
	if !ok || !strings.HasPrefix(r.URL.Path, base) {
		w.WriteHeader(404)
		body = "<h1>404</h1>"
		kind = "text/html"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Security-Policy", "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'")
	fmt.Fprint(w, body)
}

func (s *site) start() {
	s.t.Helper()
	addr := s.addr
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = l.Addr().String()
	s.srv = &http.Server{Handler: s}
	go s.srv.Serve(l)
}

func (s *site) stop() { s.srv.Close() }

func (s *site) url(p string) string {
	return "http://localhost:" + s.addr[strings.LastIndex(s.addr, ":")+1:] + base + p
}

const testBoot = `
window.ask = (m, which = "active") => navigator.serviceWorker.getRegistration().then((r) => new Promise((ok) => {
  const c = new MessageChannel(), seen = [];
  c.port1.onmessage = (e) => e.data.type == "progress" ? seen.push(e.data) : ok({...e.data, seen});
  r[which].postMessage(m, [c.port2]);
}));
window.swap = async () => {
  const r = await navigator.serviceWorker.getRegistration();
  try { await r.update() } catch (e) { return "error" }
  const w = r.installing;
  if (w) await new Promise((ok) => w.onstatechange = () => w.state != "installing" && ok());
  return (w ? w.state : "none") + "/" + (r.waiting ? "waiting" : "-");
};
window.names = async () => (await caches.keys()).sort().join(" ");
window.ready = navigator.serviceWorker.register("/story/sw.js").then(() => navigator.serviceWorker.ready);
`

// deploy puts a whole version on the site: every page and asset says which one it is.
func (s *site) deploy(version string, js string) {
	s.t.Helper()
	body := map[string]string{"": "<title>choose</title>", "boot.js": testBoot}
	hash := Sum([]byte(version)).Sum[:8]
	hash = fmt.Sprintf("%x", hash)[:8]
	app, wasm, opt := "a/app."+hash+".js", "a/app."+hash+".wasm", "a/opt."+hash+".json"
	body[app], body["a/same.css"], body[wasm], body[opt] = "window.app='"+version+"'", "p{color:red}", "\x00asm\x01\x00\x00\x00", `"`+version+`"`
	cfg := Config{Version: version, Locales: map[string]Locale{}, Lazy: []string{wasm, opt}, Files: map[string]File{}, Messages: map[string]Messages{}}
	for _, l := range []string{"ar", "fr", "en"} {
		dir := "ltr"
		if l == "ar" {
			dir = "rtl"
		}
		body[l+"/"] = `<!doctype html><html lang="` + l + `" dir="` + dir + `"><title>` + l + " " + version + `</title><link rel="stylesheet" href="../a/same.css"><script src="../boot.js"></script><script src="../` + app + `"></script><h1 id="step">story</h1>`
		cfg.Locales[l] = Locale{Title: "T-" + l + " <&", Dir: dir, Shell: []string{l + "/", "boot.js", "a/same.css", app}}
		cfg.Messages[l] = Messages{NotKept: "not kept " + l, Kept: "kept " + l, Retry: "retry " + l}
	}
	for p, b := range body {
		cfg.Files[p] = Sum([]byte(b))
	}
	if js == "" {
		b, err := Worker(read(s.t, "sw.js"), cfg)
		if err != nil {
			s.t.Fatal(err)
		}
		js = string(b)
	}
	body["sw.js"] = js
	s.mu.Lock()
	defer s.mu.Unlock()
	s.body, s.kind, s.hits, s.held = body, map[string]string{}, map[string]int{}, map[string]bool{}
}

func (s *site) change(f func()) { s.mu.Lock(); defer s.mu.Unlock(); f() }

// file finds a deployed file by the parts of its name around the hash.
func (s *site) file(prefix, suffix string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range maps.Keys(s.body) {
		if strings.HasPrefix(p, prefix) && strings.HasSuffix(p, suffix) {
			return p
		}
	}
	s.t.Fatal("no file", prefix, suffix)
	return ""
}

// TestWorkerInBrowser is one long visit, because each part of it needs the state that the part before it left.
func TestWorkerInBrowser(t *testing.T) {
	if _, err := os.Stat(browser.Path()); err != nil {
		t.Skip("no " + browser.Path())
	}
	s := &site{t: t}
	s.deploy("v1", "")
	s.start()
	defer func() { s.stop() }()

	b, err := browser.Start(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	page, err := b.NewTab()
	if err != nil {
		t.Fatal(err)
	}
	tab, cancel := context.WithTimeout(page.Context(), 90*time.Second)
	defer cancel()

	eval := func(tab context.Context, js string) string {
		t.Helper()
		out, err := chromedp.Run(tab, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", js, err)
		}
		return out
	}
	want := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	open := func(p string) string { // the title and the address's tail
		t.Helper()
		if err := chromedp.Do(tab, chromedp.Navigate(s.url(p))); err != nil {
			return "failed"
		}
		return eval(tab, `document.title + " @ " + location.href.split("/story/")[1]`)
	}
	ask := func(m, then string) string {
		t.Helper()
		return eval(tab, `ask(`+m+`).then(r => `+then+`)`)
	}
	did := func(name string, f func()) {
		start := time.Now()
		if !t.Failed() {
			f()
			t.Logf("%-52s %v", name, time.Since(start).Round(time.Millisecond))
		}
	}

	did("keep a language", func() {
		open("ar/")
		eval(tab, `ready.then(() => "")`)
		eval(tab, `(async () => { // other tenants of the origin, among them a site below and one above ours
			for (const n of ["theirs", "sahel:/:v1", "sahel:/story/deeper/:v1"]) await (await caches.open(n)).put("/x", new Response("x")); return "" })()`)
		want("keep", ask(`{type:"keep",locale:"ar"}`, `r.type + r.locales + r.seen.map(p => p.done + "/" + p.total) + (r.bytes > 0)`), "keptar1/4,2/4,3/4,4/4true")
		want("unknown", ask(`{type:"keep",locale:"constructor"}`, `r.type + r.code`), "errorlocale")
	})
	did("lazy file is kept when used, and streams", func() {
		eval(tab, `WebAssembly.compileStreaming(fetch("../`+s.file("a/app", ".wasm")+`")).then(() => "")`)
		want("range", eval(tab, `fetch("../boot.js", {headers: {range: "bytes=0-3"}}).then(r => r.text()).then(x => "" + x.length)`), fmt.Sprint(len(testBoot)))
		time.Sleep(300 * time.Millisecond) // it is stored after the answer
		want("status", ask(`{type:"status"}`, `r.version + r.locales + r.read + r.lazy.kept + (r.bytes.ar.kept == r.bytes.ar.size) + (r.bytes.fr.kept < r.bytes.fr.size)`), "v1arar/8truetrue")
	})
	foreign := func(own string) string { return "sahel:/:v1 " + own + "sahel:/story/deeper/:v1 theirs" }
	did("offline", func() {
		s.stop()
		want("reload", open("ar/?utm_source=x&fbclid=y#step"), "ar v1 @ ar/?utm_source=x&fbclid=y#step")
		want("its script", eval(tab, `app + getComputedStyle(document.body).display`), "v1block")
		want("index.html", open("ar/index.html?mc_id=1"), "ar v1 @ ar/index.html?mc_id=1")
		want("no slash", open("ar?x=1#step"), "ar v1 @ ar/?x=1#step")
		want("root", open("?gclid=1"), "ar v1 @ ar/?gclid=1")
		want("wasm", eval(tab, `WebAssembly.compileStreaming(fetch("../`+s.file("a/app", ".wasm")+`")).then(() => "ok")`), "ok")
		want("not kept", open("fr/?ref=z"), "T-fr <& @ fr/?ref=z")
		want("its words", eval(tab, `[document.documentElement.lang, document.documentElement.dir, document.querySelector("p").textContent, document.querySelector("li a").href.split("/story/")[1], document.querySelector("li a").dir, document.scripts.length].join()`), "fr,ltr,not kept fr,ar/,rtl,0")
		s.start()
	})
	did("failed keep loses nothing, remove ends a stalled one", func() {
		open("ar/")
		s.change(func() { delete(s.body, "fr/") })
		want("404", ask(`{type:"keep",locale:"fr"}`, `r.type + r.code + r.failed`), "errorincompletefr/")
		want("still", ask(`{type:"status"}`, `"" + r.locales`), "ar")
		want("root, where the language read now is not kept", open(""), "choose @ ")
		open("ar/")
		s.change(func() { s.held["fr/"] = true })
		got := eval(tab, `(async () => { const keep = ask({type:"keep",locale:"fr"}); await new Promise(r => setTimeout(r, 200)); await ask({type:"remove",locale:"fr"}); return (await keep).type })()`)
		want("remove ends a stalled keep", got, "error")
		want("auto after remove", ask(`{type:"keep",locale:"fr",auto:true}`, `r.type + r.locales`), "keptar")
	})
	wasm := func() string {
		for p := range s.body {
			if strings.HasSuffix(p, ".wasm") {
				return p
			}
		}
		return ""
	}
	broken := func(name string, spoil func()) {
		did("broken deploy: "+name, func() {
			open("ar/")
			s.deploy("bad-"+strings.ReplaceAll(name, " ", "-"), "")
			s.change(spoil)
			got := eval(tab, `swap()`)
			if strings.Contains(got, "waiting") || strings.Contains(got, "installed") {
				t.Error("a broken version was taken:", got)
			}
			s.change(func() {
				if s.kind["sw.js"] == "" && s.hits["ar/"]+s.hits[wasm()] == 0 {
					t.Error("no update was attempted, so nothing is proven")
				}
			})
			want("page", open("ar/"), "ar v1 @ ar/")
			s.stop()
			want("offline", open("ar/")+eval(tab, `app`), "ar v1 @ ar/v1")
			s.start()
		})
	}
	broken("404 on one file", func() { delete(s.body, "ar/") })
	broken("HTML for the WASM", func() { s.body[wasm()] = "<h1>login</h1>"; s.kind[wasm()] = "text/html" })
	broken("half a WASM", func() { s.body[wasm()] = s.body[wasm()][:4] })
	broken("old page with new worker", func() { s.body["ar/"] = strings.ReplaceAll(s.body["ar/"], "bad", "old") })
	broken("portal for everything", func() {
		for p := range s.body {
			s.body[p], s.kind[p] = "<h1>login</h1>", "text/html"
		}
	})
	did("good update waits, and brings what is kept", func() {
		open("ar/")
		s.deploy("v2", "")
		want("swap", eval(tab, `swap()`), "installed/waiting")
		opt := s.file("a/opt", ".json")
		s.change(func() {
			if n := s.hits["a/same.css"]; n != 0 {
				t.Error("an unchanged file was fetched again:", n)
			}
			if s.hits[wasm()] == 0 {
				t.Error("the WASM in use was not brought")
			}
			if s.hits[opt] != 0 {
				t.Error("options not in use were brought")
			}
		})
		want("reload", open("ar/")+eval(tab, `app`), "ar v1 @ ar/v1")
	})
	did("kept while an update waits", func() {
		// v1 cannot get French any more (the site is at v2), v2 can: the waiting one is told too.
		want("keep", ask(`{type:"keep",locale:"fr"}`, `r.type`), "error")
		want("waiting has", eval(tab, `(async () => { for (let i = 0; i < 40; i++) { const r = await ask({type:"status"}, "waiting"); if (r.locales.length == 2) return r.locales.join(); await new Promise(r => setTimeout(r, 50)) } return "never" })()`), "ar,fr")
	})
	did("apply", func() {
		eval(tab, `new Promise(async ok => { navigator.serviceWorker.oncontrollerchange = () => ok(""); (await navigator.serviceWorker.getRegistration()).waiting.postMessage({type:"apply"}) })`)
		s.stop()
		want("offline", open("ar/")+eval(tab, `app`), "ar v2 @ ar/v2")
		want("fr", open("fr/"), "fr v2 @ fr/")
		want("wasm", eval(tab, `WebAssembly.compileStreaming(fetch("../`+s.file("a/app", ".wasm")+`")).then(() => "ok")`), "ok")
		s.start()
		want("caches", eval(tab, `names()`), foreign("sahel:/story/:v2 "))
	})
	did("what a page had before the worker saw it ask is kept when told", func() {
		open("ar/")
		opt := s.file("a/opt", ".json")
		s.change(func() { s.hits[opt] = 0 })
		used := `{type:"used",urls:["` + s.url(opt) + `","` + s.url("fr/") + `","https://elsewhere.example/x"]}`
		want("used", eval(tab, `(async () => { const r = await ask({type:"kept"}), n = await ask(`+used+`); return n.type + (n.bytes - r.bytes) })()`), "kept4")
		s.stop()
		want("offline", eval(tab, `fetch("../`+opt+`").then(r => r.text())`), `"v2"`)
		s.start()
	})
	did("another tab with the old page keeps its files", func() {
		open("ar/")
		other, cancel := chromedp.NewContext(tab)
		defer cancel()
		if err := chromedp.Do(other, chromedp.Navigate(s.url("ar/"))); err != nil {
			t.Fatal(err)
		}
		old := s.file("a/app", ".js")
		s.deploy("v3", "")
		want("swap", eval(tab, `swap()`), "installed/waiting")
		eval(tab, `new Promise(async ok => { navigator.serviceWorker.oncontrollerchange = () => ok(""); (await navigator.serviceWorker.getRegistration()).waiting.postMessage({type:"apply"}) })`)
		want("old file", eval(other, `fetch("../`+old+`").then(r => r.text())`), "window.app='v2'")
		chromedp.Cancel(other)
		want("new page", open("ar/"), "ar v3 @ ar/")
		ask(`{type:"keep",locale:"ar",auto:true}`, `""`)
		want("swept", eval(tab, `names()`), foreign("sahel:/story/:v3 "))
	})
	did("all languages, then remove", func() {
		want("all", ask(`{type:"keep",locale:"ar",all:true,lazy:true}`, `r.type + r.locales + r.seen.length`), "keptar,en,fr8")
		want("remove en", ask(`{type:"remove",locale:"en"}`, `r.type + r.locales`), "keptar,fr")
		s.stop()
		want("en", open("en/"), "T-en <& @ en/")
		want("fr", open("fr/"), "fr v3 @ fr/")
		s.start()
		open("fr/")
		want("remove all", ask(`{type:"remove",locale:"all"}`, `r.type + r.locales + r.bytes`), "kept0")
		want("used after removing", ask(`{type:"used",urls:["`+s.url(s.file("a/opt", ".json"))+`"]}`, `r.type + r.bytes`), "kept0")
		s.stop()
		want("ar", open("ar/"), "T-ar <& @ ar/")
		s.start()
	})
	did("quota", func() {
		open("ar/")
		quota := func(bytes *float64) {
			p := storage.OverrideQuotaForOriginParams{Origin: strings.TrimSuffix(s.url(""), base), QuotaSize: bytes}
			if _, err := chromedp.Call(tab, storage.OverrideQuotaForOrigin, p); err != nil {
				t.Fatal(err)
			}
		}
		one := 1.0
		quota(&one)
		want("keep", ask(`{type:"keep",locale:"ar"}`, `r.type + r.code`), "errorquota")
		quota(nil)
		want("again", ask(`{type:"keep",locale:"ar"}`, `r.type + r.locales`), "keptar")
	})
	did("kill switch", func() {
		open("ar/")
		s.deploy("v4", string(read(t, "sw-kill.js")))
		eval(tab, `swap()`)
		for range 40 {
			if eval(tab, `navigator.serviceWorker.getRegistration().then(r => r ? "yes" : "no")`) == "no" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		want("caches", eval(tab, `names()`), foreign(""))
		s.change(func() { s.body["boot.js"] = "window.names = async () => (await caches.keys()).sort().join(' ')" })
		want("page", open("ar/"), "ar v4 @ ar/")
		want("registration", eval(tab, `navigator.serviceWorker.getRegistration().then(r => r ? "yes" : "no")`), "no")
	})
}

// A cache that fails, or never answers, closes nothing while the network is there: pages, files and the root come from it.
func TestWorkerWithoutCaches(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(browser.Path()); err != nil {
		t.Skip("no " + browser.Path())
	}
	s := &site{t: t}
	s.deploy("v1", "")
	spoiled := `const was={};for(const k of ["keys","match","open","has"]){was[k]=caches[k].bind(caches)}addEventListener("message",(e)=>{for(const k in was)if(/reject|hang/.test(e.data))caches[k]=()=>e.data=="reject"?Promise.reject(new DOMException("Unexpected internal error.","UnknownError")):new Promise(()=>{})});`
	patience := regexp.MustCompile(`PATIENCE ?= ?\d+`)
	s.body["sw.js"] = spoiled + patience.ReplaceAllString(s.body["sw.js"], "PATIENCE = 150")
	s.start()
	defer s.stop()
	b, page, err := browser.Alone(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var got string
	const title = `document.title + " " + window.app`
	must(page.Go(s.url("ar/")))
	must(page.Eval(`ready.then(() => ask({type:"keep",locale:"ar"})).then(r => r.type)`, &got))
	for _, how := range []string{"reject", "hang"} {
		must(page.Eval(`(navigator.serviceWorker.controller.postMessage("`+how+`"), ask({type:"apply"}).then(() => ""))`, &got))
		for path, want := range map[string]string{"ar/": "ar v1 v1", "fr/?utm=1": "fr v1 v1", "": "choose undefined"} {
			if err := page.Go(s.url(path)); err != nil {
				t.Errorf("caches %s: %q: %v", how, path, err)
				continue
			}
			if err := page.Eval(title, &got); err != nil || got != want {
				t.Errorf("caches %s: %q shows %q (%v), want %q", how, path, got, err, want)
			}
		}
		must(page.Go(s.url("ar/")))
	}
	s.stop()
	if err := page.Go(s.url("ar/")); err == nil {
		must(page.Eval(`document.querySelector("p").textContent`, &got))
	}
	if got != "not kept ar" {
		t.Errorf("without caches and network it says %q", got)
	}
}
