// Package sahelmap draws the map of the story: the land of north and west Africa, framed anew for each step, with the
// places and schematic routes that the step is about. What a state shows stands in charts/data/map-*.csv.
package sahelmap

import (
	"sort"

	"sahel-explainer/charts/spec"
)

type graphic struct{}

// New is the map.
func New() spec.Graphic { return graphic{} }

// ID is its name.
func (graphic) ID() string { return "map" }

// States are in the order of the story.
func (graphic) States() []string {
	return []string{"mali", "record", "states", "groups", "tactics", "accords", "triborder", "expansion", "algeria", "border", "drone",
		"pact", "atlantic", "libya",
		"conakry", "june", "senou", "gateway", "paid", "holds", "blockade", "niamey", "april", "unknown"}
}

// codes lists the countries that can be coloured, in a fixed order.
func codes() []string {
	out := make([]string, 0, len(filled))
	for c := range filled {
		out = append(out, c)
	}
	sort.Strings(out)
	return out
}
