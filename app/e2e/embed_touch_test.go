package e2e

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// A chapter's embed between two margins of the host, so that there is an outside to scroll by. The host writes down the steps that it
// is told of and where the frame stood while it was pinned.
const marginHost = `<style>#m{margin-inline:60px}</style>` + filler + `<div id=m><div data-sahel-explainer data-locale=fr data-chapter=algeria></div></div><script async src="{{BASE}}embed.js"></script>` + filler + `
<script>window.told=[];window.off=0;addEventListener("sahel-explainer:step",e=>told.push(e.detail.step));
addEventListener("scroll",()=>requestAnimationFrame(()=>{const b=document.querySelector("[data-sahel-explainer-box]"),f=b&&b.querySelector("iframe");if(!f)return;const r=b.getBoundingClientRect(),t=f.getBoundingClientRect();if(r.top<0&&r.bottom>t.height)off=Math.max(off,Math.abs(t.top))}))</script>`

// Wheel, finger and keyboard, over the frame and beside it, walk the host through every step in order, down and up again, and out of
// the frame at either end; meanwhile the frame stands still.
func TestEmbedIsScrolledByEveryMeans(t *testing.T) {
	t.Parallel()
	at := host(t)
	tab := blank(t, 900, 700)
	must(t, tab.Touch(true))
	must(t, tab.Go(at(marginHost)))
	inSight(t, tab)
	f := framed(t, tab, "pinned")
	must(t, tab.Wait(embedBox+`.offsetHeight>2000`, soon))
	steps := eval[[]string](t, f, `[...document.querySelectorAll("[data-step]")].map(s=>s.dataset.step)`)
	const outside, over = 20, 450
	wheel := func(x float64) func(float64) error {
		return func(d float64) error { return tab.Wheel(x, 300, d*240) }
	}
	drag := func(x float64) func(float64) error {
		return func(d float64) error { return tab.Drag(x, 350+d*110, 0, -d*220) }
	}
	keys := func(in *browser.Tab) func(float64) error {
		return func(d float64) error { return in.Press(map[float64]string{1: "PageDown", -1: "PageUp"}[d]) }
	}
	for _, c := range []struct {
		name string
		by   func(float64) error
		into string // where focus goes first
	}{
		{"wheel outside", wheel(outside), ""}, {"wheel over", wheel(over), ""},
		{"finger outside", drag(outside), ""}, {"finger over", drag(over), ""},
		{"keyboard of the host", keys(tab), "host"}, {"keyboard in the frame", keys(tab), "frame"},
	} {
		t.Run(c.name, func(t *testing.T) {
			must(t, tab.Eval(`(scrollTo({top:`+embedBox+`.getBoundingClientRect().top+scrollY-60,behavior:"instant"}),told.length=0,off=0,1)`, nil))
			settled(t, tab)
			switch c.into {
			case "host":
				must(t, tab.Eval(`(document.querySelector("iframe").blur(),document.body.tabIndex=-1,document.body.focus({preventScroll:true}),1)`, nil))
			case "frame":
				must(t, tab.Eval(`document.querySelector("iframe").focus({preventScroll:true})`, nil))
				must(t, f.Eval(`document.getElementById("story").focus({preventScroll:true})`, nil))
			}
			walk := func(d float64, until string) {
				t.Helper()
				for n := 0; !eval[bool](t, tab, until); n++ {
					if n > 60 {
						t.Fatalf("%d moves did not bring the host there: it is at %v, told of %v", n, eval[float64](t, tab, "scrollY"), eval[[]string](t, tab, "told"))
					}
					moves(t, tab, func() error { return c.by(d) })
					still(t, tab)
					// The frame follows in its own time: a move that came before it had would skip a step.
					// What a finger has begun may go on for a moment, so both are asked until they agree.
					for end := time.Now().Add(soon); ; time.Sleep(20 * time.Millisecond) {
						place := eval[float64](t, tab, `(r=>Math.min(Math.max(-r.top,0),r.height-700))(`+embedBox+`.getBoundingClientRect())`)
						at := eval[float64](t, f, "document.scrollingElement.scrollTop")
						if math.Abs(at-place) < 2 {
							break
						}
						if time.Now().After(end) {
							t.Fatalf("move %d: the frame stands at %v of %v, its host at its %v", n, at, eval[float64](t, f, "document.scrollingElement.scrollHeight"), place)
						}
					}
					if eval[bool](t, tab, `(r=>r.bottom>0&&r.top<innerHeight)(`+embedBox+`.getBoundingClientRect())`) { // out of sight it is given no frames
						must(t, f.Painted())
					}
				}
			}
			if strings.HasSuffix(c.name, "outside") { // down alone: the way back is the same
				walk(1, embedBox+`.getBoundingClientRect().bottom<400`)
				if down := strings.Join(eval[[]string](t, tab, "told"), " "); !stepsInOrder(down, steps) {
					t.Errorf("the host was told of %s, want %v", down, steps)
				}
				return
			}
			walk(1, embedBox+`.getBoundingClientRect().bottom<400`)
			down := strings.Join(eval[[]string](t, tab, "told"), " ")
			must(t, tab.Eval(`(told.length=0,1)`, nil))
			walk(-1, embedBox+`.getBoundingClientRect().top>200`)
			up := strings.Join(eval[[]string](t, tab, "told"), " ")
			var back []string
			for i := len(steps) - 2; i >= 0; i-- {
				back = append(back, steps[i])
			}
			leaps := !strings.HasPrefix(c.name, "wheel") // a page's length, or a fling's, is more than a step's
			if want := strings.Join(steps[1:], " "); !leaps && (!strings.HasSuffix(down, want) || len(down) > len(want)+len(steps[0])+1) || leaps && !stepsInOrder(down, steps) {
				t.Errorf("downwards the host was told of %s, want %s", down, want)
			}
			if want := strings.Join(back, " "); !leaps && up != want || leaps && !stepsInOrder(up, back) {
				t.Errorf("upwards the host was told of %s, want %s", up, want)
			}
			if off := eval[float64](t, tab, "off"); off > 0.6 {
				t.Errorf("the frame moved by %v px while it was pinned", off)
			}
		})
	}
}

