package check

import (
	"regexp"
	"strings"
	"unicode"
)

// units make a spelled number a fact that a record must hold.
var units = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)^[\s-]+(?:(?:consecutive|full|whole)\s+)?(?:years?|months?|weeks?|days?|tonnes?|times|hectares?|km|military sites|convoys|countries)\b`),
	"fr": regexp.MustCompile(`(?i)^\s+(?:ans?|années?|mois|semaines?|jours?|tonnes?|fois|hectares?|km|sites militaires|convois|pays)\b`),
	"ar": regexp.MustCompile(`^\s+(?:سنوات|سنة|أعوام|عام|عاما|أشهر|شهرا|أسابيع|أسبوعا|أيام|يوما|أطنان|طنا|مرات|مرة|هكتارات|مواقع عسكرية|قوافل|دول|بلدان)`),
}

// halves add one half to the number before.
var halves = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^\s+and a half`), "fr": regexp.MustCompile(`^\s+(?:\p{L}+\s+)?et demie?`), "ar": regexp.MustCompile(`^\s+(?:\p{Arabic}+\s+)?ونصف`),
}

// states are the words after the number in "the three states".
var states = regexp.MustCompile(`^\s+(?:دول|pays|countries)`)

// dozens stand for no number, but must not turn into one, or be lost, in translation.
var dozens = map[string]map[string]bool{
	"en": {"dozens": true}, "fr": {"dizaines": true}, "ar": {"عشرات": true, "العشرات": true, "وعشرات": true, "بعشرات": true},
}

// duals are measures of two: Arabic says so by the noun's ending, and sets no figure before it.
var duals = map[string]map[string]bool{"ar": set("كيلومتران", "كيلومترين")}

// chapters come before a number that is a place in an order: Arabic has an ordinal there.
var chapters = regexp.MustCompile(`(?i)\b(?:chapter|chapitre)\s+$`)

// ofHundred and perCent are the hundred of percentages: "خمسة بالمئة", "cinq pour cent".
var (
	ofHundred = map[string]bool{"المئة": true, "المائة": true, "بالمئة": true, "بالمائة": true}
	perCent   = regexp.MustCompile(`(?i)\bpour[\s\x{a0}\x{202f}]+cent$`)
)

// overTime is the English "over" of duration; inOver is the one that means more than.
var overTime, inOver = regexp.MustCompile(`(?i)\bover\s+$`), regexp.MustCompile(`(?i)\b(?:in|of|for|after|by)\s+over\s+$`)

// spelled reads the numbers written as words.
func spelled(tag, s string) []token {
	var out []token
	words := wordSpans(s)
	for i := 0; i < len(words); i++ {
		w := words[i]
		if dozens[tag][strings.ToLower(s[w[0]:w[1]])] {
			out = append(out, token{kind: "dozens", spelled: true, at: w[0], text: s[w[0]:w[1]]})
			continue
		}
		if duals[tag][s[w[0]:w[1]]] {
			out = append(out, token{kind: "number", v: 2, scale: 1, bound: grammars[tag].hedge(s[:w[0]], s[w[1]:]), spelled: true, unit: true, at: w[0], text: s[w[0]:w[1]]})
			continue
		}
		v, next, ok := compound(tag, s, words, i)
		if !ok || chapters.MatchString(s[:w[0]]) || ofHundred[s[w[0]:w[1]]] || perCent.MatchString(s[:w[1]]) {
			continue
		}
		i = next - 1
		end := words[i][1]
		if halves[tag].MatchString(s[end:]) {
			v += 0.5
		}
		g := grammars[tag]
		unit := units[tag].MatchString(s[end:])
		if v == 3 && states.MatchString(s[end:]) {
			unit = false // the three states are the story's own frame
		}
		if v != float64(int(v)) {
			unit = true
		}
		hedge := g.hedge(s[:w[0]], s[end:])
		if strings.HasSuffix(strings.ToLower(s[w[0]:end]), "centaine") {
			hedge = "about" // "une centaine" is the French for about a hundred
		}
		if !inOver.MatchString(s[:w[0]]) && overTime.MatchString(s[:w[0]]) {
			hedge = "" // "spread over eight years" hedges nothing
		}
		out = append(out, token{kind: "number", v: v, scale: g.magnitude(s[end:]), bound: hedge, spelled: true, unit: unit, at: w[0], text: s[w[0]:end]})
	}
	return out
}

// stems are what an Arabic word may be without the one-letter words و ف ب ل ك and the article joined to its front.
func stems(word string) []string {
	out := []string{word}
	for range 2 {
		last := out[len(out)-1]
		for _, p := range []string{"و", "ف", "ب", "ل", "ك"} {
			if rest, ok := strings.CutPrefix(last, p); ok && len(rest) > 3 {
				out = append(out, rest)
				break
			}
		}
	}
	for _, w := range append([]string{}, out...) {
		for _, article := range []string{"ال", "ل"} {
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
