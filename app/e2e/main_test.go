// Package e2e proves in headless Chromium what a reader of the built site gets. What other engines show is looked at in app/eyes.
package e2e

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/build"
	"sahel-explainer/app/server"
)

var (
	dist   string // the built site
	base   string // its address
	chrome *browser.Browser
)

// cleanups are what tests leave for the end, last first.
var cleanups []func()

// abreast is how many tests run beside each other at least: they wait for frames more than they use the machine. What measures time
// or frames, or depends on the focus of a window, is not t.Parallel.
const abreast = 3

func TestMain(m *testing.M) {
	flag.Parse()
	if p := flag.Lookup("test.parallel"); p.Value.(flag.Getter).Get().(int) < abreast {
		p.Value.Set(strconv.Itoa(abreast))
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	tmp, err := os.MkdirTemp("", "e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(tmp)
	dist = filepath.Join(tmp, "dist")
	if _, err = build.Build(build.Options{Root: "../..", Out: dist}); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		return 1
	}
	s, err := server.Load(os.DirFS(dist))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	srv := httptest.NewServer(s)
	defer srv.Close()
	base = strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
	if chrome, err = browser.Start(context.Background(), filepath.Join(tmp, "profile"), "site-per-process", true); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer chrome.Close()
	defer func() {
		for i := len(cleanups) - 1; i >= 0; i-- {
			cleanups[i]()
		}
	}()
	return m.Run()
}

// open opens a page of the site in a fresh tab of the given size.
func open(t *testing.T, path string, width, height int) *browser.Tab {
	t.Helper()
	tab := blank(t, width, height)
	must(t, tab.Go(base+path))
	return tab
}

// tabs are those of each test, as what judges and closes one.
var tabs sync.Map

// closeTabs judges and closes the tabs of a test, whatever has been opened first: of a server that went before them, what a page still
// fetches after the test's last line would fail, and be taken for the page's fault.
func closeTabs(t *testing.T) {
	if list, ok := tabs.LoadAndDelete(t); ok {
		for _, end := range *list.(*[]func()) {
			end()
		}
	}
}

// afterTabs ends a server when a test has ended, after its tabs.
func afterTabs(t *testing.T, end func()) {
	t.Cleanup(func() {
		closeTabs(t)
		end()
	})
}

// blank opens an empty tab. It is closed by a cleanup; a server that its page comes from goes after it, by afterTabs.
func blank(t *testing.T, width, height int) *browser.Tab {
	t.Helper()
	tab, err := chrome.NewTab()
	must(t, err)
	list, _ := tabs.LoadOrStore(t, &[]func(){})
	*list.(*[]func()) = append(*list.(*[]func()), func() {
		for _, f := range tab.Faults() {
			t.Errorf("the page complained: %s", f)
		}
		tab.Close()
	})
	t.Cleanup(func() { closeTabs(t) })
	must(t, tab.Size(width, height))
	return tab
}

// client waits until the Go client has taken over; on a phone it waits for the reader to do something.
func client(t *testing.T, tab *browser.Tab) {
	t.Helper()
	// A page that has only just been gone to may have no root element yet.
	must(t, tab.Wait(`document.readyState!=="loading"&&document.documentElement`, soon))
	// Beside other tests a machine is slow now and then, and would be spared movement: pace_test is about that, the others are not.
	must(t, tab.Eval(`(document.documentElement.dataset.pace="free",dispatchEvent(new Event("pointerdown")))`, nil))
	must(t, tab.Wait(`document.documentElement.dataset.ready!=="static" && document.querySelector(".pager")`, soon))
}

// arrived waits, where the page itself leads to another document, until that one is there from end to end: the first of its
// elements can be found long before the last.
func arrived(t *testing.T, tab *browser.Tab, js string) {
	t.Helper()
	must(t, tab.Wait(`document.readyState==="complete"&&(`+js+`)`, soon))
}

// explorable waits, once the client is there, until each graphic has its place for the keyboard.
func explorable(t *testing.T, tab *browser.Tab) {
	t.Helper()
	client(t, tab)
	must(t, tab.Wait(`document.querySelector(".marks")`, 20*time.Second))
}

// late serves the site, its files of one kind after a delay, and gives its address.
func late(t *testing.T, suffix string, by time.Duration) string {
	t.Helper()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, suffix) {
			time.Sleep(by)
		}
		s.ServeHTTP(w, r)
	})
}

// settled waits until the browser has made two frames: what a scroll or a key sets off has run by then.
func settled(t *testing.T, tab *browser.Tab) {
	t.Helper()
	must(t, tab.Painted())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t *testing.T, tab *browser.Tab, js string) T {
	t.Helper()
	var out T
	must(t, tab.Eval(js, &out))
	return out
}

// scrollTo goes to a position at once and waits for a few frames; where scripts are off no frame callback would come.
func scrollTo(t *testing.T, tab *browser.Tab, y float64) {
	t.Helper()
	must(t, tab.Eval(fmt.Sprintf(`(scrollTo({top:%f,behavior:"instant"}),1)`, y), nil))
	time.Sleep(70 * time.Millisecond)
}

// seen is, for each scene, the state whose drawing is visible and a piece of what is drawn there. It reads computed style, not
// attributes, so it holds for CSS, boot.js and the client alike.
const seen = `[...document.querySelectorAll(".scene")].map(sc=>[...sc.querySelectorAll(".layer")].filter(l=>{const s=getComputedStyle(l);return s.visibility==="visible"&&s.display!=="none"&&+s.opacity>0.5}).map(l=>{const pics=[...l.querySelectorAll(".pic,.grid")].filter(p=>p.getBoundingClientRect().width>0);return l.dataset.state+":"+pics.length+":"+pics.map(p=>p.querySelectorAll("*").length+p.textContent).join("|")}).join("+")).map(s=>s.slice(0,400))`
