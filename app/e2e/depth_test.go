package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sahel-explainer/locales"
)

// The short story is a page of its own: some of the steps in their order, every chapter, the address of every step of the whole one,
// the way to it and back; the page that search engines should have is the whole one's.
func TestShortStoryIsWhole(t *testing.T) {
	o, err := locales.LoadOutline(os.DirFS("../.."))
	must(t, err)
	var want []string
	for _, st := range o.Excerpt().Steps() {
		want = append(want, st.ID)
	}
	for _, l := range []string{"ar", "fr", "en"} {
		docs := pages(t)
		short, whole := docs[l+"/short/index.html"], docs[l+"/index.html"]
		if short == nil || whole == nil || docs[l+"/short/frame.html"] == nil || docs["v/"+o.Edition+"/"+l+"/short/index.html"] == nil {
			t.Fatalf("%s: a page is missing", l)
		}
		ids, links, minutes, canonical := map[string]bool{}, map[string]string{}, 0, ""
		var steps []string
		for n := range short.Descendants() {
			ids[value(n, "id")] = true
			if s := value(n, "data-step"); s != "" {
				steps = append(steps, s)
			}
			if d := value(n, "data-depth"); d != "" && n.Data == "a" {
				links[d] = value(n, "href")
			}
			if n.Data == "small" && n.Parent.Data == "a" {
				minutes++
			}
			if n.Data == "link" && value(n, "rel") == "canonical" {
				canonical = value(n, "href")
			}
		}
		if !slices.Equal(steps, want) {
			t.Errorf("%s: steps %v, want %v", l, steps, want)
		}
		for _, ch := range o.Chapters {
			for _, id := range append([]string{ch.ID}, idsOf(ch)...) {
				if !ids[id] {
					t.Errorf("%s: #%s leads nowhere in the short story", l, id)
				}
			}
		}
		if links["whole"] != "../" || minutes != 3 || !strings.HasSuffix(canonical, "/"+l+"/") { // two at the start, one in the bar's menu
			t.Errorf("%s: links %v, %d times to read, canonical %s", l, links, minutes, canonical)
		}
		links = map[string]string{}
		for n := range whole.Descendants() {
			if d := value(n, "data-depth"); d != "" && n.Data == "a" {
				links[d] = value(n, "href")
			}
		}
		if links["short"] != "short/" {
			t.Errorf("%s: the whole story leads to %v", l, links)
		}
		raw, err := os.ReadFile(filepath.Join(dist, "sw.js"))
		must(t, err)
		if !strings.Contains(string(raw), `"`+l+`/short/":`) {
			t.Errorf("%s: the short story is not kept for reading offline", l)
		}
	}
}

func idsOf(ch locales.Chapter) (out []string) {
	for _, s := range ch.Steps {
		out = append(out, s.ID)
	}
	return out
}

// Whoever changes over goes on at the step in view, before the client is there and with it; a language is changed in the short story
// as in the whole one, and "back" leads back.
func TestChangingOverKeepsThePlace(t *testing.T) {
	t.Parallel()
	at := func(tab interface {
		Wait(string, time.Duration) error
	}, path, step string) {
		t.Helper()
		must(t, tab.Wait(fmt.Sprintf(`location.pathname===%q&&document.readyState==="complete"&&document.getElementById("story").dataset.activeStep===%q`, path, step), soon))
	}
	tab := blank(t, 390, 800)
	before(t, tab, `if(!sessionStorage.client)delete window.WebAssembly`)
	must(t, tab.Go(base+"/fr/#corps-libya"))
	at(tab, "/fr/", "corps-libya")
	must(t, tab.Wait(`scrollY>1000&&document.querySelector(".on")===null`, soon))
	must(t, tab.Eval(`document.querySelector(".chapters [data-depth=short]").click()`, nil))
	at(tab, "/fr/short/", "corps-compare")
	must(t, tab.Eval(`(sessionStorage.client=1,location.reload(),1)`, nil))
	at(tab, "/fr/short/", "corps-compare")
	client(t, tab)
	must(t, tab.Eval(`document.querySelector(".langs a[data-locale=ar]").click()`, nil))
	at(tab, "/ar/short/", "corps-compare")
	must(t, tab.Wait(`document.documentElement.lang==="ar"`, soon))
	must(t, tab.Eval(`history.back()`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="fr"`, soon))
	at(tab, "/fr/short/", "corps-compare") // only then does the link lead to the step
	must(t, tab.Eval(`document.querySelector(".chapters [data-depth=whole]").click()`, nil))
	at(tab, "/fr/", "corps-compare")
	must(t, tab.Eval(`(scrollTo({top:0,behavior:"instant"}),1)`, nil))
	at(tab, "/fr/", "opening-mali")
	must(t, tab.Eval(`document.querySelector(".depths [data-depth=short]").click()`, nil))
	at(tab, "/fr/short/", "opening-mali")
	if y := eval[float64](t, tab, `scrollY`); y > 10 {
		t.Errorf("who changes over at the beginning is at %v", y)
	}
}

// What was read last is remembered on the device, as the language is: by the page to choose, and by the worker, which leads there from
// the root.
func TestTheLengthIsRemembered(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	tab := visitor(t)
	before(t, tab, `delete Navigator.prototype.serviceWorker`)
	must(t, tab.Go(d.url("fr/")))
	must(t, tab.Wait(`document.readyState==="complete"`, soon))
	must(t, tab.Eval(`(localStorage.setItem("sahel.locale","fr"),document.querySelector(".depths [data-depth=short]").click(),1)`, nil))
	must(t, tab.Wait(`location.pathname==="/fr/short/"&&document.readyState==="complete"`, soon))
	must(t, tab.Leave(`window.old=1;location.href="/index.html"`))
	arrived(t, tab, `!window.old&&location.pathname==="/fr/short/"`)

	d = newDeploy(t, "")
	tab = visitor(t)
	must(t, tab.Go(d.url("ar/short/")))
	must(t, tab.Wait(`caches.match("/__kept__").then(r=>r?r.json():{}).then(m=>m.read==="ar/short/")`, time.Minute))
	must(t, tab.Go(d.url("")))
	arrived(t, tab, `location.pathname==="/ar/short/"`)
}

// A host that asks for the short story gets it, by script and in a bare frame, also at a step that it does not have.
func TestHostsTakeTheShortStory(t *testing.T) {
	t.Parallel()
	tab := blank(t, 800, 700)
	must(t, tab.Go(host(t)(`<script async data-locale="en" data-depth="short" data-step="corps-libya" src="{{BASE}}embed.js"></script>`)))
	f := framed(t, tab, "pinned")
	must(t, f.Wait(`location.pathname==="/en/short/"&&document.getElementById("story").dataset.activeStep==="corps-compare"`, soon))
	must(t, tab.Go(host(t)(`<iframe src="{{BASE}}en/short/frame.html?embed=1&step=groups-gaps" title="story" width=700 height=500></iframe>`)))
	f = framed(t, tab, "stepper")
	must(t, f.Wait(`document.getElementById("story").dataset.activeStep==="groups-deaths"&&/\/ \d+/.test(document.querySelector(".stepper-count").textContent)`, soon))
}
