package check

import (
	"fmt"
	"io/fs"

	"sahel-explainer/locales"
)

// shortFewest and shortMost are how many steps a short story has: read in some five minutes, graphics looked at. Of a story that is
// not long itself half are enough.
const shortFewest, shortMost = 12, 16

// shortStory holds the short story, where there is one: not too few steps and not too many, all chapters, and not more words than
// stand in the file of each language (short-words).
func shortStory(d *desk) {
	o := d.p.Outline
	short := o.Excerpt()
	if short == nil {
		return
	}
	text, _ := fs.ReadFile(d.p.Files, locales.OutlineFile)
	add := func(id, what, mend string) {
		d.add(Finding{File: locales.OutlineFile, Line: lineWith(string(text), fmt.Sprintf("id = %q", id)), Rule: "short", Severity: Error, ID: id,
			What: what, Why: "the short story is read whole, from the newest fact to the conclusion", Mend: mend})
	}
	fewest := min(shortFewest, (len(o.Steps())+1)/2)
	if n := len(short.Steps()); n < fewest || n > shortMost {
		add(o.Steps()[0].ID, fmt.Sprintf("the short story has %d steps; %d to %d are wanted", n, fewest, shortMost), "set short = true at more steps of the outline, or at fewer")
	}
	for _, ch := range o.Chapters {
		if short.Chapter(ch.ID) == nil {
			add(ch.ID, "the short story leaves out chapter "+ch.ID, "set short = true at one of its steps")
		}
	}
	for _, l := range d.p.Locales() {
		if n := short.Words(d.p.Catalogues[l.Tag]); l.ShortWords > 0 && n > l.ShortWords {
			d.at(l.Tag, short.Standfirst(d.p.Catalogues[l.Tag]), Finding{Rule: "short", Severity: Error,
				What: fmt.Sprintf("the short story has %d words in %s; at most %d are wanted", n, l.Name, l.ShortWords),
				Why:  "it is read in some five minutes", Mend: "take short = true from a step of the outline, or shorten a beat"})
		}
	}
}
