package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	s = grammarOf(tag).fixed.ReplaceAllStringFunc(s, blank)
	out, rest := dates(tag, s)
	out = append(out, digits(tag, rest)...)
	out = append(out, spelled(tag, rest)...)
	return out
}

// fixed are names with a number in them, which state none; languages have their own beside.
var fixed = regexp.MustCompile(`CC BY 4\.0`)

func blank(s string) string { return strings.Repeat("_", len(s)) }

// dates takes the dates out of s; what they stood on is blanked in rest, so that their digits are not read twice.
func dates(tag, s string) (out []token, rest string) {
	g := grammarOf(tag)
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

// tatweel draws a joined letter out.
const tatweel = '\u0640'

// wordStarts reports whether a word can begin at i; one-letter words may be joined to it (Arabic).
func wordStarts(tag, s string, i int) bool {
	for range 3 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && r != tatweel {
			return true
		}
		if !strings.ContainsRune(grammarOf(tag).Joined, r) {
			return false
		}
		i -= n
	}
	return false
}

// digits reads the numbers written in digits.
func digits(tag, s string) []token {
	g := grammarOf(tag)
	var out []token
	for _, m := range g.number.FindAllStringIndex(s, -1) {
		pre, post := s[:m[0]], s[m[1]:]
		if r, _ := utf8.DecodeLastRuneInString(pre); !g.joins() && unicode.IsLetter(r) {
			continue // part of a name or a formula
		}
		text := s[m[0]:m[1]]
		year := len(text) == 4 && strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' }) < 0 && text >= "1900" && text <= "2100"
		if g.name.MatchString(pre) && !year {
			continue
		}
		t := token{kind: "number", scale: 1, at: m[0], text: text}
		t.v = g.parse(text)
		t.percent = g.percent.MatchString(post)
		if year && !t.percent {
			t.kind, t.y = "y", int(t.v)
			out = append(out, t)
			continue
		}
		t.bound, t.scale = g.hedge(pre, post), g.magnitude(post)
		if g.spreadOf.MatchString(post) && g.spread.MatchString(pre) && !g.spreadNot.MatchString(pre) {
			t.bound = "" // "spread over 8 years" hedges nothing
		}
		out = append(out, t)
	}
	return out
}

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
