package webkit

import "sahel-explainer/app/browser"

// Press presses a key, by its DOM name, where the focus is.
func (b *Browser) Press(key string) error {
	source := map[string]any{"type": "key", "id": "keys", "actions": browser.KeyActions(key)}
	return b.call("POST", "/actions", map[string]any{"actions": []any{source}}, nil)
}

// Click clicks at a point of the viewport.
func (b *Browser) Click(x, y float64) error {
	source := map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]string{"pointerType": "mouse"}, "actions": browser.ClickActions(x, y)}
	return b.call("POST", "/actions", map[string]any{"actions": []any{source}}, nil)
}
