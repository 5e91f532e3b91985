package render

import (
	"strings"
	"testing"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/card"
	"sahel-explainer/app/woff2"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// A character that the fonts of its place lack stops the build with one line: file and message, or graphic and mark, the character,
// and the language of the page.
func TestBuildRefusesWhatItsFontsLack(t *testing.T) {
	for _, c := range []struct{ name, locale, add, want string }{
		{"an Arabic message", "ar", " ☃", "locales/messages/story.ar.toml:"},
		{"a French message", "fr", " Ж", "message story.title: no font of the pages in fr has a drawing of “Ж” (U+0416), which stands in “"},
		{"nothing", "en", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := read.Load("../../..")
			if err != nil {
				t.Fatal(err)
			}
			l, _ := locales.ByTag(c.locale)
			if p.Catalogues[c.locale], err = p.Catalogues[c.locale].Rewritten(l, func(id, text string) string {
				if id == "story.title" {
					return text + c.add
				}
				return text
			}); err != nil {
				t.Fatal(err)
			}
			p.Graphics = nil
			err = Glyphs(Build{Root: "../../..", Cache: "../../../.build", Project: p})
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("error %v, want one line with %q", err, c.want)
			}
		})
	}
}

// So does one that a graphic brings: in a label, in the words of a mark, in its table.
func TestGraphicsAreHeldToTheirFonts(t *testing.T) {
	arabic, err := locales.ByTag("ar")
	if err != nil {
		t.Fatal(err)
	}
	own := []drawings{{pack.FacesOf(arabic)[0], woff2.Coverage{'م': true, '5': true}}}
	lacks := func(where, text string) error {
		for _, r := range text {
			if !drawn(own, r) {
				return &lackError{where, r}
			}
		}
		return nil
	}
	for _, c := range []struct{ label, tip, cell, want string }{
		{"م 5", "م", "5", ""},
		{"م 6", "م", "5", "graphic gold, state first, a label"},
		{"م", "م 7", "5", "graphic gold, state first, the words of mark a"},
		{"م", "م", "\u200e8", "graphic gold, row r of its table"},
	} {
		f := &story.Figure{Order: []string{"first"}, Table: spec.Table{Rows: []spec.Row{{ID: "r", Cells: []string{c.cell}}}}}
		pic := draw.Picture{Raw: `<svg><text x="1">` + c.label + `</text></svg>`}
		pic.Tips = map[string]spec.Tip{"a": {Title: c.tip}}
		err := holdGraphic("gold", f, draw.Art{"first": {spec.Narrow: pic, spec.Wide: pic}}, lacks)
		if got, _ := err.(*lackError); (got == nil) != (c.want == "") || got != nil && got.where != c.want {
			t.Errorf("%v: %v", c, err)
		}
	}
}

type lackError struct {
	where string
	r     rune
}

func (e *lackError) Error() string { return e.where + ": " + string(e.r) }

// Every sign that the catalogues have is drawn on cards, quotation marks above all: words of others must not become ours. One that no
// font of cards has is refused.
func TestCardsDrawEverySign(t *testing.T) {
	d, _ := drawer(t)
	p, err := read.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"ar", "fr", "en"} {
		words := pack.CharactersOf(&pack.Face{}, pack.Lettering(p.Catalogues[tag]))
		if _, err := d.Draw(card.Card{Headline: "«" + words + "»", Name: "“”", Lang: tag, RTL: tag == "ar", SVG: "<svg></svg>", SVGW: 360, SVGH: 440}); err != nil {
			t.Errorf("%s: %v", tag, err)
		}
		_, err := d.Draw(card.Card{Headline: "☃", Lang: tag, RTL: tag == "ar", SVG: "<svg></svg>", SVGW: 360, SVGH: 440})
		if err == nil || !strings.Contains(err.Error(), "“☃” (U+2603)") {
			t.Errorf("%s: error %v", tag, err)
		}
	}
}
