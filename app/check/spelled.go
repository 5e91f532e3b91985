package check

import (
	"slices"
	"strings"
	"unicode"
)

// spelled reads the numbers written as words.
func spelled(tag, s string) []token {
	var out []token
	g := grammarOf(tag)
	words := wordSpans(s)
	for i := 0; i < len(words); i++ {
		w := words[i]
		if g.dozens[strings.ToLower(s[w[0]:w[1]])] {
			out = append(out, token{kind: "dozens", spelled: true, at: w[0], text: s[w[0]:w[1]]})
			continue
		}
		if g.duals[s[w[0]:w[1]]] {
			out = append(out, token{kind: "number", v: 2, scale: 1, bound: g.hedge(s[:w[0]], s[w[1]:]), spelled: true, unit: true, at: w[0], text: s[w[0]:w[1]]})
			continue
		}
		v, next, ok := g.compound(s, words, i)
		if !ok || g.chapter.MatchString(s[:w[0]]) || g.ofHundred[s[w[0]:w[1]]] || g.perCent.MatchString(s[:w[1]]) {
			continue
		}
		i = next - 1
		end := words[i][1]
		if g.halves.MatchString(s[end:]) {
			v += 0.5
		}
		unit := g.units.MatchString(s[end:])
		if v == 3 && g.states.MatchString(s[end:]) {
			unit = false // the three states are the story's own frame
		}
		if v != float64(int(v)) {
			unit = true
		}
		hedge := g.hedge(s[:w[0]], s[end:])
		if slices.ContainsFunc(g.Abouts, func(word string) bool { return strings.HasSuffix(strings.ToLower(s[w[0]:end]), word) }) {
			hedge = "about" // "une centaine" is the French for about a hundred
		}
		if !g.spreadNot.MatchString(s[:w[0]]) && g.spread.MatchString(s[:w[0]]) {
			hedge = "" // "spread over eight years" hedges nothing
		}
		out = append(out, token{kind: "number", v: v, scale: g.magnitude(s[end:]), bound: hedge, spelled: true, unit: unit, at: w[0], text: s[w[0]:end]})
	}
	return out
}

// stems are what a word may be without the one-letter words and the article joined to its front.
func (g *grammar) stems(word string) []string {
	out := []string{word}
	for range 2 {
		last := out[len(out)-1]
		for _, p := range strings.Split(g.Joined, "") {
			if rest, ok := strings.CutPrefix(last, p); ok && len(rest) > 3 {
				out = append(out, rest)
				break
			}
		}
	}
	for _, w := range append([]string{}, out...) {
		for _, article := range g.StemArticles {
			if rest, ok := strings.CutPrefix(w, article); ok && len(rest) > 3 {
				out = append(out, rest)
			}
		}
	}
	return out
}

// wordSpans are the places of the words of s.
func wordSpans(s string) [][2]int {
	var out [][2]int
	start := -1
	for i, r := range s + " " {
		letter := i < len(s) && (unicode.IsLetter(r) || unicode.IsMark(r))
		if letter && start < 0 {
			start = i
		}
		if !letter && start >= 0 {
			out = append(out, [2]int{start, i})
			start = -1
		}
	}
	return out
}

func set(words ...string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		out[w] = true
	}
	return out
}
