package facts

import (
	"fmt"
	"regexp"
	"strings"

	"sahel-explainer/locales"
)

// A fact in one line: "CN 2025: cocoa harvest, about 46 tonnes" is country, period, metric, bound, value and unit; country, bound and unit
// may be missing, and without a number what is said is the record's text. What is written so is written nowhere else in the record.
var (
	phraseHead     = regexp.MustCompile(`^(?:([A-Z]{2}) )?(\S+)$`)
	phraseQuantity = regexp.MustCompile(`^(?:(about|at least|at most|more than|nearly) )?(-?[\d.]+)(?: to (-?[\d.]+))?(?: (.+))?$`)
)

// unfold gives a record the fields that its fact in one line says.
func (r *Record) unfold() error {
	if r.Fact == "" {
		return nil
	}
	if r.Country+r.Period+r.Metric+r.Unit+r.Text+r.Bound != "" || r.Value != nil || r.Low != nil || r.High != nil {
		return fmt.Errorf("record %q: fact says when, what and how much already; take the lines out that say so beside it", r.ID)
	}
	head, rest, ok := strings.Cut(r.Fact, ": ")
	m := phraseHead.FindStringSubmatch(head)
	if !ok || m == nil || rest == "" {
		return fmt.Errorf(`record %q: fact = %q; write it as "CN 2025: cocoa harvest, about 46 tonnes"`, r.ID, r.Fact)
	}
	for day := range strings.SplitSeq(m[2], "/") {
		if _, _, _, err := locales.ParseDate(day); err != nil {
			return fmt.Errorf("record %q: fact: %q is no date; write 2026, 2026-04, 2026-04-25, or two of them with a / between", r.ID, day)
		}
	}
	r.Country, r.Period, r.Text = m[1], m[2], rest
	at := strings.LastIndex(rest, ", ")
	if at < 0 {
		return nil
	}
	q := phraseQuantity.FindStringSubmatch(rest[at+2:])
	if q == nil {
		return nil
	}
	r.Metric, r.Text, r.Bound, r.Unit = rest[:at], "", strings.ReplaceAll(q[1], " ", "-"), q[4]
	v, err := ParseNumber(q[2])
	if err != nil {
		return fmt.Errorf("record %q: fact: %w", r.ID, err)
	}
	switch {
	case q[3] != "":
		to, err := ParseNumber(q[3])
		if err != nil || to <= v || q[1] != "" {
			return fmt.Errorf("record %q: fact: %q is no range; write the lower number first, and no other bound", r.ID, rest[at+2:])
		}
		r.Low, r.High = &v, &to
	case q[1] == "at least" || q[1] == "more than":
		r.Low = &v
	case q[1] == "at most":
		r.High = &v
	default:
		r.Value = &v
	}
	return nil
}
