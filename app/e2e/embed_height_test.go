package e2e

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The box of an embed has about the height of the story before the frame is there: 5% at most between the two, in three languages,
// on phones and desks, and a tenth for one chapter.
func TestEmbedHeightIsKnownFromTheStart(t *testing.T) {
	t.Parallel()
	at := host(t)
	for _, c := range []struct {
		locale, chapter, depth string
		w, h                   int
		off                    float64
	}{{"ar", "", "", 390, 844, 0.05}, {"fr", "", "", 320, 568, 0.05}, {"en", "", "", 1280, 800, 0.05}, {"ar", "", "", 768, 1024, 0.05}, {"en", "", "", 844, 390, 0.05},
		{"fr", "algeria..corps", "", 390, 844, 0.1}, {"en", "groups", "", 1280, 800, 0.1}, {"ar", "", "short", 390, 844, 0.05}, {"en", "", "short", 1280, 800, 0.05}} {
		t.Run(fmt.Sprint(c.locale, c.chapter, c.depth, c.w), func(t *testing.T) {
			tab := blank(t, c.w, c.h)
			// The frame is loaded when it comes near, so the box can be measured before.
			must(t, tab.Go(at(`<div style="height:9000px"></div><div data-sahel-explainer data-locale=`+c.locale+` data-chapter="`+c.chapter+`" data-depth="`+c.depth+`"></div><script async src="{{BASE}}embed.js"></script>`)))
			must(t, tab.Wait(embedBox, 10*time.Second))
			guess := eval[float64](t, tab, embedBox+`.offsetHeight`)
			must(t, tab.Eval(`(scrollTo(0,8800),1)`, nil))
			f := framed(t, tab, "pinned")
			must(t, f.Eval(`(document.documentElement.dataset.whole="",1)`, nil))                 // as high as it is once all is laid out
			must(t, f.Eval(`Promise.all([...document.fonts].map(f=>f.load())).then(()=>1)`, nil)) // "loaded" is also what has not begun
			must(t, tab.Wait(fmt.Sprintf(`%s.offsetHeight!==%f`, embedBox, guess), 10*time.Second))
			settled(t, tab)
			high := eval[float64](t, f, `document.scrollingElement.scrollHeight`)
			t.Logf("%v expected, %v there: %.1f%%", guess, high, (guess/high-1)*100)
			if math.Abs(guess/high-1) > c.off {
				t.Errorf("the box was %v px high, the story is %v", guess, high)
			}
		})
	}
}

// A host that is isolated from other origins (COEP) shows the story as any other does.
func TestEmbedInAnIsolatedHost(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"require-corp", "credentialless"} {
		t.Run(policy, func(t *testing.T) {
			site := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.Header().Set("Cross-Origin-Embedder-Policy", policy)
				w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
				fmt.Fprintf(w, `<!doctype html><html lang=en><meta name=viewport content="width=device-width"><link rel=icon href="data:,"><body><script async data-locale="en" src="%s/embed.js"></script>`, base)
			})
			tab := blank(t, 800, 700)
			must(t, tab.Go(strings.Replace(site, "localhost", "127.0.0.1", 1)))
			framed(t, tab, "pinned")
			if !eval[bool](t, tab, "crossOriginIsolated") {
				t.Error("the host is not isolated: the test proves nothing")
			}
		})
	}
}

// In the real story a reader of a host's page keeps the step through a turned phone and a reload.
func TestEmbedKeepsTheStep(t *testing.T) {
	t.Parallel()
	tab := blank(t, 390, 844)
	must(t, tab.Go(host(t)(filler+`<script async data-locale="ar" src="{{BASE}}embed.js"></script>`+filler)))
	must(t, tab.Wait(embedBox, 10*time.Second))
	must(t, tab.Eval(`(`+embedBox+`.scrollIntoView(),1)`, nil))
	f := framed(t, tab, "pinned")
	must(t, f.Wait(`document.fonts.status==="loaded"`, 10*time.Second))
	settled(t, tab)
	scrollTo(t, tab, 30000)
	settled(t, f)
	settled(t, f)
	step := eval[string](t, f, activeStep)
	same := func(what string) {
		t.Helper()
		if err := f.Wait(fmt.Sprintf(`%s===%q&&%s===""`, activeStep, step, wrong), 10*time.Second); err != nil {
			t.Fatalf("%s: the reader was at %s and is at %s", what, step, eval[string](t, f, activeStep))
		}
		if top := eval[float64](t, tab, `document.querySelector("iframe").getBoundingClientRect().top`); math.Abs(top) > 1 {
			t.Errorf("%s: the frame stands at %v", what, top)
		}
	}
	must(t, tab.Size(844, 390))
	must(t, f.Wait(`innerWidth===844`, 10*time.Second))
	settled(t, tab)
	same("turned")
	must(t, tab.Size(390, 844))
	must(t, f.Wait(`innerWidth===390`, 10*time.Second))
	settled(t, tab)
	same("turned back")
	must(t, tab.Leave(`window.old=1;location.reload()`))
	must(t, tab.Wait(`!window.old&&document.readyState==="complete"`, 10*time.Second))
	f = framed(t, tab, "pinned")
	same("reloaded")
}
