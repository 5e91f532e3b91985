package e2e

import (
	"math"
	"testing"
)

// Whoever goes back to the story, or loads it anew, stands where they stood, and stays there when the client comes.
func TestReloadingKeepsThePlace(t *testing.T) {
	tab := open(t, "/fr/", 412, 823)
	client(t, tab)                        // which keeps the step in the address
	must(t, tab.Wait(later+"===0", soon)) // the browser keeps an offset, which is that of a page laid out
	const at = `Math.round(document.querySelectorAll(".step")[25].getBoundingClientRect().top)`
	must(t, tab.Eval(`scrollTo({top:scrollY+`+at+`-200,behavior:"instant"})`, nil))
	must(t, tab.Wait(`location.hash`, soon))
	settled(t, tab)
	before := eval[float64](t, tab, at)
	must(t, tab.Go(base+"/fr/?again")) // an entry of its own, so that going back is a way to come back
	must(t, tab.Leave(`history.back()`))
	arrived(t, tab, `!location.search&&scrollY>1000`)
	if after := eval[float64](t, tab, at); math.Abs(after-before) > 4 {
		t.Errorf("the step stood at %v and stands at %v after coming back", before, after)
	}
	must(t, tab.Leave(`window.old=1;location.reload()`))
	arrived(t, tab, `!window.old&&scrollY>1000`)
	client(t, tab)
	settled(t, tab)
	if after := eval[float64](t, tab, at); math.Abs(after-before) > 4 {
		t.Errorf("the step stood at %v and stands at %v after reloading", before, after)
	}
}
