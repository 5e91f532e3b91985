package check

import (
	"fmt"
	"strings"
)

// coverage finds claims of the report that no step rests on.
func coverage(d *desk) {
	cited := map[string]bool{}
	for _, st := range d.p.Outline.Steps() {
		for _, id := range st.Records {
			cited[id] = true
		}
	}
	for _, r := range d.p.Facts.Records() {
		if strings.HasPrefix(r.ID, "r-") && !cited[r.ID] {
			d.add(Finding{File: r.File, Line: r.Line, Rule: "coverage", ID: r.ID, Severity: Warning, What: fmt.Sprintf("no step carries claim %s: %s", r.ID, r.About),
				Why: "the story is to carry the report's claims or say why it leaves one out", Mend: "cite it in a step, or suppress this with the reason for leaving it out"})
		}
	}
}
