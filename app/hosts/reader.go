package hosts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sahel-explainer/app/browser"
)

// soon is how long a page may take to do what it is asked for.
const soon = 20 * time.Second

// Got is what a reader has of the story on a page.
type Got struct {
	Gets   string   // whole, cards, buttons, the graphic, a picture, a link, nothing
	Mode   string   // as the frame itself says it
	Steps  []string // reached, in the order in which they came
	All    []string // that there are
	Label  float64  // the smallest label in view at any stop, in px on the screen
	At     string   // where that is
	Words  bool     // at every stop there were words to read
	Wheel  bool     // over the frame it moves the host's page
	Touch  bool     // so does a finger (Chromium's driver alone has one)
	Keys   bool     // and so does Page Down with the focus in the frame
	Shift  float64  // the host's layout shift (Chromium tells it), until the story stands
	Faults []string // what the console said of ours
	Scale  float64  // what the host makes of a px of the frame
	Finger bool     // a finger was tried
}

const (
	// top are the page's own functions for a test: all elements, shadow trees and the page's own frames included; the story's frame as the
	// window has it; how far anything on the page has been scrolled.
	top = `window.__e=window.__e||{
		list:d=>[...(d.nodeType===9?Document:d.nodeType===11?DocumentFragment:Element).prototype.querySelectorAll.call(d,"*")],
		all:d=>__e.list(d).flatMap(e=>{let i=null;try{i=e.localName==="iframe"&&e.contentDocument}catch(x){}return[e].concat(e.shadowRoot?__e.all(e.shadowRoot):[],i&&i.documentElement?__e.all(i):[])}),
		ours:base=>__e.all(document).find(e=>e.localName==="iframe"&&e.src.startsWith(base)),
		rect:f=>{const r=f.getBoundingClientRect(),w=f.ownerDocument.defaultView;let x=r.left,y=r.top,h=r.height;if(w!==window){const o=w.frameElement.getBoundingClientRect();h=Math.min(h,w.innerHeight-y);x+=o.left;y+=o.top}return[x,y,r.width,h,innerWidth,innerHeight]},
		way:()=>__e.all(document).reduce((n,e)=>n+Object.getOwnPropertyDescriptor(Element.prototype,"scrollTop").get.call(e),0),
		near:(f,by)=>{for(let p=f.parentElement;p&&p!==document.body;p=p.parentElement)p.scrollTop=0;if(f.ownerDocument!==document)f.scrollIntoView({behavior:"instant"});const r=__e.rect(f);scrollTo({top:scrollY+r[1]-by,behavior:"instant"})}},1`
	// shown is what the frame shows now: its step, its smallest label in view, how many words of headings and paragraphs.
	shown = `(async()=>{await new Promise(r=>{setTimeout(r,700);requestAnimationFrame(()=>requestAnimationFrame(r))});
		const seen=e=>{const r=e.getBoundingClientRect(),s=getComputedStyle(e);return r.width>0&&r.height>0&&r.bottom>0&&r.top<innerHeight&&s.visibility==="visible"&&(!e.checkVisibility||e.checkVisibility({checkOpacity:true}))};
		let label=99,at="";for(const t of document.querySelectorAll("svg text"))if(seen(t)&&t.textContent.trim()){const m=t.getScreenCTM(),n=parseFloat(getComputedStyle(t).fontSize)*Math.hypot(m.a,m.b);if(n<label){label=n;at=t.closest("[data-graphic]")?.dataset.graphic+": "+t.textContent.trim()}}
		const story=document.getElementById("story");
		return {Mode:document.documentElement.dataset.mode||"",Step:story&&story.dataset.activeStep||"",Label:label,At:at,High:innerHeight,Words:[...document.querySelectorAll("h1,h2,h3,p,td,li")].filter(e=>!e.closest(".vh")&&seen(e)).reduce((n,e)=>n+e.textContent.trim().split(/\s+/).length,0)}})()`
	// settled is when the frame has found out what it is in.
	settled = `document.readyState==="complete"&&["stepper","pinned","flow","tall"].includes(document.documentElement.dataset.mode)&&!("cards" in document.documentElement.dataset&&document.documentElement.dataset.mode!=="flow")`
	shifts  = `new Promise(r=>{let n=0;try{new PerformanceObserver(l=>{for(const e of l.getEntries())if(!e.hadRecentInput)n+=e.value}).observe({type:"layout-shift",buffered:true})}catch(e){}setTimeout(()=>r(n),200)})`
)

