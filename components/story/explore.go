package story

import (
	"fmt"
	"html"
	"slices"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"sahel-explainer/charts/spec"
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
// table, download and address together. Tables and pictures that stand in the story are not in the page twice: the client copies them.
func (p *Page) explore() app.UI {
	var b strings.Builder
	fmt.Fprintf(&b, `<section id="explore" class="explore later" aria-label="%s"><header class="chapter-head"><p class="kicker">%s</p><h2>%s</h2><p class="lead">%s</p></header>`,
		html.EscapeString(p.T("chapter.explore.title")), p.HTML(p.T("chapter.explore.kicker")), p.HTML(p.T("chapter.explore.title")), p.HTML(p.T("chapter.explore.lead")))
	fmt.Fprintf(&b, `<form class="filters" data-explore aria-label="%s">`, html.EscapeString(p.T("ui.explore.filters")))
	p.selectOf(&b, "set", p.T("ui.explore.set"), p.sets(), func(v string) string { return p.Graphics[v].Title })
	p.chips(&b, "country", p.T("ui.explore.country"), p.values(func(r spec.Row) string { return r.Country }), func(v string) string { return p.T("brand.country." + v) })
	p.chips(&b, "kind", p.T("ui.explore.kind"), p.sorted(p.values(func(r spec.Row) string { return r.Kind }), p.KindName), p.KindName)
	p.chips(&b, "year", p.T("ui.explore.year"), p.values(func(r spec.Row) string { return r.Year }), func(v string) string { return v })
	fmt.Fprintf(&b, `<p class="found"><span aria-live="off" data-found></span> <button type="reset">%s</button></p>`, p.HTML(p.T("ui.explore.reset")))
	p.downloads(&b)
	b.WriteString(`</form>`)
	for _, x := range p.Outline.Explore {
		id, f := x.Graphic, p.Graphics[x.Graphic]
		fmt.Fprintf(&b, `<section class="set" data-set="%s" data-credit="%s"><h3>%s</h3><div class="set-graphic" aria-hidden="true">`, id, html.EscapeString(p.origin(f)), p.HTML(f.Title))
		for _, name := range x.States {
			st := f.States[name]
			copied, narrow, wide := "", st.Art[spec.Narrow], st.Art[spec.Wide]
			if p.drawn(id, name) {
				copied, narrow, wide = ` hidden data-copy="`+name+`"`, "", ""
			}
			fmt.Fprintf(&b, `<div class="set-state"%s><p class="headline">%s</p><div class="form narrow">%s</div><div class="form wide">%s</div></div>`,
				copied, p.HTML(st.Headline), narrow, wide)
		}
		fmt.Fprintf(&b, `</div><p class="rows"><a href="#data-%s">%s</a></p>`, id, p.HTML(p.T("ui.data.open", "Title", f.Title)))
		if !slices.ContainsFunc(p.Outline.Steps(), func(s locales.Step) bool { return s.Graphic == id }) {
			b.WriteString(p.details(f)) // no scene has it
		}
		b.WriteString("</section>")
	}
	b.WriteString(`</section>`)
	return app.Raw(b.String())
}

func (p *Page) selectOf(b *strings.Builder, name, label string, values []string, show func(string) string) {
	fmt.Fprintf(b, `<label>%s <select name="%s">`, p.HTML(label), name)
	for _, v := range values {
		fmt.Fprintf(b, `<option value="%s">%s</option>`, html.EscapeString(v), html.EscapeString(show(v)))
	}
	b.WriteString(`</select></label>`)
}

// chips are the values of a filter as buttons of which one is chosen. The client says beside each how many rows it would show.
func (p *Page) chips(b *strings.Builder, name, label string, values []string, show func(string) string) {
	chip := func(v, words, checked string) {
		fmt.Fprintf(b, `<label><input type="radio" name="%s" value="%s"%s><span>%s <small></small></span></label>`, name, html.EscapeString(v), checked, p.HTML(words))
	}
	fmt.Fprintf(b, `<fieldset class="chips"><legend>%s</legend>`, p.HTML(label))
	chip("", p.T("ui.explore.any"), " checked")
	for _, v := range values {
		chip(v, show(v), "")
	}
	b.WriteString(`</fieldset>`)
}

// downloads give what is shown: its rows for spreadsheets and for programs, its picture for pages and for slides, and its address, which a
// reader inside a frame does not see.
func (p *Page) downloads(b *strings.Builder) {
	set := p.sets()[0]
	fmt.Fprintf(b, `<p class="downloads" role="group" aria-labelledby="take"><span id="take">%s</span> <a data-csv href="%s" download>CSV</a> <a data-json href="%s" download>JSON</a>`,
		p.HTML(p.T("ui.explore.take")), html.EscapeString(p.Links.CSV(set)), html.EscapeString(strings.TrimSuffix(p.Links.CSV(set), ".csv")+".json"))
	fmt.Fprintf(b, ` <button type="button" data-picture="svg">SVG</button> <button type="button" data-picture="png">PNG</button> <button type="button" data-share>%s</button></p>`,
		p.HTML(p.T("ui.explore.link")))
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
