package e2e

import (
	"fmt"
	"math"
	"math/rand"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// host is a news site of another origin (127.0.0.1, where the explainer is on localhost): it gives the address of an example
// page, or of a page with a body.
func host(t *testing.T) func(page string) string {
	t.Helper()
	s := httptest.NewServer(browser.Hosts("../../web/examples", base+"/"))
	afterTabs(t, s.Close)
	return func(page string) string {
		if !strings.HasSuffix(page, ".html") {
			page = browser.HostPage(page)
		}
		return s.URL + "/" + page
	}
}

// framed attaches to the story inside a host's page and waits for its mode.
func framed(t *testing.T, tab *browser.Tab, mode string) *browser.Tab {
	t.Helper()
	f, err := tab.Frame(base+"/", soon)
	must(t, err)
	t.Cleanup(func() {
		for _, s := range f.Faults() {
			t.Errorf("the frame complained: %s", s)
		}
		f.Close()
	})
	must(t, f.Wait(fmt.Sprintf(`document.documentElement.dataset.mode===%q`, mode), soon))
	return f
}

const (
	embedBox = `document.querySelector("[data-sahel-explainer-box]")`
	filler   = `<div style="height:1500px">article</div>`
	watchCLS = `(window.shift=0,new PerformanceObserver(l=>l.getEntries().forEach(e=>shift+=e.value)).observe({type:"layout-shift",buffered:true}),1)`
	// wrong names the active step if its scene does not show its state, drawn.
	wrong = `(()=>{const id=document.getElementById("story").dataset.activeStep,st=document.getElementById(id),sc=st.closest(".scene");
		const on=[...sc.querySelectorAll(".layer")].filter(l=>{const s=getComputedStyle(l);return s.visibility==="visible"&&s.display!=="none"&&+s.opacity>0.5});
		const drawn=on.length===1&&[...on[0].querySelectorAll(".pic,.grid")].some(p=>p.getBoundingClientRect().width>0&&p.querySelector("text,td"));
		return on.length===1&&on[0].dataset.state===st.dataset.state&&drawn?"":id+" shows "+on.map(l=>l.dataset.state)+(drawn?"":", not drawn")})()`
	activeStep = `document.getElementById("story").dataset.activeStep`
)

// inOrder is the order of the steps on the page of its own.
func inOrder(t *testing.T) []string {
	t.Helper()
	return eval[[]string](t, open(t, "/fr/", 900, 700), `[...document.querySelectorAll("[data-step]")].map(s=>s.dataset.step)`)
}

// Pinned: the host scrolls, the frame stands still, and the steps pass in it as on the page of its own.
func TestEmbedPinned(t *testing.T) {
	t.Parallel() // most of it is waiting for frames
	at, steps := host(t), inOrder(t)
	for _, page := range []string{"plain.html", "rtl.html", "strict.html"} {
		t.Run(page, func(t *testing.T) {
			tab := blank(t, 900, 700)
			must(t, tab.Go(at(page)))
			must(t, tab.Eval(watchCLS, nil))
			must(t, tab.Wait(embedBox, 10*time.Second))
			settled(t, tab)
			must(t, tab.Eval(`scrollTo(0,`+embedBox+`.getBoundingClientRect().top+scrollY-300)`, nil))
			f := framed(t, tab, "pinned")
			must(t, tab.Wait(embedBox+`.offsetHeight>30000`, 15*time.Second))
			top := eval[float64](t, tab, embedBox+`.getBoundingClientRect().top+scrollY`)
			places := eval[map[string]float64](t, f, `Object.fromEntries([...document.querySelectorAll("[data-step]")].map(s=>[s.dataset.step,s.getBoundingClientRect().top+document.scrollingElement.scrollTop]))`)
			// Every step on one page, and some of them on the way back; some of them on the others.
			walk := append([]string(nil), steps...)
			for i := len(steps) - 1; i >= 0 && page == "plain.html"; i -= 4 {
				walk = append(walk, steps[i])
			}
			for i, s := range walk {
				if page != "plain.html" && i%4 != 1 {
					continue
				}
				moved := eval[float64](t, tab, fmt.Sprintf(`new Promise(r=>{scrollTo({top:%f,behavior:"instant"});requestAnimationFrame(()=>requestAnimationFrame(()=>r(Math.abs(document.querySelector("iframe").getBoundingClientRect().top))))})`, top+places[s]-0.4*700))
				if moved > 0.6 {
					t.Fatalf("at %s the frame stands %v px off", s, moved)
				}
				if err := f.Wait(fmt.Sprintf(`%s===%q&&%s===""`, activeStep, s, wrong), 8*time.Second); err != nil {
					t.Fatalf("at %s: %s: %v", s, eval[string](t, f, activeStep+"+' '+"+wrong), err)
				}
			}
			must(t, tab.Eval(`scrollTo(0,`+embedBox+`.getBoundingClientRect().bottom+scrollY-400)`, nil))
			settled(t, tab)
			if b := eval[float64](t, tab, `document.querySelector("iframe").getBoundingClientRect().bottom`); math.Abs(b-400) > 2 {
				t.Errorf("after the last step the frame did not leave: its bottom is at %v, want 400", b)
			}
			if s := eval[float64](t, tab, "shift"); s > 0.01 {
				t.Errorf("the host's layout shifted by %v", s)
			}
		})
	}
}

// The wheel over a pinned frame and a link into the story both move the host; the keyboard of the host walks through it.
func TestEmbedFollowsWheelLinkAndKeys(t *testing.T) {
	at := host(t)
	tab := blank(t, 900, 700)
	must(t, tab.Go(at("plain.html")))
	must(t, tab.Wait(embedBox, soon))
	must(t, tab.Eval(`scrollTo(0,`+embedBox+`.getBoundingClientRect().top+scrollY-300)`, nil))
	f := framed(t, tab, "pinned")
	must(t, tab.Wait(embedBox+`.offsetHeight>30000`, soon))
	must(t, tab.Eval(`scrollTo(0,`+embedBox+`.getBoundingClientRect().top+scrollY+20)`, nil))
	from := eval[float64](t, tab, "scrollY")
	for eval[float64](t, tab, "scrollY") <= from+600 {
		moves(t, tab, func() error { return tab.Wheel(450, 300, 200) })
		still(t, tab)
	}
	must(t, tab.Eval(`(location.hash="#corps-june",1)`, nil))
	must(t, f.Wait(activeStep+`==="corps-june"`, soon))
	must(t, f.Wait(wrong+`===""`, soon))
}

// A bare frame without any script of ours on the host is a stepper at any size, and the wheel over it scrolls the host.
func TestEmbedStepper(t *testing.T) {
	t.Parallel()
	at, steps := host(t), inOrder(t)
	for _, size := range [][2]int{{300, 400}, {800, 560}} {
		t.Run(fmt.Sprint(size[0], "x", size[1]), func(t *testing.T) {
			tab := blank(t, 900, 700)
			must(t, tab.Go(at(fmt.Sprintf(`<iframe src="{{BASE}}fr/?embed=1" title="story" width=%d height=%d style="border:0"></iframe>%s`, size[0], size[1], filler))))
			f := framed(t, tab, "stepper")
			must(t, f.Wait(`document.querySelector("[data-act=next]")`, 10*time.Second))
			for i, s := range steps {
				if err := f.Wait(fmt.Sprintf(`%s===%q&&%s===""`, activeStep, s, wrong), 6*time.Second); err != nil {
					t.Fatalf("at %s: %s: %v", s, eval[string](t, f, activeStep+"+' '+"+wrong), err)
				}
				if bad := eval[string](t, f, `(()=>{const on=[...document.querySelectorAll(".step")].filter(s=>s.offsetHeight>0);if(on.length!==1)return on.length+" cards";const r=document.querySelector("[data-act=next]").getBoundingClientRect();return r.bottom<=innerHeight+1&&r.height>=24?"":"the button is out of reach"})()`); bad != "" {
					t.Fatalf("%s: %s", s, bad)
				}
				if i%2 == 0 {
					must(t, f.Eval(`(document.querySelector("[data-act=next]").click(),1)`, nil))
				} else {
					must(t, f.Eval(`(document.body.dispatchEvent(new KeyboardEvent("keydown",{key:"ArrowRight",bubbles:true})),1)`, nil))
				}
			}
			from := eval[float64](t, tab, "scrollY")
			must(t, tab.Wheel(float64(size[0])/2, float64(size[1])/2, 150))
			must(t, tab.Wait(fmt.Sprintf("scrollY>%f", from+50), 5*time.Second))
		})
	}
}

// A frame that some other script has stretched to the story's height, with nothing of ours on the host: the sentinels keep the
// graphic at the top of what the reader sees.
func TestEmbedTall(t *testing.T) {
	t.Parallel()
	at := host(t)
	tab := blank(t, 900, 700)
	must(t, tab.Go(at(filler+`<iframe src="{{BASE}}fr/?embed=1" title="story" width=800 height=6000 style="border:0;display:block"></iframe>`+filler)))
	must(t, tab.Eval(`scrollTo(0,1600)`, nil))
	f := framed(t, tab, "tall")
	need := eval[float64](t, f, `document.scrollingElement.scrollHeight`)
	must(t, tab.Eval(fmt.Sprintf(`(document.querySelector("iframe").height=%f,1)`, need), nil))
	must(t, f.Wait(fmt.Sprintf(`innerHeight>=%f-2`, need), 5*time.Second))
	rnd := rand.New(rand.NewSource(7))
	for range 20 {
		y := math.Round(rnd.Float64() * (need - 700))
		scrollTo(t, tab, 1500+y)
		// The sentinels tell the slice to within 2 px: next to the reading line either of two steps is right.
		stepAt := func(line float64) string {
			return fmt.Sprintf(`[...document.querySelectorAll(".step")].filter((s,i)=>!i||s.getBoundingClientRect().top<=%f).pop().id`, line)
		}
		line := y + 0.6*700
		if err := f.Wait(fmt.Sprintf(`[%s,%s].includes(%s)`, stepAt(line-3), stepAt(line+3), activeStep), 5*time.Second); err != nil {
			t.Fatalf("at %v of %v the step is %s, want %s; the host stands at %v and the story is %v high", y, need,
				eval[string](t, f, activeStep), eval[string](t, f, stepAt(line)), eval[float64](t, tab, "scrollY"), eval[float64](t, f, `document.scrollingElement.scrollHeight`))
		}
		// Where the scene is long enough to hold the figure, the figure's top is the slice's. The step may be the one before: waiting
		// for it says nothing of whether the frame has heard of this scroll.
		if err := f.Wait(fmt.Sprintf(sliceGap+"<=2", y), 5*time.Second); err != nil {
			t.Errorf("at %v the graphic stands %v px off", y, eval[float64](t, f, fmt.Sprintf(sliceGap, y)))
		}
	}
	// The story moves under a reader who stands still: words above them grow, as with fonts that come late.
	y := eval[float64](t, f, `(s=>Math.round(s.getBoundingClientRect().top+300))(document.querySelectorAll(".scene")[3])`)
	scrollTo(t, tab, 1500+y)
	must(t, f.Wait(fmt.Sprintf(sliceGap+"<=2", y), 5*time.Second))
	must(t, f.Eval(`(document.querySelector(".scene .step").style.paddingBottom="84px",1)`, nil))
	if err := f.Wait(fmt.Sprintf(sliceGap+"<=2", y), 5*time.Second); err != nil {
		t.Errorf("after the words above grew the graphic stands %v px off", eval[float64](t, f, fmt.Sprintf(sliceGap, y)))
	}
}

// A story in a stretched frame is as high as its words and pictures, whatever height the frame has: were any part of it a share of the
// window, each stretching would leave gaps, and call for the next.
func TestEmbedTallKeepsItsHeight(t *testing.T) {
	t.Parallel()
	for _, width := range []int{390, 768, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			tab := blank(t, width, 800)
			must(t, tab.Go(host(t)(`<iframe src="{{BASE}}ar/?embed=1" title="story" width="100%" height=6000 style="border:0;display:block"></iframe>`)))
			f := framed(t, tab, "tall")
			must(t, f.Wait(`document.documentElement.dataset.ready!=="static"`, soon))
			// All of it laid out: what waits until a reader comes near has a height that is guessed.
			must(t, f.Eval(`(document.querySelectorAll(".later,.form").forEach(e=>e.style.contentVisibility="visible"),document.fonts.ready.then(()=>1))`, nil))
			const high, tall = `document.documentElement.getBoundingClientRect().height`, 60000
			before := eval[float64](t, f, high)
			must(t, tab.Eval(fmt.Sprintf(`(document.querySelector("iframe").height=%d,1)`, tall), nil))
			must(t, f.Wait(fmt.Sprintf(`innerHeight>=%d-2`, tall), soon))
			must(t, f.Painted())
			if after := eval[float64](t, f, high); math.Abs(after-before) > 100 {
				t.Errorf("it is %.0f px high in a frame of 6000, %.0f in one of %d", before, after, tall)
			}
		})
	}
}

