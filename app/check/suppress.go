package check

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/app/build/read"
)

// SuppressionsFile says which findings editors let stand, and why. It may be missing.
const SuppressionsFile = "locales/suppressions.toml"

// suppression lets one kind of finding stand about one message in one language ("all": in each). What is a part
// of the finding's text, or several parted by |, so that letting one number stand does not hide the next.
type suppression struct {
	Rule   string `toml:"rule"`
	ID     string `toml:"id"`
	Locale string `toml:"locale"`
	What   string `toml:"what"`
	Reason string `toml:"reason"`
}

func (s suppression) covers(f Finding) bool {
	return s.Rule == f.Rule && s.ID == f.ID && (s.Locale == "all" || s.Locale == f.Locale) && slices.ContainsFunc(strings.Split(s.What, "|"), func(part string) bool { return strings.Contains(f.What, part) })
}

// renderedRules begins the name of every rule of the rendered check, which runs by itself: see Suppress.
const renderedRules = "seen-"

// suppress marks the findings that a suppression covers. Suppressions without a reason, and those that cover nothing any
// more, are findings themselves: else the list would grow until nobody read it.
func suppress(d *desk) {
	d.out = append(d.out, suppressIn(d.p.Files, d.out, func(rule string) bool { return !strings.HasPrefix(rule, renderedRules) })...)
}

// Suppress does for another check, whose rules all begin with prefix, what Run does for its own findings: it marks those that
// a suppression covers and returns the suppressions of that check that nothing needs.
func Suppress(p *read.Project, findings []Finding, prefix string) []Finding {
	var out []Finding
	for _, f := range suppressIn(p.Files, findings, func(rule string) bool { return strings.HasPrefix(rule, prefix) }) {
		if f.Severity == Warning { // a malformed file is Run's to tell
			out = append(out, f)
		}
	}
	return out
}

// suppressIn marks findings of the rules that are mine and returns what is wrong with the suppressions.
func suppressIn(files fs.FS, findings []Finding, mine func(rule string) bool) (out []Finding) {
	text, err := fs.ReadFile(files, SuppressionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
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
		return []Finding{{File: SuppressionsFile, Line: line, Rule: "suppression", Severity: Error, What: "the suppressions cannot be read: " + err.Error(),
			Why: "no suppression is applied while the file is malformed", Mend: "mend the TOML there"}}
	}
	lines := tableLines(string(text), "[[suppress]]")
	for i, s := range file.Suppress {
		at := Finding{File: SuppressionsFile, Line: lines[i], Rule: "suppression", ID: s.ID, Severity: Error}
		if strings.TrimSpace(s.Reason) == "" || s.Rule == "" || s.ID == "" || s.Locale == "" || strings.Trim(s.What, "| ") == "" {
			at.What = fmt.Sprintf("the suppression of %q for %q lacks a rule, id, locale, what or reason", s.Rule, s.ID)
			at.Why, at.Mend = "who reads the list must know what is let stand and why, and without what it would hide the next mistake too", "complete it, or remove it"
			out = append(out, at)
			continue
		}
		if !mine(s.Rule) {
			continue
		}
		used := false
		for j := range findings {
			if findings[j].Suppressed == "" && s.covers(findings[j]) {
				findings[j].Suppressed, used = s.Reason, true
			}
		}
		if !used {
			at.Severity = Warning
			at.What = fmt.Sprintf("nothing needs the suppression of %q for %q (%s)", s.Rule, s.ID, s.Locale)
			at.Why, at.Mend = "it would hide a later mistake", "remove it"
			out = append(out, at)
		}
	}
	return out
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
