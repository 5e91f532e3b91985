package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/shell/evidence"
	"sahel-explainer/locales"
)

// Evidence is what stands behind a statement: one entry for each record, in the list under the step that cites it first, or under the data
// of the graphic that alone draws it. Clauses of the text (class "c") and rows of the data name the records that carry them (data-e);
// web/boot.js copies their entries into one panel when a reader asks. Without scripts the lists are there to be read.

// said is a message as markup, each of its clauses with its standing, which the style sheet underlines, and its records.
func (p *Page) said(id string) string {
	text := p.T(id)
	m, _ := p.Message(id)
	clauses := m.Clauses["other"]
	if len(m.Forms) != 1 || m.Forms["other"] != text {
		clauses = nil // counted, or with a placeholder: places are of another text
	}
	var parts g.Group
	at := 0
	for _, c := range clauses {
		parts = append(parts, p.stretch(id, text, at, c.From),
			h.Span(h.Class("c k-"+p.standing(c.Records)), h.Data("e", strings.Join(c.Records, " ")), p.stretch(id, text, c.From, c.To)))
		at = c.To
	}
	return markup.String(parts, p.stretch(id, text, at, len(text)))
}

// standing is what a statement carried by some records is held to be: the strongest caution of them.
func (p *Page) standing(records []string) string {
	for _, st := range statusOrder {
		if slices.ContainsFunc(records, func(id string) bool {
			r, err := p.Facts.Record(id)
			return err == nil && r.Standing() == st
		}) {
			return st
		}
	}
	return "public"
}

// bodies are the messages of a step that may state something, in order.
func bodies(step string) []string {
	return []string{"step." + step + ".body", "step." + step + ".more"}
}

// cited are the records of a step in the order in which its words cite them, each with the first words of the clause that does so first.
// What no clause cites comes last.
func (p *Page) cited(st locales.Step) (ids []string, words map[string]string) {
	words = map[string]string{}
	for _, id := range bodies(st.ID) {
		m, _ := p.Message(id)
		for _, c := range m.Clauses["other"] {
			for _, r := range c.Records {
				if !slices.Contains(ids, r) {
					ids = append(ids, r)
					words[r] = opening(m.Forms["other"][c.From:c.To])
				}
			}
		}
	}
	for _, r := range st.Records {
		if !slices.Contains(ids, r) {
			ids = append(ids, r)
		}
	}
	return ids, words
}

// opening is the first words of a clause, by which a reader finds it.
func opening(clause string) string {
	const most = 7
	words := strings.Split(clause, " ") // at plain spaces alone: a number's groups, and a sign's space, hold together
	if len(words) <= most {
		return clause
	}
	return strings.TrimRight(strings.Join(words[:most], " "), ",;:،؛") + " …"
}

// homes are the steps that have the entries of records: the first that cites each. What no step cites stands under the data of a graphic, as
// all does on a graphic's own page.
func (p *Page) homes() map[string]string {
	if p.home == nil {
		p.home = map[string]string{}
		if p.single {
			return p.home
		}
		for _, st := range p.Outline.Steps() {
			ids, _ := p.cited(st)
			for _, r := range ids {
				if _, ok := p.home[r]; !ok {
					p.home[r] = st.ID
				}
			}
		}
	}
	return p.home
}

// entries are the evidence of a step, one list item a record; ids and words are what it cites (see cited).
func (p *Page) entries(st locales.Step, ids []string, words map[string]string) g.Node {
	var list g.Group
	last := ""
	for _, id := range ids {
		q := words[id]
		if q == last {
			q = "" // the same clause
		} else {
			last = q
		}
		name := ""
		if p.homes()[id] == st.ID {
			name = id
		}
		list = append(list, p.entry(id, name, q))
	}
	return list
}

// entry is what is known of one record: how sure it is, who says it, when, how it was read, what contradicts it, and its sources. name is its
// id on the page, empty if its entry stands elsewhere already; words are those of the clause that it carries.
func (p *Page) entry(id, name, words string) g.Node {
	r, err := p.Facts.Record(id)
	if err != nil {
		panic(fmt.Sprintf("evidence: %v", err)) // outline, rows and clauses were checked when they were read
	}
	var item g.Group
	if name != "" {
		item = append(item, h.ID("e-"+name))
	}
	if words != "" {
		item = append(item, h.Q(p.words(words)))
	}
	st := r.Standing()
	item = append(item, h.Strong(h.Class("k-"+st), p.say("ui.status."+st)), g.Text(" "), p.words(p.Grounds(r)), p.toClaim(r),
		p.against(r), p.reckoned(r))
	if graphic := p.brief(id); graphic != "" {
		item = append(item, p.credits(r, p.Links.Graphic(graphic)+"#e-"+id))
	} else if len(r.Sources) > 0 {
		item = append(item, p.sourcesOf(r))
	}
	return h.Li(item)
}

// sourcesOf lists the sources of a record. One alone is no list: it would be told as one.
func (p *Page) sourcesOf(r *facts.Record) g.Node {
	var lines []g.Node
	for _, id := range r.Sources {
		s, _ := p.Facts.Source(id)
		line := []g.Node{p.source(s)}
		if where := p.where(r, id); where != "" {
			line = append(line, p.words(where))
		}
		lines = append(lines, markup.Joined(line, g.Text(" ")))
	}
	if len(lines) == 1 {
		return h.P(h.Class("src"), lines[0])
	}
	return h.Ul(g.Map(lines, func(line g.Node) g.Node { return h.Li(line) }))
}

