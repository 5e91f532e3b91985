package check

import (
	"regexp"
	"strings"
	"unicode"
)

// words that are numbers. One and two are left out: Arabic says two by the form of the noun, and in all three languages
// one is more often a pronoun or an article.
var numerals = map[string]map[string]float64{
	"en": {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
		"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
		"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100},
	"fr": {"trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
		"quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "centaine": 100},
	"ar": {"ثلاث": 3, "ثلاثة": 3, "أربع": 4, "أربعة": 4, "خمس": 5, "خمسة": 5, "ست": 6, "ستة": 6, "سبع": 7, "سبعة": 7, "ثمان": 8, "ثماني": 8,
		"ثمانية": 8, "تسع": 9, "تسعة": 9, "عشر": 10, "عشرة": 10, "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "أربعون": 40,
		"أربعين": 40, "خمسون": 50, "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90, "مئة": 100, "مائة": 100},
}

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

// chapters come before a number that is a place in an order: Arabic has an ordinal there.
var chapters = regexp.MustCompile(`(?i)\b(?:chapter|chapitre)\s+$`)

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
		v, ok := numeral(tag, s[w[0]:w[1]])
		if !ok || chapters.MatchString(s[:w[0]]) {
			continue
		}
		end := w[1]
		if i+1 < len(words) {
			next, more := numeral(tag, s[words[i+1][0]:words[i+1][1]])
			joined := s[w[1]:words[i+1][0]]
			switch {
			case more && joined == "-" && v >= 20 && next < 10: // twenty-four, vingt-quatre
				v, end = v+next, words[i+1][1]
				i++
			case more && tag == "ar" && joined == " " && v < 10 && next == 10: // ثلاثة عشر
				v, end = v+10, words[i+1][1]
				i++
			}
		}
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
		if strings.EqualFold(s[w[0]:end], "centaine") {
			hedge = "about" // "une centaine" is the French for about a hundred
		}
		if !inOver.MatchString(s[:w[0]]) && overTime.MatchString(s[:w[0]]) {
			hedge = "" // "spread over eight years" hedges nothing
		}
		out = append(out, token{kind: "number", v: v, scale: g.magnitude(s[end:]), bound: hedge, spelled: true, unit: unit, at: w[0], text: s[w[0]:end]})
	}
	return out
}

// numeral is the value of a number word. Arabic's joined one-letter words and article are taken off.
func numeral(tag, word string) (float64, bool) {
	word = strings.ToLower(word)
	if v, ok := numerals[tag][word]; ok {
		return v, true
	}
	if tag != "ar" {
		return 0, false
	}
	for _, stem := range stems(word) {
		if v, ok := numerals[tag][stem]; ok {
			return v, true
		}
	}
	return 0, false
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
