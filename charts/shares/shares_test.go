package shares

import (
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

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
