//go:build !wasm

package marks

import (
	"slices"
	"testing"

	"sahel-explainer/components/shell/shelltest"
)

// A graphic's states are turned back and on, with room between for what has changed.
func TestTurns(t *testing.T) {
	turn := shelltest.One(t, shelltest.Shown(t, Turns(shelltest.Catalogue(t), "aside")), "div", "class=turn aside")
	var got []string
	for n := range turn.ChildNodes() {
		by, _ := shelltest.Attr(n, "data-turn")
		class, _ := shelltest.Attr(n, "class")
		if n.Data == "button" || n.Data == "p" {
			got = append(got, by+class)
		}
	}
	if !slices.Equal(got, []string{"-1", "turn-text", "1"}) {
		t.Errorf("it has %q", got)
	}
}
