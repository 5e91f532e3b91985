package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// forenames finds persons with another's forename, or with one that is nobody's: the surname alone would pass for the right person.
func forenames(d *desk) {
	x := d.lexicon()
	if x.err != nil {
		return
	}
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			text := m.Forms["other"]
			for _, at := range x.nameSpans(tag, text) {
				n := x.Name[at.name]
				if len(n.given[tag]) == 0 {
					continue
				}
				if wrong := x.forename(tag, text[:at.from], n); wrong != "" {
					d.at(tag, id, Finding{Rule: "forename", Severity: Error,
						What: fmt.Sprintf("“%s” stands before “%s”, whose forename is %s", wrong, text[at.from:at.to], strings.Join(n.given[tag], ", ")),
						Why:  "another forename is another person", Mend: "write the forename that " + NamesFile + " has under given, or add this one there"})
				}
			}
		}
	}
}

// forename is the word before a surname that should be a forename of the person and is not, "" if there is none.
func (x *lexicon) forename(tag, before string, n properName) string {
	before = strings.TrimRight(before, " \u00a0\u202f")
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(g string) bool {
			return strings.HasSuffix(before, g) && wordStarts(tag, before, len(before)-len(g))
		})
	}
	if has(n.given[tag]) {
		return ""
	}
	spans := wordSpans(before)
	if len(spans) == 0 || spans[len(spans)-1][1] != len(before) {
		return ""
	}
	word := before[spans[len(spans)-1][0]:]
	for _, other := range x.Name {
		if has(other.given[tag]) {
			return word
		}
	}
	r, _ := utf8.DecodeRuneInString(word)
	lead := strings.TrimRight(before[:len(before)-len(word)], " \u00a0\u202f«“[(")
	last, _ := utf8.DecodeLastRuneInString(lead)
	if !grammarOf(tag).cased || !unicode.IsUpper(r) || lead == "" || !unicode.IsLetter(last) && last != ',' || len(spans) < 2 {
		return "" // no capitals, or the first word of a sentence
	}
	if len(x.marks(tag, word)) > 0 || slices.ContainsFunc(x.spellings[tag], func(s spelling) bool {
		return strings.HasSuffix(before,
			s.text)
	}) {
		return "" // an office, or another name
	}
	return word
}
