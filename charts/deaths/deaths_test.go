package deaths

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestGaps: a figure that was not seen is null in the drawing, in every state; a zero would be a lie.
func TestGaps(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	for _, state := range New().States() {
		pic, err := New().Draw(env, state)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, s := range pic.Option["series"].([]any) {
			series := s.(map[string]any)
			if series["type"] != "bar" {
				continue
			}
			for _, d := range series["data"].([]any) {
				item := d.(map[string]any)
				if v, ok := item["value"]; ok && v == nil {
					n++
				} else if v.(float64) <= 0 {
					t.Errorf("%s: %v is drawn as %v", state, item["name"], v)
				}
			}
		}
		if n != 5 {
			t.Errorf("%s: %d gaps, want 5 (Burkina Faso 2020; Mali 2020, 2021, 2023; Niger 2022)", state, n)
		}
	}
}

// TestRise: the one percentage that is drawn is the one the record gives.
func TestRise(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	rec, err := env.Facts.Record("gti-ne-2024")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	at := cells(rows)
	p := percentRise(at["NE2023"].value, at["NE2024"].value)
	found := false
	for _, n := range rec.Numbers {
		found = found || n == p
	}
	if !found {
		t.Errorf("rise of %v%% is not in %s: %v", p, rec.ID, rec.Numbers)
	}
	for _, l := range []string{"ar", "fr", "en"} {
		e := charttest.Env(t, l, spec.Wide)
		for _, s := range New().States() {
			d, _ := New().Describe(e, s)
			c, _ := New().Change(e, "", s)
			if strings.Contains(d+c, "no value") {
				t.Errorf("%s %s: a placeholder is not filled: %s %s", l, s, d, c)
			}
		}
	}
}
