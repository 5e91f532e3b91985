package check

import "strings"

// arabic is a number of Arabic below a million. Units stand before tens, and each part after the first is joined by و.
func (r *reading) arabic() (float64, bool) {
	v, ok := r.arabicBelow1000(false)
	switch {
	case ok && space(r.gap(0)) && r.is(0, false, thousand):
		r.i++
		v *= 1000
	case ok:
		return v, true
	case r.is(0, false, thousand) && r.word(0) != "آلاف":
		v = 1000
		r.i++
	case r.is(0, false, thousands):
		v = 2000
		r.i++
	default:
		return 0, false
	}
	if rest, more := r.arabicBelow1000(true); more {
		v += rest
	}
	return v, true
}

// is reports whether a word is of some kind, joined by و or not.
func (r *reading) is(ahead int, joined bool, kinds ...string) bool {
	_, ok := r.lexeme(ahead, joined, kinds...)
	return ok
}

func (r *reading) lexeme(ahead int, joined bool, kinds ...string) (float64, bool) {
	word := r.word(ahead)
	if joined {
		rest, ok := strings.CutPrefix(word, "و")
		if _, own := r.numerals[word]; !ok || own || !space(r.gap(ahead)) {
			return 0, false
		}
		word = rest
	}
	for _, stem := range r.stems(word) {
		x, ok := r.numerals[stem]
		for _, k := range kinds {
			if ok && x.kind == k {
				return x.v, true
			}
		}
	}
	return 0, false
}

func (r *reading) arabicBelow1000(joined bool) (float64, bool) {
	v, ok := r.lexeme(0, joined, hundred, hundreds)
	if ok {
		r.i++
	} else if u, is := r.lexeme(0, joined, unit); is && u > 2 && space(r.gap(1)) && r.numerals[r.word(1)].kind == hundred { // ثلاث مئة, not خمسة بالمئة
		v, ok = u*100, true
		r.i += 2
	}
	if !ok {
		return r.arabicBelow100(joined)
	}
	if rest, more := r.arabicBelow100(true); more {
		v += rest
	}
	return v, true
}

func (r *reading) arabicBelow100(joined bool) (float64, bool) {
	if v, ok := r.lexeme(0, joined, tens, teen); ok {
		r.i++
		return v, true
	}
	v, ok := r.lexeme(0, joined, unit)
	if !ok {
		return 0, false
	}
	r.i++
	if x, ok := r.lexeme(0, false, teen); ok && space(r.gap(0)) { // ثلاثة عشر
		r.i++
		return v + x, true
	}
	if x, ok := r.lexeme(0, true, tens); ok { // أربعة وعشرون
		r.i++
		return v + x, true
	}
	return v, true
}
