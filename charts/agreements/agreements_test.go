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

// The headline of the whole grid says that Mali has more than half of the items, those delivered among them: without them it has not.
func TestTheHeadlineCountsWhatTheGridHas(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	docs, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	here, all, promised := 0, len(docs), 0
	for _, d := range docs {
		if d.Country == "ML" {
			here++
			if d.Form != "done" {
				promised++
			}
		}
	}
	says := env.T("graphics.agreements.state.all")
	if half := strings.Contains(says, "more than half"); half != (2*here > all) || half && promised < here && !strings.Contains(says, "deliver") {
		t.Errorf("%q, of %d items %d, of which %d delivered", says, all, here, here-promised)
	}
}
