// Package charts is the list of the story's graphics.
package charts

import (
	"io/fs"

	"sahel-explainer/charts/agreements"
	"sahel-explainer/charts/bars"
	"sahel-explainer/charts/corps"
	"sahel-explainer/charts/deaths"
	"sahel-explainer/charts/dots"
	"sahel-explainer/charts/line"
	"sahel-explainer/charts/measures"
	"sahel-explainer/charts/output"
	"sahel-explainer/charts/ranges"
	"sahel-explainer/charts/sahelmap"
	"sahel-explainer/charts/shares"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/tables"
	"sahel-explainer/charts/tolls"
	"sahel-explainer/charts/transition"
)

// All lists the graphics in the order in which the story first shows them.
func All() []spec.Graphic {
	return []spec.Graphic{
		sahelmap.New(), transition.New(), deaths.New(), corps.New(), tolls.New(),
		agreements.New(), output.New(), measures.New(), shares.New(),
	}
}

// Of lists the graphics of a story: of those that the program knows the ones that its outline names, and those that are data
// alone (charts/data/bars-ID.csv, line-ID.csv, dots-ID.csv, range-ID.csv,
// table-ID.csv).
func Of(files fs.FS, named map[string]bool) ([]spec.Graphic, error) {
	var out []spec.Graphic
	for _, g := range All() {
		if named[g.ID()] {
			out = append(out, g)
		}
	}
	for _, find := range []func(fs.FS) ([]spec.Graphic, error){bars.Find, line.Find, dots.Find, ranges.Find, tables.Find} {
		more, err := find(files)
		if err != nil {
			return out, err
		}
		out = append(out, more...)
	}
	return out, nil
}
