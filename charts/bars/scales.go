package bars

import (
	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
)

// scaleOf says what the bars stand for: all begin at nothing, on one line.
func scaleOf(env *spec.Env, rows []plain.Row, p draw.Plane) spec.Scale {
	s := spec.Scale{Name: "value", Left: spec.Mirror.Mirrored(env.Locale), Max: p.X1, Ends: [2]spec.End{{Pixel: p.Left}, {Pixel: p.Width - p.Right, Value: p.X1}}}
	if s.Left {
		for i, e := range s.Ends {
			s.Ends[i].Pixel = p.Width - e.Pixel
		}
	}
	for _, r := range rows {
		m := spec.Mark{Row: r.Key, Cells: [2]string{"", "value"}, To: r.Value}
		if r.Value > 0 && r.Value*(p.Width-p.Left-p.Right)/p.X1 < 1 {
			m.Pad = 1 // a value too small to see is drawn a pixel long
		}
		m.Country = env.Coloured(r.Country)
		s.Marks = append(s.Marks, m)
	}
	return s
}

// proofOf says what a state shows beside its scale: a bar a row, in order, with its name and value.
func (g graphic) proofOf(env *spec.Env, rows []plain.Row) *spec.Proof {
	p := &spec.Proof{Files: []string{g.File()}}
	names := spec.Bands{Name: "row", Vertical: true}
	for _, r := range rows {
		label := g.name(env, r)
		p.Rows = append(p.Rows, r.Key)
		names.Heads = append(names.Heads, spec.Head{Words: label, Rows: []string{r.Key}})
		p.Looks = append(p.Looks, spec.Look{Row: r.Key, Class: "bar", Free: true})
		p.Labels = append(p.Labels, spec.Label{Row: r.Key, Words: g.Shown(env, r)})
	}
	p.Bands = []spec.Bands{names}
	return p
}
