package story

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"sahel-explainer/locales"
)

// Each term is marked once, in the first step that says it, leads to its place on the glossary's page, and leads back from there.
func TestTermsLeadToTheGlossary(t *testing.T) {
	link := regexp.MustCompile(`<a class="t" href="glossary/#([a-z-]+)">([^<]|<bdi dir="ltr">|</bdi>)+</a>`)
	for _, tag := range []string{"ar", "fr", "en"} {
		whole := pageOf(t, tag)
		for _, o := range whole.Outline.Depths() {
			p := *whole
			p.Outline, p.Links.Glossary = o, "glossary/"
			first := map[string]string{}
			for _, st := range o.Steps() {
				for _, id := range bodies(st.ID) {
					if !p.Has(id) {
						continue
					}
					html := ear.ReplaceAllString(p.said(id), "")
					for _, m := range link.FindAllStringSubmatch(html, -1) {
						if first[m[1]] != "" {
							t.Errorf("%s, %s: %s is marked again", tag, id, m[1])
						}
						first[m[1]] = st.ID
					}
					if n := strings.Count(html, `class="t"`); n != len(link.FindAllString(html, -1)) {
						t.Errorf("%s, %s: a mark is broken: %s", tag, id, html)
					}
					if got := unmarked.Replace(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(html, "")); got != unmarked.Replace(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(p.HTML(p.T(id)), "")) {
						t.Errorf("%s, %s: the words are others: %s", tag, id, got)
					}
				}
			}
			if o.Depth == locales.Short {
				if len(first) < 5 {
					t.Errorf("%s: the short story marks %d terms", tag, len(first))
				}
				continue
			}
			if err := p.CheckGlossary(); err != nil {
				t.Errorf("%s: %v", tag, err)
			}
			page := p.Glossary("../")
			for _, x := range p.terms("") {
				_, own, ok := strings.Cut(page, `<li id="`+x.id+`"><p>`)
				own, _, _ = strings.Cut(own, `<li id="`)
				if !ok || first[x.id] == "" || !strings.Contains(own, `<a href="../#`+first[x.id]+`">`) || !strings.Contains(own, `<ol class="ev"><li>`) {
					t.Errorf("%s: %s, first said in %q, has no place, way back or record on the page", tag, x.id, first[x.id])
				}
			}
			if strings.Contains(page, `href="#e-`) {
				t.Errorf("%s: the page leads to entries that it lacks", tag)
			}
		}
	}
}

// The page lists names in the order of its language.
func TestTermsAreInTheOrderOfTheLanguage(t *testing.T) {
	for _, tag := range []string{"ar", "fr", "en"} {
		p := pageOf(t, tag)
		for _, kind := range glossaryKinds {
			var names []string
			for _, x := range p.terms(kind) {
				names = append(names, x.name)
			}
			c := collate.New(language.Make(tag))
			if len(names) < 5 || !slices.IsSortedFunc(names, c.CompareString) {
				t.Errorf("%s %s: %v", tag, kind, names)
			}
		}
	}
}

// A term is found as a word of its own, with what its language joins to it, the first time that no clause ends in it.
func TestTermsAreWords(t *testing.T) {
	clauses := []locales.Clause{{From: 0, To: 4}}
	for _, c := range []struct{ tag, text, said, want string }{
		{"en", "Azawadi rebels of Azawad", "Azawad", "Azawad"},
		{"en", "Azawadis", "Azawad", ""},
		{"en", "JNIM’s men", "JNIM", "JNIM"},
		{"en", "The Africa Corps, Africa", "Africa Corps", "Africa Corps"},
		{"ar", "قال وفاغنر رحلت", "فاغنر", "وفاغنر"},
		{"ar", "فاغنرية", "فاغنر", ""},
		{"fr", "l’Africa Corps", "Africa Corps", "Africa Corps"},
	} {
		p := pageOf(t, c.tag)
		from, to, ok := find(c.text, p.word(strings.Split(c.said, "|")), nil, nil)
		if got := c.text[from:to]; ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q in %q: %q", c.tag, c.said, c.text, got)
		}
	}
	p := pageOf(t, "en")
	if from, _, _ := find("the one, the one", p.word([]string{"the one"}), nil, clauses); from != 9 {
		t.Errorf("a mark crosses the end of a clause: at %d", from)
	}
	if from, _, _ := find("the one, the one", p.word([]string{"the one"}), []mention{{4, 7, "x"}}, nil); from != 9 {
		t.Errorf("two marks cross: at %d", from)
	}
}
