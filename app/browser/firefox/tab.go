package firefox

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"sahel-explainer/app/browser"
)

// Tab is one page and what it complained of.
type Tab struct {
	b  *Browser
	id string

	mu           sync.Mutex
	faults, urls []string
}

var _ browser.Page = (*Tab)(nil)

// NewTab opens a page.
func (b *Browser) NewTab() (*Tab, error) {
	var made struct {
		Context string `json:"context"`
	}
	if err := b.call("browsingContext.create", map[string]any{"type": "tab"}, &made); err != nil {
		return nil, err
	}
	t := &Tab{b: b, id: made.Context}
	b.mu.Lock()
	b.tabs[t.id] = t
	b.mu.Unlock()
	return t, nil
}

// hear notes what an event tells of a page, or of a frame of one.
func (b *Browser) hear(method string, raw json.RawMessage) {
	var e struct {
		Context string `json:"context"`
		Level   string `json:"level"`
		Type    string `json:"type"`
		Text    string `json:"text"`
		Error   string `json:"errorText"`
		Source  struct {
			Context string `json:"context"`
		} `json:"source"`
		Request struct {
			URL string `json:"url"`
		} `json:"request"`
		Response struct {
			Status int `json:"status"`
		} `json:"response"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return
	}
	if e.Context == "" {
		e.Context = e.Source.Context
	}
	b.mu.Lock()
	t := b.tabs[e.Context]
	b.mu.Unlock()
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case method == "network.beforeRequestSent":
		t.urls = append(t.urls, e.Request.URL)
	case method == "network.fetchError" && e.Error != "NS_BINDING_ABORTED":
		t.faults = append(t.faults, "log: "+e.Error+" "+e.Request.URL)
	case method == "network.responseCompleted" && e.Response.Status >= 400:
		t.faults = append(t.faults, fmt.Sprintf("log: answered %d %s", e.Response.Status, e.Request.URL))
	case method == "log.entryAdded" && (e.Level == "error" || strings.Contains(e.Text, "panic")):
		t.faults = append(t.faults, e.Type+": "+e.Text)
	}
}

// Close closes the page.
func (t *Tab) Close() {
	t.b.call("browsingContext.close", map[string]any{"context": t.id}, nil)
	t.b.mu.Lock()
	delete(t.b.tabs, t.id)
	t.b.mu.Unlock()
}

// Faults are what the page has complained of since the last call.
func (t *Tab) Faults() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.faults
	t.faults = nil
	return f
}

// Requests are the addresses that the page has asked for.
func (t *Tab) Requests() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.urls...)
}

// Go loads an address and waits for its load event.
func (t *Tab) Go(url string) error {
	return t.b.call("browsingContext.navigate", map[string]any{"context": t.id, "url": url, "wait": "complete"}, nil)
}

// Size sets the viewport in CSS pixels.
func (t *Tab) Size(width, height int) error {
	return t.b.call("browsingContext.setViewport", map[string]any{"context": t.id, "viewport": map[string]int{"width": width, "height": height}, "devicePixelRatio": 1}, nil)
}

// Eval runs an expression, waits for it if it is a promise, and decodes its JSON value into out (may be nil).
func (t *Tab) Eval(js string, out any) error { return t.b.eval(t.id, js, out) }

func (b *Browser) eval(context, js string, out any) error {
	var r struct {
		Type   string `json:"type"`
		Result struct {
			Value string `json:"value"`
		} `json:"result"`
		Details struct {
			Text string `json:"text"`
		} `json:"exceptionDetails"`
	}
	if err := b.call("script.evaluate", map[string]any{"expression": browser.Settled(js), "target": map[string]any{"context": context}, "awaitPromise": true}, &r); err != nil {
		return fmt.Errorf("evaluating %.120s: %w", js, err)
	}
	if r.Type == "exception" {
		return fmt.Errorf("evaluating %.120s: %s", js, r.Details.Text)
	}
	return browser.Decode(r.Result.Value, out)
}

// Wait polls an expression until it is true; a promise is waited for and its value judged.
func (t *Tab) Wait(js string, limit time.Duration) error { return browser.Poll(t.Eval, js, limit) }

// Painted waits for two frames.
func (t *Tab) Painted() error { return t.Eval(browser.TwoFrames, nil) }

// Wheel turns the wheel over a point of the viewport.
func (t *Tab) Wheel(x, y, by float64) error {
	turn := map[string]any{"type": "scroll", "x": int(x), "y": int(y), "deltaX": 0, "deltaY": int(by), "duration": 0, "origin": "viewport"}
	return t.b.call("input.performActions", map[string]any{"context": t.id, "actions": []any{map[string]any{"type": "wheel", "id": "wheel", "actions": []any{turn}}}}, nil)
}

// Screenshot is a PNG of the viewport.
func (t *Tab) Screenshot() ([]byte, error) {
	var r struct {
		Data string `json:"data"`
	}
	if err := t.b.call("browsingContext.captureScreenshot", map[string]any{"context": t.id, "origin": "viewport"}, &r); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(r.Data)
}

// Inside finds the frame whose address begins with prefix, once there is one.
func (t *Tab) Inside(prefix string, limit time.Duration) (browser.Inner, error) {
	type tree struct {
		Context  string `json:"context"`
		URL      string `json:"url"`
		Children []json.RawMessage
	}
	var find func(raw json.RawMessage) string
	find = func(raw json.RawMessage) string {
		var n tree
		if json.Unmarshal(raw, &n) != nil {
			return ""
		}
		if n.Context != t.id && strings.HasPrefix(n.URL, prefix) {
			return n.Context
		}
		for _, c := range n.Children {
			if id := find(c); id != "" {
				return id
			}
		}
		return ""
	}
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(40 * time.Millisecond) {
		var r struct {
			Contexts []json.RawMessage `json:"contexts"`
		}
		if err := t.b.call("browsingContext.getTree", map[string]any{"root": t.id}, &r); err != nil {
			return nil, err
		}
		for _, c := range r.Contexts {
			if id := find(c); id != "" {
				t.b.mu.Lock()
				t.b.tabs[id] = t // what goes wrong in it is the page's fault
				t.b.mu.Unlock()
				return frame{t.b, id}, nil
			}
		}
	}
	return nil, fmt.Errorf("no frame of %s came within %v", prefix, limit)
}

// frame is a frame of a page.
type frame struct {
	b  *Browser
	id string
}

func (f frame) Eval(js string, out any) error { return f.b.eval(f.id, js, out) }

func (f frame) Wait(js string, limit time.Duration) error { return browser.Poll(f.Eval, js, limit) }
