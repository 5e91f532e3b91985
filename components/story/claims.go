package story

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
)

// claimID is the message with a claim of the report in our words.
func claimID(record string) string { return "claim." + record }

// toldAsClaim reports whether a record is a claim of the report that has words of its own.
func (p *Page) toldAsClaim(r *facts.Record) bool { return r.Claim() && p.Has(claimID(r.ID)) }

// claims are the claims of the report, in its order.
func (p *Page) claims() []*facts.Record {
	return slices.DeleteFunc(slices.Clone(p.Facts.Records()), func(r *facts.Record) bool { return !p.toldAsClaim(r) })
}

// HasClaims reports whether the story tells a report claim by claim.
func (p *Page) HasClaims() bool { return slices.ContainsFunc(p.Facts.Records(), p.toldAsClaim) }

// Claims is the report's argument in its own order: each of its claims in our words, what became of it and why, the steps that carry it and
// its sources. home leads to the story.
func (p *Page) Claims(home string) string {
	var b strings.Builder
	chapter := ""
	carriers := p.carriers()
	for _, r := range p.claims() {
		if r.Chapter != chapter {
			if chapter != "" {
				b.WriteString("</ol>")
			}
			chapter = r.Chapter
			fmt.Fprintf(&b, `<h2>%s</h2><ol class="claims">`, p.HTML(p.T("chapter."+chapter+".title")))
		}
		b.WriteString(p.claim(r, carriers[r.ID], home))
	}
	if chapter != "" {
		b.WriteString("</ol>")
	}
	return b.String()
}

// claim is one of them.
func (p *Page) claim(r *facts.Record, steps []string, home string) string {
	var b strings.Builder
	fate, why := r.FateOf(len(steps) > 0)
	fmt.Fprintf(&b, `<li id="%s"><p>%s</p><p><strong class="k-%s">%s</strong> %s</p>`, r.ID, p.HTML(p.T(claimID(r.ID))), fateLine[fate], p.HTML(p.T("claims.fate."+fate)), p.why(r, why))
	if len(steps) > 0 {
		var links []string
		for _, s := range steps {
			links = append(links, fmt.Sprintf(`<a href="%s#%s">%s</a>`, html.EscapeString(home), s, p.HTML(p.T("step."+s+".title"))))
		}
		fmt.Fprintf(&b, `<p>%s %s</p>`, p.HTML(p.T("claims.in")), strings.Join(links, p.HTML(p.T("evidence.semicolon"))))
	}
	if n := len(r.Sources); n > 0 {
		fmt.Fprintf(&b, `<details class="sources"><summary aria-label="%s">%s</summary><p>%s</p>%s</details>`, html.EscapeString(p.N("ui.sources.count", n)+p.T("ui.source.comma")+p.T(claimID(r.ID))), p.HTML(p.N("ui.sources.count", n)), p.HTML(p.Grounds(r)), p.sourcesOf(r))
	}
	b.WriteString("</li>")
	return b.String()
}

// why says in words why a claim fared as it did: what was found, where something speaks against it or bears a forecast out; a general reason
// else.
func (p *Page) why(r *facts.Record, why string) string {
	if why == "corrected" || why == "conflicts" || why == "foreseen" {
		if found := p.corrected()[r.ID]; len(found) > 0 {
			return p.HTML(p.T(fmt.Sprintf("correction.%d.finding", found[0])))
		}
	}
	if id := openID("verdict", r.ID); p.Has(id) {
		return p.HTML(p.T(id))
	}
	return p.HTML(p.T("claims.why." + why))
}

// carriers are the steps that rest on each record.
func (p *Page) carriers() map[string][]string {
	out := map[string][]string{}
	for _, st := range p.Outline.Steps() {
		for _, id := range st.Records {
			out[id] = append(out[id], st.ID)
		}
	}
	return out
}

// fateLine is the underline that a fate has, one of those that statements have.
var fateLine = map[string]string{"stands": "confirmed", "attributed": "assessment", "conflicts": "conflict", "corrected": "conflict", "foreseen": "confirmed", "not-found": "unchecked", "left-out": "public"}

// ClaimCounts are how many claims had each fate, in the order of facts.Fates and then those left out, as a list of words.
func (p *Page) ClaimCounts() string {
	n := map[string]int{}
	carriers := p.carriers()
	for _, r := range p.claims() {
		fate, _ := r.FateOf(len(carriers[r.ID]) > 0)
		n[fate]++
	}
	var b strings.Builder
	for _, fate := range append(slices.Clone(facts.Fates), "left-out") {
		if n[fate] > 0 {
			fmt.Fprintf(&b, `<li><span class="k-%s">%s</span> <span class="count">%d</span></li>`, fateLine[fate], p.HTML(p.T("claims.fate."+fate)), n[fate])
		}
	}
	return `<ul class="fates">` + b.String() + `</ul>`
}
