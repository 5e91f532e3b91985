package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Fonts that come late, as they do on a slow first visit, set the pictures, whose words were placed by their widths, and move nothing:
// running text stays in the face that the reader began with.
func TestLateFontsSetThePicturesAlone(t *testing.T) {
	tab := blank(t, 390, 800)
	must(t, tab.Go(late(t, ".woff2", 2500*time.Millisecond)+"/fr/"))
	labelled(t, tab)
	settled(t, tab)
	got := eval[struct{ Labels, Text, System, Shift float64 }](t, tab, `(()=>{const wide=f=>{const s=document.createElement("span");s.style.cssText="position:fixed;font:400 100px "+f;s.textContent="royaume";document.body.append(s);const w=s.getBoundingClientRect().width;s.remove();return w};
		let shift=0;const o=new PerformanceObserver(()=>{});o.observe({type:"layout-shift",buffered:true});for(const e of o.takeRecords())shift+=e.value;
		return{Labels:wide("Labels,monospace"),Text:wide("'Source Serif',monospace"),System:wide("monospace"),Shift:shift}})()`)
	if got.Labels == got.System || got.Text != got.System || got.Shift > 0.01 {
		t.Errorf("%+v", got)
	}
	if family := eval[string](t, tab, `getComputedStyle(document.querySelector(".pic text")).fontFamily`); !strings.HasPrefix(family, "Labels") {
		t.Errorf("pictures are set in %s", family)
	}
}

// A language switch keeps its place although the faces of the new language come after its article.
func TestLateFontsLeaveTheStepInItsPlace(t *testing.T) {
	const step = "groups-triborder"
	tab := blank(t, 390, 800)
	must(t, tab.Go(late(t, ".woff2", 300*time.Millisecond)+"/ar/#"+step))
	client(t, tab)
	must(t, tab.Eval(fmt.Sprintf(`(()=>{const e=document.getElementById(%q);scrollTo({top:e.getBoundingClientRect().top+scrollY-innerHeight*0.3,behavior:"instant"})})()`, step), nil))
	must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q`, step), 5*time.Second))
	const top = `document.querySelector("#` + step + ` h3").getBoundingClientRect().top`
	was := eval[float64](t, tab, top)
	must(t, tab.Eval(`(document.querySelector('a[data-locale="fr"]').click(),1)`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="fr"&&[...document.fonts].every(f=>f.status==="loaded")`, 10*time.Second))
	must(t, tab.Wait(fmt.Sprintf(`Math.abs(%s-%f)<4`, top, was), 3*time.Second))
}
