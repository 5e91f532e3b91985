package card

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"
)

// ink is what an element is painted with.
type ink struct {
	fill, stroke   color.RGBA
	filled, lined  bool
	fillA, strokeA float64
	width          float64
	dash           []float64
}

// drawSVG paints a picture as render.Clean writes it, moved and scaled by at. An element, a path command or a colour that it
// does not know is an error: a card must not show less than the page.
func (d *Drawer) drawSVG(c *canvas, svg string, at matrix, lang string, rtl bool) error {
	dec := xml.NewDecoder(strings.NewReader(svg))
	stack := []matrix{at}
	var text *textAt
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a picture: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			get := map[string]string{}
			for _, a := range t.Attr {
				get[a.Name.Local] = a.Value
			}
			m := stack[len(stack)-1]
			if v := get["transform"]; v != "" {
				own, err := parseTransform(v)
				if err != nil {
					return err
				}
				m = m.then(own)
			}
			stack = append(stack, m)
			if t.Name.Local == "text" {
				if text, err = d.textOf(get, m, lang, rtl); err != nil {
					return err
				}
				continue
			}
			if err := d.drawElement(c, t.Name.Local, get, m); err != nil {
				return fmt.Errorf("<%s>: %w", t.Name.Local, err)
			}
		case xml.CharData:
			if text != nil {
				text.words += string(t)
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
			if t.Name.Local == "text" && text != nil {
				d.put(c, text)
				text = nil
			}
		}
	}
}

func (d *Drawer) drawElement(c *canvas, name string, get map[string]string, m matrix) error {
	num := func(k string) float64 { v, _ := strconv.ParseFloat(get[k], 64); return v }
	var ls []line
	switch name {
	case "svg", "g":
		return nil
	case "path":
		var err error
		if ls, err = parsePath(get["d"], m.scale()); err != nil {
			return err
		}
	case "rect":
		x, y, w, h := num("x"), num("y"), num("width"), num("height")
		ls = []line{{[]pt{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, true}}
	case "circle":
		ls = []line{circle(pt{num("cx"), num("cy")}, num("r"), m.scale())}
	case "line":
		ls = []line{{[]pt{{num("x1"), num("y1")}, {num("x2"), num("y2")}}, false}}
	case "polyline", "polygon":
		v, err := numbers(get["points"])
		if err != nil || len(v)%2 != 0 {
			return fmt.Errorf("points %q: %v", get["points"], err)
		}
		l := line{closed: name == "polygon"}
		for i := 0; i < len(v); i += 2 {
			l.pts = append(l.pts, pt{v[i], v[i+1]})
		}
		ls = []line{l}
	default:
		return fmt.Errorf("is not drawn on cards")
	}
	k, err := d.inkOf(get, true)
	if err != nil {
		return err
	}
	if k.filled {
		c.fill(mapped(ls, m), k.fill, k.fillA)
	}
	if k.lined && k.width > 0 {
		if len(k.dash) > 0 {
			ls = dashed(ls, k.dash)
		}
		c.fill(stroked(mapped(ls, m), k.width*m.scale(), false), k.stroke, k.strokeA)
	}
	return nil
}

// inkOf reads the paint of an element; filled tells whether the element is filled where nothing is said.
func (d *Drawer) inkOf(get map[string]string, filled bool) (k ink, err error) {
	share := func(key string) float64 {
		v, err := strconv.ParseFloat(get[key], 64)
		if err != nil {
			return 1
		}
		return v
	}
	k.fillA, k.strokeA, k.width = share("fill-opacity")*share("opacity"), share("stroke-opacity")*share("opacity"), share("stroke-width")
	if get["stroke-dasharray"] != "" && get["stroke-dasharray"] != "none" {
		if k.dash, err = numbers(get["stroke-dasharray"]); err != nil {
			return k, err
		}
	}
	k.filled = filled
	if f := get["fill"]; f != "" {
		if k.fill, k.filled, err = d.colour(f); err != nil {
			return k, err
		}
	} else {
		k.fill = color.RGBA{0, 0, 0, 255}
	}
	if s := get["stroke"]; s != "" {
		if k.stroke, k.lined, err = d.colour(s); err != nil {
			return k, err
		}
	}
	return k, nil
}

// colour reads a colour: one of the theme's, or #rrggbb. It reports false for none.
func (d *Drawer) colour(s string) (color.RGBA, bool, error) {
	if s == "none" || s == "transparent" {
		return color.RGBA{}, false, nil
	}
	hex := s
	if name, ok := strings.CutPrefix(s, "var(--"); ok {
		hex = d.theme[strings.TrimSuffix(name, ")")]
	}
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		return color.RGBA{}, false, fmt.Errorf("colour %q is neither the theme's nor #rrggbb", s)
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, true, nil
}

func parseTransform(s string) (matrix, error) {
	name, rest, ok := strings.Cut(s, "(")
	v, err := numbers(strings.TrimSuffix(rest, ")"))
	switch {
	case !ok || err != nil:
	case name == "matrix" && len(v) == 6:
		return matrix(v), nil
	case name == "translate" && len(v) == 2:
		return matrix{1, 0, 0, 1, v[0], v[1]}, nil
	case name == "translate" && len(v) == 1:
		return matrix{1, 0, 0, 1, v[0], 0}, nil
	}
	return identity, fmt.Errorf("transform %q is not known to cards", s)
}

// textAt is a text of a picture that is being read.
type textAt struct {
	words  string
	at     pt
	anchor string
	st     style
	m      matrix
	ink    ink
}

// haloClass is the class of labels with a halo: render.Halo, which the pages' style sheet explains.
const haloClass = "h"

func (d *Drawer) textOf(get map[string]string, m matrix, lang string, rtl bool) (*textAt, error) {
	num := func(k string) float64 { v, _ := strconv.ParseFloat(get[k], 64); return v }
	t := &textAt{at: pt{num("x"), num("y")}, anchor: get["text-anchor"], m: m, st: style{size: num("font-size"), weight: weight(get["font-weight"]), italic: get["font-style"] == "italic", lang: lang, rtl: rtl}}
	var err error
	if t.ink, err = d.inkOf(get, true); err != nil {
		return nil, err
	}
	if get["class"] == haloClass {
		if t.ink.stroke, t.ink.lined, err = d.colour("var(--paper)"); err != nil {
			return nil, err
		}
		t.ink.width = 3
	}
	if t.st.size == 0 {
		t.st.size = 12
	}
	return t, nil
}

func weight(s string) int {
	if v, err := strconv.Atoi(s); err == nil {
		return v
	}
	if s == "bold" {
		return 700
	}
	return 400
}

// put sets a text of a picture: its halo, then its letters.
func (d *Drawer) put(c *canvas, t *textAt) {
	scaled := t.st
	k := t.m.scale()
	scaled.size *= k
	l := d.set.line(strings.TrimSpace(t.words), scaled)
	p := t.m.at(t.at)
	switch {
	case t.anchor == "middle":
		p.x -= l.width / 2
	case (t.anchor == "end") != t.st.rtl: // a text that runs from right to left starts at its right end
		p.x -= l.width
	}
	p.y += d.set.middle(scaled)
	shape := mapped(l.shape, matrix{1, 0, 0, 1, p.x, p.y})
	if t.ink.lined {
		c.fill(stroked(shape, t.ink.width*k, true), t.ink.stroke, t.ink.strokeA)
	}
	if t.ink.filled {
		c.fill(shape, t.ink.fill, t.ink.fillA)
	}
}
