package check

import (
	"fmt"
	"slices"
)

// sensesAgree finds a message in which one language says the opposite of what the others say: an open mark for a filled one, what the state
// pays for what it receives; or a name that the others do not have in the place of one that both of them have. A word more or less is each
// language's own way.
func sensesAgree(d *desk) {
	x := d.lexicon()
	tags := d.tags()
	if x.err != nil || len(tags) < 3 {
		return
	}
	for _, id := range d.p.Catalogues[idTag].IDs() {
		said := map[string]map[string][]string{} // language → kind → codes
		for _, tag := range tags {
			m, ok := d.p.Catalogues[tag].Message(id)
			if !ok || len(m.Forms) != 1 || !signable(m.File) {
				break
			}
			said[tag] = x.opposites(tag, m.Forms["other"], len(m.Clauses["other"]) == 0)
		}
		if len(said) < len(tags) {
			continue
		}
		for i, tag := range tags {
			others := slices.Delete(slices.Clone(tags), i, i+1)
			for _, kind := range sortedKeys(said[tag]) {
				instead, lacks := odd(said, tag, others, kind)
				if instead == "" {
					continue
				}
				d.at(tag, id, Finding{Rule: "sense", Severity: Error,
					What: fmt.Sprintf("it says %s, and the other languages say %s there", spoken(instead), spoken(lacks)),
					Why:  "readers of one language would be told otherwise: " + x.why(instead), Mend: "say the same in each language"})
			}
		}
	}
}

// odd is what one language says of a kind more often than any other, and what it says less often than all others.
func odd(said map[string]map[string][]string, tag string, others []string, kind string) (instead, lacks string) {
	times := func(tag, code string) (n int) {
		for _, c := range said[tag][kind] {
			if c == code {
				n++
			}
		}
		return n
	}
	for _, code := range said[tag][kind] {
		if !slices.ContainsFunc(others, func(t string) bool { return times(t, code) >= times(tag, code) }) {
			instead = code
		}
	}
	for _, code := range said[others[0]][kind] {
		if !slices.ContainsFunc(others, func(t string) bool { return times(t, code) <= times(tag, code) }) {
			lacks = code
		}
	}
	if instead == "" || lacks == "" {
		return otherwiseOrdered(said, tag, others, kind)
	}
	return instead, lacks
}

// otherwiseOrdered is the first code that stands where the other languages, which say the same in one order, have another.
func otherwiseOrdered(said map[string]map[string][]string, tag string, others []string, kind string) (instead, lacks string) {
	mine, theirs := said[tag][kind], said[others[0]][kind]
	if kind[0] == '@' || kind == "unit" || kind == "trend" { // of these each language has its own order
		return "", ""
	}
	if slices.ContainsFunc(others, func(t string) bool { return !slices.Equal(said[t][kind], theirs) }) ||
		!slices.Equal(slices.Sorted(slices.Values(mine)), slices.Sorted(slices.Values(theirs))) {
		return "", ""
	}
	for i, code := range mine {
		if code != theirs[i] {
			return code, theirs[i]
		}
	}
	return "", ""
}

// opposites are the senses of a text that exclude each other, by family, and, if wanted, its names by their kind.
func (x *lexicon) opposites(tag, text string, names bool) map[string][]string {
	out := map[string][]string{}
	for _, m := range x.marks(tag, text) {
		kind := x.kind(m.code)
		if x.families[kind].Agree || names && slices.Contains([]string{"@actor", "@country", "@place", "@source"}, kind) {
			out[kind] = append(out[kind], m.code)
		}
	}
	return out
}
