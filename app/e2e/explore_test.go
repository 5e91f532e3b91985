package e2e

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// chosen makes a choice in the explore view, as a reader's finger does.
func chosen(t *testing.T, tab *browser.Tab, name, value string) {
	t.Helper()
	must(t, tab.Eval(fmt.Sprintf(`(()=>{const c=document.querySelector("#explore form").elements.namedItem(%q);if(c.options){c.value=%q;c.dispatchEvent(new Event("change",{bubbles:true}))}else[...c].find((i)=>i.value===%[2]q).click();return 1})()`, name, value), nil))
}

// Each button says how many rows it shows, and shows that many; what another set does not know is let go of.
func TestExploreCounts(t *testing.T) {
	t.Parallel()
	tab := open(t, "/fr/?country=BF#explore", 390, 844)
	client(t, tab)
	must(t, tab.Wait(`document.querySelector("[data-found]").textContent`, 10*time.Second))
	const shown = `document.querySelectorAll("#explore .set:not([hidden]) tbody tr:not([hidden])").length`
	type chip struct {
		Name, Value, Says string
		Off               bool
	}
	chips := func() []chip {
		return eval[[]chip](t, tab, `[...document.querySelectorAll(".chips label:not([hidden])")].map(l=>({Name:l.firstChild.name,Value:l.firstChild.value,Says:l.querySelector("small").textContent,Off:l.firstChild.disabled}))`)
	}
	// A button's value and what it counts are its name, and are told of once.
	const twice = `[...document.querySelectorAll(".chips label")].filter(l=>{const s=l.lastChild,n=l.firstChild.ariaLabel;return s.ariaHidden!=="true"||!n.startsWith(s.firstChild.data.trim())||/[^\p{L}]$/u.test(n)})`
	if n := eval[int](t, tab, twice+`.length`); n > 0 {
		t.Errorf("%d buttons say their count twice, or not at all", n)
	}
	tried := 0
	for _, c := range chips() {
		if c.Off || c.Name == "country" {
			if c.Off && c.Says != "0" {
				t.Errorf("%v cannot be chosen", c)
			}
			continue
		}
		chosen(t, tab, c.Name, c.Value)
		if n := eval[int](t, tab, shown); fmt.Sprint(n) != c.Says {
			t.Errorf("%v shows %d rows", c, n)
		}
		chosen(t, tab, c.Name, "")
		tried++
	}
	if tried < 8 {
		t.Errorf("%d buttons were tried", tried)
	}
	words := eval[[]string](t, tab, `[...document.querySelectorAll('.chips input[name="kind"]')].slice(1).map(i=>i.parentElement.querySelector("span").firstChild.data.trim())`)
	raw, err := json.Marshal(words)
	must(t, err)
	if sorted := eval[[]string](t, tab, fmt.Sprintf(`%s.sort(new Intl.Collator("fr").compare)`, raw)); fmt.Sprint(sorted) != fmt.Sprint(words) {
		t.Errorf("kinds stand as %v", words)
	}
	chosen(t, tab, "kind", eval[string](t, tab, `document.querySelector('.chips label:not([hidden]) input[name="kind"]:not([value=""])').value`))
	chosen(t, tab, "set", "output")
	if n := eval[int](t, tab, shown); n == 0 || strings.Contains(eval[string](t, tab, `location.search`), "kind=") {
		t.Errorf("%d rows of the other set at %s", n, eval[string](t, tab, `location.search`))
	}
	// On a phone a row is a card: each cell in view, with its column's name.
	if cut := eval[[]string](t, tab, `[...document.querySelectorAll("#explore .set:not([hidden]) td")].filter(c=>{const r=c.getBoundingClientRect();return r.width&&(r.right>innerWidth||r.left<0||getComputedStyle(c,"::before").content.length<4)}).map(c=>c.textContent)`); len(cut) > 0 {
		t.Errorf("cells out of view or without a name: %v", cut)
	}
}

