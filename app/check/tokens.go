package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sahel-explainer/locales"
)

// token is a number or date as a text states it.
type token struct {
	// kind is "number", "dozens", or the precision of a date: "ymd", "ym", "md", "m", "y".
	kind    string
	y, m, d int
	v       float64
	percent bool
	// bound is how the number is hedged: "", "over", "least", "about", "upto", "open" (or more).
	bound string
	// scale is 1, 1e6 or 1e9 (a million or milliard that follows).
	scale float64
	// spelled: written as a word. unit: the word is followed by a unit of time or measure, so it is a fact and no figure of
	// speech ("three blows").
	spelled, unit bool
	at            int
	text          string
}

// key names what is stated, the same in every language; bounds and scales are compared apart.
func (t token) key() string {
	switch t.kind {
	case "ymd":
		return pad(t.y, 4) + "-" + pad(t.m, 2) + "-" + pad(t.d, 2)
	case "ym":
		return pad(t.y, 4) + "-" + pad(t.m, 2)
	case "md":
		return "day " + pad(t.m, 2) + "-" + pad(t.d, 2)
	case "m":
		return "month " + pad(t.m, 2)
	case "y":
		return "year " + pad(t.y, 4)
	case "dozens":
		return "dozens"
	}
	s := strconv.FormatFloat(t.v, 'f', -1, 64)
	if t.percent {
		s += "%"
	}
	return s
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

var tokensSeen memo[[]token]

// tokens reads the numbers and dates of a text: dates, figures, number words. The list is the caller's own.
func tokens(tag, s string) []token { return slices.Clone(tokensSeen.of(tag, s, readTokens)) }

func readTokens(tag, s string) []token {
	s = fixed.ReplaceAllStringFunc(placeholder.ReplaceAllStringFunc(s, blank), blank)
	out, rest := dates(tag, s)
	out = append(out, digits(tag, rest)...)
	out = append(out, spelled(tag, rest)...)
	return out
}

// fixed are names with a number in them, or what reads like one (وست, West, is not و and six), which state none.
var fixed = regexp.MustCompile(`CC BY 4\.0|وست أفريكان`)

func blank(s string) string { return strings.Repeat("_", len(s)) }

type grammar struct {
	months map[string]int
	// date: day (and day) month (year); month: month (year). Groups: day, day, month, year / month, year.
	date, month *regexp.Regexp
	// monthFirst: month day (, year), where a language writes so too.
	monthFirst *regexp.Regexp
	number     *regexp.Regexp
	percent    *regexp.Regexp
	before     []bound // hedges that stand before a number, matched at the end of what precedes it
	after      []bound // hedges behind it
	million    *regexp.Regexp
	milliard   *regexp.Regexp
	name       *regexp.Regexp // what precedes a number that belongs to a name (Su-24)
}

type bound struct {
	name string
	re   *regexp.Regexp
}

func bounds(at string, pairs ...string) []bound {
	var out []bound
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, bound{pairs[i], regexp.MustCompile(strings.ReplaceAll(at, "@", pairs[i+1]))})
	}
	return out
}

