package e2e

import (
	"testing"

	"sahel-explainer/app/build"
)

// What a reader pays for is within its budget, in the site as built. Times are printed by make bench; sizes do not depend on
// the machine.
func TestSizesKeepTheirBudgets(t *testing.T) {
	sizes, err := build.Sizes(dist)
	must(t, err)
	held, counted := 0, 0
	for _, s := range sizes {
		if s.Elements > 0 {
			counted++
			if s.Over() || s.Drawn < s.Elements/10 {
				t.Errorf("%s has %d elements, %d of them drawn: too many, or not found", s.Part, s.Elements, s.Drawn)
			}
		}
		if s.Max == 0 {
			continue
		}
		held++
		if s.Brotli < 100 {
			t.Errorf("%s weighs %d bytes: it was not found", s.Part, s.Brotli)
		}
		if s.Over() {
			t.Errorf("%s weighs %d bytes compressed, budget %d", s.Part, s.Brotli, s.Max)
		}
	}
	if held < 13 || counted < 3 {
		t.Errorf("only %d budgets were held, the elements of %d pages counted", held, counted)
	}
}
