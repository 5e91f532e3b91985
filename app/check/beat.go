package check

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"sahel-explainer/locales"
)

// beatFigures is how many figures a beat has at most. A step is a beat: one idea beside one picture, read in a glance; how many words that
// is stands in the file of the language (beat). What does not fit stands in the step's "more", which unfolds.
const beatFigures = 3

// wordsOf are the messages in which a step speaks: its beat, and what unfolds below it, if there is any.
func (d *desk) wordsOf(st locales.Step) []string {
	out := []string{"step." + st.ID + ".body"}
	if more := "step." + st.ID + ".more"; d.p.Catalogues[d.source()].Has(more) {
		out = append(out, more)
	}
	return out
}

// beats finds steps whose first words are more than a beat.
func beats(d *desk) {
	for _, l := range d.p.Locales() {
		tag := l.Tag
		if l.Beat == 0 || !l.Reads() {
			continue
		}
		for _, st := range d.p.Outline.Steps() {
			id := "step." + st.ID + ".body"
			words, figures := locales.CountWords(d.text(tag, id)), countFigures(tag, d.text(tag, id))
			if words <= l.Beat && figures <= beatFigures {
				continue
			}
			d.at(tag, id, Finding{Rule: "beat", Severity: Error,
				What: fmt.Sprintf("the beat has %d words and %d figures; at most %d and %d are wanted", words, figures, l.Beat, beatFigures),
				Why:  "a step is one idea, read in a glance beside its picture", Mend: "move what the picture shows or a busy reader can do without to step." + st.ID + ".more"})
		}
	}
}

// countFigures counts the numbers and dates that stand in a text in figures. The two ends of a stretch of days are one.
func countFigures(tag, s string) int {
	n, last := 0, token{}
	all := slices.Clone(tokens(tag, s))
	slices.SortFunc(all, func(a, b token) int { return a.at - b.at })
	for _, t := range all {
		if t.spelled || t.kind == "dozens" || t.kind == "m" {
			continue
		}
		end := last.at + len(last.text)
		if last.kind == "" || last.kind == "number" || t.kind == "number" || t.at < end || utf8.RuneCountInString(s[end:t.at]) > 6 {
			n++
		}
		last = t
	}
	return n
}
