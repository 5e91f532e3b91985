// Package firefox drives headless Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), which it speaks by itself: one
// websocket to the browser, commands with a number, answers with the same one, and events between them.
package firefox

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/coder/websocket"

	"sahel-explainer/app/browser"
)

// Path is Debian's Firefox; FIREFOX overrides it.
func Path() string {
	if p := os.Getenv("FIREFOX"); p != "" {
		return p
	}
	return "/usr/bin/firefox-esr"
}

// patience is how long a page may take to answer.
const patience = 60 * time.Second

// prefs keep a new profile quiet: no first-run pages, no updates, no reports, nothing that asks the network by itself.
const prefs = `user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.aboutwelcome.enabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("browser.safebrowsing.provider.mozilla.updateURL", "");
user_pref("ui.prefersReducedMotion", 0);
`

// Browser is a running Firefox with a profile of its own, which goes with it.
type Browser struct {
	profile string
	cmd     *exec.Cmd
	ws      *websocket.Conn
	stop    context.CancelFunc
	ctx     context.Context

	mu    sync.Mutex
	next  int
	asked map[int]chan answer
	tabs  map[string]*Tab
	gone  error
}

type answer struct {
	ID      int             `json:"id"`
	Type    string          `json:"type"`
	Method  string          `json:"method"`
	Result  json.RawMessage `json:"result"`
	Params  json.RawMessage `json:"params"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
}

// Start starts Firefox. More preferences may be given, one a line as prefs.js has them.
func Start(parent context.Context, more ...string) (*Browser, error) {
	profile, err := os.MkdirTemp("", "firefox")
	if err != nil {
		return nil, err
	}
	b := &Browser{profile: profile, asked: map[int]chan answer{}, tabs: map[string]*Tab{}}
	b.ctx, b.stop = context.WithCancel(parent)
	if err := b.start(strings.Join(more, "\n")); err != nil {
		b.Close()
		return nil, fmt.Errorf("starting %s: %w", Path(), err)
	}
	return b, nil
}

func (b *Browser) start(more string) error {
	if err := os.WriteFile(filepath.Join(b.profile, "user.js"), []byte(prefs+more+"\n"), 0o600); err != nil {
		return err
	}
	b.cmd = exec.Command(Path(), "--headless", "--no-remote", "--profile", b.profile, "--remote-debugging-port", "0")
	b.cmd.Env = append(os.Environ(), "MOZ_CRASHREPORTER_DISABLE=1", "HOME="+b.profile)
	b.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	out, err := b.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := b.cmd.Start(); err != nil {
		return err
	}
	at := make(chan string, 1)
	go func() { // reads on, so that Firefox never waits for its own words to be read
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if _, a, ok := strings.Cut(lines.Text(), "WebDriver BiDi listening on "); ok {
				at <- strings.TrimSpace(a)
			}
		}
		close(at)
	}()
	var address string
	select {
	case address = <-at:
	case <-time.After(patience):
	}
	if address == "" {
		return fmt.Errorf("it does not say where it listens")
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if b.ws, _, err = websocket.Dial(ctx, address+"/session", nil); err != nil {
		return err
	}
	b.ws.SetReadLimit(64 << 20) // screenshots
	go b.listen()
	if err := b.call("session.new", map[string]any{"capabilities": map[string]any{}}, nil); err != nil {
		return err
	}
	return b.call("session.subscribe", map[string]any{"events": []string{"log.entryAdded", "network.fetchError", "network.beforeRequestSent", "network.responseCompleted"}}, nil)
}

func (b *Browser) listen() {
	for {
		_, raw, err := b.ws.Read(b.ctx)
		if err != nil {
			b.mu.Lock()
			b.gone = err
			for id, c := range b.asked {
				close(c)
				delete(b.asked, id)
			}
			b.mu.Unlock()
			return
		}
		var a answer
		if json.Unmarshal(raw, &a) != nil {
			continue
		}
		if a.Type == "event" {
			b.hear(a.Method, a.Params)
			continue
		}
		b.mu.Lock()
		c := b.asked[a.ID]
		delete(b.asked, a.ID)
		b.mu.Unlock()
		if c != nil {
			c <- a
		}
	}
}

// call sends a command and decodes its result into out (may be nil).
func (b *Browser) call(method string, params, out any) error {
	c := make(chan answer, 1)
	b.mu.Lock()
	if b.gone != nil {
		b.mu.Unlock()
		return fmt.Errorf("%s: %w", method, b.gone)
	}
	b.next++
	id := b.next
	b.asked[id] = c
	b.mu.Unlock()
	raw, err := json.Marshal(map[string]any{"id": id, "method": method, "params": params})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := b.ws.Write(ctx, websocket.MessageText, raw); err != nil {
		return err
	}
	select {
	case a, ok := <-c:
		if !ok {
			return fmt.Errorf("%s: Firefox is gone", method)
		}
		if a.Type == "error" {
			return fmt.Errorf("%s: %s: %s", method, a.Error, a.Message)
		}
		if out == nil {
			return nil
		}
		return json.Unmarshal(a.Result, out)
	case <-ctx.Done():
		return fmt.Errorf("%s: no answer: %w", method, ctx.Err())
	}
}

// Close ends Firefox and takes its profile away.
func (b *Browser) Close() {
	b.stop()
	if b.cmd != nil && b.cmd.Process != nil {
		syscall.Kill(-b.cmd.Process.Pid, syscall.SIGKILL)
		b.cmd.Wait()
	}
	os.RemoveAll(b.profile)
}

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
