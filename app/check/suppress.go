package check

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/BurntSushi/toml"
)

// SuppressionsFile says which findings editors let stand, and why. It may be missing.
const SuppressionsFile = "locales/suppressions.toml"

// suppression lets one kind of finding stand about one message in one language ("all": in each). What, if given, is a part
// of the finding's text, so that letting one number stand does not hide the next.
type suppression struct {
	Rule   string `toml:"rule"`
	ID     string `toml:"id"`
	Locale string `toml:"locale"`
	What   string `toml:"what"`
	Reason string `toml:"reason"`
}

func (s suppression) covers(f Finding) bool {
	return s.Rule == f.Rule && s.ID == f.ID && (s.Locale == "all" || s.Locale == f.Locale) && strings.Contains(f.What, s.What)
}

// suppress marks the findings that a suppression covers. Suppressions without a reason, and those that cover nothing any
// more, are findings themselves: else the list would grow until nobody read it.
func suppress(d *desk) {
	text, err := fs.ReadFile(d.p.Files, SuppressionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var file struct {
		Suppress []suppression `toml:"suppress"`
	}
	if err == nil {
		var meta toml.MetaData
		if meta, err = toml.Decode(string(text), &file); err == nil && len(meta.Undecoded()) > 0 {
			err = fmt.Errorf("unknown key %q", meta.Undecoded()[0])
		}
	}
	if err != nil {
		line := 0
		var pe toml.ParseError
		if errors.As(err, &pe) {
			line = pe.Position.Line
		}
		d.add(Finding{File: SuppressionsFile, Line: line, Rule: "suppression", Severity: Error, What: "the suppressions cannot be read: " + err.Error(),
			Why: "no suppression is applied while the file is malformed", Mend: "mend the TOML there"})
		return
	}
	lines := tableLines(string(text), "[[suppress]]")
	for i, s := range file.Suppress {
		at := Finding{File: SuppressionsFile, Line: lines[i], Rule: "suppression", ID: s.ID, Severity: Error}
		if strings.TrimSpace(s.Reason) == "" || s.Rule == "" || s.ID == "" || s.Locale == "" {
			at.What = fmt.Sprintf("the suppression of %q for %q lacks a rule, id, locale or reason", s.Rule, s.ID)
			at.Why, at.Mend = "who reads the list must know what is let stand and why", "complete it, or remove it"
			d.add(at)
			continue
		}
		used := false
		for j := range d.out {
			if d.out[j].Suppressed == "" && s.covers(d.out[j]) {
				d.out[j].Suppressed, used = s.Reason, true
			}
		}
		if !used {
			at.Severity = Warning
			at.What = fmt.Sprintf("nothing needs the suppression of %q for %q (%s)", s.Rule, s.ID, s.Locale)
			at.Why, at.Mend = "it would hide a later mistake", "remove it"
			d.add(at)
		}
	}
}

// tableLines are the lines of the tables of one name, in order.
func tableLines(text, head string) []int {
	var out []int
	for i, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), head) {
			out = append(out, i+1)
		}
	}
	return out
}
