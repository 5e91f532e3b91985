package e2e

import "testing"

// A term that a step says first leads to its place in the glossary, to a finger, and opens no panel of evidence; from there one comes
// back to the step.
func TestTermsLeadToTheGlossaryByTouch(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 390, 800)
	must(t, tab.Wait(`"boot" in document.documentElement.dataset`, soon))
	must(t, tab.Touch(true))
	must(t, tab.Eval(`(document.documentElement.dataset.whole="",1)`, nil))
	must(t, tab.Eval(`(addEventListener("pagehide",()=>sessionStorage.asked=`+"`${"+panelSays+"}`"+`),1)`, nil))
	tap(t, tab, middle(t, tab, `document.querySelector('#groups-spread a.t')`))
	must(t, tab.Wait(`location.pathname.endsWith("/en/glossary/")&&location.hash==="#jnim"&&!!document.querySelector("#jnim:target")`, soon))
	if asked := eval[string](t, tab, `sessionStorage.asked`); asked != "" {
		t.Errorf("the panel of evidence opened: %s", asked)
	}
	must(t, tab.Eval(`(document.querySelector("#jnim a[href*='#']").click(),1)`, nil))
	must(t, tab.Wait(`location.pathname.endsWith("/en/")&&location.hash==="#groups-spread"`, soon))
}