// sliceGap is how far the figure's top is from the top of the visible slice, at %[1]f in the frame; 0 where no scene could hold it.
const sliceGap = `(()=>{for(const s of document.querySelectorAll(".scene")){const r=s.getBoundingClientRect(),g=s.querySelector("figure").getBoundingClientRect();if(r.top<=%[1]f&&r.bottom>=%[1]f+g.height)return Math.abs(g.top-%[1]f)}return 0})()`

// The client that comes while the reader stands still is told where: the boot layer has heard of the visible slice, the client not.
func TestEmbedTallKeepsTheStepWhenTheClientComes(t *testing.T) {
	t.Parallel()
	site := late(t, ".wasm", 3*time.Second)
	tab := blank(t, 900, 700)
	must(t, tab.Go(host(t)(filler+`<iframe src="`+site+`/fr/?embed=1" title="story" width=800 height=44000 style="border:0;display:block"></iframe>`+filler)))
	f, err := tab.Frame(site, 15*time.Second)
	must(t, err)
	t.Cleanup(f.Close)
	must(t, f.Wait(`document.documentElement.dataset.mode==="tall"`, 15*time.Second))
	scrollTo(t, tab, 8000)
	const atTop = `(s=>s&&s.getBoundingClientRect().top>5500&&s.getBoundingClientRect().top<8000)(document.getElementById(document.getElementById("story").dataset.activeStep))`
	must(t, f.Wait(`document.documentElement.dataset.ready==="static"&&`+atTop, 5*time.Second))
	step := eval[string](t, f, activeStep)
	must(t, f.Wait(`document.documentElement.dataset.ready!=="static"`, 20*time.Second))
	must(t, f.Painted())
	if now := eval[string](t, f, activeStep); now != step {
		t.Errorf("%s was active, the client says %s", step, now)
	}
}

