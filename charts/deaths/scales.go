package deaths

import (
	"strconv"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
)

// scaleOf says what the bars of one country stand for: the newest edition's figure from the base up, an older one as a stroke.
func scaleOf(rows []row, country string, gaps bool, base, top spec.End) spec.Scale {
	s := spec.Scale{Name: "deaths in " + country, Vertical: true, Ends: [2]spec.End{base, top}, Max: top.Value}
	at := cells(rows)
	for _, r := range rows {
		switch {
		case r.country != country:
		case !r.seen && gaps:
			s.Hatched = append(s.Hatched, spec.Mark{Row: r.id, To: top.Value})
		case r.seen && at[country+strconv.Itoa(r.year)].id != r.id:
			s.Marks = append(s.Marks, spec.Mark{Row: r.id, Cells: [2]string{"value", "value"}, From: r.value, To: r.value, Country: country})
		case r.seen:
			s.Marks = append(s.Marks, spec.Mark{Row: r.id, Cells: [2]string{"", "value"}, To: r.value, Country: country})
		}
	}
	return s
}

// timeOf says in which year each bar stands.
func timeOf(rows []row, width float64) spec.Scale {
	years := yearsOf(rows)
	s := spec.Scale{Name: "time", Min: float64(years[0]), Max: float64(years[len(years)-1]) + 1}
	if len(years) == 1 { // one label makes no scale
		s.Ends = [2]spec.End{{Value: s.Min}, {Pixel: width, Value: s.Max}}
		years = nil
	}
	s.Ticks = draw.Years(years, 0.5)
	for _, r := range rows {
		at := float64(r.year) + 0.5
		s.Marks = append(s.Marks, spec.Mark{Row: r.id, Cells: [2]string{"year", "year"}, From: at, To: at})
	}
	return s
}

// proofOf says what a state shows beside its scales: a panel a country, the figure and its edition at each bar, the gaps.
func proofOf(env *spec.Env, rows []row, state string) *spec.Proof {
	gaps := state == "gaps"
	countries := countriesOf(rows)
	p := &spec.Proof{Files: []string{"deaths.csv"}, Words: []string{env.T(key + "caption." + state)}}
	panels := spec.Bands{Name: "panel", Vertical: true}
	for _, c := range countries {
		panels.Heads = append(panels.Heads, spec.Head{Words: env.T(key + "country." + c), Country: c})
	}
	if years := yearsOf(rows); len(years) == 1 {
		p.Allowed = append(p.Allowed, strconv.Itoa(years[0]))
	}
	at := cells(rows)
	for _, r := range rows {
		p.Rows = append(p.Rows, r.id)
		if r.seen != gaps {
			p.Focus = append(p.Focus, r.id)
		}
		for i, c := range countries {
			if c == r.country {
				panels.Heads[i].Rows = append(panels.Heads[i].Rows, r.id)
			}
		}
		c := at[r.country+strconv.Itoa(r.year)]
		look := spec.Look{Row: r.id, Class: "bar", Free: true, Country: r.country, Clear: !r.seen}
		switch {
		case !r.seen:
			look.Class = "gap"
			p.Labels = append(p.Labels, spec.Label{Row: r.id, Words: env.T(key + "missing")})
		case c.id != r.id:
			look.Class = "older"
		case c.older != nil:
			p.Labels = append(p.Labels,
				spec.Label{Row: r.id, Words: env.T(key+"either", "First", env.Number(c.older.value, 0), "Second", env.Number(r.value, 0))},
				spec.Label{Row: r.id, Words: env.T(key+"edition.both", "First", c.older.edition, "Second", r.edition)})
		default:
			p.Labels = append(p.Labels, spec.Label{Row: r.id, Words: env.Number(r.value, 0)},
				spec.Label{Row: r.id, Words: env.T(key+"edition.single", "Year", r.edition)})
		}
		p.Looks = append(p.Looks, look)
	}
	if text, c, ok := rise(env, rows, at); ok && !gaps {
		p.Labels = append(p.Labels, spec.Label{Row: c.id, Words: text})
	}
	p.Bands = []spec.Bands{panels}
	return p
}
