package measures

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

// TestEveryMeasureIsDrawn: a dated measure that a record holds has its row; that rows equal records is the editorial check's to say.
func TestEveryMeasureIsDrawn(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	events, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range events {
		seen[e.Records[0]] = true
	}
	for _, r := range env.Facts.Records() {
		if r.Topic == "state_action" && !r.Weak && !seen[r.ID] {
			t.Errorf("record %s is a dated measure that measures.csv lacks", r.ID)
		}
	}
}

// Only Somaïr and Société des Mines du Liptako were nationalised; no other event may look or read so.
func TestNationaliseOnlyTwice(t *testing.T) {
	words := map[string]string{"ar": "تأميم", "fr": "nationalis", "en": "nationalis"}
	for tag, word := range words {
		env := charttest.Env(t, tag, spec.Wide)
		events, err := read(env)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			allowed := e.ID == "ev-ne-2025-06-19" || e.ID == "ev-ne-2025-08-08"
			if (e.Kind == "nationalise") != allowed {
				t.Errorf("%s: kind %s", e.ID, e.Kind)
			}
			text := env.T("graphics.measures.event." + e.ID)
			// Later events may name the nationalisation of Somaïr, and a denial may name the word.
			named := allowed || e.ID == "ev-ne-2025-09-23" || e.ID == "ev-ne-2026-02-13" || e.ID == "ev-ml-2025-06-16"
			if !named && strings.Contains(strings.ToLower(text), word) {
				t.Errorf("%s %s speaks of nationalisation: %s", tag, e.ID, text)
			}
		}
	}
}
