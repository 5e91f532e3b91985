package check

import (
	"strings"

	"sahel-explainer/charts/facts"
)

// hedges finds steps whose words state as settled what their records do not settle.
func hedges(d *desk) {
	for _, st := range d.p.Outline.Steps() {
		var need, oppose []string
		for _, r := range d.cited(st) {
			switch status := hedgeOf(r); status {
			case "conflict":
				need, oppose = append(need, r.ID+" ("+status+")"), append(oppose, r.ID)
			case "claimed", "assessment", "forecast", "unchecked", "weak":
				need = append(need, r.ID+" ("+status+")")
			}
		}
		for _, tag := range d.tags() {
			id := "step." + st.ID + ".body"
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
	}
}

func hedgeOf(r *facts.Record) string {
	if r.Weak {
		return "weak"
	}
	return r.Status()
}
