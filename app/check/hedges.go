package check

import (
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// hedges finds steps whose words state as settled what their records do not settle. A step's beat answers for the records of its own
// clauses, and what unfolds below it for its own: a reader may not unfold it.
func hedges(d *desk) {
	for _, st := range d.p.Outline.Steps() {
		for _, tag := range d.tags() {
			for _, id := range d.wordsOf(st) {
				d.hedged(tag, id, d.carrying(tag, id, st))
			}
		}
	}
}

// carrying are the records that the clauses of a message name; one without clauses rests on all that its step cites.
func (d *desk) carrying(tag, id string, st locales.Step) []*facts.Record {
	m, _ := d.p.Catalogues[tag].Message(id)
	named := map[string]bool{}
	for _, c := range m.Clauses["other"] {
		for _, r := range c.Records {
			named[r] = true
		}
	}
	all := d.cited(st)
	if len(named) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(r *facts.Record) bool { return !named[r.ID] })
}

func (d *desk) hedged(tag, id string, rests []*facts.Record) {
	var need, oppose []string
	for _, r := range rests {
		switch status := hedgeOf(r); status {
		case "conflict":
			need, oppose = append(need, r.ID+" ("+status+")"), append(oppose, r.ID)
		case "claimed", "assessment", "forecast", "unchecked", "weak":
			need = append(need, r.ID+" ("+status+")")
		}
	}
	words := d.text(tag, id)
	if len(need) > 0 && !grammarOf(tag).attributions.MatchString(words) {
		d.at(tag, id, Finding{Rule: "hedge", Severity: Error, What: "nothing says whose statement this is, though it rests on " + strings.Join(need, ", "),
			Why: "a claim, an assessment or a forecast must not read as a fact", Mend: "attribute it: according to …, the report says …, … claims"})
	}
	if len(oppose) > 0 && !grammarOf(tag).contrasts.MatchString(words) {
		d.at(tag, id, Finding{Rule: "hedge", Severity: Error, What: "nothing sets the report against what contradicts it, though sources contradict " + strings.Join(oppose, ", "),
			Why: "readers must learn on the spot that sources disagree", Mend: "say what disagrees: but …, events contradict …"})
	}
}

func hedgeOf(r *facts.Record) string {
	if r.Weak {
		return "weak"
	}
	return r.Status()
}
