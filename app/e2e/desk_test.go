package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/preview"
	"sahel-explainer/charts/facts"
)

// soon is how long a loaded machine may take for what an idle one does at once: waits end when what they wait for is there.
const soon = 90 * time.Second

// The desk of a copy of the project, which the tests edit on disk as an editor would. One serves all of them.
var theDesk struct {
	sync.Once
	root, url string
	err       error
	editor    string // what was called to open a file writes its arguments there
}

// The desk is one server on one project, so what is asked of it is asked in turn; all of it together runs beside other tests.
func TestDesk(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"FollowsSaves", deskFollowsSaves},
		{"FollowsData", deskFollowsData},
		{"ScrollsInStep", deskScrollsInStep},
		{"ShowsWhatStandsBehindAStep", deskShowsWhatStandsBehindAStep},
		{"IsClosedToOtherPages", deskIsClosedToOtherPages},
		{"KeepsItsDraft", deskKeepsItsDraft},
		{"Places", deskPlaces},
		{"MadeUpLanguages", deskMadeUpLanguages},
		{"TakesPictures", deskTakesPictures},
		{"MeetsAxe", deskMeetsAxe},
	} {
		t.Run(c.name, c.run)
	}
}

func deskOf(t *testing.T) (root, url string) {
	t.Helper()
	d := &theDesk
	d.Do(func() {
		if d.root, d.err = os.MkdirTemp("", "desk"); d.err != nil {
			return
		}
		cleanups = append(cleanups, func() { os.RemoveAll(d.root) })
		if d.err = preview.Copy("../..", d.root); d.err != nil {
			return
		}
		d.editor = filepath.Join(d.root, "called")
		script := filepath.Join(d.root, "gedit")
		if d.err = os.WriteFile(script, []byte("#!/bin/sh\necho \"$@\" > "+d.editor+"\n"), 0o755); d.err != nil {
			return
		}
		os.Unsetenv("VISUAL")
		os.Setenv("EDITOR", script)
		ctx, cancel := context.WithCancel(context.Background())
		ready := make(chan string, 1)
		ended := make(chan error, 1)
		go func() {
			ended <- preview.Run(ctx, preview.Options{Root: d.root, Addr: "localhost:0", Ready: func(u string) { ready <- u }})
		}()
		cleanups = append(cleanups, func() { cancel(); <-ended })
		select {
		case d.url = <-ready:
		case d.err = <-ended:
			return
		}
		// Until all is made and the client compiled: a new one reloads the frames.
		d.err = preview.Rested(ctx, d.url, 4*time.Minute)
	})
	if d.err != nil {
		t.Fatal(d.err)
	}
	return d.root, d.url
}

