package agreements

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

// A date in the grid must stand in its record, and weak records must not be drawn.
func TestDatesEqualRecords(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	docs, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		found := false
		for _, id := range d.Records {
			r, err := env.Facts.Record(id)
			if err != nil {
				t.Fatal(err)
			}
			if r.Weak {
				t.Errorf("%s rests on the weak record %s", d.ID, id)
			}
			found = found || strings.Contains(r.Period, d.Date) || in(r.Dates, d.Date)
			if r.Country != d.Country && r.Country != "AES" {
				t.Errorf("%s: country %s, record %s has %s", d.ID, d.Country, id, r.Country)
			}
		}
		if !found {
			t.Errorf("%s: date %s stands in none of its records", d.ID, d.Date)
		}
	}
}

// No plant contract was found anywhere; nothing in the grid may speak of one as signed.
func TestNoPlantContract(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	docs, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if d.Field == "nuclear" && strings.Contains(env.T("graphics.agreements.label."+d.ID), "contract") {
			t.Errorf("%s is labelled a contract", d.ID)
		}
	}
}
