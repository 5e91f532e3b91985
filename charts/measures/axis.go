package measures

import (
	"math"
	"strconv"

	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

// axis is the time of a state: from the first event to a little after the last.
type axis struct {
	from, until float64
	ticks       []spec.Tick
	strokes     []float64 // where a line goes up; at the ticks, and at the months between them
}

// beside is by how many pixels a label of the axis begins past its stroke.
const beside = 3

// axisOf chooses the time of a state over a width in pixels: years, or months where the picture looks closer.
func axisOf(env *spec.Env, events []event, state string, width float64) axis {
	first, last := math.Inf(1), math.Inf(-1)
	for _, e := range events {
		if shows(state, e) {
			x, _ := locales.DecimalYear(e.Date)
			first, last = min(first, x), max(last, x)
		}
	}
	if state == "since" {
		begin, _ := locales.DecimalYear(sinceDate[:7])
		months := int(math.Floor((begin-0.5/12)*12+0.5)) - 1 // a month of air before the first day
		a := axis{from: float64(months) / 12, until: math.Ceil((last+0.08)*100) / 100}
		if (a.until-a.from)*12 <= mostMonths {
			a.months(env, months, width)
			return a
		}
		first = begin
	}
	a := axis{from: math.Floor(first), until: math.Ceil((last+0.1)*10) / 10}
	a.until = max(a.until, a.from+1.3) // one year makes no scale
	a.years(env, width)
	return a
}

// mostMonths is how many months an axis names; a longer one names years.
const mostMonths = 36

// months names every first, second, third … month, as there is room, and draws a line for each.
func (a *axis) months(env *spec.Env, first int, width float64) {
	name := func(i int) string { return env.Month((first+i)%12+1) + " " + strconv.Itoa((first+i)/12) }
	n, widest := 0, 0.0
	for ; a.at(first+n) < a.until; n++ {
		a.strokes = append(a.strokes, a.at(first+n))
		widest = max(widest, typeset.Width(name(n), env.SmallSize(), false))
	}
	per := width / (a.until - a.from) / 12
	for _, k := range []int{1, 2, 3, 6, 12} {
		if per*float64(k) < widest+beside+8 && k < 12 {
			continue
		}
		for i := 0; i < n; i += k {
			if a.fits(env, a.at(first+i), name(i), width) {
				a.ticks = append(a.ticks, spec.Tick{Label: name(i), Value: a.at(first + i)})
			}
		}
		return
	}
}

func (a *axis) at(month int) float64 { return float64(month) / 12 }

// fits reports whether a label has room between its stroke and the edge of the picture.
func (a *axis) fits(env *spec.Env, at float64, words string, width float64) bool {
	return (a.until-at)/(a.until-a.from)*width+spec.Pick(env, 10.0, 16.0) >= beside+typeset.Width(words, env.SmallSize(), false)
}

// years names years in a round step, as there is room.
func (a *axis) years(env *spec.Env, width float64) {
	per, widest := width/(a.until-a.from), typeset.Width("0000", env.SmallSize(), false)
	for _, k := range []int{1, 2, 5, 10, 20, 50, 100} {
		if per*float64(k) < widest+beside+8 && k < 100 {
			continue
		}
		for y := int(a.from); float64(y) < a.until; y += k {
			if a.fits(env, float64(y), strconv.Itoa(y), width) {
				a.strokes = append(a.strokes, float64(y))
				a.ticks = append(a.ticks, spec.Tick{Label: strconv.Itoa(y), Value: float64(y)})
			}
		}
		return
	}
}
