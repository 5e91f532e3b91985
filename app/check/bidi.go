package check

import (
	"fmt"
	"strings"
	"unicode"

	"sahel-explainer/locales"
)

// isolated finds, in texts that run from right to left, Latin words and numbers that readers would see in another order than the one
// written: "50°C" as "C°50". Pages isolate each run of them and labels mark it (locales.Runs); what falls between two runs is set by
// the bidirectional algorithm, which is asked here what comes of it.
func isolated(d *desk) {
	for _, l := range d.p.Locales() {
		if !l.RTL() {
			continue
		}
		for _, id := range d.p.Catalogues[l.Tag].IDs() {
			m, _ := d.p.Catalogues[l.Tag].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				for _, t := range disorder(l.Tag, m.Forms[form]) {
					d.at(l.Tag, id, turnedRound("", t))
				}
			}
		}
	}
}

// turned is a stretch of text with what it looks like, from left to right.
type turned struct{ written, shown string }

func turnedRound(where string, t turned) Finding {
	return Finding{Rule: "bidi", Severity: Error, What: fmt.Sprintf("%s“%s” would be read as “%s”", where, t.written, t.shown),
		Why: "beside Arabic, signs between Latin letters and figures change sides", Mend: "write the sign as a word, or add it to the signs that locales.Runs keeps with its run"}
}

var turnedSeen memo[[]turned]

func disorder(tag, text string) []turned { return turnedSeen.of(tag, text, readDisorder) }

func readDisorder(tag, text string) (out []turned) {
	l := locales.Locale{Tag: tag, Dir: "rtl"}      // asked for such languages alone
	text = placeholder.ReplaceAllString(text, "5") // most are numbers, and words are isolated when they are put in
	for _, line := range strings.Split(text, "\n") {
		var order []int // for each rune of the line its place from the left, once one is asked for
		for _, at := range stretches([]rune(line)) {
			if runs := locales.Runs(string([]rune(line)[at[0]:at[1]])); len(runs) == 1 {
				continue // isolated as a whole
			}
			if order == nil {
				order = places(l, line)
			}
			if t, ok := seenAs([]rune(line)[at[0]:at[1]], order[at[0]:at[1]]); !ok {
				out = append(out, t)
			}
		}
	}
	return out
}

// leftward are the scripts that run from right to left.
var leftward = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Nko, unicode.Syriac, unicode.Thaana, unicode.Adlam}

// stretches are the places of what must be read from left to right: no space and no letter of another direction, a Latin letter or a
// figure at both ends once the signs of the sentence are off.
func stretches(rs []rune) (out [][2]int) {
	start := -1
	for i := 0; i <= len(rs); i++ {
		if i < len(rs) && !unicode.IsSpace(rs[i]) && !unicode.In(rs[i], leftward...) && rs[i] != 'ـ' && !unicode.Is(unicode.Mn, rs[i]) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start < 0 {
			continue
		}
		from, to := start, i
		start = -1
		// Signs that belong to the sentence, and marks of notes, which follow a figure in the direction of reading.
		const sentence = "،؛؟.,:;!?…—–-()[]«»“”\"'’/*†‡"
		for from < to && strings.ContainsRune(sentence, rs[from]) {
			from++
		}
		for to > from && strings.ContainsRune(sentence, rs[to-1]) {
			to--
		}
		if strings.ContainsFunc(string(rs[from:to]), latinOrDigit) {
			out = append(out, [2]int{from, to})
		}
	}
	return out
}

// seenAs reports whether runes stand side by side in the order in which they were written; if not, it says what they look like.
func seenAs(rs []rune, order []int) (turned, bool) {
	good := true
	for i := 1; i < len(order); i++ {
		good = good && order[i] == order[i-1]+1
	}
	if good {
		return turned{}, true
	}
	shown := make(map[int]rune)
	low, high := order[0], order[0]
	for i, at := range order {
		shown[at] = rs[i]
		low, high = min(low, at), max(high, at)
	}
	var b strings.Builder
	for at := low; at <= high; at++ {
		if r, ok := shown[at]; ok {
			b.WriteRune(r)
		}
	}
	return turned{string(rs), b.String()}, false
}

// places is, for each rune of a line, its place from the left when the line is shown as labels show it: from right to left, its
// runs marked; pages, which isolate them, show the same.
func places(l locales.Locale, line string) []int {
	marked := []rune(l.Label(line))
	order := locales.Seen(marked, true)
	var out []int
	at := 0 // in marked
	for _, r := range line {
		for marked[at] != r {
			at++ // a mark that Label has set
		}
		out = append(out, order[at])
		at++
	}
	return out
}