// words of web/README.md for the frame's modes.
var gotten = map[string]string{"pinned": "whole", "tall": "whole", "stepper": "cards", "flow": "the graphic"}

// Read opens a page of the host as a reader does and goes through the story.
func Read(p Page, engine string, h Host, address, base, other string) (g Got, err error) {
	p.Faults()
	if err := cmp.Or(p.Go(address), p.Wait(`performance.getEntriesByType("navigation")[0].loadEventEnd>0`, soon)); err != nil {
		return g, err
	}
	if h.Then != "" {
		if err := p.Eval(h.Then, nil); err != nil {
			return g, fmt.Errorf("then: %w", err)
		}
	}
	if err := p.Eval(top, nil); err != nil {
		return g, err
	}
	ours := fmt.Sprintf("__e.ours(%q)", base)
	if p.Wait("!!"+ours, 4*time.Second) != nil { // the element itself WebKit's driver cannot hand out of a shadow tree or a clobbered page
		return g.link(p, base)
	}
	if err := p.Eval("(f=>{__e.near(f,120);return 1})("+ours+")", nil); err != nil {
		return g, err
	}
	dead := strings.Contains(h.Body, `sandbox=""`)
	if dead {
		g.Gets, g.Label, g.Words = "buttons", 99, true
		if err := p.Painted(); err != nil {
			return g, err
		}
	} else if err := g.story(p, ours, base); err != nil {
		return g, err
	}
	if strings.Contains(h.Body, "{{OTHER}}") {
		if err := p.Eval(fmt.Sprintf("(f=>{__e.near(f,120);return 1})(__e.ours(%q))", other), nil); err != nil {
			return g, fmt.Errorf("the other site's: %w", err)
		}
		in, err := p.Inside(other, soon)
		if err == nil {
			err = in.Wait(settled, soon)
		}
		if err != nil {
			return g, fmt.Errorf("the other site's: %w", err)
		}
	}
	if err := g.moves(p, ours); err != nil {
		return g, err
	}
	for _, f := range p.Faults() {
		if strings.Contains(f, strings.TrimSuffix(base, "/")) || strings.Contains(f, "sahel-explainer") {
			g.Faults = append(g.Faults, f)
		}
	}
	return g, nil
}

// link is what is there without a frame, or where the frame was refused.
func (g Got) link(p Page, base string) (Got, error) {
	err := p.Eval(fmt.Sprintf(`(base=>{const seen=e=>e.getBoundingClientRect().height>5&&getComputedStyle(e).visibility==="visible",a=__e.all(document).filter(e=>e.localName==="a"&&e.href.startsWith(base)&&seen(e));
		return a.some(e=>{const i=e.querySelector("img");return i&&i.offsetHeight>100})?"a picture":a.some(e=>e.textContent.trim())?"a link":"nothing"})(%q)`, base), &g.Gets)
	g.Words, g.Label = g.Gets != "nothing", 99
	g.Wheel, g.Keys = true, true
	return g, err
}

type stop struct {
	Mode, Step         string
	At                 string // the smallest label's graphic and words
	Label, Words, High float64
}

func (g *Got) at(s stop) {
	if s.Label < 99 {
		s.Label *= max(g.Scale, 1) // who shrinks the whole story has chosen to
	}
	if s.Label < g.Label {
		g.Label, g.At = s.Label, fmt.Sprintf("%s %s (%.0f high)", s.Step, s.At, s.High)
	}
	g.Words = g.Words && s.Words >= 3
	if s.Step != "" && (len(g.Steps) == 0 || g.Steps[len(g.Steps)-1] != s.Step) {
		g.Steps = append(g.Steps, s.Step)
	}
}

