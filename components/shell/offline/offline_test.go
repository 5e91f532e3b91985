//go:build !wasm

package offline

import (
	"testing"

	"sahel-explainer/components/shell/shelltest"
)

// The offer says what it costs, and has what the client answers: a place for what is said, a way in and a way out.
func TestOffer(t *testing.T) {
	c := shelltest.Catalogue(t)
	box := shelltest.One(t, shelltest.Written(t, Offer(c, "9 MB")), "div", "class=offline")
	if got := shelltest.Text(shelltest.One(t, box, "button", "data-keep")); got != c.T("ui.offline.keep", "Size", "9 MB") {
		t.Errorf("to keep: %q", got)
	}
	if got := shelltest.Text(shelltest.One(t, box, "button", "data-forget")); got != c.T("ui.offline.remove") {
		t.Errorf("to remove: %q", got)
	}
	// Nothing speaks before a reader has asked (dom.SpeakUp).
	if live, _ := shelltest.Attr(shelltest.One(t, box, "", "data-offline"), "aria-live"); live != "off" {
		t.Errorf("the place for what is said is %q", live)
	}
}
