package locales

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
)

// Reading is how the editorial check reads the words of a language: names of grammars that app/check has, lists of words, and regular
// expressions (RE2). A language without one is shown and published; what its words say is compared with nothing, which the check tells.
type Reading struct {
	// Numbers is how number words make a number: "english", "french" or "arabic". Agreement is how nouns agree with it, if that is checked.
	Numbers   string `toml:"numbers"`
	Agreement string `toml:"agreement"`
	// Accusative is the ending of a singular noun behind 11 to 99, where the agreement asks for one.
	Accusative string `toml:"accusative"`
	// NumberWords are rows of: what such a word does, the value of the first, the step to the next, and words parted by "|" (the next
	// value) and spaces (the same value).
	NumberWords [][]any `toml:"number-words"`

	// Joined are the letters that are words and written joined to the next; And those of them, as words, that stand for "and". Articles
	// stand joined before names, Fronts are all that may stand before a word, StemArticles what may after joined letters. NameFront and
	// SenseFront are the same for names that the house does not write and for words of senses. ListEnd are the words for "and" and "or"
	// between the names of one list, in which none comes before another, and Listing the little words that may stand there too.
	Joined  string   `toml:"joined"`
	And     []string `toml:"and"`
	ListEnd []string `toml:"list-end"`
	Listing []string `toml:"listing"`
	// Relations are the little words that put a name on one side or the other: with, from, against.
	Relations []string `toml:"relations"`
	// Places are those before the name of where it happened: in, at.
	Places []string `toml:"places"`
	// Turning are the beginnings that make a word its opposite: in-, un-. NumberEndings are the endings of one, of two and of many.
	Turning       []string   `toml:"turning"`
	NumberEndings [][]string `toml:"number-endings"`
	// Agents are those before the name of who did it, where the sentence begins with whom it was done to: by.
	Agents       []string `toml:"agents"`
	Articles     []string `toml:"articles"`
	Fronts       []string `toml:"fronts"`
	StemArticles []string `toml:"stem-articles"`
	NameFront    string   `toml:"name-front" re:"yes"`
	SenseFront   string   `toml:"sense-front" re:"yes"`

	// Number is a number in figures, Percent and the magnitudes what follows it, Name what precedes one that belongs to a name (Su-24),
	// Fixed a name with what reads like a number in it.
	Number   string `toml:"number" re:"yes"`
	Percent  string `toml:"percent" re:"yes"`
	Million  string `toml:"million" re:"yes"`
	Milliard string `toml:"milliard" re:"yes"`
	Name     string `toml:"name" re:"yes"`
	Fixed    string `toml:"fixed" re:"yes"`

	// Joins stand between two days of a date. ShortMonths are further names of months, the longer of two that begin alike first.
	// MonthFirst: dates are written "July 8, 2025" too.
	Joins       string              `toml:"joins" re:"yes"`
	ShortMonths map[string][]string `toml:"short-months"`
	MonthFirst  bool                `toml:"month-first"`

	// Before and After are pairs of a bound ("over", "least", "about", "most", "under", "upto", "open") and the words that say it at the
	// end of what precedes a number or at the beginning of what follows it.
	Before [][2]string `toml:"before"`
	After  [][2]string `toml:"after"`

	// Units, after a number word, make it a fact; Halves add one half; States follow the three of "the three states"; Chapter precedes a
	// place in an order; PerCent and OfHundred are the hundred of percentages. Dozens stand for no number, Duals for two, Abouts hedge.
	Units     string   `toml:"units" re:"yes"`
	Halves    string   `toml:"halves" re:"yes"`
	States    string   `toml:"states" re:"yes"`
	Chapter   string   `toml:"chapter" re:"yes"`
	PerCent   string   `toml:"per-cent" re:"yes"`
	OfHundred []string `toml:"of-hundred"`
	Dozens    []string `toml:"dozens"`
	Duals     []string `toml:"duals"`
	Abouts    []string `toml:"abouts"`
	// Spread is a word that hedges a number but not a time (SpreadOf): "spread over 8 years"; SpreadNot is what hedges that too.
	Spread    string `toml:"spread" re:"yes"`
	SpreadNot string `toml:"spread-not" re:"yes"`
	SpreadOf  string `toml:"spread-of" re:"yes"`

	// Attributions say who holds a thing, or that it is held and not established; Voices are further ones, too common to answer for a
	// whole step; Contrasts set two accounts against each other; GoOn begins a sentence that goes on with the one before.
	Attributions string `toml:"attributions" re:"yes"`
	Voices       string `toml:"voices" re:"yes"`
	Contrasts    string `toml:"contrasts" re:"yes"`
	GoOn         string `toml:"go-on" re:"yes"`

	// Settings are the rules of typography.
	Settings []Setting `toml:"setting"`
}

// Setting is a rule of typography: what matches Fault is one, unless what stands before and after it matches a row of Unless.
type Setting struct {
	Fault  string `toml:"fault" re:"yes"`
	What   string `toml:"what"`
	Why    string `toml:"why"`
	Mend   string `toml:"mend"`
	Unless []struct {
		Before string `toml:"before" re:"yes"`
		After  string `toml:"after" re:"yes"`
	} `toml:"unless"`
}

// Reads reports whether the check can read the words of the language.
func (l Locale) Reads() bool { return l.Reading.Numbers != "" }

// check holds every expression to be one, and a reading to be whole.
func (r Reading) check() error {
	if err := expressions(reflect.ValueOf(r)); err != nil {
		return err
	}
	for _, pairs := range [][][2]string{r.Before, r.After} {
		for _, p := range pairs {
			if _, err := regexp.Compile(p[1]); err != nil {
				return fmt.Errorf("reading: bound %q: %w", p[0], err)
			}
		}
	}
	for _, row := range r.NumberWords {
		if len(row) != 4 || fmt.Sprintf("%T %T %T %T", row...) != "string int64 int64 string" {
			return fmt.Errorf(`reading: number-words: %v; write ["20 to 90", 20, 10, "twenty|thirty …"]`, row)
		}
	}
	if r.Numbers == "" {
		return nil
	}
	if !slices.Contains([]string{"english", "french", "arabic"}, r.Numbers) || r.Agreement != "" && r.Agreement != "arabic" {
		return fmt.Errorf(`reading: numbers = %q, agreement = %q; write a grammar that app/check has: "english", "french" or "arabic"`, r.Numbers, r.Agreement)
	}
	for _, x := range [][2]string{
		{"number", r.Number}, {"percent", r.Percent}, {"million", r.Million}, {"milliard", r.Milliard}, {"name", r.Name}, {"joins", r.Joins},
		{"units", r.Units}, {"halves", r.Halves}, {"attributions", r.Attributions}, {"voices", r.Voices}, {"contrasts", r.Contrasts}, {"go-on", r.GoOn},
	} {
		if x[1] == "" {
			return fmt.Errorf("reading: %s is missing; write it as a language of its family does, or leave all of [reading] out", x[0])
		}
	}
	return nil
}

// expressions compiles what is marked as an expression.
func expressions(v reflect.Value) error {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Tag.Get("re") != "":
			if _, err := regexp.Compile(v.Field(i).String()); err != nil {
				return fmt.Errorf("reading: %s: %w", f.Tag.Get("toml"), err)
			}
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			for j := range v.Field(i).Len() {
				if err := expressions(v.Field(i).Index(j)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
