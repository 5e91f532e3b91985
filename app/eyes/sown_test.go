package eyes

import (
	"fmt"
	"testing"
	"time"
)

// A fault that is sown is found, and found as what it is; without one nothing is.
func TestSownFaultsAreFound(t *testing.T) {
	t.Parallel()
	run := newRunning("../..")
	defer run.close()
	eye, done, err := run.page("chromium", "light", true)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	v := &visit{Cell: Cell{"hash", "chromium", 390, "light", "ar"}, eye: eye, site: built(t), step: "groups-triborder"}
	defer v.close()
	if err := v.open(); err != nil {
		t.Fatal(err)
	}
	if _, err := v.begin(); err != nil {
		t.Fatal(err)
	}
	if err := v.eye.Eval(`(window.sown=new CSSStyleSheet(),document.adoptedStyleSheets=[...document.adoptedStyleSheets,sown],1)`, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, css, kind string }{
		{"nothing", ``, ""},
		{"a card without a ground", `.scene .graphic{z-index:0!important}.scene .card{background:transparent!important;position:relative!important;top:-16rem!important}`, Crossing},
		{"words too weak", `.card p{color:#bbb!important}`, Contrast},
		{"labels over the card", `.scene .graphic{height:100vh!important}`, Unseen},
		{"a card that is hidden", `.scene .card{visibility:hidden}`, Unseen},
		{"a card that is pale", `.scene .card{opacity:0.3}`, Contrast},
		{"another state's picture", `.scene .layer{visibility:hidden!important;opacity:0!important}.scene .layer:last-child{visibility:visible!important;opacity:1!important}`, Picture},
		{"no picture", `.scene .layer{visibility:hidden!important}`, Picture},
		{"two pictures", `.scene .layer{visibility:visible!important;opacity:1!important}`, Picture},
		{"a label out of its picture", `svg text{transform:translateX(-300px)}`, Outside},
		{"a card over the bar", `.scene .steps{z-index:99}.scene .card{margin-top:-60px;position:relative}`, Bar},
		{"two paragraphs in one place", `.card p{margin-top:-2.5rem!important}`, Crossing},
		{"a page that slips", `.card{min-width:500px}`, Sideways},
		{"small labels", `svg text{font-size:6px!important}`, "small"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := v.eye.Eval(fmt.Sprintf(`(sown.replaceSync(%q),1)`, c.css), nil); err != nil {
				t.Fatal(err)
			}
			patience := lookFor
			if c.kind == Picture {
				lookFor = time.Second
				defer func() { lookFor = patience }()
			}
			s, err := v.look(v.step, 0.12)
			if err != nil {
				t.Fatal(err)
			}
			found := s.judge()
			if c.kind == "small" {
				small, _, least := s.labels()
				if small < 3 || least > 9 {
					t.Errorf("of the labels %d are small, the least %.1f px", small, least)
				}
				return
			}
			r := Result{Failures: found}
			twice := c.name == "two pictures" && r.Failed(Crossing) // their titles lie on each other: seen as well, and sooner
			if c.kind == "" && len(found) > 0 || c.kind != "" && !r.Failed(c.kind) && !twice {
				t.Errorf("found %v", found)
			}
		})
	}
}
