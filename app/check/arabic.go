package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// counted are nouns that follow numbers in Arabic: three to ten take the plural, eleven to ninety-nine the singular with its ending, and
// the number word of three to ten takes the other gender.
type countedNoun struct {
	plural, accusative, singular string
	feminine                     bool
}

var countedNouns = []countedNoun{
	{"سنوات", "سنة", "سنة", true}, {"أعوام", "عاما", "عام", false}, {"أشهر", "شهرا", "شهر", false}, {"أسابيع", "أسبوعا", "أسبوع", false}, {"أيام", "يوما", "يوم", false},
	{"أطنان", "طنا", "طن", false}, {"قتلى", "قتيلا", "قتيل", false}, {"أعضاء", "عضوا", "عضو", false}, {"جنود", "جنديا", "جندي", false}, {"مواقع", "موقعا", "موقع", false},
	{"قواعد", "قاعدة", "قاعدة", true}, {"مدن", "مدينة", "مدينة", true}, {"دول", "دولة", "دولة", true}, {"قوافل", "قافلة", "قافلة", true}, {"علامات", "علامة", "علامة", true},
	{"دوائر", "دائرة", "دائرة", true}, {"مصادر", "مصدرا", "مصدر", false}, {"أحداث", "حدثا", "حدث", false}, {"حصائل", "حصيلة", "حصيلة", true}, {"هجمات", "هجوما", "هجوم", false},
	{"مهاجمين", "مهاجما", "مهاجم", false}, {"صهاريج", "صهريجا", "صهريج", false}, {"لاجئين", "لاجئا", "لاجئ", false}, {"مذكرات", "مذكرة", "مذكرة", true}, {"أقمار", "قمرا", "قمر", false},
	{"مركبات", "مركبة", "مركبة", true}, {"أشخاص", "شخصا", "شخص", false}, {"أفراد", "فردا", "فرد", false}, {"مرات", "مرة", "مرة", true}, {"كيلومترات", "كيلومترا", "كيلومتر", false},
}

var (
	arabicCount = regexp.MustCompile(`(\d[\d,.]*)[ \x{a0}](\p{Arabic}+)([ \x{a0}]\d{4})?`)
	arabicWords = regexp.MustCompile(`(?:^|[^\p{L}\p{M}])[وفبل]?(ثلاثة?|أربعة?|خمسة?|ستة?|سبعة?|ثماني?ة?|تسعة?|عشرة?)[ \x{a0}](\p{Arabic}+)`)
	// arabicUnit ends with what stands before a ten in eleven to nineteen.
	arabicUnit = regexp.MustCompile(`(?:أحد|إحدى|اثنا|اثني|اثنتا|اثنتي|ثلاثة?|أربعة?|خمسة?|ستة?|سبعة?|ثماني?ة?|تسعة?)[ \x{a0}]$`)
	// dualFigure is a two in figures before a noun: Arabic has the dual.
	dualFigure  = regexp.MustCompile(`(?:^|[^\d.,/-])2[ \x{a0}](?:كيلومتر|طن|شهر|سنة|عام|يوم|أسبوع|قتيل|جندي|موقع|مصدر|قاعدة|مدينة)\p{L}*`)
	threeStates = regexp.MustCompile(`(?:^|[^\p{L}])(?:[وفبلك]?ال)?(دول|قواعد|مدن|سنوات|قوافل|علامات|دوائر|مذكرات) (الثلاثة|الأربعة|الخمسة|الستة|السبعة)(?:[^\p{L}]|$)`)
	// feminine are countries and capitals, and verbs in the masculine that stand before or after them.
	manVerb = regexp.MustCompile(`(?:^|[^\p{L}\p{M}])[وف]?(?:(?:أعلن|أنهى|حلّ|مدد|حدد|استدعى|اتهم|وقّع|قال|رفض) (?:مالي|النيجر|بوركينا فاسو|الجزائر|باماكو|موسكو|روسيا|فرنسا)|(?:مالي|النيجر|بوركينا فاسو) (?:أعلن|أنهى|مدد|استدعى|اتهم))(?:[^\p{L}\p{M}]|$)`)
	manNext = regexp.MustCompile(`(?:^|[^\p{L}])(?:[وفبل]?ال|لل|[وفبل])?جار(?:ان|ين|ا|ي)(?:[^\p{L}]|$)`)
)

