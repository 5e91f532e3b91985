package e2e

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/components/scroll"
)

// laid is where the shown state's land stands in its picture, as the browser has it now: scale and offset.
const laid = `(id=>{const st=document.getElementById(id),l=st.closest(".scene").querySelector('.layer[data-state="'+st.dataset.state+'"]');const p=[...l.querySelectorAll(".pic")].find(p=>p.getBoundingClientRect().width>0),g=p.querySelector(":scope>[transform]"),m=getComputedStyle(g).transform.match(/-?[\d.e]+/g).map(Number);return{Now:m,Host:g.getAttribute("transform"),Flying:p.dataset.flying||"",Moving:g.getAnimations().length}})`

type landed struct {
	Now          []float64
	Host, Flying string
	Moving       int
}

// Between two states the map travels: the new land starts where the old one stood, moves on in between, and rests exactly where
// the host drew it; nothing is clipped to a box on the way, and ECharts has no part in it.
func TestMapFliesFromStateToState(t *testing.T) {
	tab := open(t, "/fr/", 1440, 900)
	client(t, tab)
	at := func(step string) landed { return eval[landed](t, tab, laid+fmt.Sprintf("(%q)", step)) }
	host := func(l landed) scroll.Camera {
		c, ok := scroll.ParseCamera(l.Host)
		if !ok {
			t.Fatalf("the host wrote %q", l.Host)
		}
		return c
	}
	must(t, tab.Eval(browser.ScrollTo+`("algeria-border",0.25)`, nil))
	must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="algeria-border"`, 5*time.Second))
	must(t, tab.Wait(`!document.querySelector("[data-flying]")`, 5*time.Second))
	from, to := host(at("algeria-border")), host(at("algeria-drone"))
	if math.Abs(to.K/from.K-1) < 0.5 {
		t.Fatalf("the two states do not differ enough to see a flight: %v, %v", from, to)
	}
	// Time stands still in the flight at three moments, so that a busy machine changes nothing.
	must(t, tab.Eval(browser.ScrollTo+`("algeria-drone",0.25)`, nil))
	must(t, tab.Wait(`document.querySelector('.pic[data-flying="to"]')`, 5*time.Second))
	for _, part := range []float64{0, 0.5, 0.9} {
		must(t, tab.Eval(fmt.Sprintf(`(document.getAnimations().filter(a=>a.effect.target.matches&&a.effect.target.matches("[data-land]")).forEach(a=>{a.pause();a.currentTime=a.effect.getTiming().duration*%g}),1)`, part), nil))
		got, want := at("algeria-drone"), from.Toward(to, scroll.Ease(part))
		if got.Moving == 0 {
			t.Fatalf("at %g nothing moves: %+v", part, got)
		}
		if math.Abs(got.Now[0]-want.K) > 0.02*want.K || math.Abs(got.Now[4]-want.X) > 4 || math.Abs(got.Now[5]-want.Y) > 4 {
			t.Errorf("at %g of the way the land stands at %v, want %v", part, got.Now, want)
		}
	}
	must(t, tab.Wait(`!document.querySelector("[data-flying]")`, 5*time.Second))
	if got := at("algeria-drone"); got.Moving != 0 || got.Now[0] != to.K || got.Now[4] != to.X || got.Now[5] != to.Y {
		t.Errorf("it rests at %+v, want %v", got, to)
	}
	// Interrupted by the next step, it goes on from where it is.
	must(t, tab.Eval(browser.ScrollTo+`("algeria-border",0.25)`, nil))
	must(t, tab.Wait(`document.querySelector("[data-flying]")`, 5*time.Second))
	must(t, tab.Eval(browser.ScrollTo+`("algeria-drone",0.25)`, nil))
	must(t, tab.Wait(`!document.querySelector("[data-flying]")&&document.getElementById("story").dataset.activeStep==="algeria-drone"`, 5*time.Second))
	if got := at("algeria-drone"); got.Now[0] != to.K || got.Moving != 0 {
		t.Errorf("after an interrupted flight it rests at %+v", got)
	}
	if eval[bool](t, tab, `!!document.querySelector(".scene-map .live")`) {
		t.Error("ECharts drew over a map")
	}
}

// Where states stand each at its step, unrolled or because a window is too low, no map flies: both are in view, and would lose their
// labels.
func TestMapDoesNotFlyWhereStatesStandApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path          string
		width, height int
	}{{"/ar/?mode=unrolled", 390, 2000}, {"/en/", 640, 360}} {
		tab := open(t, c.path, c.width, c.height)
		client(t, tab)
		must(t, tab.Eval(`(window.flown=0,new MutationObserver(all=>{flown+=all.length})
			.observe(document.body,{subtree:true,attributeFilter:["data-flying"]}),1)`, nil))
		for _, step := range []string{"algeria-border", "algeria-drone"} {
			// Again and again: what was far away takes its height when it comes near.
			must(t, tab.Wait(fmt.Sprintf(`(s=>{scrollTo({top:s.getBoundingClientRect().top+scrollY-innerHeight*0.4,behavior:"instant"});
				return document.getElementById("story").dataset.activeStep===s.id})(document.getElementById(%q))`, step), soon))
		}
		must(t, tab.Painted())
		if n := eval[int](t, tab, "flown"); n > 0 {
			t.Errorf("%s at %dx%d: pictures were said to fly %d times", c.path, c.width, c.height, n)
		}
		tab.Close()
	}
}

// Readers without motion see the new state at once, and who reads only maps fetches no ECharts.
func TestMapStandsStillWithoutMotion(t *testing.T) {
	tab := blank(t, 390, 800)
	must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
	must(t, tab.Go(base+"/ar/#algeria-border"))
	client(t, tab)
	must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="algeria-border"`, 5*time.Second))
	must(t, tab.Eval(browser.ScrollTo+`("algeria-drone",0.25)`, nil))
	must(t, tab.Wait(`document.getElementById("story").dataset.activeStep==="algeria-drone"`, 5*time.Second))
	if got := eval[landed](t, tab, laid+`("algeria-drone")`); got.Moving != 0 || got.Flying != "" {
		t.Errorf("the map moves: %+v", got)
	}
	for _, u := range tab.Requests() {
		if strings.Contains(u, "echarts") {
			t.Errorf("%s was asked for", u)
		}
	}
}

