package agreements

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

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
