//go:build !wasm

package share

import (
	"testing"

	"sahel-explainer/components/shell/page"
	"sahel-explainer/components/shell/shelltest"
)

// The sheet says whether the address has been copied, and can be read and selected in any case.
func TestSheet(t *testing.T) {
	const url = "https://a.example/en/steps/x/"
	for copied, want := range map[bool]string{false: "ui.share.copy", true: "ui.share.copied"} {
		box := shelltest.One(t, shelltest.Shown(t, sheet(page.Words{}, url, copied, nil)), "div", "role=dialog")
		label, _ := shelltest.Attr(box, "aria-label")
		field := shelltest.One(t, box, "input", "readonly")
		if value, _ := shelltest.Attr(field, "value"); label != want || value != url {
			t.Errorf("copied %v: %q, %q", copied, label, value)
		}
		if dir, _ := shelltest.Attr(field, "dir"); dir != "ltr" {
			t.Errorf("an address runs %q", dir)
		}
	}
}

// What the client asks of a button stands in the button.
func TestButtonsAreThoseThatTheClientAnswers(t *testing.T) {
	c := shelltest.Catalogue(t)
	step := shelltest.One(t, shelltest.Written(t, Button(c, "kidal")), "button", "data-share=kidal")
	if class, _ := shelltest.Attr(step, "class"); class != "share" || shelltest.Text(step) != c.T("ui.share.button") {
		t.Errorf("the button of a step: %q, %q", class, shelltest.Text(step))
	}
	if named, _ := shelltest.Attr(shelltest.One(t, shelltest.Written(t, ExploreLink(c)), "button", "data-share"), "data-share"); named != "" {
		t.Errorf("the button of the explore view names a step, %q", named)
	}
}
