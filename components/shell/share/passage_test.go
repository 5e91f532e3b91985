package share

import (
	"strings"
	"testing"

	"sahel-explainer/components/shell/page"
)

// A passage is quoted with where it stands and who publishes it; what only stands among its lines is left out, and what the story says
// cannot become markup.
func TestPassage(t *testing.T) {
	w := page.Words{"ui.share.from": {"other": "“{{.Step}}”, from “{{.Story}}”"}, "ui.share.sources": {"other": "Sources: {{.Sources}}"}, "ui.share.between": {"other": "; "}}
	p := passage{words: "Two coups\n\nOn 18 August 2020 mutinying soldiers overthrew <him>.\nEvidence\n", aside: []string{"Evidence"}, title: "Two coups", story: "Mali",
		link: "https://a.example/en/steps/x/?a=1&b=2", locale: "en", dir: "ltr"}
	p.cite("Reuters,\n via TimesLIVE", "Al Jazeera", "Al Jazeera", " ")
	const want = "Two coups\n\nOn 18 August 2020 mutinying soldiers overthrew <him>.\n\n“Two coups”, from “Mali”\nSources: Reuters, via TimesLIVE; Al Jazeera\nhttps://a.example/en/steps/x/?a=1&b=2\n"
	if got := p.plain(w); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, want := range []string{`<blockquote lang="en" dir="ltr" cite="https://a.example/en/steps/x/?a=1&amp;b=2"><p>Two coups</p><p>On`, "overthrew &lt;him&gt;.</p></blockquote>", `<a href="https://a.example/en/steps/x/?a=1&amp;b=2">“Two coups”`, "<br>Sources: Reuters"} {
		if got := p.markup(w); !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	if p.sources = nil; strings.Contains(p.plain(w)+p.markup(w), "Sources") {
		t.Error("sources of what has none")
	}
	if !p.long() || (&passage{words: "Ibrahim Boubacar Keita\nA long name of a button that stands beside it", aside: []string{"A long name of a button that stands beside it"}}).long() {
		t.Error("a name is quoted, or a passage is not")
	}
}
