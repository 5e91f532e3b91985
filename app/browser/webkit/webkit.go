// Package webkit drives WebKitGTK, whose engine is Safari's, by the W3C WebDriver protocol (https://www.w3.org/TR/webdriver/) that
// Debian's WebKitWebDriver speaks, in a window of our own (window.py) on a screen that nobody sees (Xvfb).
package webkit

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"sahel-explainer/app/browser"
)

//go:embed window.py
var window []byte

// Needs are the programs that must be there.
var Needs = []string{"/usr/bin/WebKitWebDriver", "/usr/bin/Xvfb", "/usr/bin/dbus-run-session", "/usr/bin/python3"}

// patience is how long a page may take to answer.
const patience = 60 * time.Second

// Browser is a running WebKitGTK: one window, which is its one page, on a screen of its own. All that it keeps goes with it.
type Browser struct {
	dir     string
	session string // its address at the driver
	running []*exec.Cmd
	ctx     context.Context
	heard   int     // how much of the console's file has been read
	y       float64 // how far the wheel has been turned
}

var _ browser.Page = (*Browser)(nil)

// Start starts WebKitGTK. The environment speaks to window.py: "WK_DARK=1".
func Start(ctx context.Context, env ...string) (*Browser, error) {
	dir, err := os.MkdirTemp("", "webkit")
	if err != nil {
		return nil, err
	}
	b := &Browser{dir: dir, ctx: ctx}
	if err := b.start(env); err != nil {
		b.Close()
		return nil, fmt.Errorf("starting WebKitGTK: %w", err)
	}
	return b, nil
}

func (b *Browser) start(env []string) error {
	for _, p := range Needs {
		if _, err := os.Stat(p); err != nil {
			return fmt.Errorf("no %s: run make engines", p)
		}
	}
	app := filepath.Join(b.dir, "window.py")
	if err := os.WriteFile(app, window, 0o700); err != nil {
		return err
	}
	screen, err := b.screen()
	if err != nil {
		return err
	}
	port, err := free()
	if err != nil {
		return err
	}
	// The driver goes with its bus, and the bus with us, also where a test is killed.
	driver := exec.Command("dbus-run-session", "--", "setpriv", "--pdeathsig", "KILL", "WebKitWebDriver", fmt.Sprintf("--port=%d", port))
	driver.Env = append(os.Environ(), "DISPLAY="+screen, "GDK_BACKEND=x11", "LIBGL_ALWAYS_SOFTWARE=1", "NO_AT_BRIDGE=1", "WK_LOG="+b.log(), "HOME="+b.dir, "XDG_RUNTIME_DIR="+b.dir, "XDG_CACHE_HOME="+b.dir)
	driver.Env = append(driver.Env, env...)
	if err := b.run(driver); err != nil {
		return err
	}
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		r, err := http.Get(address + "/status")
		if err == nil {
			r.Body.Close()
			break
		}
		if time.Now().After(end) {
			return err
		}
	}
	var made struct {
		ID string `json:"sessionId"`
	}
	want := map[string]any{"browserName": "MiniBrowser", "webkitgtk:browserOptions": map[string]any{"binary": app, "args": []string{}}}
	if err := b.ask("POST", address+"/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": want}}, &made); err != nil {
		return err
	}
	b.session = address + "/session/" + made.ID
	return b.call("POST", "/timeouts", map[string]any{"script": patience.Milliseconds(), "pageLoad": patience.Milliseconds()}, nil)
}

// screen starts an X server and gives its name.
func (b *Browser) screen() (string, error) {
	x := exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp")
	out, err := x.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := b.run(x); err != nil {
		return "", err
	}
	n, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("Xvfb does not say where it is: %w", err)
	}
	return ":" + strings.TrimSpace(n), nil
}

func (b *Browser) run(c *exec.Cmd) error {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := c.Start(); err != nil {
		return err
	}
	b.running = append(b.running, c)
	return nil
}

func (b *Browser) log() string { return filepath.Join(b.dir, "console") }

// free is a port that nobody listens at.
func free() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Close ends the browser and all that was started for it.
func (b *Browser) Close() {
	if b.session != "" {
		b.call("DELETE", "", nil, nil)
	}
	for i := len(b.running) - 1; i >= 0; i-- {
		c := b.running[i]
		syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
		c.Wait()
	}
	os.RemoveAll(b.dir)
}

// call sends a command of the session and decodes its value into out (may be nil).
func (b *Browser) call(method, path string, body, out any) error {
	return b.ask(method, b.session+path, body, out)
}

func (b *Browser) ask(method, address string, body, out any) error {
	var in io.Reader
	if method == "POST" {
		if body == nil {
			body = struct{}{}
		}
		raw, err := json.Marshal(body)
		if err != nil {
			return err
		}
		in = bytes.NewReader(raw)
	}
	ctx, cancel := context.WithTimeout(b.ctx, 2*patience)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, method, address, in)
	if err != nil {
		return err
	}
	q.Header.Set("Content-Type", "application/json")
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	var a struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		return err
	}
	if r.StatusCode != http.StatusOK {
		var e struct{ Error, Message string }
		json.Unmarshal(a.Value, &e)
		return fmt.Errorf("%s %s: %s: %s", method, strings.TrimPrefix(address, b.session), e.Error, e.Message)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(a.Value, out)
}

