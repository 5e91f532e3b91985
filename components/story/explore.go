package story

import (
	"slices"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/spec"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// sets are the graphics of the explore view.
func (p *Page) sets() []string {
	var out []string
	for _, x := range p.Outline.Explore {
		out = append(out, x.Graphic)
	}
	return out
}

// drawn reports whether the story shows a graphic in a state.
func (p *Page) drawn(graphic, state string) bool {
	return slices.ContainsFunc(p.Outline.Steps(), func(s locales.Step) bool { return s.Graphic == graphic && s.State == state })
}

// explore is the view of all data. Without scripts it leads to the complete tables; the client shows the form and filters graphic,
// table, download and address together. Tables and pictures that stand in the story are not in the page twice: the client copies them. Till
// then it is little, and is not laid out late (see later): in Chromium a screen reader would pass by a form that is shown where nothing was.
func (p *Page) explore() app.UI {
	var sets g.Group
	for _, x := range p.Outline.Explore {
		sets = append(sets, p.set(x))
	}
	country := func(r spec.Row) string { return r.Country }
	kind := func(r spec.Row) string { return r.Kind }
	year := func(r spec.Row) string { return r.Year }
	return ui(p.part("explore", h.Class("explore"),
		h.Form(h.Class("filters"), markup.Flag("data-explore"), h.Aria("label", p.T("ui.explore.filters")),
			p.choice("set", "ui.explore.set", p.sets(), func(v string) string { return p.Graphics[v].Title }),
			p.chips("country", "ui.explore.country", p.values(country), func(v string) string { return p.T("brand.country." + v) }),
			p.chips("kind", "ui.explore.kind", p.sorted(p.values(kind), p.KindName), p.KindName),
			p.chips("year", "ui.explore.year", p.values(year), func(v string) string { return v }),
			h.P(h.Class("found"), h.Span(h.Aria("live", "off"), markup.Flag("data-found")), g.Text(" "),
				h.Button(h.Type("reset"), p.say("ui.explore.reset"))),
			p.downloads(),
		), sets))
}

// part is a section of the page that is no chapter of the story, with the head that chapters have.
func (p *Page) part(id string, class g.Node, inside ...g.Node) g.Node {
	words := func(what string) g.Node { return p.say("chapter." + id + "." + what) }
	return h.Section(h.ID(id), class, h.Aria("label", p.T("chapter."+id+".title")),
		h.Header(h.Class("chapter-head"),
			h.P(h.Class("kicker"), words("kicker")), h.H2(words("title")), h.P(h.Class("lead"), words("lead"))),
		g.Group(inside))
}

// set is a graphic of the view: its pictures, the way to its rows and, where no scene of the story has it, the rows.
func (p *Page) set(x locales.Explored) g.Node {
	id, f := x.Graphic, p.Graphics[x.Graphic]
	var states g.Group
	for _, name := range x.States {
		states = append(states, p.setState(id, name))
	}
	var rows g.Node
	if !slices.ContainsFunc(p.Outline.Steps(), func(s locales.Step) bool { return s.Graphic == id }) {
		rows = g.Raw(p.details(f))
	}
	return h.Section(h.Class("set"), h.Data("set", id), h.Data("credit", p.origin(f)),
		h.H3(p.words(f.Title)),
		h.Div(h.Class("set-graphic"), h.Aria("hidden", "true"), states),
		h.P(h.Class("rows"), p.link("#data-"+id, "ui.data.open", "Title", f.Title)), rows)
}

func (p *Page) setState(graphic, name string) g.Node {
	st := p.Graphics[graphic].States[name]
	copied, narrow, wide := g.Group{}, st.Art[spec.Narrow], st.Art[spec.Wide]
	if p.drawn(graphic, name) {
		copied, narrow, wide = g.Group{markup.Flag("hidden"), h.Data("copy", name)}, "", ""
	}
	return h.Div(h.Class("set-state"), copied, h.P(h.Class("headline"), p.words(st.Headline)),
		h.Div(h.Class("form narrow"), g.Raw(narrow)), h.Div(h.Class("form wide"), g.Raw(wide)))
}

// choice is a filter of which one value is chosen, as a list.
func (p *Page) choice(name, label string, values []string, show func(string) string) g.Node {
	return h.Label(p.say(label), g.Text(" "), h.Select(h.Name(name), g.Map(values, func(v string) g.Node {
		return h.Option(h.Value(v), g.Text(show(v)))
	})))
}

// chips are the values of a filter as buttons of which one is chosen. The client says beside each how many rows it would show. A group
// has its name from a label, and what is seen of it is not told of: Orca says a legend as the group's name and then as words in it.
func (p *Page) chips(name, label string, values []string, show func(string) string) g.Node {
	chip := func(v, words string, checked bool) g.Node {
		return h.Label(h.Input(h.Type("radio"), h.Name(name), h.Value(v), g.If(checked, markup.Flag("checked"))),
			h.Span(p.words(words), g.Text(" "), h.Small()))
	}
	return h.FieldSet(h.Class("chips"), h.Aria("label", p.T(label)), h.Legend(h.Aria("hidden", "true"), p.say(label)),
		chip("", p.T("ui.explore.any"), true), g.Map(values, func(v string) g.Node { return chip(v, show(v), false) }))
}

// downloads give what is shown: its rows for spreadsheets and for programs, its picture for pages and for slides, and its address, which a
// reader inside a frame does not see.
func (p *Page) downloads() g.Node {
	csv := p.Links.CSV(p.sets()[0])
	file := func(kind, to, words string) g.Node {
		return h.A(markup.Flag("data-"+kind), h.Href(to), markup.Flag("download"), g.Text(words))
	}
	button := func(what, words g.Node) g.Node { return h.Button(h.Type("button"), what, words) }
	return h.P(h.Class("downloads"), h.Role("group"), h.Aria("labelledby", "take"), markup.Joined([]g.Node{
		h.Span(h.ID("take"), h.Aria("hidden", "true"), p.say("ui.explore.take")),
		file("csv", csv, "CSV"), file("json", strings.TrimSuffix(csv, ".csv")+".json", "JSON"),
		button(h.Data("picture", "svg"), g.Text("SVG")), button(h.Data("picture", "png"), g.Text("PNG")),
		button(markup.Flag("data-share"), p.say("ui.explore.link")),
	}, g.Text(" ")))
}

// origin says on a picture that is taken away where its figures come from and until when we searched.
func (p *Page) origin(f *Figure) string {
	sources, err := p.Facts.SourcesOf(f.Records)
	if err != nil {
		panic(err) // refused when the data were read
	}
	return p.N("ui.sources.count", len(sources)) + ". " + p.T("ui.edition.asof", "Date", p.AsOf())
}

// sorted are values in the order of their words, as the language sorts them.
func (p *Page) sorted(values []string, show func(string) string) []string {
	c := collate.New(language.Make(p.Locale.Tag))
	out := slices.Clone(values)
	slices.SortStableFunc(out, func(a, b string) int { return c.CompareString(show(a), show(b)) })
	return out
}

// values are the different values of a filter key over all sets, in order.
func (p *Page) values(key func(spec.Row) string) []string {
	seen := map[string]bool{}
	var out []string
	for _, id := range p.sets() {
		f := p.Graphics[id]
		for _, r := range f.Table.Rows {
			if k := key(r); k != "" && !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	sort.Strings(out)
	return out
}

// KindName is the reader's word for a kind of row: the graphic that has the kind names it.
func (p *Page) KindName(kind string) string {
	for _, id := range p.sets() {
		if m := "graphics." + id + ".kind." + kind; p.Has(m) {
			return p.T(m)
		}
	}
	return p.T("ui.kind." + kind)
}
