package check

import (
	"math"
	"os"
	"testing"

	"sahel-explainer/app/check/contrast"
	"sahel-explainer/locales"
)

// Words can be read on every ground that they stand on, in both themes: this story's countries have their names beside their marks, so they
// are held to more than the check asks of a brand's own colours.
func TestColoursHaveContrast(t *testing.T) {
	brand, err := locales.LoadBrand(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for theme, p := range map[string]map[string]string{"light": brand.Light, "dark": brand.Dark} {
		for _, f := range []string{"ml", "bf", "ne", "ru"} {
			if got := contrast.Of(p[f], p["paper"]); !(got >= 4.5) {
				t.Errorf("%s theme: %s on paper has %.2f, needs 4.5", theme, f, got)
			}
		}
	}
	if got := contrast.Of("#000000", "#ffffff"); math.Abs(got-21) > 0.01 {
		t.Errorf("black on white has %.2f", got)
	}
}
