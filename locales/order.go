package locales

import (
	"slices"

	"github.com/go-text/typesetting/bidi"
)

// Seen gives for each rune of a line its place from the left when it is shown in a direction, by the Unicode bidirectional
// algorithm (UAX 9); -1 for a mark of direction, which takes no room. It asks go-text, as cards do: golang.org/x/text does not pair
// brackets.
func Seen(rs []rune, rtl bool) []int {
	visual := Visual(rs, rtl)
	out := make([]int, len(rs))
	at := 0
	for _, i := range visual {
		if directing(rs[i]) {
			out[i] = -1
			continue
		}
		out[i] = at
		at++
	}
	return out
}

// directing reports a character that says a direction and is not seen.
func directing(r rune) bool {
	return r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// Visual lists the places of a line's runes in the order in which they are seen, from left to right.
func Visual(rs []rune, rtl bool) []int {
	out := make([]int, 0, len(rs))
	levels := Levels(rs, rtl)
	top := bidi.Level(0)
	for i, l := range levels {
		out = append(out, i)
		top = max(top, l)
	}
	// Rule L2: from the highest level down, reverse what is at least as high.
	for lv := top; lv > 0; lv-- {
		for i := 0; i < len(out); i++ {
			j := i
			for j < len(out) && levels[out[j]] >= lv {
				j++
			}
			slices.Reverse(out[i:j])
			i = max(i, j-1)
		}
	}
	return out
}

// Levels are the embedding levels of a line's runes: odd ones run from right to left.
func Levels(rs []rune, rtl bool) []bidi.Level {
	base := bidi.LeftToRight
	if rtl {
		base = bidi.RightToLeft
	}
	var p bidi.Paragraph
	out := make([]bidi.Level, len(rs))
	runs := p.Segment(rs, base)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		for k := r.Start; k < r.End; k++ {
			out[k] = r.Level
		}
	}
	return out
}
