package check

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

// numbersAgree finds messages whose languages state different numbers or dates, or hedge the same number differently.
func numbersAgree(d *desk) {
	for _, id := range d.p.Catalogues[d.source()].IDs() {
		if m, _ := d.p.Catalogues[d.source()].Message(id); len(m.Forms) > 1 {
			continue // a counted message: languages carry one and two in different forms
		}
		said := map[string][]token{}
		for _, tag := range d.tags() {
			said[tag] = tokens(tag, d.text(tag, id))
		}
		differ := differAsNumbers(said)
		if tag, order := swapped(said); len(differ) == 0 && tag != "" {
			d.at(tag, id, Finding{Rule: "numbers-order", Severity: Warning, What: "the same numbers as in the other languages, in another order: " + order,
				Why: "two of them may have changed places", Mend: "see that each number stands with what it counts"})
		}
		for tag, diff := range differ {
			d.at(tag, id, Finding{Rule: "numbers-agree", Severity: weight(said, diff), What: "numbers or dates differ from the other languages: " + diff.says("%s"),
				Why: "the three languages must state the same", Mend: "correct the number here, or in the two others if this one is right"})
		}
		for tag, diff := range differAsHedges(said) {
			d.at(tag, id, Finding{Rule: "bounds-agree", Severity: Error, What: "the number is hedged or scaled differently from the other languages: " + diff.says("%s"),
				Why: "“more than 30” and “30” are different statements", Mend: "say more than, at least, about, up to, million, … alike in every language"})
		}
	}
}

// weight is Warning where the languages differ only in words like "three more counts", the writer's own counting, and Error
// where a figure, a date or a measure differs.
func weight(said map[string][]token, diff difference) string {
	differ := map[string]bool{}
	for _, k := range append(append([]string{}, diff.only...), diff.lacks...) {
		k, _, _ = strings.Cut(k, " (time ")
		differ[k] = true
	}
	for _, list := range said {
		for _, t := range list {
			if differ[t.key()] && (!t.spelled || t.unit || t.kind == "dozens") {
				return Error
			}
		}
	}
	return Warning
}

// differAsNumbers compares what is stated and how often: a year changed into another year of the same sentence is found by
// the count. Number words count once, since a language may repeat one in figures.
func differAsNumbers(said map[string][]token) map[string]difference {
	sets, counted, most := map[string]map[string]bool{}, map[string]map[string]int{}, map[string]int{}
	for tag, list := range said {
		counted[tag] = map[string]int{}
		for _, t := range list {
			if !t.spelled {
				counted[tag][t.key()]++
			}
		}
		for key, n := range counted[tag] {
			most[key] = max(most[key], n)
		}
	}
	for tag, list := range said {
		sets[tag] = map[string]bool{}
		count := counted[tag]
		for _, t := range list {
			if t.spelled && count[t.key()] < max(most[t.key()], 1) {
				count[t.key()]++ // a language writes in words what another has in figures
			}
		}
		for key, n := range count {
			sets[tag][key] = true
			for i := 2; i <= n; i++ {
				sets[tag][key+again(i)] = true
			}
		}
	}
	return differences(sets, func(key string, in map[string]bool) bool { return in[key] })
}

func again(n int) string { return fmt.Sprintf(" (time %d)", n) }

// swapped reports the language whose numbers are the others' in another order.
func swapped(said map[string][]token) (tag, order string) {
	by, sets := map[string][]string{}, map[string]bool{}
	for tag, list := range said {
		sort.SliceStable(list, func(i, j int) bool { return list[i].at < list[j].at })
		var keys []string
		for _, t := range list {
			if !t.spelled && (t.kind == "number" || t.kind == "y") {
				keys = append(keys, strings.TrimPrefix(t.key(), "year "))
			}
		}
		order := strings.Join(keys, ", ")
		by[order] = append(by[order], tag)
		sort.Strings(keys)
		sets[strings.Join(keys, ", ")] = true
	}
	if len(by) < 2 || len(sets) > 1 { // more than one set: a number that one language writes as a word
		return "", ""
	}
	for _, order := range sortedKeys(by) {
		if len(by[order]) == 1 {
			return by[order][0], order
		}
	}
	return "", ""
}

// differAsHedges compares, for numbers that all languages state, how each states them.
func differAsHedges(said map[string][]token) map[string]difference {
	in := map[string]int{}
	hedged := map[string]map[string]bool{}
	for tag, list := range said {
		hedged[tag] = map[string]bool{}
		seen := map[string]bool{}
		for _, t := range list {
			if t.kind != "number" {
				continue
			}
			if !seen[t.key()] {
				seen[t.key()] = true
				in[t.key()]++
			}
			hedged[tag][hedgedKey(t)] = true
		}
	}
	for _, set := range hedged {
		for k := range set {
			if number, _, _ := strings.Cut(k, " ("); in[number] < len(said) {
				delete(set, k)
			}
		}
	}
	return differences(hedged, func(k string, in map[string]bool) bool { return in[k] })
}

func hedgedKey(t token) string {
	how := "exact"
	if t.bound != "" && t.bound != "most" { // "30% at most" is a ceiling of 30% in other words
		how = t.bound
	}
	switch t.scale {
	case 1e6:
		how += ", million"
	case 1e9:
		how += ", thousand million"
	}
	return fmt.Sprintf("%s (%s)", t.key(), how)
}

// sortedKeys are the keys of a set in order, for texts that must not change from run to run.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
