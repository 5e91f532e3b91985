package protocol

import (
	"encoding/json"
	"slices"
)

// Good are values at the edges of what a rule takes; a language's tag has none, it is the story's to say.
func Good(r Rule) []any { return r.good() }

// Bad are values just beyond what a rule takes.
func Bad(r Rule) []any { return r.bad() }

// Whole is a message with all its fields, in range; locale is the tag of a language of the story.
func Whole(m Message, locale string) map[string]any {
	whole := map[string]any{"source": Source, "v": Version, "type": m.Type}
	for _, f := range m.Fields {
		if good := f.Rule.good(); len(good) > 0 {
			whole[f.Name] = good[0]
		} else {
			whole[f.Name] = locale
		}
	}
	return whole
}

// Corpus is what tests that send nonsense begin with: all types and fields there are, and the values at the edges of each field that
// JavaScript can be given as JSON.
func Corpus() (types, fields []string, values []any) {
	for _, m := range Messages {
		types = append(types, m.Type)
		for _, f := range m.Fields {
			fields = append(fields, f.Name)
			for _, x := range append(f.Rule.good(), f.Rule.bad()...) {
				if _, err := json.Marshal(x); err == nil {
					values = append(values, x)
				}
			}
		}
	}
	slices.Sort(types)
	slices.Sort(fields)
	return slices.Compact(types), slices.Compact(fields), values
}
