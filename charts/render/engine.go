package render

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
)

// Engine runs the ECharts bundle: in a Node process of its own where Node is installed, and else in this process, by goja. Both draw the
// same bytes (a test holds them to it). It ends when it is closed or held by nobody any more. It draws one picture at a time; use one
// engine per goroutine for more.
type Engine struct {
	mu sync.Mutex
	runner
}

// runner is a way to run ECharts.
type runner interface {
	registerMap(name string, geojson []byte) error
	svg(option map[string]any, width, height float64) (string, error)
	close()
	gone() bool
	release()
}

// Measure gives the width in pixels of a text in an ECharts font string ("bold 13px Source Serif").
type Measure func(text, font string) float64

// EngineEnv names the variable that chooses what runs ECharts: "node" or "go"; anything else is Node where it is installed.
const EngineEnv = "EXPLAINER_ENGINE"

// NewEngine loads a bundle made by Bundle. measure must know the fonts of the pages, so that labels are laid out on the
// host as they will be in the browser.
func NewEngine(bundle []byte, measure Measure) (*Engine, error) {
	r, err := newRunner(bundle, measure)
	if err != nil {
		return nil, fmt.Errorf("loading ECharts: %w", err)
	}
	e := &Engine{runner: r}
	runtime.AddCleanup(e, runner.release, r)
	return e, nil
}

func newRunner(bundle []byte, measure Measure) (runner, error) {
	_, missing := exec.LookPath("node")
	if how := os.Getenv(EngineEnv); how == "go" || how != "node" && missing != nil {
		return newInGo(bundle, measure)
	}
	return newInNode(bundle, measure)
}

// Close ends the engine and waits for it.
func (e *Engine) Close() { e.close() }

// Ended reports whether the engine is no more, closed or not.
func (e *Engine) Ended() bool { return e.gone() }

// RegisterMap gives the engine the shapes of a geo component, as GeoJSON.
func (e *Engine) RegisterMap(name string, geojson []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.registerMap(name, geojson); err != nil {
		return fmt.Errorf("map %s: %w", name, err)
	}
	return nil
}

// SVG draws an option and returns ECharts' own SVG text; see Clean. Width and height are in pixels.
func (e *Engine) SVG(option map[string]any, width, height float64) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	svg, err := e.svg(option, width, height)
	if err != nil {
		return "", fmt.Errorf("drawing with ECharts: %w", err)
	}
	return svg, nil
}
