package embed

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// libraries are what real pages run beside an embed, as their makers publish them: the page's body, and what is done in it. {{PLACE}} is
// one of the ways to carry the story; those named are taken, all of them with HOSTS=all.
var libraries = map[string]struct {
	ways []string
	body string
	do   func(p tab, story string)
}{
	"htmx":  {[]string{"div", "line"}, `<script src="/lib/htmx.org/dist/htmx.min.js"></script><div hx-boost="true"><a id=go href="/other">Other</a></div>{{PLACE}}`, awayAndBack},
	"Turbo": {[]string{"div", "line"}, `<script src="/lib/@hotwired/turbo/dist/turbo.es2017-umd.js"></script><a id=go href="/other">Other</a>{{PLACE}}`, awayAndBack},
	"idiomorph": {[]string{"div", "line"}, `<script src="/lib/idiomorph/dist/idiomorph.js"></script><p style="height:300px">Article</p>{{PLACE}}<p style="height:900px">Article</p>`, func(p tab, story string) {
		f := p.frame(story)
		p.until(whole)
		p.at(f, "c1-s1")
		p.run(theBox + `.dataset.old="";fetch(location.href).then(r=>r.text()).then(t=>{Idiomorph.morph(document.body,new DOMParser().parseFromString(t,"text/html").body.innerHTML,{morphStyle:"innerHTML"});window.morphed=true})`)
		p.until(`window.morphed&&` + seenFrame)
		p.still(p.frame(story), "c1-s1")
	}},
	"React": {[]string{"none"}, `<div id=app></div><script src="/react.js"></script><script async src="{{BASE}}embed.js"></script>`, func(p tab, story string) {
		f := p.frame(story + "en/")
		f.run(`window.asked=[];addEventListener("message",e=>asked.push(e.data.locale))`)
		p.run(`setLocale("fr")`)
		f.until(`asked.includes("fr")`)
	}},
	// Cookies know no ports: with one name for all, the first way's reader would have agreed for those of the others.
	"cookieconsent": {[]string{"line"}, `<link rel=stylesheet href="/lib/vanilla-cookieconsent/dist/cookieconsent.css"><script src="/lib/vanilla-cookieconsent/dist/cookieconsent.umd.js"></script><script>CookieConsent.run({cookie:{name:"cc"+location.port},hideFromBots:false,disablePageInteraction:true,categories:{necessary:{enabled:true,readOnly:true}},language:{default:"en",translations:{en:{consentModal:{title:"Cookies",description:"?",acceptAllBtn:"Yes"},preferencesModal:{sections:[]}}}}})</script><p style="height:300px">Article</p>{{PLACE}}`, func(p tab, story string) {
		p.until(`document.documentElement.classList.contains("disable--interaction")`)
		f := p.frame(story)
		p.run(`CookieConsent.acceptCategory("all");CookieConsent.hide()`)
		p.until(`!document.documentElement.classList.contains("show--consent")`)
		p.at(f, "c2-s1")
		p.still(f, "c2-s1")
	}},
	"lazyload": {[]string{"none"}, `<figure data-sahel-explainer data-locale=en><a href="{{BASE}}en/">Read</a></figure><iframe class=lazy data-src="{{BASE}}en/?embed=1" width="100%" height=640></iframe><script async src="{{BASE}}embed.js"></script><script src="/lib/vanilla-lazyload/dist/lazyload.iife.js"></script><script>addEventListener("load",()=>new LazyLoad())</script>`, func(p tab, story string) {
		p.until(seenFrame)
		p.frame(story).until(`document.documentElement.dataset.mode==="pinned"`)
	}},
	"iframe-resizer 4":       {[]string{"line"}, `{{PLACE}}<script src="/lib/iframe-resizer/js/iframeResizer.js"></script><script>addEventListener("load",()=>iFrameResize({checkOrigin:false,warningTimeout:0},"iframe"))</script>`, reads},
	"iframe-resizer 5":       {[]string{"line"}, `{{PLACE}}<script src="/lib/@iframe-resizer/parent/index.umd.js"></script><script>addEventListener("load",()=>iframeResize({license:"GPLv3",checkOrigin:false,warningTimeout:0,log:false},"iframe"))</script>`, reads},
	"iframe-resizer 4 alone": {[]string{"none"}, `<iframe src="{{BASE}}en/?embed=1" style="width:100%"></iframe><script src="/lib/iframe-resizer/js/iframeResizer.js"></script><script>iFrameResize({},"iframe")</script>`, stretched},
	"iframe-resizer 5 alone": {[]string{"none"}, `<iframe src="{{BASE}}en/?embed=1" style="width:100%"></iframe><script src="/lib/@iframe-resizer/parent/index.umd.js"></script><script>iframeResize({license:"GPLv3"},"iframe")</script>`, stretched},
	"pym.js": {[]string{"none"}, `<div id=p></div><script src="/lib/pym.js/dist/pym.v1.js"></script><script>new pym.Parent("p","{{BASE}}en/?embed=1",{})</script>`, func(p tab, story string) {
		f := p.frame(story)
		f.until(`document.documentElement.dataset.mode==="tall"`)
		p.until(`document.querySelector("iframe").offsetHeight>2000`)
	}},
}

