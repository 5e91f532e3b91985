package corps

import (
	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
)

// amounts are the ticks upward, times those of the years: each in the middle of its year.
func amounts(env *spec.Env, limit, step float64) []spec.Tick {
	return draw.Amounts(limit, step, func(v float64) string { return env.Number(v, 0) })
}

func times(env *spec.Env, p draw.Plane) []spec.Tick { return draw.Years(yearsOf(env, p), 0.5) }

// scalesOf says what the dots of a state stand for.
func scalesOf(env *spec.Env, estimates []estimate, state string) ([]spec.Scale, error) {
	_, exit, err := handover(env)
	if err != nil {
		return nil, err
	}
	p, limit, step := plane(env, estimates, exit, spec.Pick(env, 360.0, 720.0), 0)
	people := spec.Scale{Name: "people", Vertical: true, Min: p.Y1, Max: p.Y0, Ruled: true, Ticks: amounts(env, limit, step)}
	time := spec.Scale{Name: "time", Min: p.X0, Max: p.X1, Ticks: times(env, p)}
	for _, e := range estimates {
		latest := state == "latest" && e.force == "corps"
		switch {
		case !latest && (e.country != "ML" || !e.seen):
			continue
		case !e.seen:
			time.Hatched = append(time.Hatched, spec.Mark{Row: e.id, From: e.at - 0.5, To: e.at + 0.5})
			continue
		}
		m := spec.Mark{Row: e.id, Cells: [2]string{"low", "high|low"}, From: e.low, To: e.high, Country: e.country}
		if e.high > e.low {
			m.Pad = spec.Pick(env, 6.0, 8.0)
		}
		people.Marks = append(people.Marks, m)
		time.Marks = append(time.Marks, spec.Mark{Row: e.id, Cells: [2]string{"date", "date"}, From: e.at, To: e.at, Country: e.country})
	}
	return []spec.Scale{people, time}, nil
}
