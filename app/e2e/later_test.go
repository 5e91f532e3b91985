package e2e

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/server"
)

// later counts the parts of the page that are not laid out yet.
const later = `document.querySelectorAll(".later").length`

// held holds back what waits for a quiet moment: what is behind the first screen stays as the first frames leave it, until release is
// called.
const held = `{const q=[];let go=0;window.requestIdleCallback=f=>go?setTimeout(f):q.push(f);window.release=()=>{go=1;q.splice(0).forEach(f=>setTimeout(f));return 1}}`

// What is behind the first screen has about the height from the start that it will have, so that neither the page nor its scroll bar
// jumps when it is laid out; boot.js lets it in unasked, without moving what is read.
func TestTheRestIsLaidOutAfterTheFirstScreen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		locale        string
		width, height int
	}{{"ar", 360, 640}, {"fr", 412, 823}, {"en", 768, 1024}, {"ar", 1440, 900}, {"fr", 1440, 900}} {
		t.Run(fmt.Sprintf("%s-%d", c.locale, c.width), func(t *testing.T) {
			tab := blank(t, c.width, c.height)
			before(t, tab, held)
			must(t, tab.Go(base+"/"+c.locale+"/"))
			if n := eval[int](t, tab, later); n < 15 {
				t.Fatalf("%d parts wait for the first screen, which is not worth the trouble", n)
			}
			const heights = `[...document.querySelectorAll(".scene")].map(e=>e.getBoundingClientRect().height)`
			expected := eval[[]float64](t, tab, heights)
			must(t, tab.Eval(`release()`, nil))
			must(t, tab.Wait(later+"===0", soon))
			settled(t, tab)
			for i, h := range eval[[]float64](t, tab, heights) {
				if math.Abs(h-expected[i]) > 0.15*h {
					t.Errorf("scene %d was expected to be %.0f px high and is %.0f", i, expected[i], h)
				}
			}
			if moved := eval[float64](t, tab, `scrollY`); moved != 0 {
				t.Errorf("the page moved by %v", moved)
			}
		})
	}
}

// A jump past what is not laid out yet lands where it should: by script, by a link to a phrase, by a link to a step.
func TestJumpsLandBeforeTheRestIsLaidOut(t *testing.T) {
	t.Parallel()
	const step, card = `[...document.querySelectorAll(".step")][30]`, `[...document.querySelectorAll(".step .card")][30]`
	first := open(t, "/en/", 412, 823)
	id := eval[string](t, first, step+`.id`)
	phrase := eval[string](t, first, step+`.querySelector("p").textContent.split(" ").slice(0,6).join(" ").replace(/\.$/,"")`)

	for _, c := range []struct{ name, path, do string }{
		{"script", "/en/", step + `.scrollIntoView({behavior:"instant"})`},
		{"position", "/en/", `scrollTo({top:` + card + `.getBoundingClientRect().top+scrollY-540,behavior:"instant"})`},
		{"phrase", "/en/#:~:text=" + strings.ReplaceAll(url.QueryEscape(phrase), "+", "%20"), ""},
		{"step", "/en/#" + id, ""},
		{"link", "/en/", `document.querySelector("nav a[href='#"+` + step + `.closest(".chapter").id+"']").click()`},
		{"search", "/en/", fmt.Sprintf(`window.find(%q)`, phrase)},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := blank(t, 412, 823)
			before(t, tab, held)
			must(t, tab.Go(base+c.path))
			if c.do != "" {
				must(t, tab.Eval(`(`+c.do+`,1)`, nil))
			}
			settled(t, tab)
			settled(t, tab)
			text := step + `.querySelector("p").getBoundingClientRect()`
			if c.name == "link" { // which moves there
				text = step + `.closest(".chapter").querySelector("h2").getBoundingClientRect()`
				must(t, tab.Wait(`(y=>new Promise(r=>setTimeout(()=>r(scrollY>0&&y===scrollY),300)))(scrollY)`, soon))
			}
			if top := eval[float64](t, tab, text+`.top`); top < 0 || top > 823 {
				t.Errorf("%q stands %v px from the top of a view of 823", phrase, top)
			}
			if c.name == "position" || c.name == "script" {
				if top := eval[float64](t, tab, card+`.getBoundingClientRect().top`); math.Abs(top-520) > 90 { // under the graphic
					t.Errorf("the step's words stand at %v", top)
				}
			}
			at := eval[float64](t, tab, text+`.top`)
			must(t, tab.Eval(`release()`, nil)) // the client comes too
			must(t, tab.Wait(`(`+later+`===0||"whole" in document.documentElement.dataset)&&document.documentElement.dataset.ready!=="static"`, soon))
			settled(t, tab)
			if now := eval[float64](t, tab, text+`.top`); math.Abs(now-at) > 3 {
				t.Errorf("the rest and the client moved it from %v to %v", at, now)
			}
		})
	}
}

