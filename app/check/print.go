package check

import (
	"encoding/json"
	"fmt"
	"io"
)

// Print writes the findings for a person: place and fault, then why and how to mend it; suppressed ones and a count last.
func Print(w io.Writer, findings []Finding) {
	errors, warnings, suppressed := 0, 0, 0
	for _, f := range findings {
		switch {
		case f.Suppressed != "":
			suppressed++
			continue
		case f.Severity == Error:
			errors++
		default:
			warnings++
		}
		fmt.Fprintf(w, "%s: %s: %s\n", f.place(), f.Severity, f.What)
		fmt.Fprintf(w, "    rule %s%s\n    why  %s\n    mend %s\n", f.Rule, about(f), f.Why, f.Mend)
	}
	if suppressed > 0 {
		fmt.Fprintf(w, "let stand, with a reason (%s):\n", SuppressionsFile)
		for _, f := range findings {
			if f.Suppressed != "" {
				fmt.Fprintf(w, "  %s: %s: %s\n    reason %s\n", f.place(), f.Rule, f.What, f.Suppressed)
			}
		}
	}
	fmt.Fprintf(w, "%d errors, %d warnings, %d suppressed\n", errors, warnings, suppressed)
}

func (f Finding) place() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	return f.File
}

func about(f Finding) string {
	s := ""
	if f.ID != "" {
		s += ", " + f.ID
	}
	if f.Locale != "" {
		s += ", " + f.Locale
	}
	return s
}

// JSON writes the findings as a JSON array, for CI and the desk page.
func JSON(w io.Writer, findings []Finding) error {
	if findings == nil {
		findings = []Finding{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(findings)
}

// Failed reports whether an error stands: the check's exit code is then 1.
func Failed(findings []Finding) bool {
	for _, f := range findings {
		if f.Stands() {
			return true
		}
	}
	return false
}

// Count is how many findings there are of each kind; errors and warnings that somebody let stand are counted as suppressed alone.
type Count struct{ Errors, Warnings, Suppressed int }

// Tally counts findings.
func Tally(findings []Finding) (n Count) {
	for _, f := range findings {
		switch {
		case f.Suppressed != "":
			n.Suppressed++
		case f.Severity == Error:
			n.Errors++
		default:
			n.Warnings++
		}
	}
	return n
}
