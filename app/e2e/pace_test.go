package e2e

import (
	"fmt"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// heavy makes every way that ECharts computes take the given milliseconds of the main thread, as it would on an old phone, and counts
// in window.played the changes that a chart has played.
const heavy = `window.played=0;new MutationObserver(l=>{for(const m of l)if(m.target.hasAttribute("data-live")&&m.oldValue===null)played++}).observe(document,{subtree:true,attributes:true,attributeFilter:["data-live"],attributeOldValue:true});
{let lib;Object.defineProperty(window,"sahelECharts",{configurable:true,get:()=>lib,set(v){lib={...v,init(...a){const c=v.init(...a),set=c.setOption.bind(c);c.setOption=(...b)=>{const r=set(...b),end=performance.now()+%d;while(b[0].animation&&performance.now()<end);return r};return c}}}})}`

// asDrawn notes in window.odd what ECharts says at the end of a change, in the reader's browser, and not the drawing, or the other way: the
// words of an axis among it, which go with its values as a list.
const asDrawn = `window.odd=null;new MutationObserver(l=>{for(const {target:g,oldValue:was} of l){
const live=g.querySelector(".live"),pic=[...g.querySelectorAll(".layer[data-shown] .pic")].find(p=>p.getBoundingClientRect().width>0);
if(odd!==null||was===null||g.hasAttribute("data-live")||!live||!pic)continue;
const [a,b]=[live,pic].map(e=>[...e.querySelectorAll("text")].map(x=>x.textContent.trim()).filter(Boolean).sort().join("|"));
odd=a===b&&/(^|[|])20\d\d[|]/.test(a)?"":a+" / "+b}}).observe(document,{subtree:true,attributes:true,attributeFilter:["data-live"],attributeOldValue:true});`

// A chart plays the way between two states where that costs little; where it holds the page up, a few changes show it, and from then
// on states change at once, without ECharts and without what it held.
func TestChartsMoveOnlyWhereThePageBearsIt(t *testing.T) {
	for _, c := range []struct {
		name  string
		takes int
		moves bool
	}{{"fast", 0, true}, {"slow", 150, false}} {
		t.Run(c.name, func(t *testing.T) {
			tab := blank(t, 390, 844)
			before(t, tab, fmt.Sprintf(heavy, c.takes)+asDrawn)
			must(t, tab.Go(base+"/fr/"))
			client(t, tab)
			must(t, tab.Eval(`delete document.documentElement.dataset.pace`, nil))
			must(t, tab.Eval(`document.querySelector(".scene-chart").scrollIntoView({behavior:"instant"})`, nil))
			must(t, tab.Wait(`document.documentElement.dataset.ready==="charts"`, 20*time.Second))
			steps := eval[[]string](t, tab, `[...document.querySelector(".scene-chart").querySelectorAll(".step")].map(s=>s.id)`)
			if len(steps) < 3 {
				t.Fatalf("the first chart has the steps %v", steps)
			}
			var played []int
			for range 3 {
				for _, step := range steps[:2] {
					must(t, tab.Eval(browser.ScrollTo+fmt.Sprintf(`(%q,0.25)`, step), nil))
					must(t, tab.Wait(fmt.Sprintf(`(st=>document.getElementById("story").dataset.activeStep===%q&&st.closest(".scene").querySelector(".layer[data-shown]").dataset.state===st.dataset.state)(document.getElementById(%[1]q))`, step), 5*time.Second))
					must(t, tab.Wait(`!document.querySelector(".graphic[data-live]")`, 10*time.Second))
					played = append(played, eval[int](t, tab, "played"))
				}
			}
			n := len(played)
			if played[1] == 0 {
				t.Errorf("no change of state was ever played: %v", played)
			}
			if c.moves { // a busy machine may leave out the later ones
				if odd := eval[*string](t, tab, "odd"); odd == nil || *odd != "" {
					t.Errorf("what moved does not say what is drawn: %v", odd)
				}
				return
			}
			if played[n-1] != played[n-2] {
				t.Errorf("it goes on playing on a device that takes %d ms to begin: %v", c.takes, played)
			}
			if eval[bool](t, tab, `!!document.querySelector(".scene-chart .live")`) {
				t.Error("ECharts still holds a chart")
			}
		})
	}
}