// What is taken away is what is shown: rows with their sources, a drawing that stands alone, and the same as PNG.
func TestExploreDownloads(t *testing.T) {
	t.Parallel()
	tab := open(t, "/ar/?country=NE#explore", 390, 844)
	client(t, tab)
	must(t, tab.Wait(`document.querySelector("[data-found]").textContent`, 10*time.Second))
	const taken = `new Promise(done=>{const o=URL.createObjectURL;URL.createObjectURL=b=>{if(b.type!==%q)return o(b);URL.createObjectURL=o;const f=new FileReader();f.onload=()=>done(f.result);f[%q](b);return o(b)};document.querySelector(%q).click()})`
	rows := eval[[]string](t, tab, `[...document.querySelectorAll("#explore .set:not([hidden]) tbody tr:not([hidden])")].map(r=>r.dataset.id)`)
	labelsGoWithTheirMarks(t, tab, rows)
	type file struct {
		SearchedUntil, Title string
		Rows                 []struct {
			ID       string
			Evidence []struct {
				Status, Says string
				Sources      []struct{ URL string }
			}
		}
	}
	got := eval[file](t, tab, fmt.Sprintf(taken, "application/json", "readAsText", "[data-json]")+".then(JSON.parse)")
	if len(got.Rows) != len(rows) || len(rows) < 3 || got.SearchedUntil == "" || got.Title == "" {
		t.Errorf("%d rows of %d: %+v", len(got.Rows), len(rows), got)
	}
	for i, r := range got.Rows {
		if r.ID != rows[i] || len(r.Evidence) == 0 || r.Evidence[0].Status == "" || r.Evidence[0].Says == "" || len(r.Evidence[0].Sources) == 0 {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	svg := eval[string](t, tab, fmt.Sprintf(taken, "image/svg+xml", "readAsText", `[data-picture="svg"]`))
	rd := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := rd.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the drawing is no XML: %v", err)
		}
	}
	if strings.Contains(svg, "var(--") || strings.Count(svg, "url(data:font") < 2 || !strings.Contains(svg, "country=NE") || strings.Contains(svg, `url("/`) {
		t.Errorf("the drawing does not stand alone: %.300s", svg)
	}
	for _, id := range rows {
		if !strings.Contains(svg, `data-row="`+id+`"`) {
			t.Errorf("%s is not drawn", id)
		}
	}
	// The picture's own pixels: its paper, and ink on it.
	png := eval[[]int](t, tab, fmt.Sprintf(taken, "image/png", "readAsDataURL", `[data-picture="png"]`)+`.then(u=>new Promise(done=>{const i=new Image();i.onload=()=>{const c=document.createElement("canvas");c.width=i.naturalWidth;c.height=i.naturalHeight;const x=c.getContext("2d");x.drawImage(i,0,0);const d=x.getImageData(0,0,c.width,c.height).data;let ink=0;for(let j=0;j<d.length;j+=4)if(d[j]+d[j+1]+d[j+2]<300)ink++;done([c.width,c.height,ink])};const b=atob(u.split(",")[1]),a=new Uint8Array(b.length);for(let j=0;j<b.length;j++)a[j]=b.charCodeAt(j);i.src=URL.createObjectURL(new Blob([a],{type:"image/png"}))}))`)
	if len(png) != 3 || png[0] < 1400 || png[1] < 800 || png[2] < 5000 {
		t.Errorf("the picture is %v", png)
	}
	// Its address leads back to the same rows, whatever else stood in the query.
	must(t, tab.Eval(`(history.replaceState(null,"","?country=NE&utm_source=x#explore"),document.querySelector("#explore [data-share]").click(),1)`, nil))
	must(t, tab.Wait(`document.querySelector(".sheet input")`, soon))
	if link := eval[string](t, tab, `document.querySelector(".sheet input").value`); !strings.HasSuffix(link, "/ar/?country=NE#explore") {
		t.Errorf("the view is shared as %s", link)
	}
}

// Labels go with their marks, in the rows that are shown.
func labelsGoWithTheirMarks(t *testing.T, tab *browser.Tab, rows []string) {
	t.Helper()
	labels := eval[map[string]bool](t, tab, `Object.fromEntries([...document.querySelectorAll("#explore .set:not([hidden]) .set-state:not([hidden]) .form.narrow [data-of]")].map(l=>[l.dataset.of,l.hasAttribute("data-off")]))`)
	on := 0
	for id, off := range labels {
		if off == slices.Contains(rows, id) {
			t.Errorf("the label of %s is off: %v", id, off)
		}
		if !off {
			on++
		}
	}
	if on == 0 || on == len(labels) {
		t.Errorf("%d of %d labels stand", on, len(labels))
	}
	// So do their dates: no day stands alone over a lane whose marks are off.
	const bare = `[...document.querySelectorAll("#explore .set:not([hidden]) .set-state:not([hidden]) .form text:not([data-of])")]`
	if alone := eval[[]string](t, tab, bare+`.map(e=>e.textContent).filter(w=>/\d .* 20\d\d/.test(w))`); len(alone) > 0 {
		t.Errorf("dates stay without their marks: %v", alone)
	}
}

// The tables of the explore view stand in the page once, in the story: without scripts it leads to each, with the client it shows a copy.
func TestExploreLeadsToItsTables(t *testing.T) {
	t.Parallel()
	tab := blank(t, 390, 844)
	must(t, tab.Scripts(false))
	must(t, tab.Go(base+"/ar/"))
	const named = `[...document.querySelectorAll(".table caption")].map(c=>c.textContent)`
	all := eval[[]string](t, tab, named)
	if once := slices.Compact(slices.Sorted(slices.Values(all))); len(once) != len(all) || len(all) < 3 {
		t.Errorf("%d tables with %d names", len(all), len(once))
	}
	sets := eval[[]string](t, tab, `[...document.querySelectorAll("#explore .set")].map(s=>{const a=s.querySelector(".rows a"),to=a&&document.querySelector(a.hash);
		if(!to||!to.querySelector("tbody tr[data-m][data-country]"))return s.dataset.set+" leads to no rows";
		to.querySelector("summary").click();return to.querySelector("table").getBoundingClientRect().height>100?"":s.dataset.set+" leads to nothing"})`)
	if len(sets) < 3 || strings.Join(sets, "") != "" {
		t.Errorf("sets: %v", sets)
	}
	tab = open(t, "/ar/?set=output#explore", 390, 844)
	client(t, tab)
	must(t, tab.Wait(`document.querySelectorAll("#explore .set:not([hidden]) tbody tr[data-id]").length===document.querySelectorAll("#data-output tbody tr").length`, soon))
}