// where names the place in a source at which a record stands, if it is known.
func (p *Page) where(r *facts.Record, source string) string {
	part, which := r.WhereIn(source)
	if part == "" {
		return ""
	}
	return p.T("evidence.where."+part, "Which", which)
}

// reckoned are the records from which one is computed, each with its figure and the way to its evidence.
func (p *Page) reckoned(r *facts.Record) g.Node {
	var links []g.Node
	for _, id := range r.Operands() {
		o, err := p.Facts.Record(id)
		if err != nil {
			continue
		}
		words := p.Speaker(o)
		if len(o.Sources) > 0 && o.Says == "" && o.Claimant == "" {
			s, _ := p.Facts.Source(o.Sources[0])
			words = p.creditText(s)
		}
		what := p.amount(id)
		if what == "" {
			what = p.dates(o)
		}
		if what != "" {
			words = p.T("evidence.says", "Who", words, "What", what)
		}
		links = append(links, p.toEntry(id, words))
	}
	if len(links) == 0 {
		return nil
	}
	return h.P(p.say("evidence.from"), g.Text(" "), markup.Joined(links, p.say("evidence.semicolon")))
}

// toEntry leads with some words to a record's entry, where a step has it.
func (p *Page) toEntry(id, words string) g.Node {
	if _, ok := p.homes()[id]; ok {
		return h.A(h.Href("#e-"+id), p.words(words))
	}
	return p.words(words)
}

// toClaim leads from a claim of the report to its place in it.
func (p *Page) toClaim(r *facts.Record) g.Node {
	if !p.toldAsClaim(r) {
		return nil
	}
	return g.Group{g.Text(" "), p.link(p.Links.Claims+"#"+r.ID, "claims.link")}
}

// brief names the graphic on whose own page the addresses of a record's sources stand: in the story, of records that graphics alone draw,
// only who they are, so that nobody who reads pays for the addresses.
func (p *Page) brief(id string) string {
	if _, told := p.homes()[id]; told || p.single {
		return ""
	}
	return p.keeper(id)
}

// credits are the sources of a record by name and date, as one link.
func (p *Page) credits(r *facts.Record, to string) g.Node {
	var names []g.Node
	for _, x := range r.Sources {
		s, _ := p.Facts.Source(x)
		name := g.Group{p.credit(s)}
		if d, err := p.Date(s.Date); err == nil {
			name = append(name, g.Text(" ("), p.words(d), g.Text(")"))
		}
		if where := p.where(r, x); where != "" {
			name = append(name, p.words(p.T("ui.source.comma")+where))
		}
		names = append(names, name)
	}
	return h.P(h.A(h.Href(to), markup.Joined(names, p.say("ui.source.comma"))))
}

// against is what contradicts a record, with the way there: records that say otherwise, or what was found against a claim of the report.
func (p *Page) against(r *facts.Record) g.Node {
	var links []g.Node
	for _, id := range r.Conflicts {
		o, err := p.Facts.Record(id)
		if err != nil {
			continue
		}
		words := p.Speaker(o)
		if n := p.amount(id); n != "" {
			words = p.T("evidence.says", "Who", words, "What", n)
		}
		links = append(links, p.toEntry(id, words))
	}
	if r.Status() == "conflict" {
		for _, n := range p.corrected()[r.ID] {
			links = append(links, p.link(fmt.Sprintf("%s#fix-%d", p.Links.Whole, n), "evidence.fix"))
		}
	}
	if len(links) == 0 {
		return nil
	}
	return h.P(p.say("evidence.against"), g.Text(" "), markup.Joined(links, p.say("ui.source.comma")))
}

// corrected lists, for each claim of the report, the entries of "where other sources correct the report" that speak of it.
func (p *Page) corrected() map[string][]int {
	if p.fixes != nil {
		return p.fixes
	}
	out := map[string][]int{}
	for i := 1; p.Has(fmt.Sprintf("correction.%d.claim", i)); i++ {
		m, _ := p.Message(fmt.Sprintf("correction.%d.finding", i))
		for _, c := range m.Clauses["other"] {
			for _, id := range c.Records {
				if !slices.Contains(out[id], i) {
					out[id] = append(out[id], i)
				}
			}
		}
	}
	p.fixes = out
	return out
}

// undrawn are the records of a graphic's rows that no step cites: their entries stand under its data.
func (p *Page) undrawn(f *Figure) []string {
	var out []string
	for _, r := range f.Table.Rows {
		for _, id := range r.Records {
			if _, told := p.homes()[id]; !told && !slices.Contains(out, id) && (p.single || p.keeper(id) == f.ID) {
				out = append(out, id)
			}
		}
	}
	return out
}

// keeper is the graphic under whose data a record's entry stands that no step cites: the first that draws it.
func (p *Page) keeper(record string) string {
	if p.keepers == nil {
		p.keepers = map[string]string{}
		for _, st := range p.Outline.Steps() {
			f := p.Graphics[st.Graphic]
			if f == nil {
				continue
			}
			for _, r := range f.Table.Rows {
				for _, id := range r.Records {
					if p.keepers[id] == "" {
						p.keepers[id] = f.ID
					}
				}
			}
		}
	}
	return p.keepers[record]
}

// legend is the key to the underlines, once at the start of the story.
func (p *Page) legend() app.UI {
	return ui(evidence.Legend(p.Catalogue, statusOrder, g.Raw(p.toGlossary())))
}

// panel is where evidence is shown when it is asked for.
func (p *Page) panel() app.UI { return ui(evidence.Panel(p.Catalogue)) }
