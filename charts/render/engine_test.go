package render

import (
	"strings"
	"sync"
	"testing"
)

var hostBundle = sync.OnceValues(func() ([]byte, error) { return Bundle("../..", false) })

func engine(t *testing.T, measure Measure) *Engine {
	t.Helper()
	b, err := hostBundle()
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewEngine(b, measure)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e
}

// axis is a chart whose one label is s, broken where it is wider than 100 px.
func axis(s string) map[string]any {
	return map[string]any{
		"xAxis":  map[string]any{"data": []any{s}, "axisLabel": map[string]any{"width": 100, "overflow": "break"}},
		"yAxis":  map[string]any{},
		"series": []any{map[string]any{"type": "bar", "data": []any{1}}},
	}
}

// Labels are laid out by our measure, whatever letters they hold: where it says that words are wide, they are broken.
func TestEngineAsksHowWideWordsAre(t *testing.T) {
	for _, c := range []struct {
		words, one string // one of the words
		width      float64
		whole      bool
	}{{"الذهب في مالي", "الذهب", 60, true}, {"الذهب في مالي", "الذهب", 99, true}, {"الذهب في مالي", "الذهب", 260, false}, {"l’or du Mali", "l’or", 260, false}, {"a \u2028 b", "\u2028", 20, true}} {
		var asked strings.Builder
		e := engine(t, func(s, font string) float64 {
			asked.WriteString(s + "\n")
			return c.width * float64(len([]rune(s))) / float64(len([]rune(c.words)))
		})
		svg, err := e.SVG(axis(c.words), 360, 300)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(asked.String(), c.one) {
			t.Errorf("%q was never measured", c.one)
		}
		if whole := strings.Contains(svg, ">"+c.words+"<"); whole != c.whole || !strings.Contains(svg, c.one) {
			t.Errorf("%q, %v px: whole %v, want %v: %s", c.words, c.width, whole, c.whole, svg)
		}
	}
}

// What ECharts cannot draw is said, and the engine draws on, whatever runs it; one that has ended is said too.
func TestEngineSaysWhatWentWrong(t *testing.T) {
	for how, gone := range map[string]string{"node": "Node", "go": "closed"} {
		t.Setenv(EngineEnv, how)
		e := engine(t, Width)
		if err := e.RegisterMap("land", []byte(`null`)); err == nil || !strings.Contains(err.Error(), "map land: ") {
			t.Errorf("%s: a map without features: %v", how, err)
		}
		if _, err := e.SVG(map[string]any{"series": []any{map[string]any{"type": "lines", "coordinateSystem": "none here", "data": []any{1}}}}, 360, 300); err == nil || !strings.HasPrefix(err.Error(), "drawing with ECharts: ") {
			t.Errorf("%s: a series that stands nowhere: %v", how, err)
		}
		if svg, err := e.SVG(axis("gold"), 360, 300); err != nil || !strings.Contains(svg, ">gold<") || e.Ended() {
			t.Fatalf("%s: after a fault: %v", how, err)
		}
		e.Close()
		if _, err := e.SVG(axis("a"), 360, 300); err == nil || !strings.Contains(err.Error(), gone) || !e.Ended() {
			t.Errorf("%s: an engine that ended: %v", how, err)
		}
		b, _ := hostBundle()
		if _, err := NewEngine(append([]byte("nonsense("), b...), Width); err == nil || !strings.Contains(err.Error(), "loading ECharts: ") {
			t.Errorf("%s: a bundle that is none: %v", how, err)
		}
	}
}

// Node is used where it is installed and not where it is not; asked for and not there, it is said.
func TestEngineDoesWithoutNode(t *testing.T) {
	b, err := hostBundle()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	t.Setenv(EngineEnv, "")
	e, err := NewEngine(b, Width)
	if err != nil {
		t.Fatal(err)
	}
	if svg, err := e.SVG(axis("gold"), 360, 300); err != nil || !strings.Contains(svg, ">gold<") {
		t.Errorf("without Node: %v", err)
	}
	t.Setenv(EngineEnv, "node")
	if _, err := NewEngine(b, Width); err == nil || !strings.Contains(err.Error(), "install nodejs") {
		t.Errorf("asked for Node where there is none: %v", err)
	}
}

// An axis says the words that stand beside its values, whatever runs ECharts: its own numbers know no language, and an option carries no
// code.
func TestAxisSaysItsWords(t *testing.T) {
	for _, how := range []string{"node", "go"} {
		t.Setenv(EngineEnv, how)
		svg, err := engine(t, Width).SVG(map[string]any{
			"xAxis": map[string]any{"type": "value", "min": 0, "max": 4, "axisLabel": map[string]any{"customValues": []any{0, 2, 4},
				"words": []any{"صفر", "deux", "4 t"}}, "axisTick": map[string]any{"customValues": []any{0, 2, 4}}},
			"yAxis":  map[string]any{},
			"series": []any{map[string]any{"type": "scatter", "data": []any{[]any{1, 1}}}},
		}, 360, 300)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{">صفر<", ">deux<", ">4 t<"} {
			if strings.Count(svg, words) != 1 {
				t.Errorf("%s: %s is not drawn once", how, words)
			}
		}
		if strings.Contains(svg, ">2<") {
			t.Errorf("%s: the axis says a number of its own", how)
		}
	}
}
