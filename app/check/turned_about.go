package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// turnedAbout finds names, and words that exclude each other, in another order among else the same words: who did it to whom. Where the
// words
// stand in their order too, any two; where a part of the sentence was moved, only those that act or are acted on, and more or less,
// before or after.
func (x *lexicon) turnedAbout(old, new []item) []change {
	a, there := x.heavy(old)
	b, here := x.heavy(new)
	if len(a) != len(b) || !slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) {
		return nil
	}
	if not, now := x.negated(old), x.negated(new); maps.Equal(counts(old), counts(new)) && !slices.Equal(not, now) {
		return []change{{"what it negates was signed, and what it says was negated",
			"“a clue, not a count” is not “a count, not a clue”"}}
	}
	moved := slices.ContainsFunc(indices(a), func(i int) bool {
		return strings.HasPrefix(a[i]+b[i], "~") && a[i] != b[i] || x.side(a[i]) != x.side(b[i])
	})
	kinds := func(list []string, placed []bool) map[string][]string {
		out := map[string][]string{}
		for i, c := range list {
			k := x.side(c)
			if moved && placed[i] {
				continue // where it happened may be said first or last
			}
			if moved && !slices.Contains([]string{"who", "order", "quantity", "scope", "side"}, k) || moved && x.kind(c) == "@place" {
				continue
			}
			out[k] = append(out[k], c)
		}
		return out
	}
	before, after := kinds(a, there), kinds(b, here)
	for _, k := range sortedKeys(before) {
		for i, code := range before[k][:min(len(before[k]), len(after[k]))] {
			if now := after[k][i]; k != "" && now != code {
				return []change{{fmt.Sprintf("%s stands where %s was signed, in else the same words", spoken(now), spoken(code)),
					"who did it and whom it was done to would change places"}}
			}
		}
	}
	return nil
}

// heavy are the codes of a text but for small words, and which of them are names of where something happened.
func (x *lexicon) heavy(list []item) (codes []string, placed []bool) {
	for i, one := range list {
		if c := bare(one.code); !strings.HasSuffix(c, "=") {
			codes, placed = append(codes, c), append(placed, c[0] == '@' && i > 0 && x.places(bare(list[i-1].code)))
		}
	}
	return codes, placed
}

// negated is what stands behind each "not", articles and the like left out.
func (x *lexicon) negated(list []item) (out []string) {
	x.relateOnce.Do(x.learnRelations)
	for i, one := range list {
		if !strings.HasPrefix(one.code, "negation:") {
			continue
		}
		for _, next := range list[i+1:] {
			if !x.listing[bare(next.code)] {
				out = append(out, bare(next.code))
				break
			}
		}
	}
	slices.Sort(out)
	return out
}

// side is what a code changes places with in a sentence: names of who and where with one another, senses with their family.
func (x *lexicon) side(code string) string {
	switch k := x.kind(code); k {
	case "@actor", "@country", "@place", "@given":
		return "who"
	case "{":
		return ""
	default:
		return k
	}
}

func indices(list []string) []int {
	out := make([]int, len(list))
	for i := range out {
		out[i] = i
	}
	return out
}

// relates reports whether a code is that of a word that says how a name stands to what is said of it.
func (x *lexicon) relates(code string) bool {
	x.relateOnce.Do(x.learnRelations)
	return x.relating[bare(code)] || strings.HasPrefix(code, "side:") || strings.HasPrefix(code, "order:") || strings.HasPrefix(code, "span:")
}

// places reports whether a code is that of a word before the name of where something happened.
func (x *lexicon) places(code string) bool {
	x.relateOnce.Do(x.learnRelations)
	return x.placing[code]
}

func (x *lexicon) learnRelations() {
	x.relating, x.placing, x.listing = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for tag := range x.spellings {
		for _, w := range grammarOf(tag).Relations {
			x.relating[hashed(tag, w)] = true
		}
		for _, w := range grammarOf(tag).Places {
			x.placing[hashed(tag, w)] = true
		}
		for _, w := range grammarOf(tag).Listing {
			x.listing[hashed(tag, w)] = true
		}
	}
}
