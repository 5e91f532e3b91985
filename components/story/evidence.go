package story

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/charts/facts"
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
	var b strings.Builder
	at := 0
	for _, c := range clauses {
		b.WriteString(p.stretch(id, text, at, c.From))
		fmt.Fprintf(&b, `<span class="c k-%s" data-e="%s">%s</span>`, p.standing(c.Records), strings.Join(c.Records, " "), p.stretch(id, text, c.From, c.To))
		at = c.To
	}
	b.WriteString(p.stretch(id, text, at, len(text)))
	return b.String()
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
func (p *Page) entries(st locales.Step, ids []string, words map[string]string) string {
	var b strings.Builder
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
		b.WriteString(p.entry(id, name, q))
	}
	return b.String()
}

// entry is what is known of one record: how sure it is, who says it, when, how it was read, what contradicts it, and its sources. name is its
// id on the page, empty if its entry stands elsewhere already; words are those of the clause that it carries.
func (p *Page) entry(id, name, words string) string {
	r, err := p.Facts.Record(id)
	if err != nil {
		panic(fmt.Sprintf("evidence: %v", err)) // outline, rows and clauses were checked when they were read
	}
	var b strings.Builder
	b.WriteString("<li")
	if name != "" {
		fmt.Fprintf(&b, ` id="e-%s"`, name)
	}
	b.WriteString(">")
	if words != "" {
		fmt.Fprintf(&b, `<q>%s</q>`, p.HTML(words))
	}
	st := r.Standing()
	fmt.Fprintf(&b, `<p><strong class="k-%s">%s</strong> %s%s</p>`, st, p.HTML(p.T("ui.status."+st)), p.HTML(p.Grounds(r)), p.toClaim(r))
	b.WriteString(p.against(r) + p.reckoned(r))
	if graphic := p.brief(id); graphic != "" {
		b.WriteString(p.credits(r, p.Links.Graphic(graphic)+"#e-"+id))
	} else if len(r.Sources) > 0 {
		b.WriteString(p.sourcesOf(r))
	}
	b.WriteString("</li>")
	return b.String()
}

// sourcesOf lists the sources of a record.
func (p *Page) sourcesOf(r *facts.Record) string {
	var b strings.Builder
	for _, x := range r.Sources {
		s, _ := p.Facts.Source(x)
		b.WriteString("<li>" + p.source(s))
		if where := p.where(r, x); where != "" {
			b.WriteString(" <small>" + p.HTML(where) + "</small>")
		}
		b.WriteString("</li>")
	}
	return "<ul>" + b.String() + "</ul>"
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
func (p *Page) reckoned(r *facts.Record) string {
	var links []string
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
		if _, ok := p.homes()[id]; ok {
			links = append(links, fmt.Sprintf(`<a href="#e-%s">%s</a>`, id, p.HTML(words)))
		} else {
			links = append(links, p.HTML(words))
		}
	}
	if len(links) == 0 {
		return ""
	}
	return `<p>` + p.HTML(p.T("evidence.from")) + " " + strings.Join(links, p.HTML(p.T("evidence.semicolon"))) + `</p>`
}

