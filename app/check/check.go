// Package check is the editorial check: it reads the words, the outline and the facts as an editor's desk would and lists
// what is missing, what the records do not bear out, and what is badly set. It draws nothing and changes nothing.
package check

import (
	"fmt"
	"io/fs"
	"sort"

	"sahel-explainer/app/build/read"
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
	p     *read.Project
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
	wordsKnown, unused, numbersAgree, numbersInRecords, hedges, hedgesBelong, glossary, terms, houseStyle, namesAgree, namesSpelled, forenames, properNames,
	lengths, beats, headlines, coverage, literal, signed, borne, sensesAgree, paired, heads, stateFits, verdicts, asOf, sourcesDated, agreement, pluralNouns, homographs,
}

// everyStory are the rules that hold for every story: they know no language but by its file, and records, rows and places.
var everyStory = []func(*desk){lent, outlineWhole, placeholders, plurals, graphicsWhole, wellSet, isolated, ranges, shortStory, rowsInRecords, recordsAgree, placesInCountries,
	brandSeen}

// Whole reports whether all rules hold for a story. Those about words compare the languages whose words the check can read, and ask for the
// story's names; they are left out where a story has fewer than two such languages, or has not written its names down. Further languages
// of a story take nothing away from it.
func Whole(p *read.Project) bool {
	_, err := fs.Stat(p.Files, NamesFile)
	return err == nil && len(readable(p)) > 1
}

// lent finds languages under way: the desk shows what they lack in another language's words, a build is refused.
func lent(d *desk) {
	for _, l := range d.p.Locales() {
		if ids := d.p.Catalogues[l.Tag].Lent(); len(ids) > 0 {
			m, _ := d.p.Catalogues[l.Tag].Message(ids[0])
			d.add(Finding{File: m.File, Locale: l.Tag, Rule: "lent", ID: ids[0], Severity: Error, What: fmt.Sprintf("%s lacks %d messages of %d, the first %s", l.Name, len(ids), len(d.p.Catalogues[l.Tag].IDs()), ids[0]),
				Why: "readers would be shown another language's words", Mend: "write them; the desk marks each with the language that lends it"})
		}
	}
}

// unread finds languages of a story that the rules about words cannot read.
func unread(d *desk) {
	for _, l := range d.p.Locales() {
		if !l.Reads() {
			d.add(Finding{File: locales.LangsDir + "/" + l.Tag + ".toml", Locale: l.Tag, Rule: "unread", Severity: Warning,
				What: "numbers, dates, hedges and names in " + l.Name + " are compared with nothing", Why: "its file has no table [reading], by which the check reads words", Mend: "write one, or read its words against the other languages by hand"})
		}
	}
}

// Run checks the whole project. Suppressed findings are in the list, with the reason; so are suppressions that no finding
// needs any more.
func Run(p *read.Project) []Finding {
	learn(p.Locales())
	return (&desk{p: p}).run()
}

// Undrawn is Run without drawing graphics: what only drawings show is not found.
func Undrawn(p *read.Project) []Finding {
	learn(p.Locales())
	return (&desk{p: p, undrawn: true}).run()
}

func (d *desk) run() []Finding {
	if Whole(d.p) {
		d.warm()
	}
	for _, rule := range everyStory {
		rule(d)
	}
	if Whole(d.p) {
		for _, rule := range rules {
			rule(d)
		}
		unread(d)
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

// tags are the languages of the story whose words the check can read, in the order in which findings speak of them.
func (d *desk) tags() []string { return readable(d.p) }

func readable(p *read.Project) []string {
	var out []string
	for _, l := range p.Locales() {
		if l.Reads() {
			out = append(out, l.Tag)
		}
	}
	return out
}

// langs are all languages of the story.
func (d *desk) langs() []string { return locales.Tags(d.p.Locales()) }

// source is the language that the story is written in first.
func (d *desk) source() string { return d.p.Locales()[0].Tag }
