package facts

import (
	"os"
	"strings"
	"testing"
)

func TestStrengthFollowsTheHands(t *testing.T) {
	for want, x := range map[Strength]Source{
		Original: {Publisher: "Reuters"}, Copied: {Publisher: "AP", Via: "ABC News"}, Translated: {Publisher: "Le Monde", Via: "BofAds", Form: "machine"},
		SecondHand: {Publisher: "Yadran", Cites: "Reuters"}, Encyclopedia: {Publisher: "Wikipedia", Cites: "RIA"}, Unknown: {Publisher: "A podcast", Form: "script"},
	} {
		if got := x.Strength(); got != want {
			t.Errorf("%+v is %s, want %s", x, got, want)
		}
	}
	s, err := ledgerOf(t, two+"[[record]]\nid = \"x\"\nformula = \"a-1.value - b.value\"\n")
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := s.Record("x"); s.StrengthOf(r) != Original {
		t.Errorf("a computed record is %q", s.StrengthOf(r))
	}
}

// Where in a source a record stands is a part and which, or one of which there is one.
func TestWhereInASource(t *testing.T) {
	s, err := ledgerOf(t, two+"[[record]]\nid = \"x\"\nsources = [\"s\"]\nwhere = { s = \"law 66\" }\n"+
		"[[record]]\nid = \"y\"\nsources = [\"s\"]\nwhere = { s = \"headline\" }\n")
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][2]string{"x": {"law", "66"}, "y": {"headline", ""}} {
		r, _ := s.Record(id)
		if part, which := r.WhereIn("s"); part != want[0] || which != want[1] {
			t.Errorf("%s stands at %q %q, want %q", id, part, which, want)
		}
	}
}

// What the ledger says of its own records: a count by part, for the log, and that each record but those of our own search has a strength.
func TestEveryRecordHasItsStrength(t *testing.T) {
	s, err := Load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	for _, r := range s.Records() {
		g := s.StrengthOf(r)
		by["strength "+string(g)]++
		if g == "" && r.Check != "not-found" && r.Topic != "search" {
			t.Errorf("%s has no strength", r.ID)
		}
		if who, party := r.Speaker(); who != "" {
			by["speaker"]++
			if party {
				by["party"]++
			}
		}
		if r.Bound != "" {
			by["bound"]++
		}
		if len(r.Conflicts) > 0 {
			by["conflicts"]++
		}
		if len(r.Figures) > 0 {
			by["figures"]++
		}
	}
	t.Log(by)
}

func TestPartsThatDoNotFitNameTheirPlace(t *testing.T) {
	for in, want := range map[string]string{
		"bound = \"some\"\nvalue = 1":  `has the bound "some"; use one of exact`,
		"bound = \"about\"":            "has a bound and no value",
		"polarity = \"no\"":            `has the polarity "no"`,
		"party = true":                 "does not name; write says",
		"conflicts = [\"b\"]":          `conflicts with "b", which does not say so (charts/data/records.toml:`,
		"conflicts = [\"nobody\"]":     "which is no other record",
		`where = { s = "headline 3" }`: "stands at",
		`where = { s = "article" }`:    "stands at",
		`where = { s = "shelf 3" }`:    "stands at",
		`where = { t = "headline" }`:   "no source of it",
	} {
		_, err := ledgerOf(t, two+"[[record]]\nid = \"x\"\nsources = [\"s\"]\n"+in+"\n")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), Dir+"/records.toml:") {
			t.Errorf("%s: %v, want %q", in, err, want)
		}
	}
}
