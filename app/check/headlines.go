package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A step's title and the headline of the graphic beside it are read at one glance: the second says what the picture shows, not what the first has
// said. Words of fewer letters than wordThatCounts bind others; of those that count, and of the figures, less than sameHeadline may be
// common to both.
const (
	wordThatCounts = 4
	sameHeadline   = 0.4
)

// headlines finds graphics whose headline says again what their step's title says.
func headlines(d *desk) {
	for _, tag := range d.langs() {
		for _, st := range d.p.Outline.Steps() {
			title := "step." + st.ID + ".title"
			for _, id := range []string{"graphics." + st.Graphic + ".state." + st.State, "graphics." + st.Graphic + ".title"} {
				if alike(d.text(tag, title), d.text(tag, id)) < sameHeadline {
					continue
				}
				d.at(tag, id, Finding{Rule: "headlines", Severity: Error, What: fmt.Sprintf("“%s” repeats the title of the step beside it, “%s”", d.text(tag, id), d.text(tag, title)),
					Why: "both are on one screen, and the reader learns one thing", Mend: "let the one say what happened and the other what the picture shows"})
			}
		}
	}
}

// alike is how many of the words that count in two headlines are common to both, from 0 to 1.
func alike(a, b string) float64 {
	one, other := weighty(a), weighty(b)
	both := 0
	for w := range one {
		if other[w] {
			both++
		}
	}
	if all := len(one) + len(other) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

func weighty(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if utf8.RuneCountInString(w) >= wordThatCounts || unicode.IsDigit(rune(w[0])) {
			out[w] = true
		}
	}
	return out
}
