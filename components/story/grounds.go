package story

import (
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
)

// What a record rests on, in words: who states it, when, through which hands it came.

// Brief says in a line how sure a mark is, who says so and who published it: what its strongest caution rests on.
func (p *Page) Brief(records []string) string {
	for _, id := range records {
		r, err := p.Facts.Record(id)
		if err != nil || r.Standing() != p.standing(records) {
			continue
		}
		out := p.T("evidence.mark", "Status", p.T("ui.status."+r.Standing()), "Who", p.Speaker(r))
		var names []string
		for _, x := range r.Sources[:min(len(r.Sources), 2)] {
			s, _ := p.Facts.Source(x)
			if name := p.creditText(s); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			out += " " + p.T("evidence.sources", "Names", strings.Join(names, p.T("ui.source.comma")))
		}
		return out
	}
	return ""
}

// Grounds say in a few words who states a record, when, and through which hands it came.
func (p *Page) Grounds(r *facts.Record) string {
	parts := []string{p.T("evidence.who", "Who", p.Speaker(r))}
	if d := p.dates(r); d != "" {
		parts = append(parts, p.T("evidence.when", "When", d))
	}
	return strings.Join(append(parts, p.T("evidence.how", "How", p.T("evidence.hands."+p.hands(r)))), " ")
}

// Speaker is who says what a record states, in the page's words.
func (p *Page) Speaker(r *facts.Record) string {
	who, party := r.Speaker()
	switch {
	case who == "" && r.Topic == "search":
		return p.T("evidence.by-us")
	case who == "" && len(r.Operands()) > 0:
		return p.T("evidence.by-reckoning")
	case who == "" && !r.Claim():
		return p.T("evidence.by-sources")
	case who == "" && r.Kind == "fact" && len(r.Sources) > 0:
		return p.T("evidence.by-both")
	case who == "":
		return p.T("evidence.by-report")
	}
	if id := "speaker." + NameID(who); p.Has(id) {
		who = p.T(id)
	}
	if party {
		who = p.T("evidence.party", "Who", who)
	}
	return who
}

// dates are when what the record states was so.
func (p *Page) dates(r *facts.Record) string {
	day := func(field string) string {
		f, ok, err := p.Facts.Figure(r.ID, field)
		if !ok || err != nil {
			return ""
		}
		return f.Date
	}
	write := func(iso string) string {
		s, err := p.Date(iso)
		if err != nil {
			return ""
		}
		return s
	}
	from, until := day("from"), day("until")
	switch {
	case day("date") != "":
		return write(day("date"))
	case from != "" && until != "":
		first, last, days, err := p.Span(from, until)
		if err != nil {
			return ""
		}
		id := "evidence.span"
		if days {
			id = "evidence.days"
		}
		return p.T(id, "From", first, "Until", last)
	case from != "":
		return p.T("evidence.since", "From", write(from))
	}
	return ""
}

// hands names how the best of a record's sources was read.
func (p *Page) hands(r *facts.Record) string {
	switch {
	case r.Topic == "search":
		return "search"
	case len(r.Operands()) > 0:
		return "computed"
	case r.Weak:
		return "weak"
	}
	switch s := p.Facts.StrengthOf(r); s {
	case "":
		return "none"
	case facts.Translated:
		return "machine" // go-i18n keeps "translation" for itself
	default:
		return string(s)
	}
}

// amount is the figure of a record, with how far it binds.
func (p *Page) amount(id string) string {
	for _, field := range []string{"value", "low"} {
		if f, ok, err := p.Facts.Figure(id, field); ok && err == nil {
			if s, err := p.Figure(f, "bound"); err == nil {
				return s
			}
		}
	}
	return ""
}
