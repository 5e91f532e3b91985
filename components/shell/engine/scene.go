//go:build js && wasm

package engine

import (
	"strings"
	"sync"
	"syscall/js"
	"time"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/scroll"
)

// Scene is one sticky graphic of the page.
type Scene struct {
	scroll.Scene
	El, Figure js.Value
	Layers     map[string]js.Value
	Shown      string
	Told       string // the state that the place for the keyboard was last described by
	OnState    func(from, to string)

	// Spec is the graphic's words (Tips, by row) and options (Forms), once read.
	Spec    js.Value
	url     string
	reading sync.Mutex
	failed  time.Time // when they could not be had
}

// Overlaid says whether two states are drawn in one place, one shown at a time. Unrolled, and where a window is too low, each stands at its
// own step: then nothing can move from one to the other.
func (s *Scene) Overlaid(a, b string) bool {
	top := func(state string) js.Value {
		if l := s.Layers[state]; l.Truthy() {
			return l.Call("getBoundingClientRect").Get("top")
		}
		return js.Null()
	}
	return top(a).Equal(top(b))
}

// Show has the scene show a state.
func (s *Scene) Show(state string) {
	if state == s.Shown {
		return
	}
	from := s.Shown
	s.Shown = state
	for name, l := range s.Layers {
		dom.Mark(l, "data-shown", name == state)
	}
	if s.OnState != nil && from != "" {
		s.OnState(from, state)
	}
}

// Read fetches the words of the marks and the options, and reports whether they are there: readers without motion, and
// without ECharts, explore the marks too. A network that fails once is asked again, at another touch. It must run in a goroutine.
func (s *Scene) Read() bool {
	s.reading.Lock()
	defer s.reading.Unlock()
	const pause = 3 * time.Second
	if !s.Spec.Truthy() && time.Since(s.failed) > pause {
		if text, ok := dom.FetchText(s.url); ok {
			s.Spec = dom.Parse(text)
		}
		if !s.Spec.Truthy() {
			s.failed = time.Now()
		}
	}
	return s.Spec.Truthy()
}

// SceneOf is the scene that an element belongs to; nil if it belongs to none.
func (e *Engine) SceneOf(el js.Value) *Scene {
	at := el.Call("closest", ".scene")
	for _, sc := range e.Scenes {
		if sc.El.Equal(at) {
			return sc
		}
	}
	return nil
}

// Flies reports whether a scene's graphic is a map.
func (s *Scene) Flies() bool {
	return strings.Contains(s.El.Get("className").String(), "scene-map")
}

// FormNow is the drawing that the style sheet shows.
func FormNow() string {
	if dom.Matches("(min-width: 60rem) and (min-height: 44rem)") {
		return "wide"
	}
	return "narrow"
}