// toClaim leads from a claim of the report to its place in it.
func (p *Page) toClaim(r *facts.Record) string {
	if !p.toldAsClaim(r) {
		return ""
	}
	return fmt.Sprintf(` <a href="%s#%s">%s</a>`, html.EscapeString(p.Links.Claims), r.ID, p.HTML(p.T("claims.link")))
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
func (p *Page) credits(r *facts.Record, to string) string {
	var names []string
	for _, x := range r.Sources {
		s, _ := p.Facts.Source(x)
		name := p.credit(s)
		if d, err := p.Date(s.Date); err == nil {
			name += " (" + p.HTML(d) + ")"
		}
		if where := p.where(r, x); where != "" {
			name += p.HTML(p.T("ui.source.comma") + where)
		}
		names = append(names, name)
	}
	return fmt.Sprintf(`<p><a href="%s">%s</a></p>`, html.EscapeString(to), strings.Join(names, p.HTML(p.T("ui.source.comma"))))
}

// Brief says in a line how sure a mark is, who says so and who published it: what its strongest caution rests on.
func (p *Page) Brief(records []string) string {
	for _, id := range records {
		r, err := p.Facts.Record(id)
		if err != nil || r.Standing() != p.standing(records) {
			continue
		}
		out := p.T("evidence.mark", "Status", p.T("ui.status."+r.Standing()), "Who", p.Speaker(r))
		var names []string
		for _, x := range r.Sources[:min(len(r.Sources), 2)] {
			s, _ := p.Facts.Source(x)
			if name := p.creditText(s); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			out += " " + p.T("evidence.sources", "Names", strings.Join(names, p.T("ui.source.comma")))
		}
		return out
	}
	return ""
}

// Grounds say in a few words who states a record, when, and through which hands it came.
func (p *Page) Grounds(r *facts.Record) string {
	parts := []string{p.T("evidence.who", "Who", p.Speaker(r))}
	if d := p.dates(r); d != "" {
		parts = append(parts, p.T("evidence.when", "When", d))
	}
	return strings.Join(append(parts, p.T("evidence.how", "How", p.T("evidence.hands."+p.hands(r)))), " ")
}

// Speaker is who says what a record states, in the page's words.
func (p *Page) Speaker(r *facts.Record) string {
	who, party := r.Speaker()
	switch {
	case who == "" && r.Topic == "search":
		return p.T("evidence.by-us")
	case who == "" && len(r.Operands()) > 0:
		return p.T("evidence.by-reckoning")
	case who == "" && !r.Claim():
		return p.T("evidence.by-sources")
	case who == "" && r.Kind == "fact" && len(r.Sources) > 0:
		return p.T("evidence.by-both")
	case who == "":
		return p.T("evidence.by-report")
	}
	if id := "speaker." + NameID(who); p.Has(id) {
		who = p.T(id)
	}
	if party {
		who = p.T("evidence.party", "Who", who)
	}
	return who
}

// dates are when what the record states was so.
func (p *Page) dates(r *facts.Record) string {
	write := func(field string) string {
		f, ok, err := p.Facts.Figure(r.ID, field)
		if !ok || err != nil || f.Date == "" {
			return ""
		}
		s, err := p.Date(f.Date)
		if err != nil {
			return ""
		}
		return s
	}
	from, until := write("from"), write("until")
	switch {
	case write("date") != "":
		return write("date")
	case from != "" && until != "":
		return p.T("evidence.span", "From", from, "Until", until)
	case from != "":
		return p.T("evidence.since", "From", from)
	}
	return ""
}

// hands names how the best of a record's sources was read.
func (p *Page) hands(r *facts.Record) string {
	switch {
	case r.Topic == "search":
		return "search"
	case len(r.Operands()) > 0:
		return "computed"
	case r.Weak:
		return "weak"
	}
	switch s := p.Facts.StrengthOf(r); s {
	case "":
		return "none"
	case facts.Translated:
		return "machine" // go-i18n keeps "translation" for itself
	default:
		return string(s)
	}
}

// against is what contradicts a record, with the way there: records that say otherwise, or what was found against a claim of the report.
func (p *Page) against(r *facts.Record) string {
	var links []string
	for _, id := range r.Conflicts {
		o, err := p.Facts.Record(id)
		if err != nil {
			continue
		}
		words := p.Speaker(o)
		if n := p.amount(id); n != "" {
			words = p.T("evidence.says", "Who", words, "What", n)
		}
		if _, ok := p.homes()[id]; ok {
			links = append(links, fmt.Sprintf(`<a href="#e-%s">%s</a>`, id, p.HTML(words)))
		} else {
			links = append(links, p.HTML(words))
		}
	}
	if r.Status() == "conflict" {
		for _, n := range p.corrected()[r.ID] {
			links = append(links, fmt.Sprintf(`<a href="%s#fix-%d">%s</a>`, html.EscapeString(p.Links.Whole), n, p.HTML(p.T("evidence.fix"))))
		}
	}
	if len(links) == 0 {
		return ""
	}
	return `<p>` + p.HTML(p.T("evidence.against")) + " " + strings.Join(links, p.HTML(p.T("ui.source.comma"))) + `</p>`
}

// amount is the figure of a record, with how far it binds.
func (p *Page) amount(id string) string {
	for _, field := range []string{"value", "low"} {
		if f, ok, err := p.Facts.Figure(id, field); ok && err == nil {
			if s, err := p.Figure(f, "bound"); err == nil {
				return s
			}
		}
	}
	return ""
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
	var b strings.Builder
	fmt.Fprintf(&b, `<summary>%s</summary><p>%s</p><ul>`, p.HTML(p.T("evidence.key")), p.HTML(p.T("evidence.intro")))
	for _, s := range statusOrder {
		fmt.Fprintf(&b, `<li class="k-%s">%s</li>`, s, p.HTML(p.T("ui.status."+s)))
	}
	b.WriteString("</ul>" + p.toGlossary())
	return raw("details", "legend", b.String())
}

// panel is where evidence is shown when it is asked for.
func (p *Page) panel() app.UI {
	word := func(id string) string { return html.EscapeString(p.T(id)) }
	return app.Raw(fmt.Sprintf(`<dialog id="evidence" aria-labelledby="evidence-of" tabindex="-1"><div role="status"><p id="evidence-of"></p><ol class="ev sources"></ol></div><p class="ways"><button type="button" data-by="-1">%s</button><button type="button" data-by="1">%s</button><button type="button" popovertarget="evidence" popovertargetaction="hide">%s</button></p></dialog>`,
		word("ui.turn.before"), word("ui.turn.after"), word("ui.share.close")))
}
