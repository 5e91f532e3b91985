//go:build !wasm

package pager

import (
	"slices"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/page"
	"sahel-explainer/components/shell/shelltest"
)

// The first step has none before it, the last none after it, and the reader is told which of how many it is.
func TestButtonsEndWithTheStory(t *testing.T) {
	w := page.Words{"ui.nav.count": {"other": "{{.Step}} of {{.Total}}"}}
	for step, want := range map[int][]bool{0: {true, false}, 3: {false, false}, 6: {false, true}} {
		var ways []int
		nav := shelltest.Shown(t, buttons(w, step, 7, func(by int) app.EventHandler { ways = append(ways, by); return nil }))
		var off []bool
		for _, b := range shelltest.Find(nav, "button", "") {
			_, disabled := shelltest.Attr(b, "disabled")
			off = append(off, disabled)
		}
		if !slices.Equal(off, want) || !slices.Equal(ways, []int{-1, 1}) {
			t.Errorf("at step %d the buttons are off %v and lead by %v", step, off, ways)
		}
		if got := shelltest.Text(shelltest.One(t, nav, "span", "class=pager-count")); got != string(rune('1'+step))+" of 7" {
			t.Errorf("at step %d: %q", step, got)
		}
	}
}
