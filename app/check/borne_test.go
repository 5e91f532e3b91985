package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/facts"
)

// What a clause says and its records do not is found though it was signed: nothing but the records can tell.
func TestClausesAreBorneBySignedRecords(t *testing.T) {
	for _, s := range []struct {
		name, rule string
		edits      []edit
	}{
		{"compass", "sense", one("en step.since-blockade.body", "in western and central", "in southern and central")},
		{"a floor told as a figure", "bound", one("fr step.opening-record.body", "au moins {low}", "{low}")},
		{"scale", "unit", one("en step.since-mining.body", "{amount} billion", "{amount} million")},
		{"another country", "names-in-records", one("en step.since-mining.body", "Niger had nationalised", "Burkina Faso had nationalised")},
		{"another record's figure", "numbers-in-records", one("en step.since-corps.body", "roughly {value} people", "roughly {pers-ml-2025-06.value} people")},
	} {
		t.Run(s.name, func(t *testing.T) {
			fsys, _, _ := draft(t, s.edits)
			p, err := LoadFS(fsys)
			if err != nil {
				t.Fatal(err)
			}
			p.Files = facts.Over{FS: p.Files, Texts: fstest.MapFS{SignedFile: &fstest.MapFile{Data: signedAnew(p)}}}
			d := &desk{p: p}
			borne(d)
			for _, f := range d.out {
				if f.Rule == s.rule && strings.HasSuffix(s.edits[0].at, f.ID) {
					return
				}
			}
			t.Errorf("not found by %s; found %v", s.rule, d.out)
		})
	}
	d := &desk{p: real(t)}
	if borne(d); len(d.out) > 1 { // one is let stand, with its reason
		t.Errorf("the story as it stands: %v", d.out)
	}
}
