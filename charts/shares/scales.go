package shares

import "sahel-explainer/charts/spec"

// scaleOf says what the bars of one country stand for. Parts stand one after another, so that only the first begins at nothing; what is
// paid for is hatched.
func scaleOf(env *spec.Env, ps []part, country string) spec.Scale {
	s := spec.Scale{Name: "percent", Left: spec.Mirror.Mirrored(env.Locale), Max: axisMax}
	for v := 0.0; v <= axisMax; v += 10 {
		s.Ticks = append(s.Ticks, spec.Tick{Label: env.Percent(v, 0), Value: v})
	}
	for _, p := range ps {
		if p.Country != country || p.Part == "max" {
			continue
		}
		m := spec.Mark{Row: p.ID, To: p.Value, Country: country}
		switch p.Part {
		case "doubt":
			m.From = p.Value
			s.Strokes = append(s.Strokes, m)
			continue
		case "paid":
			s.Hatched = append(s.Hatched, m)
			m.Length = true
		case "local":
			m.Length, m.Country, m.Pad = true, "", -1.5 // its outline lies inside
		case "ceiling":
			m.Pad = -2
		}
		s.Marks = append(s.Marks, m)
	}
	return s
}
