// Package locales holds the words of the explainer and everything that depends on a language: catalogues, the outline of
// the story, number and date formats, and bidirectional text. A Locale is a value that is passed in; there is no global one.
package locales

import "fmt"

// Locale is one language of the explainer: its tag, direction and formats.
type Locale struct {
	// Tag is the BCP 47 tag used in paths and in lang attributes: "ar", "fr" or "en".
	Tag string
	// Dir is the direction of its text: "rtl" or "ltr".
	Dir string
	// Name is the language's own name for itself.
	Name string
	// OpenGraph is the form that social networks expect, with a territory.
	OpenGraph string
	// Readers are further languages whose readers are given this one: it is what is read where they are spoken. A language with a
	// region ("ha-ne") goes before the language alone.
	Readers []string

	decimal, group string
	months         [12]string
	dayMonthYear   string // order of day, month and year: a fmt string over (day, month, year)
	firstOfMonth   string // how day 1 is written; empty means "1"
	percent        string // a fmt string over the formatted number
}

// RTL reports whether the locale is written from right to left.
func (l Locale) RTL() bool { return l.Dir == "rtl" }

// Formats follow CLDR 48 with the Latin numbering system in every language (ar-u-nu-latn), the practice of North and West
// African Arabic media; browsers and x/text disagree about bare "ar", so neither is asked.
var (
	arabic = Locale{
		Tag: "ar", Dir: "rtl", Name: "العربية", OpenGraph: "ar_AR",
		Readers: []string{"arb", "aeb", "acm", "apc", "arq", "ary", "arz", "ayl", "mey", "shu", "rif", "shi", "tzm", "zgh"}, decimal: ".", group: ",",
		months:       [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		dayMonthYear: "%s %s %d", percent: "%s%%",
	}
	french = Locale{
		Tag: "fr", Dir: "ltr", Name: "Français", OpenGraph: "fr_FR",
		Readers: []string{"bm", "dyu", "ff", "wo", "snk", "son", "ses", "khq", "dje", "mos", "taq", "tmh", "thv", "ttq", "ha-ne", "kr-ne",
			"bci", "ee", "fon", "sg", "ln", "mg", "kab", "br", "co", "oc", "wa", "ht"}, decimal: ",", group: nnbsp,
		months:       [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		dayMonthYear: "%s %s %d", firstOfMonth: "1er", percent: "%s" + nnbsp + "%%",
	}
	english = Locale{
		Tag: "en", Dir: "ltr", Name: "English", OpenGraph: "en_GB",
		Readers: []string{"ha", "kr", "ig", "yo", "pcm", "ff-ng", "ff-gm", "ff-gh", "ff-sl", "ak", "tw", "gaa", "sw", "rw", "lg", "ny", "sn", "st", "tn", "xh", "zu",
			"cy", "ga", "gd"}, decimal: ".", group: ",",
		months:       [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		dayMonthYear: "%s %s %d", percent: "%s%%",
	}
)

// All lists the locales in the order in which they are offered; the first is the source language.
func All() []Locale { return []Locale{arabic, french, english} }

// ByTag finds a locale. It is an error to ask for a language that the explainer does not speak.
func ByTag(tag string) (Locale, error) {
	for _, l := range All() {
		if l.Tag == tag {
			return l, nil
		}
	}
	return Locale{}, fmt.Errorf("no locale %q: the explainer speaks ar, fr and en", tag)
}