// story goes through the frame.
func (g *Got) story(p Page, ours, base string) error {
	in, err := p.Inside(base, soon)
	if err != nil {
		g2, err2 := g.link(p, base)
		if *g = g2; err2 != nil {
			return err2
		}
		return nil
	}
	if err := in.Wait(settled, soon); err != nil {
		// A frame that the page's policy refuses shows an error of the browser, and the link stands.
		if g2, e := g.link(p, base); e == nil && g2.Gets != "nothing" {
			*g = g2
			return nil
		}
		return err
	}
	if err := cmp.Or(in.Wait(`(`+shown+`).then(s=>s.Label<99||!document.querySelector("svg text"))`, soon), p.Eval(shifts, &g.Shift)); err != nil {
		return err
	}
	var s stop
	var wide float64
	if err := cmp.Or(p.Eval("__e.rect("+ours+")[2]", &g.Scale), in.Eval("innerWidth", &wide)); err != nil {
		return err
	}
	g.Scale /= max(wide, 1)
	if err := cmp.Or(in.Eval(`[...document.querySelectorAll("#story .step")].map(s=>s.dataset.step)`, &g.All), in.Eval(shown, &s)); err != nil {
		return err
	}
	g.Mode, g.Gets, g.Label, g.Words = s.Mode, gotten[s.Mode], 99, true
	g.at(s)
	switch g.Gets {
	case "whole":
		return g.scroll(p, in, ours)
	case "cards":
		for range len(g.All) - 1 {
			if err := cmp.Or(in.Eval(`(document.querySelector("[data-act=next]").click(),1)`, nil), in.Eval(shown, &s)); err != nil {
				return err
			}
			g.at(s)
		}
	}
	return nil
}

// scroll goes through a story that scrolls with the page.
func (g *Got) scroll(p Page, in browser.Inner, ours string) error {
	box := `(f=>{const b=f.closest("[data-sahel-explainer-box]")||f,r=b.getBoundingClientRect();return[r.top+scrollY,r.height,innerHeight]})(` + ours + `)`
	var z [3]float64
	if err := cmp.Or(p.Wait("("+box+")[1]>3000", soon), p.Eval(box, &z)); err != nil {
		return err
	}
	for y := z[0] - 100; y < z[0]+z[1]-z[2]/2; y += z[2] * 0.4 {
		var s stop
		if err := cmp.Or(p.Eval(fmt.Sprintf(`(scrollTo({top:%f,behavior:"instant"}),1)`, y), nil), p.Painted(), in.Eval(shown, &s)); err != nil {
			return err
		}
		g.at(s)
		p.Eval(box, &z)
	}
	return nil
}

// moves says whether wheel, finger and keyboard over the frame move the host's page.
func (g *Got) moves(p Page, ours string) error {
	var r [6]float64
	to := func() error {
		return cmp.Or(p.Eval("(f=>{__e.near(f,60);return 1})("+ours+")", nil), p.Painted(), p.Eval("__e.rect("+ours+")", &r))
	}
	if err := to(); err != nil {
		return err
	}
	point := func() (float64, float64) {
		return r[0] + min(r[2], r[4]-r[0])/2, min((max(r[1], 0)+min(r[1]+r[3], r[5]))/2, r[5]-20)
	}
	moved := func(do func(x, y float64) error) (bool, error) {
		if err := to(); err != nil {
			return false, err
		}
		var at float64
		x, y := point()
		if err := cmp.Or(p.Eval("__e.way()", &at), do(x, y)); err != nil {
			return false, err
		}
		return p.Wait(fmt.Sprintf("__e.way()-%f>50", at), 4*time.Second) == nil, nil
	}
	var err error
	if g.Wheel, err = moved(func(x, y float64) error { return cmp.Or(p.Wheel(x, y, 120), p.Wheel(x, y, 120), p.Wheel(x, y, 120)) }); err != nil {
		return err
	}
	if t, ok := p.(*browser.Tab); ok {
		g.Finger = true
		if g.Touch, err = moved(func(x, y float64) error { return cmp.Or(t.Touch(true), t.Drag(x, y, 0, -200), t.Touch(false)) }); err != nil {
			return err
		}
	}
	rtl := false
	if err := p.Eval(`getComputedStyle(document.documentElement).direction==="rtl"`, &rtl); err != nil {
		return err
	}
	g.Keys, err = moved(func(x, y float64) error {
		edge := r[0] + 3
		if rtl { // WebKit's scroll bar is at the left of such a page
			edge = min(r[0]+r[2], r[4]) - 3
		}
		return cmp.Or(p.Click(edge, y), p.Press("PageDown"))
	})
	return err
}

// InOrder says which steps have not been reached, or came before an earlier one.
func (g Got) InOrder() (missing []string) {
	at := 0
	for _, s := range g.All {
		if i := slices.Index(g.Steps[min(at, len(g.Steps)):], s); i >= 0 {
			at += i
		} else {
			missing = append(missing, s)
		}
	}
	return missing
}
