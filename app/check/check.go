// Package check is the editorial check: it reads the words, the outline and the facts as an editor's desk would and lists
// what is missing, what the records do not bear out, and what is badly set. It draws nothing and changes nothing.
package check

import (
	"sort"

	"sahel-explainer/app/site"
	"sahel-explainer/locales"
)

// Severities of a finding. An error stops publication; a warning is for an editor to weigh.
const (
	Error   = "error"
	Warning = "warning"
)

// Finding is one thing that is wrong, with its place and how to mend it.
type Finding struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Locale string `json:"locale,omitempty"`
	// Rule is the rule's name, as suppressions give it.
	Rule string `json:"rule"`
	// ID is the message, step, record or graphic that it is about.
	ID   string `json:"id,omitempty"`
	What string `json:"what"`
	Why  string `json:"why"`
	Mend string `json:"mend"`
	// Severity is Error or Warning.
	Severity string `json:"severity"`
	// Suppressed is the reason for which an editor lets the finding stand; empty: nobody does.
	Suppressed string `json:"suppressed,omitempty"`
}

// Stands reports whether the finding is an error that nobody suppressed.
func (f Finding) Stands() bool { return f.Severity == Error && f.Suppressed == "" }

// desk is what the rules share while they run: the project, and the findings so far.
type desk struct {
	p     *site.Project
	out   []Finding
	used  map[string]bool // messages that the graphics asked for
	words *lexicon
	rules *house // see houseRules
	// undrawn leaves the drawings out, and with them what needs them (unused): tests that seed mistakes in words use it.
	undrawn bool
}

func (d *desk) add(f Finding) { d.out = append(d.out, f) }

// at adds a finding about a message of one locale, at its line.
func (d *desk) at(locale, id string, f Finding) {
	m, _ := d.p.Catalogues[locale].Message(id)
	f.File, f.Line, f.Locale, f.ID = m.File, m.Line, locale, id
	d.add(f)
}

// text is the text of an uncounted message.
func (d *desk) text(locale, id string) string {
	m, _ := d.p.Catalogues[locale].Message(id)
	return m.Forms["other"]
}

// rules run in this order; the order of the list is that of files and lines all the same.
var rules = []func(*desk){
	wordsKnown, outlineWhole, placeholders, plurals, graphicsWhole, unused,
	numbersAgree, numbersInRecords, hedges, hedgesBelong, glossary, terms, houseStyle, namesAgree, namesSpelled,
	wellSet, isolated, ranges, lengths, beats, coverage, literal, signed, asOf, sourcesDated, agreement, homographs,
}

// dataRules are about records, rows and places: they know no language, and hold for every story.
var dataRules = []func(*desk){rowsInRecords, recordsAgree, placesInCountries}

// Whole reports whether all rules hold for a story. Those about words compare the program's languages with each other, and are left
// out where a story is not written in all of them.
func Whole(p *site.Project) bool { return len(p.Locales()) == len(locales.All()) }

// Run checks the whole project. Suppressed findings are in the list, with the reason; so are suppressions that no finding
// needs any more.
func Run(p *site.Project) []Finding {
	return (&desk{p: p}).run()
}

func (d *desk) run() []Finding {
	if Whole(d.p) {
		for _, rule := range rules {
			rule(d)
		}
	}
	for _, rule := range dataRules {
		rule(d)
	}
	suppress(d)
	sort.SliceStable(d.out, func(i, j int) bool {
		a, b := d.out[i], d.out[j]
		switch {
		case a.File != b.File:
			return a.File < b.File
		case a.Line != b.Line:
			return a.Line < b.Line
		case a.Rule != b.Rule:
			return a.Rule < b.Rule
		}
		return a.What < b.What
	})
	return d.out
}

// tags are the languages in the order in which findings speak of them.
func tags() []string {
	var out []string
	for _, l := range locales.All() {
		out = append(out, l.Tag)
	}
	return out
}
