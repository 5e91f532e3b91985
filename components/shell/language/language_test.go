//go:build !wasm

package language

import (
	"testing"

	"sahel-explainer/components/shell/shelltest"
	"sahel-explainer/locales"
)

// Each language of a site has its link, in its own words, and the page's own is marked.
func TestLinks(t *testing.T) {
	c, all := shelltest.Catalogue(t), locales.All()
	nav := shelltest.Written(t, Links(c, all[1].Tag, all, func(tag string) string { return "../" + tag + "/" }))
	links := shelltest.Find(nav, "a", "data-locale")
	if len(links) != len(all) {
		t.Fatalf("%d links for %d languages", len(links), len(all))
	}
	for i, l := range links {
		tag, _ := shelltest.Attr(l, "data-locale")
		to, _ := shelltest.Attr(l, "href")
		lang, _ := shelltest.Attr(l, "lang")
		if tag != all[i].Tag || to != "../"+tag+"/" || lang != tag {
			t.Errorf("the link of %s leads to %q, tag %q, lang %q", all[i].Tag, to, tag, lang)
		}
		if _, here := shelltest.Attr(l, "aria-current"); here != (i == 1) {
			t.Errorf("%s is marked: %v", tag, here)
		}
		// The client says which language is on its way by this name.
		if got := shelltest.Text(shelltest.One(t, l, "span", "class=long")); got != all[i].Name {
			t.Errorf("%s is called %q", tag, got)
		}
	}
}
