//go:build !wasm

package embed

import (
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/shelltest"
	"sahel-explainer/components/snippet"
)

// What is told can begin at a step, be a stepper and share its host's address; a graphic cannot. An edition is offered where the page has one.
func TestFieldsOfTheDialog(t *testing.T) {
	choose := func(string, bool) app.EventHandler { return nil }
	for name, c := range map[string]struct {
		thing   int
		edition string
		want    []string
	}{
		"story":   {0, "", []string{partWhat, partLocale, partHeight, partStep, partTheme, partShare}},
		"graphic": {3, "", []string{partWhat, partLocale, partTheme}},
		"dated":   {0, "v/2026-11-25/", []string{partWhat, partLocale, partHeight, partStep, partTheme, partEdition, partShare}},
	} {
		d := dialog{codes: someCodes, chosen: choice{thing: c.thing, locale: "two", theme: "auto"}, edition: c.edition,
			languages: []language{{"one", "1"}, {"two", "2"}}, choose: choose}
		box := shelltest.One(t, shelltest.Shown(t, d.markup()), "dialog", "class=embedding")
		var got []string
		for _, f := range shelltest.Find(shelltest.One(t, box, "fieldset", ""), "", "name") {
			n, _ := shelltest.Attr(f, "name")
			got = append(got, n)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		var chosen []string
		for _, o := range shelltest.Find(shelltest.One(t, box, "select", "name="+partLocale), "option", "selected") {
			v, _ := shelltest.Attr(o, "value")
			chosen = append(chosen, v)
		}
		if !slices.Equal(chosen, []string{"two"}) {
			t.Errorf("%s: chosen are %q", name, chosen)
		}
		// A story to tab through would stand between the code and the way out.
		if _, inert := shelltest.Attr(shelltest.One(t, box, "iframe", ""), "inert"); !inert {
			t.Errorf("%s: the preview takes the focus", name)
		}
	}
}

// The page of codes has the same code as the dialog for each thing, at the place that its links name.
func TestCodesOfThePage(t *testing.T) {
	c := shelltest.Catalogue(t)
	page := shelltest.Written(t, Codes(c, someCodes, "../../", func(id string) string { return "img/" + id + ".svg" })...)
	seen := 0
	for _, x := range someCodes.Things {
		box := shelltest.One(t, page, "div", "id="+x.Place())
		if got, want := shelltest.Text(shelltest.One(t, box, "textarea", "readonly")), strings.TrimSpace(snippet.Write(someCodes.Options(c.Locale.Tag, x))); got != want {
			t.Errorf("%s: %q, want %q", x.Place(), got, want)
		}
		if links := shelltest.Find(box, "a", "download"); len(links) != map[bool]int{true: 2}[x.Kind == snippet.Graphic] {
			t.Errorf("%s: %d pictures", x.Place(), len(links))
		}
		seen++
	}
	if seen < 4 {
		t.Errorf("only %d things were looked at", seen)
	}
}
