package locales

import "strings"

// Depths of a story: its name in addresses, in options of embeds and on the device of a reader.
const (
	// Whole is the story with all its steps.
	Whole = "whole"
	// Short is what a busy reader gets: the steps that the outline marks as short, on a page of their own.
	Short = "short"
)

// Excerpt is the outline of the short story: the marked steps and the chapters that have any. It is nil where no step is marked.
func (o *Outline) Excerpt() *Outline {
	out := *o
	out.Depth, out.Chapters = Short, nil
	for _, ch := range o.Chapters {
		all := ch.Steps
		ch.Steps = nil
		for _, st := range all {
			if st.Short {
				ch.Steps = append(ch.Steps, st)
			}
		}
		if len(ch.Steps) > 0 {
			out.Chapters = append(out.Chapters, ch)
		}
	}
	if len(out.Chapters) == 0 {
		return nil
	}
	return &out
}

// Depths are the outlines that a story is told by: the whole one and, if there is one, the short one.
func (o *Outline) Depths() []*Outline {
	if short := o.Excerpt(); short != nil {
		return []*Outline{o, short}
	}
	return []*Outline{o}
}

// StandsFor lists for each step of the short story those of the whole one that lead to it: a reader who changes over at one of them goes on
// at the nearest step before it that the short story has or, at the beginning, at its first. In the whole story a step stands for those
// that it was.
func (o *Outline) StandsFor(depth string) map[string][]string {
	out := map[string][]string{}
	at, early := "", []string(nil)
	for _, st := range o.Steps() {
		switch {
		case depth != Short:
			out[st.ID] = st.Was
			continue
		case st.Short && at == "":
			at = st.ID
			out[at] = early
		case st.Short:
			at = st.ID
		case at == "":
			early = append(append(early, st.ID), st.Was...)
			continue
		default:
			out[at] = append(out[at], st.ID)
		}
		out[at] = append(out[at], st.Was...)
	}
	return out
}

// Standfirst is the message that opens the story: the short one may have its own.
func (o *Outline) Standfirst(c *Catalogue) string {
	if own := "short.standfirst"; o.Depth == Short && c.Has(own) {
		return own
	}
	return "story.standfirst"
}

// Title is the message that heads a chapter: the short story may have its own, since it may lack what the whole one's promises.
func (o *Outline) Title(c *Catalogue, chapter string) string {
	if own := "short.title." + chapter; o.Depth == Short && c.Has(own) {
		return own
	}
	return "chapter." + chapter + ".title"
}

// Lead is the message under a chapter's title, empty in the short story, which has none.
func (o *Outline) Lead(chapter string) string {
	if o.Depth == Short {
		return ""
	}
	return "chapter." + chapter + ".lead"
}

// Words counts what all readers of a story pass: its title and standfirst, heads of chapters, titles and first words of steps; not what
// unfolds, tables, sources and labels.
func (o *Outline) Words(c *Catalogue) int {
	ids := []string{"story.title", o.Standfirst(c)}
	for _, ch := range o.Chapters {
		ids = append(ids, o.Title(c, ch.ID), o.Lead(ch.ID))
		for _, st := range ch.Steps {
			ids = append(ids, "step."+st.ID+".title", "step."+st.ID+".body")
		}
	}
	n := 0
	for _, id := range ids {
		m, _ := c.Message(id)
		n += CountWords(m.Forms["other"])
	}
	return n
}

// Minutes is how long the story takes to read in a language, in whole minutes, by the language's pace.
func (o *Outline) Minutes(c *Catalogue) int {
	if c.Locale.Pace <= 0 {
		return 1
	}
	return max(1, (o.Words(c)+c.Locale.Pace/2)/c.Locale.Pace)
}

// CountWords counts the words of a text; signs that stand alone are none.
func CountWords(s string) int {
	n := 0
	for _, w := range strings.Fields(s) {
		if strings.Trim(w, "«»:;!?–—%") != "" {
			n++
		}
	}
	return n
}
