package check

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sahel-explainer/app/check/contrast"
	"sahel-explainer/locales"
)

// apart says which colours of a brand must stand apart from which, and by how much: words by 4.5, marks and rings of focus by 3 (WCAG 2.2 AA).
var apart = []struct {
	fore, grounds []string
	least         float64
}{
	{[]string{"ink", "muted", "link", "alert"}, []string{"paper", "card", "sea"}, 4.5},
	{[]string{"ink"}, []string{"land"}, 4.5},
	{[]string{"brand", "open"}, []string{"paper"}, 4.5}, // names and values beside their marks
	{[]string{"sure"}, []string{"paper", "card"}, 4.5},  // "confirmed"
	{[]string{"brand", "sure", "open", "alert", "focus"}, []string{"paper", "card", "sea", "land"}, 3},
}

// brandSeen holds the colours of the story's brand against each other, in both themes: labels are drawn in them, and axe does not look at those.
func brandSeen(d *desk) {
	b := d.p.Brand
	if b == nil {
		return
	}
	text, _ := fs.ReadFile(d.p.Files, locales.BrandFile)
	said := map[string]bool{}
	ask := func(theme string, of map[string]string, fore, ground string, least float64) {
		got := contrast.Of(of[fore], of[ground])
		if got >= least || said[theme+fore+ground] {
			return
		}
		said[theme+fore+ground] = true
		line := 1 + slices.IndexFunc(strings.Split(string(text), "\n"), func(l string) bool { return strings.HasPrefix(l, fore+" = ") })
		d.add(Finding{Rule: "brand-contrast", Severity: Error, File: locales.BrandFile, Line: line, ID: fore,
			What: fmt.Sprintf("%s on %s has a contrast of %.2f in the %s theme, and needs %.1f", fore, ground, got, theme, least),
			Why:  "many readers could not see it", Mend: "choose a " + map[string]string{"light": "darker", "dark": "lighter"}[theme] + " " + fore})
	}
	for theme, of := range map[string]map[string]string{"light": b.Light, "dark": b.Dark} {
		for _, a := range apart {
			for _, f := range a.fore {
				for _, g := range a.grounds {
					ask(theme, of, f, g, a.least)
				}
			}
		}
		for _, f := range b.Own {
			for _, g := range []string{"paper", "card", "sea", "land"} {
				ask(theme, of, f, g, 3)
			}
		}
	}
}
