package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// World is a JavaScript world of its own over the page's nodes: a test's tools run there without the page's policy having to
// let them in, and without the page seeing them. It ends with the document.
type World struct {
	tab *Tab
	id  runtime.ExecutionContextID
}

// World opens an isolated world over the page as it stands and runs a script in it.
func (t *Tab) World(script string) (*World, error) {
	tree, err := chromedp.Call(t.ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	made, err := chromedp.Call(t.ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.FrameTree.Frame.ID, WorldName: "tools"})
	if err != nil {
		return nil, err
	}
	w := &World{t, made.ExecutionContextID}
	return w, w.run(script, nil)
}

// Eval is Tab.Eval in the world.
func (w *World) Eval(js string, out any) error {
	return w.run("(async()=>JSON.stringify((await ("+js+"))??null))()", out)
}

func (w *World) run(js string, out any) error {
	ctx, cancel := context.WithTimeout(w.tab.ctx, 120*time.Second)
	defer cancel()
	yes := true
	r, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: js, ContextID: w.id, AwaitPromise: &yes, ReturnByValue: &yes})
	if err != nil {
		return err
	}
	if d := r.ExceptionDetails; d != nil {
		s := d.Text
		if d.Exception != nil {
			s += " " + d.Exception.Description
		}
		return fmt.Errorf("evaluating %.120s: %s", js, s)
	}
	if out == nil {
		return nil
	}
	var text string
	if err := json.Unmarshal(r.Result.Value, &text); err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), out)
}

// Node is one node of the accessibility tree, as a screen reader is told of it.
type Node struct {
	Role, Name, Description string
	// Props are its properties (level, live, focusable …) as text.
	Props map[string]string
	// DOM is the node of the document that it stands for.
	DOM cdp.BackendNodeID
	// Depth counts the nodes above it that are told of.
	Depth int
}

// Tree is the page's accessibility tree in reading order, without the nodes that a screen reader is not told of.
func (t *Tab) Tree() ([]Node, error) {
	r, err := chromedp.Call(t.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return nil, err
	}
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range r.Nodes {
		byID[n.NodeID] = n
	}
	var out []Node
	var walk func(n *accessibility.Node, depth int)
	walk = func(n *accessibility.Node, depth int) {
		if !n.Ignored {
			x := Node{Role: said(n.Role), Name: said(n.Name), Description: said(n.Description), Props: map[string]string{}, DOM: n.BackendDOMNodeID, Depth: depth}
			for _, p := range n.Properties {
				x.Props[string(p.Name)] = said(p.Value)
			}
			out = append(out, x)
			depth++
		}
		for _, id := range n.ChildIDs {
			if c := byID[id]; c != nil {
				walk(c, depth)
			}
		}
	}
	if len(r.Nodes) > 0 {
		walk(r.Nodes[0], 0)
	}
	return out, nil
}

// said is an accessibility value as text.
func said(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var s string
	if json.Unmarshal(v.Value, &s) == nil {
		return s
	}
	return string(v.Value)
}

// keys are the keys that tests press, by their DOM name, with the code that Chromium acts by.
var keys = map[string]int64{"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "PageUp": 33, "PageDown": 34, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}

// Press presses a key as a keyboard does: by its DOM name, "Shift+" before it for a held shift.
func (t *Tab) Press(key string) error {
	p := input.DispatchKeyEventParams{Type: "keyDown"}
	if rest, ok := strings.CutPrefix(key, "Shift+"); ok {
		key, p.Modifiers = rest, 8
	}
	p.Key, p.Code, p.WindowsVirtualKeyCode = key, key, keys[key]
	switch {
	case key == "Enter":
		p.Text = "\r"
	case len(key) == 1:
		p.Text = key
	}
	if _, err := chromedp.Call(t.ctx, input.DispatchKeyEvent, p); err != nil {
		return err
	}
	p.Type, p.Text = "keyUp", ""
	_, err := chromedp.Call(t.ctx, input.DispatchKeyEvent, p)
	return err
}
