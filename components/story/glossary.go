package story

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// The glossary is words of the story, glossary.KIND.ID with three fields: name, as its page lists it; said, the forms in which the story says
// it, parted by "|"; text, what it is, each fact in a clause with its records. Where the story says a term first it leads to its place there.

// glossaryKinds are the parts of the page, in order.
var glossaryKinds = []string{"people", "bodies", "terms"}

// term is one entry.
type term struct {
	id, name   string // its place on the page, and what it is called there
	text, file string // the message with what it is, and where its name stands
	said       []string
}

// mention is where a step's words say a term first.
type mention struct {
	from, to int
	id       string
}

// terms are the entries of one kind, in the order of the language; of every kind if none is given.
func (p *Page) terms(kind string) []term {
	var out []term
	for _, id := range p.IDs() {
		parts := strings.Split(id, ".")
		if len(parts) != 4 || parts[0] != "glossary" || parts[3] != "name" || kind != "" && kind != parts[1] {
			continue
		}
		m, _ := p.Message(id)
		in := func(part string) string { return "glossary." + parts[1] + "." + parts[2] + "." + part }
		out = append(out, term{id: parts[2], name: m.Forms["other"], text: in("text"), file: fmt.Sprintf("%s:%d", m.File, m.Line), said: p.forms(in("said"))})
	}
	c := collate.New(language.Make(p.Locale.Tag))
	slices.SortStableFunc(out, func(a, b term) int { return c.CompareString(a.name, b.name) })
	return out
}

