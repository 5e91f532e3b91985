package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sahel-explainer/app/browser"
)

// tableSteps are the steps whose graphic is a table.
var tableSteps = []string{"corps-compare", "partnership-nuclear", "partnership-grid"}

// table is a graphic that is a table, as it stands in its slot: how far it comes out below and beside it, cells that are too narrow for
// their words, the size of its smallest words, and its words in the order of the page.
type table struct {
	State       string
	Below, Wide float64
	Narrow      []string
	Small       float64
	Words       string
}

// tableAt is the table of a step.
func tableAt(t *testing.T, tab *browser.Tab, step string) table {
	t.Helper()
	must(t, tab.Eval(fmt.Sprintf(`(document.getElementById(%q).scrollIntoView({behavior:"instant"}),1)`, step), nil))
	must(t, tab.Wait(fmt.Sprintf(activeStep+`===%q`, step), soon))
	shown := fmt.Sprintf(`(s=>[...s.closest(".scene").querySelectorAll(".layer")]
		.find(l=>l.dataset.state===s.dataset.state&&l.checkVisibility({visibilityProperty:true})))(document.getElementById(%q))`, step)
	must(t, tab.Wait(shown, soon))
	return eval[table](t, tab, fmt.Sprintf(`(l=>{const slot=l.querySelector(".tab"),g=slot.querySelector(".grid");
		const box=e=>e.getBoundingClientRect(),r=box(slot),at=box(slot.querySelector(".keys")||g);
		const said=[...slot.querySelectorAll("th,td,b,span,small")]
			.filter(e=>e.checkVisibility()&&[...e.childNodes].some(n=>n.nodeType===3&&n.data.trim()));
		return{State:l.dataset.state,Below:at.bottom-r.bottom,Wide:Math.max(g.scrollWidth-g.clientWidth,box(g).right-r.right,r.left-box(g).left),
			Narrow:[...g.querySelectorAll("th,td")].filter(c=>c.scrollWidth>c.clientWidth+1&&c.clientWidth).map(c=>c.textContent),
			Small:Math.min(...said.map(e=>parseFloat(getComputedStyle(e).fontSize))),Words:g.innerText.replace(/\s+/g," ")}})(%s)`, shown))
}

// A table has room in every slot that a reader may have it in, with its words in full and legible.
func TestTablesHaveRoom(t *testing.T) {
	for _, l := range []string{"ar", "fr", "en"} {
		t.Run(l, func(t *testing.T) {
			t.Parallel()
			tab := open(t, "/"+l+"/", 360, 640)
			must(t, tab.Eval(`(document.documentElement.dataset.whole="",document.fonts.ready.then(()=>1))`, nil))
			for _, size := range [][2]int{{360, 640}, {320, 800}, {390, 844}, {768, 1024}, {844, 390}, {1024, 768}, {1280, 800}, {1440, 900}} {
				must(t, tab.Size(size[0], size[1]))
				for _, step := range tableSteps {
					got := tableAt(t, tab, step)
					if got.Below > 1 || got.Wide > 1 || len(got.Narrow) > 0 || got.Small < 10.95 {
						t.Errorf("%s at %v: %.0f px below its slot, %.0f beside it, words of %.1f px, cells without room %q",
							step, size, got.Below, got.Wide, got.Small, got.Narrow)
					}
				}
			}
		})
	}
}

// In a small frame the bar stands over the edge of the picture's place: the headings of a table begin below it.
func TestTableHeadingsClearTheBar(t *testing.T) {
	at := host(t)
	tab := blank(t, 400, 700)
	for _, size := range [][2]int{{300, 400}, {360, 520}, {360, 600}} {
		must(t, tab.Go(at(fmt.Sprintf(`<iframe src="{{BASE}}ar/?embed=1#corps-compare" width=%d height=%d style="border:0"></iframe>`,
			size[0], size[1]))))
		f := framed(t, tab, "stepper")
		must(t, f.Wait(`document.getElementById("story").dataset.activeStep==="corps-compare"`, soon))
		const heads = `[...document.querySelectorAll(".grid thead th")].map(e=>e.getBoundingClientRect()).filter(r=>r.width)`
		must(t, f.Wait(heads+`.length>1`, soon))
		over := eval[float64](t, f, `document.querySelector(".chrome").getBoundingClientRect().bottom-Math.min(...`+heads+`.map(r=>r.top))`)
		if over > 0 {
			t.Errorf("in %v the bar covers %.1f px of the headings", size, over)
		}
	}
}

