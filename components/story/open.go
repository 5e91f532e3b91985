package story

import (
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
)

// openID is a message about an open question or a forecast.
func openID(parts ...string) string { return "open." + strings.Join(parts, ".") }

// Open are the open questions: what was looked for and not found, when last, what was found last, and what would change the story.
func (p *Page) Open() string {
	var list g.Group
	for _, r := range p.Facts.Records() {
		if r.Open == "" || !p.Has(openID(r.ID, "question")) {
			continue
		}
		f, _, _ := p.Facts.Figure(r.ID, "searched")
		day, err := p.Date(f.Date)
		if err != nil {
			panic(err) // refused when the records were read
		}
		item := g.Group{
			h.P(p.say(openID(r.ID, "question"))),
			h.P(p.say("open.searched", "Date", day)),
			h.P(p.say("open.found"), g.Text(" "), p.say(openID(r.ID, "found"))),
			h.P(p.say("open.change"), g.Text(" "), p.say(openID(r.ID, "change"))),
		}
		if found, err := p.Facts.Record(r.Open); err == nil && len(found.Sources) > 0 {
			item = append(item, p.grounded(found, ""))
		}
		list = append(list, h.Li(h.ID(r.ID), item))
	}
	if len(list) == 0 {
		return ""
	}
	return markup.String(h.H2(h.ID("open"), p.say("open.title")), h.P(p.say("open.intro")), h.Ul(h.Class("claims"), list))
}

// grounded unfolds who states a record, and its sources. about names it for who listens, if its count alone would not.
func (p *Page) grounded(r *facts.Record, about string) g.Node {
	count := p.N("ui.sources.count", len(r.Sources))
	return h.Details(h.Class("sources"),
		h.Summary(g.If(about != "", h.Aria("label", count+p.T("ui.source.comma")+about)), p.words(count)),
		h.P(p.words(p.Grounds(r))), p.sourcesOf(r))
}

// Forecasts are what the report foresaw or thought possible, each with what became of it and the way to its claim.
func (p *Page) Forecasts() string {
	var list g.Group
	carriers := p.carriers()
	for _, r := range p.claims() {
		if p.forecast(r) {
			list = append(list, h.Li(h.P(p.link("#"+r.ID, claimID(r.ID))), p.fared(r, len(carriers[r.ID]) > 0)))
		}
	}
	if len(list) == 0 || !p.Has("open.forecasts") {
		return ""
	}
	return markup.String(h.H2(h.ID("forecasts"), p.say("open.forecasts")), h.P(p.say("open.forecastsintro", "Date", p.AsOf())), h.Ul(h.Class("claims"), list))
}

// forecast reports whether a claim is about what was still to come.
func (p *Page) forecast(r *facts.Record) bool {
	return r.Kind == "forecast" || p.Has(openID("verdict", r.ID))
}