var grammars = map[string]*grammar{
	"ar": newGrammar("ar", `و|إلى|أو|–`, `\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`, `^(?:%| في المئة| بالمئة| في المائة| بالمائة)`,
		bounds(`(?:@)\s+$`, "over", `أكثر من|ما يزيد على|ما يزيد عن|ما يربو على|(?:^|[^\p{L}])فوق`, "least", `ما لا يقل عن|لا يقل عن|لا تقل عن`, "about", `نحو|حوالي|قرابة|زهاء|يقارب|ما يقارب|تقريبا`, "most", `ما لا يزيد على|لا يتجاوز`, "under", `أقل من|في نطاق|ضمن`, "upto", `حتى`),
		bounds(`^%?(?:@)`, "least", `\s+(?:\p{Arabic}+\s+){0,2}على الأقل`, "most", `\s+(?:\p{Arabic}+\s+){0,2}(?:على الأكثر|حدا أقصى|كحد أقصى)`, "about", `\s+(?:\p{Arabic}+\s+)?تقريبا`, "open", `(?:\s+\p{Arabic}+)?\s+أو أكثر`),
		`^\s+(?:مليون|ملايين)`, `^\s+مليار`, `(?:سوخوي |\p{Arabic}-)$`),
	"fr": newGrammar("fr", `et le|ou le|au|et|ou|à|–`, `\d{1,3}(?:[\x{202f}\x{a0}]\d{3})+(?:,\d+)?|\d+(?:,\d+)?`, `^[\x{202f}\x{a0} ]?(?:%|pour cent)`,
		bounds(`(?i)(?:@)[\s\x{a0}]+$`, "over", `plus de|plus d’un total de|au-delà de`, "least", `au moins|au minimum|pas moins de|non moins de`, "about", `environ(?: d[eu])?|près de|quelque|à peu près|autour de|approximativement|aux alentours de`, "most", `au plus|au maximum`, "under", `moins de`, "upto", `jusqu’à`),
		bounds(`^(?:[\x{202f}\x{a0} ]?%)?(?:@)`, "least", `[\s\x{a0}]+(?:\p{L}+\s+)?au (?:moins|minimum)`, "most", `[\s\x{a0}]+(?:\p{L}+\s+)?au (?:plus|maximum)`, "open", `(?:[\s\x{a0}]+\p{L}+)?\s+ou plus`),
		`^[\s\x{a0}\x{202f}]+millions?\b`, `^[\s\x{a0}\x{202f}]+milliards?\b`, `\p{L}-$`),
	"en": newGrammar("en", `and|to|or|–`, `\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`, `^(?:%| per ?cent\b)`,
		bounds(`(?i)\b(?:@)\s+(?:(?:the|an?)\s+)?$`, "over", `more than|over|upwards of|in excess of|above`, "least", `at least|no fewer than|not fewer than|no less than|not less than|a minimum of`, "about", `about|around|roughly|nearly|some|almost|approximately|close to|in the region of|circa`, "most", `at most|no more than|not more than|a maximum of`, "under", `fewer than|less than|under|within`, "upto", `up to|as many as`),
		bounds(`^(?:%| per ?cent\b)?(?:@)`, "least", `(?:\s+\p{L}+)?\s+(?:at least|at a minimum)`, "most", `(?:\s+\p{L}+)?\s+at most\b`, "about", `(?:\s+\p{L}+)?\s+or so`, "open", `(?:\s+\p{L}+)?\s+or more`),
		`^\s+million\b`, `^\s+billion\b`, `\p{L}-$`),
}

// shortMonths are the months as a language shortens them; the longer of two that begin alike stand first.
var shortMonths = map[string]map[int][]string{
	"en": {1: {"Jan."}, 2: {"Feb."}, 8: {"Aug."}, 9: {"Sept.", "Sep."}, 10: {"Oct."}, 11: {"Nov."}, 12: {"Dec."}},
	"fr": {1: {"janv."}, 2: {"févr.", "fév."}, 7: {"juil."}, 9: {"sept."}, 10: {"oct."}, 11: {"nov."}, 12: {"déc."}},
	"ar": {1: {"كانون الثاني"}, 2: {"شباط"}, 3: {"آذار"}, 4: {"نيسان"}, 5: {"أيار"}, 6: {"حزيران"}, 7: {"تموز"}, 8: {"آب"}, 9: {"أيلول"}, 10: {"تشرين الأول"}, 11: {"تشرين الثاني"}, 12: {"كانون الأول"}},
}

func newGrammar(tag, joins, number, percent string, before, after []bound, million, milliard, name string) *grammar {
	l, err := locales.ByTag(tag)
	if err != nil {
		panic(err)
	}
	g := &grammar{months: map[string]int{}, number: regexp.MustCompile(number), percent: regexp.MustCompile(percent), before: before, after: after,
		million: regexp.MustCompile(million), milliard: regexp.MustCompile(milliard), name: regexp.MustCompile(name)}
	var names []string
	for m := 1; m <= 12; m++ {
		word := l.Month(m)
		g.months[word] = m
		names = append(names, word)
		for _, short := range shortMonths[tag][m] {
			g.months[short] = m
			names = append(names, regexp.QuoteMeta(short))
		}
		if tag == "fr" { // at the head of a sentence or title
			r, n := utf8.DecodeRuneInString(word)
			word = string(unicode.ToUpper(r)) + word[n:]
			g.months[word] = m
			names = append(names, word)
		}
	}
	months := strings.Join(names, "|")
	const space = `[\s\x{a0}\x{202f}]`
	g.date = regexp.MustCompile(`(?:(\d{1,2})(?:er)?` + space + `*(?:` + joins + `)` + space + `*)?(\d{1,2})(?:er)?` + space + `+(` + months + `)(?:` + space + `+(\d{4}))?`)
	g.month = regexp.MustCompile(`(` + months + `)(?:` + space + `+(\d{4}))?`)
	if tag == "en" {
		g.monthFirst = regexp.MustCompile(`\b(` + months + `)\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?\b`)
	}
	return g
}

