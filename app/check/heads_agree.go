package check

import (
	"fmt"
	"slices"
	"strings"
)

// headsAgree finds the language that says otherwise than the others, which say the same: that it is not so, or the same names in another order.
func (d *desk) headsAgree(x *lexicon, id string) {
	tags := d.tags()
	if len(tags) < 3 {
		return
	}
	for _, kind := range []string{"negation", "names"} {
		switch long := strings.Contains(id, ".describe.") || strings.Contains(id, ".change."); {
		case kind == "names" && strings.HasSuffix(id, ".lead"), kind == "negation" && long:
			continue // of whole sentences each language has its own way
		}
		said := map[string][]string{}
		for _, tag := range tags {
			m, ok := d.p.Catalogues[tag].Message(id)
			if !ok || len(m.Clauses["other"]) > 0 {
				return
			}
			said[tag] = headSays(x, tag, m.Forms["other"], kind)
		}
		for i, tag := range tags {
			others := slices.Delete(slices.Clone(tags), i, i+1)
			one := said[others[0]]
			if slices.ContainsFunc(others[1:], func(t string) bool { return !slices.Equal(said[t], one) }) || slices.Equal(said[tag], one) {
				continue
			}
			if kind == "names" && !slices.Equal(slices.Sorted(slices.Values(said[tag])), slices.Sorted(slices.Values(one))) {
				continue // a name more or less; in titles and bodies together names-agree holds them
			}
			d.at(tag, id, Finding{Rule: "heads-agree", Severity: Error,
				What: fmt.Sprintf("it says %s, and the other languages say %s", orNothing(said[tag]), orNothing(one)),
				Why:  "readers of one language would be told otherwise", Mend: "say the same in each language, in the same order"})
		}
	}
}

// headSays is what a text says of a kind: its codes in their order, each once; of names those of the ones who act.
func headSays(x *lexicon, tag, text, kind string) (out []string) {
	for _, m := range x.marks(tag, text) {
		if k := x.kind(m.code); (k == kind || kind == "names" && (k == "@actor" || k == "@country")) && !slices.Contains(out, spoken(m.code)) {
			out = append(out, spoken(m.code))
		}
	}
	return out
}

func orNothing(list []string) string {
	if len(list) == 0 {
		return "nothing of the kind"
	}
	return strings.Join(list, ", ")
}
