package read

import (
	"fmt"
	"slices"

	"sahel-explainer/locales"
)

// Uncited is what is wrong with the records that the outline names for a step, and how to mend it; nothing, if nothing is.
func (p *Project) Uncited(st locales.Step) (what, mend string) {
	for _, id := range st.Records {
		r, err := p.Facts.Record(id)
		switch {
		case err != nil:
			return fmt.Sprintf("cites record %q, which does not exist", id), "name an existing record, or add it to charts/data"
		case len(st.Listed) > 0 && r.Formula == "" && r.Topic != "search" && !slices.Contains(st.Listed, id) && !slices.Contains(st.Also, id):
			return fmt.Sprintf("lists its records without %q, which its words name", id), "take the list out: it follows from the clauses"
		}
	}
	named := p.Outline.NamedBy(p.Catalogues, st.ID)
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