// A picture of a map runs over its box to the edges of the stage, so its land must go on that far: where it was cut off, a reader with
// a wide or a tall screen saw a straight coast that is none. To the west lies the ocean, which needs no end.
func TestLandGoesOnBeyondTheStage(t *testing.T) {
	t.Parallel()
	for _, locale := range []string{"ar", "fr"} {
		tab := open(t, "/"+locale+"/", 1440, 900)
		for _, size := range [][2]int{{1440, 900}, {2560, 1080}, {1024, 1366}, {768, 1024}, {360, 780}} {
			must(t, tab.Size(size[0], size[1]))
			cut := eval[[]string](t, tab, `[...document.querySelectorAll(".scene-map .layer")].flatMap(l=>{const s=l.closest(".stage").getBoundingClientRect(),b=[...l.querySelectorAll(".pic > [transform]")].map(g=>g.getBoundingClientRect()).filter(r=>r.width>0);
if(!b.length)return[l.dataset.state+": no land"];const m=(f,k)=>f(...b.map(r=>r[k])),out=[];
if(m(Math.max,"right")<s.right)out.push("right");if(m(Math.min,"top")>s.top)out.push("top");if(m(Math.max,"bottom")<s.bottom)out.push("bottom");return out.length?[l.dataset.state+": "+out]:[]})`)
			for _, c := range cut {
				t.Errorf("%s at %dx%d: the land ends within the stage, %s", locale, size[0], size[1], c)
			}
		}
		tab.Close()
	}
}
