package embed

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// sites are two origins: the explainer (localhost) and the news site (127.0.0.1), on ports of their own.
func sites(t *testing.T) (story, host string) {
	story = explainer(t, nil)
	b := httptest.NewServer(browser.Hosts(filepath.Join(web, "examples"), story))
	t.Cleanup(b.Close)
	return story, b.URL + "/"
}

// explainer serves the fake story with embed.js (EMBED_JS names another version of it) and gives its address; before is asked first.
func explainer(t *testing.T, before func(path string)) string {
	t.Helper()
	fake := bundle(t, "testdata/fake.js", "")
	script, err := Script("../..", fakeFacts)
	if other := os.Getenv("EMBED_JS"); other != "" {
		script, err = os.ReadFile(other)
	}
	if err != nil {
		t.Fatal(err)
	}
	// What embed.js catches is told to nobody; here it is, so that a test can say why.
	script = regexp.MustCompile(`catch\((\w+)\)\{\}`).ReplaceAll(script, []byte(`catch($1){console.error("caught: "+($1&&$1.stack||$1))}`))
	ours := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := map[string]string{"/modes.css": web + "/css/06-modes.css", "/fake.css": "testdata/fake.css"}[r.URL.Path]
		if before != nil {
			before(r.URL.Path)
		}
		switch {
		case file != "":
			http.ServeFile(w, r, file)
		case r.URL.Path == "/embed.js":
			w.Header().Set("Content-Type", "text/javascript")
			w.Header().Set("Access-Control-Allow-Origin", "*") // a module asks for it
			w.Write(script)
		case r.URL.Path == "/fake.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, fake)
		case strings.HasSuffix(r.URL.Path, "/"), strings.HasSuffix(r.URL.Path, "/frame.html"):
			http.ServeFile(w, r, "testdata/story.html")
		default:
			http.NotFound(w, r)
		}
	})
	a := httptest.NewServer(ours)
	t.Cleanup(a.Close)
	_, port, _ := net.SplitHostPort(a.Listener.Addr().String())
	return "http://localhost:" + port + "/"
}

// fakeFacts say of the fake story what the build says of the real one: three chapters of three steps, 80vh each.
var fakeFacts = Facts{Read: map[string]string{"ar": "اقرأ القصة", "fr": "Lire le récit", "en": "Read the story"}, RTL: []string{"ar"}, Common: "en", Chapters: []Chapter{{"c0", 3, 1, 0, 90}, {"c1", 3, 1, 0, 90}, {"c2", 3, 1, 0, 90}}}

