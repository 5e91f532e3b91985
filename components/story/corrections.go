package story

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
)

// newest is how many corrections stand in the story; all of them stand on the log's own page.
const newest = 3

// correctionsPart is the log of corrections among the notes: the newest, or that there is none, and the way to all of it.
func (p *Page) correctionsPart() g.Node {
	return g.Group{
		h.H3(p.say("ui.corrections.title")),
		g.Raw(p.CorrectionList(p.Corrections[:min(newest, len(p.Corrections))], "")),
		h.P(p.link(p.Links.Corrections, "ui.corrections.all")),
	}
}

// CorrectionList writes entries of the log with the way to the steps that changed; home leads to the story.
func (p *Page) CorrectionList(list []facts.Correction, home string) string {
	if len(list) == 0 {
		return markup.String(h.P(p.say("ui.corrections.none")))
	}
	return markup.String(h.Ul(h.Class("corrections"), g.Map(list, func(c facts.Correction) g.Node {
		day, err := p.Date(c.Date)
		if err != nil {
			panic(err) // refused when the log was read
		}
		said := []g.Node{p.say("log." + c.ID + ".was"), p.say("log." + c.ID + ".now")}
		return h.Li(h.P(h.Time(h.DateTime(c.Date), p.words(day))), h.P(markup.Joined(append(said, p.stepLinks(home, c.Steps)...), g.Text(" "))))
	})))
}
