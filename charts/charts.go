// Package charts is the list of the story's graphics.
package charts

import (
	"sahel-explainer/charts/agreements"
	"sahel-explainer/charts/corps"
	"sahel-explainer/charts/deaths"
	"sahel-explainer/charts/measures"
	"sahel-explainer/charts/output"
	"sahel-explainer/charts/sahelmap"
	"sahel-explainer/charts/shares"
	"sahel-explainer/charts/spec"
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
