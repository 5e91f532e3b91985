package check

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"sahel-explainer/app/build/read"
)

// Covered is one claim of the report and where the story carries it.
type Covered struct {
	Claim string `json:"claim"`
	About string `json:"about"`
	// Status is the hedge that readers are shown for it.
	Status string   `json:"status"`
	Steps  []string `json:"steps"`
	// LeftOut is the reason for which no step carries it; empty with no steps: nobody has given one.
	LeftOut string `json:"leftOut,omitempty"`
	File    string `json:"file"`
	Line    int    `json:"line"`
}

// Coverage lists every claim of the report with the steps that rest on it, or the reason for leaving it out.
func Coverage(p *read.Project) []Covered {
	d := &desk{p: p}
	coverage(d)
	suppress(d)
	reasons := map[string]string{}
	for _, f := range d.out {
		if f.Rule == "coverage" {
			reasons[f.ID] = f.Suppressed
		}
	}
	steps := d.carriers()
	var out []Covered
	for _, r := range p.Facts.Records() {
		if r.Claim() {
			out = append(out, Covered{Claim: r.ID, About: r.About, Status: r.Status(), Steps: append([]string{}, steps[r.ID]...), LeftOut: reasons[r.ID], File: r.File, Line: r.Line})
		}
	}
	return out
}

// PrintCoverage writes the list for a person or, as JSON, for a program.
func PrintCoverage(w io.Writer, list []Covered, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(list)
	}
	carried := 0
	for _, c := range list {
		where := "in no step, and no reason is given"
		switch {
		case len(c.Steps) > 0:
			carried++
			where = strings.Join(c.Steps, ", ")
		case c.LeftOut != "":
			where = "left out: " + c.LeftOut
		}
		fmt.Fprintf(w, "%s (%s) %s\n    %s\n", c.Claim, c.Status, c.About, where)
	}
	_, err := fmt.Fprintf(w, "%d of %d claims are carried\n", carried, len(list))
	return err
}

// carriers are the steps that rest on each record.
func (d *desk) carriers() map[string][]string {
	out := map[string][]string{}
	for _, st := range d.p.Outline.Steps() {
		for _, id := range st.Records {
			out[id] = append(out[id], st.ID)
		}
	}
	return out
}

// coverage finds claims of the report that no step rests on.
func coverage(d *desk) {
	cited := d.carriers()
	for _, r := range d.p.Facts.Records() {
		if r.Claim() && len(cited[r.ID]) == 0 {
			d.add(Finding{File: r.File, Line: r.Line, Rule: "coverage", ID: r.ID, Severity: Warning, What: fmt.Sprintf("no step carries claim %s: %s", r.ID, r.About),
				Why: "the story is to carry the report's claims or say why it leaves one out", Mend: "cite it in a step, or suppress this with the reason for leaving it out"})
		}
	}
}
