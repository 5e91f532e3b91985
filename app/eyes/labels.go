package eyes

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
)

// Pale is a label of a graphic that stands out too little from what is behind it.
type Pale struct {
	Graphic, Text, Color string
	Ratio, Least         float64 // the contrast that a fifth of its ink falls below, and what WCAG asks of its size
}

func (p Pale) String() string {
	return fmt.Sprintf("%s: “%s” in %s has %.1f, and needs %.1f", p.Graphic, p.Text, p.Color, p.Ratio, p.Least)
}

// tall is the height of the window that labels are looked at in: a page of all states is long.
const tall = 3000

// paleness is the part of a label's ink that may have too little contrast: its edge is mixed with the ground, and thin strokes cross it.
const paleness = 0.2

// Labels measures, from pixels, the contrast of each label in every state of every graphic: the story unrolled shows all of them. It gives
// how many were measured and which are pale. axe leaves them undecided.
func (g *Grid) Labels(engine, lang, theme string, width int, set ...string) (n int, pale []Pale, err error) {
	eye, done, err := g.run.page(engine, theme, true)
	if err != nil {
		return 0, nil, err
	}
	defer done()
	if tab, ok := eye.(interface{ Media(string, ...string) error }); ok && len(set) > 0 {
		if err := tab.Media("", set...); err != nil {
			return 0, nil, err
		}
	}
	server, port, err := serve(g.Site)
	if err != nil {
		return 0, nil, err
	}
	defer server.Close()
	v := &visit{Cell: Cell{Engine: engine, Entry: "page", Theme: theme, Width: width}, eye: eye, story: eye}
	page := "http://localhost:" + port + "/" + lang + "/?mode=unrolled"
	if err := errors.Join(eye.Size(width, tall), eye.Go(page), eye.Wait(`document.documentElement.dataset.mode==="unrolled"&&`+onItsOwn+`&&!document.querySelector(".later")&&document.fonts.ready.then(()=>1)`, soon)); err != nil {
		return 0, nil, err
	}
	var all []Box
	if _, err := v.begin(); err != nil {
		return 0, nil, err
	}
	if err := eye.Eval(`eyes.drawings()`, &all); err != nil {
		return 0, nil, err
	}
	for i := 0; i < len(all); {
		var top float64
		if err := errors.Join(eye.Eval(fmt.Sprintf(`(scrollTo({top:%f,behavior:"instant"}),scrollY)`, all[i].Y-10), &top), eye.Painted()); err != nil {
			return 0, nil, err
		}
		from := i
		for i < len(all) && (i == from || all[i].Y+all[i].H < top+tall) {
			i++
		}
		took, some, err := v.labels(all[from:i], top)
		if err != nil {
			return 0, nil, err
		}
		n, pale = n+took, append(pale, some...)
	}
	return n, pale, nil
}

// labels measures those of some drawings, the window standing at top.
func (v *visit) labels(drawings []Box, top float64) (n int, pale []Pale, err error) {
	s := &shot{view: Box{0, 0, float64(v.Across()), tall}}
	if err := v.story.Eval(`eyes.paint("plain","transparent",0,0)`, nil); err != nil { // the colours are the page's own
		return 0, nil, err
	}
	if err := v.story.Eval(fmt.Sprintf(`eyes.look({left:0,top:0,right:%d,bottom:%d})`, v.Across(), tall), &s.seen); err != nil {
		return 0, nil, err
	}
	if _, s.ground, err = v.shoot(s, "bare", color.RGBA{12, 34, 56, 255}); err != nil {
		return 0, nil, err
	}
	if _, s.coded, err = v.shoot(s, "inked", color.RGBA{56, 12, 34, 255}); err != nil {
		return 0, nil, err
	}
	for _, t := range s.seen.Texts {
		whole := false
		for _, d := range drawings {
			whole = whole || t.Kind == "label" && atSame(t.Frame.Y, d.Y-top) && atSame(t.Frame.X, d.X)
		}
		if !whole {
			continue
		}
		ratio, ink := s.stands(t)
		if ink < 4 {
			continue // under another, or cut off: judged elsewhere
		}
		n++
		if ratio < t.enough() {
			pale = append(pale, Pale{t.Graphic, strings.TrimSpace(t.Text), t.Color, ratio, t.enough()})
		}
	}
	return n, pale, nil
}

func atSame(a, b float64) bool { return a-b < 2 && b-a < 2 }

// stands is the contrast that all but a fifth of a label's ink has, and how much ink it has: ink is where the picture with the label in a
// colour of its own differs from the one without it, as much as in its middle.
func (s *shot) stands(t Text) (ratio float64, ink int) {
	c, ok := colour(t.Color)
	if !ok {
		return 0, 99
	}
	c.a *= t.Opacity
	var of []float64
	r := image.Rect(int(t.X), int(t.Y), int(t.X+t.W)+1, int(t.Y+t.H)+1).Intersect(s.ground.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := s.ground.PixOffset(x, y)
			p, q := s.ground.Pix[i:i+3], s.coded.Pix[i:i+3]
			if abs(int(q[0])-255)+int(q[1])+abs(int(q[2])-255) > 180 || abs(int(p[0])-int(q[0]))+abs(int(p[1])-int(q[1]))+abs(int(p[2])-int(q[2])) < 60 {
				continue
			}
			of = append(of, contrast(c, p))
		}
	}
	if len(of) == 0 {
		return 0, 0
	}
	slices.Sort(of)
	return of[int(float64(len(of))*paleness)], len(of)
}
