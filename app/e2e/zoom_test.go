package e2e

import (
	"fmt"
	"math"
	"os"
	"testing"

	"sahel-explainer/app/browser"
)

// enlarged is what stands of a graphic on its own page: how many times its size it is, where its box stands in it, whether the box has
// kept its own place and size, which buttons there are, and what has the focus.
type enlarged struct {
	Size, X, Y   float64
	Box          [3]float64
	Buttons      int
	Least        float64 // the smaller side of the smallest button, px
	Label        float64 // the smallest label, px on the screen
	Focus        string
	Page, Across float64 // where the page stands, and how much wider it is than the window
}

// shownForm is the drawing's box that is shown: one of the narrow and the wide one.
const shownForm = `[...document.querySelectorAll(".alone-state .form")].find(f=>f.offsetHeight)`

const enlargedNow = `(()=>{const f=` + shownForm + `,pic=f.firstElementChild,px=pic.getScreenCTM().a,a=document.activeElement;
	const b=[...f.parentElement.querySelectorAll(".zoom button")].filter(e=>e.offsetHeight).map(e=>e.getBoundingClientRect());
	return {Size:+(pic.getBoundingClientRect().width/f.clientWidth).toFixed(2),X:f.scrollLeft,Y:f.scrollTop,Buttons:b.length,
	Box:[f.getBoundingClientRect().top+scrollY,f.offsetWidth,f.offsetHeight],Least:Math.min(...b.map(r=>Math.min(r.width,r.height))),
	Label:Math.min(...[...f.querySelectorAll("text")].map(t=>parseFloat(getComputedStyle(t).fontSize)*px)),
	Focus:a.dataset.zoom||a.className,Page:scrollY,Across:document.documentElement.scrollWidth-innerWidth}})()`

// midst is the middle of an element, a part of its width from its left.
func midst(element string, part float64) string {
	return fmt.Sprintf(`(r=>[r.left+r.width*%v,r.top+r.height/2])((%s).getBoundingClientRect())`, part, element)
}

// hand is a page that takes keys and clicks: every engine's does.
type hand interface {
	browser.Page
	Press(key string) error
	Click(x, y float64) error
}

// A graphic on its own page is enlarged and moved by buttons and by keys, in every engine: its box keeps its place and size, so nothing
// else moves, its labels grow with it, the page behind stands still, and whole again it has one button, with the focus.
func TestGraphicIsEnlargedByButtonsAndKeys(t *testing.T) {
	for name, start := range engines {
		t.Run(name, func(t *testing.T) {
			p, ok := start(t).(hand)
			if !ok {
				t.Fatal("takes no keys")
			}
			must(t, p.Size(390, 844))
			must(t, p.Go(base+"/ar/graphics/map/"))
			must(t, p.Wait(`document.querySelector(".zoom:not([hidden])")`, soon))
			look := func() (e enlarged) {
				t.Helper()
				must(t, p.Painted())
				must(t, p.Eval(enlargedNow, &e))
				if e.Across > 0 {
					t.Errorf("the page is %v px wider than the window", e.Across)
				}
				return e
			}
			enlargedByButtons(t, p, look)
			picture(t, p, name)
			enlargedByKeys(t, p, look)
			for _, f := range p.Faults() {
				t.Error(f)
			}
		})
	}
}

func enlargedByButtons(t *testing.T, p hand, look func() enlarged) {
	t.Helper()
	press := func(button string) enlarged {
		t.Helper()
		var at [2]float64
		must(t, p.Eval(midst(`document.querySelector(".zoom [data-zoom=`+button+`]")`, 0.5), &at))
		must(t, p.Click(at[0], at[1]))
		return look()
	}
	first := look()
	if first.Size != 1 || first.Buttons != 1 || first.Least < 24 {
		t.Fatalf("%+v", first)
	}
	in := press("in")
	if in.Size != 1.5 || in.Buttons != 7 || in.Least < 24 || in.Box != first.Box || in.Label < 1.45*first.Label || in.X < 1 || in.Y < 1 {
		t.Errorf("enlarged: %+v, was %+v", in, first)
	}
	for way, moved := range map[string]func(was, is enlarged) bool{
		"left":  func(was, is enlarged) bool { return is.X < was.X && is.Y == was.Y },
		"right": func(was, is enlarged) bool { return is.X > was.X && is.Y == was.Y },
		"up":    func(was, is enlarged) bool { return is.Y < was.Y && is.X == was.X },
		"down":  func(was, is enlarged) bool { return is.Y > was.Y && is.X == was.X },
	} {
		if was, is := press("whole"), press("in"); was.Size != 1 || !moved(is, press(way)) {
			t.Errorf("%s: from %+v to %+v", way, is, look())
		}
	}
}

// enlargedByKeys is the same by keys. What an arrow cannot move is the page's.
func enlargedByKeys(t *testing.T, p hand, look func() enlarged) {
	t.Helper()
	must(t, p.Eval(`(document.querySelector(".zoom [data-zoom=in]").focus(),1)`, nil))
	for _, s := range []struct {
		key string
		ok  func(was, is enlarged) bool
	}{
		{"0", func(_, is enlarged) bool { return is.Size == 1 && is.Buttons == 1 && is.Focus == "in" }},
		{"ArrowLeft", func(_, is enlarged) bool { return is.Size == 1 && is.X == 0 }},
		{"+", func(_, is enlarged) bool { return is.Size == 1.5 }},
		{"+", func(was, is enlarged) bool { return is.Size == 2.25 && is.X > was.X }},
		{"ArrowRight", func(was, is enlarged) bool { return is.X > was.X && is.Y == was.Y && is.Page == was.Page }},
		{"ArrowDown", func(was, is enlarged) bool { return is.Y > was.Y && is.X == was.X && is.Page == was.Page }},
		{"ArrowLeft", func(was, is enlarged) bool { return is.X < was.X }},
		{"ArrowUp", func(was, is enlarged) bool { return is.Y < was.Y }},
		{"-", func(_, is enlarged) bool { return is.Size == 1.5 }},
		{"-", func(_, is enlarged) bool { return is.Size == 1 && is.Buttons == 1 && is.Focus == "in" }},
	} {
		was := look()
		must(t, p.Press(s.key))
		if is := look(); !s.ok(was, is) {
			t.Errorf("%s: from %+v to %+v", s.key, was, is)
		}
	}
}

