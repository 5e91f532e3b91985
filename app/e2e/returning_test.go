package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sahel-explainer/app/build"
	"sahel-explainer/app/server"
)

// A reader who comes back to a newer edition is told, on this device alone, which steps say something else; once closed, no more. A first
// visit and a frame are told nothing, and nothing moves for it.
func TestReturningReaderIsToldWhatChanged(t *testing.T) {
	t.Parallel()
	const second = "../build/testdata/second"
	first, next := filepath.Join(t.TempDir(), "first"), filepath.Join(t.TempDir(), "next")
	_, err := build.Build(build.Options{Root: "../..", Story: second, Out: first})
	must(t, err)
	story := filepath.Join(t.TempDir(), "story")
	must(t, os.CopyFS(story, os.DirFS(second)))
	for file, edit := range map[string][2]string{
		"locales/outline.toml":           {`edition = "2026-11-25"`, `edition = "2026-12-01"`},
		"locales/messages/story.fr.toml": {`title = "Le Congo"`, `title = "Le fleuve Congo"`},
	} {
		name := filepath.Join(story, file)
		text, err := os.ReadFile(name)
		must(t, err)
		if !strings.Contains(string(text), edit[0]) {
			t.Fatalf("%s has no %s", file, edit[0])
		}
		must(t, os.WriteFile(name, []byte(strings.Replace(string(text), edit[0], edit[1], 1)), 0o644))
	}
	_, err = build.Build(build.Options{Root: "../..", Story: story, Out: next, Editions: first})
	must(t, err)

	var now atomic.Value
	publish := func(dir string) {
		s, err := server.Load(os.DirFS(dir))
		must(t, err)
		now.Store(http.Handler(s))
	}
	publish(first)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/host":
			fmt.Fprint(w, `<!doctype html><link rel="icon" href="data:,"><title>Host</title><iframe src="/fr/?embed=1" width="390" height="700"></iframe>`)
		case strings.HasSuffix(r.URL.Path, "/sw.js"): // what a worker keeps is another test's
			w.Header().Set("Content-Type", "text/javascript")
		default:
			now.Load().(http.Handler).ServeHTTP(w, r)
		}
	}))
	afterTabs(t, srv.Close)
	tab := blank(t, 390, 844)
	visit := func(path string) {
		t.Helper()
		must(t, tab.Go(srv.URL+path))
		client(t, tab)
	}
	const kept, notice = `localStorage.getItem("sahel.edition")`, `document.querySelector(".notice[data-since]")`
	silent := func(when, day string) {
		t.Helper()
		must(t, tab.Wait(kept+`===`+fmt.Sprintf("%q", day), 10*time.Second))
		if eval[bool](t, tab, `!!`+notice) {
			t.Errorf("%s: a reader is told of changes", when)
		}
	}
	visit("/fr/")
	silent("at the first visit", "2026-11-25")

	publish(next)
	must(t, tab.Go(srv.URL+"/host"))
	const frame = `document.querySelector("iframe").contentDocument`
	must(t, tab.Wait(frame+`?.readyState==="complete"&&!!`+frame+`.querySelector("#river-second")`, soon))
	must(t, tab.Eval(`(`+frame+`.defaultView.dispatchEvent(new PointerEvent("pointerdown")),1)`, nil))
	must(t, tab.Wait(frame+`.documentElement.dataset.ready==="client"&&!!`+frame+`.querySelector(".pager")`, soon))
	if eval[bool](t, tab, `!!`+frame+`.querySelector(".notice[data-since]")`) || eval[string](t, tab, `localStorage.getItem("sahel.edition")`) != "2026-11-25" {
		t.Error("a frame tells of changes, or counts as a visit")
	}

	visit("/fr/")
	must(t, tab.Wait(notice, 10*time.Second))
	if got := eval[string](t, tab, notice+`.querySelector("span").textContent`); got != "Modifié depuis votre dernière visite\u00a0: Le fleuve Congo" {
		t.Errorf("a reader is told %q", got)
	}
	shift := `new Promise(ok=>{let n=0;new PerformanceObserver(l=>l.getEntries().forEach(e=>n+=e.value)).observe({type:"layout-shift",buffered:true});requestAnimationFrame(()=>setTimeout(()=>ok(n),0))})`
	if n := eval[float64](t, tab, shift); n > 0.02 {
		t.Errorf("the page shifts by %g", n)
	}
	if got := eval[string](t, tab, kept); got != "2026-11-25" {
		t.Errorf("before it is closed the device keeps %s", got)
	}
	must(t, tab.Eval(`(`+notice+`.querySelector("a").click(),1)`, nil))
	must(t, tab.Wait(`!`+notice+`&&location.hash==="#river-second"`, 10*time.Second))
	visit("/fr/?again")
	silent("after a step was gone to", "2026-12-01")

	must(t, tab.Eval(`(localStorage.setItem("sahel.edition","2026-11-25"),1)`, nil))
	visit("/ar/") // where nothing has changed
	silent("in a language without a change", "2026-12-01")
}
