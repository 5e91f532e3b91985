package transition

import (
	"strconv"

	"sahel-explainer/charts/spec"
)

// scaleOf says when the marks of a state stand: promises at their date, terms at their end, and what happened at its date where it is
// folded into the line (elsewhere its words have moved it, and a stroke leads from the date to it).
func (g graphic) scaleOf(rows []row, state string) spec.Scale {
	s := spec.Scale{Name: "time", Vertical: true, Down: true, Min: 2020, Max: 2031}
	for y := 2020; y <= 2030; y++ {
		s.Ticks = append(s.Ticks, spec.Tick{Label: strconv.Itoa(y), Value: float64(y)})
	}
	for _, r := range rows {
		now, before := g.seen(r.id, state)
		told := now || before
		at, ok := (r.at+r.end)/2, false
		switch r.lane {
		case "promised":
			ok = true
		case "happened":
			ok = state == "neighbours" || !told
		case "term":
			at, ok = r.end, told && (r.country == "ML" || state == "neighbours")
		}
		if ok {
			s.Marks = append(s.Marks, spec.Mark{Row: r.id, From: at, To: at, Country: r.country})
		}
	}
	return s
}
