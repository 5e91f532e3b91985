package card

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Font is a face of the cards as a TrueType file.
type Font struct {
	Data   []byte
	Family string
	// Weight is that of a file of one weight; 0: the file has an axis of weights.
	Weight int
	// Script is its script by ISO 15924, such as "Arab".
	Script string
	// Serves says which characters of a page in its language are set in it.
	Serves func(rune) bool
}

// Fonts are the faces of each language, its own script's first, by its tag.
type Fonts map[string][]Font

// cutFace is a font at a weight, with a shaper of its own: a shaper keeps what it knows by font, whatever the weight.
type cutFace struct {
	*font.Face
	shaper shaping.HarfbuzzShaper
}

// loaded is a font of a language, read.
type loaded struct {
	Font
	lang   string
	script language.Script
	font   *font.Font
}

func (l loaded) has(r rune) bool { _, ok := l.font.NominalGlyph(r); return ok }

// bold reports a file of heavy letters alone, which stands in for another of its family.
func (l loaded) bold() bool { return l.Weight > 500 }

// setter shapes text. It is not safe for concurrent use.
type setter struct {
	fonts []loaded // by language, in the order of their tags
	faces map[[2]int]*cutFace
	bidi  bidi.Paragraph
	known map[string]float64 // widths at size 100, by weight and text
	lacks error              // the first character that its fonts lack
}

func newSetter(f Fonts) (*setter, error) {
	s := &setter{faces: map[[2]int]*cutFace{}, known: map[string]float64{}}
	for _, lang := range slices.Sorted(maps.Keys(f)) {
		for _, x := range f[lang] {
			face, err := font.ParseTTF(bytes.NewReader(x.Data))
			if err != nil {
				return nil, fmt.Errorf("reading a font for cards: %w", err)
			}
			script, err := language.ParseScript(x.Script)
			if err != nil {
				return nil, fmt.Errorf("font %s for cards: script %q: %w", x.Family, x.Script, err)
			}
			s.fonts = append(s.fonts, loaded{x, lang, script, face.Font})
		}
	}
	return s, nil
}

// face is a font at a weight: files of one weight are bold from where browsers take the bold one.
func (s *setter) face(i, weight int) *cutFace {
	k := [2]int{i, weight}
	if s.fonts[i].Weight > 0 {
		k[1] = 0
		for j, x := range s.fonts {
			if weight > 500 && x.bold() && x.lang == s.fonts[i].lang && x.Family == s.fonts[i].Family {
				k[0] = j
			}
		}
	}
	f := s.faces[k]
	if f == nil {
		f = &cutFace{Face: font.NewFace(s.fonts[k[0]].font)}
		if k[1] > 0 {
			f.SetVariations([]font.Variation{{Tag: ot.MustNewTag("wght"), Value: float32(weight)}})
		}
		s.faces[k] = f
	}
	return f
}

// style is how a text is set.
type style struct {
	size   float64
	weight int
	italic bool
	lang   string // it chooses the faces
	rtl    bool   // the language's own direction
}

// setLine is one line, shaped: outlines about its origin at the left end of the baseline, and its width.
type setLine struct {
	shape []line
	width float64
}

// pick chooses the font of a character in a language, as the pages' unicode-range does: the first of the language's own that serves and
// has it, or that has it at all; or else one of another language that does.
func (s *setter) pick(lang string) func(r rune) int {
	return func(r rune) int {
		for _, fits := range []func(x loaded) bool{
			func(x loaded) bool { return x.lang == lang && x.Serves(r) },
			func(x loaded) bool { return x.lang == lang },
			func(x loaded) bool { return x.Serves(r) },
		} {
			for i, x := range s.fonts {
				if x.bold() || !fits(x) {
					continue
				}
				if x.has(r) {
					return i
				}
			}
		}
		return s.own(lang)
	}
}

// own is a language's first font.
func (s *setter) own(lang string) int {
	return max(0, slices.IndexFunc(s.fonts, func(x loaded) bool { return x.lang == lang }))
}

// piece is a stretch of a line of one direction and one face.
type piece struct {
	from, to int
	level    bidi.Level
	font     int
}

// pieces splits a line and puts its parts in the order in which they are seen, from left to right.
func (s *setter) pieces(rs []rune, rtl bool, pick func(r rune) int) []piece {
	var ps []piece
	base := bidi.LeftToRight
	if rtl {
		base = bidi.RightToLeft
	}
	runs := s.bidi.Segment(rs, base)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		for j := r.Start; j < r.End; j++ {
			a := pick(rs[j])
			if n := len(ps); n > 0 && ps[n-1].to == j && ps[n-1].level == r.Level && (ps[n-1].font == a || unicode.Is(unicode.Mn, rs[j]) || isControl(rs[j])) {
				ps[n-1].to = j + 1
				continue
			}
			ps = append(ps, piece{j, j + 1, r.Level, a})
		}
	}
	// Rule L2 of the bidirectional algorithm: from the highest level down, reverse what is at least as high.
	var top bidi.Level
	for _, p := range ps {
		top = max(top, p.level)
	}
	for lv := top; lv > 0; lv-- {
		for i := 0; i < len(ps); i++ {
			j := i
			for j < len(ps) && ps[j].level >= lv {
				j++
			}
			slices.Reverse(ps[i:j])
			i = max(i, j-1)
		}
	}
	return ps
}

