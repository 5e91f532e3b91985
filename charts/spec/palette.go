package spec

import (
	"strings"

	"sahel-explainer/locales"
)

// Colours are custom properties of the page, so that a picture follows the reader's theme without being drawn again, and a colour means
// the same thing everywhere. The story's brand says what they are (locales/brand.go); a graphic of its own may use further ones.
const (
	Ink    = "var(--ink)"    // text and strong lines
	Muted  = "var(--muted)"  // secondary text
	Rule   = "var(--rule)"   // axis and grid lines
	Ghost  = "var(--ghost)"  // context: what the step is not about
	Paper  = "var(--paper)"  // the ground, for halos round labels
	Land   = "var(--land)"   // land of the map
	Border = "var(--border)" // borders of the map
	Alert  = "var(--alert)"  // attacks
	Brand  = "var(--brand)"  // what a step is about, where it is no country's
)

// Country is the colour that the brand has for a country code, and Brand where it has none.
func (e *Env) Country(code string) string {
	if e.coloured(code) {
		return "var(--" + strings.ToLower(code) + ")"
	}
	return Brand
}

// Coloured is the code if the brand has a colour for it.
func (e *Env) Coloured(code string) string {
	if e.coloured(code) {
		return code
	}
	return ""
}

func (e *Env) coloured(code string) bool {
	return code != "" && e.Brand != nil && e.Brand.Light[strings.ToLower(code)] != ""
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
