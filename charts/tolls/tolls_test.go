package tolls

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestValuesStandInRecords: every number is one of its record's, and no count rests on a weak record.
func TestValuesStandInRecords(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	_, counts, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		rec, err := env.Facts.Record(c.Records()[0])
		if err != nil {
			t.Fatal(err)
		}
		if rec.Weak {
			t.Errorf("%s:%d: record %s is weak", c.File, c.Line, rec.ID)
		}
		if c.bound == "none" {
			continue
		}
		for _, v := range []float64{c.low, c.high} {
			found := false
			for _, n := range rec.Numbers {
				found = found || n == v
			}
			if !found {
				t.Errorf("%s:%d: %v is not a number of record %s (%v)", c.File, c.Line, v, rec.ID, rec.Numbers)
			}
		}
	}
}

// TestParties: what a party to the fighting says is never drawn like what others say.
func TestParties(t *testing.T) {
	_, counts, err := read(charttest.Env(t, "en", spec.Wide))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		party := strings.HasSuffix(c.id, "-jnim") || strings.HasSuffix(c.id, "-csp") || strings.HasSuffix(c.id, "-army") || strings.HasSuffix(c.id, "-ru")
		if party != (c.side == "party") {
			t.Errorf("%s:%d: side is %q", c.File, c.Line, c.side)
		}
	}
	for _, l := range []string{"ar", "fr", "en"} {
		env := charttest.Env(t, l, spec.Wide)
		for _, s := range New().States() {
			d, _ := New().Describe(env, s)
			c, _ := New().Change(env, "", s)
			if strings.Contains(d+c, "no value") {
				t.Errorf("%s %s: a placeholder is not filled: %s %s", l, s, d, c)
			}
		}
	}
}
