package card

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// canvas is what a card is painted on. Paint stays inside clip.
type canvas struct {
	img  *image.RGBA
	clip image.Rectangle
	ras  vector.Rasterizer
}

func newCanvas(w, h int) *canvas {
	r := image.Rect(0, 0, w, h)
	return &canvas{img: image.NewRGBA(r), clip: r}
}

// fill paints the inside of lines (by the nonzero rule). alpha is from 0 to 1.
func (c *canvas) fill(ls []line, col color.RGBA, alpha float64) {
	if alpha <= 0 {
		return
	}
	lo, hi := pt{math.Inf(1), math.Inf(1)}, pt{math.Inf(-1), math.Inf(-1)}
	for _, l := range ls {
		for _, p := range l.pts {
			lo = pt{math.Min(lo.x, p.x), math.Min(lo.y, p.y)}
			hi = pt{math.Max(hi.x, p.x), math.Max(hi.y, p.y)}
		}
	}
	if lo.x > hi.x || hi.x < float64(c.clip.Min.X) || hi.y < float64(c.clip.Min.Y) || lo.x > float64(c.clip.Max.X) || lo.y > float64(c.clip.Max.Y) {
		return
	}
	// The rasteriser works on the part of the shape that is seen; to its left it must know what it crosses, so points are
	// held to the frame and not dropped.
	box := image.Rect(int(math.Floor(math.Max(lo.x, -1e5))), int(math.Floor(math.Max(lo.y, -1e5))), int(math.Ceil(math.Min(hi.x, 1e5)))+1, int(math.Ceil(math.Min(hi.y, 1e5)))+1).Intersect(c.clip)
	if box.Empty() {
		return
	}
	c.ras.Reset(box.Dx(), box.Dy())
	x0, y0 := float64(box.Min.X), float64(box.Min.Y)
	for _, l := range ls {
		if len(l.pts) < 2 {
			continue
		}
		c.ras.MoveTo(float32(l.pts[0].x-x0), float32(l.pts[0].y-y0))
		for _, p := range l.pts[1:] {
			c.ras.LineTo(float32(p.x-x0), float32(p.y-y0))
		}
		c.ras.ClosePath()
	}
	a := uint32(math.Round(alpha * 255))
	premultiplied := color.RGBA{uint8(uint32(col.R) * a / 255), uint8(uint32(col.G) * a / 255), uint8(uint32(col.B) * a / 255), uint8(a)}
	c.ras.Draw(c.img, box, image.NewUniform(premultiplied), image.Point{})
}

// ground paints whole pixels.
func (c *canvas) ground(r image.Rectangle, col color.RGBA) {
	draw.Draw(c.img, r, image.NewUniform(col), image.Point{}, draw.Src)
}

// rect paints a rectangle.
func (c *canvas) rect(x, y, w, h float64, col color.RGBA) {
	c.fill([]line{{[]pt{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, true}}, col, 1)
}
