package firefox

import "sahel-explainer/app/browser"

// Press presses a key, by its DOM name, where the focus is.
func (t *Tab) Press(key string) error {
	source := map[string]any{"type": "key", "id": "keys", "actions": browser.KeyActions(key)}
	return t.b.call("input.performActions", map[string]any{"context": t.id, "actions": []any{source}}, nil)
}

// Click clicks at a point of the viewport.
func (t *Tab) Click(x, y float64) error {
	source := map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]string{"pointerType": "mouse"}, "actions": browser.ClickActions(x, y)}
	return t.b.call("input.performActions", map[string]any{"context": t.id, "actions": []any{source}}, nil)
}
