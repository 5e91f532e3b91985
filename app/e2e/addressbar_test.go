package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/server"
)

// A phone of 390 px whose browser has an address bar of 80 px, which comes and goes while the reader scrolls.
const tallView, shortView = 844, 764

// onAPhone serves the site to such a phone. Its browser changes what is seen (innerHeight) as the bar comes and goes, but never vh, which
// is that of the tall view, nor svh, that of the short one. Chromium without a head has no bar and changes all of them together, so
// where the page is not in a frame they are written out in pixels, as is what embed.js gives its frame.
func onAPhone(t *testing.T) string {
	t.Helper()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	unit := regexp.MustCompile(`(\d*\.?\d+)(s?vh)\b`)
	fixed := func(text string) string {
		return unit.ReplaceAllStringFunc(text, func(m string) string {
			p := unit.FindStringSubmatch(m)
			n, err := strconv.ParseFloat(p[1], 64)
			must(t, err)
			return fmt.Sprintf("%gpx", n*map[string]float64{"vh": tallView, "svh": shortView}[p[2]]/100)
		})
	}
	style, policy := regexp.MustCompile(`(?s)<style>.*?</style>`), regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		file := map[string]string{"/ar/": "ar/index.html", "/embed.js": "embed.js"}[r.URL.Path]
		if file == "" || r.URL.Query().Has("embed") {
			s.ServeHTTP(w, r)
			return
		}
		raw, err := os.ReadFile(filepath.Join(dist, file))
		must(t, err)
		text := string(raw)
		if file == "embed.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, fixed(text))
			return
		}
		if !unit.MatchString(style.FindString(text)) || !policy.MatchString(text) {
			t.Error("the page states no heights, or no policy")
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, policy.ReplaceAllString(style.ReplaceAllStringFunc(text, fixed), ""))
	})
}

// seenGraphic is where the active step's graphic stands in the view: its figure's top, and how far its drawing, and the words at its
// head, are above or below what is seen.
const seenGraphic = `(()=>{const st=document.getElementById(document.getElementById("story").dataset.activeStep),sc=st.closest(".scene"),f=sc.querySelector("figure"),l=sc.querySelector(".layer[data-shown]")||[...sc.querySelectorAll(".layer")].find(l=>getComputedStyle(l).visibility==="visible"),p=[...l.querySelectorAll(".pic,.grid")].find(p=>p.getBoundingClientRect().width>0).getBoundingClientRect(),h=(l.querySelector(".headline")||sc.querySelector(".headline")).getBoundingClientRect();
	return {Step:st.id,Top:f.getBoundingClientRect().top,Above:-Math.min(h.top,p.top),Below:Math.max(h.bottom,p.bottom)}})()`

type graphicSeen struct {
	Step              string
	Top, Above, Below float64
}

// While a browser's bar comes and goes in the middle of a scene the reader stays at their step, nothing shifts, and the graphic stays
// in view, on the page of its own and in a pinned frame.
func TestAddressBarComesAndGoes(t *testing.T) {
	t.Parallel()
	at := onAPhone(t)
	host := httptest.NewServer(browser.Hosts("../../web/examples", at+"/"))
	afterTabs(t, host.Close)
	// The bar goes as the reader scrolls on a little, and comes back as they scroll up: one frame each.
	bar := func(t *testing.T, tab, story *browser.Tab, step string) {
		t.Helper()
		must(t, tab.Eval(`(window.shift=0,1)`, nil))
		must(t, story.Eval(`(window.shift=0,1)`, nil))
		for i, height := range []int{tallView, shortView, tallView, shortView} {
			must(t, tab.Eval(fmt.Sprintf(`(scrollBy({top:%d,behavior:"instant"}),1)`, []int{12, -12, 12, -12}[i]), nil))
			must(t, tab.Size(390, height))
			must(t, tab.Wait(fmt.Sprintf(`innerHeight===%d`, height), 5*time.Second))
			settled(t, tab)
			time.Sleep(300 * time.Millisecond) // what settles after scrolling, and the frame hears of it
			g := eval[graphicSeen](t, story, seenGraphic)
			if g.Step != step || g.Top < -1 || g.Top > 1 || g.Above > 1 || g.Below > float64(height)+1 {
				t.Errorf("with a view of %d px at %s: %+v", height, step, g)
			}
			if tab != story {
				if top := eval[float64](t, tab, `document.querySelector("iframe").getBoundingClientRect().top`); top < -1 || top > 1 {
					t.Errorf("with a view of %d px at %s the frame stands at %v", height, step, top)
				}
			}
		}
		for name, x := range map[string]*browser.Tab{"page": tab, "story": story} {
			if s := eval[float64](t, x, `shift`); s > 0.01 {
				t.Errorf("%s: the %s shifted by %.3f", step, name, s)
			}
		}
	}
	const watch = `(window.shift=0,new PerformanceObserver(l=>l.getEntries().forEach(e=>shift+=e.value)).observe({type:"layout-shift"}),1)`
	// A chart and a map, in the middle of their scenes.
	steps := []string{"groups-deaths", "corps-libya"}
	t.Run("standalone", func(t *testing.T) {
		tab := blank(t, 390, shortView)
		must(t, tab.Touch(true))
		must(t, tab.Go(at+"/ar/"))
		client(t, tab)
		must(t, tab.Eval(watch, nil))
		for _, s := range steps {
			must(t, tab.Eval(fmt.Sprintf(`%s(%q,0.3)`, browser.ScrollTo, s), nil))
			must(t, tab.Wait(fmt.Sprintf(`%s===%q`, activeStep, s), 10*time.Second))
			time.Sleep(time.Second) // the way between two states
			bar(t, tab, tab, s)
		}
	})
	t.Run("pinned", func(t *testing.T) {
		tab := blank(t, 390, shortView)
		must(t, tab.Touch(true))
		must(t, tab.Go(host.URL+"/"+browser.HostPage(filler+`<div data-sahel-explainer data-locale=fr></div><script async src="{{BASE}}embed.js"></script>`+filler)))
		must(t, tab.Wait(embedBox, 10*time.Second))
		must(t, tab.Eval(`scrollTo(0,`+embedBox+`.getBoundingClientRect().top+scrollY-300)`, nil))
		f, err := tab.Frame(at+"/", 15*time.Second)
		must(t, err)
		defer f.Close()
		must(t, f.Wait(`document.documentElement.dataset.mode==="pinned"&&document.documentElement.dataset.ready!=="static"`, 30*time.Second))
		must(t, tab.Wait(embedBox+`.offsetHeight>30000`, 15*time.Second))
		must(t, tab.Eval(watch, nil))
		must(t, f.Eval(watch, nil))
		for _, s := range steps {
			y := eval[float64](t, f, fmt.Sprintf(`((e,px)=>e.getBoundingClientRect().top+document.scrollingElement.scrollTop-px(e,"scrollMarginTop")-px(document.documentElement,"scrollPaddingTop"))(document.getElementById(%q),(e,n)=>parseFloat(getComputedStyle(e)[n]))`, s))
			must(t, tab.Eval(fmt.Sprintf(`scrollTo({top:%s.getBoundingClientRect().top+scrollY+%f,behavior:"instant"})`, embedBox, y), nil))
			must(t, f.Wait(fmt.Sprintf(`%s===%q`, activeStep, s), 10*time.Second))
			time.Sleep(time.Second)
			bar(t, tab, f, s)
		}
		for _, s := range f.Faults() {
			if !strings.HasPrefix(s, "log:") {
				t.Errorf("the frame complained: %s", s)
			}
		}
	})
}
