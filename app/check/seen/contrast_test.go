package seen

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"testing"
)

// palettes reads the colours that web/css/01-base.css states, block by block: light, dark by the system, dark by choice.
func palettes(t *testing.T) []map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../../web/css/01-base.css")
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, block := range regexp.MustCompile(`(?s):root[^{]*\{([^}]*--paper:[^}]*)\}`).FindAllSubmatch(text, -1) {
		p := map[string]string{}
		for _, c := range regexp.MustCompile(`--([a-z]+): (#[0-9a-f]{6})`).FindAllSubmatch(block[1], -1) {
			p[string(c[1])] = string(c[2])
		}
		out = append(out, p)
	}
	return out
}

// Words can be read on every ground that they stand on, marks and rings of focus stand out from it, in both themes. The drawn
// labels are held to it too: axe does not look at them.
func TestColoursHaveContrast(t *testing.T) {
	all := palettes(t)
	if len(all) != 3 || fmt.Sprint(all[1]) != fmt.Sprint(all[2]) {
		t.Fatalf("%d palettes; the two dark ones must be the same", len(all))
	}
	for i, p := range all[:2] {
		for _, c := range []struct {
			fore, grounds []string
			least         float64
		}{
			{[]string{"ink", "muted", "link", "alert"}, []string{"paper", "card", "sea"}, 4.5},
			{[]string{"ink"}, []string{"land"}, 4.5},
			{[]string{"ml", "bf", "ne", "ru"}, []string{"paper"}, 4.5}, // names and values beside their marks
			{[]string{"bf"}, []string{"card"}, 4.5},                    // "confirmed"
			{[]string{"ml", "bf", "ne", "ru", "au", "alert", "ma", "focus"}, []string{"paper", "card", "sea", "land"}, 3},
		} {
			for _, f := range c.fore {
				for _, g := range c.grounds {
					if p[f] == "" || p[g] == "" {
						t.Fatalf("no colour %s or %s", f, g)
					}
					if got := Contrast(p[f], p[g]); !(got >= c.least) {
						t.Errorf("%s theme: --%s on --%s has %.2f, needs %.1f", []string{"light", "dark"}[i], f, g, got, c.least)
					}
				}
			}
		}
	}
	if got := Contrast("#000000", "#ffffff"); math.Abs(got-21) > 0.01 {
		t.Errorf("black on white has %.2f", got)
	}
}
