package story

import (
	"fmt"
	"slices"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
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
	var out, list g.Group
	carriers, all := p.carriers(), p.claims()
	for i, r := range all {
		list = append(list, p.claim(r, carriers[r.ID], home))
		if i+1 == len(all) || all[i+1].Chapter != r.Chapter {
			out = append(out, h.H2(p.say("chapter."+r.Chapter+".title")), h.Ol(h.Class("claims"), list))
			list = nil
		}
	}
	return markup.String(out)
}

// claim is one of them.
func (p *Page) claim(r *facts.Record, steps []string, home string) g.Node {
	parts := g.Group{h.P(p.say(claimID(r.ID))), p.fared(r, len(steps) > 0)}
	if len(steps) > 0 {
		links := markup.Joined(p.stepLinks(home, steps), p.say("evidence.semicolon"))
		parts = append(parts, h.P(p.say("claims.in"), g.Text(" "), links))
	}
	if len(r.Sources) > 0 {
		parts = append(parts, p.grounded(r, p.T(claimID(r.ID))))
	}
	return h.Li(h.ID(r.ID), parts)
}

// fared is what became of a claim and why; carried says that a step rests on it.
func (p *Page) fared(r *facts.Record, carried bool) g.Node {
	fate, why := r.FateOf(carried)
	return h.P(h.Strong(h.Class("k-"+fateLine[fate]), p.say("claims.fate."+fate)), g.Text(" "), g.Raw(p.why(r, why)))
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
var fateLine = map[string]string{
	"stands": "confirmed", "attributed": "assessment", "conflicts": "conflict", "corrected": "conflict",
	"foreseen": "confirmed", "not-found": "unchecked", "left-out": "public",
}

// ClaimCounts are how many claims had each fate, in the order of facts.Fates and then those left out, as a list of words.
func (p *Page) ClaimCounts() string {
	n := map[string]int{}
	carriers := p.carriers()
	for _, r := range p.claims() {
		fate, _ := r.FateOf(len(carriers[r.ID]) > 0)
		n[fate]++
	}
	var list g.Group
	for _, fate := range append(slices.Clone(facts.Fates), "left-out") {
		if n[fate] > 0 {
			list = append(list, h.Li(
				h.Span(h.Class("k-"+fateLine[fate]), p.say("claims.fate."+fate)), g.Text(" "),
				h.Span(h.Class("count"), g.Text(strconv.Itoa(n[fate]))),
			))
		}
	}
	return markup.String(h.Ul(h.Class("fates"), list))
}
