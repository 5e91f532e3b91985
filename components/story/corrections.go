package story

import (
	"fmt"
	"html"
	"strings"

	"sahel-explainer/charts/facts"
)

// newest is how many corrections stand in the story; all of them stand on the log's own page.
const newest = 3

// correctionsPart is the log of corrections among the notes: the newest, or that there is none, and the way to all of it.
func (p *Page) correctionsPart(b *strings.Builder) {
	fmt.Fprintf(b, `<h3>%s</h3>`, p.HTML(p.T("ui.corrections.title")))
	b.WriteString(p.CorrectionList(p.Corrections[:min(newest, len(p.Corrections))], ""))
	fmt.Fprintf(b, `<p><a href="%s">%s</a></p>`, html.EscapeString(p.Links.Corrections), p.HTML(p.T("ui.corrections.all")))
}

// CorrectionList writes entries of the log with the way to the steps that changed; home leads to the story.
func (p *Page) CorrectionList(list []facts.Correction, home string) string {
	if len(list) == 0 {
		return `<p>` + p.HTML(p.T("ui.corrections.none")) + `</p>`
	}
	var b strings.Builder
	b.WriteString(`<dl class="corrections">`)
	for _, c := range list {
		day, err := p.Date(c.Date)
		if err != nil {
			panic(err) // refused when the log was read
		}
		fmt.Fprintf(&b, `<dt><time datetime="%s">%s</time></dt><dd>%s %s`, c.Date, p.HTML(day), p.HTML(p.T("log."+c.ID+".was")), p.HTML(p.T("log."+c.ID+".now")))
		for _, s := range c.Steps {
			fmt.Fprintf(&b, ` <a href="%s#%s">%s</a>`, html.EscapeString(home), s, p.HTML(p.T("step."+s+".title")))
		}
		b.WriteString(`</dd>`)
	}
	b.WriteString(`</dl>`)
	return b.String()
}
