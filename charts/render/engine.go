package render

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"sync"
)

// Engine runs the ECharts bundle in a Node process of its own, which ends when the engine is closed or held by nobody any more. It
// draws one picture at a time; use one engine per goroutine for more.
type Engine struct {
	mu      sync.Mutex
	in      io.WriteCloser
	out     *bufio.Reader
	trouble *bytes.Buffer // what Node says when it fails
	ended   chan struct{}
	measure Measure
}

// Measure gives the width in pixels of a text in an ECharts font string ("bold 13px Source Serif").
type Measure func(text, font string) float64

//go:embed host.js
var host string

// NewEngine loads a bundle made by Bundle. measure must know the fonts of the pages, so that labels are laid out on the
// host as they will be in the browser.
func NewEngine(bundle []byte, measure Measure) (*Engine, error) {
	node := exec.Command("node", "--input-type=commonjs", "-e", host)
	e := &Engine{trouble: &bytes.Buffer{}, ended: make(chan struct{}), measure: measure}
	node.Stderr = e.trouble
	var err error
	if e.in, err = node.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := node.StdoutPipe()
	if err != nil {
		return nil, err
	}
	e.out = bufio.NewReaderSize(out, 1<<16)
	if err := node.Start(); err != nil {
		return nil, fmt.Errorf("ECharts is drawn by Node, which does not start: %w; install nodejs", err)
	}
	ended := e.ended
	go func() { node.Wait(); close(ended) }()
	runtime.AddCleanup(e, func(in io.Closer) { in.Close() }, io.Closer(e.in))
	if _, err := e.ask(map[string]any{"do": "load", "bundle": string(bundle)}); err != nil {
		e.Close()
		return nil, fmt.Errorf("loading ECharts in Node: %w", err)
	}
	return e, nil
}

// Close ends the engine's process and waits for it.
func (e *Engine) Close() {
	e.in.Close()
	<-e.ended
}

// Ended reports whether the engine's process is no more, closed or not.
func (e *Engine) Ended() bool {
	select {
	case <-e.ended:
		return true
	default:
		return false
	}
}

// RegisterMap gives the engine the shapes of a geo component, as GeoJSON.
func (e *Engine) RegisterMap(name string, geojson []byte) error {
	if _, err := e.ask(map[string]any{"do": "map", "name": name, "shapes": json.RawMessage(geojson)}); err != nil {
		return fmt.Errorf("map %s: %w", name, err)
	}
	return nil
}

// SVG draws an option and returns ECharts' own SVG text; see Clean. Width and height are in pixels.
func (e *Engine) SVG(option map[string]any, width, height float64) (string, error) {
	svg, err := e.ask(map[string]any{"do": "draw", "option": option, "width": width, "height": height})
	if err != nil {
		return "", fmt.Errorf("drawing with ECharts: %w", err)
	}
	return svg, nil
}

// ask puts a question to host.js, tells it the widths that it wants to know meanwhile, and gives its answer.
func (e *Engine) ask(question any) (svg string, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for {
		raw, err := json.Marshal(question)
		if err != nil {
			return "", err
		}
		if _, err := e.in.Write(append(raw, '\n')); err != nil {
			return "", e.broken(err)
		}
		line, err := e.out.ReadBytes('\n')
		if err != nil {
			return "", e.broken(err)
		}
		var answer struct {
			Text, Font *string
			SVG, Error string
		}
		if err := json.Unmarshal(line, &answer); err != nil {
			return "", e.broken(err)
		}
		switch {
		case answer.Error != "":
			return "", fmt.Errorf("%s", answer.Error)
		case answer.Text == nil:
			return answer.SVG, nil
		}
		question = e.measure(*answer.Text, *answer.Font)
	}
}

// broken is the fault of a process that does not answer: it is ended, and its own words are part of the fault.
func (e *Engine) broken(err error) error {
	e.Close()
	if said := strings.TrimSpace(e.trouble.String()); said != "" {
		return fmt.Errorf("Node: %w: %s", err, said)
	}
	return fmt.Errorf("Node: %w", err)
}
