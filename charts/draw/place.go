package draw

import (
	"math"
	"sort"
)

// Rect is a place in a picture, in pixels from its top left corner.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Hits reports whether two places touch.
func (r Rect) Hits(o Rect) bool { return r.X0 < o.X1 && o.X0 < r.X1 && r.Y0 < o.Y1 && o.Y0 < r.Y1 }

// Note is a label that must find a place near a point, tied to it by a leader.
type Note struct {
	X, Y  float64 // the point, in pixels
	W, H  float64 // the size of the words
	Reach float64 // from the point to the edge of its mark
	Place Rect    // where Place put them
	Ok    bool
}

// Place finds places for notes: over their points, from near to far (below them if up is false), inside bounds, so that no
// words touch what is taken, other words or another note's leader, and no leader crosses words. Which note is placed first
// decides how well the others fare, so all orders are tried and the one with the shortest leaders is kept; the result
// depends on nothing but the input.
func Place(notes []Note, taken []Rect, bounds Rect, up bool) {
	if len(notes) > tried {
		placeMany(notes, taken, bounds, up)
		return
	}
	var best []Note
	bestCost := math.Inf(1)
	order := make([]int, len(notes))
	for i := range order {
		order[i] = i
	}
	share := make([]float64, len(notes))
	// sides tries every side of its leader for every note of an order.
	var sides func(k int)
	sides = func(k int) {
		if k < len(share) {
			for _, s := range []float64{0.5, 0, 1, 0.2, 0.8} {
				share[k] = s
				sides(k + 1)
				if len(share) > 3 && s == 1 {
					break // the finer sides are left out where there are many notes, to keep the search short
				}
			}
			return
		}
		try := append([]Note(nil), notes...)
		if cost := placeInOrder(try, order, share, taken, bounds, up, bestCost); cost < bestCost-0.01 {
			best, bestCost = try, cost
		}
	}
	var permute func(k int)
	permute = func(k int) {
		if k == len(order) {
			sides(0)
			return
		}
		for i := k; i < len(order); i++ {
			order[k], order[i] = order[i], order[k]
			permute(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	permute(0)
	copy(notes, best)
}

// tried is up to how many notes all orders are tried.
const tried = 6

// placeMany is Place for more notes: some of them may come first, and takes the side of its leader that is best at its turn.
func placeMany(notes []Note, taken []Rect, bounds Rect, up bool) {
	var best []Note
	least := math.Inf(1)
	n := len(notes)
	for _, from := range []int{0, n / 4, n / 2, n * 3 / 4} {
		for _, way := range []int{1, n - 1} {
			order := make([]int, n)
			for k := range order {
				order[k] = (from + k*way) % n
			}
			share := make([]float64, n)
			var cost float64
			var try []Note
			for k, i := range order {
				side, low := 0.5, math.Inf(1)
				for _, s := range []float64{0.5, 0, 1} {
					share[i] = s
					one := append([]Note(nil), notes...)
					if c := placeInOrder(one, order[:k+1], share, taken, bounds, up, low); c < low {
						side, low, try, cost = s, c, one, c
					}
				}
				share[i] = side
			}
			if cost < least-0.01 {
				best, least = try, cost
			}
		}
	}
	copy(notes, best)
}

// unplaced is what a note without a place costs: more than any leader.
const unplaced = 10000.0

func placeInOrder(notes []Note, order []int, shares []float64, taken []Rect, bounds Rect, up bool, limit float64) float64 {
	var words, leaders []Rect
	total := 0.0
	for _, i := range order {
		if total >= limit {
			return total // no better than what is known
		}
		n := &notes[i]
		n.Ok = false
		best := math.Inf(1)
		for gap := n.Reach + 7; gap < bounds.Y1-bounds.Y0 && gap < best; gap += 3 {
			y0 := n.Y - gap - n.H
			if !up {
				y0 = n.Y + gap
			}
			if y0 < bounds.Y0 || y0+n.H > bounds.Y1 {
				continue
			}
			share := shares[i]
			x0 := math.Min(math.Max(n.X-share*n.W, bounds.X0), bounds.X1-n.W)
			if x0 < bounds.X0 || n.X < x0-2 || n.X > x0+n.W+2 {
				break
			}
			place := Rect{x0, y0, x0 + n.W, y0 + n.H}
			lead := Rect{n.X - 2, y0 + n.H, n.X + 2, n.Y - n.Reach - 1}
			if !up {
				lead = Rect{n.X - 2, n.Y + n.Reach + 1, n.X + 2, y0}
			}
			if hitsAny(Rect{place.X0 - 6, place.Y0 - 3, place.X1 + 6, place.Y1 + 3}, words) || hitsAny(grow(place, 2), taken) ||
				hitsAny(place, leaders) || hitsAny(lead, words) {
				continue
			}
			// A leader may pass other marks, but a place whose leader passes none is worth a longer way.
			cost := gap + 8*math.Abs(share-0.5)
			for _, t := range taken {
				if t.Hits(lead) {
					cost += 12
				}
			}
			if cost < best {
				best, n.Place, n.Ok = cost, place, true
			}
		}
		if !n.Ok {
			total += unplaced
			continue
		}
		total += best
		words = append(words, n.Place)
		lead := Rect{n.X - 2, n.Place.Y1, n.X + 2, n.Y}
		if !up {
			lead = Rect{n.X - 2, n.Y, n.X + 2, n.Place.Y0}
		}
		leaders = append(leaders, lead)
	}
	return total
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

// Spread moves the middles of boxes of some heights as little as it must so that none touches another and all stay between
// top and bottom, and keeps their order. Middles must be sorted.
func Spread(middles, heights []float64, top, bottom float64) []float64 {
	n := len(middles)
	out := append([]float64(nil), middles...)
	if !sort.Float64sAreSorted(out) {
		sort.Float64s(out)
	}
	for round := 0; round < 200; round++ {
		moved := false
		for i := 0; i+1 < n; i++ {
			need := (heights[i] + heights[i+1]) / 2
			if gap := out[i+1] - out[i]; gap < need-0.01 {
				d := (need - gap) / 2
				out[i] -= d
				out[i+1] += d
				moved = true
			}
		}
		if n > 0 {
			out[0] = math.Max(out[0], top+heights[0]/2)
			out[n-1] = math.Min(out[n-1], bottom-heights[n-1]/2)
		}
		if !moved {
			break
		}
	}
	// A last pass downward settles what is left after the rounds.
	for i := 0; i+1 < n; i++ {
		if need := (heights[i] + heights[i+1]) / 2; out[i+1]-out[i] < need {
			out[i+1] = out[i] + need
		}
	}
	return out
}

// Unique joins lists of record ids, each id once, in order.
func Unique(lists ...[]string) []string {
	seen := map[string]bool{}
	var out []string
	for _, list := range lists {
		for _, id := range list {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}
