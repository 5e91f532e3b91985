package check

import (
	"fmt"
	"strings"

	"sahel-explainer/app/build/read"
	"sahel-explainer/locales"
)

// Reading is how long a part of the story takes to read in one language.
type Reading struct {
	Locale  string
	Chapter string // empty: the whole story
	Step    string // empty: the whole chapter
	Words   int
	Seconds int
	// Unfolded are the words that a step unfolds, beside those above.
	Unfolded int
}

// Readings are the times of the story, of each chapter and of each step, in each language. Only what all readers pass counts:
// titles and words of steps, heads of chapters; not tables, sources and labels.
func Readings(p *read.Project) []Reading {
	var out []Reading
	for _, l := range p.Locales() {
		cat := p.Catalogues[l.Tag]
		count := func(ids ...string) int {
			n := 0
			for _, id := range ids {
				m, _ := cat.Message(id)
				n += locales.CountWords(m.Forms["other"])
			}
			return n
		}
		whole := len(out)
		out = append(out, Reading{Locale: l.Tag, Words: count("story.title", "story.standfirst")})
		for _, ch := range p.Outline.Chapters {
			at := len(out)
			out = append(out, Reading{Locale: l.Tag, Chapter: ch.ID, Words: count("chapter."+ch.ID+".title", "chapter."+ch.ID+".lead")})
			for _, st := range ch.Steps {
				n := count("step."+st.ID+".title", "step."+st.ID+".body")
				more := count("step." + st.ID + ".more")
				out = append(out, Reading{Locale: l.Tag, Chapter: ch.ID, Step: st.ID, Words: n, Unfolded: more})
				out[at].Words += n
				out[at].Unfolded += more
			}
			out[whole].Words += out[at].Words
			out[whole].Unfolded += out[at].Unfolded
		}
		for i := whole; i < len(out); i++ {
			out[i].Seconds = (out[i].Words*60 + l.Pace/2) / l.Pace
		}
	}
	return out
}

// ReadingTime is the report of Readings: a line for each language.
func ReadingTime(p *read.Project) string {
	var lines []string
	for _, l := range p.Locales() {
		line := ""
		var longest Reading
		for _, r := range Readings(p) {
			switch {
			case r.Locale != l.Tag:
			case r.Chapter == "":
				line = fmt.Sprintf("reading time %s: %s, %d words, with what unfolds %s (", l.Tag, clock(r.Seconds), r.Words, clock((r.Words+r.Unfolded)*60/l.Pace))
			case r.Step == "":
				line += fmt.Sprintf("%s %s, ", r.Chapter, clock(r.Seconds))
			case r.Words > longest.Words:
				longest = r
			}
		}
		line += fmt.Sprintf("longest step %s %s)", longest.Step, clock(longest.Seconds))
		if short := p.Outline.Excerpt(); short != nil {
			n := short.Words(p.Catalogues[l.Tag])
			line += fmt.Sprintf("; the short story %s, %d words, %d steps", clock(n*60/l.Pace), n, len(short.Steps()))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func clock(seconds int) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }
