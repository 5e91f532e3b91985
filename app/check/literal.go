package check

import (
	"fmt"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

// storyKinds are the messages that make the story and its graphics; those of the interface and the desk state nothing.
var storyKinds = []string{"step.", "chapter.", "graphics.", "correction.", "method.", "story.", "log."}

func ofStory(id string) bool {
	return slices.ContainsFunc(storyKinds, func(p string) bool { return strings.HasPrefix(id, p) })
}

// literal finds figures and dates that are typed into the words instead of coming from the ledger: a record that changes would leave
// them behind. Number words are not asked for: the rules that hold words against records read those.
func literal(d *desk) {
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			if !ofStory(id) {
				continue
			}
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				for _, t := range literals(tag, m, form) {
					d.at(tag, id, Finding{Rule: "literal", Severity: Error, What: fmt.Sprintf("“%s” is typed in, not taken from a record", t.text),
						Why: "a figure is written once, in its record, and changes everywhere with it", Mend: "write a slot, {record.field}, or {=" + t.text + "} if it claims nothing"})
				}
			}
		}
	}
}

// literals are the figures and dates of a message that no slot filled.
func literals(tag string, m locales.Message, form string) []token {
	text := []byte(m.Forms[form])
	for _, s := range m.Slots[form] {
		copy(text[s.From:s.To], strings.Repeat("_", s.To-s.From))
	}
	return slices.DeleteFunc(tokens(tag, string(text)), func(t token) bool { return t.spelled || t.kind == "dozens" })
}
