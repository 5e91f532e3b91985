package card

import (
	"bytes"
	"fmt"
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

// Fonts are the faces of the cards as TrueType files, those of the pages: the Arabic ones of one weight each, the Latin one with an
// axis of weights.
type Fonts struct{ Arabic, ArabicBold, Latin []byte }

// The places of the fonts in a setter.
const (
	arabic = iota
	arabicBold
	latin
)

// cutFace is a font at a weight, with a shaper of its own: a shaper keeps what it knows by font, whatever the weight.
type cutFace struct {
	*font.Face
	shaper shaping.HarfbuzzShaper
}

// setter shapes text. It is not safe for concurrent use.
type setter struct {
	fonts [3]*font.Font
	faces map[int]*cutFace
	bidi  bidi.Paragraph
	known map[string]float64 // widths at size 100, by weight and text
	lacks error              // the first character that its fonts lack
}

func newSetter(f Fonts) (*setter, error) {
	s := &setter{faces: map[int]*cutFace{}, known: map[string]float64{}}
	for i, raw := range [][]byte{f.Arabic, f.ArabicBold, f.Latin} {
		face, err := font.ParseTTF(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("reading a font for cards: %w", err)
		}
		s.fonts[i] = face.Font
	}
	return s, nil
}

// face is one of the fonts at a weight. The Arabic ones are bold from where browsers take the bold one.
func (s *setter) face(naskh bool, weight int) *cutFace {
	k, i := weight, latin
	switch {
	case naskh && weight > 500:
		k, i = -arabicBold, arabicBold
	case naskh:
		k, i = -arabic, arabic
	}
	f := s.faces[k]
	if f == nil {
		f = &cutFace{Face: font.NewFace(s.fonts[i])}
		if i == latin {
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
	rtl    bool // the language's own direction: it chooses the face for signs that both have
}

// setLine is one line, shaped: outlines about its origin at the left end of the baseline, and its width.
type setLine struct {
	shape []line
	width float64
}

// isArabic tells whether the Arabic face draws a character, as the pages' unicode-range does: what it has, but for Latin letters, in
// an Arabic text, and its own letters everywhere.
func (s *setter) isArabic(r rune, rtl bool) bool {
	if r >= 0x600 && r <= 0x6ff || r >= 0x750 && r <= 0x77f {
		return true
	}
	if !rtl || unicode.Is(unicode.Latin, r) {
		return false
	}
	_, ok := s.fonts[arabic].NominalGlyph(r)
	return ok
}

// piece is a stretch of a line of one direction and one face.
type piece struct {
	from, to int
	level    bidi.Level
	arabic   bool
}

// pieces splits a line and puts its parts in the order in which they are seen, from left to right.
func (s *setter) pieces(rs []rune, rtl bool, isArabic func(r rune, rtl bool) bool) []piece {
	var ps []piece
	base := bidi.LeftToRight
	if rtl {
		base = bidi.RightToLeft
	}
	runs := s.bidi.Segment(rs, base)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		for j := r.Start; j < r.End; j++ {
			a := isArabic(rs[j], rtl)
			if n := len(ps); n > 0 && ps[n-1].to == j && ps[n-1].level == r.Level && (ps[n-1].arabic == a || unicode.Is(unicode.Mn, rs[j]) || isControl(rs[j])) {
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
	rs := s.spaced([]rune(text))
	if len(rs) == 0 {
		return setLine{}
	}
	var out setLine
	for _, p := range s.pieces(rs, st.rtl, s.isArabic) {
		f := s.face(p.arabic, st.weight)
		in := shaping.Input{Text: rs, RunStart: p.from, RunEnd: p.to, Direction: di.DirectionLTR, Face: f.Face,
			Size: fixed.Int26_6(math.Round(st.size * 64)), Script: language.Latin, Language: "en"}
		if p.arabic {
			in.Script, in.Language = language.Arabic, "ar"
		}
		if p.level%2 == 1 {
			in.Direction = di.DirectionRTL
		}
		got := f.shaper.Shape(in)
		scale := st.size / float64(in.Face.Upem())
		for _, g := range got.Glyphs {
			if r := rs[g.TextIndex()]; g.GlyphID == 0 && !isControl(r) && s.lacks == nil {
				s.lacks = fmt.Errorf("no font of cards has a drawing of “%c” (U+%04X), which stands in “%s”; write it otherwise, or let app/site/fonts.go keep it", r, r, text)
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
	key := fmt.Sprint(st.weight, st.rtl, text)
	w, ok := s.known[key]
	if !ok {
		w = s.line(text, style{size: 100, weight: st.weight, rtl: st.rtl}).width
		s.known[key] = w
	}
	return w * st.size / 100
}

// isControl reports a mark of direction, which is not drawn.
func isControl(r rune) bool { return r == lrm || r == rlm }

const lrm, rlm = 0x200e, 0x200f

// spaced puts a space that the faces have in the place of narrow ones that they lack.
func (s *setter) spaced(rs []rune) []rune {
	out := rs[:0:0]
	for _, r := range rs {
		if _, ok := s.fonts[latin].NominalGlyph(r); !ok && unicode.IsSpace(r) {
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
	f := s.face(st.rtl, st.weight)
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
