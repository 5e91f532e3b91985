package check

import (
	"slices"
	"testing"
)

// harmless are changes that an editor may make. None may raise a finding that the clean story does not have.
var harmless = []struct {
	name  string
	edits []edit
	draw  bool
}{
	{name: "a word changed", edits: one("en step.opening-record.body", "Civilians paid dearly", "Civilians paid heavily")},
	{name: "numbers-agree: a number word in figures", edits: one("en correction.2.finding", "seven weeks", "7 weeks")},
	{name: "numbers-agree: the French first of the month", edits: one("fr step.groups-tactics.body", "1er\u00a0juillet", "1er juillet")},
	{name: "numbers-agree: a name with a number", edits: one("en step.corps-june.body", "a Su-24 operated by Russia’s Africa Corps", "a Su-24 that Russia’s Africa Corps operated")},
	{name: "numbers-in-records: a date that a cited record holds", edits: everywhere("step.groups-tactics.body", "سبتمبر 2023", "سبتمبر 2023", "septembre 2023", "septembre 2023", "September 2023", "September 2023")},
	{name: "numbers-in-records: the writer's own counting", edits: everywhere("step.groups-deaths.body", "في عام", "خلال عام", "en un an", "durant un an", "in a year", "within a year")},
	{name: "bounds-agree: another word for the same hedge", edits: one("en step.since-corps.body", "roughly 2,000", "about 2,000")},
	{name: "bounds-agree: the hedge behind the number", edits: one("fr step.corps-boulkessi.body", "au moins 60", "60 au moins")},
	{name: "hedge: another attribution", edits: one("en step.since-blockade.body", "according to the army", "the army says")},
	{name: "hedge-belongs: the sources by name", edits: one("en step.since-blockade.body", "according to an unofficial tally compiled on Wikipedia", "by Wikipedia’s unofficial tally")},
	{name: "names-agree: the name twice", edits: one("en step.since-niamey.body", "defending their part", "defending Niamey airport")},
	{name: "name-spelling: a name with a genitive", edits: one("en step.corps-exit.body", "the armed groups’ commanders", "commanders of Wagner’s enemies")},
	{name: "glossary: quoted", edits: one("en step.opening-turn.body", "the transitional authorities’ words", "the “junta’s” words")},
	{name: "glossary: the index's name", edits: one("en step.groups-deaths.body", "As the index leaves out", "As the Global Terrorism Index leaves out")},
	{name: "term: denied", edits: one("en step.resources-mali.body", "which is not nationalisation", "which is no nationalisation")},
	{name: "term: quoted", edits: one("fr step.resources-wave.body", "nationalisme des ressources", "nationalisation des ressources")},
	{name: "term: other words of the stem", edits: one("en step.since-corps.body", "various nationalities", "several nationalities, nationalists among them,")},
	{name: "bidi: Latin words with a sign between", edits: one("ar step.since-corps.body", "بوجود الفيلق", "بوجود الفيلق (Africa Corps/Wagner)")},
	{name: "numbers-agree: 24 in words", edits: one("ar step.transition-coups.body", "بـ24 شهرا", "بأربعة وعشرين شهرا")},
	{name: "placeholders: moved", edits: one("en ui.nav.count", "{{.Step}} of {{.Total}}", "of {{.Total}}, {{.Step}}")},
	{name: "plurals: a form without its number", edits: one("locales/messages/tolls.en.toml", "one = \"{{.Count}} event\"", "one = \"one event\"")},
	{name: "hedge: another verb of saying, fr", edits: one("fr step.since-blockade.body", "selon l’armée", "indique l’armée")},
	{name: "hedge: another verb of saying, ar", edits: one("ar step.since-blockade.more", "وذكرت رويترز", "وأفادت رويترز")},
	{name: "hedge: another word of what may be", edits: one("fr step.transition-parties.more", "pourraient brouiller", "risquent de brouiller")},
	{name: "well-set: thousands in Arabic", edits: one("ar step.since-corps.body", "2,000 فرد", "2,000 شخص")},
	{name: "well-set: kashida before figures", edits: one("ar step.transition-coups.body", "بـ24 شهرا", "بـ24 شهرا")},
	{name: "well-set: Latin words in Arabic", edits: one("ar method.sources", "(EITI)", "(EITI, en français ITIE)")},
	{name: "well-set: a colon with U+202F", edits: one("fr step.opening-mali.title", "\u00a0:", "\u202f:")},
	{name: "unused and step-whole: steps in another order", draw: true, edits: []edit{{outlineFile, "state = \"atlantic\"\n", "state = \"atlantic\"\n  records = [\"r-041\", \"r-040\"]\n"}}},
	{name: "length: at the bound", edits: one("en step.since-niamey.title", "Russian troops", "Russian forces")},
	{name: "graphic-whole: another note", edits: one("en graphics.tolls.note", "nothing is averaged", "none is averaged")},
}

func TestHarmlessChanges(t *testing.T) {
	var all []seed
	for _, h := range harmless {
		all = append(all, seed{name: h.name, edits: h.edits, draw: h.draw})
	}
	// These edits type figures over slots, which one rule asks to undo whatever they say.
	alarm := func(f Finding) bool { return f.Rule != "literal" && !cleanFindings()[f] }
	for _, group := range together(all) {
		fresh, whole := freshFindings(t, group)
		quiet := whole && !slices.ContainsFunc(fresh, alarm)
		for _, h := range group {
			t.Run(h.name, func(t *testing.T) {
				if quiet {
					return
				}
				fsys, _, _ := draft(t, h.edits)
				p, err := LoadFS(fsys)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range (&desk{p: p, undrawn: !h.draw}).run() {
					if alarm(f) {
						t.Errorf("false alarm: %s %s: %s", f.place(), f.Rule, f.What)
					}
				}
			})
		}
	}
}

// TestEveryRuleIsSeeded wants a mistake for each rule there is.
func TestEveryRuleIsSeeded(t *testing.T) {
	seeded := map[string]bool{}
	for _, s := range seeds {
		seeded[s.rule] = true
	}
	for _, rule := range []string{"step-whole", "placeholders", "plurals", "graphic-whole", "unused", "message-missing", "numbers-agree", "numbers-order",
		"bounds-agree", "numbers-in-records", "hedge", "hedge-belongs", "beat", "short", "glossary", "term", "bidi", "names-agree", "name-spelling", "well-set", "length", "coverage", "suppression", "literal", "rows-in-records", "records-agree", "place-in-country"} {
		if !seeded[rule] {
			t.Errorf("no seeded mistake for %s", rule)
		}
	}
}
