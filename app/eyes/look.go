package eyes

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"strings"
	"time"

	"sahel-explainer/app/browser"
)

//go:embed measure.js
var measure string

// Box is a rectangle in CSS pixels of the document of the story.
type Box struct{ X, Y, W, H float64 }

// Text is one line of words in view.
type Text struct {
	Box
	Kind                       string // card, headline, note, bar, page or label
	Text, Step, Graphic, Color string
	Opacity, Size, Full        float64
	Bold, Turned               bool
	Block                      int
	Frame, Cut                 Box // of a label: its picture, and what is left of the label by what cuts it off
}

// seen is what measure.js saw.
type seen struct {
	Texts       []Text
	Bar         *Box
	Over        []string // what stands over the bar
	Wide, Inner float64  // of the page and of the window
	Mode, Ready string
}

// picture is what is drawn for a step.
type picture struct {
	Active, Want    string
	Seen            []string
	Unrolled, Drawn bool
}

// turned is the button that turns a card page by page: where it stands, and what comes into view when it is pressed.
type turned struct {
	Box
	Lines, Seen int
}

// shot is one place of a cell: what was measured and the three pictures.
type shot struct {
	step          string
	seen          seen
	picture       picture
	turned        *turned
	view          Box // the part of the document that is on the screen
	dx, dy        float64
	ground, coded *image.RGBA
	png           []byte
}

func decode(raw []byte) (*image.RGBA, error) {
	m, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Bounds(), m, m.Bounds().Min, draw.Src)
	return out, nil
}

// settle waits for what was asked of the document to be painted; where scripts are off no callback would come, and the screenshot
// makes the frame.
func (v *visit) settle() error {
	if v.Entry == "noscript" {
		return nil
	}
	return errors.Join(v.story.Eval(browser.TwoFrames, nil), v.eye.Painted())
}

// goTo brings a step to where a reader reads it: its top at a part of the screen's height.
func (v *visit) goTo(step string, at float64) error {
	switch {
	case v.Entry == "stepper" || v.Entry == "sandbox":
		return v.story.Eval(fmt.Sprintf(`(()=>{const all=eyes.steps(),want=all.indexOf(%q);for(let i=0;i<200&&eyes.active()!==%q;i++)document.querySelector('.stepper-nav [data-act="'+(all.indexOf(eyes.active())<want?"next":"prev")+'"]').click();return 1})()`, step, step), nil)
	case v.framed:
		var top, height float64
		if err := v.eye.Eval(`innerHeight`, &height); err != nil {
			return err
		}
		if err := v.story.Eval(fmt.Sprintf(`eyes.top(%q,%f,%f)`, step, at, height), &top); err != nil {
			return err
		}
		return v.eye.Eval(fmt.Sprintf(`(()=>{const b=document.querySelector("[data-sahel-explainer-box]")||document.querySelector("iframe");scrollTo({top:b.getBoundingClientRect().top+scrollY+%f-innerHeight*%f,behavior:"instant"});return 1})()`, top, at), nil)
	}
	return v.story.Eval(fmt.Sprintf(`eyes.place(%q,%f)`, step, at), nil)
}

// lookFor is how long the picture of a step may take to come.
var lookFor = 8 * time.Second

// look goes to a step, waits until its picture is there and nothing moves, and takes the measure.
func (v *visit) look(step string, at float64) (*shot, error) {
	if err := v.goTo(step, at); err != nil {
		return nil, err
	}
	if err := v.settle(); err != nil {
		return nil, err
	}
	s := &shot{step: step}
	for end := time.Now().Add(lookFor); ; time.Sleep(50 * time.Millisecond) {
		var still bool
		if err := errors.Join(v.story.Eval(fmt.Sprintf(`eyes.picture(%q)`, step), &s.picture), v.story.Eval(`eyes.still()`, &still)); err != nil {
			return nil, err
		}
		if p := s.picture; still && (p.Unrolled || p.Drawn && slices.Equal(p.Seen, []string{p.Want}) && p.Active == step) || time.Now().After(end) {
			break
		}
		if v.Entry != "stepper" && v.Entry != "sandbox" { // what was laid out meanwhile may have moved the step
			if err := v.goTo(step, at); err != nil {
				return nil, err
			}
		}
	}
	return s, v.measure(s)
}

