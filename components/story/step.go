package story

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/shell/evidence"
	"sahel-explainer/components/shell/share"
	"sahel-explainer/locales"
)

// A step has no name of its own: with one each of fifty would be a landmark, and a list of those would lead nowhere. Its heading has it.
func (p *Page) step(i int, st locales.Step, fig *Figure) app.UI {
	says := []app.UI{
		ui(h.H3(h.ID(headingID(st.ID)), p.link("#"+st.ID, "step."+st.ID+".title"))),
		raw("p", "", p.said("step."+st.ID+".body")),
	}
	says = append(says, p.more(st)...)
	says = append(says, p.text("p", "vh", p.T("ui.graphic.shows", "Text", fig.States[st.State].Describe)), p.sources(st))
	return app.Section().
		ID(st.ID).
		Class("step").
		DataSet("step", st.ID).
		DataSet("state", st.State).
		DataSet("i", i).
		Body(p.near(st.ID), app.Section().Class("card").Body(says...))
}

// headingID is the id of a step's heading: in one word, since reader modes throw away what is short and has "share" in its name.
func headingID(step string) string {
	var b strings.Builder
	b.WriteByte('h')
	for _, part := range strings.Split(step, "-") {
		b.WriteString(strings.ToUpper(part[:min(1, len(part))]) + part[min(1, len(part)):])
	}
	return b.String()
}

// statusOrder are the standings that a statement can have, the strongest caution first.
var statusOrder = []string{"conflict", "claimed", "forecast", "assessment", "unchecked", "confirmed", "public"}

// sources is what a step rests on: the evidence of each statement, in the order of the words.
func (p *Page) sources(st locales.Step) app.UI {
	ids, words := p.cited(st)
	srcs, err := p.Facts.SourcesOf(ids)
	if err != nil {
		panic(fmt.Sprintf("step %s: %v", st.ID, err)) // the outline was checked when it was loaded
	}
	return ui(
		evidence.Button(p.Catalogue),
		h.Details(h.Class("sources"), h.Summary(p.words(p.N("ui.sources.count", len(srcs)))), h.Ol(h.Class("ev"), p.entries(st, ids, words)),
			share.Button(p.Catalogue, st.ID)))
}

// source is one source as a line of markup.
func (p *Page) source(s facts.Source) g.Node {
	title := s.Title
	if s.Literal != nil && !*s.Literal {
		title = "[" + title + "]" // ours, as the method says, and not the publisher's
	}
	line := []g.Node{
		h.CiteEl(p.credit(s)),
		h.A(h.Href(s.URL), h.Target("_blank"), h.Rel("noopener"), h.Lang(written(s.Title, s.Lang)), h.Dir("auto"), g.Attr("hreflang", s.Lang), g.Text(title)),
	}
	if s.Date != "" {
		if d, err := p.Date(s.Date); err == nil {
			line = append(line, p.words(d))
		}
	}
	if s.Form != "" {
		line = append(line, h.Em(p.say("ui.source.form."+s.Form)))
	}
	if s.Party != "" {
		line = append(line, h.Em(p.say("ui.party."+s.Party)))
	}
	return markup.Joined(line, g.Text(" "))
}

// credit is who says it, the page that carried it and whom it quotes, in the page's own words.
func (p *Page) credit(s facts.Source) g.Node { return p.words(p.creditText(s)) }

func (p *Page) creditText(s facts.Source) string {
	out := p.publisher(s.Publisher)
	if s.Via != "" {
		out = p.T("ui.source.via", "Publisher", out, "Via", p.publisher(s.Via))
	}
	if s.Cites != "" {
		var names []string
		for name := range strings.SplitSeq(s.Cites, ", ") {
			names = append(names, p.publisher(name))
		}
		out = p.T("ui.source.cites", "Publisher", out, "Cites", strings.Join(names, p.T("ui.source.comma")))
	}
	return out
}

// publisher is a publisher's name as the page's language has it, or else in its own letters.
func (p *Page) publisher(name string) string {
	if id := "publisher." + NameID(name); p.Has(id) {
		return p.T(id)
	}
	return name
}

// plainLetters takes the marks off letters of names, so that they can be part of a message's id.
var plainLetters = strings.NewReplacer("ü", "u", "ç", "c", "é", "e", "É", "e")

// NameID is what a publisher's name is called in the catalogues: its letters and digits, the rest hyphens.
func NameID(name string) string {
	var out strings.Builder
	gap := false
	for _, r := range strings.ToLower(plainLetters.Replace(name)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && out.Len() > 0 {
				out.WriteByte('-')
			}
			out.WriteRune(r)
		}
		gap = !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}
	return out.String()
}

// written is the language that a name or title is written in: that of its source, or English where the records give a source
// in another script by an English rendering.
func written(text, lang string) string {
	scripts := map[string]*unicode.RangeTable{"ar": unicode.Arabic, "ru": unicode.Cyrillic}
	if script := scripts[lang]; script != nil && !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(script, r) }) {
		return "en"
	}
	return lang
}
