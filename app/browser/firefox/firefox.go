// Package firefox drives headless Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), which it speaks by itself: one
// websocket to the browser, commands with a number, answers with the same one, and events between them.
package firefox

import (
	"bufio"
	"context"
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
user_pref("ui.useOverlayScrollbars", 1);
user_pref("widget.gtk.overlay-scrollbars.enabled", true);
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