func awayAndBack(p tab, story string) {
	f := p.frame(story)
	p.until(whole)
	p.at(f, "c1-s1")
	// What htmx does when the other page has come to rest (it scrolls to the top) must not meet the way back.
	p.run(`for(const e of ["htmx:afterSettle","turbo:load"])addEventListener(e,()=>window.there=document.getElementById("other"));document.getElementById("go").click()`)
	p.until(`window.there&&!document.querySelector("iframe")`)
	p.leave(`history.back()`)
	p.until(`!document.getElementById("other")&&` + seenFrame)
	p.still(p.frame(story), "c1-s1")
}

// stretched says that the frame has become as high as what is in it.
func stretched(p tab, story string) {
	f := p.frame(story)
	f.until(`document.documentElement.dataset.mode==="tall"`)
	p.until(`document.querySelector("iframe").offsetHeight>2000`)
	// The story may still grow (its fonts, its widened steps): the frame follows it.
	var got, high float64
	for range 60 {
		high = eval[float64](f, `document.documentElement.scrollHeight`)
		if got = eval[float64](p, `document.querySelector("iframe").offsetHeight`); math.Abs(got-high) <= 8 {
			return
		}
		settle(p)
	}
	p.t.Errorf("the frame is %v px high, the story %v", got, high)
}

func reads(p tab, story string) {
	f := p.frame(story)
	p.until(whole)
	p.at(f, "c1-s1")
	p.still(f, "c1-s1")
	if h := eval[float64](p, theFrame+".offsetHeight"); h != 700 {
		p.t.Errorf("the frame is %v px high", h)
	}
}

// Real libraries on the host's page, from npm as they are published, on an origin of their own: one story, whole, at its reader's step.
func TestHostsWithLibraries(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	react := bundle(t, "testdata/react.js", "")
	story, shared := explainer(t, nil), chromium(t)
	lib := http.StripPrefix("/lib/", http.FileServer(http.Dir("../../node_modules")))
	for name, l := range libraries {
		for _, way := range carried(l.ways) {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				body := fill(l.body, "{{PLACE}}", ways[way], "{{BASE}}", story)
				s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					switch {
					case r.URL.Path == "/favicon.ico":
						w.WriteHeader(http.StatusNoContent)
					case r.URL.Path == "/react.js":
						w.Header().Set("Content-Type", "text/javascript")
						fmt.Fprint(w, react)
					case r.URL.Path == "/other":
						w.Header().Set("Content-Type", "text/html; charset=utf-8")
						fmt.Fprintf(w, `<!doctype html><html lang=en><head><title>Other</title><script src="/lib/%s"></script></head><body><p id=other>Other</p></body></html>`, map[string]string{"Turbo": "@hotwired/turbo/dist/turbo.es2017-umd.js"}[name])
					case filepath.Dir(r.URL.Path) == "/":
						w.Header().Set("Content-Type", "text/html; charset=utf-8")
						fmt.Fprint(w, `<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Article</title></head><body style="margin:0">`+body+`</body></html>`)
					default:
						lib.ServeHTTP(w, r)
					}
				}))
				t.Cleanup(s.Close)
				p := open(t, shared, s.URL+"/")
				l.do(p, story)
				if n := eval[int](p, `[...document.querySelectorAll("iframe")].filter(f=>f.src.startsWith("`+story+`")).length`); n != 1 {
					t.Errorf("%d frames of the story", n)
				}
			})
		}
	}
}

// carried is the short form of a matrix, or with HOSTS=all the whole.
func carried(some []string) []string {
	if os.Getenv("HOSTS") != "all" || some[0] == "none" {
		return some
	}
	var all []string
	for w := range ways {
		all = append(all, w)
	}
	return all
}
