package output

import (
	"strconv"

	"sahel-explainer/charts/spec"
)

// scalesOf says what the marks of a state stand for: amounts upward, time from left to right.
func scalesOf(env *spec.Env, rows []row, state string, limit, step float64) []spec.Scale {
	amount := spec.Scale{Name: "tonnes", Vertical: true, Max: limit}
	for v := 0.0; v <= limit; v += step {
		amount.Ticks = append(amount.Ticks, spec.Tick{Label: env.Number(v, 0), Value: v})
	}
	time := spec.Scale{Name: "time", Min: firstYear, Max: lastYear + 1}
	for y := firstYear; y <= lastYear; y += 5 {
		time.Ticks = append(time.Ticks, spec.Tick{Label: strconv.Itoa(y), Value: float64(y) + 0.5})
	}
	last := map[string]string{}
	for _, r := range rows {
		if r.Series == "gold" && state == "uranium" || r.Series == "refinery" && state != "capacity" || (r.Series == "uranium" || r.Series == "halt") && state != "uranium" {
			continue
		}
		country := r.Country
		if r.Series == "refinery" {
			country = "AU" // planned capacity has the colour of gold
		}
		x := middle(r)
		time.Marks = append(time.Marks, spec.Mark{Row: r.ID, From: x, To: x, Country: country})
		switch r.Series {
		case "gold", "refinery":
			if r.Series == "gold" {
				if before := last[country]; before != "" {
					amount.Joins = append(amount.Joins, spec.Join{From: before, To: r.ID, Country: country})
				}
				last[country] = r.ID
			}
			amount.Marks = append(amount.Marks, spec.Mark{Row: r.ID, From: r.Value, To: r.Value, Country: country})
		case "uranium":
			amount.Marks = append(amount.Marks, spec.Mark{Row: r.ID, To: r.Value, Country: country})
		}
	}
	return []spec.Scale{amount, time}
}
