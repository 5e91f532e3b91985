package browser

import (
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
// page gets the touches that a screen would give, and the browser decides what scrolls.
func (t *Tab) Drag(x, y, dx, dy float64) error {
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) error {
		_, err := chromedp.Call(t.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
		return err
	}
	if err := touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y}); err != nil {
		return err
	}
	const moves = 8
	for i := 1.0; i <= moves+1; i++ {
		k := min(i/moves, 1)
		if err := touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: x + dx*k, Y: y + dy*k}); err != nil {
			return err
		}
		if err := t.Painted(); err != nil {
			return err
		}
	}
	return touch(input.DispatchTouchEventTypeTouchEnd)
}

// Pages are the ids of the browser's open pages, this tab's and those that pages opened by themselves.
func (t *Tab) Pages() ([]string, error) {
	all, err := chromedp.Targets(t.ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, i := range all {
		if i.Type == "page" {
			out = append(out, string(i.TargetID))
		}
	}
	return out, nil
}

// Attach attaches to a page by its id; closing it closes the page.
func (t *Tab) Attach(id string) (*Tab, error) {
	return watch(chromedp.NewContext(t.ctx, chromedp.WithTargetID(target.ID(id))))
}
