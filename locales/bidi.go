package locales

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

// Bidirectional controls, named so that none stands raw in a source file (see Caddy's and our own bidichk rule).
const (
	RLI = "\u2067" // right-to-left isolate
	LRI = "\u2066" // left-to-right isolate
	PDI = "\u2069" // pop directional isolate
	LRM = "\u200e" // left-to-right mark
)

// plain is a number that keeps its order among Arabic words by itself: its digits, point and comma stand left to right. A sign,
// a percent sign or a range does not, and is isolated.
var plain = regexp.MustCompile(`^\d+(?:[.,]\d+)*$`)

// Label prepares a plain string for a place without markup whose own direction is left to right: a chart label. In a
// right-to-left locale each line is isolated, and within it each Latin run, which beside Arabic letters the bidirectional
// algorithm would reorder ("20%" as "%20", "2023-2025" as "2025-2023"). Elsewhere it is returned as it is.
func (l Locale) Label(s string) string {
	if !l.RTL() || s == "" || strings.HasPrefix(s, RLI) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if line == "" {
			continue
		}
		var b strings.Builder
		b.WriteString(RLI)
		for _, run := range Runs(line) {
			if run.Latin && !plain.MatchString(run.Text) {
				b.WriteString(LRI + run.Text + PDI)
			} else {
				b.WriteString(run.Text)
			}
		}
		b.WriteString(PDI)
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
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
		for j := i; j < len(rs); j++ {
			if isCore(rs[j]) {
				end = j + 1
			} else if rs[j] == '%' && end == j {
				end = j + 1
			} else if !isJoin(rs[j]) {
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