// picture keeps a picture of a page where PICTURES says so.
func picture(t *testing.T, p browser.Page, name string) {
	t.Helper()
	if dir := os.Getenv("PICTURES"); dir != "" {
		png, err := p.Screenshot()
		must(t, err)
		must(t, os.WriteFile(dir+"/zoom-"+name+".png", png, 0o644))
	}
}

// Two fingers enlarge a graphic about the point between them, one moves it, and at its edge the page goes on, so that nobody is held there.
// A mouse drags it, and what it lets go over is not asked.
func TestGraphicIsEnlargedByFingersAndDragged(t *testing.T) {
	tab := blank(t, 390, 844)
	must(t, tab.Touch(true))
	must(t, tab.Go(base+"/ar/graphics/output/"))
	must(t, tab.Wait(`document.querySelector(".zoom:not([hidden])")`, soon))
	look := func() enlarged { settled(t, tab); return eval[enlarged](t, tab, enlargedNow) }
	at := eval[[2]float64](t, tab, midst(shownForm, 0.7))
	// What the fingers hold, in the drawing's own units.
	const held = `(p=>[p.x,p.y])(new DOMPoint(%v,%v).matrixTransform((%s).firstElementChild.getScreenCTM().inverse()))`
	hold := func() [2]float64 { return eval[[2]float64](t, tab, fmt.Sprintf(held, at[0], at[1], shownForm)) }
	was := hold()
	must(t, tab.Pinch(at[0], at[1], 60, 180))
	in := look()
	if is := hold(); in.Size < 2.5 || in.Size > 3.2 || math.Abs(is[0]-was[0]) > 3 || math.Abs(is[1]-was[1]) > 3 {
		t.Errorf("two fingers: %+v; held %v, then %v", in, was, is)
	}
	if s := eval[float64](t, tab, `visualViewport.scale`); s != 1 {
		t.Errorf("the page is enlarged by %v too", s)
	}
	must(t, tab.Drag(at[0], at[1], -80, 0)) // a browser keeps a finger to one direction
	must(t, tab.Drag(at[0], at[1], 0, -60))
	if is := look(); is.X <= in.X || is.Y <= in.Y || is.Page != in.Page {
		t.Errorf("one finger: from %+v to %+v", in, is)
	}
	for range 12 {
		must(t, tab.Drag(at[0], at[1], 0, -200))
		if look().Page > 100 {
			break
		}
	}
	if is := look(); is.Page <= 100 {
		t.Errorf("at its edge a finger does not go on with the page: %+v", is)
	}
	must(t, tab.Eval(`(scrollTo(0,0),1)`, nil))
	must(t, tab.Pinch(at[0], at[1], 180, 20))
	if is := look(); is.Size != 1 || is.Buttons != 1 {
		t.Errorf("pinched together: %+v", is)
	}

	must(t, tab.Touch(false))
	mark := `[...document.querySelectorAll(".form [data-row]")].find(m=>m.getBoundingClientRect().width>4)`
	must(t, tab.Eval(`(document.querySelector(".zoom [data-zoom=in]").click(),1)`, nil))
	on := eval[[2]float64](t, tab, midst(mark, 0.5))
	was2 := look()
	must(t, tab.MouseDrag(on[0], on[1], 40, 30))
	if is := look(); is.X >= was2.X || is.Y >= was2.Y {
		t.Errorf("dragged by mouse: from %+v to %+v", was2, is)
	}
	if eval[bool](t, tab, `!!document.querySelector("#evidence:popover-open")`) {
		t.Error("what was dragged was asked too")
	}
	on = eval[[2]float64](t, tab, midst(mark, 0.5))
	must(t, tab.Click(on[0], on[1]))
	must(t, tab.Wait(`document.querySelector("#evidence:popover-open")`, soon))
}

// Without scripts there are no buttons that would do nothing, and two fingers are the browser's; a frame's graphic has none either.
func TestNoEnlargingWithoutScripts(t *testing.T) {
	tab := blank(t, 390, 844)
	must(t, tab.Scripts(false))
	must(t, tab.Go(base+"/fr/graphics/map/"))
	if n := eval[int](t, tab, `[...document.querySelectorAll(".zoom,.zoom button")].filter(e=>e.offsetHeight).length`); n != 0 {
		t.Errorf("%d buttons", n)
	}
	if a := eval[string](t, tab, `getComputedStyle(document.querySelector(".form")).touchAction`); a != "auto" {
		t.Errorf("touch-action: %s", a)
	}
	must(t, tab.Scripts(true))
	must(t, tab.Go(base+"/fr/graphics/map/frame.html?embed=1"))
	const shown = `[...document.querySelectorAll(".zoom,script[src*=zoom]")].filter(e=>e.src||e.offsetHeight).length`
	if n := eval[int](t, tab, shown); n != 0 {
		t.Errorf("a frame's graphic has %d of them", n)
	}
}
