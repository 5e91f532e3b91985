package deaths

import (
	"strconv"

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
			s.Marks = append(s.Marks, spec.Mark{Row: r.id, From: r.value, To: r.value, Country: country})
		case r.seen:
			s.Marks = append(s.Marks, spec.Mark{Row: r.id, To: r.value, Country: country})
		}
	}
	return s
}

// timeOf says in which year each bar stands.
func timeOf(rows []row) spec.Scale {
	s := spec.Scale{Name: "time", Min: float64(years[0]), Max: float64(years[len(years)-1])}
	for _, y := range years {
		s.Ticks = append(s.Ticks, spec.Tick{Label: strconv.Itoa(y), Value: float64(y)})
	}
	for _, r := range rows {
		if !r.seen {
			continue
		}
		s.Marks = append(s.Marks, spec.Mark{Row: r.id, From: float64(r.year), To: float64(r.year)})
	}
	return s
}
