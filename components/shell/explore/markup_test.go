//go:build !wasm

package explore

import (
	"slices"
	"testing"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/shell/shelltest"
)

var aView = View{
	Countries: []Value{{"A", "Country A"}}, Kinds: []Value{{"gold", "Gold"}}, Years: []Value{{"2024", "2024"}}, CSV: "../data/output.en.csv",
	Sets: []Set{
		{ID: "output", Title: "Output", Credit: "3 sources", Pictures: []Picture{
			{State: "all", Headline: "All", Copied: true, Forms: h.Div(h.Class("form wide"))},
			{State: "own", Headline: "Own", Forms: g.Raw("<svg id=n></svg><svg id=w></svg>")},
			{State: "cells", Headline: "Cells", Forms: g.Raw("<table></table>"), Table: true},
		}},
		{ID: "measures", Title: "Measures"},
	},
}

// The form has the controls that an address and the client know by name, the first choice of each being everything.
func TestFormHasItsControls(t *testing.T) {
	form := shelltest.One(t, shelltest.Written(t, aView.Form(shelltest.Catalogue(t))), "form", "data-explore")
	for name, want := range map[string][]string{"country": {"", "A"}, "kind": {"", "gold"}, "year": {"", "2024"}} {
		var got []string
		for _, box := range shelltest.Find(form, "input", "name="+name) {
			v, _ := shelltest.Attr(box, "value")
			if _, chosen := shelltest.Attr(box, "checked"); chosen != (v == "") {
				t.Errorf("%s: %q is chosen: %v", name, v, chosen)
			}
			got = append(got, v)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := shelltest.Texts(shelltest.Find(form, "option", "")); !slices.Equal(got, []string{"Output", "Measures"}) {
		t.Errorf("sets: %q", got)
	}
	for kind, want := range map[string]string{"data-csv": "../data/output.en.csv", "data-json": "../data/output.en.json"} {
		if to, _ := shelltest.Attr(shelltest.One(t, form, "a", kind), "href"); to != want {
			t.Errorf("%s leads to %q", kind, to)
		}
	}
	shelltest.One(t, form, "", "data-found")
	shelltest.One(t, form, "button", "type=reset")
}

// A picture that the story shows is not written twice: its place says which state to copy, and is hidden until it has been.
func TestPicturesOfTheStoryAreCopied(t *testing.T) {
	shown := shelltest.Written(t, aView.Shown(shelltest.Catalogue(t)))
	copied := shelltest.One(t, shown, "div", "data-copy=all")
	if _, hidden := shelltest.Attr(copied, "hidden"); !hidden || len(shelltest.Find(copied, "svg", "")) > 0 {
		t.Error("a picture of the story is drawn, or an empty one is seen")
	}
	shelltest.One(t, shown, "div", "data-svg=cells")
	if got := len(shelltest.Find(shown, "svg", "")); got != 2 {
		t.Errorf("%d drawings of the one that the story does not show, not its two forms", got)
	}
	for _, id := range []string{"output", "measures"} {
		shelltest.One(t, shown, "section", "data-set="+id)
		shelltest.One(t, shown, "a", "href=#data-"+id)
	}
}