// Go loads an address and waits for its load event.
func (b *Browser) Go(url string) error {
	return b.call("POST", "/url", map[string]string{"url": url}, nil)
}

// answered is an expression's JSON text or why there is none, as WebDriver's asynchronous scripts hand it on.
const answered = `const done=arguments[arguments.length-1];%s.then(v=>done({v}),e=>done({e:String(e&&e.stack?e+" "+e.stack:e)}))`

// Eval runs an expression, waits for it if it is a promise, and decodes its JSON value into out (may be nil).
func (b *Browser) Eval(js string, out any) error {
	var r struct{ V, E string }
	if err := b.call("POST", "/execute/async", map[string]any{"script": fmt.Sprintf(answered, browser.Settled(js)), "args": []any{}}, &r); err != nil {
		return fmt.Errorf("evaluating %.120s: %w", js, err)
	}
	if r.E != "" {
		return fmt.Errorf("evaluating %.120s: %s", js, r.E)
	}
	return browser.Decode(r.V, out)
}

// Wait polls an expression until it is true; a promise is waited for and its value judged.
func (b *Browser) Wait(js string, limit time.Duration) error { return browser.Poll(b.Eval, js, limit) }

// Painted waits for two frames.
func (b *Browser) Painted() error { return b.Eval(browser.TwoFrames, nil) }

// Size sets the viewport in CSS pixels, by the window's own.
func (b *Browser) Size(width, height int) error {
	var z [2]int
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
		if err := b.Eval("[innerWidth,innerHeight]", &z); err != nil {
			return err
		}
		if z == [2]int{width, height} {
			return nil
		}
		var r struct{ Width, Height int }
		if err := b.call("GET", "/window/rect", nil, &r); err != nil {
			return err
		}
		if err := b.call("POST", "/window/rect", map[string]int{"width": r.Width + width - z[0], "height": r.Height + height - z[1]}, nil); err != nil {
			return err
		}
		b.Wait(fmt.Sprintf("innerWidth===%d&&innerHeight===%d", width, height), time.Second)
	}
	return fmt.Errorf("the window stays %d×%d, not %d×%d", z[0], z[1], width, height)
}

// Wheel turns the wheel over a point of the viewport. The driver takes a turn for the way from the turn before, so that all of
// them are added up.
func (b *Browser) Wheel(x, y, by float64) error {
	b.y += by
	turn := map[string]any{"type": "scroll", "x": int(x), "y": int(y), "deltaX": 0, "deltaY": int(b.y), "duration": 0, "origin": "viewport"}
	return b.call("POST", "/actions", map[string]any{"actions": []any{map[string]any{"type": "wheel", "id": "wheel", "actions": []any{turn}}}}, nil)
}

// Screenshot is a PNG of the viewport.
func (b *Browser) Screenshot() ([]byte, error) {
	var s string
	if err := b.call("GET", "/screenshot", nil, &s); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(s)
}

// Faults are what pages have written to the console as errors since the last call.
func (b *Browser) Faults() []string {
	raw, err := os.ReadFile(b.log())
	if err != nil || len(raw) <= b.heard {
		return nil
	}
	var out []string
	for _, line := range strings.Split(string(raw[b.heard:]), "\n") {
		if line != "" {
			out = append(out, line)
		}
	}
	b.heard = len(raw)
	return out
}

// way finds the frame whose address begins with p, in shadow trees and in frames of the page's own too, whatever names the page has given
// away: the frame that leads there from this document, and whether it is the one.
const way = `((p)=>{const list=(r)=>[...(r.nodeType===9?Document:r.nodeType===11?DocumentFragment:Element).prototype.querySelectorAll.call(r,"*")],
	all=(r)=>list(r).flatMap((e)=>[e].concat(e.shadowRoot?all(e.shadowRoot):[])),
	find=(r)=>{for(const e of all(r))if(e.localName==="iframe"){if(e.src.startsWith(p))return[e,true];try{if(find(e.contentDocument))return[e,false]}catch(x){}}return null};return find(document)})(%q)`

// Inside finds the frame whose address begins with prefix, once there is one.
func (b *Browser) Inside(prefix string, limit time.Duration) (browser.Inner, error) {
	f := &frame{b, fmt.Sprintf(way, prefix)}
	return f, b.Wait("!!"+f.way, limit)
}

// frame is a frame of the page; the driver looks into one at a time.
type frame struct {
	b   *Browser
	way string
}

func (f *frame) Eval(js string, out any) error {
	defer f.b.call("POST", "/frame", map[string]any{"id": nil}, nil)
	for there := false; !there; {
		var found []any
		if err := f.b.call("POST", "/execute/sync", map[string]any{"script": "return " + f.way, "args": []any{}}, &found); err != nil {
			return err
		}
		if len(found) != 2 {
			return fmt.Errorf("no frame any more")
		}
		there, _ = found[1].(bool)
		if err := f.b.call("POST", "/frame", map[string]any{"id": found[0]}, nil); err != nil {
			return err
		}
	}
	return f.b.Eval(js, out)
}

func (f *frame) Wait(js string, limit time.Duration) error { return browser.Poll(f.Eval, js, limit) }
