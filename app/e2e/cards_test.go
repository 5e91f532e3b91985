package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
)

// click presses and lets go of the mouse at a point of the window, as a reader does.
func click(t *testing.T, tab *browser.Tab, x, y float64) {
	t.Helper()
	for _, typ := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		_, err := chromedp.Call(tab.Context(), input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: typ, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1})
		must(t, err)
	}
}

// card is what a card without scripts shows: its steps, the states of its picture, the count, how far it could be scrolled and has been,
// and how much of its text is cut.
const card = `(()=>{const on=(e)=>{const s=getComputedStyle(e),r=e.getBoundingClientRect();return s.visibility==="visible"&&r.width>0&&r.height>0},all=(q)=>[...document.querySelectorAll(q)].filter(on),d=document.scrollingElement;
return [all(".step").map(e=>e.dataset.step+" "+e.dataset.state).join(),all(".scene .layer").map(e=>e.dataset.state).join(),all(".turns .stepper-count").map(e=>e.firstChild.data.trim()).join(),d.scrollTop,innerWidth-d.scrollWidth<0].join("|")})()`

// Where no script runs (TinyMCE puts every frame into sandbox="", a sanitiser may too) the story is complete: one card at a time, each
// with its picture's state, turned by the mouse and by keys, and the wheel over it is the host's.
func TestCardsWithoutScripts(t *testing.T) {
	t.Parallel()
	at := host(t)
	for _, c := range []struct {
		page string
		w, h int
	}{{"ar/?embed=1", 390, 640}, {"fr/frame.html?embed=1", 650, 560}} {
		t.Run(c.page, func(t *testing.T) {
			t.Parallel()
			tab := blank(t, c.w, 800)
			must(t, tab.Go(at(fmt.Sprintf(`<iframe sandbox="" src="{{BASE}}%s" title=s width="100%%" height=%d frameborder=0></iframe><div style="height:3000px"></div>`, c.page, c.h))))
			f, err := tab.Frame(base+"/"+c.page, soon)
			must(t, err)
			defer f.Close()
			must(t, f.Wait(`document.readyState==="complete"`, soon))
			var steps []string
			must(t, f.Eval(`[...document.querySelectorAll(".step")].map(e=>e.dataset.step+" "+e.dataset.state+"|"+e.dataset.state)`, &steps))
			rtl := eval[bool](t, f, `document.dir==="rtl"`)
			x := map[bool]float64{false: float64(c.w) - 30, true: 30}[rtl] // the way on is at the line's end
			for i, want := range steps {
				want += fmt.Sprintf("|%d / %d|0|false", i+1, len(steps))
				must(t, f.Wait(card+`===`+fmt.Sprintf("%q", want), soon))
				if i == 2 { // radio buttons know the arrows
					must(t, tab.Press("ArrowDown"))
					continue
				}
				click(t, tab, x, float64(c.h)-24)
			}
			for range 6 {
				must(t, tab.Wheel(100, 200, 100))
			}
			must(t, tab.Wait(`scrollY===600`, soon))
		})
	}
}

// Where scripts run they take the buttons away, and the story goes on at the card that a reader has turned to.
func TestCardsGiveWayToScripts(t *testing.T) {
	t.Parallel()
	tab := blank(t, 390, 800)
	must(t, tab.Go(host(t)(`<iframe src="{{BASE}}en/?embed=1" title=s width="100%" height=640 frameborder=0></iframe>`)))
	f, err := tab.Frame(base+"/en/", soon)
	must(t, err)
	defer f.Close()
	must(t, f.Wait(`document.documentElement.dataset.mode==="stepper"&&document.querySelector(".stepper-count")?.textContent.startsWith("1 / ")&&!document.querySelector(".pick,.turns,base,[data-cards]")`, soon))
}

// In a window of its own the page for frames leads to the story.
func TestFramePageAlone(t *testing.T) {
	t.Parallel()
	tab := open(t, "/fr/frame.html#corps-exit", 700, 600)
	must(t, tab.Wait(`location.pathname==="/fr/"&&location.hash==="#corps-exit"`, soon))
	must(t, tab.Go(base+"/fr/?embed=1"))
	must(t, tab.Wait(`document.documentElement.dataset.mode==="standalone"&&!document.querySelector(".pick,[data-cards]")`, soon))
}

// A single graphic in a frame of any height shows one whole state and the way to the others, and tells the height that it would like,
// also from a frame that is far too low; state says which one is first.
func TestBareGraphic(t *testing.T) {
	t.Parallel()
	tab := blank(t, 500, 800)
	must(t, tab.Go(host(t)(`<script>heard=0;addEventListener("message",e=>{if(e.data.type==="height")heard=e.data.height})</script><iframe src="{{BASE}}fr/graphics/output/?embed=1&state=capacity" title=s width="100%" height=150 frameborder=0></iframe>`)))
	f, err := tab.Frame(base+"/fr/graphics/output/", soon)
	must(t, err)
	defer f.Close()
	must(t, tab.Wait(`heard>350&&heard<=600`, soon))
	const fits = `(()=>{const fs=[...document.querySelectorAll(".alone-state")].filter(e=>e.offsetHeight),turns=[...document.querySelectorAll(".turns")].filter(e=>e.offsetHeight);
		return fs.length===1&&turns.length===1&&turns[0].getBoundingClientRect().bottom<=innerHeight+1&&[...fs[0].querySelectorAll(".pic,.grid")].filter(e=>e.getBoundingClientRect().height>50).every(e=>e.getBoundingClientRect().bottom<=turns[0].getBoundingClientRect().top+1)&&fs[0].dataset.state})()`
	for _, h := range []int{400, 560, 900} {
		must(t, tab.Eval(fmt.Sprintf(`void(document.querySelector("iframe").height=%d)`, h), nil))
		must(t, f.Wait(fmt.Sprintf(`innerHeight===%d&&(%s)==="capacity"`, h, fits), soon))
	}
	must(t, f.Painted())
	must(t, tab.Painted()) // a click goes to where the last frame that was drawn has the frame's edge
	click(t, tab, 450, float64(eval[int](t, f, `Math.round([...document.querySelectorAll(".turns")].find(e=>e.offsetHeight).getBoundingClientRect().top)`))+24)
	must(t, f.Wait(`(`+fits+`)!=="capacity"`, soon))
}