// edit replaces a text in a file of the copy and puts the file back when the test ends.
func edit(t *testing.T, root, file, old, new string) (undo func()) {
	t.Helper()
	path := filepath.Join(root, file)
	before, err := os.ReadFile(path)
	must(t, err)
	if !strings.Contains(string(before), old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	must(t, os.WriteFile(path, []byte(strings.Replace(string(before), old, new, 1)), 0o644))
	done := false
	undo = func() {
		if !done {
			done = true
			must(t, os.WriteFile(path, before, 0o644))
		}
	}
	t.Cleanup(undo)
	return undo
}

// titleOf is the text of a message in the copy's catalogue.
func titleOf(t *testing.T, root, tag, step string) string {
	t.Helper()
	cats, _, err := facts.Words(os.DirFS(root), nil)
	must(t, err)
	return cats[tag].T("step." + step + ".title")
}

// looking defines, in the desk page, how a test looks into a frame: story(place, column) is its window, however deep it stands.
const looking = `(()=>{window.story=(p,c)=>{const f=document.querySelector('iframe[data-place="'+p+'"][data-column="'+c+'"]');const dig=(w,n)=>{try{if(w.document.getElementById("story")&&w.location.pathname.startsWith("/v/"))return w}catch(e){}for(let i=0;n<3&&i<w.length;i++){const x=dig(w[i],n+1);if(x)return x}return null};return f&&dig(f.contentWindow,0)};
window.stepIn=(p,c)=>{const w=story(p,c);if(!w)return"";const k=w.document.querySelector('.step[data-card="current"]');if(k)return k.dataset.step;let at="";for(const s of w.document.querySelectorAll("[data-step]")){if(at&&s.getBoundingClientRect().top>w.innerHeight*0.6+1)break;at=s.dataset.step}return at};return 1})()`

func openDesk(t *testing.T, query string) *browser.Tab {
	t.Helper()
	_, url := deskOf(t)
	tab := blank(t, 1600, 1000)
	must(t, tab.Go(url+"/"+query))
	must(t, tab.Eval(looking, nil))
	return tab
}

// everywhere waits until each of the phones is at a step.
func everywhere(t *testing.T, tab *browser.Tab, step string) {
	t.Helper()
	must(t, tab.Wait(fmt.Sprintf(`["ar","fr","en"].every(c=>stepIn("phone",c)===%q)`, step), soon))
}

// clients waits until the Go client runs in each of the phones: before, a frame may still be about to move.
func clients(t *testing.T, tab *browser.Tab) {
	t.Helper()
	must(t, tab.Wait(`["ar","fr","en"].every(c=>story("phone",c).document.querySelector(".pager"))`, soon))
}

// A saved sentence comes into every frame where the reader stands; a broken file is told with its place while the last good
// page stays; the next good save recovers.
func deskFollowsSaves(t *testing.T) {
	root, _ := deskOf(t)
	tab := openDesk(t, "?step=groups-spread&lang=en")
	everywhere(t, tab, "groups-spread")
	clients(t, tab)
	must(t, tab.Eval(`["ar","fr","en"].map(c=>{const w=story("phone",c);w.mark=1;w.document.querySelector("#groups-spread details").open=true;return 1})`, nil))
	tops := func() map[string]float64 {
		return eval[map[string]float64](t, tab, `Object.fromEntries(["ar","fr","en"].map(c=>[c,story("phone",c).document.getElementById("groups-spread").getBoundingClientRect().top]))`)
	}
	before := tops()
	stay := func(when string) {
		t.Helper()
		now := tops()
		for tag, y := range before {
			if abs(now[tag]-y) > 2 {
				t.Errorf("%s: the step stands at %.1f in %s and stood at %.1f", when, now[tag], tag, y)
			}
		}
		if closed := eval[[]string](t, tab, `["ar","fr","en"].filter(c=>!story("phone",c).document.querySelector("#groups-spread details").open)`); len(closed) > 0 {
			t.Errorf("%s: the open panel is closed in %v", when, closed)
		}
	}
	shows := func(tag, text string) string {
		return fmt.Sprintf(`story("phone",%q)?.document.querySelector("#groups-spread h3")?.textContent.includes(%q)`, tag, text)
	}
	var undo []func()
	for _, tag := range []string{"fr", "ar", "en"} {
		title := titleOf(t, root, tag, "groups-spread")
		undo = append(undo, edit(t, root, "locales/messages/story."+tag+".toml", title, title+" 4711"))
		must(t, tab.Wait(shows(tag, "4711"), soon))
	}
	stay("after a sentence in each language")
	if n := eval[int](t, tab, `["ar","fr","en"].filter(c=>story("phone",c).mark===1).length`); n != 3 {
		t.Errorf("a sentence reloaded %d frames", 3-n)
	}

	// Broken: the file does not even parse. The line is where the TOML breaks.
	title := titleOf(t, root, "fr", "groups-spread")
	mend := edit(t, root, "locales/messages/story.fr.toml", `title = "`+title+`"`, `title = "`+title)
	raw, err := os.ReadFile(filepath.Join(root, "locales/messages/story.fr.toml"))
	must(t, err)
	head, _, _ := strings.Cut(string(raw), `title = "`+title)
	place := fmt.Sprintf("locales/messages/story.fr.toml:%d", strings.Count(head, "\n")+1)
	must(t, tab.Wait(fmt.Sprintf(`!document.querySelector(".fault").hidden&&document.querySelector(".fault pre").textContent.includes(%q)`, place), soon))
	if !eval[bool](t, tab, shows("fr", "4711")) {
		t.Error("the last good page is gone")
	}
	stay("while a file is broken")
	mend()
	must(t, tab.Wait(`document.querySelector(".fault").hidden`, soon))

	// Faults of other kinds name their place too: a state that no graphic has, a record without a source.
	for _, c := range []struct{ file, old, new, want string }{
		{"locales/outline.toml", `state = "groups"`, `state = "grups"`, `"grups"`},
		{"charts/data/records.toml", "sources = [", "sources = []\nnames = [", "charts/data/records.toml"},
	} {
		mend := edit(t, root, c.file, c.old, c.new)
		must(t, tab.Wait(fmt.Sprintf(`!document.querySelector(".fault").hidden&&document.querySelector(".fault pre").textContent.includes(%q)`, c.want), soon))
		mend()
		must(t, tab.Wait(`document.querySelector(".fault").hidden`, soon))
	}
	for _, u := range undo {
		u()
	}
	for _, tag := range []string{"fr", "ar", "en"} {
		must(t, tab.Wait("!"+shows(tag, "4711")+"&&"+shows(tag, strings.TrimSuffix(titleOf(t, root, tag, "groups-spread"), " 4711")), soon))
	}
	stay("after all was mended")

	// What the check says follows too: a digit that the other languages do not have.
	back := edit(t, root, "locales/messages/story.fr.toml", "{gti-ml-2022.value}", "949")
	must(t, tab.Eval(`(document.querySelector('[data-panel="findings"]').click(),1)`, nil))
	must(t, tab.Wait(`[...document.querySelectorAll('.finding[data-severity="error"]')].some(f=>f.textContent.includes("949")&&f.textContent.includes("story.fr.toml:"))`, soon))
	if said := eval[string](t, tab, `[...document.querySelector(".side").childNodes].filter(n=>n.nodeType===3).map(n=>n.data).join()`); said != "" {
		t.Errorf("the panel of findings says %q beside them", said)
	}
	back()
	must(t, tab.Wait(`!document.querySelector('.finding[data-severity="error"]')`, soon))
}

// A number in a data file reaches the graphic, and the client starts anew with it, at the same place.
func deskFollowsData(t *testing.T) {
	root, _ := deskOf(t)
	tab := openDesk(t, "?step=groups-deaths&show=en&lang=fr")
	must(t, tab.Wait(`stepIn("phone","en")==="groups-deaths"&&story("phone","en").document.querySelector(".pager")`, soon))
	if title := eval[string](t, tab, `document.querySelector("h1").textContent`); !strings.Contains(title, "rédaction") {
		t.Errorf("the desk in French is called %q", title)
	}
	raw, err := os.ReadFile(filepath.Join(root, "charts/data/deaths.csv"))
	must(t, err)
	if !strings.Contains(string(raw), ",1532,") && !strings.Contains(string(raw), "1532") {
		t.Fatal("the figure that this test changes is not in deaths.csv")
	}
	must(t, tab.Eval(`(story("phone","en").mark=1)`, nil))
	back := edit(t, root, "charts/data/deaths.csv", "1532", "1547")
	must(t, tab.Wait(`story("phone","en")?.document.querySelector("#story").textContent.includes("1,547")`, soon))
	must(t, tab.Wait(`story("phone","en")?.mark!==1&&story("phone","en")?.document.querySelector(".pager")&&stepIn("phone","en")==="groups-deaths"`, soon))

	// A colour comes in without a reload, and again after it: where the reader stands, the step stays.
	must(t, tab.Eval(`(story("phone","en").mark=2)`, nil))
	for _, paper := range []string{"#faf601", "#faf602"} {
		undo := edit(t, root, "locales/brand/brand.toml", `paper = ["#faf6ee"`, `paper = ["`+paper+`"`)
		must(t, tab.Wait(fmt.Sprintf(`(()=>{const w=story("phone","en");return w&&w.getComputedStyle(w.document.documentElement).getPropertyValue("--paper").trim()===%q})()`, paper), soon))
		undo()
	}
	must(t, tab.Wait(`(()=>{const w=story("phone","en");return w&&w.getComputedStyle(w.document.documentElement).getPropertyValue("--paper").trim()==="#faf6ee"})()`, soon))
	if !eval[bool](t, tab, `story("phone","en").mark===2&&stepIn("phone","en")==="groups-deaths"`) {
		t.Error("a colour reloaded the frame, or moved it")
	}
	// A row that contradicts its record is a finding, and others count findings: it goes back.
	back()
	must(t, tab.Wait(`!story("phone","en")?.document.querySelector("#story").textContent.includes("1,547")`, soon))
}

// Scrolling one frame brings the others to the same step, from each language; so do the list of steps and the keys.
func deskScrollsInStep(t *testing.T) {
	tab := openDesk(t, "?lang=ar")
	must(t, tab.Wait(`["ar","fr","en"].every(c=>story("phone",c))&&document.querySelector(".rail [data-step]")`, soon))
	clients(t, tab)
	for _, from := range []string{"fr", "ar", "en"} {
		point := eval[[]float64](t, tab, fmt.Sprintf(`(()=>{const r=document.querySelector('iframe[data-column=%q]').getBoundingClientRect();return[r.left+r.width/2,r.top+r.height/2]})()`, from))
		start := eval[string](t, tab, fmt.Sprintf(`stepIn("phone",%q)`, from))
		for range 30 {
			must(t, tab.Wheel(point[0], point[1], 700))
			must(t, tab.Painted())
			if s := eval[string](t, tab, fmt.Sprintf(`stepIn("phone",%q)`, from)); s != start {
				break
			}
		}
		must(t, tab.Wait(fmt.Sprintf(`stepIn("phone",%q)!==%q&&new Set(["ar","fr","en"].map(c=>stepIn("phone",c))).size===1&&document.querySelector(".rail [aria-current]").dataset.step===stepIn("phone",%q)`, from, start, from), soon))
	}
	must(t, tab.Eval(`(document.querySelector('.rail [data-step="resources-share-mali"]').click(),1)`, nil))
	everywhere(t, tab, "resources-share-mali")
	must(t, tab.Eval(`(document.activeElement.blur(),1)`, nil))
	must(t, tab.Press("k"))
	must(t, tab.Wait(`stepIn("phone","ar")!=="resources-share-mali"&&new Set(["ar","fr","en"].map(c=>stepIn("phone",c))).size===1`, soon))
}

// A click on a step shows what stands behind it: three languages, records with their sources, each with the line where it
// stands, which opens in the editor.
func deskShowsWhatStandsBehindAStep(t *testing.T) {
	root, url := deskOf(t)
	tab := openDesk(t, "?step=groups-deaths&lang=en&show=fr")
	must(t, tab.Wait(`stepIn("phone","fr")==="groups-deaths"`, soon))
	must(t, tab.Wait(`document.querySelector(".cell").dataset.state==="there"`, soon))
	must(t, tab.Eval(`(story("phone","fr").document.querySelector("#groups-deaths .card > p").click(),1)`, nil))
	must(t, tab.Wait(`document.querySelectorAll('.side .row').length>=3`, soon))
	got := eval[struct {
		Texts                    []string
		Records, Bare, Vs, Files int
	}](t, tab, `({Texts:[...[...document.querySelectorAll(".row")].find(r=>r.querySelector("code").textContent==="step.groups-deaths.title").querySelectorAll(".text > p")].map(p=>p.textContent),Records:document.querySelectorAll(".record").length,Bare:[...document.querySelectorAll(".record")].filter(r=>!r.querySelector("li a")).length,Vs:document.querySelectorAll('a[href^="vscode://file/"]').length,Files:document.querySelectorAll(".side .file").length})`)
	for i, tag := range []string{"ar", "fr", "en"} {
		if want := titleOf(t, root, tag, "groups-deaths"); len(got.Texts) != 3 || got.Texts[i] != want {
			t.Errorf("the titles are %q, want %q for %s", got.Texts, want, tag)
		}
	}
	if got.Records == 0 || got.Bare > 0 || got.Files < 10 || got.Vs != got.Files {
		t.Errorf("records, places: %+v", got)
	}
	must(t, tab.Eval(`([...document.querySelectorAll(".row")].find(r=>r.querySelector("code").textContent==="step.groups-deaths.title").querySelectorAll(".file")[1].click(),1)`, nil))
	must(t, tab.Wait(`document.querySelector(".said")`, soon))
	said := eval[string](t, tab, `document.querySelector(".said").textContent`)
	var called []byte
	for end := time.Now().Add(10 * time.Second); len(called) == 0 && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		called, _ = os.ReadFile(theDesk.editor)
	}
	raw, err := os.ReadFile(filepath.Join(root, "locales/messages/story.fr.toml"))
	must(t, err)
	head, _, _ := strings.Cut(string(raw), "[step.groups-deaths]\ntitle = ")
	if want := fmt.Sprintf("+%d ", strings.Count(head, "\n")+2); !strings.HasPrefix(string(called), want) || !strings.Contains(string(called), "locales/messages/story.fr.toml") {
		t.Errorf("the editor was called with %q, want line %s; the desk says %q", called, want, said)
	}
	// The same from a page of somebody else, and from a name that was made to lead here.
	for name, change := range map[string]func(*http.Request){
		"no secret":    func(r *http.Request) {},
		"rebound name": func(r *http.Request) { r.Host = "evil.example" },
	} {
		r, _ := http.NewRequest("POST", url+"/desk/open", strings.NewReader(`{"file":"locales/outline.toml","line":1}`))
		r.Header.Set("Origin", url)
		r.Header.Set("Content-Type", "application/json")
		change(r)
		res, err := http.DefaultClient.Do(r)
		must(t, err)
		res.Body.Close()
		if res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: opened with %s", name, res.Status)
		}
	}
}

