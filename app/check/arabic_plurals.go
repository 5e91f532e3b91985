package check

import (
	"fmt"
	"strings"
)

// pluralNouns finds, in counted messages of languages that count as Arabic does, the noun of three to ten where that of eleven to ninety-nine
// belongs: the latter is the singular with its ending.
func pluralNouns(d *desk) {
	for _, tag := range d.arabic() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			few, many, one := countedWord(m.Forms["few"]), countedWord(m.Forms["many"]), countedWord(m.Forms["other"])
			singular := few == one+grammarOf(tag).Accusative // ending and all: a plural may begin like it
			if one != "" && few != many && (singular || strings.HasPrefix(few, one) && !strings.HasPrefix(many, one)) {
				d.at(tag, id, Finding{Rule: "plurals", Severity: Error, What: fmt.Sprintf("“%s” stands for three to ten and “%s” for eleven to ninety-nine", few, many),
					Why: "three to ten take the plural, eleven to ninety-nine the singular with its ending", Mend: "exchange the two"})
			}
		}
	}
}

// countedWord is the word behind the figure of a form.
func countedWord(form string) string {
	at := placeholder.FindStringIndex(form)
	if at == nil {
		return ""
	}
	words := strings.Fields(form[at[1]:])
	if len(words) == 0 {
		return ""
	}
	return trimWord(words[0])
}