// line shapes one line of text: it is split where direction or face changes, each run is shaped by harfbuzz, and the runs are
// put in the order in which they are seen.
func (s *setter) line(text string, st style) setLine {
	rs := s.spaced([]rune(text), st.lang)
	if len(rs) == 0 {
		return setLine{}
	}
	var out setLine
	for _, p := range s.pieces(rs, st.rtl, s.pick(st.lang)) {
		f := s.face(p.font, st.weight)
		in := shaping.Input{Text: rs, RunStart: p.from, RunEnd: p.to, Direction: di.DirectionLTR, Face: f.Face,
			Size: fixed.Int26_6(math.Round(st.size * 64)), Script: s.fonts[p.font].script, Language: language.NewLanguage(st.lang)}
		if p.level%2 == 1 {
			in.Direction = di.DirectionRTL
		}
		got := f.shaper.Shape(in)
		scale := st.size / float64(in.Face.Upem())
		for _, g := range got.Glyphs {
			if r := rs[g.TextIndex()]; g.GlyphID == 0 && !isControl(r) && s.lacks == nil {
				s.lacks = fmt.Errorf("no font of cards has a drawing of “%c” (U+%04X), which stands in “%s”; write it otherwise, or let %s.toml of locales/langs keep it", r, r, text, st.lang)
			}
			if !isControl(rs[g.TextIndex()]) {
				x := out.width + float64(g.XOffset)/64
				y := -float64(g.YOffset) / 64
				out.shape = append(out.shape, glyph(in.Face, g.GlyphID, matrix{scale, 0, 0, -scale, x, y}, st.italic)...)
			}
			out.width += float64(g.Advance) / 64
		}
	}
	return out
}

// width is the width of a line, without shaping again what has been shaped: fitting a headline asks for the same words at many
// sizes.
func (s *setter) width(text string, st style) float64 {
	key := fmt.Sprint(st.weight, st.lang, st.rtl, text)
	w, ok := s.known[key]
	if !ok {
		w = s.line(text, style{size: 100, weight: st.weight, lang: st.lang, rtl: st.rtl}).width
		s.known[key] = w
	}
	return w * st.size / 100
}

// isControl reports a mark of direction, which is not drawn.
func isControl(r rune) bool { return r == lrm || r == rlm }

const lrm, rlm = 0x200e, 0x200f

// spaced puts a space that the faces have in the place of narrow ones that they lack.
func (s *setter) spaced(rs []rune, lang string) []rune {
	out := rs[:0:0]
	for _, r := range rs {
		if unicode.IsSpace(r) && !slices.ContainsFunc(s.fonts, func(x loaded) bool { return x.lang == lang && x.has(r) }) {
			r = '\u00a0'
		}
		out = append(out, r)
	}
	return out
}

func glyph(f *font.Face, id font.GID, m matrix, italic bool) []line {
	o, ok := f.GlyphDataOutline(id)
	if !ok {
		return nil
	}
	if italic { // no face is italic; browsers slant too
		m = m.then(matrix{1, 0, 0.25, 1, 0, 0})
	}
	var out []line
	var cur line
	at := pt{}
	to := func(p pt) { cur.pts = append(cur.pts, p); at = p }
	p := func(a ot.SegmentPoint) pt { return m.at(pt{float64(a.X), float64(a.Y)}) }
	for _, sg := range o.Segments {
		switch sg.Op {
		case ot.SegmentOpMoveTo:
			if len(cur.pts) > 1 {
				cur.closed = true
				out = append(out, cur)
			}
			cur = line{}
			to(p(sg.Args[0]))
		case ot.SegmentOpLineTo:
			to(p(sg.Args[0]))
		case ot.SegmentOpQuadTo:
			quad(at, p(sg.Args[0]), p(sg.Args[1]), 1, to)
		case ot.SegmentOpCubeTo:
			cubic(at, p(sg.Args[0]), p(sg.Args[1]), p(sg.Args[2]), 1, to)
		}
	}
	if len(cur.pts) > 1 {
		cur.closed = true
		out = append(out, cur)
	}
	return out
}

// middle is how far below the middle of a line its baseline is, as dominant-baseline: central has it: by the measures of the
// language's first face.
func (s *setter) middle(st style) float64 {
	f := s.face(s.own(st.lang), st.weight)
	e, ok := f.FontHExtents()
	if !ok {
		return st.size * 0.3
	}
	return float64(e.Ascender+e.Descender) / 2 * st.size / float64(f.Upem())
}

// wrap breaks a text at its spaces into lines of at most width, as even as they can be without a line more. label isolates a
// line for its language.
func (s *setter) wrap(text string, width float64, st style, label func(string) string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	greedy := func(width float64) []string {
		var out []string
		cur := ""
		for _, w := range words {
			next := w
			if cur != "" {
				next = cur + " " + w
			}
			if cur != "" && s.width(label(next), st) > width {
				out = append(out, cur)
				next = w
			}
			cur = next
		}
		if cur != "" {
			out = append(out, cur)
		}
		return out
	}
	best := greedy(width)
	for w := width * 0.95; len(best) > 1 && w > width*0.5; w *= 0.96 {
		g := greedy(w)
		if len(g) > len(best) {
			break
		}
		fits := true
		for _, l := range g {
			fits = fits && s.width(label(l), st) <= width
		}
		if fits {
			best = g
		}
	}
	return best
}
