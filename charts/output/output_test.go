package output

import (
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

func TestValuesEqualRecords(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	rows, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Series == "halt" {
			continue
		}
		rec, err := env.Facts.Record(r.Records[0])
		if err != nil {
			t.Fatal(err)
		}
		ok := rec.Value != nil && *rec.Value == r.Value
		if v, has := rec.Values[r.year()]; has {
			ok = v == r.Value
		} else if v, has := rec.Values["industrial"]; has {
			ok = v == r.Value
		} else if rec.Low != nil && *rec.Low == r.Value {
			ok = true
		}
		if !ok {
			t.Errorf("%s: %v does not stand in record %s", r.ID, r.Value, rec.ID)
		}
	}
}

// Burkina Faso's 94 tonnes of 2025 include artisanal gold and must never join the industrial series.
func TestNoTotalAmongIndustrial(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	rows, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Series == "gold" && r.Value > 70 {
			t.Errorf("%s: %v t is no industrial output", r.ID, r.Value)
		}
	}
}
