package e2e

import (
	"math"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/server"
)

// later counts the parts of the page that are not laid out yet.
const later = `document.querySelectorAll(".later").length`

// The first frames lay out the first screen alone: the rest has no height until boot.js lets it in, unasked, without moving what is
// read, and the page is then the same as one that was laid out at once.
func TestTheRestIsLaidOutAfterTheFirstScreen(t *testing.T) {
	tab := blank(t, 412, 823)
	must(t, tab.Go(base+"/ar/"))
	if n := eval[int](t, tab, later); n < 30 {
		t.Errorf("%d parts wait for the first screen, which is not worth the trouble", n)
	}
	must(t, tab.Wait(later+"===0", soon))
	settled(t, tab)
	const explore = `document.getElementById("explore").getBoundingClientRect().top+scrollY` // its tables have no height far away
	grown := eval[float64](t, tab, explore)
	if moved := eval[float64](t, tab, `scrollY`); moved != 0 {
		t.Errorf("the page moved by %v", moved)
	}
	other := open(t, "/ar/#method", 412, 823)
	if n := eval[int](t, other, later); n != 0 {
		t.Errorf("%d parts wait where a link leads past them", n)
	}
	if whole := eval[float64](t, other, explore); math.Abs(whole-grown) > 2 {
		t.Errorf("laid out by parts the story is %v px high, at once %v", grown, whole)
	}
}

// Whoever comes back by reloading has lost no place to parts that have no height yet.
func TestReloadingKeepsThePlace(t *testing.T) {
	tab := open(t, "/fr/", 412, 823)
	must(t, tab.Wait(later+"===0", soon))
	const at = `Math.round(document.getElementById("corps-numbers")?.getBoundingClientRect().top??document.querySelectorAll(".step")[25].getBoundingClientRect().top)`
	must(t, tab.Eval(`scrollTo({top:scrollY+`+at+`-200,behavior:"instant"})`, nil))
	settled(t, tab)
	before := eval[float64](t, tab, at)
	must(t, tab.Go(eval[string](t, tab, `location.href`)+"?again")) // an entry of its own, so that going back is a way to come back
	must(t, tab.Eval(`(history.back(),1)`, nil))
	must(t, tab.Wait(`!location.search&&document.readyState==="complete"&&scrollY>1000`, soon))
	if after := eval[float64](t, tab, at); math.Abs(after-before) > 4 {
		t.Errorf("the step stood at %v and stands at %v after coming back", before, after)
	}
	must(t, tab.Eval(`(window.old=1,location.reload(),1)`, nil))
	must(t, tab.Wait(`!window.old&&document.readyState==="complete"&&scrollY>1000`, soon))
	settled(t, tab)
	if after := eval[float64](t, tab, at); math.Abs(after-before) > 4 {
		t.Errorf("the step stood at %v and stands at %v after reloading", before, after)
	}
}

// Where boot.js never comes everything is laid out all the same, and without scripts from the start.
func TestTheRestStandsWithoutItsScript(t *testing.T) {
	t.Parallel()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	where := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/boot.") {
			http.Error(w, "gone", http.StatusNotFound)
			return
		}
		s.ServeHTTP(w, r)
	})
	const last = `[...document.querySelectorAll(".later")].map(e=>getComputedStyle(e).contentVisibility).every(v=>v==="visible")`
	tab, err := chrome.NewTab() // it will complain of its script
	must(t, err)
	defer tab.Close()
	must(t, tab.Size(412, 823))
	must(t, tab.Go(where+"/en/"))
	if eval[bool](t, tab, last) {
		t.Error("nothing waits for the first screen")
	}
	must(t, tab.Wait(last, 20*time.Second))

	bare := blank(t, 412, 823)
	must(t, bare.Scripts(false))
	must(t, bare.Go(base+"/en/"))
	if !eval[bool](t, bare, last) {
		t.Error("without scripts parts of the page wait for one")
	}
}
