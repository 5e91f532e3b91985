package facts

import (
	"fmt"
	"strings"
	"testing"
)

// What a fact in one line says, and what it may not look like.
func TestFactInOneLine(t *testing.T) {
	show := func(v *float64) string {
		if v == nil {
			return "-"
		}
		return fmt.Sprint(*v)
	}
	for fact, want := range map[string]string{
		"CN 2025: cocoa harvest, about 46.5 tonnes":               "CN 2025 cocoa harvest|about 46.5 - - tonnes|",
		"CN 2025-04: people killed, at least 12 people":           "CN 2025-04 people killed|at-least - 12 - people|",
		"2025-04-01/2025-04-03: losses, the others say, 25 to 82": " 2025-04-01/2025-04-03 losses, the others say| - 25 82 |",
		"CN 2025: share, at most 30 %":                            "CN 2025 share|at-most - - 30 %|",
		"CN 2025-04-25: parliament ends the mandate":              "CN 2025-04-25 | - - - |parliament ends the mandate",
		"CN 2025: a treaty, the second, is signed":                "CN 2025 | - - - |a treaty, the second, is signed",
		"cocoa harvest, 46 tonnes":                                "write it as",
		"CN: cocoa harvest, 46 tonnes":                            "no date",
		"CN 2025-13: cocoa harvest, 46 tonnes":                    "no date",
		"CN 2025: losses, 82 to 25":                               "no range",
		"CN 2025: losses, about 25 to 82":                         "no range",
	} {
		r := &Record{ID: "r", Fact: fact}
		got := ""
		if err := r.unfold(); err != nil {
			got = err.Error()
		} else {
			number := strings.Join([]string{show(r.Value), show(r.Low), show(r.High)}, " ")
			got = fmt.Sprintf("%s %s %s|%s %s %s|%s", r.Country, r.Period, r.Metric, r.Bound, number, r.Unit, r.Text)
		}
		if got != want && !strings.Contains(got, want) || !strings.Contains(want, "|") && !strings.Contains(got, "record") {
			t.Errorf("%q: %q, want %q", fact, got, want)
		}
	}
	twice := &Record{ID: "r", Fact: "CN 2025: harvest, 4 tonnes", Unit: "tonnes"}
	if err := twice.unfold(); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("a unit written twice: %v", err)
	}
}
