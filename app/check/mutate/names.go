package mutate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// called is a name where it stands in a text.
type called struct {
	from, to, name int
}

// callers lists the names of some kinds in a text, each where it stands whole.
func (s *story) callers(t text, kinds ...string) []called {
	var out []called
	taken := make([]bool, len(t.raw))
	for i, n := range s.names {
		if !slices.Contains(kinds, n.Kind) {
			continue
		}
		for _, word := range slices.SortedFunc(slices.Values(n.in(t.tag)), func(a, b string) int { return len(b) - len(a) }) {
			for from := 0; ; {
				at := strings.Index(t.raw[from:], word)
				if at < 0 {
					break
				}
				at += from
				from = at + len(word)
				start := at
				if !bounded(t.raw, start, from) || !outside(t.raw, start, from) || taken[start] {
					continue
				}
				for j := start; j < from; j++ {
					taken[j] = true
				}
				out = append(out, called{start, from, i})
			}
		}
	}
	slices.SortFunc(out, func(a, b called) int { return a.from - b.from })
	return out
}

// namesExchanged puts two names of the same kind of a text in each other's place: in one language, and in all.
func (s *story) namesExchanged(kind string, rules []string, kinds ...string) []Mutation {
	var out []Mutation
	for _, id := range s.ids {
		pairs := exchanges{}
		for _, tag := range tags {
			t := s.texts[tag][id]
			all := s.callers(t, kinds...)
			for i := 0; i+1 < len(all); i++ {
				a, b := all[i], all[i+1]
				if a.name == b.name {
					continue
				}
				wa, wb := t.raw[a.from:a.to], t.raw[b.from:b.to]
				edits := []Edit{t.at(a.from, a.to, wb), t.at(b.from, b.to, wa)}
				out = append(out, Mutation{Kind: kind, Lang: tag, What: fmt.Sprintf("%s: %q ⇄ %q", id, wa, wb), At: []string{id}, Rules: rules, Edits: edits})
				key := fmt.Sprintf("%03d %03d", min(a.name, b.name), max(a.name, b.name))
				pairs.add(key, tag, edits)
			}
		}
		for _, key := range sorted(pairs) {
			if edits := pairs.inAll(key); edits != nil {
				out = append(out, Mutation{Kind: kind, Lang: "all", What: id + ": names " + key + " exchanged", At: []string{id}, Rules: rules, Edits: edits})
			}
		}
	}
	return out
}

// namesReplaced puts another name of the same kind in the place of one: in one language, and wherever it stands in all.
func (s *story) namesReplaced(kind string, rules []string, kinds ...string) []Mutation {
	other := func(i int) int {
		for d := 1; ; d++ {
			if j := (i + d) % len(s.names); s.names[j].Kind == s.names[i].Kind {
				return j
			}
		}
	}
	var out []Mutation
	for _, id := range s.ids {
		all := map[int]map[string][]Edit{}
		for _, tag := range tags {
			t := s.texts[tag][id]
			for _, c := range s.callers(t, kinds...) {
				new := s.names[other(c.name)].in(tag)[0]
				e := t.at(c.from, c.to, new)
				out = append(out, Mutation{Kind: kind, Lang: tag, What: fmt.Sprintf("%s: %q → %q", id, t.raw[c.from:c.to], new), At: []string{id}, Rules: rules, Edits: []Edit{e}})
				if all[c.name] == nil {
					all[c.name] = map[string][]Edit{}
				}
				all[c.name][tag] = append(all[c.name][tag], e)
			}
		}
		for _, i := range slices.Sorted(maps.Keys(all)) {
			if x := all[i]; len(x) == 3 {
				out = append(out, Mutation{Kind: kind, Lang: "all", What: fmt.Sprintf("%s: %s → %s", id, s.names[i].En[0], s.names[other(i)].En[0]), At: []string{id}, Rules: rules,
					Edits: slices.Concat(x["ar"], x["fr"], x["en"])})
			}
		}
	}
	return out
}

// misspelt are names with two letters exchanged.
func (s *story) misspelt(kind string, rules []string) []Mutation {
	var out []Mutation
	for _, id := range s.ids {
		for _, tag := range tags {
			t := s.texts[tag][id]
			for _, c := range s.callers(t, "person", "place", "company", "mine", "country") {
				r := []rune(t.raw[c.from:c.to])
				if n := len(r); n >= 6 && !s.names[c.name].Loose && !strings.ContainsAny(string(r), " -’") && r[n-3] != r[n-2] {
					r[n-3], r[n-2] = r[n-2], r[n-3]
					out = append(out, Mutation{Kind: kind, Lang: tag, What: fmt.Sprintf("%s: %q → %q", id, t.raw[c.from:c.to], string(r)), At: []string{id}, Rules: rules,
						Edits: []Edit{t.at(c.from, c.to, string(r))}})
				}
			}
		}
	}
	return out
}
