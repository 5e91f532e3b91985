// Package hues names the colours of this story's own graphics; the story's brand (locales/brand/brand.toml) says what they are in both themes.
package hues

import "sahel-explainer/charts/spec"

// An earth colour for each country, a cold one for Russia, gold for gold alone.
const (
	Mali    = "var(--ml)"
	Burkina = "var(--bf)"
	Niger   = "var(--ne)"
	Russia  = "var(--ru)"
	Gold    = "var(--au)"
	Morocco = "var(--ma)" // the Atlantic initiative
)

// Country is the colour of a country code; other codes are Ghost.
func Country(code string) string {
	switch code {
	case "ML":
		return Mali
	case "BF":
		return Burkina
	case "NE":
		return Niger
	case "RU":
		return Russia
	}
	return spec.Ghost
}
