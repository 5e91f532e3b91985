package spec

import (
	"strings"

	"sahel-explainer/locales"
)

// Colours are custom properties of the page (web/css), so that a picture follows the reader's theme without being drawn
// again, and a colour means the same thing everywhere: an earth colour for each country, a cold one for Russia, gold for
// gold alone.
const (
	Mali    = "var(--ml)"
	Burkina = "var(--bf)"
	Niger   = "var(--ne)"
	Russia  = "var(--ru)"
	Gold    = "var(--au)"
	Ink     = "var(--ink)"    // text and strong lines
	Muted   = "var(--muted)"  // secondary text
	Rule    = "var(--rule)"   // axis and grid lines
	Ghost   = "var(--ghost)"  // context: what the step is not about
	Paper   = "var(--paper)"  // the ground, for halos round labels
	Land    = "var(--land)"   // land of the map
	Border  = "var(--border)" // borders of the map
	Alert   = "var(--alert)"  // attacks
	Morocco = "var(--ma)"     // the Atlantic initiative
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
	return Ghost
}

// Labels is the family that the page gives to its own faces where they set a picture.
const Labels = "Labels"

// Font is the family of every label: the page's own faces by a custom property would not be measurable by ECharts, so the
// literal names are given.
const Font = Labels + ", Georgia, serif"

// fontOf is that family in the pictures of a language, whose file says it as the value of labels; Lay puts it in the other's place. What
// measures knows the face by it.
func fontOf(l locales.Locale) string {
	if own := strings.ReplaceAll(l.CSS["labels"], `"`, ""); own != "" {
		return own
	}
	return Font
}

// Sizes of labels in pixels of the form.
func (e *Env) LabelSize() float64 { return Pick(e, 13.0, 15.0) }

// SmallSize is for axis labels and notes inside a picture.
func (e *Env) SmallSize() float64 { return Pick(e, 12.0, 13.0) }
