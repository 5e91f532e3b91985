package story

import (
	"testing"

	"sahel-explainer/locales"
)

// A table beside a plot is not told in the plot's words, and two states that share the graphic's note say it once.
func TestASceneHasTheNotesOfItsStates(t *testing.T) {
	fig := &Figure{Note: "dots", States: map[string]State{"plot": {}, "later": {}, "table": {Note: "columns"}}}
	for want, states := range map[string][]string{"dots": {"plot", "later"}, "columns": {"table"}, "dots columns": {"plot", "table"}} {
		var sc locales.Scene
		for _, name := range states {
			sc.Steps = append(sc.Steps, locales.Step{State: name})
		}
		if got := noteOf(sc, fig); got != want {
			t.Errorf("%v: %q, want %q", states, got, want)
		}
	}
}
