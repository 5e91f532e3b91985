package bars

import (
	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
)

// scaleOf says what the bars stand for: all begin at nothing, on one line.
func scaleOf(env *spec.Env, rows []row, p draw.Plane) spec.Scale {
	s := spec.Scale{Name: "value", Left: spec.Mirror.Mirrored(env.Locale), Max: p.X1, Ends: [2]spec.End{{Pixel: p.Left}, {Pixel: p.Width - p.Right, Value: p.X1}}}
	if s.Left {
		for i, e := range s.Ends {
			s.Ends[i].Pixel = p.Width - e.Pixel
		}
	}
	for _, r := range rows {
		m := spec.Mark{Row: r.id, Cells: [2]string{"", "value"}, To: r.value}
		if r.value > 0 && r.value*(p.Width-p.Left-p.Right)/p.X1 < 1 {
			m.Pad = 1 // a value too small to see is drawn a pixel long
		}
		m.Country = env.Coloured(r.country)
		s.Marks = append(s.Marks, m)
	}
	return s
}

// proofOf says what a state shows beside its scale: a bar a row, in order, with its name and value.
func (g graphic) proofOf(env *spec.Env, rows []row) *spec.Proof {
	p := &spec.Proof{Files: []string{g.file}}
	names := spec.Bands{Name: "row", Vertical: true}
	for _, r := range rows {
		label := env.T(g.key() + "row." + r.id)
		p.Rows = append(p.Rows, r.id)
		names.Heads = append(names.Heads, spec.Head{Words: label, Rows: []string{r.id}})
		p.Looks = append(p.Looks, spec.Look{Row: r.id, Class: "bar", Free: true})
		p.Labels = append(p.Labels, spec.Label{Row: r.id, Words: g.shown(env, r)})
	}
	p.Bands = []spec.Bands{names}
	return p
}
