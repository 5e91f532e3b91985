package e2e

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/build"
	"sahel-explainer/app/build/render"
	"sahel-explainer/app/server"
	"sahel-explainer/locales"
)

// editionOf is the folder of the built edition.
func editionOf(t *testing.T) string {
	t.Helper()
	o, err := locales.LoadOutline(os.DirFS("../.."))
	must(t, err)
	return "v/" + o.Edition + "/"
}

// An edition is read with all that the live page has: the client takes over, another language of the same edition comes in, its
// data are its own, and its share address names a step of the edition.
func TestEditionIsReadLikeTheLivePage(t *testing.T) {
	at := editionOf(t)
	const workers = `navigator.serviceWorker.getRegistrations().then(r=>r.length)`
	tab := open(t, "/fr/privacy/", 1280, 900) // the live story may have been kept by a test before
	before := eval[int](t, tab, workers)
	must(t, tab.Go(base+"/"+at+"fr/"))
	client(t, tab)
	if got := eval[string](t, tab, `document.querySelector(".chrome .edition a").href`); got != base+"/fr/" {
		t.Errorf("the label leads to %s", got)
	}
	must(t, tab.Eval(`(document.querySelector(".langs a[data-locale=en]").click(),1)`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="en"&&location.pathname==="/`+at+`en/"`, 20*time.Second))
	if got := eval[string](t, tab, `document.querySelector(".chrome .edition").textContent`); !strings.HasPrefix(got, "Edition of ") {
		t.Errorf("after the switch the label says %q", got)
	}
	chosen(t, tab, "set", "agreements")
	must(t, tab.Wait(`new URL(document.querySelector("[data-csv]").href).pathname==="/`+at+`data/agreements.en.csv"`, 10*time.Second))
	if n := eval[int](t, tab, workers); n != before {
		t.Errorf("an edition made %d workers of %d", n, before)
	}
}

// The address that the share button gives is the step's own page, which names its card and brings the reader to the step.
func TestSharedStepBringsToItsPlace(t *testing.T) {
	tab := open(t, "/en/", 1280, 900)
	client(t, tab)
	must(t, tab.Eval(`(Object.defineProperty(navigator,"share",{value:undefined,configurable:true}),document.querySelector("#groups-deaths .sources").open=true,document.querySelector("#groups-deaths [data-share]").click(),1)`, nil))
	must(t, tab.Wait(`document.querySelector(".sheet input")`, 10*time.Second))
	shared := eval[string](t, tab, `document.querySelector(".sheet input").value`)
	if shared != base+"/en/steps/groups-deaths/" {
		t.Fatalf("the share button gives %s", shared)
	}
	head := eval[string](t, tab, `fetch("`+shared+`").then(r=>r.text()).then(s=>s.match(/og:image" content="([^"]+)"/)[1])`)
	if !strings.HasSuffix(head, "/cards/en/groups-deaths.png") {
		t.Errorf("its picture is %s", head)
	}
	must(t, tab.Go(shared))
	must(t, tab.Wait(`location.pathname==="/en/"&&location.hash==="#groups-deaths"&&document.querySelector("#groups-deaths")`, 20*time.Second))
	must(t, tab.Wait(`Math.abs(document.querySelector("#groups-deaths").getBoundingClientRect().top)<innerHeight`, 10*time.Second))
}

// embed.js frames the edition that it is told to, from a placeholder and from a pasted frame, and the live page otherwise.
func TestEmbedOfAnEdition(t *testing.T) {
	at := editionOf(t)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="fr"><title>Host</title><div id="a" data-sahel-explainer data-graphic="deaths" data-edition="%s"></div><div id="b" data-sahel-explainer data-graphic="deaths" data-edition="../x"></div>
<figure id="c" data-sahel-explainer data-graphic="corps"></figure><iframe title="x" src="%s/%sfr/graphics/corps/?embed=1" width="100%%" height="400"></iframe><script async src="%s/embed.js"></script>`, strings.TrimSuffix(at, "/"), base, at, base)
	}))
	afterTabs(t, host.Close)
	tab := blank(t, 1000, 2400)
	must(t, tab.Go(host.URL))
	must(t, tab.Wait(`document.querySelectorAll("[data-sahel-explainer-box] iframe[src]").length===3`, 20*time.Second))
	got := eval[[]string](t, tab, `[...document.querySelectorAll("[data-sahel-explainer-box] iframe")].map(f=>new URL(f.src).pathname)`)
	want := []string{"/" + at + "fr/graphics/deaths/", "/fr/graphics/deaths/frame.html", "/" + at + "fr/graphics/corps/"}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("frames of %v, want %v", got, want)
	}
	if n := eval[int](t, tab, `document.querySelectorAll("iframe").length`); n != 3 {
		t.Errorf("%d frames for three embeds", n)
	}
}

