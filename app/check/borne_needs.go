package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

// slots holds the figures of a clause to its records: whose they are, with which scale and bound, and in which order.
func (b *bearings) slots(tag, id string, m locales.Message, c locales.Clause, all []bearing) {
	text := m.Forms["other"]
	list := tokens(tag, text)
	ends := map[string]int{}
	for _, s := range m.Slots["other"] {
		if s.From < c.From || s.To > c.To || s.Plain() {
			continue
		}
		x, ok := b.record(s.Record)
		if !ok {
			continue
		}
		if strings.HasPrefix(id, "step.") && !slices.ContainsFunc(all, func(y bearing) bool {
			return y.record.ID == s.Record || slices.Contains(x.record.Operands(), y.record.ID) // or is computed from one
		}) {
			b.d.at(tag, id, Finding{Rule: "numbers-in-records", Severity: Error, What: fmt.Sprintf("the figure {%s.%s} is of a record that its clause does not name: “%s”", s.Record, s.Field, opening(text[c.From:c.To])),
				Why: "readers who ask for the clause's evidence do not meet it", Mend: "name " + s.Record + " among the clause's records, or take the figure from one of them"})
		}
		ends[s.Record+" "+s.Field] = s.From + 1
		i := slices.IndexFunc(list, func(t token) bool { return t.kind == "number" && t.at < s.To && t.at+len(t.text) > s.From })
		if s.Figure.Date != "" || i < 0 {
			continue
		}
		b.bounded(tag, id, s, list[i], x)
		b.scaled(tag, id, s, list[i])
	}
	for key, until := range ends {
		if start, ok := strings.CutSuffix(key, " until"); ok && ends[start+" from"] > until && ends[start+" from"]-until < nearDates {
			b.d.at(tag, id, Finding{Rule: "order", Severity: Error, What: "its end stands before its beginning: “" + opening(text[c.From:c.To]) + "”", Why: "a time runs from its beginning to its end", Mend: "write {from} first, then {until}"})
		}
	}
}

// nearDates is how many bytes lie between the beginnings of two dates that make one time: "between 26 and 28 April".
const nearDates = 40

// bounded finds a floor that is told as if it were the figure itself.
func (b *bearings) bounded(tag, id string, s locales.Slot, t token, x bearing) {
	r := x.record
	floor := s.Field == "low" && r.High == nil || (s.Field == "value" || s.Field == "low") && r.Bound != "" && r.Bound != "exact"
	if floor && t.bound == "" {
		b.d.at(tag, id, Finding{Rule: "bound", Severity: Error, What: fmt.Sprintf("“%s” stands alone, and %s gives it as a bound", t.text, r.ID),
			Why: "at least, about and exactly are different statements", Mend: "say at least, more than or about, as the record does"})
	}
}

var scaleWords = regexp.MustCompile(`\b(million|billion)\b`)

// scaled finds a figure with another scale than its record gives it.
func (b *bearings) scaled(tag, id string, s locales.Slot, t token) {
	if s.Field == "value" && s.Figure.Unit == "" {
		return // computed, in the scale of its parts
	}
	want := map[string]float64{"million": 1e6, "billion": 1e9}[s.Form]
	if m := scaleWords.FindString(s.Figure.Unit); m != "" && want == 0 {
		want = map[string]float64{"million": 1e6, "billion": 1e9}[m]
	}
	if want == 0 && t.scale > 1 && (s.Field == "value" || s.Field == "amount" || s.Field == "low" || s.Field == "high") || want > 0 && t.scale != want {
		b.d.at(tag, id, Finding{Rule: "unit", Severity: Error, What: fmt.Sprintf("“%s” has another scale than {%s.%s}", t.text, s.Record, s.Field),
			Why: "a million is not a thousand million", Mend: "write the scale that the record gives"})
	}
}

// needs finds clauses that nothing attributes though their records are only what somebody says, thinks or expects.
func (b *bearings) needs(tag, id string, m locales.Message, c locales.Clause, all []bearing) {
	text := m.Forms["other"]
	g := grammarOf(tag)
	every := func(is func(bearing) bool) bool {
		return len(all) > 0 && !slices.ContainsFunc(all, func(x bearing) bool { return !is(x) })
	}
	if !strings.HasPrefix(id, "step.") {
		return // a claim on its own page, a label and a text alternative stand beside the words for their status
	}
	near := text
	if !every(func(x bearing) bool { return x.record.Standing() == "conflict" }) {
		near = reach(text, c)
	}
	whose := g.attributions.MatchString(near) || g.voices.MatchString(near) || slices.ContainsFunc(b.x.marks(tag, near), func(k mark) bool { return claims(k.code) })
	if every(func(x bearing) bool { return claimedOnly(x) }) && !whose && !g.contrasts.MatchString(near) {
		b.d.at(tag, id, Finding{Rule: "hedge", Severity: Error, What: fmt.Sprintf("nothing says whose statement this is, though %s is somebody's: “%s”", strings.Join(c.Records, " "), opening(text[c.From:c.To])),
			Why: "a claim, an assessment or a forecast must not read as a fact", Mend: "attribute it in its sentence: according to …, the report says …, … claims"})
	}
}

// claimedOnly reports whether a record is only what somebody says, thinks or expects.
func claimedOnly(x bearing) bool {
	switch x.record.Standing() {
	case "claimed", "forecast", "unchecked", "conflict":
		return true
	case "assessment":
		return x.record.Check != "confirmed"
	}
	return x.record.Weak
}

// reach is the sentence of a clause, and the one before where that goes on with it.
func reach(text string, c locales.Clause) string {
	from, to, before := 0, len(text), 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		if at[1] <= c.From {
			before, from = from, at[1]
		}
		if at[0] >= c.From && at[1] < to && at[1] >= c.To {
			to = at[1]
		}
	}
	return text[before:to]
}
