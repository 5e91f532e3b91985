package eyes

import (
	"fmt"
	"image"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Failure is one thing that a reader could not read or would be misled by.
type Failure struct{ Kind, Step, What string }

// Kinds of failures.
const (
	Open     = "open"     // the entry does not lead to the story
	Contrast = "contrast" // words too weak against what is really behind them
	Crossing = "crossing" // words over words
	Unseen   = "unseen"   // words of the step that are covered or not there
	Outside  = "outside"  // labels cut off or out of their picture
	Small    = "small"    // labels below 11 px
	Bar      = "bar"      // something over the bar
	Picture  = "picture"  // another state's picture, or none
	Order    = "order"    // labels whose glyphs stand in another order than they are read
	Console  = "console"  // complaints of the page
	Sideways = "sideways" // the page scrolls to the side
)

// Kinds in the order of the table.
var Kinds = []string{Open, Contrast, Crossing, Unseen, Outside, Small, Bar, Picture, Order, Console, Sideways}

// least is the size below which a label is small, in CSS pixels.
const least = 11

// rgb is a colour with its opacity, 0 to 1 each.
type rgb struct{ r, g, b, a float64 }

var numbers = regexp.MustCompile(`-?[\d.]+(?:e-?\d+)?%?`)

// colour reads a computed colour: rgb(…), rgba(…) or color(srgb …).
func colour(s string) (rgb, bool) {
	var n []float64
	_, inner, ok := strings.Cut(s, "(")
	if !ok {
		return rgb{}, false
	}
	for _, t := range numbers.FindAllString(strings.TrimPrefix(inner, "srgb"), -1) {
		f, err := strconv.ParseFloat(strings.TrimSuffix(t, "%"), 64)
		if err != nil {
			return rgb{}, false
		}
		if strings.HasSuffix(t, "%") {
			f /= 100
		}
		n = append(n, f)
	}
	if len(n) < 3 {
		return rgb{}, false
	}
	c := rgb{n[0], n[1], n[2], 1}
	if strings.HasPrefix(s, "rgb") {
		c.r, c.g, c.b = c.r/255, c.g/255, c.b/255
	} else if !strings.HasPrefix(s, "color(srgb") {
		return rgb{}, false
	}
	if len(n) > 3 {
		c.a = n[3]
	}
	return c, true
}

// linear is the light of each of a channel's 256 values.
var linear = func() (t [256]float64) {
	for i := range t {
		if v := float64(i) / 255; v <= 0.04045 {
			t[i] = v / 12.92
		} else {
			t[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return t
}()

func light(r, g, b uint8) float64 {
	return 0.2126*linear[r] + 0.7152*linear[g] + 0.0722*linear[b]
}

// contrast is WCAG's ratio of words in a colour on a pixel.
func contrast(c rgb, p []uint8) float64 {
	mix := func(v float64, u uint8) uint8 { return uint8(math.Round(v*255*c.a + float64(u)*(1-c.a))) }
	x, y := light(mix(c.r, p[0]), mix(c.g, p[1]), mix(c.b, p[2])), light(p[0], p[1], p[2])
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// enough is what WCAG AA asks of a text's size.
func (t Text) enough() float64 {
	if t.Size >= 24 || t.Bold && t.Size >= 18.66 {
		return 3
	}
	return 4.5
}

// on is a text's box on the screenshot, less a part of its height above and below.
func (s *shot) on(b Box, less float64) image.Rectangle {
	r := image.Rect(int(math.Ceil(b.X+s.dx)), int(math.Ceil(b.Y+b.H*less+s.dy)), int(b.X+b.W+s.dx), int(b.Y+b.H*(1-less)+s.dy))
	v := image.Rect(int(math.Ceil(s.view.X+s.dx)), int(math.Ceil(s.view.Y+s.dy)), int(s.view.X+s.view.W+s.dx), int(s.view.Y+s.view.H+s.dy))
	return r.Intersect(v).Intersect(s.ground.Rect)
}

// below takes the bar's part off a box.
func (s *shot) below(b Box) Box {
	if bar := s.seen.Bar; bar != nil && b.Y < bar.Y+bar.H+3 && b.Y+b.H > bar.Y {
		cut := bar.Y + bar.H + 3 - b.Y
		b.Y, b.H = b.Y+cut, b.H-cut
	}
	return b
}

// The colours that measure.js gives to the words, by kind.
const (
	inkCard = 1 + iota
	inkPage
	inkBar
	inkLabel
)

var inkOf = map[string]uint8{"card": inkCard, "headline": inkPage, "note": inkPage, "page": inkPage, "bar": inkBar, "label": inkLabel}

// inks says for each pixel of the screen whose words are there.
func (s *shot) inks() []uint8 {
	out := make([]uint8, len(s.coded.Pix)/4)
	for i := range out {
		p, q := s.coded.Pix[i*4:i*4+3], s.ground.Pix[i*4:i*4+3]
		if abs(int(p[0])-int(q[0]))+abs(int(p[1])-int(q[1]))+abs(int(p[2])-int(q[2])) < 60 {
			continue
		}
		const much, little = 165, 115
		switch r, g, b := p[0], p[1], p[2]; {
		case r > much && g < little && b > much:
			out[i] = inkCard
		case r < little && g > much && b > much:
			out[i] = inkPage
		case r > much && g > much && b < little:
			out[i] = inkBar
		case r < little && g > much && b < little:
			out[i] = inkLabel
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// judge lists what is wrong at one place.
func (s *shot) judge() (out []Failure) {
	add := func(kind, what string, a ...any) { out = append(out, Failure{kind, s.step, fmt.Sprintf(what, a...)}) }
	if by := s.seen.Wide - s.seen.Inner; by > 1 {
		add(Sideways, "by %.0f px", by)
	}
	if s.ground == nil {
		return out
	}
	ink, width := s.inks(), s.ground.Rect.Dx()
	lines, unseen := 0, 0
	for _, t := range s.seen.Texts {
		if t.Kind == "label" {
			continue
		}
		b := t.Box
		if t.Kind != "bar" {
			b = s.below(b)
		}
		if b.H < t.Full*0.6 || b.H < 5 {
			continue // a line half under the edge
		}
		if worst, share := s.weak(t, b); share > 0.04 {
			add(Contrast, "%s “%s”: %.1f, and under %.1f on %.0f%% of its ground", t.Kind, t.Text, worst, t.enough(), share*100)
		}
		own, foreign := s.mixed(ink, width, inkOf[t.Kind], s.on(b, 0.2))
		if foreign >= 8 {
			add(Crossing, "%s “%s”: other words in it (%d px)", t.Kind, t.Text, foreign)
		}
		if t.Kind == "card" && t.Step == s.step && b.W > 12 && !(s.turned != nil && b.Y+b.H > s.turned.Y+3) {
			lines++
			if own == 0 {
				unseen++
			}
		}
	}
	if lines == 0 || unseen*5 > lines {
		add(Unseen, "of the step's %d lines in view %d are not seen", lines, unseen)
	}
	if t := s.turned; t != nil && t.Seen < t.Lines {
		add(Unseen, "of the card's %d lines %d come into view when it is turned", t.Lines, t.Seen)
	}
	out = append(out, s.over()...)
	out = append(out, s.outside()...)
	if n, all, smallest := s.labels(); n > 0 {
		add(Small, "%d of %d labels in view are below %d px, the smallest has %.1f", n, all, least, smallest)
	}
	s.bar(ink, width, add)
	if p := s.picture; !p.Unrolled && (!p.Drawn || !slices.Equal(p.Seen, []string{p.Want}) || p.Active != s.step) {
		add(Picture, "active is %s; wanted %s, seen %v, drawn %v", p.Active, p.Want, p.Seen, p.Drawn)
	}
	return out
}

// weak is the least contrast of a text against its ground, and on how much of it there is not enough.
func (s *shot) weak(t Text, b Box) (worst, share float64) {
	c, ok := colour(t.Color)
	if !ok {
		return 0, 1
	}
	c.a *= t.Opacity
	worst = 21
	n, bad := 0, 0
	r := s.on(b, 0.15)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := s.ground.PixOffset(x, y)
			k := contrast(c, s.ground.Pix[i:i+3])
			worst = min(worst, k)
			n++
			if k < t.enough() {
				bad++
			}
		}
	}
	if n == 0 {
		return 21, 0
	}
	return worst, float64(bad) / float64(n)
}

// near is how close two inks stand where words lie over words, in pixels.
const near = 4

// mixed counts a box's own ink, and the ink of other words that stands in the middle of it.
func (s *shot) mixed(ink []uint8, width int, own uint8, r image.Rectangle) (mine, foreign int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			k := ink[y*width+x]
			if k == own {
				mine++
			}
			if k == 0 || k == own {
				continue
			}
			left, right := false, false
			for d := 1; d <= near*3; d++ {
				left = left || x-d >= r.Min.X && ink[y*width+x-d] == own
				right = right || x+d < r.Max.X && ink[y*width+x+d] == own
			}
			if left && right {
				foreign++
			}
		}
	}
	return mine, foreign
}

// over finds words of one kind that lie over others of it: boxes of different blocks whose middles cross.
func (s *shot) over() (out []Failure) {
	core := func(t Text) Box { return Box{t.X, t.Y + t.H*0.25, t.W, t.H * 0.5} }
	told := map[[2]int]bool{}
	for i, a := range s.seen.Texts {
		for _, b := range s.seen.Texts[i+1:] {
			if inkOf[a.Kind] != inkOf[b.Kind] || a.Block == b.Block || a.Turned || b.Turned || told[[2]int{a.Block, b.Block}] {
				continue
			}
			p, q := core(a), core(b)
			if min(p.X+p.W, q.X+q.W)-max(p.X, q.X) > 2 && min(p.Y+p.H, q.Y+q.H)-max(p.Y, q.Y) > 1.5 {
				told[[2]int{a.Block, b.Block}] = true
				out = append(out, Failure{Crossing, s.step, fmt.Sprintf("%s “%s” over %s “%s”", a.Kind, a.Text, b.Kind, b.Text)})
			}
		}
	}
	return out
}

// outside finds labels that are cut off, or stand out of their picture.
func (s *shot) outside() (out []Failure) {
	for _, t := range s.seen.Texts {
		if t.Kind != "label" || t.Turned || t.W < 2 {
			continue
		}
		f, c := t.Frame, t.Cut
		what := ""
		switch {
		case t.X < f.X-2 || t.X+t.W > f.X+f.W+2:
			what = "is out of its picture"
		case c.X > t.X+2 || c.X+c.W < t.X+t.W-2:
			what = "is cut off at its side"
		case (c.Y > t.Y+t.H*0.25 && c.Y > s.view.Y+1) || (c.Y+c.H < t.Y+t.H*0.75 && c.Y+c.H < s.view.Y+s.view.H-1):
			what = "is cut off above or below"
		default:
			continue
		}
		out = append(out, Failure{Outside, s.step, fmt.Sprintf("%s: “%s” %s", t.Graphic, t.Text, what)})
	}
	return out
}

// labels counts those in view, those of them that are small, and gives the size of the smallest.
func (s *shot) labels() (small, all int, smallest float64) {
	smallest = 99
	for _, t := range s.seen.Texts {
		if t.Kind == "label" && t.W > 2 {
			all++
			smallest = min(smallest, t.Size)
			if t.Size < least-0.05 {
				small++
			}
		}
	}
	return small, all, smallest
}

// bar finds what stands over the bar.
func (s *shot) bar(ink []uint8, width int, add func(kind, what string, a ...any)) {
	if s.seen.Bar == nil || s.picture.Unrolled {
		return
	}
	if len(s.seen.Over) > 1 {
		add(Bar, "over it stands %s", s.seen.Over[0])
	}
	r, n := s.on(Box{s.seen.Bar.X, s.seen.Bar.Y, s.seen.Bar.W, s.seen.Bar.H - 3}, 0), 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if k := ink[y*width+x]; k != 0 && k != inkBar {
				n++
			}
		}
	}
	if n > 8 {
		add(Bar, "other words are in it (%d px)", n)
	}
}
