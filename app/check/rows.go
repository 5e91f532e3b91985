package check

import (
	"io/fs"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// rowsInRecords holds every row of every graphic against its record, column by column.
func rowsInRecords(d *desk) {
	d.faults("rows-in-records", d.p.Facts.Rows(d.p.Files), "a picture states what its row says, and the row rests on the record")
}

// recordsAgree holds every record against itself.
func recordsAgree(d *desk) {
	d.faults("records-agree", d.p.Facts.Contradictions(), "a record's figures are kept twice so that a slip in one of them shows")
	for _, r := range d.p.Facts.Records() {
		until, ok := r.Figures["searched-until"].(string)
		if ok && r.Topic == "search" && until != d.p.Outline.AsOf {
			d.add(Finding{Rule: "records-agree", Severity: Error, File: r.File, Line: r.Line, ID: r.ID, Why: "readers are told one day until which was searched",
				What: "record " + r.ID + " was searched until " + until + ", the story is as of " + d.p.Outline.AsOf + " (asof in " + locales.OutlineFile + ")", Mend: "write the same day in both"})
		}
	}
}

// placer is a graphic that knows where the places that it marks may lie.
type placer interface {
	Misplaced(fs.FS, *facts.Store) ([]facts.Fault, error)
}

// placesInCountries holds every place of a map against the borders of the country that it is said to lie in.
func placesInCountries(d *desk) {
	for _, g := range d.p.Graphics {
		m, ok := g.(placer)
		if !ok {
			continue
		}
		found, err := m.Misplaced(d.p.Files, d.p.Facts)
		if err != nil {
			found = []facts.Fault{{File: "package.json", What: err.Error(), Mend: "run npm ci"}}
		}
		d.faults("place-in-country", found, "a mark in another country is a statement, and a false one")
	}
}

func (d *desk) faults(rule string, faults []facts.Fault, why string) {
	for _, f := range faults {
		d.add(Finding{Rule: rule, Severity: Error, File: f.File, Line: f.Line, ID: f.ID, What: f.What, Why: why, Mend: f.Mend})
	}
}
