package check

import (
	"fmt"
	"slices"
	"strings"
)

// listsAgree holds lists of places and mines to one order in all languages: «الخادم والجفرة» and "Al-Khadim and Al-Jufra". What is
// exchanged in one of them may have changed places with what is said of it, and readers of two languages compare them.
func (b *bearings) listsAgree() {
	tags := b.d.tags()
	for _, id := range b.d.p.Catalogues[tags[0]].IDs() {
		if !strings.HasPrefix(id, "step.") {
			continue
		}
		byClause := map[string][][]string{} // records of a clause → by language the names of its lists
		for _, tag := range tags {
			m, _ := b.d.p.Catalogues[tag].Message(id)
			for _, c := range m.Clauses["other"] {
				key := strings.Join(c.Records, " ")
				byClause[key] = append(byClause[key], b.listNames(clauseRead{tag, id, m, c, b.marksIn(tag, m, c)}))
			}
		}
		for _, key := range sortedKeys(byClause) {
			if lists := byClause[key]; len(lists) == len(tags) { // once in each language
				b.oneOrder(id, tags, lists)
			}
		}
	}
}

// listNames are the places and mines of a clause that stand in a list, in their order, each once.
func (b *bearings) listNames(x clauseRead) []string {
	var out []string
	for i, k := range x.at {
		if kind := b.x.kind(k.code); kind != "@place" && kind != "@mine" || slices.Contains(out, k.code) {
			continue
		}
		if i+1 < len(x.at) && b.listed(x, i, i+1) || i > 0 && b.listed(x, i-1, i) {
			out = append(out, k.code)
		}
	}
	return out
}

// oneOrder tells of the language whose order of what all languages list is no other's; of two it is the second.
func (b *bearings) oneOrder(id string, tags []string, lists [][]string) {
	orders := make([]string, len(lists))
	for i, list := range lists {
		common := slices.DeleteFunc(slices.Clone(list), func(name string) bool {
			return slices.ContainsFunc(lists, func(other []string) bool { return !slices.Contains(other, name) })
		})
		orders[i] = strings.Join(common, ", ")
	}
	for i := len(orders) - 1; i >= 0; i-- {
		others := slices.Delete(slices.Clone(orders), i, i+1)
		if slices.Contains(others, orders[i]) || len(slices.Compact(slices.Clone(others))) > 1 {
			continue
		}
		b.d.at(tags[i], id, Finding{Rule: "names-agree", Severity: Error, What: fmt.Sprintf("it lists %s, and the other languages %s", strings.ReplaceAll(orders[i], "@", ""), strings.ReplaceAll(others[0], "@", "")),
			Why: "two names that changed places may have taken what is said of each other", Mend: "list them in one order in all languages"})
		return
	}
}
