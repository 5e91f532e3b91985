package e2e

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
)

var update = flag.Bool("update", false, "write charts/render/advances.tsv anew from what Chromium measures")

// What render.Width says of a text is what Chromium sets with the fonts that readers get: its table of advances is measured
// here and nowhere else. Kerning is the difference that is allowed.
func TestAdvancesAreTheFonts(t *testing.T) {
	measured := map[string]map[string][2]float64{}
	for _, tag := range []string{"fr", "ar"} {
		tab := open(t, "/"+tag+"/", 1440, 900)
		labelled(t, tab)
		forms := render.Forms(tag == "ar")
		js := fmt.Sprintf(`(()=>{const c=document.createElement("canvas").getContext("2d"),out={};
			for(const s of %s){out[s]=[400,700].map(w=>{c.font=w+" 200px '%s'";const wide=(x)=>c.measureText(x).width;
			return Math.round((wide(s)-(s.length>1?s.split("ـ").length-1:0)*wide("ـ"))*5)/1000})}return out})()`, quoted(forms), spec.Labels)
		measured[tag] = eval[map[string][2]float64](t, tab, js)
	}
	if *update {
		var b strings.Builder
		b.WriteString("# Advances in em of what labels are set in, at weights 400 and 700. Arabic letters in each of their forms, told by\n# tatweels, which are not counted. Measured by: go test ./app/e2e -run TestAdvancesAreTheFonts -update\n")
		for _, tag := range []string{"fr", "ar"} {
			for _, s := range render.Forms(tag == "ar") {
				w := measured[tag][s]
				fmt.Fprintf(&b, "%+q\t%g\t%g\n", s, w[0], w[1])
			}
		}
		must(t, os.WriteFile("../../charts/render/advances.tsv", []byte(b.String()), 0o644))
		return
	}
	for tag, all := range measured {
		for s, w := range all {
			for i, font := range []string{"100px", "700 100px"} {
				if len([]rune(s)) > 1 {
					continue // the forms are held by TestLabelsStandFreeAndAreAsWideAsTheyAreTaken
				}
				if got := render.Width(s, font); math.Abs(got-w[i]*100) > 1 {
					t.Errorf("%s: %q at %s is %.1f wide, the table has %.1f; run with -update", tag, s, font, w[i]*100, got)
				}
			}
		}
	}
}

// labelled waits until pictures are set in the page's own faces; they load late where the machine is busy, and never in the way of
// the first paint.
func labelled(t *testing.T, tab *browser.Tab) {
	t.Helper()
	must(t, tab.Wait(fmt.Sprintf(`Promise.all([400,700].map(w=>document.fonts.load(w+" 20px '%s'",document.documentElement.lang==="ar"?"ا0":"A0"))).then(f=>f.every(x=>x.length))`, spec.Labels), 30*time.Second))
}

func quoted(list []string) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "%q", s)
	}
	return "[" + b.String() + "]"
}
