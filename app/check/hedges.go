package check

import (
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// attributions are words that say who holds a thing, or that it is held and not established. One of them must stand in a
// step that cites a claim, a contested figure, an assessment, a forecast or a weak record.
var attributions = map[string]*regexp.Regexp{
	"ar": regexp.MustCompile(`التقرير|بحسب|وفق|نقلا|نقلت|ذكرت|قال|قالت|تقول|يقول|أعلن|زعم|تزعم|تبن|رواي|تقدير|قدر|ترجح|يرجح|تتهم|اتهم|أقر|تحدث|رأى|يرى|ينسب|يصف|قراءة|شهادات|عزا|حيّد|تنفي|تعد |تسجل|قد `),
	"fr": regexp.MustCompile(`(?i)rapport|selon|d’après|affirme|dit\b|disent|dire\b|revendi|annonc|parle|jug(?:e|ait)\b|estim|attribu|version|témoignage|cité|cite\b|accuse|reproche|évalu|probable|pourrai|serai[tent]|motifs raisonnables|assure|invoque|pense|crédite|d’ordre|demeure|déclar|mentions?\b`),
	"en": regexp.MustCompile(`(?i)\breport|according to|\bsa(?:y|ys|id)\b|\bclaim|announced|citing|cited|credit|account|version|estimate|judge|accus|blame|testimony|believe|spoke|\bmay\b|\bcould\b|expected|declared|reading|reported|alleg|put(?:s)? (?:the|deaths)`),
}

// contrasts are words that set two accounts against each other. One of them must stand in a step that cites a record which
// public sources contradict.
var contrasts = map[string]*regexp.Regexp{
	"ar": regexp.MustCompile(`لكن|أما|غير أن|بينما|معكوس|المعاكس|تخالف|تعارض|خلاف|لا بعده|ولا |فيما|رغم|ورد الجيش|وعزا|تختلف|وإن|الواقع|لم `),
	"fr": regexp.MustCompile(`(?i)\bmais\b|\bor\b|inverse|autre sens|contred|démen|et non|contest|diverg|tandis|pourtant|toutefois|selon[^.]*;|;[^.]*l’armée|quant à|L’Africa Center[^.]*jugeait|fourchette`),
	"en": regexp.MustCompile(`(?i)\bbut\b|however|reverse|other way|contradict|disagree|and not|differ|though|while|whereas|depending|; the army|not widely|dispute|Public sources|range`),
}

// hedges finds steps whose words state as settled what their records do not settle. A step's beat answers for the records of its own
// clauses, and what unfolds below it for its own: a reader may not unfold it.
func hedges(d *desk) {
	for _, st := range d.p.Outline.Steps() {
		for _, tag := range tags() {
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
	if len(need) > 0 && !attributions[tag].MatchString(words) {
		d.at(tag, id, Finding{Rule: "hedge", Severity: Error, What: "nothing says whose statement this is, though it rests on " + strings.Join(need, ", "),
			Why: "a claim, an assessment or a forecast must not read as a fact", Mend: "attribute it: according to …, the report says …, … claims"})
	}
	if len(oppose) > 0 && !contrasts[tag].MatchString(words) {
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
