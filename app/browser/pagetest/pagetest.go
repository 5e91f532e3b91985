// Package pagetest holds a driver of an engine to what browser.Page promises.
package pagetest

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// policy is as strict as the site's: a driver must get its expressions past it.
const policy = "default-src 'none'; img-src data:; script-src 'self'; style-src 'unsafe-inline'; require-trusted-types-for 'script'"

// Run asks each verb of a page once.
func Run(t *testing.T, p browser.Page) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/wrong.js":
			fmt.Fprint(w, `console.error("told on purpose")`)
		case "/":
			w.Header().Set("Content-Security-Policy", policy)
			fmt.Fprint(w, "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><link rel=icon href=data:,><body style='margin:0;background:#102030'><p style='height:4000px'>صفحة")
		case "/wrong":
			fmt.Fprint(w, "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><script src=/wrong.js></script>")
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	defer srv.Close()
	must(p.Go(srv.URL + "/"))
	for _, width := range []int{320, 390, 1280} {
		must(p.Size(width, 600))
		var z [2]int
		must(p.Eval("[innerWidth,innerHeight]", &z))
		if z != [2]int{width, 600} {
			t.Errorf("asked for %d×600 it is %v", width, z)
		}
		must(p.Painted())
		raw, err := p.Screenshot()
		must(err)
		pic, err := png.Decode(bytes.NewReader(raw))
		must(err)
		if b := pic.Bounds(); b.Dx() != width || b.Dy() != 600 {
			t.Errorf("at %d×600 the picture is %d×%d", width, b.Dx(), b.Dy())
		}
		if r, g, b, _ := pic.At(width/2, 400).RGBA(); r>>8 != 0x10 || g>>8 != 0x20 || b>>8 != 0x30 {
			t.Errorf("at %d the ground is #%02x%02x%02x, not #102030", width, r>>8, g>>8, b>>8)
		}
	}
	for range 2 {
		must(p.Wheel(100, 300, 300))
	}
	must(p.Wait("scrollY===600", 10*time.Second))
	hand, ok := p.(interface {
		Press(key string) error
		Click(x, y float64) error
	})
	if !ok {
		t.Fatal("it has no keyboard and no mouse")
	}
	must(p.Eval(`(addEventListener("click",e=>{window.hit=[e.clientX,e.clientY]}),1)`, nil))
	must(hand.Click(50, 60))
	must(p.Wait("window.hit&&hit[0]===50&&hit[1]===60", 10*time.Second))
	must(hand.Press("PageDown"))
	must(p.Wait("scrollY>900", 10*time.Second))
	var s string
	must(p.Eval(`Promise.resolve(document.querySelector("p").textContent)`, &s))
	if s != "صفحة" {
		t.Errorf("the words came as %q", s)
	}
	if err := p.Eval("nothing.there", nil); err == nil {
		t.Error("an exception is not told of")
	}
	if err := p.Wait("false", 100*time.Millisecond); err == nil {
		t.Error("waiting for nothing came true")
	}
	if f := p.Faults(); len(f) > 0 {
		t.Errorf("a page without faults has %v", f)
	}
	must(p.Go(srv.URL + "/wrong"))
	var all string
	for end := time.Now().Add(10 * time.Second); !strings.Contains(all, "told on purpose"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("console.error is not told of: %q", all)
		}
		all += strings.Join(p.Faults(), "\n")
	}
}
