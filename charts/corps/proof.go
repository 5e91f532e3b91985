package corps

import (
	"sahel-explainer/charts/spec"
)

// proofOf says what a state of dots shows beside its scales.
func proofOf(env *spec.Env, estimates []estimate, state string) (*spec.Proof, error) {
	day, _, err := handover(env)
	if err != nil {
		return nil, err
	}
	exit, err := env.Date(day)
	if err != nil {
		return nil, err
	}
	p := &spec.Proof{Files: []string{"corps.csv"}, Words: []string{env.T(key + "unit"), env.T(key + "force.wagner")}, Allowed: []string{env.T(key+"exit", "Date", exit)}}
	if state != "wagner" {
		p.Words = append(p.Words, env.T(key+"force.corps"))
	}
	for _, e := range estimates {
		latest := state == "latest" && e.force == "corps"
		if !latest && (e.country != "ML" || !e.seen) {
			continue
		}
		p.Rows = append(p.Rows, e.id)
		look := spec.Look{Row: e.id, Class: "point", Open: e.side == "party", Country: e.country, Clear: !e.seen}
		if e.high > e.low {
			look.Class, look.Free = "range", true
		}
		p.Looks = append(p.Looks, look)
		if !e.seen {
			p.Labels = append(p.Labels, spec.Label{Row: e.id, Words: env.T(key+"gap", "Year", e.date)})
			continue
		}
		full := latest || state == "wagner" && e.force == "wagner" || state == "handover" && e.force == "both"
		if full || state == "handover" && e.force == "wagner" || state == "latest" && e.force == "both" {
			p.Labels = append(p.Labels, spec.Label{Row: e.id, Words: e.value(env)})
		}
		if !full {
			continue
		}
		p.Focus = append(p.Focus, e.id)
		day := e.date
		if e.country != "ML" {
			day = day[:min(7, len(day))]
		}
		when, err := env.Date(day)
		if err != nil {
			return nil, err
		}
		p.Labels = append(p.Labels, spec.Label{Row: e.id, Words: env.T(key+"source."+e.id, "Date", when)})
	}
	return p, nil
}

// proofOfMatrix says which cells stand under which head and beside which row.
func proofOfMatrix(env *spec.Env, cells []cell, words []any) *spec.Proof {
	p := &spec.Proof{Files: []string{"corps-matrix.csv"}}
	sides := spec.Bands{Name: "column", Left: spec.Mirror.Mirrored(env.Locale)}
	heads := map[string]*spec.Head{}
	for _, side := range []string{"wagner", "corps"} {
		sides.Heads = append(sides.Heads, spec.Head{Words: env.T(key + "force." + side), Country: map[string]string{"corps": "RU"}[side]})
		heads[side] = &sides.Heads[len(sides.Heads)-1]
	}
	heads["wagner"] = &sides.Heads[0]
	rows := spec.Bands{Name: "row", Vertical: true}
	for _, c := range cells {
		p.Rows = append(p.Rows, c.id())
		heads[c.side].Rows = append(heads[c.side].Rows, c.id())
		if n := len(rows.Heads); n == 0 || rows.Heads[n-1].Words != env.T(key+"row."+c.row) {
			rows.Heads = append(rows.Heads, spec.Head{Words: env.T(key + "row." + c.row)})
		}
		last := &rows.Heads[len(rows.Heads)-1]
		last.Rows = append(last.Rows, c.id())
		look := spec.Look{Row: c.id(), Class: "cell", Free: true}
		if c.side == "corps" {
			look.Country = "RU"
		}
		p.Looks = append(p.Looks, look)
		p.Labels = append(p.Labels, spec.Label{Row: c.id(), Words: env.T(key+"cell."+c.id(), words...)})
		if c.hedge != "fact" {
			p.Labels = append(p.Labels, spec.Label{Row: c.id(), Words: env.T(key + "hedge." + c.hedge)})
		}
	}
	p.Bands = []spec.Bands{sides, rows}
	return p
}
