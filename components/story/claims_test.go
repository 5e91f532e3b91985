package story

import (
	"fmt"
	"strings"
	"testing"

	"sahel-explainer/charts/facts"
	"sahel-explainer/components/markup"
)

// Each claim of the report stands on its page, in every language, with its fate and a link to each step that carries it; a step's entry of
// it leads back.
func TestClaims(t *testing.T) {
	for _, tag := range []string{"ar", "fr", "en"} {
		p := pageOf(t, tag)
		p.Links.Claims = "claims/"
		page := p.Claims("../")
		carriers := p.carriers()
		n := 0
		for _, r := range p.Facts.Records() {
			if !r.Claim() {
				continue
			}
			n++
			if !p.Has(claimID(r.ID)) {
				t.Errorf("%s: claim %s has no words: write %q in locales/messages/claims.*.toml", tag, r.ID, claimID(r.ID))
				continue
			}
			_, own, _ := strings.Cut(page, `<li id="`+r.ID+`">`)
			own, _, _ = strings.Cut(own, "<li id=")
			for _, st := range carriers[r.ID] {
				if !strings.Contains(own, `<a href="../#`+st+`">`) {
					t.Errorf("%s: nothing leads from %s to step %s", tag, r.ID, st)
				}
			}
			if entry := markup.String(p.entry(r.ID, r.ID, "")); !strings.Contains(entry, `<a href="claims/#`+r.ID+`">`) {
				t.Errorf("%s: the entry of %s does not lead to its claim", tag, r.ID)
			}
		}
		if got := strings.Count(page, "<li id="); got != n {
			t.Errorf("%s: %d claims on the page, %d in the ledger", tag, got, n)
		}
	}
}

func TestFates(t *testing.T) {
	p := pageOf(t, "en")
	for record, want := range map[string][2]string{
		"r-007": {"stands", "Other sources say so too."},
		"r-002": {"attributed", "It is a judgement, told as the report’s."},
		"r-014": {"attributed", "It is told as the word of whoever says it: that it was said is confirmed, not that it is so."},
		"r-008": {"attributed", "Open: the date has not come"},
		"r-006": {"not-found", "We found nothing that confirms it or rules it out."},
		"r-011": {"corrected", "The order is reversed: the dissolution came seven weeks before the vote."},
		"r-016": {"conflicts", "On length both neighbours moved first"},
		"r-063": {"foreseen", "Sources bear out the forecast, not the description"},
	} {
		r, err := p.Facts.Record(record)
		if err != nil {
			t.Fatal(err)
		}
		fate, why := r.FateOf(true)
		if got := p.why(r, why); fate != want[0] || !strings.HasPrefix(got, want[1]) {
			t.Errorf("%s: %s, %q, want %s, %q", record, fate, got, want[0], want[1])
		}
	}
	if fate, why := (&facts.Record{Check: "confirmed"}).FateOf(false); fate != "left-out" || why != "left-out" {
		t.Errorf("a claim that no step carries: %s, %s", fate, why)
	}
	for _, fate := range append([]string{"left-out"}, facts.Fates...) {
		if fateLine[fate] == "" || !p.Has("claims.fate."+fate) || !p.Has("claims.why."+fmt.Sprint(map[bool]string{true: "assessment", false: fate}[fate == "attributed"])) {
			t.Errorf("the fate %q has no words or no line", fate)
		}
	}
}
