//go:build !wasm

package explore

import (
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// View is what the view shows: all sets with their pictures and rows, and the values that rows are chosen by.
type View struct {
	Sets                    []Set
	Countries, Kinds, Years []Value
	CSV                     string // the address of the first set's rows
	Share                   g.Node // what gives the view's address away
}

// Value is one that rows are chosen by, and its words.
type Value struct{ Value, Words string }

// Set is a graphic of the view. Its rows stand here only where the story does not have them.
type Set struct {
	ID, Title, Credit string
	Pictures          []Picture
	Rows              g.Node
}

// Picture is a graphic in a state. One that the story shows is copied from there by the client: a page does not carry it twice.
type Picture struct {
	State, Headline string
	Forms           g.Node // the places for it, empty where it is copied
	Copied          bool
	Table           bool // it is one; its drawing lies beside the rows, for who takes it away
}

// Form is by what readers choose; hidden until there is a client.
func (v View) Form(c *locales.Catalogue) g.Node {
	sets := g.Map(v.Sets, func(s Set) g.Node { return h.Option(h.Value(s.ID), g.Text(s.Title)) })
	return h.Form(h.Class("filters"), markup.Flag("data-explore"), h.Aria("label", c.T("ui.explore.filters")),
		h.Label(markup.Say(c, "ui.explore.set"), g.Text(" "), h.Select(h.Name("set"), sets)),
		chips(c, "country", "ui.explore.country", v.Countries),
		chips(c, "kind", "ui.explore.kind", v.Kinds),
		chips(c, "year", "ui.explore.year", v.Years),
		h.P(h.Class("found"), h.Span(h.Aria("live", "off"), markup.Flag("data-found")), g.Text(" "),
			h.Button(h.Type("reset"), markup.Say(c, "ui.explore.reset"))),
		v.downloads(c),
	)
}

// chips are the values of a filter as buttons of which one is chosen. The client says beside each how many rows it would show. A group
// has its name from a label, and what is seen of it is not told of: Orca says a legend as the group's name and then as words in it.
func chips(c *locales.Catalogue, name, label string, values []Value) g.Node {
	chip := func(v, words string, checked bool) g.Node {
		return h.Label(h.Input(h.Type("radio"), h.Name(name), h.Value(v), g.If(checked, markup.Flag("checked"))),
			h.Span(markup.Words(c, words), g.Text(" "), h.Small()))
	}
	return h.FieldSet(h.Class("chips"), h.Aria("label", c.T(label)), h.Legend(h.Aria("hidden", "true"), markup.Say(c, label)),
		chip("", c.T("ui.explore.any"), true), g.Map(values, func(v Value) g.Node { return chip(v.Value, v.Words, false) }))
}

// downloads give what is shown: its rows for spreadsheets and for programs, its picture for pages and for slides, and its address.
func (v View) downloads(c *locales.Catalogue) g.Node {
	file := func(kind, to, words string) g.Node {
		return h.A(markup.Flag("data-"+kind), h.Href(to), markup.Flag("download"), g.Text(words))
	}
	picture := func(kind, words string) g.Node {
		return h.Button(h.Type("button"), h.Data("picture", kind), g.Text(words))
	}
	return h.P(h.Class("downloads"), h.Role("group"), h.Aria("labelledby", "take"), markup.Joined([]g.Node{
		h.Span(h.ID("take"), h.Aria("hidden", "true"), markup.Say(c, "ui.explore.take")),
		file("csv", v.CSV, "CSV"), file("json", strings.TrimSuffix(v.CSV, ".csv")+".json", "JSON"),
		picture("svg", "SVG"), picture("png", "PNG"), v.Share,
	}, g.Text(" ")))
}

// Shown are the sets. Without scripts all stand there, and lead to their rows.
func (v View) Shown(c *locales.Catalogue) g.Node {
	return g.Map(v.Sets, func(s Set) g.Node {
		return h.Section(h.Class("set"), h.Data("set", s.ID), h.Data("credit", s.Credit),
			h.H3(markup.Words(c, s.Title)),
			h.Div(h.Class("set-graphic"), h.Aria("hidden", "true"), g.Map(s.Pictures, func(p Picture) g.Node { return p.node(c) })),
			h.P(h.Class("rows"), h.A(h.Href("#data-"+s.ID), markup.Say(c, "ui.data.open", "Title", s.Title))), s.Rows)
	})
}

func (p Picture) node(c *locales.Catalogue) g.Node {
	copied := g.Group{}
	if p.Copied {
		copied = g.Group{markup.Flag("hidden"), h.Data("copy", p.State)}
	}
	return h.Div(h.Class("set-state"), copied, g.If(p.Table, h.Data("svg", p.State)), h.P(h.Class("headline"), markup.Words(c, p.Headline)),
		p.Forms)
}
