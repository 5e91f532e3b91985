package check

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// numbersInRecords finds numbers and dates in a step's words that none of the records it cites holds. A number word counts
// where a unit follows it ("five years"); "three blows" is the writer's own counting.
func numbersInRecords(d *desk) {
	searched := d.searched()
	for _, st := range d.p.Outline.Steps() {
		known := knownBy(d.cited(st))
		for _, day := range searched["step."+st.ID+".body"] {
			known.addDates(day)
		}
		for _, tag := range tags() {
			for _, id := range append([]string{"step." + st.ID + ".title"}, d.wordsOf(st)...) {
				seen := map[string]bool{}
				all := tokens(tag, d.text(tag, id))
				for _, t := range all {
					if (t.spelled && !t.unit) || known.holds(t) || seen[t.key()] || known.differs(t, all) {
						continue
					}
					seen[t.key()] = true
					d.at(tag, id, Finding{Rule: "numbers-in-records", Severity: Error, What: fmt.Sprintf("“%s” (%s) is in no record that the step cites", t.text, t.key()),
						Why: "readers are told that the words rest on the records: " + strings.Join(st.Records, " "), Mend: "correct it, cite the record that holds it, or add it to the record's numbers or dates"})
				}
			}
		}
	}
}

// cited are the records of a step that exist; outlineWhole reports the others.
func (d *desk) cited(st locales.Step) []*facts.Record {
	var out []*facts.Record
	for _, id := range st.Records {
		if r, err := d.p.Facts.Record(id); err == nil {
			out = append(out, r)
		}
	}
	return out
}

// known is what some records bear out.
type known struct {
	numbers []float64
	dates   []token
}

// differs reports whether a number is the difference of two that the same text states and the records bear out.
func (k known) differs(t token, all []token) bool {
	if t.kind != "number" {
		return false
	}
	for _, a := range all {
		for _, b := range all {
			if a.kind == "number" && b.kind == "number" && a.at != b.at && a.at != t.at && b.at != t.at && a.v > b.v && k.holds(a) && k.holds(b) && math.Abs(a.v-b.v-t.v) < 1e-6 {
				return true
			}
		}
	}
	return false
}

var isoDate = regexp.MustCompile(`\b(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\b`)

func knownBy(records []*facts.Record) known {
	var k known
	for _, r := range records {
		k.numbers = append(k.numbers, r.Numbers...)
		for _, v := range []*float64{r.Value, r.Low, r.High, r.Amount} {
			if v != nil {
				k.numbers = append(k.numbers, *v)
			}
		}
		for name, v := range r.Values {
			k.numbers = append(k.numbers, v)
			k.addDates(name)
		}
		for _, s := range append([]string{r.Date, r.Period}, r.Dates...) {
			k.addDates(s)
		}
	}
	return k
}

func (k *known) addDates(s string) {
	for _, m := range isoDate.FindAllStringSubmatch(s, -1) {
		n := [3]int{}
		for i := range n {
			n[i], _ = strconv.Atoi(m[i+1])
		}
		k.dates = append(k.dates, token{y: n[0], m: n[1], d: n[2]})
	}
}

// holds reports whether the records bear a token out: a date by one at least as precise.
func (k known) holds(t token) bool {
	if t.kind != "number" {
		for _, x := range k.dates {
			if (t.y == 0 || t.y == x.y) && (t.m == 0 || t.m == x.m) && (t.d == 0 || t.d == x.d) {
				return true
			}
		}
		if t.kind != "y" {
			return false
		}
		t.v = float64(t.y)
	}
	for _, n := range k.numbers {
		if math.Abs(n-t.v) < 1e-9 || math.Abs(n-t.v*t.scale) < 1e-9*math.Abs(n) {
			return true
		}
	}
	return false
}
