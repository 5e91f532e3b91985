package check

import (
	"sort"
	"strings"
)

// difference is what one language says and the others do not, and the reverse.
type difference struct{ only, lacks []string }

func (x difference) says(format string) string {
	var parts []string
	one := func(words string, list []string) {
		if len(list) == 0 {
			return
		}
		var said []string
		for _, s := range list {
			said = append(said, strings.ReplaceAll(format, "%s", s))
		}
		sort.Strings(said)
		parts = append(parts, words+" "+strings.Join(said, ", "))
	}
	one("here only", x.only)
	one("missing here", x.lacks)
	return strings.Join(parts, "; ")
}

// differences compares what the languages say and blames the odd one out: the language that alone has or lacks a thing.
// has decides whether a
// language's set holds a thing.
func differences[S any](sets map[string]map[string]S, has func(thing string, in map[string]S) bool) map[string]difference {
	all := map[string]bool{}
	for _, set := range sets {
		for k := range set {
			all[k] = true
		}
	}
	out := map[string]difference{}
	for k := range all {
		var with, without []string
		for tag, set := range sets {
			if has(k, set) {
				with = append(with, tag)
			} else {
				without = append(without, tag)
			}
		}
		switch {
		case len(without) == 0:
		case len(without) <= len(with):
			for _, tag := range without {
				x := out[tag]
				x.lacks = append(x.lacks, k)
				out[tag] = x
			}
		default:
			for _, tag := range with {
				x := out[tag]
				x.only = append(x.only, k)
				out[tag] = x
			}
		}
	}
	return out
}
