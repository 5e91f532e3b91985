package draw

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sahel-explainer/charts/lean"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/slit"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
)

// Clean cleans the pictures of a figure for one page and writes them as pages carry them; shapes gathers what they share.
func Clean(f *story.Figure, art Art, shapes *render.Shapes, states []string) (*story.Figure, error) {
	out := *f
	out.States = map[string]story.State{}
	for k, v := range f.States {
		v.Art = map[spec.Form]string{}
		out.States[k] = v
	}
	for _, name := range states {
		st := out.States[name]
		if st.Grid != "" { // which is its picture in both forms
			continue
		}
		for _, form := range spec.Forms() {
			pic := art[name][form]
			svg, err := render.Clean(pic.Raw, pic.Picture, shapes)
			if err != nil {
				return nil, fmt.Errorf("graphic %s, state %s: %w", f.ID, name, err)
			}
			if slices.Contains(f.Explored, name) {
				svg = slit.Own(svg, pic.Picture)
			}
			if form == spec.Narrow {
				svg, st.Slits = slit.Cut(svg, pic.Picture)
			}
			st.Art[form] = lean.Of(svg)
		}
		out.States[name] = st
	}
	return &out, nil
}

// Taken is the drawing of a picture that pages carry as a table, for readers who take it away: as an explored drawing of a page, in a file.
func Taken(pic Picture) (string, error) {
	svg, err := render.Clean(pic.Raw, pic.Picture, nil)
	if err != nil {
		return "", err
	}
	return strings.Replace(lean.Of(slit.Own(svg, pic.Picture)), "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1), nil
}

// Options is what the browser needs to animate a graphic: per form and state its option, its size, and the words of its
// marks with who says it, as one JSON file per graphic and locale. Of maps, which move without ECharts, it has the words alone.
func Options(g spec.Graphic, art Art, f *story.Figure, brief func(records []string) string) ([]byte, error) {
	type form struct {
		Width, Height float64
		States        map[string]map[string]any
	}
	out := struct {
		ID    string
		Forms map[string]form `json:",omitempty"`
		Tips  map[string][2]string
	}{ID: g.ID(), Forms: map[string]form{}, Tips: map[string][2]string{}}
	_, isMap := g.(Mapped)
	for _, fm := range spec.Forms() {
		x := form{States: map[string]map[string]any{}}
		for _, name := range f.Order {
			pic := art[name][fm]
			x.Width, x.Height = pic.Width, pic.Height
			if pic.Grid == nil { // tables do not move
				x.States[name] = pic.Option
			}
			for id, tip := range pic.Tips {
				out.Tips[id] = [2]string{tip.Title, strings.TrimSpace(tip.Text + " " + brief(tip.Records))}
			}
		}
		if !isMap && len(x.States) > 0 {
			out.Forms[string(fm)] = x
		}
	}
	return json.Marshal(out)
}
