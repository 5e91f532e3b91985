package story

import (
	"slices"
	"sort"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/spec"
	"sahel-explainer/components/shell/explore"
	"sahel-explainer/components/shell/share"
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
// then it is little, and not laid out late (see later): in Chromium a screen reader would pass by a form that is shown where nothing was.
func (p *Page) explore() app.UI {
	country := func(r spec.Row) string { return r.Country }
	kind := func(r spec.Row) string { return r.Kind }
	year := func(r spec.Row) string { return r.Year }
	v := explore.View{
		Countries: named(p.values(country), func(v string) string { return p.T("brand.country." + v) }),
		Kinds:     named(p.sorted(p.values(kind), p.KindName), p.KindName),
		Years:     named(p.values(year), func(v string) string { return v }),
		CSV:       p.Links.CSV(p.sets()[0]), Share: share.ExploreLink(p.Catalogue),
	}
	for _, x := range p.Outline.Explore {
		v.Sets = append(v.Sets, p.set(x))
	}
	return ui(p.part("explore", h.Class("explore"), v.Form(p.Catalogue), v.Shown(p.Catalogue)))
}

// named are values with the words for them.
func named(values []string, words func(string) string) (out []explore.Value) {
	for _, v := range values {
		out = append(out, explore.Value{Value: v, Words: words(v)})
	}
	return out
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
func (p *Page) set(x locales.Explored) explore.Set {
	id, f := x.Graphic, p.Graphics[x.Graphic]
	set := explore.Set{ID: id, Title: f.Title, Credit: p.origin(f)}
	for _, name := range x.States {
		st := f.States[name]
		picture := explore.Picture{State: name, Headline: st.Headline, Forms: st.forms(), Table: st.Grid != ""}
		if p.drawn(id, name) {
			picture.Copied, picture.Forms = true, State{Grid: spec.Either(st.Grid == "", "", " ")}.forms()
		}
		set.Pictures = append(set.Pictures, picture)
	}
	if !slices.ContainsFunc(p.Outline.Steps(), func(s locales.Step) bool { return s.Graphic == id }) {
		set.Rows = g.Raw(p.details(f))
	}
	return set
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
