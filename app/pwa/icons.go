package pwa

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

// The names of what Icons makes.
const (
	Icon192        = "icon-192.png"
	Icon512        = "icon-512.png"
	IconMaskable   = "maskable-512.png"
	IconMonochrome = "monochrome-512.png"
	IconApple      = "apple-touch-icon.png" // 180; iOS rounds it itself and paints transparency black, so full-bleed
	IconFavicon    = "favicon-32.png"
	IconSVG        = "icon.svg"
	// The sources of the other two, for systems that draw icons at their own size.
	IconMaskableSVG   = "maskable.svg"
	IconMonochromeSVG = "monochrome.svg"
)

// Icons draws the app's icons from icon.svg, maskable.svg and monochrome.svg, and passes these on.
func Icons(svgDir fs.FS) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, want := range []struct {
		from string
		size int
		name string
	}{
		{"icon.svg", 192, Icon192}, {"icon.svg", 512, Icon512}, {"icon.svg", 32, IconFavicon},
		{"maskable.svg", 512, IconMaskable}, {"maskable.svg", 180, IconApple}, {"monochrome.svg", 512, IconMonochrome},
	} {
		src, err := fs.ReadFile(svgDir, want.from)
		if err != nil {
			return nil, err
		}
		img, err := rasterise(src, want.size)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", want.from, err)
		}
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
			return nil, err
		}
		out[want.name] = b.Bytes()
		out[want.from] = src
	}
	return out, nil
}

// rasterise draws a square SVG made of rect and path with plain fills: all that our icons use, a few lines instead of a
// dependency on a whole SVG engine. Whatever else stands in the file is an error, never a silently wrong icon.
func rasterise(src []byte, size int) (*image.NRGBA, error) {
	canvas := image.NewRGBA(image.Rect(0, 0, size, size))
	var scale float32
	d := xml.NewDecoder(bytes.NewReader(src))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		el, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		at := map[string]string{}
		for _, a := range el.Attr {
			at[a.Name.Local] = a.Value
		}
		if el.Name.Local == "svg" {
			box, err := numbers(at["viewBox"])
			if err != nil || len(box) != 4 || box[0] != 0 || box[1] != 0 || box[2] <= 0 || box[2] != box[3] {
				return nil, fmt.Errorf("viewBox %q: want a square from 0 0", at["viewBox"])
			}
			scale = float32(size) / box[2]
			continue
		}
		if scale == 0 {
			return nil, fmt.Errorf("<%s> outside <svg>", el.Name.Local)
		}
		fill, err := hexColour(at["fill"])
		if err != nil {
			return nil, err
		}
		delete(at, "fill")
		r := vector.NewRasterizer(size, size)
		switch el.Name.Local {
		case "path":
			err = tracePath(r, at["d"], scale)
			delete(at, "d")
		case "rect":
			err = traceRect(r, at, scale)
		default:
			err = errors.New("not supported")
		}
		for name := range at {
			err = errors.Join(err, fmt.Errorf("attribute %s is not supported", name))
		}
		if err != nil {
			return nil, fmt.Errorf("<%s>: %w", el.Name.Local, err)
		}
		r.Draw(canvas, canvas.Bounds(), image.NewUniform(fill), image.Point{})
	}
	if scale == 0 {
		return nil, errors.New("no <svg>")
	}
	// Straight alpha is what PNG stores; converting here keeps the encoder from choosing.
	out := image.NewNRGBA(canvas.Bounds())
	for y := range size {
		for x := range size {
			out.Set(x, y, canvas.At(x, y))
		}
	}
	return out, nil
}

func traceRect(r *vector.Rasterizer, at map[string]string, s float32) error {
	get := map[string]float32{}
	for _, name := range []string{"x", "y", "width", "height", "rx"} {
		if v, ok := at[name]; ok {
			f, err := strconv.ParseFloat(v, 32)
			if err != nil {
				return err
			}
			get[name] = float32(f) * s
			delete(at, name)
		}
	}
	l, t, q := get["x"], get["y"], get["rx"]
	rt, b := l+get["width"], t+get["height"]
	k := q * 0.44771525 // where a cubic's handles stand for a quarter circle, measured from the corner
	r.MoveTo(l+q, t)
	r.LineTo(rt-q, t)
	r.CubeTo(rt-k, t, rt, t+k, rt, t+q)
	r.LineTo(rt, b-q)
	r.CubeTo(rt, b-k, rt-k, b, rt-q, b)
	r.LineTo(l+q, b)
	r.CubeTo(l+k, b, l, b-k, l, b-q)
	r.LineTo(l, t+q)
	r.CubeTo(l, t+k, l+k, t, l+q, t)
	r.ClosePath()
	return nil
}

// tracePath reads absolute M, L, Q, C and Z.
func tracePath(r *vector.Rasterizer, d string, s float32) error {
	for d = strings.TrimSpace(d); d != ""; {
		op := d[0]
		rest := d[1:]
		end := strings.IndexFunc(rest, func(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' })
		if end < 0 {
			end = len(rest)
		}
		n, err := numbers(rest[:end])
		if err != nil {
			return err
		}
		for i := range n {
			n[i] *= s
		}
		d = rest[end:]
		step := map[byte]int{'M': 2, 'L': 2, 'Q': 4, 'C': 6, 'Z': 0}
		w, known := step[op]
		if !known || w == 0 && len(n) != 0 || w > 0 && (len(n) == 0 || len(n)%w != 0) || op == 'M' && len(n) != 2 {
			return fmt.Errorf("path: %c with %d numbers", op, len(n))
		}
		if op == 'Z' {
			r.ClosePath()
			continue
		}
		for ; len(n) > 0; n = n[w:] {
			switch op {
			case 'M':
				r.MoveTo(n[0], n[1])
			case 'L':
				r.LineTo(n[0], n[1])
			case 'Q':
				r.QuadTo(n[0], n[1], n[2], n[3])
			case 'C':
				r.CubeTo(n[0], n[1], n[2], n[3], n[4], n[5])
			}
		}
	}
	return nil
}

func numbers(s string) ([]float32, error) {
	var out []float32
	for _, f := range strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == ',' || c == '\n' || c == '\t' }) {
		v, err := strconv.ParseFloat(f, 32)
		if err != nil {
			return nil, err
		}
		out = append(out, float32(v))
	}
	return out, nil
}

// hexColour reads #rrggbb; nothing is black, as in SVG.
func hexColour(s string) (color.NRGBA, error) {
	if s == "" {
		return color.NRGBA{A: 255}, nil
	}
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 {
		return color.NRGBA{}, fmt.Errorf("fill %q: want #rrggbb", s)
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}, nil
}
