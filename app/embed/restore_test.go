package embed

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// roads are the ways in which a page's own software takes the story off the page and puts it back: as text, as copies of the nodes, as
// the nodes themselves, whole or piece by piece, with its scripts run again or not. Each is a function body that may wait; y is where
// the reader was, and every one of these frameworks puts the offset back.
var roads = map[string]string{
	"text":                    `const h=m.innerHTML;m.innerHTML="<p>Other";await rest();m.innerHTML=h`,
	"text, scripts run again": `const h=m.innerHTML;m.innerHTML="<p>Other";await rest();m.innerHTML=h;m.querySelectorAll("script").forEach(s=>{const n=document.createElement("script");for(const a of s.attributes)n.setAttribute(a.name,a.value);s.replaceWith(n)})`,
	"text, at once":           `m.innerHTML=m.innerHTML`,
	"a copy of the body":      `const c=document.body.cloneNode(true);document.body.innerHTML="<p>Other";await rest();document.body.replaceWith(c)`,
	"copies, one by one":      `const c=[...m.childNodes].map(n=>n.cloneNode(true));m.textContent="";await rest();for(const n of c)m.append(n)`,
	"copies, the last first":  `const c=[...m.childNodes].map(n=>n.cloneNode(true));m.textContent="";await rest();for(const n of c.reverse())m.prepend(n)`,
	"text, the offset first":  `const h=m.innerHTML;m.innerHTML="<p>Other";await rest();m.innerHTML=h;scrollTo(0,y)`,
	"copies, each by itself":  `const c=[...m.childNodes].map(n=>n.cloneNode(true));m.textContent="";await rest();for(const n of c){m.append(n);await 0}`,
	"a parent that was kept":  `const d=document.createElement("div");d.append(...m.childNodes);m.append(d);await rest();d.remove();await rest();m.append(d)`,
	"the nodes themselves":    `const k=[...m.childNodes];m.textContent="";await rest();m.append(...k)`,
	"another parent":          `const d=document.createElement("div");d.append(...m.childNodes);m.append(d)`,
}

// Whatever takes the story away and brings it back, there is one story, it is seen, and its reader is where they were.
func TestHostsBringTheStoryBack(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, shared := explainer(t, nil), chromium(t)
	for road, js := range roads {
		for way, code := range ways {
			if os.Getenv("HOSTS") != "all" && way != "snippet" && road != "text" {
				continue
			}
			t.Run(road+"/"+way, func(t *testing.T) {
				t.Parallel()
				p := open(t, shared, article(t, fill(code, "{{BASE}}", story)))
				f := p.frame(story)
				p.until(whole)
				p.at(f, "c1-s1")
				p.away(js)
				p.until(seenFrame)
				p.until(fmt.Sprintf(`[...document.querySelectorAll("iframe")].filter(f=>f.src.startsWith(%q)).length===1&&%s===1`, story, frames))
				p.still(p.frame(story), "c1-s1")
			})
		}
	}
}

// What the script added to a pasted frame's address is not taken for the editor's word when a snapshot brings it back: the story goes on
// following the ground of its host.
func TestHostsSnapshotSaysNoTheme(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, shared := explainer(t, nil), chromium(t)
	p := open(t, shared, article(t, fill(ways["snippet"], "{{BASE}}", story)))
	p.frame(story).until(`document.documentElement.dataset.theme==="light"`)
	p.away(roads["a copy of the body"])
	p.frame(story).until(`document.documentElement.dataset.theme==="light"`)
	p.run(`document.documentElement.style.background="black"`)
	p.frame(story).until(`document.documentElement.dataset.theme==="dark"`)
}

// A frame without any script of ours on its page is the browser's to bring back: the story is there, laid out, one card of it seen.
func TestHostsBringABareFrameBack(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, shared := explainer(t, nil), chromium(t)
	for road, js := range roads {
		if os.Getenv("HOSTS") != "all" && strings.ContainsAny(road, ", ") {
			continue // the text alone
		}
		t.Run(road, func(t *testing.T) {
			t.Parallel()
			p := open(t, shared, article(t, `<iframe src="`+story+`en/?embed=1" title="t" width="100%" height="640" loading="lazy"></iframe>`))
			const card = `document.documentElement.dataset.mode==="stepper"&&[...document.querySelectorAll(".step")].some(s=>s.offsetHeight>10)`
			p.frame(story).until(card)
			p.away(js)
			p.until(frames + `===1`)
			p.frame(story).until(card)
		})
	}
}

// A page that the browser keeps while its reader is elsewhere (the back/forward cache) goes on where it was, in each way.
func TestHostsComeBackFromTheCache(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, shared := explainer(t, nil), chromium(t)
	for way, code := range ways {
		if os.Getenv("HOSTS") != "all" && way != "snippet" {
			continue
		}
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			here := article(t, fill(code, "{{BASE}}", story))
			p := open(t, shared, here)
			f := p.frame(story)
			p.until(whole)
			p.at(f, "c1-s1")
			p.run(`addEventListener("pageshow",e=>window.kept=e.persisted)`)
			p.leave(`location.href="/elsewhere"`)
			p.until(`location.pathname==="/elsewhere"&&document.readyState==="complete"`)
			p.leave(`history.back()`)
			p.until(`location.pathname==="/"&&document.readyState==="complete"`)
			p.until(`window.kept`)
			p.until(seenFrame)
			p.still(p.frame(story), "c1-s1")
		})
	}
}

// A framework that was given the story's code as text renders it anew, in another place or with another key.
func TestHostsRenderAnew(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, shared := explainer(t, nil), chromium(t)
	react := bundle(t, "testdata/react-html.js", "")
	for way, code := range ways {
		text := strings.ReplaceAll(fmt.Sprintf("%q", fill(code, "{{BASE}}", story)), "</", `<\/`)
		for how, js := range map[string]string{"another key": `setKey(2)`, "the same again": `setWords("More")`, "without and with": `setShown(false);setTimeout(()=>setShown(true),60)`} {
			if os.Getenv("HOSTS") != "all" && (way != "snippet" || how == "the same again") {
				continue
			}
			t.Run(how+"/"+way, func(t *testing.T) {
				t.Parallel()
				p := open(t, shared, article(t, `<div id=app></div><script>window.code=`+text+`</script><script src="/react.js"></script><script async src="`+story+`embed.js"></script>`, react))
				f := p.frame(story)
				p.until(whole)
				p.at(f, "c1-s1")
				p.run(`const y=scrollY;` + js + `;setTimeout(()=>{scrollTo(0,y);window.back=true},150)`)
				p.until(`window.back&&` + seenFrame)
				p.until(frames + `===1`)
				p.still(p.frame(story), "c1-s1")
			})
		}
	}
}

// away takes a road and waits for its end; the reader's offset is put back.
func (p tab) away(js string) {
	p.t.Helper()
	p.run(`const m=document.querySelector("main"),y=scrollY,rest=()=>new Promise(r=>setTimeout(r,60));
		(async()=>{` + js + `;await 0;scrollTo(0,y);window.back=true})()`)
	p.until(`window.back`)
}

// article serves one page with this in its middle, and scripts as /react.js, and gives its address.
func article(t *testing.T, place string, scripts ...string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/react.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, strings.Join(scripts, ";"))
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width"><link rel=icon href="data:,"><body style="margin:0"><main><p style="height:300px">Article</p>`+place+`<p style="height:1500px">Article</p></main>`)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/"
}
