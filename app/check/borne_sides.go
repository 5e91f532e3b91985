package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// besideSide is how many bytes lie between a side's name and the word by which it claims where the one is the subject of the other: a space.
const besideSide = 2

// sides finds clauses that tell what a side claims and rest on no record of that side: their label would say that sources state it, and
// readers who ask would not meet whose word it is. Sides are the speakers of the records that have a party for one.
func (b *bearings) sides(tag, id string, m locales.Message, c locales.Clause, all []bearing) {
	if !strings.HasPrefix(id, "step.") || slices.ContainsFunc(all, func(x bearing) bool {
		_, party := x.record.Speaker()
		return party || x.record.Claim() || len(x.record.Conflicts) > 0
	}) {
		return
	}
	marks := b.marksIn(tag, m, c)
	for _, k := range marks {
		for _, n := range marks {
			name, isName := strings.CutPrefix(n.code, "@")
			// The side is the verb's subject: before it, or behind a verb that begins the clause. “They accused the corps” is not the corps' word.
			subject := n.to <= k.from && k.from-n.to <= besideSide || n.from >= k.to && n.from-k.to <= besideSide && k.from-c.From <= besideSide
			if !claims(k.code) || !isName || !subject || !b.side(name) {
				continue
			}
			b.d.at(tag, id, Finding{Rule: "speaker", Severity: Error, What: fmt.Sprintf("“%s” tells what %s claims, and none of its records (%s) is of that side", opening(m.Forms["other"][c.From:c.To]), name, strings.Join(c.Records, " ")),
				Why: "its label would say that sources state it, not that a side does", Mend: "cite a record with says = \"" + name + "\" and party = true, or write one"})
			return
		}
	}
}

// side reports whether some record has a party of that name for its speaker. The name of a state is a place and an adjective as well, so
// states are left to the records' own conditions (must).
func (b *bearings) side(name string) bool {
	return !stateNames()[name] && slices.ContainsFunc(b.d.p.Facts.Records(), func(r *facts.Record) bool {
		who, party := r.Speaker()
		return party && (who == name || strings.HasPrefix(who, name+" ("))
	})
}

// stateNames are the names of all countries in the language of the records, by CLDR.
var stateNames = sync.OnceValue(func() map[string]bool {
	out, names := map[string]bool{}, display.Regions(language.Make(idTag))
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r, err := language.ParseRegion(string([]rune{a, b})); err == nil && r.IsCountry() {
				out[names.Name(r)] = true
			}
		}
	}
	return out
})
