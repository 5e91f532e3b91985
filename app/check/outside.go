package check

import (
	"fmt"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

// outsideAgrees compares what stands outside clauses, which no record holds: where the other languages negate there, each does, and where they
// do not, none.
func (b *bearings) outsideAgrees() {
	tags := b.d.tags()
	for _, id := range b.d.p.Catalogues[tags[0]].IDs() {
		if !strings.HasPrefix(id, "step.") {
			continue
		}
		says := make([]bool, len(tags))
		for i, tag := range tags {
			m, _ := b.d.p.Catalogues[tag].Message(id)
			says[i] = slices.ContainsFunc(b.x.marks(tag, m.Forms["other"]), func(k mark) bool {
				return k.code == notCode && !slices.ContainsFunc(m.Clauses["other"], func(c locales.Clause) bool { return k.from >= c.From && k.to <= c.To })
			})
		}
		for i := len(says) - 1; i >= 0; i-- {
			if slices.Contains(slices.Delete(slices.Clone(says), i, i+1), says[i]) {
				continue
			}
			what := "it negates outside its clauses, and the other languages do not"
			if !says[i] {
				what = "the other languages say “not” outside their clauses, and it does not"
			}
			m, _ := b.d.p.Catalogues[tags[i]].Message(id)
			b.d.at(tags[i], id, Finding{Rule: "polarity", Severity: Error, What: fmt.Sprintf("%s: “%s”", what, opening(m.Forms["other"])), Why: "a lost or new “not” turns a statement round, and no record holds what is no clause",
				Mend: "say the same in all languages, or make it a clause of the record that it rests on"})
			break
		}
	}
}