// agreement finds numbers and nouns, verbs and names that disagree in Arabic, and figures before a noun that has a dual.
func agreement(d *desk) {
	for _, tag := range d.arabic() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			agree(d, tag, id)
		}
	}
}

// arabic are the languages whose nouns and numbers agree as Arabic's.
func (d *desk) arabic() []string {
	return slices.DeleteFunc(d.tags(), func(tag string) bool { return grammarOf(tag).Agreement != "arabic" })
}

func agree(d *desk, tag, id string) {
	if m, _ := d.p.Catalogues[tag].Message(id); len(m.Forms) > 1 {
		pluralsAgree(d, tag, id, m.Forms)
	} else {
		for _, what := range disagreements.of(tag, m.Forms["other"], func(tag, s string) []string { return arabicDisagrees(grammarOf(tag), s) }) {
			d.at(tag, id, Finding{Rule: "agreement", Severity: Error, What: what, Why: "3 to 10 take the plural and the other gender, 11 to 99 the singular accusative; two is the dual; countries are feminine",
				Mend: "write «سبعة مواقع», «24 شهرا», «كيلومترين», «أنهت مالي»"})
		}
	}
}

var disagreements memo[[]string]

func arabicDisagrees(g *grammar, s string) []string {
	var out []string
	for _, m := range arabicCount.FindAllStringSubmatch(s, -1) {
		number := strings.TrimRight(m[1], ".,")
		if m[3] != "" {
			continue // "759 عام 2021" is a number and a year
		}
		v := g.parse(number)
		for _, n := range countedNouns {
			if strings.ContainsAny(number, ".") {
				break
			}
			last := int(v) % 100
			wrong := m[2] == n.plural && (last > 10 || last < 3) && n.plural != n.singular ||
				m[2] == n.accusative && n.accusative != n.singular && (last < 11) || m[2] == n.singular && n.accusative != n.singular && last > 10
			if wrong && v == float64(int(v)) && v > 2 {
				out = append(out, fmt.Sprintf("“%s” disagrees with its number", m[0]))
			}
		}
		if strings.Contains(number, ".") {
			for _, n := range countedNouns {
				if m[2] == n.plural {
					out = append(out, fmt.Sprintf("“%s”: a fraction takes the singular", m[0]))
				}
			}
		}
	}
	for _, m := range append(arabicCount.FindAllStringSubmatch(s, -1), arabicWords.FindAllStringSubmatch(s, -1)...) {
		if v := g.parse(strings.TrimRight(m[1], ".,")); (v > 2 || !unicode.IsDigit([]rune(m[1])[0])) && isDual(m[2]) {
			out = append(out, fmt.Sprintf("“%s”: the dual is two, and no other number", strings.TrimSpace(m[0])))
		}
	}
	for _, at := range arabicWords.FindAllStringSubmatchIndex(s, -1) {
		m := []string{s[at[0]:at[1]], s[at[2]:at[3]], s[at[4]:at[5]]}
		teen := strings.HasPrefix(m[1], "عشر") && arabicUnit.MatchString(s[:at[2]]) // "خمس عشرة سنة"
		for _, n := range countedNouns {
			masculine := strings.HasSuffix(m[1], "ة")
			if m[2] == n.plural && (teen || masculine == n.feminine) || (m[2] == n.accusative || m[2] == n.singular) && !teen {
				out = append(out, fmt.Sprintf("“%s” disagrees with its number", strings.TrimFunc(m[0], func(r rune) bool { return !unicode.IsLetter(r) })))
			}
		}
	}
	for _, re := range []*regexp.Regexp{dualFigure, threeStates, manVerb, manNext} {
		if hit := re.FindString(s); hit != "" {
			out = append(out, fmt.Sprintf("“%s”: the dual, or the other gender", strings.TrimSpace(hit)))
		}
	}
	return out
}

