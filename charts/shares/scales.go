package shares

import (
	"math"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// axisOf is the end of the scale in percent: beyond the furthest end of a row of bars, and the same for all states, so that bars can be
// compared across them.
func axisOf(ps []part) float64 {
	ends, most := map[string]float64{}, 0.0
	for _, p := range ps {
		k := p.Country + p.Row
		switch p.Part {
		case "free", "paid":
			ends[k] += p.Value
		case "local":
			ends[k] += p.Value + gap
		default:
			most = max(most, p.Value)
		}
		most = max(most, ends[k])
	}
	return min(math.Ceil((most+4)/10)*10, 110) // an open end has an arrow beyond it
}

// marginsOf is what the two sides of the picture leave free together.
func marginsOf(env *spec.Env) float64 { return spec.Pick(env, 38.0, 80.0) }

// ticksOf are the shares that are written on the axis: every tenth, or fewer where there is no room, and none beyond the whole.
func ticksOf(env *spec.Env, axisMax, px float64) []spec.Tick {
	step := 10.0
	if typeset.Width(env.Percent(100, 0), env.SmallSize(), false)+6 > step*px {
		step = 20
	}
	return draw.Amounts(min(axisMax, 100), step, func(v float64) string { return env.Percent(v, 0) })
}

// tenths are where a stroke crosses the bars.
func tenths(axisMax float64) (out []float64) {
	for x := 0.0; x <= axisMax; x += 10 {
		out = append(out, x)
	}
	return out
}

// gap parts the private nationals from the state, in percent of the scale, so that no bar of the state reaches 35.
const gap = 2.0

// scaleOf says what the bars of one country stand for. Parts stand one after another, so that only the first begins at nothing; what is
// paid for is hatched.
func scaleOf(env *spec.Env, ps []part, country string) spec.Scale {
	axisMax := axisOf(ps)
	s := spec.Scale{Name: "percent", Left: spec.Mirror.Mirrored(env.Locale), Max: axisMax, Ruled: true,
		Ticks: ticksOf(env, axisMax, (spec.Pick(env, 360.0, 720.0)-marginsOf(env))/axisMax)}
	for _, p := range ps {
		if p.Country != country || p.Part == "max" {
			continue
		}
		m := spec.Mark{Row: p.ID, Cells: [2]string{"", "value"}, To: p.Value, Country: country}
		switch p.Part {
		case "doubt":
			m.From, m.Cells[0] = p.Value, "value"
			s.Strokes = append(s.Strokes, m)
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

// proofOf says what a state shows beside its scale: two laws, the parts of each with their share.
func (g graphic) proofOf(env *spec.Env, ps []part, country string) *spec.Proof {
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	code := strings.ToLower(country)
	out := &spec.Proof{Files: []string{"shares.csv"}, Words: []string{t("axis")}}
	laws := spec.Bands{Name: "law", Vertical: true}
	for _, row := range []string{"before", "after"} {
		h := spec.Head{Words: t("row." + code + "-" + row)}
		out.Words = append(out.Words, t("law."+code+"-"+row))
		for _, p := range ps {
			if p.Country != country || p.Row != row || p.Part == "max" {
				continue
			}
			h.Rows = append(h.Rows, p.ID)
			out.Rows = append(out.Rows, p.ID)
			look := spec.Look{Row: p.ID, Class: p.Part, Free: true, Open: p.Part != "free", Country: country, Clear: p.Part == "doubt" || p.Part == "paid"}
			words, name := env.Percent(p.Value, 0), "part."+p.Part
			switch {
			case p.Part == "paid" && p.Open:
				words, name = t("atleast", "Share", words), "part.open"
			case p.Part == "ceiling":
				words, name = t("ceiling", "Share", words), "unknown.after"
			case p.Part == "doubt":
				words, name = t("question", "Share", words), "unknown.before"
			case p.Part == "local":
				look.Country = ""
			}
			out.Looks = append(out.Looks, look)
			out.Labels = append(out.Labels, spec.Label{Row: p.ID, Words: words})
			out.Words = append(out.Words, t(name))
		}
		free, okFree := find(ps, country, row, "free")
		if paid, ok := find(ps, country, row, "paid"); ok && okFree && !paid.Open {
			out.Words = append(out.Words, t("most", "Share", env.Percent(free.Value+paid.Value, 0)))
		}
		laws.Heads = append(laws.Heads, h)
	}
	out.Bands = []spec.Bands{laws}
	return out
}