// No page but the desk's own may frame the desk or read from it.
func deskIsClosedToOtherPages(t *testing.T) {
	_, url := deskOf(t)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><link rel=icon href=data:,><title>elsewhere</title><iframe src="%s/" id=f onload="document.title='there'"></iframe>`, url)
	}))
	defer srv.Close()
	tab, err := chrome.NewTab()
	must(t, err)
	defer tab.Close()
	must(t, tab.Go(srv.URL))
	if got := eval[[]string](t, tab, fmt.Sprintf(`Promise.all(["/","/desk/step?id=groups-deaths","/desk/findings","/desk/events"].map(p=>fetch(%q+p).then(r=>"read "+p,()=>"")))`, url)); strings.Join(got, "") != "" {
		t.Errorf("a foreign page has %v", got)
	}
	must(t, tab.Wait(`document.title==="there"`, soon)) // a page that was refused is there too, as the browser's own
	if frame, err := tab.Frame(url+"/", 100*time.Millisecond); err == nil {
		var framed bool
		if err := frame.Eval(`!!document.getElementById("stage")`, &framed); err == nil && framed {
			t.Error("a foreign page framed the desk")
		}
	}
	res, err := http.Get(url + "/")
	must(t, err)
	res.Body.Close()
	if csp := res.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("the desk's policy is %s", csp)
	}
}

// onePlaceOfEachKind are those that make test looks at: pinned and as a stepper at another origin, sealed, without scripts, with
// style sheets that the server changes. The other desk tests look at the phone.
var onePlaceOfEachKind = []string{"article", "bare", "oembed", "noscript", "print"}

// What each place must show. The same list is run for one place of each kind in one language, or for all in all with DESK=all: the
// desk's grid is the matrix. One desk walks through them by its tabs.
func deskPlaces(t *testing.T) {
	tags, places := []string{"ar"}, preview.Places()
	if os.Getenv("DESK") == "all" {
		tags = []string{"ar", "fr", "en"}
	} else {
		places = slices.DeleteFunc(places, func(p preview.Place) bool { return !slices.Contains(onePlaceOfEachKind, p.ID) })
		if len(places) != len(onePlaceOfEachKind) {
			t.Fatalf("%v: not all of them are places of the desk", onePlaceOfEachKind)
		}
	}
	const step = "groups-deaths" // its state is not the first of its scene
	own := map[string]string{
		"phone":    `w.innerWidth===390&&r.dataset.mode==="standalone"&&d.querySelector(".pager")`,
		"tablet":   `w.innerWidth===768&&r.dataset.mode==="standalone"&&d.querySelector(".pager")`,
		"desktop":  `w.innerWidth===1280&&r.dataset.mode==="standalone"&&d.querySelector(".pager")`,
		"article":  `r.dataset.mode==="pinned"`,
		"bare":     `r.dataset.mode==="stepper"`,
		"stripped": `r.dataset.mode==="stepper"`,
		"strict":   `r.dataset.mode==="pinned"`,
		"rtl":      `r.dataset.mode==="pinned"`,
		"noscript": `r.dataset.boot===undefined&&!d.querySelector(".pager")&&r.dataset.ready==="static"`,
		"still":    `w.matchMedia("(prefers-reduced-motion: reduce)").matches&&d.querySelector(".pager")`,
		"print":    `w.getComputedStyle(d.querySelector(".chrome")).display==="none"&&[...d.querySelectorAll(".layer")].every(l=>w.getComputedStyle(l).visibility==="visible")`,
	}
	for _, tag := range tags {
		tab := openDesk(t, "?lang=en&place="+places[0].ID+"&show="+tag+"&step="+step)
		for _, p := range places {
			t.Run(p.ID+"/"+tag, func(t *testing.T) {
				must(t, tab.Wait(`document.querySelector(".rail [data-step]")`, soon))
				must(t, tab.Eval(fmt.Sprintf(`(document.querySelector('[data-tab=%q]').click(),1)`, p.ID), nil))
				if p.Sealed {
					sealed(t, tab, p, tag, step)
					return
				}
				all := fmt.Sprintf(`(()=>{const w=story(%q,%q);if(!w)return false;const d=w.document,r=d.documentElement,st=d.getElementById(%q);
const seen=[...st.closest(".scene").querySelectorAll(".layer")].filter(l=>{const s=w.getComputedStyle(l);return s.visibility==="visible"&&s.display!=="none"}).map(l=>l.dataset.state);
return stepIn(%q,%q)===%q&&r.lang===%q&&r.dir===%q&&r.scrollWidth<=w.innerWidth+1&&seen.includes(st.dataset.state)&&(%q==="print"||seen.length===1)&&!!(%s)})()`,
					p.ID, tag, step, p.ID, tag, step, tag, map[bool]string{true: "rtl", false: "ltr"}[tag == "ar"], p.ID, own[p.ID])
				if own[p.ID] == "" {
					t.Fatal("nothing is asserted of this place")
				}
				if err := tab.Wait(all, soon); err != nil {
					t.Errorf("it is not as it should be there: %v", eval[any](t, tab, fmt.Sprintf(`(()=>{const w=story(%q,%q);if(!w)return"no story";const d=w.document,r=d.documentElement;return JSON.stringify({step:stepIn(%q,%q),data:r.dataset,width:[r.scrollWidth,w.innerWidth],pager:!!d.querySelector(".pager")})})()`, p.ID, tag, p.ID, tag)))
				}
			})
		}
	}
}

// sealed holds a place that the desk cannot look into: it speaks with it by message.
func sealed(t *testing.T, tab *browser.Tab, p preview.Place, tag, step string) {
	_, url := deskOf(t)
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector('.cell[data-place=%q]').dataset.state==="there"`, p.ID), soon))
	must(t, tab.Wait(`/^\d+\//.test(document.querySelector(".at").textContent)&&document.querySelector(".at").textContent.split("/")[0]==1+[...document.querySelectorAll(".rail [data-step]")].findIndex(b=>b.dataset.step===`+"\""+step+`")`, soon))
	story, err := preview.Story(url)
	must(t, err)
	frame, err := tab.Frame(story+tag+"/", soon)
	must(t, err)
	must(t, frame.Wait(fmt.Sprintf(`self.origin==="null"&&document.documentElement.lang===%q&&/^(pinned|stepper)$/.test(document.documentElement.dataset.mode)`, tag), soon))
}

