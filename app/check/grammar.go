package check

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"sahel-explainer/locales"
)

// grammar is how the words of a language are read: the table [reading] of its file, compiled.
type grammar struct {
	of locales.Locale
	locales.Reading
	decimal, group string
	months         map[string]int
	// date: day (and day) month (year); month: month (year). Groups: day, day, month, year / month, year.
	date, month *regexp.Regexp
	// monthFirst: month day (, year), where a language writes so too.
	monthFirst *regexp.Regexp
	number     *regexp.Regexp
	percent    *regexp.Regexp
	before     []bound // hedges that stand before a number, matched at the end of what precedes it
	after      []bound // hedges behind it
	million    *regexp.Regexp
	milliard   *regexp.Regexp
	name       *regexp.Regexp // what precedes a number that belongs to a name (Su-24)
	fixed      *regexp.Regexp
	cased      bool // its script has capitals, and names begin with one

	units, halves, states, chapter, perCent  *regexp.Regexp
	dozens, duals, ofHundred                 map[string]bool
	spread, spreadNot, spreadOf              *regexp.Regexp
	attributions, voices, contrasts, goingOn *regexp.Regexp
	numerals                                 map[string]lexeme
}

type bound struct {
	name string
	re   *regexp.Regexp
}

// nothing matches no text: what a language's file leaves out.
const nothing = `[^\s\S]`

// expression compiles what a language's file says; locales has held it to its form.
func expression(s string) *regexp.Regexp {
	if s == "" {
		s = nothing
	}
	return regexp.MustCompile(s)
}

// grammars are those of the languages whose words can be read, by tag: the program's, and those that stories have brought.
var (
	grammarsMu sync.RWMutex
	grammars   = map[string]*grammar{}
)

func init() { learn(locales.All()) }

// learn takes the grammars of languages. What memos know of texts that were read by another grammar of the same tag is forgotten.
func learn(in []locales.Locale) {
	grammarsMu.Lock()
	defer grammarsMu.Unlock()
	for _, l := range in {
		old := grammars[l.Tag]
		if !l.Reads() || old != nil && reflect.DeepEqual(old.of, l) {
			continue
		}
		grammars[l.Tag] = newGrammar(l)
		if old != nil {
			grammarsSince.Add(1)
		}
	}
}

// grammarsSince counts grammars that took another's place.
var grammarsSince atomic.Int64

// grammarOf is the grammar of a language, nil if its words cannot be read.
func grammarOf(tag string) *grammar {
	grammarsMu.RLock()
	defer grammarsMu.RUnlock()
	return grammars[tag]
}

func newGrammar(l locales.Locale) *grammar {
	r := l.Reading
	first, _ := utf8.DecodeRuneInString(l.Month(1))
	g := &grammar{of: l, Reading: r, decimal: l.Format.Decimal, group: l.Format.Group, months: map[string]int{}, cased: unicode.ToUpper(first) != unicode.ToLower(first),
		number: expression(r.Number), percent: expression(r.Percent), million: expression(r.Million), milliard: expression(r.Milliard), name: expression(r.Name),
		fixed: expression(r.Fixed), units: expression(r.Units), halves: expression(r.Halves), states: expression(r.States), chapter: expression(r.Chapter),
		perCent: expression(r.PerCent), dozens: set(r.Dozens...), duals: set(r.Duals...), ofHundred: set(r.OfHundred...),
		spread: expression(r.Spread), spreadNot: expression(r.SpreadNot), spreadOf: expression(r.SpreadOf),
		attributions: expression(r.Attributions), voices: expression(r.Voices), contrasts: expression(r.Contrasts), goingOn: expression(r.GoOn),
		before: bounds(r.Before), after: bounds(r.After), numerals: numberWords(r.NumberWords)}
	g.dates(l)
	return g
}

func bounds(pairs [][2]string) []bound {
	var out []bound
	for _, p := range pairs {
		out = append(out, bound{p[0], expression(p[1])})
	}
	return out
}

// dates makes the expressions of dates from the names of months.
func (g *grammar) dates(l locales.Locale) {
	var names []string
	for m := 1; m <= 12; m++ {
		word := l.Month(m)
		g.months[word] = m
		names = append(names, word)
		for _, short := range g.ShortMonths[strconv.Itoa(m)] {
			g.months[short] = m
			names = append(names, regexp.QuoteMeta(short))
		}
		if r, n := utf8.DecodeRuneInString(word); unicode.ToUpper(r) != r { // at the head of a sentence or title
			word = string(unicode.ToUpper(r)) + word[n:]
			g.months[word] = m
			names = append(names, word)
		}
	}
	months := strings.Join(names, "|")
	const space = `[\s\x{a0}\x{202f}]`
	g.date = regexp.MustCompile(`(?:(\d{1,2})(?:er)?` + space + `*(?:` + g.Joins + `)` + space + `*)?(\d{1,2})(?:er)?` + space + `+(` + months + `)(?:` + space + `+(\d{4}))?`)
	g.month = regexp.MustCompile(`(` + months + `)(?:` + space + `+(\d{4}))?`)
	if g.MonthFirst {
		g.monthFirst = regexp.MustCompile(`\b(` + months + `)\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?\b`)
	}
}

// parse reads a number with the separators of its language.
func (g *grammar) parse(s string) float64 {
	s = strings.NewReplacer(g.group, "", "\u202f", "", "\u00a0", "", g.decimal, ".").Replace(s)
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

// joins reports whether one-letter words are written joined to the next in the language.
func (g *grammar) joins() bool { return g.Joined != "" }

// numberWords gives each of the words parted by spaces, in groups parted by "|", the values from, from+step, …
func numberWords(rows [][]any) map[string]lexeme {
	out := map[string]lexeme{}
	for _, row := range rows {
		kind, v, step := row[0].(string), row[1].(int64), row[2].(int64) // locales has held them to it
		for _, words := range strings.Split(row[3].(string), "|") {
			for _, w := range strings.Fields(words) {
				out[w] = lexeme{float64(v), kind}
			}
			v += step
		}
	}
	return out
}
