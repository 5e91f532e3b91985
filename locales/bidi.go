package locales

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// Marks of direction, named so that none stands raw in a source file (see Caddy's and our own bidichk rule). There are no isolates:
// WebKit sets the text of an SVG as if they were not there, and orders each date behind them anew.
const (
	LRM = "\u200e" // left-to-right mark
	RLM = "\u200f" // right-to-left mark
)

// plain is a number that keeps its order among Arabic words by itself: its digits, point and comma stand left to right. A sign,
// a percent sign or a range does not, and is marked or isolated.
var plain = regexp.MustCompile(`^\d+(?:[.,]\d+)*$`)

// Label prepares a plain string for a place without markup whose own direction is that of the locale: a chart label, which
// is drawn in a <text> of direction="rtl". Beside Arabic letters the bidirectional algorithm would turn some runs round ("20%" as
// "%20"): a mark before such a run keeps it, and one between two Latin runs keeps them in the order of the sentence. Few labels
// need one. A string that has its marks, or one of a left-to-right locale, is returned as it is.
func (l Locale) Label(s string) string {
	if !l.RTL() || s == "" {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = marked(line)
	}
	return strings.Join(lines, "\n")
}

func marked(line string) string {
	var b strings.Builder
	open := false // the last run was Latin, and nothing since then runs from right to left
	for _, run := range Runs(line) {
		if !run.Latin {
			b.WriteString(run.Text)
			open = open && !strings.ContainsFunc(run.Text, rightToLeft)
			continue
		}
		if open {
			b.WriteString(RLM)
		}
		named := unicode.Is(unicode.Latin, []rune(run.Text)[0])
		number := plain.MatchString(run.Text)
		if !named && !number && !strings.HasSuffix(b.String(), LRM) {
			b.WriteString(LRM)
		}
		b.WriteString(run.Text)
		open = !number
	}
	return b.String()
}

// rightToLeft reports a character that turns what follows to the right-to-left: a letter of such a script or a mark.
func rightToLeft(r rune) bool { return Leftward(r) || string(r) == RLM }

// Leftward reports a letter of a script that runs from right to left.
func Leftward(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return unicode.IsLetter(r) && (p.Class() == bidi.AL || p.Class() == bidi.R)
}

// HTML escapes s for the text of an element. In a right-to-left locale every run of Latin words or of numbers with signs is put
// into <bdi>, so that names, decimals and percentages keep their order whatever stands beside them.
func (l Locale) HTML(s string) string {
	if !l.RTL() {
		return html.EscapeString(s)
	}
	var b strings.Builder
	for _, run := range Runs(s) {
		if run.Latin && !plain.MatchString(run.Text) {
			b.WriteString(`<bdi dir="ltr">`)
			b.WriteString(html.EscapeString(run.Text))
			b.WriteString(`</bdi>`)
			continue
		}
		b.WriteString(html.EscapeString(run.Text))
	}
	return b.String()
}

// Run is a stretch of text of one direction, as split by Runs.
type Run struct {
	Text  string
	Latin bool
}

// Runs splits s into runs of Latin text (letters, digits and what joins them) and all else. Spaces and joining signs stay
// in a Latin run only between two Latin words or numbers, and a percent sign stays with its number.
func Runs(s string) []Run {
	rs := []rune(s)
	isCore := func(r rune) bool { return unicode.Is(unicode.Latin, r) || (r >= '0' && r <= '9') }
	isJoin := func(r rune) bool { return strings.ContainsRune(" .,-–—/:+'’&()_\u00a0\u202f", r) }
	var out []Run
	emit := func(t []rune, latin bool) {
		if len(t) == 0 {
			return
		}
		out = append(out, Run{string(t), latin})
	}
	start := 0
	for i := 0; i < len(rs); {
		if !isCore(rs[i]) {
			i++
			continue
		}
		from := i
		end := i
		brackets := 0 // open in the run
		for j := i; j < len(rs); j++ {
			switch {
			case isCore(rs[j]), rs[j] == '%' && end == j:
				end = j + 1
			case rs[j] == ')' && end == j && brackets > 0:
				end = j + 1
				brackets--
			case rs[j] == '(':
				brackets++
			}
			if end <= j && !isJoin(rs[j]) {
				break
			}
		}
		if from > 0 && strings.ContainsRune("+−-", rs[from-1]) && (from == 1 || rs[from-2] == ' ') {
			from--
		}
		emit(rs[start:from], false)
		emit(rs[from:end], true)
		start, i = end, end
	}
	emit(rs[start:], false)
	return out
}
