package mutate

import (
	"fmt"
	"regexp"
	"strings"
)

// Rules by what they hold; a kind of mistake names those that may find it.
var (
	byNumbers = []string{"numbers-agree", "numbers-in-records", "numbers-order", "sense", "signed", "literal", "bounds-agree", "bound", "unit"}
	byDates   = append([]string{"as-of", "order"}, byNumbers...)
	byNames   = []string{"hedge", "names-agree", "names-in-records", "roles", "sense", "signed", "speaker", "glossary", "term"}
	byRows    = []string{"rows-in-records", "graphic-whole", "place-in-country", "load", "signed"}
	byRecords = []string{"records-agree", "rows-in-records", "numbers-in-records", "place-in-country", "graphic-whole", "sources", "status", "as-of", "signed"}
	byOutline = []string{"step-whole", "coverage", "state-fits", "load", "outline", "signed", "orphan", "as-of"}
)

var (
	inSteps = regexp.MustCompile(`^step\.`)
	inState = regexp.MustCompile(`^graphics\..*\.(?:describe|state|change|note|title)`)
	inLabel = regexp.MustCompile(`^graphics\.`)
	inNotes = regexp.MustCompile(`^(?:correction|method)\.`)
	inHeads = regexp.MustCompile(`^(?:story|chapter)\.|^step\..*\.title$`)
	inAny   = regexp.MustCompile(`.`)
)

// mistakes are all mistakes that the story as it now is allows.
func (s *story) mistakes() []Mutation {
	var out []Mutation
	add := func(list []Mutation) { out = append(out, list...) }
	for _, x := range s.words.Mistake {
		add(s.swaps(x))
	}
	plainly := func(t text) []figure { return t.counted(false) }
	raised := func(_ string, f figure) string { return bumped(f.raw) }
	add(s.figuresChanged("figure", byNumbers, inSteps, plainly, raised))
	add(s.figuresChanged("digits transposed", byNumbers, inSteps, plainly, func(_ string, f figure) string { return transposed(f.raw) }))
	add(s.figuresChanged("figure of a label or text alternative", byNumbers, inLabel, plainly, raised))
	add(s.figuresChanged("figure of a correction or the method", byNumbers, inNotes, plainly, raised))
	add(s.figuresChanged("figure of a title or lead", byNumbers, inHeads, plainly, raised))
	add(s.exchanged("figures exchanged", byNumbers, plainly))
	add(s.figuresChanged("year", byDates, inAny, func(t text) []figure { return t.counted(true) }, func(_ string, f figure) string { return raisedYear(f.raw) }))
	add(s.figuresChanged("day", byDates, inAny, text.dated, func(tag string, f figure) string {
		return strings.Replace(f.raw, fmt.Sprint(f.day), fmt.Sprint(f.day%27+1), 1)
	}))
	add(s.figuresChanged("month", byDates, inAny, text.dated, func(tag string, f figure) string {
		return strings.Replace(f.raw, months(tag)[f.month-1], months(tag)[f.month%12], 1)
	}))
	add(s.exchanged("dates exchanged", byDates, text.dated))
	add(s.exchanged("years exchanged", byDates, func(t text) []figure { return t.counted(true) }))
	add(s.namesExchanged("countries exchanged", byNames, "country"))
	add(s.namesExchanged("roles exchanged", byNames, "person", "force", "body", "company"))
	add(s.namesExchanged("places exchanged", byNames, "place", "mine"))
	add(s.namesExchanged("sources exchanged", byNames, "source"))
	add(s.namesReplaced("country replaced", byNames, "country"))
	add(s.namesReplaced("person replaced", byNames, "person"))
	add(s.namesReplaced("place replaced", byNames, "place", "mine"))
	add(s.namesReplaced("party or company replaced", byNames, "force", "company", "body"))
	add(s.misspelt("name misspelt", []string{"name-spelling", "names-agree", "glossary"}))
	add(s.structure())
	add(s.plurals())
	add(s.rows())
	add(s.records())
	return out
}

func raisedYear(raw string) string {
	var y int
	fmt.Sscan(raw, &y)
	return fmt.Sprint(y + 1)
}

// corrects are all correct edits that the story as it now is allows.
func (s *story) corrects() []Mutation {
	var out []Mutation
	for _, x := range s.words.Correct {
		out = append(out, s.swaps(x)...)
	}
	out = append(out, s.reordered()...)
	out = append(out, s.newStep()...)
	out = append(out, s.difference()...)
	return append(out, s.filesWritten()...)
}
