package browser

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Click clicks at a point of the viewport.
func (t *Tab) Click(x, y float64) error {
	for _, typ := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		p := input.DispatchMouseEventParams{Type: typ, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1}
		if _, err := chromedp.Call(t.ctx, input.DispatchMouseEvent, p); err != nil {
			return err
		}
	}
	return nil
}

// MouseDrag presses the mouse at a point of the viewport, moves it by dx and dy in steps, and lets it go.
func (t *Tab) MouseDrag(x, y, dx, dy float64) error {
	send := func(kind input.DispatchMouseEventType, k float64, held int64) error {
		p := input.DispatchMouseEventParams{Type: kind, X: x + dx*k, Y: y + dy*k, Button: input.MouseButtonLeft, Buttons: held, ClickCount: 1}
		_, err := chromedp.Call(t.ctx, input.DispatchMouseEvent, p)
		return err
	}
	if err := send(input.DispatchMouseEventTypeMousePressed, 0, 1); err != nil {
		return err
	}
	for _, k := range []float64{0.1, 0.4, 0.7, 1} {
		if err := send(input.DispatchMouseEventTypeMouseMoved, k, 1); err != nil {
			return err
		}
	}
	return send(input.DispatchMouseEventTypeMouseReleased, 1, 0)
}

// drivers have keys by code points of their own: https://www.w3.org/TR/webdriver2/#keyboard-actions
var driverKeys = map[string]string{
	"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010", "Home": "\ue011",
	"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}

// KeyActions are what the drivers of Firefox and WebKit take for a key pressed and let go, by its DOM name.
func KeyActions(key string) []any {
	if v, ok := driverKeys[key]; ok {
		key = v
	}
	return []any{map[string]string{"type": "keyDown", "value": key}, map[string]string{"type": "keyUp", "value": key}}
}

// ClickActions are what they take for a click at a point of the viewport.
func ClickActions(x, y float64) []any {
	return []any{
		map[string]any{"type": "pointerMove", "x": int(x), "y": int(y), "origin": "viewport"},
		map[string]any{"type": "pointerDown", "button": 0}, map[string]any{"type": "pointerUp", "button": 0},
	}
}
