package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"sort"
)

// encode writes a picture as a PNG of at most 96 colours. A card has few inks on one ground: those of the theme keep their exact
// colour, and what edges blend goes to the nearest of the shades most used, which nobody sees. The file is a third of what full colour
// would be.
func encode(img *image.RGBA, theme map[color.RGBA]bool) ([]byte, error) {
	b := img.Bounds()
	exact := map[color.RGBA]int{}
	eachRun(img, func(c color.RGBA, from, to int) { exact[c] += to - from })
	colours := make([]color.RGBA, 0, len(exact))
	for c := range exact {
		colours = append(colours, c)
	}
	sort.Slice(colours, func(i, j int) bool {
		a, b := colours[i], colours[j]
		if exact[a] != exact[b] {
			return exact[a] > exact[b]
		}
		return key(a) < key(b)
	})
	var pal color.Palette
	const inks = 32
	index := map[color.RGBA]uint8{}
	shade := map[color.RGBA]int{} // coarse colour → pixels
	first := map[color.RGBA]color.RGBA{}
	var coarse []color.RGBA
	for i, c := range colours {
		if i < inks || theme[c] {
			index[c] = uint8(len(pal))
			pal = append(pal, c)
			continue
		}
		q := reduced(c)
		if _, ok := first[q]; !ok {
			first[q] = c // the most used of its kind stands for it
			coarse = append(coarse, q)
		}
		shade[q] += exact[c]
	}
	sort.SliceStable(coarse, func(i, j int) bool { return shade[coarse[i]] > shade[coarse[j]] })
	for _, q := range coarse {
		if len(pal) < 96 {
			pal = append(pal, first[q])
		}
	}
	near := map[color.RGBA]uint8{}
	for _, c := range colours {
		if _, ok := index[c]; ok {
			continue
		}
		q := reduced(c)
		n, ok := near[q]
		if !ok {
			n = uint8(pal.Index(first[q]))
			near[q] = n
		}
		index[c] = n
	}
	out := image.NewPaletted(b, pal)
	eachRun(img, func(c color.RGBA, from, to int) {
		n := index[c]
		for i := from; i < to; i++ {
			out.Pix[i] = n
		}
	})
	var buf bytes.Buffer
	// The default level: the best one takes four times as long over flat grounds and saves a hundredth.
	err := (&png.Encoder{}).Encode(&buf, out)
	return buf.Bytes(), err
}

// eachRun visits the runs of equal pixels, as indices in reading order.
func eachRun(img *image.RGBA, visit func(c color.RGBA, from, to int)) {
	n := len(img.Pix) / 4 // a canvas is its whole buffer
	for from := 0; from < n; {
		p := img.Pix[from*4 : from*4+4]
		to := from + 1
		for to < n && string(img.Pix[to*4:to*4+4]) == string(p) {
			to++
		}
		visit(color.RGBA{p[0], p[1], p[2], p[3]}, from, to)
		from = to
	}
}

// reduced puts a colour on a coarser scale, so that near ones are one.
func reduced(c color.RGBA) color.RGBA { return color.RGBA{c.R >> 3, c.G >> 3, c.B >> 3, 255} }

func key(c color.RGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }
