package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// together are seeds in groups whose mistakes are in different messages, to be made in one copy of the story: a check of it takes a second.
// What is a mistake in a file, keeps the story from being read or needs drawings stands alone.
func together(all []seed) (groups [][]seed) {
	const most = 8
	var touched []map[string]bool
	for _, s := range all {
		ids, fit := map[string]bool{}, s.rule != "load" && !s.draw && !strings.Contains(s.where, "|")
		for _, e := range s.edits {
			_, id, message := strings.Cut(e.at, " ")
			ids[strings.TrimSuffix(strings.TrimSuffix(id, ".body"), ".more")] = true
			fit = fit && message
		}
		at := slices.IndexFunc(touched, func(taken map[string]bool) bool {
			return fit && taken != nil && !slices.ContainsFunc(slices.Collect(maps.Keys(ids)), func(id string) bool { return taken[id] })
		})
		if at < 0 {
			groups, touched, at = append(groups, nil), append(touched, nil), len(groups)
			if fit {
				touched[at] = map[string]bool{}
			}
		}
		groups[at] = append(groups[at], s)
		for id := range ids {
			if touched[at] != nil {
				touched[at][id] = true
			}
		}
		if len(groups[at]) == most {
			touched[at] = nil
		}
	}
	return groups
}

// freshFindings are what the check finds of a group's edits that it does not find in the story as it is. whole is false where nothing was
// looked at: of one edit, which is made alone, and of those with which the story cannot be read.
func freshFindings(t *testing.T, group []seed) (fresh []Finding, whole bool) {
	t.Helper()
	if len(group) == 1 {
		return nil, false
	}
	var edits []edit
	for _, s := range group {
		edits = append(edits, s.edits...)
	}
	fsys, _, _ := draft(t, edits)
	p, err := LoadFS(fsys)
	if err != nil {
		return nil, false
	}
	for _, f := range (&desk{p: p, undrawn: true}).run() {
		if !cleanFindings()[f] {
			fresh = append(fresh, f)
		}
	}
	return fresh, true
}

// among reports whether a seed is found as what it is and where it is.
func (s seed) among(fresh []Finding, file string, line int) bool {
	return slices.ContainsFunc(fresh, func(f Finding) bool {
		return f.Rule == s.rule && f.File == file && (line == 0 || f.Line == line) && f.Suppressed == ""
	})
}

// alone makes one mistake in a copy of the story.
func (s seed) alone(t *testing.T, file string, line int) {
	t.Helper()
	fsys, _, _ := draft(t, s.edits)
	p, err := LoadFS(fsys)
	if err != nil {
		if s.rule != "load" || !strings.Contains(err.Error(), file) {
			t.Fatalf("loading: %v", err)
		}
		return
	}
	if s.rule == "load" {
		t.Fatal("it loads")
	}
	var fresh []Finding
	for _, f := range (&desk{p: p, undrawn: !s.draw}).run() {
		if !cleanFindings()[f] {
			fresh = append(fresh, f)
		}
	}
	if s.among(fresh, file, line) {
		return
	}
	var others strings.Builder
	for _, f := range fresh {
		fmt.Fprintf(&others, "\n%s %s: %s", f.place(), f.Rule, f.What)
	}
	t.Errorf("not found: want %s at %s:%d; found %d others:%s", s.rule, file, line, len(fresh), others.String())
}
