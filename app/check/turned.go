package check

import (
	"fmt"
	"slices"
	"strings"
)

// wordsTurned finds a new word that differs from one that is gone by what turns it round, "applicable" for "inapplicable", or by an ending
// that makes one thing of two; and a new number in words. The words that are gone are known by their traces alone, so that its variants
// are tried.
func wordsTurned(tag string, old, new []item) (out []change) {
	a, b := counts(old), counts(new)
	fresh := 0
	for c, n := range b {
		if strings.HasPrefix(c, "~") && !strings.HasSuffix(c, "=") {
			fresh += max(0, n-a[c])
		}
	}
	gone := func(w string) bool { c := hashed(tag, w); return a[c] > b[c] }
	for _, i := range new {
		if c := bare(i.code); !i.word() || b[c] <= a[c] {
			continue
		}
		w := strings.ToLower(unpointed(i.text))
		switch {
		case slices.ContainsFunc(opposed(tag, w), gone):
			out = append(out, change{fmt.Sprintf("“%s” stands where its opposite was signed", i.text),
				"a lost or new “not” turns a statement round"})
		case slices.ContainsFunc(ofAnotherNumber(tag, w), gone):
			out = append(out, change{fmt.Sprintf("“%s” stands where another number of it was signed", i.text), "one is not two"})
		case fresh <= 2 && countsSome(tag, i.text) && !slices.ContainsFunc(old, func(o item) bool {
			return a[bare(o.code)] > b[bare(o.code)] &&
				(strings.HasPrefix(o.code, "#") || strings.HasPrefix(o.code, "many:") || strings.HasPrefix(o.code, "{"))
		}):
			out = append(out, change{fmt.Sprintf("it says “%s”, and was signed without it", i.text),
				"what is counted was counted when it was signed"})
		}
	}
	return out
}

// opposed are the words that a word would be the opposite of.
func opposed(tag, w string) (out []string) {
	for _, front := range grammarOf(tag).Turning {
		out = append(out, front+w)
		if rest, ok := strings.CutPrefix(w, front); ok && len(rest) > 3 {
			out = append(out, rest)
		}
	}
	return out
}

// ofAnotherNumber are the forms of a word for one, two or many, but for that which it may have itself.
func ofAnotherNumber(tag, w string) (out []string) {
	groups := grammarOf(tag).NumberEndings
	for g, group := range groups {
		for _, end := range group {
			stem, ok := strings.CutSuffix(w, end)
			if !ok || len([]rune(stem)) < 4 || end == "" && longerEnding(groups, w) {
				continue
			}
			for h, other := range groups {
				for _, e := range other {
					if h != g && !slices.Contains(group, e) &&
						!slices.ContainsFunc(groups, func(x []string) bool { return slices.Contains(x, e) && slices.Contains(x, end) }) {
						out = append(out, stem+e)
					}
				}
			}
		}
	}
	return out
}

func longerEnding(groups [][]string, w string) bool {
	return slices.ContainsFunc(groups, func(g []string) bool {
		return slices.ContainsFunc(g, func(e string) bool { return e != "" && strings.HasSuffix(w, e) })
	})
}

// countsSome reports whether a word is a number from two on; a hundred belongs to a percentage.
func countsSome(tag, w string) bool {
	return slices.ContainsFunc(tokens(tag, w), func(t token) bool { return t.kind == "number" && t.spelled && t.v >= 2 && t.v != 100 })
}
