package e2e

import (
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/server"
)

// The client takes the page over without moving or re-creating anything of the article.
func TestClientTakesOverWithoutATrace(t *testing.T) {
	for _, l := range []string{"ar", "en"} {
		tab := blank(t, 390, 800)
		slow := late(t, ".wasm", 2*time.Second)
		must(t, tab.Go(slow+"/"+l+"/"))
		must(t, tab.Eval(`(()=>{window.shift=0;new PerformanceObserver(l=>{for(const e of l.getEntries())if(!e.hadRecentInput)window.shift+=e.value}).observe({type:"layout-shift",buffered:true});
			scrollTo({top:1500,behavior:"instant"});
			const h=document.querySelector("#opening-turn h3 a"), p=document.querySelector("#opening-turn p");
			h.expando=42;h.focus({preventScroll:true});getSelection().selectAllChildren(p);window.y0=scrollY;window.before=document.querySelectorAll("*").length;return 1})()`, nil))
		if eval[string](t, tab, `document.documentElement.dataset.ready`) != "static" {
			t.Fatal("the client was there before the test")
		}
		client(t, tab)
		time.Sleep(300 * time.Millisecond)
		got := eval[map[string]any](t, tab, `(()=>{const h=document.querySelector("#opening-turn h3 a");return{expando:h.expando,focus:document.activeElement===h,selection:getSelection().toString().length,moved:Math.abs(scrollY-window.y0),shift:window.shift,top:document.elementFromPoint(innerWidth/2,innerHeight/2)?.closest("main")!==null}})()`)
		if got["expando"] != float64(42) || got["focus"] != true || got["selection"].(float64) < 40 || got["moved"].(float64) > 0 || got["shift"].(float64) >= 0.01 || got["top"] != true {
			t.Errorf("%s: %v", l, got)
		}
	}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	srv := httptest.NewServer(h)
	afterTabs(t, srv.Close)
	return strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
}

// A page that still fetches when its test ends has not been left by its server, whichever of the two was there first.
func TestTabsGoBeforeTheirServers(t *testing.T) {
	t.Parallel()
	tab := blank(t, 390, 800)
	must(t, tab.Go(serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<!doctype html><link rel=icon href="data:,"><script>setInterval(()=>fetch("more"),5)</script>`))
	})))
	must(t, tab.Wait(`performance.getEntriesByType("resource").length>3`, soon))
}

// Whatever happens to the client, the story stays readable, follows the scroll, and alarms nobody.
func TestPageStandsWithoutTheClient(t *testing.T) {
	t.Parallel()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	for name, answer := range map[string]func(w http.ResponseWriter){
		"missing": func(w http.ResponseWriter) { w.WriteHeader(404) },
		"html": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("<h1>portal</h1>"))
		},
		"corrupt": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/wasm")
			w.Write([]byte("\x00asm\x01\x00\x00\x00junk"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, ".wasm") {
					answer(w)
					return
				}
				s.ServeHTTP(w, r)
			})
			tab := blank(t, 390, 800)
			must(t, tab.Go(url+"/ar/"))
			must(t, tab.Wait(`document.documentElement.dataset.client==="failed"`, 20*time.Second))
			for _, f := range tab.Faults() {
				if !strings.Contains(f, "404") { // the browser's own line about the missing file
					t.Errorf("console: %s", f)
				}
			}
			must(t, tab.Eval(`(document.getElementById("corps-libya").scrollIntoView({behavior:"instant"}),1)`, nil))
			time.Sleep(300 * time.Millisecond)
			got := eval[map[string]any](t, tab, `({step:document.getElementById("story").dataset.activeStep,text:document.querySelector("#corps-libya p").getBoundingClientRect().height>40,libya:getComputedStyle(document.querySelector("#corps-libya").closest(".scene").querySelector('.layer[data-state="libya"]')).visibility})`)
			if got["step"] != "corps-libya" || got["text"] != true || got["libya"] != "visible" {
				t.Errorf("%v", got)
			}
		})
	}
}

// The client comes when it comes: a reader who followed a link to a step and read on is not taken back to it.
func TestTheClientLeavesTheReaderWhereTheyAre(t *testing.T) {
	t.Parallel()
	tab := blank(t, 412, 823)
	must(t, tab.Go(late(t, ".wasm", 3*time.Second)+"/fr/#corps-june"))
	scrollTo(t, tab, eval[float64](t, tab, `scrollY`)+3000)
	if ready := eval[string](t, tab, `document.documentElement.dataset.ready`); ready != "static" {
		t.Fatalf("the client was not held back: %s", ready)
	}
	const top = `document.getElementById("corps-june").getBoundingClientRect().top`
	before := eval[float64](t, tab, top)
	client(t, tab)
	settled(t, tab)
	if after := eval[float64](t, tab, top); math.Abs(after-before) > 4 {
		t.Errorf("the step of the link stood at %v and stands at %v once the client is there", before, after)
	}
}