// To who listens a table is one, with the headings of its columns and the names of its rows; a cell says what it rests on.
func TestTablesAreHeardAndAsked(t *testing.T) {
	tab := open(t, "/en/", 390, 844)
	explorable(t, tab)
	tableAt(t, tab, "corps-compare")
	roles := map[string][]string{}
	nodes, err := tab.Tree()
	must(t, err)
	for _, n := range nodes {
		roles[n.Role] = append(roles[n.Role], n.Name)
	}
	for role, want := range map[string][]string{
		"columnheader": {message(t, "en", "graphics.corps.force.wagner"), message(t, "en", "graphics.corps.force.corps")},
		"rowheader":    {message(t, "en", "graphics.corps.row.command"), message(t, "en", "graphics.corps.row.seen")},
		"table":        {message(t, "en", "graphics.corps.title")},
	} {
		for _, w := range want {
			if !slices.Contains(roles[role], w) {
				t.Errorf("no %s is called %q: %q", role, w, roles[role])
			}
		}
	}
	if n := len(roles["cell"]) + len(roles["gridcell"]); n < 10 {
		t.Errorf("%d cells are heard", n)
	}

	must(t, tab.Touch(true))
	const middle = `(r=>[r.x+r.width/2,r.y+r.height/2])(%s.getClientRects()[0])`
	tap(t, tab, eval[[2]float64](t, tab, fmt.Sprintf(middle, shownMark("corps-compare", "announced-corps"))))
	say := func(id string) string { return message(t, "en", id) }
	says(t, tab, "a cell, touched", say("graphics.corps.cell.announced-corps"), say("graphics.corps.hedge.conflict"),
		say("ui.status.conflict"))

	// By key, from cell to cell; what is asked is the cell that the keys are at.
	place := `document.querySelector("#corps-compare").closest(".scene").querySelector(".marks")`
	must(t, tab.Eval(`(`+place+`.focus({preventScroll:true}),1)`, nil))
	must(t, tab.Press("ArrowDown"))
	must(t, tab.Wait(place+`.ariaValueNow==="1"`, soon))
	first := say("graphics.corps.cell.command-wagner")
	if got := eval[string](t, tab, place+`.getAttribute("aria-valuetext")`); !strings.Contains(got, first) {
		t.Errorf("the first cell is told as %q", got)
	}
	must(t, tab.Press("Enter"))
	says(t, tab, "a cell, by key", first)
}

// A table that is taken from the explore view is a drawing of what was chosen, as other graphics are.
func TestTablesAreTakenAsDrawings(t *testing.T) {
	tab := open(t, "/en/?set=agreements&country=NE#explore", 390, 844)
	client(t, tab)
	must(t, tab.Wait(`document.querySelector("#explore .set:not([hidden]) .tab [data-row]")`, soon))
	type choice struct{ On, Off []string }
	got := eval[choice](t, tab, `(all=>({On:all(":not([data-off])"),Off:all("[data-off]")}))(s=>
		[...document.querySelectorAll("#explore .set:not([hidden]) .tab [data-row]"+s)].map(e=>e.dataset.row))`)
	if !slices.Contains(got.On, "agr-ne-house") || !slices.Contains(got.Off, "agr-ml-house") {
		t.Errorf("of Niger's rows stand %q, and %q stand back", got.On, got.Off)
	}
	svg := eval[string](t, tab, `new Promise(done=>{const o=URL.createObjectURL;URL.createObjectURL=b=>{b.text().then(done);return o(b)};
		document.querySelector('[data-picture="svg"]').click()})`)
	for _, row := range append(got.On, got.Off...) {
		if !strings.Contains(svg, `data-row="`+row+`"`) {
			t.Errorf("%s is not drawn", row)
		}
	}
	if title := message(t, "en", "graphics.agreements.kind.space"); !strings.Contains(svg, title) || strings.Contains(svg, "var(--") {
		t.Errorf("the drawing does not say %q, or does not stand alone: %.200s", title, svg)
	}
	if n := eval[int](t, tab, `[...document.querySelectorAll(".away")].filter(e=>e.checkVisibility()).length`); n > 0 {
		t.Error("the drawing is seen beside the table")
	}
}
