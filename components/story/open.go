package story

import (
	"fmt"
	"strings"

	"sahel-explainer/charts/facts"
)

// openID is a message about an open question or a forecast.
func openID(parts ...string) string { return "open." + strings.Join(parts, ".") }

// Open are the open questions: what was looked for and not found, when last, what was found last, and what would change the story.
func (p *Page) Open() string {
	var b strings.Builder
	for _, r := range p.Facts.Records() {
		if r.Open == "" || !p.Has(openID(r.ID, "question")) {
			continue
		}
		f, _, _ := p.Facts.Figure(r.ID, "searched")
		day, err := p.Date(f.Date)
		if err != nil {
			panic(err) // refused when the records were read
		}
		fmt.Fprintf(&b, `<li id="%s"><p>%s</p><p>%s</p><p>%s %s</p><p>%s %s</p>`, r.ID, p.HTML(p.T(openID(r.ID, "question"))), p.HTML(p.T("open.searched", "Date", day)),
			p.HTML(p.T("open.found")), p.HTML(p.T(openID(r.ID, "found"))), p.HTML(p.T("open.change")), p.HTML(p.T(openID(r.ID, "change"))))
		if found, err := p.Facts.Record(r.Open); err == nil && len(found.Sources) > 0 {
			n := len(found.Sources)
			fmt.Fprintf(&b, `<details class="sources"><summary>%s</summary><p>%s</p>%s</details>`, p.HTML(p.N("ui.sources.count", n)), p.HTML(p.Grounds(found)), p.sourcesOf(found))
		}
		b.WriteString("</li>")
	}
	if b.Len() == 0 {
		return ""
	}
	return fmt.Sprintf(`<h2 id="open">%s</h2><p>%s</p><ul class="claims">%s</ul>`, p.HTML(p.T("open.title")), p.HTML(p.T("open.intro")), b.String())
}

// Forecasts are what the report foresaw or thought possible, each with what became of it and the way to its claim.
func (p *Page) Forecasts() string {
	var b strings.Builder
	carriers := p.carriers()
	for _, r := range p.claims() {
		if !p.forecast(r) {
			continue
		}
		fate, why := r.FateOf(len(carriers[r.ID]) > 0)
		fmt.Fprintf(&b, `<li><p><a href="#%s">%s</a></p><p><strong class="k-%s">%s</strong> %s</p></li>`, r.ID, p.HTML(p.T(claimID(r.ID))), fateLine[fate], p.HTML(p.T("claims.fate."+fate)), p.why(r, why))
	}
	if b.Len() == 0 || !p.Has("open.forecasts") {
		return ""
	}
	return fmt.Sprintf(`<h2 id="forecasts">%s</h2><p>%s</p><ul class="claims">%s</ul>`, p.HTML(p.T("open.forecasts")), p.HTML(p.T("open.forecastsintro", "Date", p.AsOf())), b.String())
}

// forecast reports whether a claim is about what was still to come.
func (p *Page) forecast(r *facts.Record) bool {
	return r.Kind == "forecast" || p.Has(openID("verdict", r.ID))
}