// chromium starts one Chromium for the whole test.
func chromium(t *testing.T) *browser.Browser {
	if _, err := os.Stat(browser.Path()); err != nil {
		t.Skip("no chromium")
	}
	b, err := browser.Start(context.Background(), t.TempDir(), "site-per-process", true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

type tab struct {
	t *testing.T
	*browser.Tab
}

func open(t *testing.T, b *browser.Browser, address string) tab {
	t.Helper()
	p, err := b.NewTab()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	if err := errors.Join(p.Size(900, 700), p.Go(address)); err != nil {
		t.Fatal(err)
	}
	return tab{t, p}
}

// eval gives the value of an expression.
func eval[T any](p tab, js string) (v T) {
	p.t.Helper()
	if err := p.Eval(js, &v); err != nil {
		p.t.Fatal(err)
	}
	return v
}

// run runs statements.
func (p tab) run(js string) {
	p.t.Helper()
	if err := p.Eval("(()=>{"+js+"})()", nil); err != nil {
		p.t.Fatal(err)
	}
}

// leave runs what leads away from the page.
func (p tab) leave(js string) {
	p.t.Helper()
	if err := p.Leave(js); err != nil {
		p.t.Fatal(err)
	}
}

func (p tab) until(js string) {
	p.t.Helper()
	if err := p.Wait(js, 6*time.Second); err != nil {
		var seen any
		_ = p.Eval(`[innerWidth,innerHeight,scrollY,document.visibilityState,...[...document.querySelectorAll("iframe")].map(f=>[f.src,f.offsetWidth,f.offsetHeight,f.style.height,f.style.visibility,f.parentElement.style.height])]`, &seen)
		p.t.Fatal(err, p.Faults(), seen)
	}
}

// frame attaches to the story's frame, a process of its own.
func (p tab) frame(prefix string) tab {
	p.t.Helper()
	inner, err := p.Frame(prefix, 6*time.Second)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(inner.Close)
	f := tab{p.t, inner}
	f.until("window.engine && document.documentElement.dataset.mode")
	return f
}

func (p tab) size(w, h int) {
	p.t.Helper()
	if err := p.Size(w, h); err != nil {
		p.t.Fatal(err)
	}
}

func (p tab) wheel(x, y, dy float64) {
	p.t.Helper()
	if err := p.Wheel(x, y, dy); err != nil {
		p.t.Fatal(err)
	}
}

const active = `document.getElementById("story").dataset.activeStep`

// settle waits for a few frames of the host and of the story.
func settle(p tab) {
	p.t.Helper()
	if err := p.Painted(); err != nil {
		p.t.Fatal(err)
	}
}

func (p tab) clean() {
	p.t.Helper()
	if e := eval[[]string](p, "errors"); len(e) > 0 {
		p.t.Errorf("errors in the frame: %v", e)
	}
}

var allSteps = func() (s []string) {
	for c := range 3 {
		for i := range 3 {
			s = append(s, fmt.Sprintf("c%d-s%d", c, i))
		}
	}
	return s
}()

func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, host := sites(t)
	shared := chromium(t)
	const box = `document.querySelector("[data-sahel-explainer-box]")`
	const filler = `<div style="height:1200px">text</div>`
	at := func(body string) string { return host + browser.HostPage(body) }

	// The sum of the layout shifts, and what moved from where to where.
	const watchShifts = `window.shift=0; window.shifts=[]; new PerformanceObserver(l=>l.getEntries().forEach(e=>{
		shift+=e.value;
		shifts.push([e.value,Math.round(e.startTime),scrollY,e.sources.map(s=>[s.node&&s.node.nodeName,s.previousRect.top,s.currentRect.top])])
	})).observe({type:"layout-shift",buffered:true})`

	pinned := func(p tab) tab {
		p.t.Helper()
		p.until(box + ` && ` + box + `.getBoundingClientRect().top > 0`)
		p.run(watchShifts)
		// The box may have come since the last paint: scrolled in the same frame, Chromium would take it for one that came in sight.
		settle(p)
		p.run(`scrollTo(0, ` + box + `.getBoundingClientRect().top - 300)`)
		f := p.frame(story)
		f.until(`document.documentElement.dataset.mode==="pinned"`)
		p.until(box + `.offsetHeight > 3000`)
		return f
	}

	for _, page := range []string{"plain.html", "wordpress.html", "strict.html", "rtl.html"} {
		t.Run("pinned/"+page, func(t *testing.T) {
			p := open(t, shared, host+page)
			f := pinned(p)
			if n := eval[int](p, `document.querySelectorAll("iframe[src*='/?embed']:not([src*=graphics])").length`); n != 1 {
				t.Errorf("%d frames of the story", n)
			}
			top := eval[float64](p, box+`.getBoundingClientRect().top + scrollY`)
			high := eval[float64](p, box+`.offsetHeight`)
			var seen []string
			for y := top; y <= top+high-700; y += 180 {
				p.run(fmt.Sprintf(`scrollTo(0,%f)`, y))
				settle(p)
				if moved := eval[float64](p, `Math.abs(document.querySelector("iframe").getBoundingClientRect().top)`); moved > 0.6 {
					t.Fatalf("the frame moved %v px at %v", moved, y)
				}
				f.until(fmt.Sprintf(`Math.abs(document.scrollingElement.scrollTop - %f) < 2`, y-math.Round(top)))
				if s := eval[string](f, active); len(seen) == 0 || seen[len(seen)-1] != s {
					seen = append(seen, s)
				}
			}
			if fmt.Sprint(seen) != fmt.Sprint(allSteps) {
				t.Errorf("steps in order: %v", seen)
			}
			p.run(fmt.Sprintf(`scrollTo(0,%f)`, top+high-400))
			settle(p)
			if b := eval[float64](p, `document.querySelector("iframe").getBoundingClientRect().bottom`); math.Abs(b-400) > 2 {
				t.Errorf("did not leave with its box: bottom at %v", b)
			}
			if s := eval[float64](p, "shift"); s > 0.01 {
				t.Errorf("layout shift %v %v", s, eval[any](p, "shifts"))
			}
			f.clean()
		})
	}

	t.Run("wheel and focus move the host", func(t *testing.T) {
		p := open(t, shared, host+"plain.html")
		f := pinned(p)
		p.run(`scrollTo(0, ` + box + `.getBoundingClientRect().top+scrollY+10)`)
		settle(p)
		before := eval[float64](p, "scrollY")
		for range 4 {
			p.wheel(400, 300, 200)
			settle(p)
		}
		p.until(fmt.Sprintf("scrollY > %f", before+300))
		before = eval[float64](p, "scrollY")
		f.run(`document.querySelector("#c2-s1 a").focus()`)
		p.until(fmt.Sprintf("scrollY > %f", before+1000))
		settle(p)
		if d := eval[float64](p, `Math.abs(document.querySelector("iframe").getBoundingClientRect().top)`); d > 1 {
			t.Errorf("not pinned after focus: %v", d)
		}
		f.until(`(r=>r.top>=0&&r.bottom<=innerHeight)(document.querySelector("#c2-s1 a").getBoundingClientRect())`)
		f.run(`engine.scrollToStep("c0-s1")`)
		f.until(active + `==="c0-s1"`)
		p.run(`location.hash="#c1-s2"`)
		f.until(active + `==="c1-s2"`)
		f.clean()
	})

	t.Run("start step, placeholder added later, twice the script, removed", func(t *testing.T) {
		p := open(t, shared, at(filler+`<script src="{{BASE}}embed.js"></script><script src="{{BASE}}embed.js"></script>`+filler))
		p.run(`(d=>{d.dataset.sahelExplainer="";d.dataset.step="c1-s1";document.body.prepend(d)})(document.createElement("div"))`)
		f := p.frame(story + "fr/?embed=1&host=1&step=c1-s1")
		p.until(box + `.offsetHeight > 2000`)
		f.until(active + `==="c1-s1"`)
		p.run(`document.querySelector("[data-sahel-explainer]").remove()`)
		p.until(`document.querySelectorAll("iframe").length<=1`)
		if g := eval[string](p, `Object.keys(window).filter(k=>/sahel/i.test(k)).join()+typeof SahelExplainer`); g != "object" {
			t.Errorf("globals: %s", g)
		}
	})

	stepper := func(p tab, f tab) {
		f.until(`document.documentElement.dataset.mode==="stepper"`)
		for i, want := range allSteps {
			if got := eval[string](f, active); got != want {
				p.t.Fatalf("card %d is %s", i, got)
			}
			if n := eval[int](f, `[...document.querySelectorAll(".step")].filter(s=>s.offsetHeight>0).length`); n != 1 {
				p.t.Fatalf("%d cards at once", n)
			}
			if s := eval[string](f, `[...document.querySelectorAll(".layer[data-shown]")].filter(l=>l.offsetHeight).map(l=>l.textContent).join()`); s != "graphic "+want[1:2]+want[4:5] {
				p.t.Fatalf("card %s shows %q", want, s)
			}
			switch i % 3 {
			case 0:
				f.run(`document.querySelector("[data-act=next]").click()`)
			case 1:
				f.run(`document.body.dispatchEvent(new KeyboardEvent("keydown",{key:"ArrowRight",bubbles:true}))`)
			default:
				f.run(`for (const [n,x] of [["pointerdown",300],["pointerup",180]]) document.body.dispatchEvent(new PointerEvent(n,{pointerId:1,isPrimary:true,pointerType:"touch",clientX:x,clientY:100,bubbles:true}))`)
			}
		}
		y := eval[float64](p, "scrollY")
		r := eval[[]float64](p, `(r=>[r.left+r.width/2,r.top+r.height/2])(document.querySelector("iframe").getBoundingClientRect())`)
		p.wheel(r[0], r[1], 150)
		p.until(fmt.Sprintf("scrollY > %f", y+50))
		f.clean()
	}
	into := `document.querySelector("iframe").scrollIntoView({block:"center"})`
	t.Run("sticky broken", func(t *testing.T) {
		p := open(t, shared, host+"sticky-broken.html")
		p.until(`document.querySelector("iframe")`)
		p.run(into)
		f := p.frame(story)
		if h := eval[float64](p, `document.querySelector("iframe").offsetHeight`); h != 700 {
			t.Errorf("height %v", h)
		}
		stepper(p, f)
	})
	t.Run("bare", func(t *testing.T) {
		p := open(t, shared, host+"bare.html")
		p.run(into)
		stepper(p, p.frame(story))
	})
	t.Run("ancestors", func(t *testing.T) {
		for style, want := range map[string]string{
			"overflow:auto": "stepper", "contain:paint": "stepper", "transform:scale(.9)": "stepper", "position:fixed;inset:0": "stepper",
			"transform:translateZ(0)": "pinned", "filter:grayscale(1)": "pinned", "overflow-x:clip": "pinned", "zoom:1.25": "pinned",
		} {
			t.Run(style, func(t *testing.T) {
				p := open(t, shared, at(`<div style="`+style+`">`+`<div data-sahel-explainer></div>`+filler+`</div><script src="{{BASE}}embed.js"></script>`))
				f := p.frame(story)
				f.until(`document.documentElement.dataset.mode==="` + want + `"`)
				if want != "pinned" {
					return
				}
				p.until(box + `.getBoundingClientRect().height > 3000`)
				p.run(`scrollTo(0,1500)`)
				settle(p)
				r := eval[[]float64](p, `(r=>[r.top,r.height])(document.querySelector("iframe").getBoundingClientRect())`)
				if math.Abs(r[0]) > 1 || math.Abs(r[1]-700) > 2 {
					t.Errorf("frame at %v", r)
				}
				f.until(`document.documentElement.dataset.mode==="pinned" && document.scrollingElement.scrollTop > 1000`)
			})
		}
	})

	// WebKitGTK's way, in which scroll offsets and boxes do not go together: cards need neither. (app/hosts has it as it is.)
	t.Run("zoomed where boxes are told in px of their own", func(t *testing.T) {
		p := open(t, shared, at(`<script>{const {get}=Object.getOwnPropertyDescriptor(Element.prototype,"currentCSSZoom"),rect=Element.prototype.getBoundingClientRect;delete Element.prototype.currentCSSZoom;
			Element.prototype.getBoundingClientRect=function(){const r=rect.call(this),z=get.call(this);return new DOMRect(r.x/z,r.y/z,r.width/z,r.height/z)}}</script>
			<div style="zoom:1.25"><div data-sahel-explainer></div>`+filler+`</div><script src="{{BASE}}embed.js"></script>`))
		p.frame(story).until(`document.documentElement.dataset.mode==="stepper"`)
	})

	t.Run("tall", func(t *testing.T) {
		p := open(t, shared, host+"tall.html")
		p.run(into)
		f := p.frame(story)
		f.until(`document.documentElement.dataset.mode==="tall" && slice`)
		top := eval[float64](p, `document.querySelector("iframe").getBoundingClientRect().top+scrollY`)
		rnd := rand.New(rand.NewSource(7))
		for n := 0; n < 10; n++ {
			y := math.Round(rnd.Float64() * 5000)
			p.run(fmt.Sprintf(`scrollTo(0,%f)`, top+y))
			settle(p)
			f.until(fmt.Sprintf(`Math.abs(slice.top-%f)<=2`, y))
			// Where the scene is long enough to hold the figure, its top is the slice's.
			gap := eval[float64](f, fmt.Sprintf(`(()=>{for(const s of document.querySelectorAll(".scene")){const r=s.getBoundingClientRect(),g=s.querySelector("figure").getBoundingClientRect();if(r.top<=%[1]f&&r.bottom>=%[1]f+g.height)return Math.abs(g.top-%[1]f)}return 0})()`, y))
			if gap > 2 {
				t.Errorf("at %v the figure is %v px off", y, gap)
			}
			want := eval[string](f, fmt.Sprintf(`[...document.querySelectorAll(".step")].filter((s,i)=>!i||s.getBoundingClientRect().top<=%f).pop().id`, y+0.6*700))
			if got := eval[string](f, active); got != want {
				t.Errorf("at %v: step %s, want %s", y, got, want)
			}
		}
		if over := eval[float64](f, `document.scrollingElement.scrollHeight-innerHeight`); over > 1 {
			t.Errorf("the stretched frame scrolls by %v px", over)
		}
		f.clean()
	})

	t.Run("sandbox", func(t *testing.T) {
		p := open(t, shared, at(`<iframe sandbox="allow-scripts" src="{{BASE}}fr/?embed=1#?secret=abc123" width=400 height=500></iframe>`+filler))
		p.run(`window.got=[];addEventListener("message",e=>got.push(e.data))`)
		f := p.frame(story)
		f.until(`document.documentElement.dataset.mode==="stepper"`)
		f.run(`document.querySelector("[data-card].step a[href^=http]").click()`)
		f.until(`document.querySelector(".popup-note bdi")?.textContent==="https://elsewhere.example/paper"`)
		f.run(`dispatchEvent(new Event("resize"))`)
		f.clean()
	})

	t.Run("hostile", func(t *testing.T) {
		p := open(t, shared, host+"plain.html")
		f := pinned(p)
		p.run(`window.hostErrors=[];addEventListener("error",e=>hostErrors.push(e.message))`)
		was := eval[string](f, `location.href + document.documentElement.dataset.mode + document.title`)
		tall := eval[float64](p, box+`.offsetHeight`)
		p.run(`const w=document.querySelector("iframe").contentWindow;const s="sahel-explainer";
			for(const m of [null,1,"x",[],{source:s},{source:s,v:1,type:"viewport",mode:"pinned",y:1e99},{source:s,v:1,type:"viewport",mode:"<b>",y:1},
			{source:s,v:1,type:"locale",locale:"javascript:alert(1)"},{source:s,v:1,type:"scroll-to",step:"#\"><img onerror=alert(1)>"},{source:s,v:1,type:"__proto__"},
			{source:s,v:1,type:"theme",theme:"x".repeat(1e6)},{source:s,v:1,type:"viewport",mode:"pinned",y:0,share:"javascript:alert(1)"}]) w.postMessage(m,"*");
			// A stranger's frame, and the page itself, speak to the host in our name.
			const i=document.createElement("iframe");i.srcdoc="<script>for(const d of [{source:'sahel-explainer',v:1,type:'height',height:99999},{source:'sahel-explainer',v:1,type:'scroll-to',y:10}])parent.postMessage(d,'*')<\/script>";document.body.append(i);
			postMessage({source:s,v:1,type:"height",height:99999},"*")`)
		// A stranger speaks to the frame: not its parent, so not its host.
		time.Sleep(400 * time.Millisecond)
		if now := eval[string](f, `location.href + document.documentElement.dataset.mode + document.title`); now != was {
			t.Errorf("%s became %s", was, now)
		}
		if h := eval[float64](p, box+`.offsetHeight`); h != tall {
			t.Errorf("height %v became %v", tall, h)
		}
		if e := eval[[]string](p, "hostErrors"); len(e) > 0 {
			t.Errorf("host: %v", e)
		}
		f.clean()
	})
}
