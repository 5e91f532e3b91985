package build

import (
	"encoding/json"
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/spec"
)

// sameBecause are neighbouring steps that may draw the same, with the reason.
var sameBecause = map[string]string{}

// A step is one idea and one visible change: of two steps that follow each other in a scene, of the whole story or the short one, the
// second draws something else, in each form. A camera alone, or marks alone, would do.
func TestNeighboursDrawDifferently(t *testing.T) {
	t.Parallel()
	p, err := read.Load("../..")
	if err != nil {
		t.Fatal(err)
	}
	graphic := map[string]spec.Graphic{}
	for _, g := range p.Graphics {
		graphic[g.ID()] = g
	}
	drawn := map[string]string{}
	option := func(id, state string, form spec.Form) string {
		k := id + "/" + state + "/" + string(form)
		if drawn[k] == "" {
			pic, err := graphic[id].Draw(p.Env(p.Locales()[0].Tag, form), state)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(pic.Option)
			if err != nil {
				t.Fatal(err)
			}
			drawn[k] = string(b)
		}
		return drawn[k]
	}
	for _, short := range []bool{false, true} {
		for _, ch := range p.Outline.Chapters {
			before := ""
			var last struct{ graphic, state string }
			for _, s := range ch.Steps {
				if short && !s.Short {
					continue
				}
				if before != "" && s.Graphic == last.graphic && sameBecause[s.ID] == "" {
					for _, form := range spec.Forms() {
						if option(s.Graphic, s.State, form) == option(last.graphic, last.state, form) {
							t.Errorf("%s draws what %s does (%s, %s, %s): give it a state of its own, or name the reason here", s.ID, before, s.Graphic, s.State, form)
						}
					}
				}
				before, last.graphic, last.state = s.ID, s.Graphic, s.State
			}
		}
	}
}
