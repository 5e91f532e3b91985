package tolls

import "sahel-explainer/charts/spec"

// scaleOf says what the counts of a state stand for. The label of nought stands beside its line, not on it, and is no tick.
func scaleOf(env *spec.Env, events []event, counts []count, state string, top, step float64) spec.Scale {
	s := spec.Scale{Name: "the dead", Left: spec.Mirror.Mirrored(env.Locale), Max: top * 1.13}
	for v := step; v <= top; v += step {
		t := spec.Tick{Label: env.Number(v, 0), Value: v}
		if v+step > top {
			t.Label = env.N(key+"axis", int(v))
		}
		s.Ticks = append(s.Ticks, t)
	}
	for _, c := range counts {
		if c.bound == "none" || state != "all" && c.event != state {
			continue
		}
		for _, e := range events {
			if e.id == c.event {
				s.Marks = append(s.Marks, spec.Mark{Row: c.id, From: c.low, To: c.high, Country: e.country})
			}
		}
	}
	return s
}
