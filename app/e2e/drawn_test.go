package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	undrawn = `document.querySelectorAll(".form noscript").length`
	drawn   = `document.querySelectorAll(".layer .pic").length`
)

// Pictures of later scenes are drawn after the first screen: all of them, without a scroll, without boot.js, and at once for a printer.
func TestLaterPicturesAreDrawn(t *testing.T) {
	t.Parallel()
	d := newDeploy(t, "")
	plain := visitor(t)
	must(t, plain.Scripts(false))
	must(t, plain.Go(d.url("ar/")))
	must(t, plain.Scripts(true)) // for the question alone
	want := eval[int](t, plain, drawn)
	if want < 80 {
		t.Fatalf("without scripts there are %d pictures", want)
	}

	// A page that is parsed and has had no idle moment: the reader's first screen stands, the rest waits.
	tab := visitor(t)
	must(t, tab.Go(d.url("en/privacy/")))
	early := eval[[]int](t, tab, `(async()=>{const f=document.createElement("iframe");f.src="../";f.width=390;f.height=800;document.body.append(f);
		for(;;){await new Promise(r=>setTimeout(r));const w=f.contentWindow,p=w.document;if(w.location.href!=="about:blank"&&p.readyState!=="loading"&&p.querySelector("main"))return [p.querySelectorAll(".scene")[0].querySelectorAll("noscript").length,p.querySelectorAll(".scene")[0].querySelectorAll(".pic").length]}})()`)
	if early[0] != 0 || early[1] < 2 {
		t.Errorf("the first scene has %d undrawn and %d drawn pictures as it comes", early[0], early[1])
	}

	broken := newDeploy(t, "") // an origin that has kept nothing
	broken.change(nil, func(path string, w http.ResponseWriter) bool {
		if strings.HasPrefix(path, "assets/boot.") {
			w.WriteHeader(http.StatusNotFound)
			return true
		}
		return false
	})
	must(t, tab.Go(broken.url("ar/")))
	if err := tab.Wait(undrawn+`===0`, 20*time.Second); err != nil {
		t.Error(err)
	}
	if got := eval[int](t, tab, drawn); got != want {
		t.Errorf("without boot.js %d pictures are drawn, want %d", got, want)
	}
	if eval[bool](t, tab, `document.documentElement.dataset.boot!==undefined`) {
		t.Error("boot.js ran: the test has shown nothing")
	}

	// Printed before it was idle.
	again := visitor(t)
	must(t, again.Go(d.url("fr/")))
	if left := eval[int](t, again, `(dispatchEvent(new Event("beforeprint")),`+undrawn+`)`); left != 0 {
		t.Errorf("%d pictures would be printed as nothing", left)
	}
}
