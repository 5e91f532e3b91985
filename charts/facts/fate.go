package facts

import (
	"fmt"
	"slices"
	"strings"
)

// Fates are what may have become of a claim of the report when it was held against other sources. "left-out" is no word of a record: it
// follows from the outline.
var Fates = []string{"stands", "attributed", "conflicts", "corrected", "foreseen", "not-found"}

// FateOf is what became of a claim of the report, and why: which words say it, under claims.fate and claims.why. told reports whether a
// step carries it.
func (r *Record) FateOf(told bool) (fate, why string) {
	switch {
	case !told:
		return "left-out", "left-out"
	case r.Fate != "":
		return r.Fate, r.Fate
	case r.Check == "not-found":
		return "not-found", "not-found"
	case r.Check == "conflicts":
		return "conflicts", "conflicts"
	case r.Kind == "analysis":
		return "attributed", "assessment"
	case r.Kind == "reported":
		return "attributed", "claimed"
	case r.Kind == "forecast":
		return "attributed", "forecast"
	}
	return "stands", "stands"
}

// fates holds the word that a record has for its fate.
func (r *Record) fates() error {
	if r.Fate != "" && (!r.Claim() || !slices.Contains(Fates, r.Fate)) {
		return fmt.Errorf("has the fate %q; only claims of the report have one, and it is one of %s", r.Fate, strings.Join(Fates, ", "))
	}
	return nil
}
