package transition

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestOrder holds what the story corrects: the parties were dissolved before the vote, and the neighbours moved first.
func TestOrder(t *testing.T) {
	rows, err := read(charttest.Env(t, "en", spec.Wide))
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]float64{}
	for _, r := range rows {
		at[r.id] = r.at
	}
	order := []string{"term-bf", "term-ne", "talks-2025", "parties-2025", "front-2025", "vote-2025", "charter-2025"}
	for i := 0; i+1 < len(order); i++ {
		if at[order[i]] >= at[order[i+1]] {
			t.Errorf("%s does not come before %s", order[i], order[i+1])
		}
	}
}

func TestNoHoles(t *testing.T) {
	for _, l := range []string{"ar", "fr", "en"} {
		env := charttest.Env(t, l, spec.Wide)
		for _, s := range New().States() {
			d, _ := New().Describe(env, s)
			c, _ := New().Change(env, "", s)
			if strings.Contains(d+c, "no value") {
				t.Errorf("%s %s: a placeholder is not filled: %s %s", l, s, d, c)
			}
		}
		pic, err := New().Draw(env, "coups")
		if err != nil {
			t.Fatal(err)
		}
		for id, tip := range pic.Tips {
			if strings.Contains(tip.Text+tip.Title, "no value") {
				t.Errorf("%s %s: %v", l, id, tip)
			}
		}
	}
}
