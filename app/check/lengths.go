package check

import (
	"fmt"
	"unicode/utf8"

	"sahel-explainer/locales"
)

// Bounds of length, of a beat (see beats) and of what unfolds below it: a step is read in one screen of a phone, a title in two lines, a
// headline above a graphic in two. What unfolds may be longer: whoever asks for it reads on.
const (
	minWords, maxWords = 15, 85
	maxMore            = 120
	maxTitle           = 62
	maxHeadline        = 75
)

// lengths finds steps, titles and headlines that will not fit their places.
func lengths(d *desk) {
	for _, tag := range d.langs() {
		for _, st := range d.p.Outline.Steps() {
			id := "step." + st.ID + "."
			for i, part := range d.wordsOf(st) {
				most := []int{maxWords, maxMore}[i]
				if n := locales.CountWords(d.text(tag, part)); n < minWords || n > most {
					d.at(tag, part, Finding{Rule: "length", Severity: Warning, What: fmt.Sprintf("it has %d words; %d to %d are wanted", n, minWords, most),
						Why: "a step is read beside its graphic, in one screen", Mend: "cut or add words"})
				}
			}
			d.tooLong(tag, id+"title", maxTitle, "title")
		}
		for _, g := range d.p.Graphics {
			for _, s := range g.States() {
				d.tooLong(tag, "graphics."+g.ID()+".state."+s, maxHeadline, "headline")
			}
		}
	}
}

func (d *desk) tooLong(tag, id string, limit int, what string) {
	if n := utf8.RuneCountInString(d.text(tag, id)); n > limit {
		d.at(tag, id, Finding{Rule: "length", Severity: Warning, What: fmt.Sprintf("the %s has %d characters; at most %d fit", what, n, limit),
			Why: "it would run over its place on a phone", Mend: "shorten it"})
	}
}
