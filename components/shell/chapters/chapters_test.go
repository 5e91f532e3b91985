//go:build !wasm

package chapters

import (
	"slices"
	"testing"

	"maragu.dev/gomponents"

	"sahel-explainer/components/shell/shelltest"
)

// The menu has what stands first, then each chapter by its title, and says to the client which it leads to.
func TestMenu(t *testing.T) {
	c := shelltest.Catalogue(t)
	first, list := gomponents.Raw("<li>first</li>"), []Chapter{{"method", "chapter.method.title"}}
	menu := shelltest.One(t, shelltest.Written(t, Menu(c, first, list)), "details", "class=chapters")
	if got, want := shelltest.Texts(shelltest.Find(menu, "li", "")), []string{"first", c.T("chapter.method.title")}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if to, _ := shelltest.Attr(shelltest.One(t, menu, "a", "data-to=method"), "href"); to != "#method" {
		t.Errorf("it leads to %q", to)
	}
}
