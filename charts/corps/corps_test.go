package corps

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestHandover: the day on which the two periods part is the record's.
func TestHandover(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
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
