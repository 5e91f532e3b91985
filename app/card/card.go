// Package card draws social cards: the picture that a network shows beside a link. A card is a finding of the story set as a
// newspaper's desk would set it, beside the very picture that the page has; words are shaped by harfbuzz (go-text), shapes
// are painted by x/image. Host only.
package card

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"image"
	"image/color"
	"io/fs"
	"math"
)

// Size of every card, as networks ask for.
const (
	Width  = 1200
	Height = 630
)

//go:embed *.go
var program embed.FS

// Version changes whenever the way in which cards are drawn does, so that none is kept that would be drawn otherwise now.
func Version() string {
	h := sha256.New()
	names, _ := fs.Glob(program, "*.go") // sorted
	for _, n := range names {
		text, _ := program.ReadFile(n) // embedded: cannot fail
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Card is what is said and shown. Empty words take no place.
type Card struct {
	Kicker   string // where in the story it stands
	Headline string
	Finding  string // what the picture shows
	Name     string // the explainer
	AsOf     string
	Lang     string
	RTL      bool
	SVG      string // the picture, as render.Clean writes it without shared shapes
	SVGW     float64
	SVGH     float64
	Map      bool // the picture is a map: it fills its side of the card
}

// Drawer draws cards. It is not safe for concurrent use.
type Drawer struct {
	set   *setter
	theme map[string]string
	label func(rtl bool) func(string) string
}

// NewDrawer makes a drawer with the faces and the light theme's colours of the pages. label marks a line of a right-to-left
// language, as chart labels are.
func NewDrawer(f Fonts, theme map[string]string, label func(string) string) (*Drawer, error) {
	s, err := newSetter(f)
	if err != nil {
		return nil, err
	}
	return &Drawer{s, theme, func(rtl bool) func(string) string {
		if rtl {
			return label
		}
		return func(s string) string { return s }
	}}, nil
}

// Width is the width of a line of text as cards set it.
func (d *Drawer) Width(text string, size float64, weight int, lang string, rtl bool) float64 {
	return d.set.width(d.label(rtl)(text), style{size: size, weight: weight, lang: lang, rtl: rtl})
}

const (
	margin = 52.0
	gap    = 44.0 // between words and picture
)

// Draw draws a card as a PNG. A character that its fonts lack is an error: a card is never drawn with a hole in its words.
func (d *Drawer) Draw(k Card) ([]byte, error) {
	d.set.lacks = nil
	c := newCanvas(Width, Height)
	paper, _, err := d.colour("var(--paper)")
	if err != nil {
		return nil, err
	}
	c.ground(c.clip, paper)
	words, err := d.picture(c, k)
	if err != nil {
		return nil, err
	}
	if err := d.words(c, k, words); err != nil {
		return nil, err
	}
	if d.set.lacks != nil {
		return nil, d.set.lacks
	}
	inks := map[color.RGBA]bool{}
	for name := range d.theme {
		if v, ok, err := d.colour("var(--" + name + ")"); err == nil && ok {
			inks[v] = true
		}
	}
	return encode(c.img, inks)
}

// picture paints the graphic at the end of the reading direction and returns what is left for words. Maps are never mirrored;
// they only change sides.
func (d *Drawer) picture(c *canvas, k Card) (words image.Rectangle, err error) {
	place := image.Rect(0, 0, 0, 0)
	scale := 1.0
	if k.Map {
		scale = Height / k.SVGH
		place = image.Rect(Width-int(math.Round(k.SVGW*scale)), 0, Width, Height)
	} else {
		scale = math.Min((Height-2*margin+24)/k.SVGH, 560/k.SVGW)
		w, h := k.SVGW*scale, k.SVGH*scale
		x := Width - margin - w
		y := (Height - h) / 2
		place = image.Rect(int(x), int(y), int(x+w), int(y+h))
	}
	words = image.Rect(int(margin), int(margin), place.Min.X-int(gap), Height-int(margin))
	if k.RTL {
		flip := func(r image.Rectangle) image.Rectangle {
			return image.Rect(Width-r.Max.X, r.Min.Y, Width-r.Min.X, r.Max.Y)
		}
		place, words = flip(place), flip(words)
	}
	if k.Map {
		sea, _, err := d.colour("var(--sea)")
		if err != nil {
			return words, err
		}
		c.ground(place, sea)
		c.clip = place
	} else {
		c.clip = place.Inset(-int(margin) + 8).Intersect(image.Rect(0, 0, Width, Height))
	}
	err = d.drawSVG(c, k.SVG, matrix{scale, 0, 0, scale, float64(place.Min.X), float64(place.Min.Y)}, k.Lang, k.RTL)
	c.clip = c.img.Bounds()
	return words, err
}

// block is a paragraph of a card at a size that fits.
type block struct {
	lines  []string
	st     style
	height float64 // of a line
	col    color.RGBA
	before float64 // space above
}

func (b block) tall() float64 {
	if len(b.lines) == 0 {
		return 0
	}
	return b.before + float64(len(b.lines))*b.height
}

func (d *Drawer) words(c *canvas, k Card, r image.Rectangle) error {
	col := map[string]color.RGBA{}
	for _, n := range []string{"ink", "muted", "rule", "brand"} {
		v, _, err := d.colour("var(--" + n + ")")
		if err != nil {
			return err
		}
		col[n] = v
	}
	lead := 1.16
	if k.RTL {
		lead = 1.42
	}
	width := float64(r.Dx())
	set := func(text string, size float64, weight int, ink string, before float64) block {
		st := style{size: size, weight: weight, lang: k.Lang, rtl: k.RTL}
		return block{d.set.wrap(text, width, st, d.label(k.RTL)), st, size * (lead + (30-min(size, 30))/100), col[ink], before}
	}
	// The foot stands at the bottom, the rest hangs from the rule at the top; the headline is as large as leaves room.
	foot := []block{set(k.Name, 21, 650, "ink", 14), set(k.AsOf, 18, 400, "muted", 4)}
	footTall := foot[0].tall() + foot[1].tall()
	room := float64(r.Dy()) - footTall - 26
	var blocks []block
	for size := 62.0; ; size -= 2 {
		small := max(23, min(28, size*0.5))
		blocks = []block{set(k.Kicker, 23, 600, "brand", 20), set(k.Headline, size, 700, "ink", 10), set(k.Finding, small, 400, "muted", 16)}
		tall, widest := 0.0, 0.0
		for _, b := range blocks {
			tall += b.tall()
			for _, l := range b.lines {
				widest = max(widest, d.set.width(d.label(k.RTL)(l), b.st))
			}
		}
		if tall <= room && widest <= width && len(blocks[1].lines) <= 6 {
			break
		}
		if size <= 36 {
			if k.Finding == "" {
				break
			}
			// Too many words for one card: the picture says the finding anyway.
			k.Finding, size = "", 64
		}
	}
	c.rect(float64(r.Min.X), float64(r.Min.Y), width, 5, col["ink"])
	y := float64(r.Min.Y) + 5
	for _, b := range blocks {
		y = d.paragraph(c, b, r, y, k.RTL)
	}
	y = float64(r.Max.Y) - footTall
	c.rect(float64(r.Min.X), y, width, 1.5, col["rule"])
	for _, b := range foot {
		y = d.paragraph(c, b, r, y, k.RTL)
	}
	return nil
}

// paragraph sets a block's lines from y down, at the side where its language begins, and returns where it ends.
func (d *Drawer) paragraph(c *canvas, b block, r image.Rectangle, y float64, rtl bool) float64 {
	if len(b.lines) == 0 {
		return y
	}
	y += b.before
	for _, text := range b.lines {
		l := d.set.line(d.label(rtl)(text), b.st)
		x := float64(r.Min.X)
		if rtl {
			x = float64(r.Max.X) - l.width
		}
		c.fill(mapped(l.shape, matrix{1, 0, 0, 1, x, y + b.height/2 + d.set.middle(b.st)}), b.col, 1)
		y += b.height
	}
	return y
}
