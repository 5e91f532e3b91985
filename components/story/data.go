package story

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/spec"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/shell/embed"
)

// dataOf is the table behind a graphic, with its download.
func (p *Page) dataOf(f *Figure) app.UI { return app.Raw(p.details(f)) }

func (p *Page) details(f *Figure) string {
	class := "data"
	if p.explored(f) {
		class += " explored"
	}
	return markup.String(h.Details(h.Class(class), h.ID("data-"+f.ID), h.Summary(p.say("ui.data.open", "Title", f.Title)), p.table(f), p.dataEntries(f),
		h.P(h.A(h.Href(p.Links.CSV(f.ID)), markup.Flag("download"), p.say("ui.data.csv")), g.Text(" "), p.embedLink(f.ID, "ui.embed.graphic"))))
}

// rows are those of a graphic's data, without what the page shows in a table of the graphic itself. The explore view needs all.
func (p *Page) rows(f *Figure) []spec.Row {
	shown := slices.ContainsFunc(f.Order, func(state string) bool {
		return f.States[state].Grid != "" && (p.single || p.drawn(f.ID, state))
	})
	if !shown || p.explored(f) {
		return f.Table.Rows
	}
	return slices.DeleteFunc(slices.Clone(f.Table.Rows), func(r spec.Row) bool { return r.Seen })
}

// dataEntries are the evidence of rows whose records no step cites.
func (p *Page) dataEntries(f *Figure) g.Node {
	ids := p.undrawn(f)
	if len(ids) == 0 {
		return nil
	}
	return h.Ol(h.Class("ev sources"), g.Map(ids, func(id string) g.Node { return p.entry(id, id, "") }))
}

// evidenceOf is the cell that leads from a row to what stands behind it.
func (p *Page) evidenceOf(r spec.Row) g.Node {
	var links []g.Node
	for _, id := range r.Records {
		if rec, err := p.Facts.Record(id); err == nil {
			links = append(links, p.link("#e-"+id, "ui.status."+rec.Standing()))
		}
	}
	return markup.Joined(links, p.say("ui.source.comma"))
}

// explored reports whether the explore view has a graphic's rows.
func (p *Page) explored(f *Figure) bool {
	return !p.single && !p.short() && slices.Contains(p.sets(), f.ID)
}

// embedLink leads to the code that embeds a graphic or the story; the client opens its dialog there instead.
func (p *Page) embedLink(id, words string) g.Node {
	return embed.Link(p.Catalogue, p.Links.Embed(id), words)
}

// table writes a graphic's rows, if it does not show them all itself, and what the explore view, which copies them, chooses them by. It
// takes focus, since it may scroll, and is named then; a group and not a region, so that the story's landmarks stay few.
func (p *Page) table(f *Figure) g.Node {
	rows := p.rows(f)
	if len(rows) == 0 {
		return nil
	}
	heading := func(words g.Node) g.Node { return h.Th(h.Scope("col"), words) }
	return h.Div(h.Class("table"), h.TabIndex("0"), h.Role("group"), h.Aria("label", f.Table.Caption), h.Table(
		h.Caption(p.words(f.Table.Caption)),
		h.THead(h.Tr(g.Map(f.Table.Columns, func(c string) g.Node { return heading(p.words(c)) }), heading(p.say("evidence.column")))),
		h.TBody(g.Map(rows, func(r spec.Row) g.Node { return p.tableRow(r, p.explored(f)) })),
	))
}

func (p *Page) tableRow(r spec.Row, explored bool) g.Node {
	row := g.Group{h.Data("m", r.ID)}
	if explored {
		row = append(row, h.Data("country", r.Country), h.Data("kind", r.Kind), h.Data("year", r.Year))
	}
	for i, c := range r.Cells {
		if i == 0 {
			row = append(row, h.Th(h.Scope("row"), p.words(c)))
		} else {
			row = append(row, h.Td(p.words(c)))
		}
	}
	return h.Tr(row, h.Td(p.evidenceOf(r)))
}
