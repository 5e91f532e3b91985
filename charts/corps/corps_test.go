package corps

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestValuesStandInRecords: every estimate is its record's number on its record's date, and none rests on a weak record.
func TestValuesStandInRecords(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	estimates, cells, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range estimates {
		rec, err := env.Facts.Record(e.Records()[0])
		if err != nil {
			t.Fatal(err)
		}
		if rec.Weak {
			t.Errorf("%s:%d: record %s is weak", e.File, e.Line, rec.ID)
		}
		if !e.seen {
			continue
		}
		low, high := rec.Value, rec.Value
		if rec.Low != nil {
			low, high = rec.Low, rec.High
		}
		if low == nil || high == nil || *low != e.low || *high != e.high || rec.Period != e.date || rec.Country != e.country {
			t.Errorf("%s:%d: %v to %v on %s is not what record %s says", e.File, e.Line, e.low, e.high, e.date, rec.ID)
		}
	}
	for _, c := range cells {
		for _, id := range c.Records() {
			if rec, _ := env.Facts.Record(id); rec.Weak {
				t.Errorf("%s:%d: record %s is weak", c.File, c.Line, id)
			}
		}
	}
	if rec, err := env.Facts.Record(handoverRecord); err != nil || rec.Date != handover {
		t.Errorf("handover on %s: %v", handover, err)
	}
}

// TestNoCountFor2026: there is no figure for 2026, so no dot stands there and a gap does.
func TestNoCountFor2026(t *testing.T) {
	estimates, _, err := read(charttest.Env(t, "en", spec.Wide))
	if err != nil {
		t.Fatal(err)
	}
	gap := false
	for _, e := range estimates {
		if strings.HasPrefix(e.date, "2026") {
			gap = gap || !e.seen
			if e.seen {
				t.Errorf("%s:%d: a figure for 2026; cite its record and write the story anew", e.File, e.Line)
			}
		}
	}
	if !gap {
		t.Error("2026 is not marked as a gap")
	}
	for _, l := range []string{"ar", "fr", "en"} {
		env := charttest.Env(t, l, spec.Wide)
		for _, s := range New().States() {
			d, _ := New().Describe(env, s)
			c, _ := New().Change(env, "", s)
			pic, err := New().Draw(env, s)
			if err != nil {
				t.Fatal(err)
			}
			for _, tip := range pic.Tips {
				d += tip.Title + tip.Text
			}
			if strings.Contains(d+c, "no value") {
				t.Errorf("%s %s: a placeholder is not filled: %s %s", l, s, d, c)
			}
		}
	}
}
