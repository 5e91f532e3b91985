package check

import (
	"fmt"
	"io/fs"
	"strings"
	"time"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// window is a message that says until when the story knows: see HouseFile.
type window struct{ ID, Says, Precision string }

// asOf finds messages that say another day than the outline and the records do: until when was searched, and when the latest event was.
func asOf(d *desk) {
	h, err := d.houseRules()
	if err != nil {
		return // houseStyle tells
	}
	for _, w := range h.Window {
		day, from := d.p.Outline.AsOf, locales.OutlineFile+", asof"
		if w.Says == "latest" {
			day, from = d.latest()
		}
		if w.Precision == "month" {
			day = day[:7]
		}
		for _, tag := range d.tags() {
			said := false
			for _, t := range tokens(tag, d.text(tag, w.ID)) {
				said = said || t.key() == day
			}
			if !said {
				d.at(tag, w.ID, Finding{Rule: "as-of", Severity: Error, What: fmt.Sprintf("it does not say %s, the day that holds (%s)", day, from),
					Why: "what is said of the time after it would be false", Mend: "write the day that holds, or mend " + from})
			}
		}
	}
	if text, err := fs.ReadFile(d.p.Files, locales.OutlineFile); err == nil {
		if latest, from := d.latest(); latest > d.p.Outline.AsOf {
			d.add(Finding{Rule: "as-of", File: locales.OutlineFile, ID: "asof", Severity: Error, Line: 1 + strings.Count(strings.SplitN(string(text), "asof = ", 2)[0], "\n"),
				What: fmt.Sprintf("asof is %s, and %s knows of %s", d.p.Outline.AsOf, from, latest), Why: "nothing was known on that day of what came after", Mend: "raise asof, or mend the record"})
		}
	}
}

// latest is the latest day on which something happened that a step tells, and the record that says so.
func (d *desk) latest() (day, record string) {
	for _, st := range d.p.Outline.Steps() {
		for _, r := range d.cited(st) {
			if r.Kind == "forecast" || r.Topic == "search" {
				continue // what may come, and when we looked, did not happen
			}
			for _, x := range r.Dates {
				if len(x) == 10 && x > day {
					day, record = x, r.ID
				}
			}
		}
	}
	return day, record
}

// sourcesDated finds sources that were published after the edition.
func sourcesDated(d *desk) {
	const file = facts.Dir + "/sources.toml"
	text, _ := fs.ReadFile(d.p.Files, file)
	seen := map[string]bool{}
	for _, r := range d.p.Facts.Records() {
		for _, id := range r.Sources {
			s, ok := d.p.Facts.Source(id)
			if !ok || seen[id] || s.Date == "" || s.Date <= d.p.Outline.Edition {
				continue
			}
			seen[id] = true
			d.add(Finding{Rule: "sources", File: file, Line: lineWith(string(text), "[source."+id+"]"), ID: id, Severity: Error,
				What: fmt.Sprintf("source %s is of %s, after the edition of %s", id, s.Date, d.p.Outline.Edition), Why: "what was not yet published cannot have been read", Mend: "mend its date, or raise the edition"})
		}
	}
}

// searched are the ends of the time that was searched without result, for the messages that tell of it: the month after the latest event,
// and the last day of the search.
func (d *desk) searched() map[string][]string {
	out := map[string][]string{}
	h, err := d.houseRules()
	if err != nil {
		return out
	}
	for _, w := range h.Window {
		latest, _ := d.latest()
		if day, err := time.Parse("2006-01-02", latest); err == nil && w.Says == "searched" {
			next := time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC)
			out[w.ID] = []string{next.Format("2006-01"), d.p.Outline.AsOf}
		}
	}
	return out
}