// The made-up languages show the whole story: longer and accented, and once from right to left. One of them draws every graphic anew,
// so this runs with DESK=all.
func deskMadeUpLanguages(t *testing.T) {
	if os.Getenv("DESK") != "all" {
		t.Skip("DESK=all runs it")
	}
	_, url := deskOf(t)
	story, err := preview.Story(url)
	must(t, err)
	for world, dir := range map[string]string{"mirror": "rtl", "pseudo": "ltr"} {
		res, err := http.Get(strings.TrimSuffix(story, "live/") + world + "/en/")
		must(t, err)
		raw, err := io.ReadAll(res.Body)
		res.Body.Close()
		must(t, err)
		page := string(raw)
		_, heading, _ := strings.Cut(page, `<h3 id="hGroupsDeaths">`)
		heading, _, _ = strings.Cut(heading, "</h3>")
		if !strings.Contains(page, `<html lang="en" dir="`+dir+`"`) || !strings.ContainsAny(heading, "áéíóú") || !strings.Contains(heading, "lórém") || strings.Count(page, "<svg ") < 50 {
			t.Errorf("%s: %s, heading %q", world, res.Status, heading)
		}
	}
}

// One button takes pictures of the step, another of its graphic (with DESK=all), in all languages.
func deskTakesPictures(t *testing.T) {
	root, _ := deskOf(t)
	tab := openDesk(t, "?lang=en&step=groups-deaths&show=en&panel=pictures")
	must(t, tab.Wait(`document.querySelector('[data-take="graphic"]')`, soon))
	kinds := []string{"step"}
	if os.Getenv("DESK") == "all" {
		kinds = append(kinds, "graphic")
	}
	for _, what := range kinds {
		must(t, tab.Eval(fmt.Sprintf(`(document.querySelector('[data-take=%q]').click(),1)`, what), nil))
		must(t, tab.Wait(`(()=>{const i=[...document.querySelectorAll(".shots img")];return i.length===3&&i.every(x=>x.complete&&x.naturalWidth>=1000)&&!document.querySelector("[data-take]:disabled")})()`, soon))
	}
	if files, _ := filepath.Glob(filepath.Join(root, ".build/shots/desk/*.png")); len(files) != 3*len(kinds) {
		t.Errorf("pictures: %v", files)
	}
}