// Frames that take rights away, and hosts that hide, move or double the story: all words stay readable, nothing is thrown.
func TestEmbedInHostileHosts(t *testing.T) {
	t.Parallel()
	at := host(t)
	words := `document.getElementById("story").innerText.length`
	for name, c := range map[string]struct{ body, mode, then string }{
		"sandboxed without an origin": {`<iframe sandbox="allow-scripts" src="{{BASE}}ar/?embed=1" width=400 height=600></iframe>`, "stepper", ""},
		"hidden at first":             {`<div id=d style="display:none"><div data-sahel-explainer data-locale=ar></div></div><script async src="{{BASE}}embed.js"></script>` + filler, "pinned", `(document.getElementById("d").style.display="block",1)`},
		"large root and rtl":          {`<style>html{font-size:30px}</style><div dir=rtl><div data-sahel-explainer data-locale=ar></div></div><script async src="{{BASE}}embed.js"></script>` + filler, "pinned", ""},
		"moved by the host":           {`<div id=a><div data-sahel-explainer data-locale=fr></div></div><div id=b></div><script async src="{{BASE}}embed.js"></script>` + filler, "pinned", `new Promise(r=>{const f=()=>{const e=document.querySelector("[data-sahel-explainer] iframe");if(!e||!e.src||e.style.visibility==="hidden")return setTimeout(f,50);addEventListener("message",e=>e.data.type==="ready"&&r(1));document.getElementById("b").append(document.querySelector("[data-sahel-explainer]"))};f()})`},
		"a graphic alone":             {`<div data-sahel-explainer data-locale=ar data-graphic=deaths></div><script async src="{{BASE}}embed.js"></script>` + filler, "flow", ""},
	} {
		t.Run(name, func(t *testing.T) {
			tab := blank(t, 800, 700)
			must(t, tab.Go(at(c.body)))
			if c.then != "" {
				must(t, tab.Eval(c.then, nil))
			}
			f := framed(t, tab, c.mode)
			want := 15000.0
			if c.mode == "stepper" || c.mode == "flow" {
				want = 60
			}
			must(t, f.Wait(fmt.Sprintf(`%s>%f`, strings.ReplaceAll(words, `document.getElementById("story")`, `(document.getElementById("story")||document.body)`), want), 10*time.Second))
			if c.mode == "flow" {
				must(t, tab.Wait(`Math.abs(document.querySelector("iframe").offsetHeight-700)>20`, 5*time.Second)) // as high as it needs
			}
		})
	}
}