// isDual reports whether a word is the dual of a counted noun.
func isDual(w string) bool {
	for _, n := range countedNouns {
		stem := n.singular
		if rest, ok := strings.CutSuffix(stem, "ة"); ok {
			stem = rest + "ت"
		}
		if w == stem+"ين" || w == stem+"ان" {
			return true
		}
	}
	return false
}

// pluralsAgree finds forms of a counted message that stand under each other's name: few has the plural, many the singular accusative.
func pluralsAgree(d *desk, tag, id string, forms map[string]string) {
	for form, words := range forms {
		for _, n := range countedNouns {
			for _, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
				if form == "few" && w == n.accusative && n.accusative != n.plural || form == "many" && w == n.plural && n.plural != n.accusative {
					d.at(tag, id, Finding{Rule: "agreement", Severity: Error, What: fmt.Sprintf("form %s says “%s”", form, w), Why: "three to ten take the plural, eleven to ninety-nine the singular accusative",
						Mend: "few: " + n.plural + "; many: " + n.accusative})
				}
			}
		}
	}
}

// homographs finds words without their vowel signs that the story writes with them elsewhere: the house's own list of what is read as another
// word. Two messages that write it so make the list.
func homographs(d *desk) {
	for _, tag := range d.arabic() {
		homographsOf(d, tag, grammarOf(tag))
	}
}

func homographsOf(d *desk, tag string, g *grammar) {
	pointed := map[string]string{} // bare → with its signs
	where := map[string]map[string]bool{}
	ids := d.p.Catalogues[tag].IDs()
	words := func(id string, visit func(w, bare string)) {
		m, _ := d.p.Catalogues[tag].Message(id)
		if !signable(m.File) {
			return
		}
		for _, form := range sortedKeys(m.Forms) {
			for _, at := range wordSpans(m.Forms[form]) {
				w := m.Forms[form][at[0]:at[1]]
				visit(w, unpointed(w))
			}
		}
	}
	for _, id := range ids {
		words(id, func(w, bare string) {
			if w != bare && !strings.HasSuffix(w, "\u064b") {
				stem := g.withoutAnd(bare)
				pointed[stem] = g.withoutAnd(w)
				if where[stem] == nil {
					where[stem] = map[string]bool{}
				}
				where[stem][id] = true
			}
		})
	}
	h, err := d.houseRules()
	if err != nil {
		return
	}
	for _, w := range h.Pointed {
		bare := unpointed(w)
		pointed[bare], where[bare] = w, nil
	}
	for _, id := range ids {
		words(id, func(w, bare string) {
			stem := g.withoutAnd(bare)
			right, ok := pointed[stem]
			if !ok || w != bare || where[stem] != nil || contains(h.Bare, id+" "+stem) {
				return
			}
			d.at(tag, id, Finding{Rule: "homograph", Severity: Error, What: fmt.Sprintf("“%s” without its sign is read as another word", w),
				Why: "the house writes it with the sign wherever a second reading is possible", Mend: "write " + right + " (" + HouseFile + ", pointed)"})
		})
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// withoutAnd takes the joined و or ف off a word.
func (g *grammar) withoutAnd(w string) string {
	for _, p := range g.And {
		if rest, ok := strings.CutPrefix(w, p); ok && len([]rune(rest)) >= 4 {
			return rest
		}
	}
	return w
}

// unpointed is a word without vowel signs.
func unpointed(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, w)
}

// pointedWord reports whether a word has vowel signs other than that of an ending.
func pointedWord(w string) bool {
	w = strings.TrimRight(w, "\u064b\u064c\u064d")
	return unpointed(w) != w && !strings.HasSuffix(strings.TrimSuffix(w, "ا"), "\u064b")
}
