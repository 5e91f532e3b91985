package spec

import (
	"encoding/json"
	"fmt"
)

// Chart is what every go-echarts chart offers of its own accord.
type Chart interface {
	Validate()
	JSON() map[string]any
}

// M is a shorthand for a part of an ECharts option.
type M = map[string]any

// Option takes the option out of a go-echarts chart as plain data: without what go-echarts adds for its own HTML page
// (titles, legends, toolboxes and tooltips are the page's work here), and merged with more, which holds what its structs
// lack. Keys of more win; nested objects are merged, arrays of objects element by element.
func Option(c Chart, more M) (M, error) {
	c.Validate()
	raw, err := json.Marshal(c.JSON())
	if err != nil {
		return nil, fmt.Errorf("go-echarts option: %w", err)
	}
	var out M
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("go-echarts option: %w", err)
	}
	for _, k := range []string{"title", "legend", "tooltip", "toolbox", "color"} {
		delete(out, k)
	}
	// More goes through JSON as well, so that an option holds only JSON's own types and the passes over it are simple.
	raw, err = json.Marshal(more)
	if err != nil {
		return nil, fmt.Errorf("option: %w", err)
	}
	var plain M
	if err := json.Unmarshal(raw, &plain); err != nil {
		return nil, fmt.Errorf("option: %w", err)
	}
	out = merge(out, plain).(M)
	if _, ok := out["textStyle"]; !ok {
		out["textStyle"] = M{"fontFamily": Font}
	}
	return out, nil
}

func merge(a, b any) any {
	switch b := b.(type) {
	case M:
		if am, ok := a.(M); ok {
			for k, v := range b {
				am[k] = merge(am[k], v)
			}
			return am
		}
	case []any:
		if as, ok := a.([]any); ok && len(as) == len(b) {
			for i := range as {
				if _, ok := as[i].(M); !ok {
					return b
				}
				as[i] = merge(as[i], b[i])
			}
			return as
		}
		if as, ok := a.([]any); ok && len(as) > len(b) { // more for the first elements only
			for i := range b {
				as[i] = merge(as[i], b[i])
			}
			return as
		}
	}
	return b
}
