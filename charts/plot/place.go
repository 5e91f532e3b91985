package plot

import (
	"math"
	"strconv"
)

func num(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Rect is a place in a picture, in pixels from its top left corner.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Hits reports whether two places touch.
func (r Rect) Hits(o Rect) bool { return r.X0 < o.X1 && o.X0 < r.X1 && r.Y0 < o.Y1 && o.Y0 < r.Y1 }

// Note is a label that must find a place near a point, tied to it by a leader.
type Note struct {
	X, Y  float64 // the point, in pixels
	W, H  float64 // the size of the words
	Place Rect    // where Place put them
	Ok    bool
}

// Place finds places for notes, in their order: it tries rows from near to far above their points (below if up is false),
// starting over the point, then to its sides, and takes the first place inside bounds that touches neither what is taken nor
// a leader, and whose own leader crosses no words.
func Place(notes []Note, taken []Rect, bounds Rect, up bool) {
	var words, leaders []Rect
	for i := range notes {
		n := &notes[i]
		best := math.Inf(1)
		for gap := 10.0; gap < bounds.Y1-bounds.Y0; gap += 3 {
			y0 := n.Y - gap - n.H
			if !up {
				y0 = n.Y + gap
			}
			if y0 < bounds.Y0 || y0+n.H > bounds.Y1 {
				continue
			}
			for _, share := range []float64{0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95} {
				x0 := math.Min(math.Max(n.X-share*n.W, bounds.X0), bounds.X1-n.W)
				if x0 < bounds.X0 || n.X < x0-1 || n.X > x0+n.W+1 {
					continue
				}
				place := Rect{x0, y0, x0 + n.W, y0 + n.H}
				lead := Rect{n.X - 2, y0 + n.H, n.X + 2, n.Y - 6}
				if !up {
					lead = Rect{n.X - 2, n.Y + 6, n.X + 2, y0}
				}
				if hitsAny(grow(place, 3), taken) || hitsAny(grow(place, 3), words) || hitsAny(place, leaders) || hitsAny(lead, words) {
					continue
				}
				// A leader may pass other marks, but a place whose leader passes none is worth a longer way.
				cost := gap + 40*math.Abs(share-0.5)*0.2
				for _, t := range taken {
					if t.Hits(lead) {
						cost += 12
					}
				}
				if cost < best {
					best, n.Place, n.Ok = cost, place, true
				}
			}
		}
		if n.Ok {
			words = append(words, n.Place)
			if up {
				leaders = append(leaders, Rect{n.X - 3, n.Place.Y1, n.X + 3, n.Y})
			} else {
				leaders = append(leaders, Rect{n.X - 3, n.Y, n.X + 3, n.Place.Y0})
			}
		}
	}
}

func grow(r Rect, by float64) Rect { return Rect{r.X0 - by, r.Y0 - by, r.X1 + by, r.Y1 + by} }

func hitsAny(r Rect, all []Rect) bool {
	for _, o := range all {
		if r.Hits(o) {
			return true
		}
	}
	return false
}

// Swarm stacks dots of one lane that would touch: each dot, in the order given, takes the first free level of 0, 1, -1, 2,
// -2 … at its own x. The result is the level of each dot; it depends on nothing but the input.
func Swarm(xs []float64, size float64) []int {
	levels := make([]int, len(xs))
	for i, x := range xs {
		for try := 0; ; try++ {
			level := (try + 1) / 2
			if try%2 == 0 {
				level = -level
			}
			free := true
			for j := 0; j < i && free; j++ {
				dx, dy := x-xs[j], float64(level-levels[j])*size
				free = dx*dx+dy*dy >= size*size*0.98
			}
			if free {
				levels[i] = level
				break
			}
		}
	}
	return levels
}
