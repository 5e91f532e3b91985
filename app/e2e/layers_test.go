package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// noTimelines makes Chromium a browser without scroll timelines as far as boot.js can see, and drops the rules that use them.
const noTimelines = `CSS.supports=()=>false;new MutationObserver((_,o)=>{const s=document.querySelector("style");if(s&&s.sheet&&document.body){o.disconnect();for(let i=s.sheet.cssRules.length-1;i>=0;i--){const r=s.sheet.cssRules[i];if(r instanceof CSSSupportsRule)s.sheet.deleteRule(i)}}}).observe(document,{childList:true,subtree:true})`

func positions(t *testing.T, tab *browser.Tab, n int) []float64 {
	h := eval[float64](t, tab, `document.documentElement.scrollHeight-innerHeight`)
	r := rand.New(rand.NewPCG(7, 7))
	out := []float64{0, h}
	for range n {
		out = append(out, float64(int(r.Float64()*h)))
	}
	return out
}

// frame waits until the browser has painted what the last scroll asked for: scroll events and timelines are only brought up
// to date with a frame, and on a busy machine that may come late. Where scripts are off no callback runs, and a screenshot
// makes the frame.
func frame(t *testing.T, tab *browser.Tab, scripts bool) {
	t.Helper()
	if scripts {
		must(t, tab.Eval(`new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(()=>r(1))))`, nil))
		return
	}
	_, err := tab.Screenshot()
	must(t, err)
}

// CSS alone, boot.js alone and the Go client show the same state of every scene at any position.
func TestAllLayersAgreeOnTheStateAtAnyPosition(t *testing.T) {
	t.Parallel() // most of it is waiting for frames
	ways := []struct {
		name  string
		setUp func(*browser.Tab)
		ready string
	}{
		{"css", func(tab *browser.Tab) { must(t, tab.Scripts(false)) }, `document.readyState==="complete"`},
		{"boot", func(tab *browser.Tab) {
			before(t, tab, noTimelines+`;delete window.WebAssembly`)
		}, `document.documentElement.dataset.steps==="js"&&document.documentElement.dataset.ready==="static"&&` + later + `===0`},
		{"client", func(*browser.Tab) {}, `document.documentElement.dataset.ready!=="static"&&` + later + `===0`},
	}
	for _, c := range []struct {
		size   [2]int
		page   string
		places int
	}{{[2]int{390, 800}, "/fr/", 12}, {[2]int{1440, 900}, "/fr/", 12}, {[2]int{390, 800}, "/ar/short/", 6}} {
		size := c.size
		var want [][]string
		var ys []float64
		for _, way := range ways {
			tab := blank(t, size[0], size[1])
			must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
			way.setUp(tab)
			must(t, tab.Go(base+c.page))
			must(t, tab.Wait(way.ready, 30*time.Second))
			if ys == nil {
				ys = positions(t, tab, c.places)
			}
			for i, y := range ys {
				scrollTo(t, tab, y)
				frame(t, tab, way.name != "css")
				if way.name != "css" {
					// Both look again when the browser tells that a step has crossed the line, which a busy one does a frame or two late.
					agreed, err := json.Marshal(want[i])
					must(t, err)
					_ = tab.Wait(fmt.Sprintf("JSON.stringify(%s)===JSON.stringify(%s)", seen, agreed), soon)
				}
				got := eval[[]string](t, tab, seen)
				if way.name == "css" {
					for j, s := range got {
						if s == "" {
							t.Errorf("%s, %v: css at %v: scene %d shows nothing", c.page, size, y, j)
						}
					}
					want = append(want, got)
					continue
				}
				for j := range got {
					if got[j] != want[i][j] {
						t.Errorf("%s, %v: at %v, scene %d: %s shows %.60q, css shows %.60q", c.page, size, y, j, way.name, got[j], want[i][j])
					}
				}
			}
			tab.Close()
		}
	}
}

// Without scripts and without scroll timelines every state stands at its step.
func TestEveryStateStandsAtItsStepWhereNothingCanSwitch(t *testing.T) {
	tab := blank(t, 1200, 900)
	must(t, tab.Media("print"))
	must(t, tab.Scripts(false))
	must(t, tab.Go(base+"/en/"))
	type row struct {
		Step          string
		Art, Text     float64
		Height, Steps float64
	}
	rows := eval[[]row](t, tab, `[...document.querySelectorAll(".layer")].map(l=>{const sc=l.closest(".scene"),st=sc.querySelector('[data-step][data-state="'+l.dataset.state+'"]');const a=[...l.querySelectorAll(".pic,.grid")].map(p=>p.getBoundingClientRect()).find(r=>r.height>0);return{Step:st.id,Art:a?a.top:-1,Height:a?a.height:0,Text:st.getBoundingClientRect().top,Steps:1}})`)
	for _, r := range rows {
		if r.Height < 100 || r.Art > r.Text {
			t.Errorf("step %s: its graphic is %.0f px high and stands at %.0f, the text at %.0f", r.Step, r.Height, r.Art, r.Text)
		}
	}
	if len(rows) < 20 {
		t.Errorf("only %d states", len(rows))
	}
}

