package story

import (
	"fmt"
	"html"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/locales"
)

// A story may be told in two lengths, each on a page of its own: the whole one, and a short one of the steps that the outline marks. Both are
// made by the same components from the same words and records. web/boot.js gives a link to the other length the step in view.

// depths are the lengths of the story at its beginning, each with the time that it takes to read.
func (p *Page) depths() app.UI {
	if len(p.Depths) == 0 {
		return app.Text("")
	}
	var b strings.Builder
	for _, d := range p.Depths {
		b.WriteString(p.depth(d))
	}
	return app.Raw(fmt.Sprintf(`<nav class="depths" aria-label="%s"><ul>%s</ul></nav>`, html.EscapeString(p.T("ui.depth.nav")), b.String()))
}

// OtherDepth is the way to the other length for the bar's menu.
func (p *Page) OtherDepth() string {
	for _, d := range p.Depths {
		if !d.Here {
			return p.depth(d)
		}
	}
	return ""
}

func (p *Page) depth(d Depth) string {
	to, name := ` data-depth="`+d.Name+`"`, p.T("ui.depth.whole")
	if d.Here {
		to = ` aria-current="page"`
	}
	if d.Name == locales.Short {
		name = p.T("ui.depth.short")
	}
	return fmt.Sprintf(`<li><a href="%s"%s>%s <small>%s</small></a></li>`, html.EscapeString(d.Href), to, p.HTML(name), p.HTML(p.N("ui.depth.minutes", d.Minutes)))
}

// near are the addresses of the steps that a step stands for, at its own place.
func (p *Page) near(step string) app.UI {
	if len(p.Near[step]) == 0 {
		return app.Text("")
	}
	var b strings.Builder
	for _, id := range p.Near[step] {
		fmt.Fprintf(&b, `<i id="%s"></i>`, id)
	}
	return app.Raw(b.String())
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
			return app.Raw(fmt.Sprintf(`<p class="on"><a href="%s" data-depth="%s">%s</a></p>`, html.EscapeString(d.Href), d.Name, p.HTML(p.T("ui.graphic.story"))))
		}
	}
	return app.Text("")
}
