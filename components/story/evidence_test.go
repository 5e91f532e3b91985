package story

import (
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// project is what editors have written, read once.
var project = sync.OnceValues(func() (Page, error) {
	files := os.DirFS("../..")
	all, store, err := facts.Words(files, nil)
	if err != nil {
		return Page{}, err
	}
	catalogues = all
	o, err := locales.LoadOutline(files)
	if err == nil {
		o.Cite(all)
	}
	return Page{Outline: o, Facts: store}, err
})

var catalogues map[string]*locales.Catalogue

// pageOf is a page of the project as it is, without pictures.
func pageOf(t *testing.T, tag string) *Page {
	t.Helper()
	p, err := project()
	if err != nil {
		t.Fatal(err)
	}
	return &Page{Catalogue: catalogues[tag], Outline: p.Outline, Facts: p.Facts, Links: Links{Graphic: func(id string) string { return "graphics/" + id + "/" }}}
}

// Whoever says something has a name in the page's language: an editor's English would stand on an Arabic page.
func TestSpeakersHaveWords(t *testing.T) {
	p := pageOf(t, "ar")
	for _, r := range p.Facts.Records() {
		if who, _ := r.Speaker(); who != "" && !p.Has("speaker."+NameID(who)) {
			t.Errorf("%s:%d: %s is said by %q, who has no words: write speaker.%s in locales/messages/speakers.*.toml", r.File, r.Line, r.ID, who, NameID(who))
		}
	}
}

// Who listens is told how sure a statement is before the first of those in a row that share a standing, where it changes what is meant; not
// elsewhere, and not in notes.
func TestStandingIsHeard(t *testing.T) {
	clause := regexp.MustCompile(`(?:<span class="ear">([^<]*)</span>)?<span class="c k-([a-z]+)"`)
	for _, tag := range []string{"ar", "fr", "en"} {
		p, heard := pageOf(t, tag), 0
		for _, st := range p.Outline.Steps() {
			for _, id := range bodies(st.ID) {
				last := ""
				said := p.said(id)
				for _, at := range clause.FindAllStringSubmatchIndex(said, -1) {
					part := func(i int) string { return said[max(at[i], 0):max(at[i+1], 0)] }
					m := []string{part(0), part(2), part(4)}
					want := ""
					plain := html.UnescapeString(clauseTag.ReplaceAllString(said[:at[0]], ""))
					before := strings.TrimRight(plain, " \u00a0\u202f»”")
					begins := before == ""
					for _, end := range []string{".", "!", "?", ";", ":", "؛", "؟"} {
						begins = begins || strings.HasSuffix(before, end)
					}
					if m[2] != last && begins && slices.Contains([]string{"conflict", "claimed", "forecast", "assessment"}, m[2]) {
						want = p.T("evidence.ear."+m[2]) + "\u00a0"
					}
					if last = m[2]; html.UnescapeString(m[1]) != want {
						t.Errorf("%s, %s: before a statement of %s is said %q, not %q", tag, id, m[2], m[1], want)
					}
					heard += len(m[1])
				}
			}
		}
		if heard == 0 || strings.Contains(p.said("correction.1.finding"), `"ear"`) {
			t.Errorf("%s: nothing is said of how sure statements are, or in notes too", tag)
		}
	}
}

var (
	ear       = regexp.MustCompile(`<span class="ear">[^<]*</span>`)
	clauseTag = regexp.MustCompile(`</?span[^>]*>`)
	unmarked  = strings.NewReplacer(`<bdi dir="ltr">`, "", "</bdi>", "") // a run may be cut where a clause ends
)

// A clause shows how sure it is and names its records; all between stands as it was.
func TestClausesAreMarked(t *testing.T) {
	for _, tag := range []string{"ar", "fr", "en"} {
		p := pageOf(t, tag)
		for _, st := range p.Outline.Steps() {
			for _, id := range bodies(st.ID) {
				m, ok := p.Message(id)
				if !ok {
					continue
				}
				got := ear.ReplaceAllString(p.said(id), "")
				if n := strings.Count(got, `<span class="c k-`); n != len(m.Clauses["other"]) {
					t.Errorf("%s %s: %d clauses are marked of %d", tag, id, n, len(m.Clauses["other"]))
				}
				if plain := unmarked.Replace(clauseTag.ReplaceAllString(got, "")); plain != unmarked.Replace(p.HTML(p.T(id))) {
					t.Errorf("%s %s: the words have changed:\n%s\n%s", tag, id, plain, p.HTML(p.T(id)))
				}
			}
			ids, words := p.cited(st)
			list := markup.String(p.entries(st, ids, words))
			if n := strings.Count(list, "<strong"); n != len(ids) {
				t.Errorf("%s %s: %d entries for %d records", tag, st.ID, n, len(ids))
			}
			for _, r := range ids {
				if p.homes()[r] == st.ID && strings.Count(list, ` id="e-`+r+`"`) != 1 {
					t.Errorf("%s %s: no entry %q", tag, st.ID, r)
				}
			}
		}
	}
}

func TestEntries(t *testing.T) {
	for _, c := range []struct{ tag, record, has, hasNot string }{
		{"en", "r-001", "The report’s view</strong> Who says it: the report. Date: June 2025. How we know: read", "Contradicted"},
		{"en", "r-044", "Who says it: the Wagner Group (a party to it)", ""},
		{"en", "moura-army", `Sources conflict</strong> Who says it: the Malian army (a party to it).`, ""},
		{"en", "moura-army", `Contradicted by: <a href="#e-moura-2022">the UN human rights office: at least 500</a>`, ""},
		{"ar", "moura-army", `صاحب القول: الجيش المالي (طرف معني).`, "Contradicted"},
		{"fr", "moura-army", "Qui le dit\u00a0: l’armée malienne (partie prenante).", ""},
		{"en", "boulkessi-jnim", `One side’s claim</strong> Who says it: JNIM (a party to it).`, ""},
		{"en", "r-006", "How we know: we found no other source that speaks of it.", "<cite>"},
		{"en", "r-010", `Contradicted by: <a href="#fix-1">what other sources say</a>`, ""},
		{"en", "search-2026", "Who says it: we do, from our own search. How we know: searched, and nothing found.", "<cite>"},
		{"en", "months-two-coups", "How we know: reckoned from records named here.", "read in"},
		{"en", "tinz-nyt", "How we know: read as another outlet quotes it.", ""},
		{"en", "r-047", `<p class="src"><cite>`, "<ul"}, // one alone is no list
		{"en", "r-066", `</li><li><cite>`, `<p class="src">`},
		{"en", "moura-2022", `<cite>France 24, via Teller Report</cite> <a href="https://www.tellerreport.com/`, ""},
	} {
		p := pageOf(t, c.tag)
		got := markup.String(p.entry(c.record, c.record, ""))
		if !strings.Contains(got, c.has) {
			t.Errorf("%s %s lacks %q:\n%s", c.tag, c.record, c.has, got)
		}
		if c.hasNot != "" && strings.Contains(got, c.hasNot) {
			t.Errorf("%s %s has %q:\n%s", c.tag, c.record, c.hasNot, got)
		}
	}
}

func TestOpening(t *testing.T) {
	for clause, want := range map[string]string{
		"Civilians paid dearly":                                       "Civilians paid dearly",
		"On 3 July 2025 all 131 members, who voted, approved":         "On 3 July 2025 all 131 members …",
		"L’Indice mondial du terrorisme compte 3\u202f885\u00a0morts": "L’Indice mondial du terrorisme compte 3\u202f885\u00a0morts",
		"في مورا، في مارس 2022، تقول مفوضية، الأمم المتحدة":           "في مورا، في مارس 2022، تقول مفوضية …",
	} {
		if got := opening(clause); got != want {
			t.Errorf("opening(%q) = %q, want %q", clause, got, want)
		}
	}
}

// Where in a source a record stands is told beside that source, in the reader's language.
func TestWhereInASourceIsShown(t *testing.T) {
	for _, tag := range []string{"ar", "fr", "en"} {
		p := pageOf(t, tag)
		n := 0
		for _, r := range p.Facts.Records() {
			for source := range r.Where {
				n++
				var b strings.Builder
				if err := p.entry(r.ID, "", "").Render(&b); err != nil {
					t.Fatal(err)
				}
				want := p.where(r, source)
				if plain := clauseTag.ReplaceAllString(unmarked.Replace(b.String()), ""); want == "" || !strings.Contains(plain, want) {
					t.Errorf("%s %s: its entry does not say %q: %s", tag, r.ID, want, b.String())
				}
			}
		}
		if n == 0 {
			t.Error("no record says where in a source it stands")
		}
	}
}
