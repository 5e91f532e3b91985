package line

import (
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
)

// scales says what the dots stand for: amounts upward, years from left to right.
func (s *sheet) scales(env *spec.Env, rows []row, state string) []spec.Scale {
	up := spec.Scale{Name: "value", Vertical: true, Max: s.Y0, Ruled: true, Ticks: s.amounts(env)}
	time := spec.Scale{Name: "years", Min: s.X0, Max: s.X1, Ticks: s.times()}
	for i, r := range rows {
		country := ""
		if r.In[state] {
			country = env.Coloured(r.Country)
		}
		up.Marks = append(up.Marks, spec.Mark{Row: r.Key, Cells: [2]string{"value", "value"}, From: r.Value, To: r.Value, Country: country})
		time.Marks = append(time.Marks, spec.Mark{Row: r.Key, Cells: [2]string{"year", "year"}, From: r.middle(), To: r.middle()})
		if i > 0 && rows[i-1].year == r.year-1 {
			colour := "ghost"
			if r.In[state] && rows[i-1].In[state] {
				colour = "brand"
			}
			up.Joins = append(up.Joins, spec.Join{From: rows[i-1].Key, To: r.Key, Country: colour})
		}
	}
	return []spec.Scale{up, time}
}

// proofOf says what a state shows beside its scales.
func (g graphic) proofOf(env *spec.Env, rows, said []row) *spec.Proof {
	p := &spec.Proof{Files: []string{g.File()}, Words: []string{g.T(env, "unit")}}
	for _, r := range rows {
		p.Rows = append(p.Rows, r.Key)
		class := "year"
		if r.Bound != "" {
			class += "/open" // larger by its outline
		}
		p.Looks = append(p.Looks, spec.Look{Row: r.Key, Class: class, Open: r.Bound != ""})
	}
	for _, r := range said {
		p.Labels = append(p.Labels, spec.Label{Row: r.Key, Words: g.Shown(env, r.Row)})
	}
	return p
}

// plainRows are the rows in the order of their years.
func (g graphic) plainRows(env *spec.Env) ([]plain.Row, error) {
	rows, err := g.rows(env)
	out := make([]plain.Row, len(rows))
	for i, r := range rows {
		out[i] = r.Row
	}
	return out, err
}

// Describe gives the values of the years that a state brings forward.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	rows, err := g.plainRows(env)
	return g.Says(env, rows, state, func(r plain.Row) string { return r.Get("year") }), err
}

// Change says the same of the state that is reached: nothing moves but what is brought forward.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) { return g.Describe(env, to) }

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := g.plainRows(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: g.T(env, "title"), Columns: []string{g.T(env, "column.row"), g.T(env, "column.value")}}
	for _, r := range rows {
		year := r.Get("year")
		t.Rows = append(t.Rows, spec.Row{ID: r.Key, Cells: []string{year, g.Shown(env, r)}, Values: []string{year, r.Get("value")},
			Country: r.Country, Year: year, Records: r.Records()})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := g.plainRows(env)
	return plain.Rests(rows), err
}
