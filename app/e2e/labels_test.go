package e2e

import (
	"fmt"
	"testing"

	visual "sahel-explainer/app/check/seen"
	"sahel-explainer/charts/render"
)

// No label of any picture runs into another or out of the picture, measured with the fonts that readers get. The graphics'
// own tests look for the same with estimated widths; this one sees what the estimate misses. What a label, a mark and an overlap
// are is the rendered check's (make check-visual), which looks at other widths and at more than labels. And what the host takes a
// label's width to be is what Chromium sets: else every width that the graphics plan with is wrong.
func TestLabelsStandFreeAndAreAsWideAsTheyAreTaken(t *testing.T) {
	t.Parallel()
	family := map[string]string{"ar": render.NaskhFamily}
	for _, tag := range []string{"ar", "fr", "en"} {
		for _, width := range []int{390, 1440} {
			m, err := visual.MeasureLabels(open(t, "/"+tag+"/", width, 900))
			must(t, err)
			if n := len(m.Labels); n < 700 {
				t.Errorf("%s at %d: only %d labels were looked at", tag, width, n)
			}
			for _, f := range m.LabelFaults() {
				t.Errorf("%s at %d, %s/%s: %s", tag, width, f.Graphic, f.State, f.What)
			}
			wide := 0
			for _, a := range m.Labels {
				w := a.X1 - a.X0
				if w < 30 || a.Mark || a.Turned {
					continue // a rounded letter weighs too much
				}
				wide++
				if got := render.Width(a.Text, fmt.Sprintf("%s %gpx %s", a.Weight, a.Size, family[tag])); got < w*0.97-1 || got > w*1.08+1 {
					t.Errorf("%s at %d, %s/%s: %q is %.1f px wide and taken for %.1f", tag, width, a.Graphic, a.State, a.Text, w, got)
				}
			}
			if wide < 400 {
				t.Errorf("%s at %d: only %d labels were measured", tag, width, wide)
			}
		}
	}
}