// Where boot.js never comes everything is laid out all the same, and without scripts from the start.
func TestTheRestStandsWithoutItsScript(t *testing.T) {
	t.Parallel()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	where := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/boot.") {
			http.Error(w, "gone", http.StatusNotFound)
			return
		}
		s.ServeHTTP(w, r)
	})
	const stands = `[...document.querySelectorAll(".later")].map(e=>getComputedStyle(e).contentVisibility).every(v=>v==="visible")`
	tab, err := chrome.NewTab() // it will complain of its script
	must(t, err)
	defer tab.Close()
	must(t, tab.Size(412, 823))
	must(t, tab.Go(where+"/en/"))
	must(t, tab.Wait(later+">15&&"+stands, 20*time.Second))

	bare := blank(t, 412, 823)
	must(t, bare.Scripts(false))
	must(t, bare.Go(base+"/en/"))
	if !eval[bool](t, bare, stands) {
		t.Error("without scripts parts of the page wait for one")
	}
}

// The parser waits for boot.js behind the first chapter: what stands before it is on the screen by then and follows the reader, and
// what stands behind it comes however late the script is.
func TestAPageWhoseScriptIsLate(t *testing.T) {
	t.Parallel()
	boot := eval[string](t, open(t, "/ar/", 412, 823), `document.querySelector("#story > script").src.split("/").pop()`)
	where := late(t, boot, 3*time.Second)
	tab := blank(t, 412, 823)
	before(t, tab, `addEventListener("DOMContentLoaded",()=>{window.parsedAt=performance.now()});const look=()=>{const s=document.querySelectorAll(".scene .step");if(s.length>2&&!window.stepsAt)window.stepsAt=performance.now();requestAnimationFrame(look)};requestAnimationFrame(look)`)
	must(t, tab.Go(where+"/ar/"))
	at := eval[[]float64](t, tab, `[performance.getEntriesByName("first-contentful-paint")[0].startTime,stepsAt,parsedAt,document.querySelectorAll(".step").length]`)
	if at[0] > 2500 || at[1] > 2500 || at[2] < 3000 {
		t.Errorf("first paint at %.0f ms, the first steps at %.0f, the whole page at %.0f: the script came at 3000", at[0], at[1], at[2])
	}
	if int(at[3]) != stepsOfWhole(t) {
		t.Errorf("%v steps came in the end", at[3])
	}
}

// A frame between the end of parsing and the event that tells of it finds an article that has not been read yet.
func TestAFrameBeforeTheArticleIsRead(t *testing.T) {
	t.Parallel()
	tab := blank(t, 412, 823) // which reports what the page complains of
	before(t, tab, `{const raf=requestAnimationFrame.bind(window),q=[];window.requestAnimationFrame=f=>q.push(f);document.addEventListener("readystatechange",()=>{if(document.readyState==="interactive"){window.ran=q.length;window.requestAnimationFrame=raf;q.forEach(f=>f(0))}})}`)
	must(t, tab.Go(base+"/fr/"))
	settled(t, tab)
	if n := eval[int](t, tab, `ran`); n == 0 {
		t.Error("no frame was waiting")
	}
}
