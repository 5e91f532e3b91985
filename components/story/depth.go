package story

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// A story may be told in two lengths, each on a page of its own: the whole one, and a short one of the steps that the outline marks. Both are
// made by the same components from the same words and records. web/boot.js gives a link to the other length the step in view.

// depths are the lengths of the story at its beginning, each with the time that it takes to read.
func (p *Page) depths() app.UI {
	if len(p.Depths) == 0 {
		return app.Text("")
	}
	return ui(h.Nav(h.Class("depths"), h.Aria("label", p.T("ui.depth.nav")), h.Ul(g.Map(p.Depths, p.depth))))
}

// OtherDepth is the way to the other length for the bar's menu.
func (p *Page) OtherDepth() string {
	for _, d := range p.Depths {
		if !d.Here {
			return markup.String(p.depth(d))
		}
	}
	return ""
}

func (p *Page) depth(d Depth) g.Node {
	to, name := h.Data("depth", d.Name), "ui.depth.whole"
	if d.Here {
		to = h.Aria("current", "page")
	}
	if d.Name == locales.Short {
		name = "ui.depth.short"
	}
	return h.Li(h.A(h.Href(d.Href), to, p.say(name), g.Text(" "), h.Small(p.words(p.N("ui.depth.minutes", d.Minutes)))))
}

// near are the addresses of the steps that a step stands for, at its own place.
func (p *Page) near(step string) app.UI {
	return ui(g.Map(p.Near[step], func(id string) g.Node { return h.I(h.ID(id)) }))
}

// lead is what stands under a chapter's title; the short story goes on at once.
func (p *Page) lead(chapter string) app.UI {
	if id := p.Outline.Lead(chapter); id != "" {
		return p.t("p", "lead", id)
	}
	return app.Text("")
}

// wayOn ends the short story with the way to the whole one.
func (p *Page) wayOn() app.UI {
	for _, d := range p.Depths {
		if p.short() && !d.Here {
			return ui(h.P(h.Class("on"), h.A(h.Href(d.Href), h.Data("depth", d.Name), p.say("ui.graphic.story"))))
		}
	}
	return app.Text("")
}
