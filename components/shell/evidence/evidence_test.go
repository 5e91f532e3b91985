//go:build !wasm

package evidence

import (
	"testing"

	"sahel-explainer/components/shell/shelltest"
)

// The panel has what web/boot.js fills and what leads through it: the words asked, the list, a step on and back, a way out.
func TestPanel(t *testing.T) {
	c := shelltest.Catalogue(t)
	panel := shelltest.One(t, shelltest.Written(t, Panel(c)), "dialog", "id=evidence")
	told := panel.FirstChild // boot.js takes the first child's children
	if told.FirstChild.Data != "p" || told.LastChild.Data != "ol" || told.FirstChild.NextSibling != told.LastChild {
		t.Error("the panel does not begin with the words and the list")
	}
	of, _ := shelltest.Attr(panel, "aria-labelledby")
	if name, _ := shelltest.Attr(told.FirstChild, "id"); of == "" || name != of {
		t.Errorf("the panel is named by %q, the words asked are %q", of, name)
	}
	for _, by := range []string{"-1", "1"} {
		shelltest.One(t, panel, "button", "data-by="+by)
	}
	if out, _ := shelltest.Attr(shelltest.One(t, panel, "button", "popovertarget=evidence"), "popovertargetaction"); out != "hide" {
		t.Errorf("the way out does %q", out)
	}
}

// The key shows each standing under its own line.
func TestLegend(t *testing.T) {
	c := shelltest.Catalogue(t)
	key := shelltest.Written(t, Legend(c, []string{"confirmed", "claimed"}, nil))
	for _, s := range []string{"confirmed", "claimed"} {
		if got := shelltest.Text(shelltest.One(t, key, "li", "class=k-"+s)); got != c.T("ui.status."+s) {
			t.Errorf("%s is called %q", s, got)
		}
	}
}
