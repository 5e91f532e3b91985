package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/server"
)

// Fonts that come late, as they do on a slow first visit, set the pictures, whose words were placed by their widths, and move nothing:
// running text stays in the face that the reader began with.
func TestLateFontsSetThePicturesAlone(t *testing.T) {
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".woff2") {
			time.Sleep(2500 * time.Millisecond)
		}
		s.ServeHTTP(w, r)
	}))
	defer srv.Close()
	tab := blank(t, 390, 800)
	must(t, tab.Go(srv.URL+"/fr/"))
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
