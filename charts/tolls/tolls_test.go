package tolls

import (
	"strings"
	"testing"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestParties: what a party to the fighting says is never drawn like what others say.
func TestParties(t *testing.T) {
	_, counts, err := read(charttest.Env(t, "en", spec.Wide))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		party := strings.HasSuffix(c.id, "-jnim") || strings.HasSuffix(c.id, "-csp") || strings.HasSuffix(c.id, "-army") || strings.HasSuffix(c.id, "-ru")
		if party != (c.side == "party") {
			t.Errorf("%s:%d: side is %q", c.File, c.Line, c.side)
		}
	}
	for _, l := range []string{"ar", "fr", "en"} {
		env := charttest.Env(t, l, spec.Wide)
		for _, s := range New().States() {
			d, _ := New().Describe(env, s)
			c, _ := New().Change(env, "", s)
			if strings.Contains(d+c, "no value") {
				t.Errorf("%s %s: a placeholder is not filled: %s %s", l, s, d, c)
			}
		}
	}
}
