package story

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/charts/spec"
)

// dataOf is the table behind a graphic, with its download.
func (p *Page) dataOf(f *Figure) app.UI { return app.Raw(p.details(f)) }

func (p *Page) details(f *Figure) string {
	class := "data"
	if p.explored(f) {
		class += " explored"
	}
	return fmt.Sprintf(`<details class="%s" id="data-%s"><summary>%s</summary>%s%s<p><a href="%s" download>%s</a> %s</p></details>`,
		class, f.ID, p.HTML(p.T("ui.data.open", "Title", f.Title)), p.table(f), p.dataEntries(f), html.EscapeString(p.Links.CSV(f.ID)), p.HTML(p.T("ui.data.csv")), p.embedLink(f.ID, "ui.embed.graphic"))
}

// dataEntries are the evidence of rows whose records no step cites.
func (p *Page) dataEntries(f *Figure) string {
	ids := p.undrawn(f)
	if len(ids) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<ol class="ev sources">`)
	for _, id := range ids {
		b.WriteString(p.entry(id, id, ""))
	}
	b.WriteString(`</ol>`)
	return b.String()
}

// evidenceOf is the cell that leads from a row to what stands behind it.
func (p *Page) evidenceOf(r spec.Row) string {
	var links []string
	for _, id := range r.Records {
		rec, err := p.Facts.Record(id)
		if err != nil {
			continue
		}
		links = append(links, fmt.Sprintf(`<a href="#e-%s">%s</a>`, id, p.HTML(p.T("ui.status."+rec.Standing()))))
	}
	return strings.Join(links, p.HTML(p.T("ui.source.comma")))
}

// explored reports whether the explore view has a graphic's rows.
func (p *Page) explored(f *Figure) bool {
	return !p.single && !p.short() && slices.Contains(p.sets(), f.ID)
}

// embedLink leads to the code that embeds a graphic or the story; the client opens its dialog there instead.
func (p *Page) embedLink(id, words string) string {
	return fmt.Sprintf(`<a href="%s" data-embed>%s</a>`, html.EscapeString(p.Links.Embed(id)), p.HTML(p.T(words)))
}

// table writes a graphic's rows, and what the explore view, which copies them, chooses them by. It takes focus, since it may scroll, and is
// named then; a group and not a region, so that the story's landmarks stay few.
func (p *Page) table(f *Figure) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<div class="table" tabindex="0" role="group" aria-label="%s"><table><caption>%s</caption><thead><tr>`, html.EscapeString(f.Table.Caption), p.HTML(f.Table.Caption))
	for _, c := range f.Table.Columns {
		fmt.Fprintf(&b, `<th scope="col">%s</th>`, p.HTML(c))
	}
	fmt.Fprintf(&b, `<th scope="col">%s</th></tr></thead><tbody>`, p.HTML(p.T("evidence.column")))
	for _, r := range f.Table.Rows {
		fmt.Fprintf(&b, `<tr data-m="%s"`, html.EscapeString(r.ID))
		if p.explored(f) {
			fmt.Fprintf(&b, ` data-country="%s" data-kind="%s" data-year="%s"`, html.EscapeString(r.Country), html.EscapeString(r.Kind), html.EscapeString(r.Year))
		}
		b.WriteString(">")
		for i, c := range r.Cells {
			if i == 0 {
				fmt.Fprintf(&b, `<th scope="row">%s</th>`, p.HTML(c))
			} else {
				fmt.Fprintf(&b, `<td>%s</td>`, p.HTML(c))
			}
		}
		b.WriteString("<td>" + p.evidenceOf(r) + "</td></tr>")
	}
	b.WriteString("</tbody></table></div>")
	return b.String()
}
