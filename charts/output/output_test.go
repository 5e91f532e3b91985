package output

import (
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

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
