package check

import (
	"fmt"
	"slices"
	"strings"
)

// verdict is one that can be given of a forecast: how each language begins it, and whether it says that what was foreseen has come.
type verdict struct {
	ID       string
	Happened bool
	Words    map[string]string
}

const (
	verdictOf = "open.verdict."
	fateOf    = "claims.fate."
)

// verdicts holds the verdicts of forecasts to their records and to one another, and the words for what became of claims apart.
func verdicts(d *desk) {
	h, err := d.houseRules()
	if err != nil {
		return // told by houseStyle
	}
	for _, id := range d.p.Catalogues[d.source()].IDs() {
		if rec, ok := strings.CutPrefix(id, verdictOf); ok && len(h.Verdict) > 0 {
			d.verdict(h, id, rec)
		}
	}
	for _, tag := range d.tags() {
		seen := map[string]string{}
		for _, id := range d.p.Catalogues[tag].IDs() {
			if !strings.HasPrefix(id, fateOf) {
				continue
			}
			text := d.text(tag, id)
			if other := seen[text]; other != "" {
				for _, x := range [][2]string{{id, other}, {other, id}} {
					d.at(tag, x[0], Finding{Rule: "verdict", Severity: Error,
						What: fmt.Sprintf("“%s” is what %s says too", text, x[1]),
						Why:  "two fates of claims could not be told apart", Mend: "give each its own words"})
				}
			}
			seen[text] = id
		}
	}
}

// verdict holds one: it begins with words of the house, of the same verdict in each language, and its record lets it say that it has come.
func (d *desk) verdict(h *house, id, rec string) {
	r, err := d.p.Facts.Record(rec)
	first := -1
	for _, tag := range d.tags() {
		at := slices.IndexFunc(h.Verdict, func(v verdict) bool {
			rest, ok := strings.CutPrefix(d.text(tag, id), v.Words[tag])
			return ok && v.Words[tag] != "" && strings.HasPrefix(strings.TrimLeft(rest, " \u00a0\u202f"), ":")
		})
		what := ""
		switch {
		case at < 0:
			what = "it begins with no verdict of the house: “" + opening(d.text(tag, id)) + "”"
		case first >= 0 && at != first:
			what = fmt.Sprintf("its verdict is %q, and that of the language before %q", h.Verdict[at].ID, h.Verdict[first].ID)
		case err == nil && h.Verdict[at].Happened != (r.Fate == "foreseen"):
			what = fmt.Sprintf("its verdict is %q, and the fate of record %s is %q", h.Verdict[at].ID, rec, r.Fate)
		}
		if first < 0 {
			first = at
		}
		if what != "" {
			d.at(tag, id, Finding{Rule: "verdict", Severity: Error,
				What: what, Why: "what became of a forecast follows from its record, in each language alike",
				Mend: "begin with the words of a [[verdict]] of " + HouseFile + "; if it has come true, write fate = \"foreseen\" in its record"})
		}
	}
}
