package e2e

import (
	"path"
	"regexp"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"
)

// Every page has a title of its own among those of its language and edition, by which tabs, history and a screen reader tell pages
// apart (WCAG 2.4.2), and it is no longer than what the page is about: no step is in it.
func TestPagesAreToldApartByTitle(t *testing.T) {
	edition := regexp.MustCompile(`^v/[\d-]+/`)
	seen := map[string]string{}
	for p, doc := range pages(t) {
		title, lang := "", ""
		for n := range doc.Descendants() {
			if n.Type == nethtml.ElementNode && n.Data == "html" {
				lang, _ = attr(n, "lang")
			}
			if n.Type == nethtml.ElementNode && n.Data == "title" && n.Parent.Data == "head" && n.FirstChild != nil {
				title = strings.TrimSpace(n.FirstChild.Data)
			}
		}
		if title == "" {
			t.Errorf("%s has no title", p)
		}
		if strings.Contains(p, "/steps/") || path.Base(p) == "404.html" || path.Base(p) == "frame.html" {
			continue // a step's page sends readers on to the story at once, a frame's page too; a missing one is missing under any name
		}
		key := edition.FindString(p) + lang + " " + title
		if was, ok := seen[key]; ok {
			t.Errorf("%s and %s are both called %q", was, p, title)
		}
		seen[key] = p
	}
}
