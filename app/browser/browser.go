// Package browser drives headless Chromium for tests, rendered checks and screenshots: one small set of verbs over chromedp,
// and a record of everything that went wrong in the page.
package browser

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Path is Debian's Chromium; CHROMIUM overrides it.
func Path() string {
	if p := os.Getenv("CHROMIUM"); p != "" {
		return p
	}
	return "/usr/bin/chromium"
}

// Browser is a running Chromium with a profile of its own.
type Browser struct {
	ctx    context.Context
	cancel func()
}

// Start starts Chromium. Extra flags are name and value pairs ("site-per-process", true).
func Start(parent context.Context, profile string, flags ...any) (*Browser, error) {
	return StartAt(parent, Path(), profile, flags...)
}

// StartAt is Start for another Chromium than today's.
func StartAt(parent context.Context, path, profile string, flags ...any) (*Browser, error) {
	opts := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en-US"),
		// A test's page is the one being looked at, whatever the window manager thinks.
		chromedp.Flag("disable-renderer-backgrounding", true), chromedp.Flag("disable-backgrounding-occluded-windows", true),
	}
	for i := 0; i+1 < len(flags); i += 2 {
		opts = append(opts, chromedp.Flag(flags[i].(string), flags[i+1]))
	}
	alloc, stop1 := chromedp.NewExecAllocator(parent, opts...)
	ctx, stop2 := chromedp.NewContext(alloc)
	b := &Browser{ctx: ctx, cancel: func() { stop2(); stop1() }}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		b.cancel()
		return nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return b, nil
}

// Close ends Chromium.
func (b *Browser) Close() { b.cancel() }

// Tab is one page and what it complained of.
type Tab struct {
	ctx    context.Context
	cancel func()
	mu     sync.Mutex
	faults []string
	urls   []string
	dying  bool // the client has panicked: what follows is its trace
	dead   bool // its renderer has crashed
}

// patience is how long a page may take to answer.
var patience = 60 * time.Second

// NewTab opens a page. Exceptions, console errors and CSP reports are recorded as faults, requests by address.
func (b *Browser) NewTab() (*Tab, error) {
	return watch(chromedp.NewContext(b.ctx))
}

// Frame attaches to a frame of the page that has a process of its own (another site's, under site isolation), once there is
// one whose address begins with prefix. Its faults are recorded from then on. Closing it lets go of the frame and leaves it in its page.
func (t *Tab) Frame(prefix string, limit time.Duration) (*Tab, error) {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(40 * time.Millisecond) {
		all, err := chromedp.Targets(t.ctx)
		if err != nil {
			return nil, err
		}
		tree, err := chromedp.Call(t.ctx, page.GetFrameTree, cdp.Empty{})
		if err != nil {
			return nil, err
		}
		ours := map[cdp.FrameID]bool{}
		within(tree.FrameTree, ours)
		for range all { // frames in frames: the outer ones may come later in the list
			for _, i := range all {
				if i.Type == "iframe" && ours[i.ParentFrameID] {
					ours[cdp.FrameID(i.TargetID)] = true
				}
			}
		}
		for _, i := range all {
			// Chromium 109 does not say whose frame it is; then the address alone must tell.
			if i.Type == "iframe" && (ours[cdp.FrameID(i.TargetID)] || i.ParentFrameID == "") && strings.HasPrefix(i.URL, prefix) {
				// To the browser, closing a frame's target is closing its page, and that is not ours to do here.
				// A frame that its page puts elsewhere just now is gone again: the next one is asked for.
				if f, err := watch(chromedp.NewContext(t.ctx, chromedp.WithTargetID(i.TargetID), chromedp.WithDetachOnCancel())); err == nil {
					return f, nil
				}
			}
		}
	}
	return nil, fmt.Errorf("no frame of %s came within %v", prefix, limit)
}

// Inside is Frame for a test that runs in any engine.
func (t *Tab) Inside(prefix string, limit time.Duration) (Inner, error) {
	return t.Frame(prefix, limit)
}

// within gathers the frames of a page that share its process.
func within(tree *page.FrameTree, ids map[cdp.FrameID]bool) {
	ids[tree.Frame.ID] = true
	for _, c := range tree.ChildFrames {
		within(c, ids)
	}
}

