package e2e

import (
	"testing"
	"time"
)

// What web/README.md tells a host: some heights, that a language set later is told to the running frame, and that the host hears of it as
// well as of steps.
func TestHostIsToldAndTells(t *testing.T) {
	t.Parallel()
	tab := blank(t, 390, 800)
	must(t, tab.Go(host(t)(`<div id="p" data-sahel-explainer data-locale="en"></div><script async src="{{BASE}}embed.js"></script>`+filler)))
	must(t, tab.Eval(`(window.heard=[],["step","locale"].forEach(n=>document.addEventListener("sahel-explainer:"+n,e=>heard.push(n+" "+(e.detail.locale||e.detail.step)))),1)`, nil))
	f := framed(t, tab, "pinned")
	must(t, tab.Wait(embedBox+`.offsetHeight>30000`, 15*time.Second))
	if high := eval[float64](t, tab, embedBox+`.offsetHeight`); high < 38000 || high > 45000 {
		t.Errorf("the whole story is %.0f px high on a phone, and we say some 41,000", high)
	}
	client(t, f)
	must(t, tab.Eval(`(window.frame0=document.querySelector("iframe"),document.getElementById("p").dataset.locale="fr",1)`, nil))
	must(t, f.Wait(`document.documentElement.dataset.locale==="fr"&&document.documentElement.lang==="fr"`, soon))
	must(t, tab.Wait(`heard.includes("locale fr")&&document.querySelector("iframe")===frame0`, soon))
	must(t, tab.Eval(`(SahelExplainer.send("locale","ar"),1)`, nil))
	must(t, f.Wait(`document.documentElement.dir==="rtl"`, soon))
	must(t, tab.Eval(`(scrollTo({top:`+embedBox+`.getBoundingClientRect().top+scrollY+4000,behavior:"instant"}),1)`, nil))
	must(t, tab.Wait(`heard.some(x=>x.startsWith("step "))`, soon))

	short := blank(t, 390, 800)
	must(t, short.Go(host(t)(`<script async data-locale="fr" data-depth="short" src="{{BASE}}embed.js"></script>`+filler)))
	must(t, short.Wait(`document.querySelector("[data-sahel-explainer-box]")?.offsetHeight>5000`, soon))
	if high := eval[float64](t, short, embedBox+`.offsetHeight`); high < 13000 || high > 17000 {
		t.Errorf("the short one is %.0f px high on a phone, and we say some 15,000", high)
	}
}
