package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"sahel-explainer/locales"
)

// A step that another took in keeps its addresses: its place in both lengths, its page, its answer to whoever embeds it.
func TestMovedStepsKeepTheirAddresses(t *testing.T) {
	o, err := locales.LoadOutline(os.DirFS("../.."))
	must(t, err)
	docs, moved := pages(t), 0
	for _, l := range o.Locales() {
		for _, dir := range []string{"", "short/"} {
			doc := docs[l.Tag+"/"+dir+"index.html"]
			at := map[string]string{} // the step in whose place an address stands
			for n := range doc.Descendants() {
				if id := value(n, "id"); id != "" && n.Parent != nil && value(n.Parent, "data-step") != "" {
					at[id] = value(n.Parent, "data-step")
				}
			}
			for step, ids := range o.StandsFor(map[bool]string{true: locales.Short}[dir != ""]) {
				for _, id := range ids {
					if at[id] != step {
						t.Errorf("%s%s: #%s stands at %q, not at %s", l.Tag, dir, id, at[id], step)
					}
				}
			}
		}
		for _, st := range o.Steps() {
			for _, id := range st.Was {
				moved++
				page, err := os.ReadFile(filepath.Join(dist, l.Tag, "steps", id, "index.html"))
				must(t, err)
				if to := `http-equiv="refresh" content="0;url=../../#` + st.ID + `"`; !regexp.MustCompile(regexp.QuoteMeta(to)).Match(page) {
					t.Errorf("%s: the page of %s does not lead to %s", l.Tag, id, st.ID)
				}
				old, err := os.ReadFile(filepath.Join(dist, "oembed", l.Tag, id+".json"))
				must(t, err)
				now, err := os.ReadFile(filepath.Join(dist, "oembed", l.Tag, st.ID+".json"))
				must(t, err)
				if string(old) != string(now) {
					t.Errorf("%s: whoever embeds %s gets something else than %s", l.Tag, id, st.ID)
				}
			}
		}
	}
	if moved == 0 {
		t.Skip("no step has moved")
	}
	st := o.Steps()[0]
	for _, s := range o.Steps() {
		if len(s.Was) > 0 {
			st = s
		}
	}
	tab := blank(t, 390, 800)
	before(t, tab, `delete window.WebAssembly`) // boot.js alone
	must(t, tab.Go(fmt.Sprintf("%s/fr/steps/%s/", base, st.Was[0])))
	must(t, tab.Wait(fmt.Sprintf(`location.pathname==="/fr/"&&document.readyState==="complete"&&document.getElementById("story").dataset.activeStep===%q`, st.ID), soon))
	must(t, tab.Go(fmt.Sprintf("%s/en/#%s", base, st.Was[0])))
	must(t, tab.Wait(fmt.Sprintf(`location.pathname==="/en/"&&document.getElementById("story").dataset.activeStep===%q`, st.ID), soon))
}