// dates takes the dates out of s; what they stood on is blanked in rest, so that their digits are not read twice.
func dates(tag, s string) (out []token, rest string) {
	g := grammars[tag]
	b := []byte(s)
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	take := func(m []int, days []string, month, year string) {
		for _, day := range days {
			t := token{y: num(year), m: g.months[month], d: num(day), scale: 1, at: m[0], text: strings.TrimSpace(s[m[0]:m[1]])}
			switch {
			case t.d > 0 && t.y > 0:
				t.kind = "ymd"
			case t.d > 0:
				t.kind = "md"
			case t.y > 0:
				t.kind = "ym"
			default:
				t.kind = "m"
			}
			out = append(out, t)
		}
		for i := m[0]; i < m[1]; i++ {
			b[i] = ' '
		}
	}
	group := func(m []int, i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	for _, m := range g.date.FindAllStringSubmatchIndex(s, -1) {
		if !wordEnds(s, m[7]) || digitBefore(s, m[0]) {
			continue
		}
		days := []string{group(m, 2)}
		if first := group(m, 1); first != "" {
			days = append(days, first)
		}
		take(m, days, group(m, 3), group(m, 4))
	}
	s = string(b)
	if g.monthFirst != nil {
		for _, m := range g.monthFirst.FindAllStringSubmatchIndex(s, -1) {
			if wordStarts(tag, s, m[2]) {
				take(m, []string{group(m, 2)}, group(m, 1), group(m, 3))
			}
		}
		s = string(b)
	}
	for _, m := range g.month.FindAllStringSubmatchIndex(s, -1) {
		if wordEnds(s, m[3]) && wordStarts(tag, s, m[2]) {
			take(m, []string{""}, group(m, 1), group(m, 2))
		}
	}
	return out, string(b)
}

func digitBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsDigit(r)
}

func wordEnds(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return !unicode.IsLetter(r)
}

// wordStarts reports whether a word can begin at i; in Arabic the one-letter words و ف ب ل ك are written joined to it.
func wordStarts(tag, s string, i int) bool {
	for range 3 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && r != 'ـ' {
			return true
		}
		if tag != "ar" || !strings.ContainsRune("وفبلك", r) {
			return false
		}
		i -= n
	}
	return false
}

// digits reads the numbers written in digits.
func digits(tag, s string) []token {
	g := grammars[tag]
	var out []token
	for _, m := range g.number.FindAllStringIndex(s, -1) {
		pre, post := s[:m[0]], s[m[1]:]
		if r, _ := utf8.DecodeLastRuneInString(pre); tag != "ar" && unicode.IsLetter(r) {
			continue // part of a name or a formula
		}
		text := s[m[0]:m[1]]
		year := len(text) == 4 && strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' }) < 0 && text >= "1900" && text <= "2100"
		if g.name.MatchString(pre) && !year {
			continue
		}
		t := token{kind: "number", scale: 1, at: m[0], text: text}
		t.v = parseNumber(tag, text)
		t.percent = g.percent.MatchString(post)
		if year && !t.percent {
			t.kind, t.y = "y", int(t.v)
			out = append(out, t)
			continue
		}
		t.bound, t.scale = g.hedge(pre, post), g.magnitude(post)
		if tag == "en" && timeNext.MatchString(post) && overTime.MatchString(pre) && !inOver.MatchString(pre) {
			t.bound = "" // "spread over 8 years" hedges nothing
		}
		out = append(out, t)
	}
	return out
}

// timeNext begins what follows a number of years, months, weeks or days.
var timeNext = regexp.MustCompile(`^\s+(?:years?|months?|weeks?|days?)\b`)

func (g *grammar) hedge(pre, post string) string {
	for _, b := range g.before {
		if b.re.MatchString(pre) {
			return b.name
		}
	}
	for _, b := range g.after {
		if b.re.MatchString(post) {
			return b.name
		}
	}
	return ""
}

func (g *grammar) magnitude(post string) float64 {
	switch {
	case g.milliard.MatchString(post):
		return 1e9
	case g.million.MatchString(post):
		return 1e6
	}
	return 1
}

// parseNumber reads a number with the separators of its language.
func parseNumber(tag, s string) float64 {
	if tag == "fr" {
		s = strings.NewReplacer("\u202f", "", "\u00a0", "", ",", ".").Replace(s)
	} else {
		s = strings.ReplaceAll(s, ",", "")
	}
	v, _ := strconv.ParseFloat(s, 64)
	return v
}
