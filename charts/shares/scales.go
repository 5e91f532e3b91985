package shares

import (
	"strings"

	"sahel-explainer/charts/spec"
)

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
