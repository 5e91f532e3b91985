package read

import (
	"fmt"
	"slices"

	"sahel-explainer/locales"
)

// cite gives each step the records that its words name, in the order in which the source language names them. So a step's records are
// written once, where its clauses claim something.
func (p *Project) cite() {
	for i := range p.Outline.Chapters {
		for j := range p.Outline.Chapters[i].Steps {
			st := &p.Outline.Chapters[i].Steps[j]
			st.Records = nil
			for _, id := range slices.Concat(p.namedBy(st.ID), st.Listed, st.Also) {
				if !slices.Contains(st.Records, id) {
					st.Records = append(st.Records, id)
				}
			}
		}
	}
}

// namedBy are the records that the clauses and slots of a step name, in any language.
func (p *Project) namedBy(step string) (out []string) {
	for _, l := range p.Locales() {
		for _, key := range []string{"title", "body", "more"} {
			m, _ := p.Catalogues[l.Tag].Message("step." + step + "." + key)
			for _, c := range m.Clauses["other"] {
				out = append(out, c.Records...)
			}
			for _, s := range m.Slots["other"] {
				if !s.Plain() {
					out = append(out, s.Record)
				}
			}
		}
	}
	return out
}

// Uncited is what is wrong with the records that the outline names for a step, and how to mend it; nothing, if nothing is.
func (p *Project) Uncited(st locales.Step) (what, mend string) {
	for _, id := range st.Records {
		r, err := p.Facts.Record(id)
		switch {
		case err != nil:
			return fmt.Sprintf("cites record %q, which does not exist", id), "name an existing record, or add it to charts/data"
		case len(st.Listed) > 0 && len(r.Sources) > 0 && !slices.Contains(st.Listed, id) && !slices.Contains(st.Also, id):
			return fmt.Sprintf("lists its records without %q, which its words name", id), "take the list out: it follows from the clauses"
		}
	}
	named := p.namedBy(st.ID)
	for _, id := range st.Also {
		if slices.Contains(named, id) {
			return fmt.Sprintf("names record %q beside a clause that names it already", id), "take it out of also"
		}
	}
	if len(st.Records) == 0 {
		return "cites no record", "name in its clauses those that its words rest on"
	}
	return "", ""
}
