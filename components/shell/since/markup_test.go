//go:build !wasm

package since

import (
	"slices"
	"testing"

	"sahel-explainer/components/shell/shelltest"
)

// Two changed steps are named; of more, and of a step that is not in this length of the story, the log tells.
func TestChangesAreNamed(t *testing.T) {
	a, b, c, gone := link{"#a", "A"}, link{"#b", "B"}, link{"#c", "C"}, link{"#d", ""}
	for _, x := range []struct {
		steps []link
		want  []string
	}{
		{[]link{a}, []string{"#a A"}},
		{[]link{a, b}, []string{"#a A", "#b B"}},
		{[]link{a, b, c}, []string{"#a A", "#b B", "log/ ui.corrections.all"}},
		{[]link{gone, a}, []string{"log/ ui.corrections.all"}},
	} {
		var got []string
		notice := shelltest.One(t, shelltest.Shown(t, changes(nil, x.steps, "log/", nil)), "div", "class=notice")
		if live, said := shelltest.Attr(notice, "role"); said {
			t.Errorf("the notice is a %s: it interrupts who listens", live)
		}
		for _, l := range shelltest.Find(shelltest.Shown(t, changes(nil, x.steps, "log/", nil)), "a", "") {
			to, _ := shelltest.Attr(l, "href")
			got = append(got, to+" "+shelltest.Text(l))
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%v: %q, want %q", x.steps, got, x.want)
		}
	}
}
