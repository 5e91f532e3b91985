// Package scroll is the mathematics of the scroll engine: where the reader is follows from where the page is, never from
// what happened before. It knows no browser; observers only say when to ask it.
package scroll

// Line is the height in the viewport, as a share of it from the top, that a step's top must cross to become active. The
// pages' CSS (view-timeline-inset) and boot.js state the same number; a test holds the three together.
const Line = 0.6

// Active is the index of the active step: the last whose top stands at or above the trigger line. tops are the steps' tops
// in the page, ascending, in CSS pixels; offset is the scroll position and viewport the height of what is seen. Before the
// first step it is 0; without steps it is -1.
func Active(tops []float64, offset, viewport float64) int {
	if len(tops) == 0 {
		return -1
	}
	line := offset + viewport*Line
	active := 0
	for i, top := range tops {
		if top > line {
			break
		}
		active = i
	}
	return active
}

// Progress is how much of the story has been read, 0 to 1: where the trigger line stands between the first step's top and
// the end of the last step.
func Progress(first, end, offset, viewport float64) float64 {
	if end <= first {
		return 0
	}
	p := (offset + viewport*Line - first) / (end - first)
	return min(max(p, 0), 1)
}

// Scene is a run of steps that share a graphic, with the state of each.
type Scene struct {
	First  int      // index of its first step in the story
	States []string // state of each of its steps
}

// State is the state that a scene shows while step active is active: its own step's state, the first before it is reached,
// the last after it has been left.
func (s Scene) State(active int) string {
	if len(s.States) == 0 {
		return ""
	}
	i := min(max(active-s.First, 0), len(s.States)-1)
	return s.States[i]
}

// Target is the scroll position at which a step becomes active with a little to spare, never above the page's start.
func Target(top, viewport float64) float64 {
	return max(0, top-viewport*Line+2)
}

// Hold is where the active step's top is to stand in a view of another height, so that the step stays the active one and stands where
// it stood, at a share of the view's height. tops are those of the new layout.
func Hold(tops []float64, active int, at, view float64) float64 {
	line := view * Line
	to := at * view
	if active+1 < len(tops) {
		to = max(to, line-(tops[active+1]-tops[active])+1) // or the next one would have crossed
	}
	if at <= Line { // it had crossed; the first step is the active one before it has
		to = min(to, line)
	}
	return to
}
