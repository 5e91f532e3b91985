package embed

import (
	"strings"
	"testing"

	"sahel-explainer/components/snippet"
)

var someCodes = snippet.Codes{
	Base: "https://news.example/x/", Read: "Read",
	Things: []snippet.Thing{{Kind: snippet.Story, Title: "Story"}, {Kind: snippet.Chapter, ID: "one", Title: "One"}, {Kind: snippet.Chapter, ID: "two", Title: "Two"}, {Kind: snippet.Graphic, ID: "map", Title: "Map", Image: "img/map.en.svg"}},
	Steps:  []snippet.Step{{ID: "one-a", Chapter: "one"}, {ID: "one-b", Chapter: "one"}, {ID: "two-a", Chapter: "two"}, {ID: "two-b", Chapter: "two"}},
}

func TestChoiceMakesTheCode(t *testing.T) {
	for name, c := range map[string]struct {
		parts         []string // part and value pairs
		edition       string
		code, preview string // what must be in them
		not           string // what must not be in the code
	}{
		"as it opens":          {nil, "", `src="https://news.example/x/en/frame.html?embed=1"`, "http://localhost/en/?embed=1&mode=standalone", "data-theme"},
		"a chapter":            {[]string{"what", "chapter-two", "theme", "dark"}, "", `data-chapter="two" data-theme="dark"`, "?embed=1&chapter=two&theme=dark&mode=standalone", "data-graphic"},
		"a graphic":            {[]string{"height", "stepper", "step", "one-b", "share", "on", "what", "graphic-map"}, "", `https://news.example/x/img/map.en.svg`, "http://localhost/en/graphics/map/frame.html?embed=1", "data-height"},
		"a start":              {[]string{"step", "two-a"}, "", `data-step="two-a"`, "&mode=standalone#two-a", "data-height"},
		"a start step by step": {[]string{"step", "two-a", "height", "stepper"}, "", `data-height="stepper"`, "&mode=stepper", "data-share"},
		"a start elsewhere":    {[]string{"step", "one-b", "what", "chapter-two"}, "", `data-chapter="two"`, "chapter=two", "one-b"},
		"a start kept":         {[]string{"step", "two-b", "what", "chapter-two"}, "", `data-step="two-b"`, "step=two-b", "theme"},
		"shared by the host":   {[]string{"share", "on"}, "", `data-share="host"`, "mode=standalone", "theme"},
		"live of an edition":   {[]string{"edition", ""}, "v/2026-11-25/", `src="https://news.example/x/embed.js"`, "http://localhost/en/", "2026-11-25"},
		"this edition":         {[]string{"edition", "dated"}, "v/2026-11-25/", `src="https://news.example/x/v/2026-11-25/en/?embed=1"`, "http://localhost/en/", `src="https://news.example/x/en`},
		"nothing there is":     {[]string{"what", `"><b>`, "nobody", "x"}, "", `en/frame.html?embed=1"`, "mode=standalone", "<b>"},
	} {
		chosen := choice{locale: "en", theme: "auto"}
		for i := 0; i+1 < len(c.parts); i += 2 {
			chosen.set(c.parts[i], c.parts[i+1], someCodes)
		}
		code, preview := snippet.Write(chosen.options(someCodes, c.edition)), chosen.preview(someCodes, "http://localhost/")
		if !strings.Contains(code, c.code) || strings.Contains(code, c.not) {
			t.Errorf("%s: want %s and no %s in\n%s", name, c.code, c.not, code)
		}
		if !strings.Contains(preview, c.preview) {
			t.Errorf("%s: the preview is %s, want %s", name, preview, c.preview)
		}
	}
}

func TestStepsOfAChoice(t *testing.T) {
	for i, want := range []string{"one-b two-a two-b", "one-b", "two-b", ""} {
		var got []string
		for _, st := range (choice{thing: i}).steps(someCodes) {
			got = append(got, st.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", someCodes.Things[i].Title, got, want)
		}
	}
}
