package check

import "strings"

// Numbers written as words are read by the grammar that a language's file names, with its words. One and two count only as parts of larger numbers: Arabic says two
// by the form of the noun, and in all three languages one is more often a pronoun or an article.

// lexeme is one number word: a value, and what it does in a number.
type lexeme struct {
	v    float64
	kind string
}

// What a number word does. Others multiply hundred and thousand; hundreds and thousands are two or more of them in one word.
const (
	unit, teen, tens                       = "1 to 9", "10 to 19", "20 to 90"
	hundred, hundreds, thousand, thousands = "100", "200 to 900", "1000", "2000"
)

// reading is a place in the words of a text.
type reading struct {
	*grammar
	s     string
	spans [][2]int
	i     int // the next word
}

// word is the next word as it stands, in small letters.
func (r *reading) word(ahead int) string {
	if r.i+ahead >= len(r.spans) {
		return ""
	}
	return strings.ToLower(r.s[r.spans[r.i+ahead][0]:r.spans[r.i+ahead][1]])
}

// gap is what parts the next word from the one before.
func (r *reading) gap(ahead int) string {
	if r.i+ahead == 0 || r.i+ahead >= len(r.spans) {
		return ""
	}
	return r.s[r.spans[r.i+ahead-1][1]:r.spans[r.i+ahead][0]]
}

func hyphen(gap string) bool { return gap == "-" || gap == "\u2011" }
func space(gap string) bool  { return gap == " " || gap == "\u00a0" || gap == "\u202f" }
func either(gap string) bool { return hyphen(gap) || space(gap) }

// compound reads the number that begins at word i: its value, and the word after it. It is not ok where none begins, or one
// that says nothing by itself (one, two, a second, thousands).
func (g *grammar) compound(s string, spans [][2]int, i int) (v float64, next int, ok bool) {
	r := &reading{g, s, spans, i}
	if g.Numbers == "arabic" {
		v, ok = r.arabic()
	} else {
		v, ok = r.european()
	}
	return v, r.i, ok && v > 2
}

// take reads a word of some kind and moves on.
func (r *reading) take(kinds ...string) (float64, bool) {
	x, ok := r.numerals[r.word(0)]
	for _, k := range kinds {
		if ok && x.kind == k {
			r.i++
			return x.v, true
		}
	}
	return 0, false
}

// and reads the joining word of English or French if what follows it is of some kind: "hundred and five", "soixante et onze".
func (r *reading) and(word string, kinds ...string) (float64, bool) {
	at := r.i
	if r.word(0) == word && either(r.gap(0)) && either(r.gap(1)) {
		r.i++
		if v, ok := r.take(kinds...); ok {
			return v, true
		}
	}
	r.i = at
	return 0, false
}

// european is a number of English or French below a million.
func (r *reading) european() (float64, bool) { return r.scaled(999, 1000, thousand, r.below1000) }

func (r *reading) below1000() (float64, bool) { return r.scaled(9, 100, hundred, r.below100) }

// scaled is a part, or so many hundreds or thousands as a part of at most that many says, one if none stands there, and a part more.
func (r *reading) scaled(most, scale float64, kind string, part func() (float64, bool)) (float64, bool) {
	v, ok := part()
	if ok && (v > most || !either(r.gap(0))) {
		return v, ok
	}
	if !ok {
		v = 1
	}
	if _, is := r.take(kind); !is {
		return v, ok
	}
	v *= scale
	if more, ok := r.rest(part); ok {
		v += more
	}
	return v, true
}

// rest reads what is added to hundreds or thousands, with English's and in between or without it.
func (r *reading) rest(part func() (float64, bool)) (float64, bool) {
	at := r.i
	if !either(r.gap(0)) {
		return 0, false
	}
	if r.Numbers == "english" && r.word(0) == "and" && space(r.gap(1)) {
		r.i++
	} else if r.Numbers == "english" && r.numerals[r.word(1)].kind != hundred {
		return 0, false // "two thousand five hundred" is written, "two hundred five" is not, "a hundred three-year plans" may be
	}
	if v, ok := part(); ok {
		return v, true
	}
	r.i = at
	return 0, false
}

func (r *reading) below100() (float64, bool) {
	if v, ok := r.take(tens); ok {
		return v + r.onTens(v), true
	}
	if v, ok := r.take(teen); ok {
		if r.Numbers == "french" && v == 10 && hyphen(r.gap(0)) { // dix-sept
			if u, ok := r.take(unit); ok {
				return v + u, true
			}
		}
		return v, true
	}
	v, ok := r.take(unit)
	if ok && r.Numbers == "french" && v == 4 && hyphen(r.gap(0)) && strings.HasPrefix(r.word(0), "vingt") {
		r.i++
		return 80 + r.onTens(80), true
	}
	return v, ok
}

// onTens is what is added to tens: twenty-four; vingt et un, soixante et onze, soixante-dix-sept, quatre-vingt-dix-neuf.
func (r *reading) onTens(v float64) float64 {
	if r.Numbers == "french" {
		if x, ok := r.and("et", unit, teen); ok {
			if x == 1 || x == 11 && v == 60 {
				return x
			}
			r.i -= 2 // "vingt et trois": two numbers
		}
	}
	if !hyphen(r.gap(0)) {
		return 0
	}
	if x, ok := r.take(unit); ok {
		return x
	}
	if r.Numbers == "french" && (v == 60 || v == 80) {
		at := r.i
		if x, ok := r.take(teen); ok {
			r.i = at
			x, _ = r.below100()
			return x
		}
	}
	return 0
}
