package locales

import "strings"

// place tells where a piece of a message stands in the text that readers have, and how its file writes it.
type place struct {
	words    bool
	from, to int
	raw      string
}

// Rewrite is what the file would have to hold for readers to meet other words from one byte to another of a form: slots and clauses
// outside stay, a slot that is touched becomes what is left of its text. Tools that try edits use it.
func (m Message) Rewrite(form string, from, to int, words string) string {
	text := m.Forms[form]
	places, ok := m.places[form]
	if !ok {
		return text[:from] + words + text[to:]
	}
	var b strings.Builder
	put := false
	for _, p := range places {
		touched := p.from < p.to && p.from < to && p.to > from || from == to && !put && p.words && p.from <= from && from <= p.to
		if !touched {
			b.WriteString(p.raw)
			continue
		}
		b.WriteString(text[p.from:max(p.from, from)])
		if !put {
			b.WriteString(words)
			put = true
		}
		b.WriteString(text[min(max(to, p.from), p.to):p.to])
	}
	if !put {
		b.WriteString(words)
	}
	return b.String()
}
