package draw

import "math"

// Pin is words that must stand at a dot of a picture: right, left, over or under it, as near as there is room.
type Pin struct {
	X, Y, W, H float64 // the dot's middle and the size of the words, in pixels
	Reach      float64 // from the middle to the edge of the dot
	// Place is where the words stand; Ok: there is room. Lead: so far off that a stroke must lead to them.
	Place    Rect
	Ok, Lead bool
}

// Beside finds places for pins, inside bounds, so that no words touch other words or a dot, none stand nearer to another dot than to
// their own, and as few as can be are crossed by lines. It returns what the places cost: less is better. The result depends on nothing but
// the input.
func Beside(pins []Pin, dots []Rect, lines [][4]float64, taken []Rect, bounds Rect) float64 {
	var best []Pin
	least := math.Inf(1)
	for from := range max(len(pins), 1) { // who comes first decides how well the others fare: each may
		for _, back := range []bool{false, true} {
			try := append([]Pin(nil), pins...)
			placed := append([]Rect(nil), taken...)
			cost := 0.0
			for k := range try {
				i := (from + k) % len(try)
				if back {
					i = (from - k + len(try)) % len(try)
				}
				cost += try[i].settle(dots, lines, placed, bounds)
				if try[i].Ok {
					placed = append(placed, try[i].Place)
				}
			}
			if cost < least-1e-6 {
				best, least = try, cost
			}
		}
	}
	copy(pins, best)
	return least
}

// leadFrom is how far off words stand to which a stroke leads.
const leadFrom = 18

// settle takes the best place for one pin and returns what it costs.
func (p *Pin) settle(dots []Rect, lines [][4]float64, placed []Rect, bounds Rect) float64 {
	least := float64(unplaced)
	for gap := p.Reach + 3; gap < 70; gap += 3 {
		for k, side := range [][2]float64{{1, 0}, {0, -1}, {0, 1}, {-1, 0}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}} {
			at := p.rect(side, gap)
			far := gap > leadFrom
			if far && side[1] == 0 || at.X0 < bounds.X0 || at.X1 > bounds.X1 || at.Y0 < bounds.Y0 || at.Y1 > bounds.Y1 || hitsAny(grow(at, 2), placed) || hitsAny(grow(at, 1), dots) {
				continue
			}
			if !far && p.nearer(at, dots) {
				continue
			}
			cost := gap*1.5 + float64(k)*0.8
			if far {
				cost += 12
			}
			for _, l := range lines {
				if crosses(at, l) {
					cost += 14
				}
			}
			if cost < least {
				least = cost
				p.Place, p.Ok, p.Lead = at, true, far
			}
		}
	}
	return least
}

// rect is where words stand on a side at a distance.
func (p *Pin) rect(side [2]float64, gap float64) Rect {
	x, y := p.X-p.W/2, p.Y-p.H/2
	switch {
	case side[1] == 0:
		x = p.X + side[0]*(gap+p.W/2) - p.W/2
	case side[0] == 0:
		y = p.Y + side[1]*(gap+p.H/2) - p.H/2
	default:
		x, y = p.X+side[0]*(p.W/2-2)-p.W/2, p.Y+side[1]*(gap+p.H/2)-p.H/2
	}
	return Rect{x, y, x + p.W, y + p.H}
}

// nearer reports whether another dot stands nearer to words than their own.
func (p *Pin) nearer(at Rect, dots []Rect) bool {
	own := apart(at, Rect{p.X - p.Reach, p.Y - p.Reach, p.X + p.Reach, p.Y + p.Reach})
	for _, d := range dots {
		if d.X0 <= p.X && p.X <= d.X1 && d.Y0 <= p.Y && p.Y <= d.Y1 {
			continue // its own, or one on the same place
		}
		if apart(at, d) < own+1 {
			return true
		}
	}
	return false
}

func apart(a, b Rect) float64 {
	return math.Hypot(max(a.X0-b.X1, b.X0-a.X1, 0), max(a.Y0-b.Y1, b.Y0-a.Y1, 0))
}

// Crossed is 1 where a stroke passes through a place, else 0.
func Crossed(r Rect, stroke [4]float64) int {
	if crosses(r, stroke) {
		return 1
	}
	return 0
}

// crosses reports whether a stroke passes through a place.
func crosses(r Rect, g [4]float64) bool {
	t0, t1 := 0.0, 1.0
	for _, e := range [4][2]float64{{g[0] - g[2], g[0] - r.X0}, {g[2] - g[0], r.X1 - g[0]}, {g[1] - g[3], g[1] - r.Y0}, {g[3] - g[1], r.Y1 - g[1]}} {
		switch d, q := e[0], e[1]; {
		case d == 0 && q < 0:
			return false
		case d < 0:
			t0 = max(t0, q/d)
		case d > 0:
			t1 = min(t1, q/d)
		}
	}
	return t0 <= t1
}

// Steps chooses a scale from nothing to top: a round step, at most most of them, and the end of the axis.
func Steps(top float64, most int) (limit, step float64) {
	if top <= 0 {
		return 1, 1
	}
	step = math.Pow(10, math.Floor(math.Log10(top/float64(most))))
	for _, k := range []float64{1, 2, 2.5, 5, 10, 20} {
		if top/(step*k) <= float64(most)+1e-9 {
			step *= k
			break
		}
	}
	return math.Ceil(top/step-1e-9) * step, step
}