func watch(ctx context.Context, cancel context.CancelFunc) (*Tab, error) {
	t := &Tab{ctx: ctx, cancel: cancel}
	if err := chromedp.Listen(ctx, func(ev any) {
		t.mu.Lock()
		defer t.mu.Unlock()
		switch e := ev.(type) {
		case *runtime.EventExceptionThrown:
			d := e.ExceptionDetails
			s := d.Text
			if d.Exception != nil {
				s += " " + d.Exception.Description
			}
			t.faults = append(t.faults, "exception: "+s)
		case *runtime.EventConsoleAPICalled:
			s := ""
			for _, a := range e.Args {
				s += fmt.Sprint(string(a.Value), a.Description, " ")
			}
			// A Go program that dies prints its panic with console.log.
			if e.Type == "error" || e.Type == "assert" || strings.Contains(s, "panic") || t.dying {
				t.dying = t.dying || strings.Contains(s, "panic")
				t.faults = append(t.faults, "console: "+s)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == "error" {
				t.faults = append(t.faults, "log: "+e.Entry.Text+" "+e.Entry.URL)
			}
		case *inspector.EventTargetCrashed:
			t.dead = true
			t.faults = append(t.faults, "exception: the renderer crashed")
		case *network.EventRequestWillBeSent:
			t.urls = append(t.urls, e.Request.URL)
		}
	}); err != nil {
		cancel()
		return nil, err
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		cancel()
		return nil, err
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		cancel()
		return nil, err
	}
	return t, nil
}

// Close closes the page.
func (t *Tab) Close() { t.cancel() }

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
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, chromedp.Navigate(url))
}

// Size sets the viewport in CSS pixels; under 600 it is a phone's.
func (t *Tab) Size(width, height int) error {
	_, err := chromedp.Call(t.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: int64(width), Height: int64(height), DeviceScaleFactor: 1, Mobile: width < 600})
	return err
}

// Media sets media features, as name and value pairs; medium is "" or "print".
func (t *Tab) Media(medium string, features ...string) error {
	p := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i+1 < len(features); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	_, err := chromedp.Call(t.ctx, emulation.SetEmulatedMedia, p)
	return err
}

// Text sets the reader's own size of text, in pixels: what a page measures in rem follows it, its media queries too.
func (t *Tab) Text(px int) error {
	_, err := chromedp.Call(t.ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: int64(px), Fixed: int64(px)}})
	return err
}

// Scripts turns the page's scripts on or off; it holds from the next load.
func (t *Tab) Scripts(on bool) error {
	_, err := chromedp.Call(t.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
	return err
}

// Eval runs an expression, waits for it if it is a promise, and decodes its JSON value into out (may be nil).
func (t *Tab) Eval(js string, out any) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](Settled(js), chromedp.EvalAwaitPromise))
	if err != nil {
		return fmt.Errorf("evaluating %.120s: %w", js, t.late(err))
	}
	return Decode(raw, out)
}

// Leave runs js that leads away from the page: history.back(), location.reload(). The page may be gone before it has answered.
func (t *Tab) Leave(js string) error {
	err := t.Eval("(()=>{"+js+"})()", nil)
	if err != nil && strings.Contains(err.Error(), "navigated or closed") {
		return nil
	}
	return err
}

// Wait polls an expression until it is true; a promise is waited for and its value judged.
func (t *Tab) Wait(js string, limit time.Duration) error {
	return Poll(t.Eval, js, limit)
}

// Wheel turns the wheel over a point of the viewport.
func (t *Tab) Wheel(x, y, by float64) error {
	// A horizontal delta of nothing would be left out, and the protocol wants both.
	_, err := chromedp.Call(t.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 0.001, DeltaY: by})
	return err
}

// Painted waits for two frames: whatever was under way when it is called has been laid out and painted by then.
func (t *Tab) Painted() error {
	return t.Eval(TwoFrames, nil)
}

// Screenshot is a PNG of the viewport.
func (t *Tab) Screenshot() ([]byte, error) {
	r, err := chromedp.Call(t.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	return r.Data, err
}

// Context is for calls that this package does not offer.
func (t *Tab) Context() context.Context { return t.ctx }
