// Package locales holds the words of the explainer and everything that depends on a language: languages as files, catalogues, the
// outline of the story, number and date formats, and bidirectional text. A Locale is a value that is passed in; there is no global one.
package locales

// Locale is one language of the explainer, as its file langs/TAG.toml has it.
type Locale struct {
	// Tag is the BCP 47 tag used in paths and in lang attributes.
	Tag string `toml:"tag"`
	// Script is its script by ISO 15924: "Latn", "Arab", "Nkoo".
	Script string `toml:"script"`
	// Dir is the direction of its text: "rtl" or "ltr".
	Dir string `toml:"direction"`
	// Weight orders the languages as they are offered; the lightest is a story's source language.
	Weight int `toml:"weight"`
	// Common marks the language for those who read none of the story's; files without a language in their name are in it.
	Common bool `toml:"common"`
	// Name is the language's own name for itself, Short the one for a narrow bar.
	Name  string `toml:"name"`
	Short string `toml:"short"`
	// OpenGraph is the form that social networks expect, with a territory.
	OpenGraph string `toml:"opengraph"`
	// Readers are further languages whose readers are given this one: it is what is read where they are spoken. A language with a
	// region ("ha-ne") goes before the language alone.
	Readers []string `toml:"readers"`
	// Plurals are its plural forms by CLDR.
	Plurals []string `toml:"plurals"`
	// Pace is words read in a minute, in silence, by adults: the means of the International Reading Speed Texts (Trauzettel-Klosinski
	// and Dietz, 2012) where those have the language.
	Pace int `toml:"pace"`
	// Beat is how many words a step has at most before what unfolds; 0 sets no limit.
	Beat int `toml:"beat"`
	// ShortWords is how many words the short story has at most; 0 sets no limit.
	ShortWords int `toml:"short-words"`
	// Letter is the px of height × px of line that a letter takes in narrow frames: its width and the height of a line.
	Letter float64 `toml:"letter"`
	// Format is how numbers, dates and units are written.
	Format Format `toml:"format"`
	// CSS are the values of the style sheets' rules for languages, which name them as lang(KEY).
	CSS map[string]string `toml:"css"`
	// Reading is how the editorial check reads its words.
	Reading Reading `toml:"reading"`
	// Faces are the fonts of its pages, its own script's first.
	Faces []Face `toml:"face"`
}

// Format is how a language writes numbers, dates and units.
type Format struct {
	Decimal      string   `toml:"decimal"`
	Group        string   `toml:"group"`
	Percent      string   `toml:"percent"`        // with {n}
	Date         string   `toml:"date"`           // with {day}, {month}, {year}
	MonthDate    string   `toml:"month-date"`     // with {month}, {year}; empty means one after the other
	FirstOfMonth string   `toml:"first-of-month"` // how day 1 is written; empty means "1"
	Megabyte     string   `toml:"megabyte"`
	Months       []string `toml:"months"`
	// LabelDate and LabelMonths are for pictures, where there is no room for the long form; empty means the same.
	LabelDate   string   `toml:"label-date"`
	LabelMonths []string `toml:"label-months"`
}

// Face is a font of a language's pages: its family in CSS, its name among the assets, the npm file it is cut from, the weights it keeps
// and the ranges of Unicode that it serves.
type Face struct {
	Family   string `toml:"family"`
	Name     string `toml:"name"`
	Script   string `toml:"script"`
	File     string `toml:"file"`     // below node_modules
	Weights  string `toml:"weights"`  // "400 700", or "400": bolder text is then thickened by the browser
	Axis     string `toml:"axis"`     // the part of the file's axis of weights that is kept; empty: the file has one weight
	Features string `toml:"features"` // rules of the font that are kept beside those of its script
	Ranges   string `toml:"ranges"`
	Always   string `toml:"always"` // characters that it keeps, so that a small edit does not make a new font
	Cards    Cards  `toml:"cards"`
}

// Cards is how a face is cut for social cards, which no reader fetches.
type Cards struct {
	Axis     string `toml:"axis"`
	Features string `toml:"features"`
	Ranges   string `toml:"ranges"` // characters that are kept; empty: those that its pages always have
	Also     string `toml:"also"`   // and these
}

// Drawn is the locale as pictures write it: with the short form of dates, if it has one.
func (l Locale) Drawn() Locale {
	if l.Format.LabelDate != "" {
		l.Format.Date, l.Format.MonthDate = l.Format.LabelDate, ""
	}
	if len(l.Format.LabelMonths) > 0 {
		l.Format.Months = l.Format.LabelMonths
	}
	return l
}

// RTL reports whether the locale is written from right to left.
func (l Locale) RTL() bool { return l.Dir == "rtl" }

// All lists the languages that the program was built with, in the order in which they are offered.
func All() []Locale { return append([]Locale{}, builtIn()...) }

// ByTag finds a language that the program was built with. It is an error to ask for another.
func ByTag(tag string) (Locale, error) { return find(builtIn(), tag) }
