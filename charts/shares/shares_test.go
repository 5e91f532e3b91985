package shares

import (
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

func TestValuesEqualRecords(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	ps, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		r, err := env.Facts.Record(p.Records[0])
		if err != nil {
			t.Fatal(err)
		}
		// The other side of the conflict over Niger's old ceiling stands in the record's caveat: 33 or 40.
		if p.ID == "ne-before-cap-other" {
			if p.Value != 40 {
				t.Errorf("%s: %v, want 40", p.ID, p.Value)
			}
			continue
		}
		if r.Value == nil || *r.Value != p.Value {
			t.Errorf("%s: %v in the data, %v in record %s", p.ID, p.Value, r.Value, r.ID)
		}
	}
}

// A “35% state share” in Mali is the error this graphic exists to prevent.
func TestNoStateShareOf35(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	ps, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	state := 0.0
	for _, p := range ps {
		if p.Value == 35 {
			t.Errorf("%s is 35%%: Mali's state has 30%% at most", p.ID)
		}
		if p.Country == "ML" && p.Row == "after" && (p.Part == "free" || p.Part == "paid") {
			state += p.Value
		}
	}
	if state != 30 {
		t.Errorf("Mali's state may hold %v%%, want 30", state)
	}
}