// A host that holds a release to its hash gets that release, whose label leads to what has been corrected since; a script that is another
// does not run, and what else the code holds stays.
func TestEmbedHeldToItsHash(t *testing.T) {
	t.Parallel()
	at, hash := editionOf(t), ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="fr"><link rel="icon" href="data:,"><title>Host</title><p style="height:300px">An article.</p><script async data-locale="fr" src="%s/%sembed.js" integrity="%s" crossorigin="anonymous"></script><p style="height:1500px">On.</p>`, base, at, hash)
	}))
	afterTabs(t, s.Close)
	raw, err := os.ReadFile(filepath.Join(dist, at, "edition.json"))
	must(t, err)
	var listed render.Ledger
	must(t, json.Unmarshal(raw, &listed))
	sum, err := hex.DecodeString(listed.Files[at+"embed.js"])
	must(t, err)
	hash = "sha256-" + base64.StdEncoding.EncodeToString(sum)
	tab := blank(t, 1000, 800)
	must(t, tab.Go(s.URL))
	f := framed(t, tab, "pinned")
	if got := eval[string](t, f, `location.pathname+" "+document.querySelector(".chrome .edition a").href`); got != "/"+at+"fr/ "+base+"/fr/" {
		t.Errorf("the frame is of %s", got)
	}
	hash = "sha256-" + base64.StdEncoding.EncodeToString(make([]byte, 32))
	other, err := chrome.NewTab()
	must(t, err)
	afterTabs(t, other.Close)
	must(t, other.Go(s.URL))
	if got := eval[string](t, other, `typeof SahelExplainer+document.querySelectorAll("iframe").length`); got != "undefined0" {
		t.Errorf("another script ran: %s", got)
	}
}

// The example, a story of data alone, is read in a browser: its steps, its graphics, its languages, the client, its name and colours.
func TestASecondStoryIsShown(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "dist")
	_, err := build.Build(build.Options{Root: "../..", Story: "../examples/caju", Out: out})
	must(t, err)
	s, err := server.Load(os.DirFS(out))
	must(t, err)
	srv := httptest.NewServer(s)
	afterTabs(t, srv.Close)
	tab := blank(t, 390, 844)
	must(t, tab.Go(srv.URL+"/pt/#porto-recorde"))
	must(t, tab.Wait(`document.documentElement.dataset.ready!=="static"&&document.querySelector("main").dataset.activeStep==="porto-recorde"`, 30*time.Second))
	if got := eval[string](t, tab, `[...document.querySelector("#porto-recorde").closest(".scene").querySelectorAll(".layer")].filter(l=>{const s=getComputedStyle(l);return s.visibility==="visible"&&+s.opacity>.5}).map(l=>l.dataset.state).join()`); got != "record" {
		t.Errorf("the graphic shows %q", got)
	}
	if got := eval[string](t, tab, `getComputedStyle(document.documentElement).getPropertyValue("--brand").trim()+" "+document.querySelector(".chrome .brand").textContent`); got != "#b03f12 O país do caju" {
		t.Errorf("its colour and name are %q", got)
	}
	must(t, tab.Eval(`(document.querySelector(".langs a[data-locale=fr]").click(),1)`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="fr"&&document.querySelector("#porto-recorde h3").textContent==="Un record en trois chiffres"`, 20*time.Second))
}
