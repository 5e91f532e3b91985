//go:build !wasm

package install

import (
	"slices"
	"strings"
	"testing"

	"sahel-explainer/components/shell/page"
	"sahel-explainer/components/shell/shelltest"
)

// Each notice says its own and offers what can be done; where the browser has no prompt there is nothing to press but "not now".
func TestOffers(t *testing.T) {
	for n, want := range map[page.Notice]struct {
		says    string
		buttons []string
		still   bool
	}{
		page.Update:        {"ui.update.notice", []string{"ui.update.apply", "ui.install.later"}, false},
		page.Install:       {"ui.install.offer", []string{"ui.install.button", "ui.install.later"}, true},
		page.InstallByHand: {"ui.install.offer ui.install.ios", []string{"ui.install.later"}, true},
	} {
		box := shelltest.One(t, shelltest.Shown(t, offer(nil, n, false, nil, nil)), "div", "role=status")
		buttons := shelltest.Texts(shelltest.Find(box, "button", ""))
		class, _ := shelltest.Attr(box, "class")
		if says := shelltest.Text(shelltest.One(t, box, "span", "")); says != want.says || !slices.Equal(buttons, want.buttons) {
			t.Errorf("%d: says %q, offers %q", n, says, buttons)
		}
		if strings.Contains(class, "still") != want.still {
			t.Errorf("%d: class %q", n, class)
		}
	}
	corrected := shelltest.Shown(t, offer(nil, page.Update, true, nil, nil))
	if got := shelltest.Text(shelltest.One(t, corrected, "span", "")); got != "ui.update.corrected" {
		t.Errorf("a version that corrects says %q", got)
	}
}
