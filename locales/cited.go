package locales

import "slices"

// Cite gives each step the records that its words name, in the order in which the source language names them. So a step's records are
// written once, where its clauses claim something. Words have been bound to the ledger before (Bind).
func (o *Outline) Cite(all map[string]*Catalogue) {
	for i := range o.Chapters {
		for j := range o.Chapters[i].Steps {
			st := &o.Chapters[i].Steps[j]
			st.Records = nil
			for _, id := range slices.Concat(o.NamedBy(all, st.ID), st.Listed, st.Also) {
				if !slices.Contains(st.Records, id) {
					st.Records = append(st.Records, id)
				}
			}
		}
	}
}

// NamedBy are the records that the clauses and slots of a step name, in any language.
func (o *Outline) NamedBy(all map[string]*Catalogue, step string) (out []string) {
	for _, l := range o.Locales() {
		for _, key := range []string{"title", "body", "more"} {
			m, _ := all[l.Tag].Message("step." + step + "." + key)
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
