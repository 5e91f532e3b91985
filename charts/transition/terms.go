package transition

import (
	"slices"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// termsOf are the countries that have a term, in the order of the data.
func termsOf(rows []row) []string {
	var out []string
	for _, r := range rows {
		if r.lane == "term" && !slices.Contains(out, r.country) {
			out = append(out, r.country)
		}
	}
	return out
}

// terms draws how long each country's authorities gave themselves: a bar with an arrow, since a term can be renewed or its last day was not
// in the sources. In the state neighbours each has a lane; before, there is but the one that the state tells of.
func (s *sheet) terms() error {
	lanes := termsOf(s.rows)
	for _, r := range s.rows {
		if r.lane != "term" || !s.shows(r, s.state) {
			continue
		}
		now, _ := s.seen(r, s.state)
		x, color := s.happened+s.laneStep(lanes)*float64(slices.Index(lanes, r.country)), hues.Country(r.country)
		if !now {
			color = spec.Ghost
		}
		long := r.end - r.at
		s.Line(r.id, color, spec.Pick(s.env, 5.0, 7.0), false, [2]float64{x, r.at}, [2]float64{x, r.at + max(long-0.12, long*0.9)})
		s.Marks = append(s.Marks, draw.Mark{Row: r.id, X: x, Y: r.end, Symbol: "triangle", Rotate: 180, Size: spec.Pick(s.env, 13.0, 17.0),
			Color: color})
		if s.state != "neighbours" {
			if err := s.named(r, x, now); err != nil {
				return err
			}
			continue
		}
		if err := s.term(r, x, s.laneStep(lanes), color); err != nil {
			return err
		}
	}
	return nil
}

// laneStep is how far the lanes of terms stand apart.
func (s *sheet) laneStep(lanes []string) float64 {
	step := spec.Pick(s.env, 71.0, 135.0)
	if n := float64(len(lanes) - 1); n > 0 {
		step = min(step, (s.Width-s.happened-32)/n)
	}
	return step
}

// named writes what a term is beside its bar, near its end.
func (s *sheet) named(r row, x float64, now bool) error {
	from := x + spec.Pick(s.env, 12.0, 18.0)
	text := typeset.Wrap(said(s.env, "event", r, s.words), min(s.Width-s.happened-s.fan-s.gap-10, s.Width-from-4), s.size, now)
	wide, high := typeset.Width(text, s.size, now), typeset.Lines(text)*draw.LineHeight(s.size)
	for _, y := range []float64{s.PY(r.end) - spec.Pick(s.env, 33.0, 42.0), s.PY(r.end) - high/2, s.PY(r.middle()), s.PY(r.at) + high/2} {
		place := draw.Rect{X0: from - 2, Y0: y - high/2, X1: from + wide + 2, Y1: y + high/2}
		if place.X1 > s.Width+1 || place.Y1 > s.Height || slices.ContainsFunc(s.taken, place.Hits) {
			continue
		}
		s.taken = append(s.taken, place)
		s.Text("name-"+r.id, from, s.Y(y), draw.Label(text, "right", s.size, spec.Either(now, spec.Ink, spec.Muted), now))
		return nil
	}
	return spec.NoRoom(s.env, "transition", s.state, text, r.id, rowMend)
}

// term writes the country of a term over its bar, when it began, and how many years it has.
func (s *sheet) term(r row, x, step float64, color string) error {
	date, err := s.env.Date(r.date[:min(7, len(r.date))])
	if err != nil {
		return err
	}
	name := typeset.Wrap(s.env.T(key+"country."+r.country), step-5, s.size, true)
	if typeset.Width(date, s.small, false) > step+8 {
		date = typeset.Wrap(date, step-3, s.small, false)
	}
	half := max(typeset.Width(name, s.size, true), typeset.Width(date, s.small, false)) / 2
	y := s.PY(r.at) - spec.Pick(s.env, 12.0, 16.0)
	hd, hn := typeset.Lines(date)*draw.LineHeight(s.small), typeset.Lines(name)*draw.LineHeight(s.size)
	years := s.env.N(key+"years", r.years)
	from := min(x+spec.Pick(s.env, 8.0, 12.0), s.Width-typeset.Width(years, s.small, false)-1)
	over := draw.Rect{X0: x - half, Y0: y - hd - hn, X1: x + half, Y1: y}
	var beside draw.Rect
	at := r.middle()
	for _, part := range []float64{0.5, 0.7, 0.3, 0.85} { // of the bar, where the number of years stands
		at = r.at + (r.end-r.at)*part
		beside = draw.Rect{X0: from, Y0: s.PY(at) - 8, X1: from + typeset.Width(years, s.small, false), Y1: s.PY(at) + 8}
		if !slices.ContainsFunc(s.taken, beside.Hits) {
			break
		}
	}
	hit := slices.ContainsFunc(s.taken, over.Hits) || slices.ContainsFunc(s.taken, beside.Hits)
	if hit || x+half > s.Width || beside.X0 < x+4 || over.Y0 < s.Top-8 {
		return spec.NoRoom(s.env, "transition", s.state, name, r.id, rowMend)
	}
	s.taken = append(s.taken, over, beside, draw.Rect{X0: x - 8, Y0: s.PY(r.end) - 8, X1: x + 8, Y1: s.PY(r.end) + 8})
	s.Text("date-"+r.id, x, s.Y(y-hd/2), draw.Label(date, "inside", s.small, spec.Ink, false))
	s.Text("name-"+r.id, x, s.Y(y-hd-hn/2), draw.Label(name, "inside", s.size, color, true))
	s.Text("years-"+r.id, from, at, draw.Label(years, "right", s.small, spec.Ink, false))
	// The start of each term, so that the order of the terms is read as a staircase.
	s.Line("start-"+r.id, color, 1.2, false, [2]float64{x - 7, r.at}, [2]float64{x + 7, r.at})
	return nil
}
