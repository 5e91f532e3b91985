// Package hues names the colours of this story's own graphics; the story's brand (locales/brand/brand.toml) says what they are in both themes.
package hues

import (
	"strings"

	"sahel-explainer/charts/spec"
)

// An earth colour for each country, a cold one for Russia, gold for gold alone.
const (
	Mali    = "var(--ml)"
	Burkina = "var(--bf)"
	Niger   = "var(--ne)"
	Russia  = "var(--ru)"
	Gold    = "var(--au)"
	Morocco = "var(--ma)" // the Atlantic initiative
)

// Country is the colour of a country code. Other codes have the colour of what is no country's: the brand may give them one, and then they are
// written here.
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
	return spec.Brand
}

// Has reports whether a country has a colour of its own.
func Has(code string) bool { return Country(code) != spec.Brand }

// Name is the name of that colour.
func Name(code string) string {
	return strings.TrimSuffix(strings.TrimPrefix(Country(code), "var(--"), ")")
}
