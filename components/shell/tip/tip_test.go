//go:build !wasm

package tip

import (
	"testing"

	"sahel-explainer/components/shell/shelltest"
)

// The words of a mark are for who looks: who listens hears them from the place for the keyboard.
func TestBoxIsNotToldTwice(t *testing.T) {
	tip := shelltest.One(t, shelltest.Shown(t, box("Mark", "its words")), "div", "class=tip")
	if _, hidden := shelltest.Attr(tip, "aria-hidden"); !hidden || shelltest.Text(tip) != "Mark\nits words" {
		t.Errorf("hidden %v, says %q", hidden, shelltest.Text(tip))
	}
}
