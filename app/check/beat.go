package check

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"sahel-explainer/app/build/read"
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

// Beat is the size of a step's first words in one language.
type Beat struct {
	Locale, Step string
	// Words are its words, Figures the numbers and dates in figures among them.
	Words, Figures int
}

// Beats are the beats of a story, in the story's order, language by language.
func Beats(p *read.Project) []Beat { return beatsOf(&desk{p: p}) }

func beatsOf(d *desk) []Beat {
	var out []Beat
	for _, l := range d.p.Locales() {
		if !l.Reads() {
			continue
		}
		for _, st := range d.p.Outline.Steps() {
			text := d.text(l.Tag, "step."+st.ID+".body")
			out = append(out, Beat{l.Tag, st.ID, locales.CountWords(text), countFigures(l.Tag, text)})
		}
	}
	return out
}

// beats finds steps whose first words are more than a beat.
func beats(d *desk) {
	for _, b := range beatsOf(d) {
		most := d.p.Catalogues[b.Locale].Locale.Beat
		if most == 0 || b.Words <= most && b.Figures <= beatFigures {
			continue
		}
		d.at(b.Locale, "step."+b.Step+".body", Finding{Rule: "beat", Severity: Error,
			What: fmt.Sprintf("the beat has %d words and %d figures; at most %d and %d are wanted", b.Words, b.Figures, most, beatFigures),
			Why:  "a step is one idea, read in a glance beside its picture", Mend: "move what the picture shows or a busy reader can do without to step." + b.Step + ".more"})
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
