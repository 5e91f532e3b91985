package render

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

//go:embed host.js
var host string

// inNode runs ECharts in a Node process of its own, which is the faster way where Node is installed.
type inNode struct {
	in      io.WriteCloser
	out     *bufio.Reader
	trouble *bytes.Buffer // what Node says when it fails
	ended   chan struct{}
	measure Measure
}

// newInNode starts Node and loads a bundle made by Bundle.
func newInNode(bundle []byte, measure Measure) (*inNode, error) {
	node := exec.Command("node", "--input-type=commonjs", "-e", host)
	e := &inNode{trouble: &bytes.Buffer{}, ended: make(chan struct{}), measure: measure}
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
		return nil, fmt.Errorf("Node does not start: %w; install nodejs, or set %s=go", err, EngineEnv)
	}
	ended := e.ended
	go func() { node.Wait(); close(ended) }()
	if _, err := e.ask(map[string]any{"do": "load", "bundle": string(bundle)}); err != nil {
		e.close()
		return nil, fmt.Errorf("in Node: %w", err)
	}
	return e, nil
}

func (e *inNode) close() {
	e.in.Close()
	<-e.ended
}

func (e *inNode) gone() bool {
	select {
	case <-e.ended:
		return true
	default:
		return false
	}
}

// release lets Node end without being waited for, once nobody holds the engine any more.
func (e *inNode) release() { e.in.Close() }

func (e *inNode) registerMap(name string, geojson []byte) error {
	_, err := e.ask(map[string]any{"do": "map", "name": name, "shapes": json.RawMessage(geojson)})
	return err
}

func (e *inNode) svg(option map[string]any, width, height float64) (string, error) {
	return e.ask(map[string]any{"do": "draw", "option": option, "width": width, "height": height})
}

// ask puts a question to host.js, tells it the widths that it wants to know meanwhile, and gives its answer.
func (e *inNode) ask(question any) (svg string, err error) {
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
func (e *inNode) broken(err error) error {
	e.close()
	if said := strings.TrimSpace(e.trouble.String()); said != "" {
		return fmt.Errorf("Node: %w: %s", err, said)
	}
	return fmt.Errorf("Node: %w", err)
}
