package embed

import (
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// events are what happens to a page while somebody reads in it. Each is a round: it ends as it began, or leaves what a reader does not
// notice. open is the way back, for those that stay for a while.
var events = map[string]struct{ do, open string }{
	"lock":         {`document.documentElement.style.overflow=document.body.style.overflow="hidden"`, `document.documentElement.style.overflow=document.body.style.overflow=""`},
	"fix":          {`window.y0=scrollY;document.body.style.cssText="position:fixed;width:100%;top:-"+y0+"px"`, `document.body.style.cssText="";scrollTo({top:y0,behavior:"instant"})`},
	"insert above": {`(d=>{d.style.height="333px";document.body.prepend(d)})(document.createElement("div"))`, ``},
	"take above":   {`document.body.firstElementChild.localName==="div"&&document.body.firstElementChild.style.height==="333px"&&document.body.firstElementChild.remove()`, ``},
	"theme":        {`document.body.style.background=document.body.style.background?"":"black"`, ``},
	"send":         {`SahelExplainer.send("theme","dark")`, ``},
	"attribute":    {`document.querySelector("[data-sahel-explainer]").dataset.theme="light"`, ``},
	"animation":    {`document.body.animate([{opacity:.5},{opacity:1}],120)`, ``},
	"morph":        {`document.querySelector("[data-sahel-explainer]").innerHTML=""`, ``},
	"reload":       {`location.reload()`, ``},
	"turn":         {``, ``},
	"resize":       {``, ``},
}

// walks are five in a normal run; WALKS=200 takes as many.
func walks() int {
	if n, err := strconv.Atoi(os.Getenv("WALKS")); err == nil && n > 0 {
		return n
	}
	return 5
}

// Whatever a host's page does in whatever order, its reader has the same step afterwards, and the story is whole.
func TestReaderIsNotLostOnAnyWalk(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story := explainer(t, nil)
	page, shared := newsroom(t, story, story), chromium(t)
	var names []string
	for n := range events {
		names = append(names, n)
	}
	slices.Sort(names)
	first := int64(1)
	if s, err := strconv.ParseInt(os.Getenv("SEED"), 10, 64); err == nil {
		first = s
	}
	for seed := first; seed < first+int64(walks()); seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			walk(t, open(t, shared, "about:blank"), page("14-reload", `<div data-sahel-explainer data-locale=en></div><script async src="{{BASE}}embed.js"></script>`), story, names, rand.New(rand.NewSource(seed)))
		})
	}
}

func walk(t *testing.T, p tab, address, story string, names []string, rnd *rand.Rand) {
	p.size(390, 800)
	if err := p.Go(address); err != nil {
		t.Fatal(err)
	}
	p.until(theBox)
	p.run(theBox + `.scrollIntoView()`)
	f := p.frame(story)
	p.until(whole)
	step := []string{"c0-s2", "c1-s0", "c1-s1", "c1-s2", "c2-s2"}[rnd.Intn(5)]
	p.at(f, step)
	var way []string
	open, turned, locked := "", false, false
	for range 6 {
		name := names[rnd.Intn(len(names))]
		e := events[name]
		// A page that is locked is not locked again, and a reload would find it open, at the top.
		if locked && (e.open != "" || name == "reload") {
			continue
		}
		way = append(way, name)
		switch name {
		case "turn":
			turned = !turned
			p.size(map[bool]int{false: 390, true: 800}[turned], map[bool]int{false: 800, true: 390}[turned])
		case "resize":
			p.size(390+rnd.Intn(500), 500+rnd.Intn(400))
		case "reload":
			// What was inserted is not there after a reload: the host's own matter.
			p.run(`document.querySelectorAll("body>div").forEach(d=>d.style.height==="333px"&&d.remove())`)
			settle(p)
			p.leave("window.old=1;" + e.do)
			p.until(`!window.old&&document.readyState==="complete"`)
		default:
			p.run(e.do)
		}
		if e.open != "" {
			open, locked = e.open, true
		} else if locked && rnd.Intn(2) == 0 {
			p.run(open)
			way = append(way, "open")
			open, locked = "", false
		}
		if name == "reload" || name == "morph" {
			p.until(theBox + `&&` + seenFrame)
			f = p.frame(story)
		}
		settle(p)
		f.until(`innerHeight>300`)
		if testing.Verbose() {
			way = append(way, fmt.Sprint(eval[any](p, `(m=>((e)=>"("+[scrollY,e.y,e.at,e.turning,e.set,e.story,innerHeight]+")")(m[Symbol.for("sahel-explainer")]))(`+theBox+`)`), eval[string](f, active)))
		}
	}
	if locked {
		p.run(open)
		way = append(way, "open")
		settle(p)
	}
	t.Log(strings.Join(append([]string{step}, way...), ", "))
	if testing.Verbose() {
		t.Log(eval[any](p, `(m=>((e)=>"("+[scrollY,e.y,e.at,e.turning,e.set,e.story,innerHeight,e.shut]+")")(m[Symbol.for("sahel-explainer")]))(`+theBox+`)`))
	}
	// The window it began with: the story is as high as before.
	p.size(390, 800)
	p.until(seenFrame)
	f = p.frame(story)
	f.until(`innerHeight===800&&innerWidth===390`)
	p.still(f, step)
	if n := eval[int](p, frames); n != 1 {
		t.Errorf("%d frames", n)
	}

}

// A window that turns may pass through a size in between (Chromium takes one of 980 px for a moment), and the frame answers for that one
// too. In it the last step is further down than the story's end in the window as it is now; the second answer must still be heard.
func TestAnswerForASizeInBetween(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story := explainer(t, nil)
	p := open(t, chromium(t), newsroom(t, story, story)("14-reload", `<div data-sahel-explainer data-locale=en></div><script async src="{{BASE}}embed.js"></script>`))
	p.size(800, 390)
	p.until(theBox)
	p.run(theBox + `.scrollIntoView()`)
	f := p.frame(story)
	p.until(whole)
	p.at(f, "c2-s2")
	p.run(`addEventListener("resize",()=>dispatchEvent(new MessageEvent("message",{source:` + theFrame + `.contentWindow,origin:new URL(` + theFrame + `.src).origin,
		data:{source:"sahel-explainer",v:1,type:"height",height:4325,n:1,y:3752}})),{once:true})`)
	p.size(390, 800)
	f.until(`innerHeight===800&&innerWidth===390`)
	p.still(f, "c2-s2")
}