// A reader without scripts has at least 98% of the words, and every graphic.
func TestWordsWithoutScripts(t *testing.T) {
	t.Parallel()
	// What a button is called that only scripts can serve is no word of the story.
	const words = `document.getElementById("story").innerText.split(/\s+/).length-[...document.querySelectorAll(".why")].filter(b=>b.offsetWidth).length`
	const graphics = `[...new Set([...document.querySelectorAll("[data-graphic]")].filter(f=>f.querySelector(".pic,.grid")).map(f=>f.dataset.graphic))].length`
	for _, l := range []string{"ar", "fr", "en"} {
		without := blank(t, 1280, 800)
		must(t, without.Scripts(false))
		must(t, without.Go(base+"/"+l+"/"))
		with := open(t, "/"+l+"/", 1280, 800)
		client(t, with)
		a, b := eval[float64](t, without, words), eval[float64](t, with, words)
		if a < 0.98*b || a < 3000 {
			t.Errorf("%s: %v words without scripts, %v with", l, a, b)
		}
		if n := eval[int](t, without, graphics); n != 9 {
			t.Errorf("%s: %d graphics without scripts", l, n)
		}
	}
}

// Scrolling through each language activates every step in order, each with its own state drawn.
func TestScrollingActivatesEveryStepInOrder(t *testing.T) {
	for _, l := range []string{"ar", "fr", "en"} {
		for _, size := range [][2]int{{390, 800}, {1440, 900}} {
			t.Run(fmt.Sprint(l, size[0]), func(t *testing.T) {
				t.Parallel() // most of it is waiting for frames
				tab := open(t, "/"+l+"/", size[0], size[1])
				client(t, tab)
				steps := eval[[]string](t, tab, `[...document.querySelectorAll("[data-step]")].map(s=>s.dataset.step)`)
				if len(steps) < 30 {
					t.Fatalf("%d steps", len(steps))
				}
				ways := []string{"down", "up"}
				if size[0] > 390 || l != "ar" { // the way back is the same code in every language
					ways = ways[:1]
				}
				for _, way := range ways {
					if way == "up" {
						slices.Reverse(steps)
					}
					for _, s := range steps {
						must(t, tab.Eval(fmt.Sprintf(`%s(%q,0.25)`, browser.ScrollTo, s), nil))
						must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q`, s), 3*time.Second))
						bad := eval[string](t, tab, fmt.Sprintf(`(()=>{const st=document.getElementById(%q),sc=st.closest(".scene");const ls=[...sc.querySelectorAll(".layer[data-shown]")];if(ls.length!==1||ls[0].dataset.state!==st.dataset.state)return "shows "+ls.map(l=>l.dataset.state);const p=[...ls[0].querySelectorAll(".pic,.grid")].find(p=>p.getBoundingClientRect().width>0);return p&&p.querySelectorAll("text,td").length>0?"":"draws nothing"})()`, s))
						if bad != "" {
							t.Errorf("%s at %s: %s", way, s, bad)
						}
					}
				}
			})
		}
	}
}

// For random paths that end at y, the state is that of a fresh load at y.
func TestStateKeepsNoHistory(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 1440, 900)
	client(t, tab)
	r := rand.New(rand.NewPCG(3, 4))
	h := eval[float64](t, tab, `document.documentElement.scrollHeight-innerHeight`)
	for range 4 {
		y := r.Float64() * h
		for range 5 {
			scrollTo(t, tab, r.Float64()*h)
		}
		scrollTo(t, tab, y)
		settled(t, tab)
		walked := eval[[]string](t, tab, `[...document.querySelectorAll(".layer[data-shown]")].map(l=>l.dataset.state).concat(document.getElementById("story").dataset.activeStep)`)
		fresh := open(t, "/en/", 1440, 900)
		client(t, fresh)
		scrollTo(t, fresh, y)
		settled(t, fresh)
		got := eval[[]string](t, fresh, `[...document.querySelectorAll(".layer[data-shown]")].map(l=>l.dataset.state).concat(document.getElementById("story").dataset.activeStep)`)
		if !slices.Equal(walked, got) {
			t.Errorf("at %.0f: walked %v, fresh %v", y, walked, got)
		}
		fresh.Close()
	}
}
