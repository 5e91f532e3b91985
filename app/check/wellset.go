package check

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// setting is one rule of typography. A match is a fault unless not says otherwise of the match and what surrounds it.
type setting struct {
	re        *regexp.Regexp
	severity  string
	what, why string
	mend      string
	// but lets a match stand; before and after are the text on both sides of it.
	but func(match, before, after string) bool
}

var settings = map[string][]setting{
	"ar": {
		{re: regexp.MustCompile(`[,;?]`), severity: Error, what: "Latin punctuation in Arabic", why: "Arabic has its own comma, semicolon and question mark", mend: "use ، ؛ ؟",
			but: func(m, before, after string) bool { // 1,135, and punctuation inside a run of Latin words
				return latinOrDigit(lastRune(before)) && latinOrDigit(firstRune(strings.TrimLeft(after, " ")))
			}},
		{re: regexp.MustCompile(`["“”]`), severity: Error, what: "Latin quotation marks in Arabic", why: "Arabic quotes with guillemets", mend: "use « »"},
		{re: regexp.MustCompile(`[٠-٩۰-۹]+`), severity: Error, what: "Arabic-Indic digits", why: "the story writes digits as North African media do", mend: "use 0 to 9"},
		{re: regexp.MustCompile(`٪|٬|٫`), severity: Error, what: "Arabic percent or decimal sign", why: "numbers are written 63.4% in every Arabic text here", mend: "use % , ."},
		{re: regexp.MustCompile(`ـ`), severity: Error, what: "tatweel", why: "drawn-out letters break search and screen readers", mend: "remove it",
			but: func(_, before, after string) bool { // بـ24: it joins a preposition to what is not Arabic script
				r := firstRune(after)
				return latinOrDigit(r) || r == '{' || r == '_' || r == '«'
			}},
		{re: regexp.MustCompile(` [،؛؟.:!](?:\s|$)`), severity: Error, what: "space before punctuation", why: "punctuation follows its word", mend: "remove the space"},
		{re: regexp.MustCompile(`[،؛؟]\p{L}`), severity: Error, what: "no space after punctuation", why: "words would run together", mend: "add a space"},
		{re: regexp.MustCompile(`« | »`), severity: Error, what: "space inside guillemets", why: "Arabic sets guillemets close, unlike French", mend: "remove the space"},
		{re: regexp.MustCompile(`[یک]`), severity: Error, what: "Persian letter", why: "it looks alike and is not found by search", mend: "use the Arabic ي or ك"},
	},
	"fr": {
		{re: regexp.MustCompile(`[;!?%]`), severity: Error, what: "no narrow space before punctuation", why: "French parts ; ! ? % from the word, unbreakably", mend: "put U+202F before it",
			but: func(_, before, _ string) bool { return before == "" || lastRune(before) == '\u202f' }},
		{re: regexp.MustCompile(`:`), severity: Error, what: "no unbreakable space before a colon", why: "French parts the colon from the word, unbreakably", mend: "put U+202F (or U+00A0) before it",
			but: func(_, before, after string) bool {
				r := lastRune(before)
				return before == "" || r == '\u202f' || r == '\u00a0' || strings.HasPrefix(after, "//")
			}},
		{re: regexp.MustCompile(`«`), severity: Error, what: "no unbreakable space after «", why: "a guillemet must not stand alone at a line's end", mend: "put U+00A0 after it",
			but: func(_, _, after string) bool { return firstRune(after) == '\u00a0' }},
		{re: regexp.MustCompile(`»`), severity: Error, what: "no unbreakable space before »", why: "a guillemet must not stand alone at a line's start", mend: "put U+00A0 before it",
			but: func(_, before, _ string) bool { return lastRune(before) == '\u00a0' }},
		{re: regexp.MustCompile(`'`), severity: Error, what: "straight apostrophe", why: "the story sets curved ones", mend: "use ’"},
		{re: regexp.MustCompile(`["“”]`), severity: Error, what: "English or straight quotation marks", why: "French quotes with guillemets", mend: "use « » with U+00A0 inside"},
		{re: regexp.MustCompile(`\s[,.](?:\s|$)`), severity: Error, what: "space before punctuation", why: "comma and stop follow their word", mend: "remove the space"},
		{re: regexp.MustCompile(`\d[ ]\d{3}\b`), severity: Error, what: "breaking space inside a number", why: "the number could be parted by the line's end", mend: "put U+202F between thousands",
			but: func(m, before, after string) bool { return digitsBefore(before) >= 3 || strings.HasPrefix(after, "%") }},
		{re: regexp.MustCompile(`,\p{L}`), severity: Error, what: "no space after a comma", why: "words would run together", mend: "add a space"},
	},
	"en": {
		{re: regexp.MustCompile(`'`), severity: Error, what: "straight apostrophe", why: "the story sets curved ones", mend: "use ’ or ‘"},
		{re: regexp.MustCompile(`["«»]`), severity: Error, what: "straight or French quotation marks", why: "English quotes with curved marks", mend: "use “ ”"},
		{re: regexp.MustCompile(`[ \x{a0}\x{202f}][,.;:!?%](?:\s|$)`), severity: Error, what: "space before punctuation", why: "punctuation follows its word", mend: "remove the space"},
		{re: regexp.MustCompile(`[,;]\p{L}`), severity: Error, what: "no space after punctuation", why: "words would run together", mend: "add a space"},
		{re: regexp.MustCompile(`“[^”]*(?:“|$)|^[^“]*”`), severity: Error, what: "quotation marks are not paired", why: "the quotation has no end", mend: "close it"},
	},
	"all": {
		{re: regexp.MustCompile(` {2,}|[ \x{a0}\x{202f}]{2,}`), severity: Error, what: "double space", why: "it shows as a hole", mend: "leave one",
			but: func(m, _, _ string) bool { return strings.Trim(m, "\n") == "" }},
		{re: regexp.MustCompile(`«[^»]*(?:«|$)`), severity: Error, what: "guillemets are not paired", why: "the quotation has no end", mend: "close it"},
		{re: regexp.MustCompile(`\.\.\.|\.\.`), severity: Warning, what: "two or three dots", why: "an ellipsis is one sign", mend: "use …"},
		{re: regexp.MustCompile(`(?i)\b(?:TODO|TBD|XXX|lorem)\b`), severity: Error, what: "a placeholder of the writer's", why: "the text is not finished", mend: "finish it"},
	},
}

// wellSet finds faults of typography, each language by its own rules, in every form of every message.
func wellSet(d *desk) {
	for _, tag := range d.langs() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for form, text := range m.Forms {
				for _, x := range faults(tag, text) {
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

func faults(tag, text string) []setting { return faultsSeen.of(tag, text, readFaults) }

// readFaults are the faults of one text. The words of a finding show the place, since an unbreakable space looks like any other.
func readFaults(tag, text string) []setting {
	s := placeholder.ReplaceAllStringFunc(text, blank)
	var out []setting
	for _, x := range append(append([]setting{}, settings[tag]...), settings["all"]...) {
		for _, at := range x.re.FindAllStringIndex(s, -1) {
			if x.but != nil && x.but(s[at[0]:at[1]], s[:at[0]], s[at[1]:]) {
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

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

func digitsBefore(s string) int {
	n := 0
	for n < len(s) && s[len(s)-1-n] >= '0' && s[len(s)-1-n] <= '9' {
		n++
	}
	return n
}
