package browser

import (
	"fmt"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Touch gives the page a touch screen, or takes it away.
func (t *Tab) Touch(on bool) error {
	_, err := chromedp.Call(t.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: on})
	return err
}

// Drag puts a finger down at a point of the viewport, drags it by dx and dy, and lifts it after a rest, so that nothing flies on: the
// page gets the touches that a screen would give, and the browser decides what scrolls. The times of the touches are said with them, a
// second ago: the browser reckons from them how fast the finger was, and a rest that the machine cut short would be a throw.
func (t *Tab) Drag(x, y, dx, dy float64) error {
	at := time.Now().Add(-time.Second)
	touch := t.fingers(&at)
	if err := touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y}); err != nil {
		return err
	}
	for _, k := range []float64{0.1, 0.3, 0.5, 0.7, 0.9, 1} {
		if err := touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: x + dx*k, Y: y + dy*k}); err != nil {
			return err
		}
	}
	if err := t.Painted(); err != nil {
		return err
	}
	at = at.Add(500 * time.Millisecond) // the rest
	return touch(input.DispatchTouchEventTypeTouchEnd)
}

// fingers gives touches to the page, each 20 ms after the one before.
func (t *Tab) fingers(at *time.Time) func(input.DispatchTouchEventType, ...*input.TouchPoint) error {
	return func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) error {
		*at = at.Add(20 * time.Millisecond)
		when := input.TimeSinceEpoch(float64(at.UnixMicro()) / 1e6)
		_, err := chromedp.Call(t.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points, Timestamp: when})
		return err
	}
}

// Pinch puts two fingers down on both sides of a point, so many px from each other, and draws them apart, or together, to another distance.
func (t *Tab) Pinch(x, y, from, to float64) error {
	at := time.Now().Add(-time.Second)
	touch := t.fingers(&at)
	one, other := 1.0, 2.0
	two := func(apart float64) []*input.TouchPoint {
		return []*input.TouchPoint{{X: x - apart/2, Y: y, ID: &one}, {X: x + apart/2, Y: y, ID: &other}}
	}
	// Fingers do not come down at once.
	if err := touch(input.DispatchTouchEventTypeTouchStart, two(from)[:1]...); err != nil {
		return err
	}
	if err := touch(input.DispatchTouchEventTypeTouchStart, two(from)...); err != nil {
		return err
	}
	for _, k := range []float64{0.1, 0.3, 0.5, 0.7, 0.9, 1} {
		if err := touch(input.DispatchTouchEventTypeTouchMove, two(from+(to-from)*k)...); err != nil {
			return err
		}
	}
	if err := t.Painted(); err != nil {
		return err
	}
	return touch(input.DispatchTouchEventTypeTouchEnd)
}

// Opened attaches to the page at exactly this address that a page opened by itself, once there is one; closing it closes the page. No
// other page is touched: in a browser that tests share, all the others are somebody's.
func (t *Tab) Opened(url string, limit time.Duration) (*Tab, error) {
	own := chromedp.FromContext(t.ctx).Target.TargetID
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(40 * time.Millisecond) {
		all, err := chromedp.Targets(t.ctx)
		if err != nil {
			return nil, err
		}
		for _, i := range all {
			if i.Type != "page" || i.URL != url || i.TargetID == own {
				continue
			}
			// A page comes in a process of its own, so what is attached to first may be gone: it is asked for again.
			other, err := watch(chromedp.NewContext(t.ctx, chromedp.WithTargetID(i.TargetID), chromedp.WithDetachOnCancel()))
			if err != nil {
				continue
			}
			let := other.cancel
			other.cancel = func() {
				chromedp.CallBrowser(t.ctx, target.CloseTarget, target.CloseTargetParams{TargetID: i.TargetID})
				let()
			}
			return other, nil
		}
	}
	return nil, fmt.Errorf("no page of %s was opened within %v", url, limit)
}
