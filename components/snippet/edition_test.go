package snippet

import (
	"strings"
	"testing"
)

// A snippet of an edition names it in every address that it gives.
func TestSnippetOfAnEdition(t *testing.T) {
	o := Options{Base: "https://a.example/x/", Locale: "fr", Title: "T", Edition: "v/2026-11-25", Graphic: "deaths", Image: "https://a.example/x/v/2026-11-25/cards/fr/graphics/deaths.png"}
	s := Write(o)
	for _, want := range []string{`data-edition="v/2026-11-25"`, `href="https://a.example/x/v/2026-11-25/fr/graphics/deaths/"`, `src="https://a.example/x/v/2026-11-25/fr/graphics/deaths/?embed=1"`, `src="https://a.example/x/embed.js"`} {
		if !strings.Contains(s, want) {
			t.Errorf("%s is not in %s", want, s)
		}
	}
	o.Edition = ""
	if strings.Contains(Write(o), "data-edition") || strings.Contains(Write(o), "/v/2026-11-25/fr/") {
		t.Error("the live snippet names an edition")
	}
}