// measure takes the pictures of a place and what is where in them.
func (v *visit) measure(s *shot) error {
	s.view = Box{0, 0, float64(v.Across()), float64(v.Height())}
	if v.framed {
		var f Box
		if err := v.eye.Eval(`(()=>{const f=document.querySelector("iframe"),r=f.getBoundingClientRect();return{X:r.left+f.clientLeft,Y:r.top+f.clientTop,W:f.clientWidth,H:f.clientHeight}})()`, &f); err != nil {
			return err
		}
		s.dx, s.dy = f.X, f.Y
		x0, y0, x1, y1 := math.Max(0, -f.X), math.Max(0, -f.Y), math.Min(f.W, float64(v.Across())-f.X), math.Min(f.H, float64(v.Height())-f.Y)
		s.view = Box{x0, y0, x1 - x0, y1 - y0}
	}
	if err := v.drawn(s); err != nil {
		return err
	}
	look := fmt.Sprintf(`eyes.look({left:%f,top:%f,right:%f,bottom:%f})`, s.view.X, s.view.Y, s.view.X+s.view.W, s.view.Y+s.view.H)
	if err := errors.Join(v.story.Eval(look, &s.seen), v.story.Eval(fmt.Sprintf(`eyes.turned(%q)`, s.step), &s.turned)); err != nil {
		return err
	}
	var err error
	if !v.framed {
		shrunk := s.seen.Inner != float64(v.Across())
		s.seen.Inner = float64(v.Across())
		if shrunk { // a phone shows a page that is too wide as a whole, smaller: nothing stands where it was measured
			s.png, err = v.eye.Screenshot()
			return err
		}
	}
	if _, s.ground, err = v.shoot(s, "ground", color.RGBA{12, 34, 56, 255}); err != nil {
		return err
	}
	if _, s.coded, err = v.shoot(s, "coded", color.RGBA{56, 12, 34, 255}); err != nil {
		return err
	}
	s.png, _, err = v.shoot(s, "plain", color.RGBA{34, 56, 12, 255})
	return err
}

// drawn waits until the screen shows the story at all: WebKit draws its tiles after a long way has been scrolled, and a busy machine
// makes them late. What stays empty is judged as what it is.
func (v *visit) drawn(s *shot) error {
	for n, end := 1, time.Now().Add(15*time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		raw, err := v.eye.Screenshot()
		if err != nil {
			return err
		}
		m, err := decode(raw)
		if err != nil {
			return err
		}
		seen, r := map[[3]uint8]bool{}, image.Rect(int(s.view.X+s.dx), int(s.view.Y+s.dy), int(s.view.X+s.view.W+s.dx), int(s.view.Y+s.view.H+s.dy)).Intersect(m.Rect)
		for y := r.Min.Y; y < r.Max.Y; y += 3 {
			for x := r.Min.X; x < r.Max.X; x++ {
				i := m.PixOffset(x, y)
				seen[[3]uint8(m.Pix[i:i+3])] = true
			}
		}
		if len(seen) > 16 {
			return nil
		}
		// WebKitGTK's driver at times shows nothing at all of a page without scripts, from its first picture on, wherever it is
		// scrolled; once the window has had another size it does.
		if n++; v.Engine == "webkit" && n%5 == 0 {
			if err := errors.Join(v.eye.Size(v.Across()+1, v.Height()), v.eye.Size(v.Across(), v.Height())); err != nil {
				return err
			}
		}
		// A reader who sees nothing moves; half a turn there, half a turn back.
		for _, by := range []float64{20, -20} {
			if err := v.eye.Wheel(float64(v.Across())/2, float64(v.Height())/2, by); err != nil {
				return err
			}
		}
	}
	return nil
}

// shoot paints the words in a way and takes a picture, once the engine shows that paint: it is known by its mark.
func (v *visit) shoot(s *shot, way string, mark color.RGBA) ([]byte, *image.RGBA, error) {
	x, y := math.Ceil(s.view.X), math.Ceil(s.view.Y)
	if err := v.story.Eval(fmt.Sprintf(`eyes.paint(%q,"rgb(%d,%d,%d)",%f,%f)`, way, mark.R, mark.G, mark.B, x, y), nil); err != nil {
		return nil, nil, err
	}
	n := 0
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		raw, err := v.eye.Screenshot()
		if err != nil {
			return nil, nil, err
		}
		m, err := decode(raw)
		if err != nil {
			return nil, nil, err
		}
		if n++; n%5 == 0 && v.Engine == "webkit" {
			if err := v.woken(); err != nil {
				return nil, nil, err
			}
		}
		c := m.RGBAAt(int(x+s.dx)+2, int(y+s.dy)+2)
		if abs(int(c.R)-int(mark.R))+abs(int(c.G)-int(mark.G))+abs(int(c.B)-int(mark.B)) < 12 {
			return raw, m, nil
		}
		if time.Now().After(end) {
			return nil, nil, fmt.Errorf("the screen never shows the paint %s: its mark is %v", way, c)
		}
	}
}

// woken gives the window another height and its own again: of a high one WebKitGTK's driver at times takes black pictures alone until then.
func (v *visit) woken() error {
	var z [2]int
	if err := v.eye.Eval("[innerWidth,innerHeight]", &z); err != nil {
		return err
	}
	return errors.Join(v.eye.Size(z[0], z[1]+1), v.eye.Size(z[0], z[1]))
}

// begin puts measure.js into the story's document and gives its steps.
func (v *visit) begin() (steps []string, err error) {
	if err := v.story.Eval(strings.TrimSpace(measure[strings.Index(measure, "(() =>"):]), nil); err != nil {
		return nil, err
	}
	if v.Entry == "tall" { // as the parents that stretch frames do: as high as the story is
		var high float64
		if err := v.story.Eval(`document.documentElement.getBoundingClientRect().height`, &high); err != nil {
			return nil, err
		}
		if err := v.eye.Eval(fmt.Sprintf(`(document.querySelector("iframe").height=%d,1)`, int(math.Max(high, 6000))), nil); err != nil {
			return nil, err
		}
	}
	return steps, v.story.Eval(`eyes.steps()`, &steps)
}