// forms are the parts of a message between "|".
func (p *Page) forms(id string) []string {
	m, _ := p.Message(id)
	return slices.DeleteFunc(strings.Split(m.Forms["other"], "|"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// HasGlossary reports whether the story explains terms on a page of their own.
func (p *Page) HasGlossary() bool { return len(p.terms("")) > 0 }

// CheckGlossary says what is wrong with the first term that cannot be shown: it lacks a part, rests on no record, or the story never says it.
func (p *Page) CheckGlossary() error {
	for _, id := range p.IDs() {
		parts := strings.Split(id, ".")
		if parts[0] != "glossary" {
			continue
		}
		m, _ := p.Message(id)
		if len(parts) != 4 || !slices.Contains(glossaryKinds, parts[1]) || !slices.Contains([]string{"name", "said", "text"}, parts[3]) {
			return fmt.Errorf("%s:%d: message %q is no part of a term; write glossary.KIND.ID with name, said and text, KIND one of %s", m.File, m.Line, id, strings.Join(glossaryKinds, ", "))
		}
		for _, part := range []string{"name", "said", "text"} {
			if other := strings.Join(append(parts[:3:3], part), "."); !p.Has(other) {
				return fmt.Errorf("%s:%d: term %q has no %s; write %s", m.File, m.Line, parts[2], part, other)
			}
		}
	}
	places := p.firstSaid()
	seen := map[string]string{}
	for _, t := range p.terms("") {
		m, _ := p.Message(t.text)
		switch {
		case seen[t.id] != "":
			return fmt.Errorf("%s: term %q stands already at %s; keep one", t.file, t.id, seen[t.id])
		case len(m.Clauses["other"]) == 0:
			return fmt.Errorf("%s:%d: term %q rests on no record; put what it states between [ ] and its record between ( )", m.File, m.Line, t.id)
		case places[t.id] == "":
			return fmt.Errorf("%s: term %q: no step says %s; write as said the form that one does, or remove the term", t.file, t.id, strings.Join(t.said, ", "))
		}
		seen[t.id] = t.file
	}
	return nil
}

// Glossary is the list of terms, each with its records and the step that says it first. home leads to the story.
func (p *Page) Glossary(home string) string {
	p.single = true // entries lead nowhere on this page
	var out g.Group
	places := p.firstSaid()
	for _, kind := range glossaryKinds {
		terms := p.terms(kind)
		if len(terms) == 0 {
			continue
		}
		out = append(out, h.H2(p.say("ui.glossary."+kind)), h.Ul(h.Class("claims"), g.Map(terms, func(t term) g.Node {
			item := g.Group{h.P(p.words(t.name)), h.P(p.say(t.text))}
			if step := places[t.id]; step != "" {
				item = append(item, h.P(p.say("ui.glossary.in"), g.Text(" "), p.link(home+"#"+step, "step."+step+".title")))
			}
			return h.Li(h.ID(t.id), item, p.behind(t))
		})))
	}
	return markup.String(out)
}

// behind is what a term rests on.
func (p *Page) behind(t term) g.Node {
	var ids []string
	var entries g.Group
	m, _ := p.Message(t.text)
	for _, c := range m.Clauses["other"] {
		for _, r := range c.Records {
			if !slices.Contains(ids, r) {
				ids = append(ids, r)
				entries = append(entries, p.entry(r, "", ""))
			}
		}
	}
	srcs, err := p.Facts.SourcesOf(ids)
	if err != nil {
		panic(err) // clauses were checked when they were read
	}
	count := p.N("ui.sources.count", len(srcs))
	return h.Details(h.Class("sources"), h.Summary(h.Aria("label", count+p.T("ui.source.comma")+t.name), p.words(count)), h.Ol(h.Class("ev"), entries))
}

// firstSaid names for each term the step that says it first.
func (p *Page) firstSaid() map[string]string {
	out := map[string]string{}
	for message, found := range p.mentions() {
		for _, x := range found {
			out[x.id] = strings.Split(message, ".")[1]
		}
	}
	return out
}

// mentions are the places in the steps' words, by message, at which a term is said first: in what every reader sees if it stands there,
// else in what unfolds. Of two terms in one place the longer has it.
func (p *Page) mentions() map[string][]mention {
	if p.said1st != nil {
		return p.said1st
	}
	p.said1st = map[string][]mention{}
	terms := p.terms("")
	slices.SortStableFunc(terms, func(a, b term) int { return cmp.Compare(longest(b.said), longest(a.said)) })
	for part := range bodies("") {
		for _, st := range p.Outline.Steps() {
			id := bodies(st.ID)[part]
			m, _ := p.Message(id)
			terms = slices.DeleteFunc(terms, func(t term) bool {
				from, to, ok := find(m.Forms["other"], p.word(t.said), p.said1st[id], m.Clauses["other"])
				if ok {
					p.said1st[id] = append(p.said1st[id], mention{from, to, t.id})
				}
				return ok
			})
		}
	}
	for _, list := range p.said1st {
		slices.SortFunc(list, func(a, b mention) int { return cmp.Compare(a.from, b.from) })
	}
	return p.said1st
}

func longest(said []string) (n int) {
	for _, s := range said {
		n = max(n, len(s))
	}
	return n
}

// words are expressions that were compiled once.
var words sync.Map

// word finds one of the forms as a word of its own, with the letters that the language joins to it.
func (p *Page) word(said []string) *regexp.Regexp {
	if len(said) == 0 {
		return nil
	}
	quoted := make([]string, len(said))
	for i, s := range said {
		quoted[i] = regexp.QuoteMeta(s)
	}
	const letter = `\p{L}\p{M}\p{N}`
	expr := `(?:^|[^` + letter + `])(` + p.Reading.NameFront + `(?:` + strings.Join(quoted, "|") + `))(?:[^` + letter + `]|$)`
	re, ok := words.Load(expr)
	if !ok {
		re, _ = words.LoadOrStore(expr, regexp.MustCompile(expr))
	}
	return re.(*regexp.Regexp)
}

// find is the first place of a word that crosses no other mention and no end of a clause.
func find(text string, word *regexp.Regexp, taken []mention, clauses []locales.Clause) (from, to int, ok bool) {
	if word == nil {
		return 0, 0, false
	}
	for _, at := range word.FindAllStringSubmatchIndex(text, -1) {
		from, to = at[2], at[3]
		crosses := slices.ContainsFunc(taken, func(x mention) bool { return from < x.to && x.from < to }) ||
			slices.ContainsFunc(clauses, func(c locales.Clause) bool {
				return from < c.From && c.From < to || from < c.To && c.To < to
			})
		if !crosses {
			return from, to, true
		}
	}
	return 0, 0, false
}

// stretch is part of a step's words as markup, what it says first leading to the glossary.
func (p *Page) stretch(id, text string, from, to int) g.Node {
	if p.Links.Glossary == "" || !strings.HasPrefix(id, "step.") {
		return p.words(text[from:to])
	}
	var parts g.Group
	for _, x := range p.mentions()[id] {
		if x.from < from || x.to > to {
			continue
		}
		parts = append(parts, p.words(text[from:x.from]), h.A(h.Class("t"), h.Href(p.Links.Glossary+"#"+x.id), p.words(text[x.from:x.to])))
		from = x.to
	}
	return append(parts, p.words(text[from:to]))
}

// toGlossary leads to the page; a story without terms has none.
func (p *Page) toGlossary() string {
	if p.Links.Glossary == "" || !p.HasGlossary() {
		return ""
	}
	return markup.String(h.P(p.link(p.Links.Glossary, "ui.glossary.title")))
}
