package output

import (
	"strconv"
	"strings"

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

// scalesOf says what the marks of a state stand for: amounts upward, time from left to right.
func scalesOf(env *spec.Env, rows []row, state string, limit, step float64) []spec.Scale {
	amount := spec.Scale{Name: "tonnes", Vertical: true, Max: limit, Ruled: true}
	for v := 0.0; v <= limit; v += step {
		amount.Ticks = append(amount.Ticks, spec.Tick{Label: env.Number(v, 0), Value: v})
	}
	time := spec.Scale{Name: "time", Min: firstYear, Max: lastYear + 1}
	for y := firstYear; y <= lastYear; y += 5 {
		time.Ticks = append(time.Ticks, spec.Tick{Label: strconv.Itoa(y), Value: float64(y) + 0.5})
	}
	last := map[string]string{}
	for _, r := range rows {
		if !shows(state, r) {
			continue
		}
		country := colourOf(r)
		x := middle(r)
		time.Marks = append(time.Marks, spec.Mark{Row: r.ID, Cells: [2]string{"date", "date"}, From: x, To: x, Country: country})
		switch r.Series {
		case "gold", "refinery":
			if r.Series == "gold" {
				if before := last[country]; before != "" {
					amount.Joins = append(amount.Joins, spec.Join{From: before, To: r.ID, Country: country})
				}
				last[country] = r.ID
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
		p.Words = []string{t("unit.uranium"), t("unknown")}
	}
	for _, r := range rows {
		if !shows(state, r) {
			continue
		}
		p.Rows = append(p.Rows, r.ID)
		open := r.Series == "refinery" || r.Mark == "provisional" || r.Mark == "eiti"
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
		if r.Mark == "revised" && state == "gold" {
			p.Words = append(p.Words, t("foot.revised", "Low", env.Number(r.Low, 1), "High", env.Number(r.High, 1)), t("foot.provisional"), t("foot.eiti"))
		}
		if r.Series == "gold" {
			name := t("country." + strings.ToLower(r.Country))
			if len(p.Allowed) < 2 && (len(p.Allowed) == 0 || p.Allowed[0] != name) {
				p.Allowed = append(p.Allowed, name)
			}
		}
	}
	return p, nil
}
