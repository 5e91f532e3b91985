package check

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sahel-explainer/locales"
)

// setting is one rule of typography. A match is a fault unless what surrounds it says otherwise.
type setting struct {
	re        *regexp.Regexp
	severity  string
	what, why string
	mend      string
	// unless lets a match stand: what the text before and after it matches, in one of the rows.
	unless [][2]*regexp.Regexp
}

// inAll are the rules of all languages.
var inAll = []setting{
	{re: regexp.MustCompile(` {2,}|[ \x{a0}\x{202f}]{2,}`), severity: Error, what: "double space", why: "it shows as a hole", mend: "leave one"},
	{re: regexp.MustCompile(`«[^»]*(?:«|$)`), severity: Error, what: "guillemets are not paired", why: "the quotation has no end", mend: "close it"},
	{re: regexp.MustCompile(`\.\.\.|\.\.`), severity: Warning, what: "two or three dots", why: "an ellipsis is one sign", mend: "use …"},
	{re: regexp.MustCompile(`\b(?:TODO|Todo:|TBD|XXX)\b|(?i:\blorem ipsum\b)`), severity: Error, what: "a placeholder of the writer's", why: "the text is not finished", mend: "finish it"},
}

// settingsOf are the rules of a language, as its file has them, and those of all.
func settingsOf(l locales.Locale) []setting {
	var out []setting
	for _, s := range l.Reading.Settings {
		x := setting{re: expression(s.Fault), severity: Error, what: s.What, why: s.Why, mend: s.Mend}
		for _, u := range s.Unless {
			x.unless = append(x.unless, [2]*regexp.Regexp{regexp.MustCompile(u.Before), regexp.MustCompile(u.After)})
		}
		out = append(out, x)
	}
	return append(out, inAll...)
}

// wellSet finds faults of typography, each language by its own rules, in every form of every message.
func wellSet(d *desk) {
	for _, l := range d.p.Locales() {
		tag, rules := l.Tag, settingsOf(l)
		key := fmt.Sprintf("%s %x", tag, sha256.Sum256([]byte(fmt.Sprint(l.Reading.Settings)))) // the desk reads languages anew
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for form, text := range m.Forms {
				for _, x := range faultsSeen.of(key, text, func(_, s string) []setting { return readFaults(rules, s) }) {
					f := Finding{Rule: "well-set", Severity: x.severity, What: x.what, Why: x.why, Mend: x.mend, File: m.File, Line: m.Line, Locale: tag, ID: id}
					if len(m.Forms) > 1 {
						f.Line = formLine(d, m.File, m.Line, form)
					}
					d.add(f)
				}
			}
		}
	}
}

var faultsSeen memo[[]setting]

// readFaults are the faults of one text. The words of a finding show the place, since an unbreakable space looks like any other.
func readFaults(rules []setting, text string) []setting {
	s := placeholder.ReplaceAllStringFunc(text, blank)
	var out []setting
	for _, x := range rules {
		for _, at := range x.re.FindAllStringIndex(s, -1) {
			if slices.ContainsFunc(x.unless, func(u [2]*regexp.Regexp) bool { return u[0].MatchString(s[:at[0]]) && u[1].MatchString(s[at[1]:]) }) {
				continue
			}
			y := x
			y.what = fmt.Sprintf("%s: “%s”", x.what, excerpt(text, at[0], at[1]))
			out = append(out, y)
		}
	}
	return out
}

func excerpt(s string, from, to int) string {
	for n := 0; n < 12 && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	for n := 0; n < 12 && to < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[to:])
		to += size
	}
	return s[from:to]
}

// formLine is the line of one plural form, which stands under its table's head.
func formLine(d *desk, file string, head int, form string) int {
	text, err := fs.ReadFile(d.p.Files, file)
	if err != nil {
		return head
	}
	lines := strings.Split(string(text), "\n")
	for i := head; i < len(lines) && i < head+10; i++ {
		if key, _, ok := strings.Cut(lines[i], "="); ok && strings.TrimSpace(key) == form {
			return i + 1
		}
	}
	return head
}

func latinOrDigit(r rune) bool { return unicode.Is(unicode.Latin, r) || (r >= '0' && r <= '9') }
