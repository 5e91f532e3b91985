package story

import (
	"fmt"
	"html"
	"slices"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

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

// explore is the view of all data. Without scripts it is the complete tables; the client shows the form and filters graphic,
// table, download and address together. Pictures that stand in the story are not in the page twice: the client copies them.
func (p *Page) explore() app.UI {
	var b strings.Builder
	fmt.Fprintf(&b, `<section id="explore" class="explore later" aria-label="%s"><header class="chapter-head"><p class="kicker">%s</p><h2>%s</h2><p class="lead">%s</p></header>`,
		html.EscapeString(p.T("chapter.explore.title")), p.HTML(p.T("chapter.explore.kicker")), p.HTML(p.T("chapter.explore.title")), p.HTML(p.T("chapter.explore.lead")))
	fmt.Fprintf(&b, `<form class="filters" data-explore><fieldset><legend>%s</legend>`, p.HTML(p.T("ui.explore.filters")))
	p.selectOf(&b, "set", p.T("ui.explore.set"), nil, p.sets(), func(v string) string { return p.Graphics[v].Title })
	any := p.T("ui.explore.any")
	p.selectOf(&b, "country", p.T("ui.explore.country"), &any, p.values(func(r spec.Row) string { return r.Country }), func(v string) string { return p.T("brand.country." + v) })
	p.selectOf(&b, "kind", p.T("ui.explore.kind"), &any, p.values(func(r spec.Row) string { return r.Kind }), func(v string) string { return p.KindName(v) })
	p.selectOf(&b, "year", p.T("ui.explore.year"), &any, p.values(func(r spec.Row) string { return r.Year }), func(v string) string { return v })
	fmt.Fprintf(&b, `</fieldset><p class="found" role="status" data-found></p><p><button type="reset">%s</button> <a class="csv" data-csv="%s" href="%s" download>%s</a></p></form>`,
		p.HTML(p.T("ui.explore.reset")), p.Brand, html.EscapeString(p.Links.CSV(p.sets()[0])), p.HTML(p.T("ui.explore.csv")))
	for _, x := range p.Outline.Explore {
		id, f := x.Graphic, p.Graphics[x.Graphic]
		fmt.Fprintf(&b, `<section class="set" data-set="%s"><h3>%s</h3><div class="set-graphic" aria-hidden="true">`, id, p.HTML(f.Title))
		for _, name := range x.States {
			st := f.States[name]
			copied, narrow, wide := "", st.Art[spec.Narrow], st.Art[spec.Wide]
			if p.drawn(id, name) {
				copied, narrow, wide = ` hidden data-copy="`+name+`"`, "", ""
			}
			fmt.Fprintf(&b, `<div class="set-state"%s><p class="headline">%s</p><div class="form narrow">%s</div><div class="form wide">%s</div></div>`,
				copied, p.HTML(st.Headline), narrow, wide)
		}
		fmt.Fprintf(&b, `</div>%s</section>`, p.table(f, id))
	}
	b.WriteString(`</section>`)
	return app.Raw(b.String())
}

func (p *Page) selectOf(b *strings.Builder, name, label string, any *string, values []string, show func(string) string) {
	fmt.Fprintf(b, `<label>%s <select name="%s">`, p.HTML(label), name)
	if any != nil {
		fmt.Fprintf(b, `<option value="">%s</option>`, html.EscapeString(*any))
	}
	for _, v := range values {
		fmt.Fprintf(b, `<option value="%s">%s</option>`, html.EscapeString(v), html.EscapeString(show(v)))
	}
	b.WriteString(`</select></label>`)
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
