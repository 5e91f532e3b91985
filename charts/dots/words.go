package dots

import (
	"strings"

	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
)

// scale says what the dots stand for: amounts away from the edge where lines begin.
func (s *sheet) scale(env *spec.Env, things []thing, state string) spec.Scale {
	out := spec.Scale{Name: "value", Left: spec.Mirror.Mirrored(env.Locale), Max: s.X1, Ruled: true, Ticks: s.ticks(env)}
	for _, t := range things {
		if s.apart(t, env) {
			out.Joins = append(out.Joins, spec.Join{From: t.rows[0].Key, To: t.rows[1].Key, Country: "ghost"})
		}
		for _, r := range t.rows {
			country := ""
			if t.in(state) {
				country = env.Coloured(r.Country)
			}
			out.Marks = append(out.Marks, spec.Mark{Row: r.Key, Cells: [2]string{"value", "value"}, From: r.Value, To: r.Value, Country: country})
		}
	}
	return out
}

// proofOf says what a state shows beside its scale: each thing's dots below its name, with their values.
func (g graphic) proofOf(env *spec.Env, things []thing, sides []string) *spec.Proof {
	p := &spec.Proof{Files: []string{g.File()}}
	names := spec.Bands{Name: "row", Vertical: true}
	for i, side := range sides {
		p.Keys = append(p.Keys, spec.Key{Class: side, Words: g.side(env, side), Open: i == 0})
	}
	for _, t := range things {
		h := spec.Head{Words: g.name(env, t.id)}
		for _, r := range t.rows {
			side := r.Get("side")
			h.Rows, p.Rows = append(h.Rows, r.Key), append(p.Rows, r.Key)
			p.Looks = append(p.Looks, spec.Look{Row: r.Key, Class: side, Open: side == sides[0]})
			p.Labels = append(p.Labels, spec.Label{Row: r.Key, Words: g.Shown(env, r)})
		}
		names.Heads = append(names.Heads, h)
	}
	p.Bands = []spec.Bands{names}
	return p
}

// Describe names the things that a state brings forward, with their values.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	things, _, err := g.read(env)
	if err != nil {
		return "", err
	}
	var parts []string
	for _, t := range things {
		if !t.in(state) {
			continue
		}
		for _, r := range t.rows {
			parts = append(parts, g.T(env, "says", "Row", g.name(env, t.id), "Side", g.side(env, r.Get("side")), "Value", g.Shown(env, r)))
		}
	}
	return strings.Join(parts, " "), nil
}

// Change says the same of the state that is reached: nothing moves but what is brought forward.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) { return g.Describe(env, to) }

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	things, _, err := g.read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: g.T(env, "title"), Columns: []string{g.T(env, "column.row"), g.T(env, "column.side"), g.T(env, "column.value")}}
	for _, x := range things {
		for _, r := range x.rows {
			name, side := g.name(env, x.id), g.side(env, r.Get("side"))
			t.Rows = append(t.Rows, spec.Row{ID: r.Key, Cells: []string{name, side, g.Shown(env, r)}, Values: []string{name, side,
				r.Get("value")}, Country: r.Country, Records: r.Records()})
		}
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := g.Read(env)
	return plain.Rests(rows), err
}