// inSight waits for the embed's box and brings it into view, as whoever scrolls it has it.
func inSight(t *testing.T, tab *browser.Tab) {
	t.Helper()
	must(t, tab.Wait(embedBox, soon))
	must(t, tab.Eval(`(scrollTo(0,`+embedBox+`.getBoundingClientRect().top+scrollY-300),1)`, nil))
}

// moves moves the host by what a reader does, and waits until it has begun to move. A turn of the wheel or a finger over a frame that
// is busy is lost now and then, in Chromium itself; whoever turns it turns it again.
func moves(t *testing.T, tab *browser.Tab, by func() error) {
	t.Helper()
	y := eval[float64](t, tab, "scrollY")
	for end := time.Now().Add(soon); ; {
		must(t, by())
		err := tab.Wait(fmt.Sprintf("Math.abs(scrollY-%f)>60", y), 5*time.Second)
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// still waits until the host has not moved for two frames.
func still(t *testing.T, tab *browser.Tab) {
	t.Helper()
	must(t, tab.Eval(`new Promise(r=>{let y=scrollY,n=0;const f=()=>{n=scrollY===y?n+1:0;y=scrollY;n>2?r(1):requestAnimationFrame(f)};f()})`, nil))
}

// In a bare frame a finger turns the pages sideways, in the direction of the script, and scrolls the host up and down.
func TestEmbedStepperIsSwiped(t *testing.T) {
	at := host(t)
	for _, c := range []struct {
		locale string
		next   float64
	}{{"fr", -1}, {"ar", 1}} {
		t.Run(c.locale, func(t *testing.T) {
			tab := blank(t, 390, 700)
			must(t, tab.Touch(true))
			must(t, tab.Go(at(`<iframe src="{{BASE}}`+c.locale+`/?embed=1" title="story" width=300 height=400 style="border:0"></iframe>`+filler)))
			f := framed(t, tab, "stepper")
			must(t, f.Wait(`document.querySelector("[data-act=next]").offsetHeight>0`, 10*time.Second))
			order := eval[[]string](t, f, `[...document.querySelectorAll("[data-step]")].map(s=>s.dataset.step)`)[:4]
			for _, s := range []string{order[1], order[2], order[3]} {
				must(t, tab.Drag(150-c.next*80, 200, c.next*160, 0))
				there := fmt.Sprintf(`%s===%q`, activeStep, s)
				if f.Wait(there, 3*time.Second) != nil { // a busy browser may take a quick drag for nothing; a reader draws again
					must(t, tab.Drag(150-c.next*80, 200, c.next*160, 0))
				}
				must(t, f.Wait(there, 5*time.Second))
			}
			must(t, tab.Drag(150+c.next*80, 200, -c.next*160, 0))
			must(t, f.Wait(fmt.Sprintf(`%s===%q`, activeStep, order[2]), 5*time.Second))
			must(t, tab.Drag(150, 300, 0, -200))
			must(t, tab.Wait("scrollY>100", 5*time.Second))
			if s := eval[string](t, f, activeStep); s != order[2] {
				t.Errorf("a drag upwards turned the page to %s", s)
			}
		})
	}
}

// stepsInOrder reports whether what was told goes through steps in their order, to the last of them, each once; it may leap over some.
func stepsInOrder(told string, steps []string) bool {
	all, at := strings.Fields(told), 0
	for _, s := range all {
		for at < len(steps) && steps[at] != s {
			at++
		}
		if at == len(steps) {
			return false
		}
		at++
	}
	return len(all) > 1 && all[len(all)-1] == steps[len(steps)-1]
}
