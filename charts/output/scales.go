package output

import (
	"strings"

	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
)

// shows reports whether a state draws a row.
func shows(state string, r row) bool {
	switch r.Series {
	case "gold":
		return state != "uranium"
	case "refinery":
		return state == "capacity"
	}
	return state == "uranium"
}

// scales says what the marks of a state stand for: amounts upward, time from left to right.
func (s *sheet) scales() []spec.Scale {
	state := s.state
	amount := spec.Scale{Name: "tonnes", Vertical: true, Max: s.limit, Ruled: true, Ticks: s.amounts()}
	time := spec.Scale{Name: "time", Min: float64(s.first), Max: float64(s.last + 1), Ticks: s.times()}
	last := map[string]row{}
	for _, r := range s.rows {
		if !shows(state, r) {
			continue
		}
		country := colourOf(r)
		x := middle(r)
		time.Marks = append(time.Marks, spec.Mark{Row: r.ID, Cells: [2]string{"date", "date"}, From: x, To: x, Country: country})
		switch r.Series {
		case "gold", "refinery":
			if r.Series == "gold" {
				if before := last[country]; before.ID != "" && follows(before, r) {
					amount.Joins = append(amount.Joins, spec.Join{From: before.ID, To: r.ID, Country: hues.Name(country)})
				}
				last[country] = r
			}
			amount.Marks = append(amount.Marks, spec.Mark{Row: r.ID, Cells: [2]string{"value", "value"}, From: r.Value, To: r.Value, Country: country})
		case "uranium":
			amount.Marks = append(amount.Marks, spec.Mark{Row: r.ID, Cells: [2]string{"", "value"}, To: r.Value, Country: country})
		}
	}
	return []spec.Scale{amount, time}
}

// colourOf is the country in whose colour a row stands; planned capacity has that of gold, a break none.
func colourOf(r row) string {
	switch r.Series {
	case "refinery":
		return "AU"
	case "halt":
		return ""
	}
	return r.Country
}

// proofOf says what a state shows beside its scales.
func (g graphic) proofOf(env *spec.Env, rows []row, state string) (*spec.Proof, error) {
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	p := &spec.Proof{Files: []string{"output.csv"}, Words: []string{t("unit.gold")}}
	if state == "uranium" {
		p.Words, p.Allowed = []string{t("unit.uranium")}, []string{t("unknown")}
	}
	for _, r := range rows {
		if !shows(state, r) {
			continue
		}
		p.Rows = append(p.Rows, r.ID)
		open := r.Series == "refinery" || r.Series == "gold" && isOpen(r)
		class := r.Series
		if open {
			class += "/open" // open dots are larger by their outline
		}
		p.Looks = append(p.Looks, spec.Look{Row: r.ID, Class: class, Open: open, Country: colourOf(r), Free: r.Series == "uranium"})
		switch {
		case r.Series == "refinery":
			p.Labels = append(p.Labels, spec.Label{Row: r.ID, Words: t("plan."+r.Mark, "Amount", g.tonnes(env, r.Value))})
		case r.Series == "halt":
			date, err := env.Date(r.Date)
			if err != nil {
				return nil, err
			}
			p.Labels = append(p.Labels, spec.Label{Row: r.ID, Words: t("halt."+r.Mark, "Date", date)})
		case hasLabel(state, r):
			p.Labels = append(p.Labels, spec.Label{Row: r.ID, Words: valueWords(env, r)})
		}
	}
	for _, c := range countriesOf(rows) {
		if state != "uranium" {
			p.Words = append(p.Words, t("country."+strings.ToLower(c)))
		}
	}
	if state == "gold" {
		for _, f := range footnotes(rows) {
			p.Words = append(p.Words, t(f.key, "Low", env.Number(f.low, 1), "High", env.Number(f.high, 1)))
		}
	}
	return p, nil
}
