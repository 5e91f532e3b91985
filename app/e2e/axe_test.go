package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
)

// sight is a page as a reader may have it: kind, language, width, theme, and what has been opened on it.
type sight struct {
	path, theme string
	width       int
	open        string
}

// What is opened on a story page before axe looks.
var openings = map[string]string{
	"":      `1`,
	"notes": `(document.querySelectorAll("details").forEach(d=>d.open=true),1)`,
	"embed": `(document.querySelector(".colophon a[data-embed]").click(),1)`,
	"share": `(document.querySelector("#opening-mali .sources").open=true,document.querySelector("#opening-mali [data-share]").click(),1)`,
	"why":   `(document.querySelector("#opening-record .why").click(),1)`,
	"zoom":  `(document.querySelector(".zoom button").click(),1)`,
	"tip":   `(document.querySelectorAll("details").forEach(d=>d.open=true),document.querySelector(".marks").focus(),document.querySelector(".marks").dispatchEvent(new KeyboardEvent("keydown",{key:"ArrowDown",bubbles:true,cancelable:true})),1)`,
}

// What shows that it is open.
var opened = map[string]string{"": `1`, "zoom": `document.querySelector(".form[data-zoomed][tabindex]")`, "notes": `1`, "embed": `document.querySelector("dialog.embedding:modal textarea")`, "share": `document.activeElement.matches(".sheet input")`, "tip": `document.querySelector(".tip")`,
	"why": `document.querySelector("#evidence:popover-open")`}

// sights are the pages to look at: each language, theme, width, kind and opening, though not each of all with each of all, since
// axe takes seconds for a story. ACCESS=all looks at every story in every way.
func sights() []sight {
	all := []sight{
		{"/ar/", "light", 390, "tip"}, {"/en/", "dark", 390, "why"}, {"/fr/", "dark", 1440, "share"}, {"/en/?mode=stepper", "light", 390, ""},
		{"/ar/graphics/map/", "dark", 1440, "zoom"}, {"/fr/graphics/output/", "light", 390, ""}, {"/en/graphics/agreements/", "dark", 390, ""},
		{"/ar/embed/", "light", 390, ""},
		{"/fr/privacy/", "light", 390, ""}, {"/ar/corrections/", "dark", 390, ""}, {"/ar/claims/", "light", 390, "notes"}, {"/fr/glossary/", "dark", 390, "notes"}, {"/ar/short/", "dark", 390, ""}, {"/index.html", "dark", 390, ""}, {"/nowhere", "light", 1440, ""},
	}
	if os.Getenv("ACCESS") != "all" {
		return all
	}
	for _, l := range []string{"ar", "fr", "en"} {
		for _, theme := range []string{"light", "dark"} {
			for _, width := range []int{390, 1440} {
				for open := range openings {
					if open == "zoom" {
						continue // that is on graphics' own pages
					}
					all = append(all, sight{"/" + l + "/", theme, width, open})
				}
				all = append(all, sight{"/" + l + "/?mode=stepper", theme, width, ""})
				for _, p := range []string{"/short/", "/privacy/", "/corrections/", "/claims/", "/glossary/", "/embed/", "/nowhere", "/graphics/map/?embed=1"} {
					all = append(all, sight{"/" + l + p, theme, width, ""})
				}
				for _, g := range []string{"agreements", "corps", "deaths", "map", "measures", "output", "shares", "tolls", "transition"} {
					for _, open := range []string{"notes", "zoom"} {
						if g == "agreements" && open == "zoom" {
							continue // tables, which are enlarged as words are
						}
						all = append(all, sight{"/" + l + "/graphics/" + g + "/", theme, width, open})
					}
				}
			}
		}
	}
	return all
}

// axe finds nothing against WCAG 2.2 AA, nor against its own good practice, on any kind of page. It cannot judge words, the
// order of reading or the drawn pictures (their text is hidden from assistive technology and their colours are held to contrast
// in app/build); the tests of the accessibility tree and of the keyboard look at the first two.
func TestAxeFindsNothing(t *testing.T) {
	axe, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	must(t, err)
	for _, s := range sights() {
		t.Run(fmt.Sprint(strings.ReplaceAll(s.path, "/", "_"), s.theme, s.width, s.open), func(t *testing.T) {
			t.Parallel()
			tab := blank(t, s.width, 900)
			_, err := chromedp.Call(tab.Context(), network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
			must(t, err)
			must(t, tab.Media("", "prefers-color-scheme", s.theme))
			must(t, tab.Go(base+s.path))
			if strings.HasSuffix(s.path, "/nowhere") {
				tab.Faults() // the browser's own line about the 404
			}
			if story(s.path) {
				explorable(t, tab)
			}
			must(t, tab.Eval(openings[s.open], nil))
			must(t, tab.Wait(opened[s.open], 20*time.Second))
			for _, f := range violations(t, tab, string(axe)) {
				t.Error(f)
			}
		})
	}
}

func story(path string) bool {
	return len(strings.Split(strings.Split(path, "?")[0], "/")) == 3 && path != "/index.html" && !strings.HasSuffix(path, "/nowhere")
}

// violations are axe's findings, one line each. axe runs in a world of its own: the page's policy need not let it in.
func violations(t *testing.T, tab *browser.Tab, axe string) []string {
	t.Helper()
	w, err := tab.World(axe)
	must(t, err)
	// Half a story's nodes are the insides of pictures, which axe is told to leave out but walks all the same, as it does the
	// rows of tables and the lists of sources, all alike: without them it takes a third of the time.
	must(t, w.Eval(fmt.Sprintf(`(document.querySelectorAll(".pic,.shapes"+(%v?"":",tbody tr:nth-child(n+4),:is(.sources,.publishers) li:nth-child(n+3)")).forEach(e=>e.matches("tr,li")?e.remove():e.replaceChildren()),1)`, os.Getenv("ACCESS") == "all"), nil))
	var found []struct {
		ID, Help string
		Nodes    []struct {
			HTML, FailureSummary string
		}
	}
	must(t, w.Eval(`axe.run({exclude:[[".pic"],[".shapes"]]},{resultTypes:["violations"],runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r=>r.violations)`, &found))
	var out []string
	for _, v := range found {
		for _, n := range v.Nodes {
			out = append(out, fmt.Sprintf("%s: %s: %.160s: %.300q", v.ID, v.Help, n.HTML, n.FailureSummary))
		}
	}
	return out
}
