// Package since tells a reader who comes back to a newer edition what has changed since the one that they met last.
package since

import "strings"

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
