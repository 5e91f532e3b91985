package reader

import "strings"

// dayOf is the day of an edition, of which a page names the folder: "v/2026-11-25/".
func dayOf(edition string) string { return strings.Trim(strings.TrimPrefix(edition, "v/"), "/") }

// changedAfter are the steps that a page says have changed in editions after one: what says "DAY=step,step DAY=step", and edition is the
// day of the edition that the reader met last.
func changedAfter(what, edition string) map[string]bool {
	out := map[string]bool{}
	for _, one := range strings.Fields(what) {
		if day, steps, _ := strings.Cut(one, "="); day > edition {
			for id := range strings.SplitSeq(steps, ",") {
				out[id] = true
			}
		}
	}
	return out
}
