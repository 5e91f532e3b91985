package agreements

import (
	"strings"

	"sahel-explainer/charts/spec"
)

// proofOf says what a state shows: each document in the row of its field and the column of its country, a shape a form, and the words
// of those that the state tells of.
func proofOf(env *spec.Env, docs []doc, state string) (*spec.Proof, error) {
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	p := &spec.Proof{Files: []string{"agreements.csv"}}
	rows, columns := spec.Bands{Name: "field", Vertical: true}, spec.Bands{Name: "country", Left: spec.Mirror.Mirrored(env.Locale)}
	for _, c := range countriesOf(docs) {
		h := spec.Head{Words: t("country." + strings.ToLower(c)), Country: c}
		for _, d := range docs {
			if d.Country == c {
				h.Rows = append(h.Rows, d.ID)
			}
		}
		columns.Heads = append(columns.Heads, h)
	}
	for _, f := range fields {
		h := spec.Head{Words: t("kind." + f)}
		last := map[string]doc{}
		for _, d := range docs {
			if d.Field != f {
				continue
			}
			h.Rows = append(h.Rows, d.ID)
			p.Rows = append(p.Rows, d.ID)
			last[d.Country] = d
			p.Read = append(p.Read, spec.Cell{Row: d.ID, Column: "date", Value: d.Date}, spec.Cell{Row: d.ID, Column: "form", Value: d.Form})
			p.Looks = append(p.Looks, spec.Look{Row: d.ID, Class: d.Form, Open: d.Form == "announced", Country: "RU"})
			date, err := env.Date(d.Date)
			if err != nil {
				return nil, err
			}
			p.Said = append(p.Said, saidOf(env, docs, d, state, date)...)
			if modeOf(env, state, f, d.Country) != full {
				continue
			}
			p.Focus = append(p.Focus, d.ID)
			p.Labels = append(p.Labels, spec.Label{Row: d.ID, Words: date}, spec.Label{Row: d.ID, Words: t("label." + d.ID)})
		}
		for c, d := range last {
			shown := modeOf(env, state, f, c)
			if shown != brief && shown != dated {
				continue
			}
			day := d.Date
			if !env.Wide() && len(day) > 7 {
				day = day[:7]
			}
			date, err := env.Date(day)
			if err != nil {
				return nil, err
			}
			p.Words = append(p.Words, date)
			if shown == brief {
				p.Words = append(p.Words, t("label."+d.ID))
			}
		}
		rows.Heads = append(rows.Heads, h)
	}
	p.Bands = []spec.Bands{rows, columns}
	for _, f := range forms {
		p.Keys = append(p.Keys, spec.Key{Class: f, Words: t("form." + f), Open: f == "announced"})
	}
	return p, nil
}

// saidOf are the words that a table has of a document: of each that a state tells of, and of the latest of a cell where it tells of one.
func saidOf(env *spec.Env, docs []doc, d doc, state, date string) []spec.Label {
	latest := true
	for i, o := range docs {
		if o.ID == d.ID {
			for _, later := range docs[i+1:] {
				latest = latest && (later.Field != d.Field || later.Country != d.Country)
			}
		}
	}
	shown := modeOf(env, state, d.Field, d.Country)
	what := spec.Label{Row: d.ID, Words: env.T("graphics." + id + ".label." + d.ID)}
	switch when := (spec.Label{Row: d.ID, Words: date}); {
	case shown == full || shown == brief && latest:
		return []spec.Label{when, what}
	case shown == dated && latest:
		return []spec.Label{when}
	}
	return nil
}
