package story

import (
	"slices"
	"strings"
	"unicode/utf8"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
)

// said is a message as markup, each of its clauses with its standing, which the style sheet underlines, and its records. In a step's words
// whoever listens hears the standing where it is no matter of course: before the first of the clauses in a row that share it, if that
// begins a sentence or a half of one. In the middle of a sentence it would break it, and such clauses name their speaker.
func (p *Page) said(id string) string {
	text := p.T(id)
	m, _ := p.Message(id)
	clauses := m.Clauses["other"]
	if len(m.Forms) != 1 || m.Forms["other"] != text {
		clauses = nil // counted, or with a placeholder: places are of another text
	}
	var parts g.Group
	at, last := 0, ""
	for _, c := range clauses {
		st := p.standing(c.Records)
		parts = append(parts, p.stretch(id, text, at, c.From))
		if st != last && slices.Contains(told, st) && strings.HasPrefix(id, "step.") && opens(text[:c.From]) {
			parts = append(parts, h.Span(h.Class("ear"), p.say("evidence.ear."+st), g.Text("\u00a0")))
		}
		parts = append(parts, h.Span(h.Class("c k-"+st), h.Data("e", strings.Join(c.Records, " ")), p.stretch(id, text, c.From, c.To)))
		at, last = c.To, st
	}
	return markup.String(parts, p.stretch(id, text, at, len(text)))
}

// opens reports whether what follows some words begins a sentence, or a half of one.
func opens(before string) bool {
	before = strings.TrimRight(before, " \u00a0\u202f»”\"")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?؟;؛:", last)
}

// told are the standings that change what a statement means to whoever only listens.
var told = []string{"conflict", "claimed", "forecast", "assessment"}

// standing is what a statement carried by some records is held to be: the strongest caution of them.
func (p *Page) standing(records []string) string {
	for _, st := range statusOrder {
		if slices.ContainsFunc(records, func(id string) bool {
			r, err := p.Facts.Record(id)
			return err == nil && r.Standing() == st
		}) {
			return st
		}
	}
	return "public"
}
