package check

import (
	"fmt"
	"regexp"
)

// ranges finds, in texts that run from right to left, two figures with a dash between: "2022–2026" stands with the later year where
// reading begins. Whatever order is given to its parts is wrong for some readers; words are right for all.
func ranges(d *desk) {
	for _, l := range d.p.Locales() {
		if !l.RTL() {
			continue
		}
		for _, id := range d.p.Catalogues[l.Tag].IDs() {
			m, _ := d.p.Catalogues[l.Tag].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				if dashed := dashRange(m.Forms[form]); dashed != "" {
					d.at(l.Tag, id, inWords("", dashed))
				}
			}
		}
	}
}

func inWords(where, dashed string) Finding {
	return Finding{Rule: "range", Severity: Error, What: fmt.Sprintf("%s“%s” is a range with a dash", where, dashed),
		Why: "from right to left it reads with its end first", Mend: "write it in words, as “from 25 to 27 July”, “between 2022 and 2026” in that language"}
}

// A figure is one of the text or what is put in. A hyphen joins the parts of names and numbers of laws too ("016-2024", an ISO date):
// it makes a range of two figures alone, without a zero before them.
var (
	dashes  = regexp.MustCompile(`(?:\d|\}\})%?\s?[–—−]\s?(?:\d|\{\{)`)
	hyphens = regexp.MustCompile(`(?:^|[^\p{L}\d.,/-])([1-9]\d*-[1-9]\d*)(?:$|[^\p{L}\d/-])`)
)

// dashRange is the first range with a dash in a text, or nothing.
func dashRange(text string) string {
	if at := dashes.FindStringIndex(text); at != nil {
		from, to := at[0], at[1]
		for from > 0 && text[from-1] != ' ' {
			from--
		}
		for to < len(text) && text[to] != ' ' {
			to++
		}
		return text[from:to]
	}
	if m := hyphens.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
