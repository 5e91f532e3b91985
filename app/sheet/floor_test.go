package sheet

import (
	"strings"
	"testing"
)

// What a browser of the floor leaves out has a plain stand-in: without, words stood on labels in Chromium 109, and all steps of the
// stepper on each other in Chromium 92.
func TestNothingBeyondTheFloorStandsAlone(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"as it was", ".card{background:color-mix(in srgb,var(--card) 96%,transparent)}", "color-mix() with var() in background"},
		{"a variable, with a plain one before", ".card{background:var(--card);background:color-mix(in srgb,var(--card) 96%,transparent)}", "color-mix() with var() in background"},
		{"with a plain one before", ".card{background:var(--card);background:color-mix(in srgb,red,blue)}", ""},
		{"with a plain one behind", ".card{background:color-mix(in srgb,red,blue);background:red}", "color-mix()"},
		{"a plain one of the same kind", ".a{height:100svh;height:100dvh}", "svh, lvh, dvh in height"},
		{"a unit", ".a{height:100vh;height:100svh}", ""},
		{"a shorthand before", ".a{padding:1vh;padding-block-end:2svh}", ""},
		{"a custom property", ":root{--rule:red;--rule:color-mix(in srgb,red,blue)}", "color-mix() in --rule"},
		{"asked for", "@supports (color:color-mix(in srgb,red,red)){:root{--rule:color-mix(in srgb,red,blue)}}", ""},
		{"asked for another", "@supports (height:1svh){:root{--rule:color-mix(in srgb,red,blue)}}", "color-mix()"},
		{"a selector", "a:not(b,:has(c)){display:none}", ":has()"},
		{"a selector asked for", "@supports selector(:has(a)){a:not(b,:has(c)){display:none}}", ""},
		{"the other way round", "@supports not selector(:has(a)){a:has(c){display:none}}", ":has()"},
		{"a container", "@container (width > 3rem){a{b:c}}", "@container"},
		{"clip", ".a{overflow:clip}", "overflow: clip"},
		{"a clip-path", ".a{clip-path:inset(50%);clip:auto}", ""},
		{"an extra", ".a{contain-intrinsic-block-size:auto calc(90svh + 1px);text-wrap:balance}", ""},
		{"nesting", ".a{color:red} .b &{color:red}", "nesting"},
	} {
		got := strings.Join(Beyond(read(t, c.text)), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
}
