package snippet

import (
	"strings"
	"testing"
)

// What a policy refuses is told with the directive that does and the one that would not, whatever it was pasted from.
func TestRefusals(t *testing.T) {
	code := Options{Base: "https://story.example/sahel/", Locale: "fr", Image: "https://story.example/sahel/cards/fr/story.png"}.Addresses()
	for policy, want := range map[string]string{
		"":                                   "?",
		"an article about default things":    "?",
		"default-src https:":                 "whole",
		"upgrade-insecure-requests":          "whole",
		"default-src *":                      "whole",
		CSP("https://story.example/sahel/"):  "whole",
		"script-src http://story.example":    "whole",
		"frame-src 'none'":                   "picture frame: frame-src 'none' > frame-src https://story.example",
		"FRAME-SRC 'None'; frame-src *":      "picture frame: frame-src 'None' > frame-src https://story.example",
		"child-src 'self' https://a.example": "picture frame: child-src 'self' https://a.example > child-src 'self' https://a.example https://story.example",
		"default-src 'self'": "link script: default-src 'self' > script-src 'self' https://story.example/sahel/embed.js; " +
			"frame: default-src 'self' > frame-src 'self' https://story.example; picture: default-src 'self' > img-src 'self' https://story.example/sahel/cards/fr/story.png",
		"script-src 'self' https://*.example:8443":                           "cards script: script-src 'self' https://*.example:8443 > script-src 'self' https://*.example:8443 https://story.example/sahel/embed.js",
		"script-src https://*.example":                                       "whole",
		"script-src example":                                                 "cards script: script-src example > script-src example https://story.example/sahel/embed.js",
		"script-src story.example/sahel/":                                    "whole",
		"script-src story.example/sahel":                                     "cards script: script-src story.example/sahel > script-src story.example/sahel https://story.example/sahel/embed.js",
		"script-src 'nonce-r4' 'strict-dynamic' https:":                      "cards script: script-src 'nonce-r4' 'strict-dynamic' https: > script-src 'nonce-r4' 'strict-dynamic' https: (nonce)",
		"script-src 'nonce-r4' story.example":                                "whole",
		"script-src-elem 'none'; script-src *":                               "cards script: script-src-elem 'none' > script-src-elem https://story.example/sahel/embed.js",
		"sandbox allow-scripts":                                              "cards sandbox: sandbox allow-scripts > sandbox allow-scripts allow-same-origin",
		"frame-src *, frame-src 'none'":                                      "picture frame: frame-src 'none' > frame-src https://story.example",
		"frame-src":                                                          "picture frame: frame-src > frame-src https://story.example",
		"Content-Security-Policy: frame-src 'none'\r\nX-Frame-Options: DENY": "picture frame: frame-src 'none' > frame-src https://story.example",
		"Content-Security-Policy-Report-Only: frame-src 'none'\nContent-Security-Policy: img-src *":    "whole",
		`add_header Content-Security-Policy "frame-src 'none'; img-src *" always;`:                     "picture frame: frame-src 'none' > frame-src https://story.example",
		`<meta http-equiv="Content-Security-Policy" content="frame-src &#39;none&#39;; script-src *">`: "picture frame: frame-src 'none' > frame-src https://story.example",
		"Content-Security-Policy:\n  frame-src\n    'none';\n  img-src *":                              "picture frame: frame-src 'none' > frame-src https://story.example",
	} {
		refused, known := Refusals(policy, code, "")
		var said []string
		for _, r := range refused {
			one := r.Part + ": " + r.Found + " > " + r.Needs
			if r.Nonce {
				one += " (nonce)"
			}
			said = append(said, one)
		}
		got := strings.TrimSpace(Gets(FormSnippet, refused) + " " + strings.Join(said, "; "))
		if !known {
			got = "?"
		}
		if got != want {
			t.Errorf("%q:\n%s, want\n%s", policy, got, want)
		}
		for _, r := range refused { // what mends it does
			if !r.Nonce {
				policy = r.Needs
				if again, _ := Refusals(policy, code, ""); len(again) > 0 && again[0].Part == r.Part {
					t.Errorf("%q is to mend it and refuses %s", policy, r.Part)
				}
			}
		}
	}
	if refused, _ := Refusals("default-src 'self'", code, "https://story.example/news"); len(refused) > 0 {
		t.Errorf("a page of the story's own site is refused %v", refused)
	}
	for form, want := range map[string]string{FormSnippet: Cards, FormLine: Nothing, FormFrame: Cards} {
		if got := Gets(form, []Refusal{{Part: PartScript}}); got != want {
			t.Errorf("%s without its script: %s, want %s", form, got, want)
		}
	}
	for form, want := range map[string]string{FormSnippet: Picture, FormLine: Link, FormFrame: Nothing} {
		if got := Gets(form, []Refusal{{Part: PartFrame}}); got != want {
			t.Errorf("%s without its frame: %s, want %s", form, got, want)
		}
	}
}
