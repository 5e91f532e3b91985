package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// axe finds nothing on the desk either: at rest, with each panel open, with a list of findings that has some, and with a fault. What
// stands in its frames is the story, which has its own test. DESK=all looks in both themes and at all places at once.
func deskMeetsAxe(t *testing.T) {
	axe, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	must(t, err)
	root, _ := deskOf(t)
	const at = "&lang=en&show=fr&step=groups-deaths"
	for _, c := range []struct{ name, query, theme, ready string }{
		{"rest", "?place=phone", "light", `document.querySelector(".rail [aria-current]")`},
		{"all", "?place=all", "dark", `document.querySelectorAll(".cell").length>8`},
		{"step", "?panel=step", "light", `document.querySelectorAll(".side .row").length>=3&&document.querySelector(".side .record")`},
		{"step in the dark", "?panel=step", "dark", `document.querySelectorAll(".side .row").length>=3&&document.querySelector(".side .record")`},
		{"pictures", "?panel=pictures", "dark", `document.querySelector("[data-take]")`},
		{"findings", "?panel=findings", "light", `document.querySelector(".finding[data-severity=error]")`},
		{"findings in the dark", "?panel=findings", "dark", `document.querySelector(".finding[data-severity=error]")`},
		{"fault", "?panel=findings", "light", `!document.querySelector(".fault").hidden`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if (c.name == "all" || strings.HasSuffix(c.name, "in the dark")) && os.Getenv("DESK") != "all" {
				t.Skip("DESK=all runs it")
			}
			switch c.ready {
			case `document.querySelector(".finding[data-severity=error]")`:
				edit(t, root, "locales/messages/story.fr.toml", "{gti-ml-2022.value}", "949")
			case `!document.querySelector(".fault").hidden`:
				edit(t, root, "locales/outline.toml", `state = "groups"`, `state = "grups"`)
			}
			tab := openDesk(t, c.query+at)
			must(t, tab.Media("", "prefers-color-scheme", c.theme))
			must(t, tab.Wait(fmt.Sprintf(`document.querySelector(".cell")&&(%s)`, c.ready), soon))
			must(t, tab.Eval(`(document.querySelectorAll("details").forEach(d=>d.open=true),1)`, nil))
			for _, f := range violations(t, tab, string(axe)) {
				t.Error(f)
			}
		})
	}
}