// Two embeds on a page do not disturb each other: each knows its own place.
func TestTwoEmbedsOnAPage(t *testing.T) {
	at := host(t)
	tab := blank(t, 900, 700)
	must(t, tab.Go(at(`<div data-sahel-explainer data-locale=fr data-chapter=algeria></div>`+filler+`<div data-sahel-explainer data-locale=fr data-graphic=tolls></div><script async src="{{BASE}}embed.js"></script>`+filler)))
	f := framed(t, tab, "pinned")
	must(t, tab.Wait(embedBox+`.offsetHeight>2400`, 15*time.Second))
	shown := eval[[]string](t, f, `[...document.querySelectorAll("[data-step]")].filter(s=>s.offsetHeight>0).map(s=>s.dataset.step.split("-")[0])`)
	if len(shown) < 4 || strings.Trim(strings.Join(shown, ""), "algeri") != "" {
		t.Errorf("the chapter's embed shows steps of %v", shown)
	}
	high := eval[float64](t, tab, embedBox+`.offsetHeight`)
	must(t, tab.Eval(`(document.querySelectorAll("[data-sahel-explainer]")[1].scrollIntoView(),1)`, nil))
	must(t, tab.Wait(`document.querySelectorAll("iframe").length===2&&document.querySelectorAll("iframe")[1].offsetHeight>300`, 15*time.Second))
	settled(t, tab)
	if now := eval[float64](t, tab, embedBox+`.offsetHeight`); now != high {
		t.Errorf("the second embed changed the first one's height from %v to %v", high, now)
	}
}
