package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A language switch keeps the step and leaves its heading where it was; back returns to the language before.
func TestLanguageSwitchKeepsThePlace(t *testing.T) {
	t.Parallel()
	tab := open(t, "/ar/#groups-triborder", 390, 800)
	client(t, tab)
	must(t, tab.Eval(`window.mark=1`, nil))
	for _, step := range []string{"groups-triborder", "corps-compare", "resources-share-mali"} {
		for _, to := range []string{"fr", "en", "ar"} {
			must(t, tab.Eval(fmt.Sprintf(`(()=>{const e=document.getElementById(%q);scrollTo({top:e.getBoundingClientRect().top+scrollY-innerHeight*0.3,behavior:"instant"});return 1})()`, step), nil))
			must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q`, step), 3*time.Second))
			before := eval[float64](t, tab, fmt.Sprintf(`document.querySelector("#%s h3").getBoundingClientRect().top`, step))
			must(t, tab.Eval(fmt.Sprintf(`(document.querySelector('a[data-locale="%s"]').click(),1)`, to), nil))
			must(t, tab.Wait(fmt.Sprintf(`document.documentElement.lang===%q`, to), 10*time.Second))
			must(t, tab.Eval(`document.fonts.ready.then(()=>1)`, nil))
			settled(t, tab)
			got := eval[map[string]any](t, tab, fmt.Sprintf(`({step:document.getElementById("story").dataset.activeStep,top:document.querySelector("#%s h3").getBoundingClientRect().top,dir:document.documentElement.dir,path:location.pathname+location.hash,same:window.mark===1})`, step))
			dir := "ltr"
			if to == "ar" {
				dir = "rtl"
			}
			if got["step"] != step || abs(got["top"].(float64)-before) > 4 || got["dir"] != dir || got["path"] != "/"+to+"/#"+step || got["same"] != true {
				t.Errorf("%s at %s: %v, heading was at %.1f", to, step, got, before)
			}
		}
	}
	must(t, tab.Leave(`history.back()`))
	must(t, tab.Wait(`document.documentElement.lang==="en"`, 10*time.Second))
}

func abs(v float64) float64 { return max(v, -v) }

// A deep link opens at its step, with and without scripts.
func TestDeepLinkOpensAtItsStep(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		tab := blank(t, 1440, 900)
		must(t, tab.Scripts(scripts))
		must(t, tab.Go(base+"/fr/#partnership-refinery"))
		if scripts {
			client(t, tab)
		}
		time.Sleep(300 * time.Millisecond)
		top := eval[float64](t, tab, `document.getElementById("partnership-refinery").getBoundingClientRect().top`)
		if top < -5 || top > 900*0.6 {
			t.Errorf("scripts %v: the step's top is at %.0f", scripts, top)
		}
		if scripts && eval[string](t, tab, `document.getElementById("story").dataset.activeStep`) != "partnership-refinery" {
			t.Error("another step is active")
		}
	}
}

// Filters change graphic, table, download and address together, and back undoes them.
func TestFiltersMoveEverythingTogether(t *testing.T) {
	tab := open(t, "/ar/", 1280, 900)
	client(t, tab)
	choose := func(name, value string) {
		chosen(t, tab, name, value)
	}
	state := func() map[string]any {
		return eval[map[string]any](t, tab, `(()=>{const s=document.querySelector("#explore .set:not([hidden])");const rows=[...s.querySelectorAll("tbody tr")].filter(r=>!r.hidden);const marks=[...new Set([...s.querySelectorAll("[data-row]:not([data-off])")].map(m=>m.dataset.row))];return{set:s.dataset.set,rows:rows.length,bad:rows.filter(r=>r.dataset.country!=="NE").length,marks:marks.length,off:s.querySelectorAll("[data-off]").length,query:location.search,found:document.querySelector("[data-found]").textContent}})()`)
	}
	whole := state()
	choose("country", "NE")
	got := state()
	if got["bad"] != float64(0) || got["rows"].(float64) >= whole["rows"].(float64) || got["rows"].(float64) < 3 || got["off"].(float64) == 0 || got["query"] != "?country=NE" {
		t.Errorf("Niger: %v (all: %v)", got, whole)
	}
	if !strings.Contains(got["found"].(string), fmt.Sprint(got["rows"])) {
		t.Errorf("%v rows are said to be %q", got["rows"], got["found"])
	}
	csv := eval[string](t, tab, `new Promise(done=>{const o=URL.createObjectURL;URL.createObjectURL=b=>{b.text().then(done);return o(b)};document.querySelector("[data-csv]").click()})`)
	if n := strings.Count(strings.TrimSpace(csv), "\n"); n != int(got["rows"].(float64)) || !strings.HasPrefix(csv, "\ufeffid,") && !strings.HasPrefix(csv, "id,") {
		t.Errorf("the download has %d rows of %v: %.200s", n, got["rows"], csv)
	}
	choose("set", "agreements")
	if got := state(); got["set"] != "agreements" || got["query"] != "?country=NE&set=agreements" {
		t.Errorf("agreements: %v", got)
	}
	// Every row that is listed is drawn, in each set.
	for _, set := range []string{"output", "agreements"} {
		choose("set", set)
		if bare := eval[[]string](t, tab, `(()=>{const s=document.querySelector("#explore .set:not([hidden])");return [...s.querySelectorAll("tbody tr")].filter(r=>!r.hidden&&![...s.querySelectorAll(".set-state:not([hidden]) [data-row]:not([data-off])")].some(m=>m.dataset.row===r.dataset.id)).map(r=>r.dataset.id)})()`); len(bare) > 0 {
			t.Errorf("%s: rows %v are listed and not drawn", set, bare)
		}
	}
	// One entry in the history for each part that was chosen, however many of its values were passed through.
	must(t, tab.Leave(`history.back()`))
	must(t, tab.Wait(`location.search==="?country=NE"&&document.querySelector("#explore .set:not([hidden])").dataset.set==="measures"`, 5*time.Second))
	must(t, tab.Leave(`history.back()`))
	must(t, tab.Wait(`location.search===""`, 5*time.Second))
	if got := state(); got["rows"] != whole["rows"] {
		t.Errorf("back to all: %v, want %v", got, whole)
	}
	shared := open(t, "/en/?set=measures&country=BF", 1280, 900)
	client(t, shared)
	if n := eval[int](t, shared, `[...document.querySelectorAll('#explore .set[data-set="measures"] tbody tr')].filter(r=>!r.hidden&&r.dataset.country!=="BF").length`); n != 0 {
		t.Errorf("a shared address shows %d rows of other countries", n)
	}
}

// The language a reader chose is the one that the site's door opens next time. (Where
// storage is cleared the service worker knows it still.)
func TestChosenLanguageIsRemembered(t *testing.T) {
	tab := open(t, "/ar/", 1280, 900)
	client(t, tab)
	must(t, tab.Eval(`(document.querySelector('.langs a[data-locale="fr"]').click(),1)`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="fr"`, 10*time.Second))
	must(t, tab.Go(base+"/index.html#corps-june"))
	arrived(t, tab, `location.pathname==="/fr/"&&location.hash==="#corps-june"`)
}
