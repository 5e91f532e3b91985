package shares

import (
	"math"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// band is the part of the picture round a row of bars, in which words find their places: in pixels of the plot, values in percent.
type band struct {
	env           *spec.Env
	state         string
	px            float64 // pixels a percent
	left, right   float64 // of the picture
	top, up       float64 // between the headings and the bars
	below, bottom float64 // between the bars and what comes next
	taken         []draw.Rect
	add           func(x, y float64, text string, more draw.Text)
	full          *error // the first words without room
}

// refuse notes the first words that have no room.
func (b *band) refuse(words, row string) {
	if *b.full == nil {
		*b.full = spec.NoRoom(b.env, id, b.state, words, row, "shorten it")
	}
}

func (b *band) size(words string, more draw.Text) (w, h float64) {
	size := more.Size
	if size == 0 {
		size = b.env.SmallSize()
	}
	return typeset.Width(words, size, more.Bold), typeset.Lines(words) * draw.LineHeight(size)
}

// hit is the first place that is taken already.
func (b *band) hit(r draw.Rect) *draw.Rect {
	for i, o := range b.taken {
		if o.Hits(r) {
			return &b.taken[i]
		}
	}
	return nil
}

// under sets words below the bars, beginning at a value: as far to the left as they must be to stay in the picture, and below other words.
func (b *band) under(row string, x float64, words string, more draw.Text) {
	w, h := b.size(words, more)
	more.VAlign = "top"
	if off := x*b.px + more.DX + w - b.right; off > 0 {
		more.DX -= off
	}
	more.DX = max(more.DX, b.left-x*b.px)
	x0, y := x*b.px+more.DX, b.below
	place := draw.Rect{X0: x0 - 3, Y0: y, X1: x0 + w + 3, Y1: y + h}
	for o := b.hit(place); o != nil; o = b.hit(place) {
		place.Y0, place.Y1 = o.Y1+2, o.Y1+2+h
	}
	if place.Y1 > b.bottom || place.X1-3 > b.right+1 {
		b.refuse(words, row)
	}
	b.taken = append(b.taken, place)
	b.add(x, place.Y0, words, more)
}

// over sets words above the bars, their middle at a value, above other words.
func (b *band) over(row string, x float64, words string, more draw.Text) {
	w, h := b.size(words, more)
	more.VAlign = "bottom"
	place := draw.Rect{X0: x*b.px - w/2 - 3, Y0: b.up - 4 - h, X1: x*b.px + w/2 + 3, Y1: b.up - 4}
	if off := max(b.left-place.X0, 0) + min(b.right-place.X1, 0); off != 0 { // as near to its middle as the picture allows
		more.DX += off
		place.X0, place.X1 = place.X0+off, place.X1+off
	}
	for o := b.hit(place); o != nil; o = b.hit(place) {
		place.Y0, place.Y1 = o.Y0-1-h, o.Y0-1
	}
	if place.Y0 < b.top || place.X0 < b.left || place.X1 > b.right {
		b.refuse(words, row)
	}
	b.taken = append(b.taken, place)
	b.add(x, place.Y1, words, more)
}

// ask sets the words of a share that is doubted over its stroke; where another stands near, they end at their stroke or begin there.
func (b *band) ask(p part, all []part, words string, size float64) {
	more := draw.Text{Size: size, Bold: true, Align: "center", VAlign: "bottom"}
	w, h := b.size(words, more)
	x0 := p.Value*b.px - w/2
	for _, o := range all {
		if near := math.Abs(o.Value-p.Value)*b.px < w+6; !near || o.ID == p.ID {
			continue
		}
		if side := map[bool]string{true: "right", false: "left"}[o.Value > p.Value]; more.Align == "center" {
			more.Align = side
		} else if more.Align != side {
			b.refuse(words, p.ID) // one on each side
		}
	}
	switch more.Align {
	case "right":
		x0, more.DX = p.Value*b.px-w+3, 3
	case "left":
		x0, more.DX = p.Value*b.px-3, -3
	}
	place := draw.Rect{X0: x0, Y0: b.up - 4 - h, X1: x0 + w, Y1: b.up - 4}
	if place.X0 < b.left || place.X1 > b.right || b.hit(place) != nil {
		b.refuse(words, p.ID)
	}
	b.taken = append(b.taken, place)
	b.add(p.Value, place.Y1, words, more)
}

// within sets words into a bar between two values; where it is too short, above it.
func (b *band) within(row string, from, until, mid float64, words string, more draw.Text) {
	if w, _ := b.size(words, more); w <= (until-from)*b.px-2 {
		b.add((from+until)/2, mid, words, more)
		return
	}
	if more.Plate = false; more.Color == spec.Paper {
		more.Color = ""
	}
	b.over(row, (from+until)/2, words, more)
}

// at sets words on the line of the bracket, after its end or, where there is no room, above it.
func (b *band) at(row string, x, y float64, words string, more draw.Text) {
	w, h := b.size(words, more)
	place := draw.Rect{X0: x*b.px + more.DX, Y0: y - h/2, X1: x*b.px + more.DX + w, Y1: y + h/2}
	if place.X1 > b.right {
		more.Align, more.DX = "right", 0
		y -= h/2 + 3
		place = draw.Rect{X0: x*b.px - w, Y0: y - h/2, X1: x * b.px, Y1: y + h/2}
	}
	if place.X0 < b.left || place.Y0 < b.top-4 || b.hit(place) != nil {
		b.refuse(words, row)
	}
	b.taken = append(b.taken, draw.Rect{X0: 0, Y0: y - 2, X1: x * b.px, Y1: b.up}, place)
	b.add(x, y, words, more)
}

// bordered is a kind of outline, which go-echarts' struct lacks.
func bordered(kind string) spec.M { return spec.M{"itemStyle": spec.M{"borderType": kind}} }

// stripes are slanted strokes that fill a box from x0 to x1 (in percent) and up to down (in pixels).
func stripes(x0, x1, up, down, px float64) [][4]float64 {
	out := draw.Stripes(draw.Rect{X0: x0 * px, Y0: up, X1: x1 * px, Y1: down}, 7, 0.5)
	for i := range out {
		out[i][0], out[i][2] = out[i][0]/px, out[i][2]/px
	}
	return out
}
