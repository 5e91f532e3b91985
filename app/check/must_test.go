package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
)

// Mistakes by hand, other ones than app/check/mutate makes, each in a language of its own or a step of its own, all signed: nothing but
// the records can tell.
var signedMistakes = []struct {
	rule string
	edit edit
}{
	// A negation lost, in other words than "not".
	{"polarity", edit{"en step.opening-record.body", "its text does not name Wagner", "its text names Wagner"}},
	{"polarity", edit{"fr step.opening-record.body", "Wagner n’est pas nommé", "Wagner est nommé"}},
	{"polarity", edit{"ar step.opening-record.body", "ولا تسمي فاغنر", "وتسمي فاغنر"}},
	{"polarity", edit{"en step.transition-coups.body", "passed without a vote", "passed after a vote"}},
	{"polarity", edit{"fr step.transition-coups.body", "passent sans scrutin", "passent après un scrutin"}},
	{"polarity", edit{"ar step.transition-coups.body", "ومضيا بلا انتخابات", "ومضيا بعد انتخابات"}},
	{"polarity", edit{"fr step.transition-mandate.body", "sans élection", "après une élection"}},
	{"polarity", edit{"en step.groups-tactics.more", "were not widely popular", "were widely popular"}},
	{"polarity", edit{"fr step.corps-losses.more", "n’a pas arrêté", "a arrêté"}},
	{"polarity", edit{"en step.corps-compare.more", "expects no improvement", "expects an improvement"}},
	{"polarity", edit{"ar step.partnership-nuclear.body", "ولم نجد عقدا للمحطة ولا موقعا ولا موعدا", "ووجدنا عقدا للمحطة وموقعا وموعدا"}},
	{"polarity", edit{"ar step.corps-libya.body", "لا تأكيد رسميا لذلك", "وثمة تأكيد رسمي لذلك"}},
	// One that is new.
	{"polarity", edit{"en step.transition-parties.more", "held, other sources report, in", "never held, other sources report, in"}},
	{"polarity", edit{"ar step.opening-turn.body", "غادر آخر", "لم يغادر آخر"}},
	{"polarity", edit{"fr step.algeria-drone.body", "l’Algérie abat", "l’Algérie n’abat pas"}},
	// Whose statement it is, or how sure.
	{"hedge", edit{"en step.corps-exit.body", "Wagner said it was leaving Mali", "Wagner left Mali"}},
	{"hedge", edit{"fr step.transition-parties.more", "Le nouveau parti dit vouloir rétablir", "Le nouveau parti va rétablir"}},
	{"hedge", edit{"ar step.groups-expansion.body", "، بحسب الجيش", ""}},
	{"hedge", edit{"en step.groups-expansion.body", ", according to the army", ""}},
	{"hedge", edit{"fr step.groups-expansion.more", "D’après une analyse attribuée à l’Africa Center for Strategic Studies, citée par un autre média en octobre 2025, le Jnim", "Le groupe"}},
	{"hedge", edit{"en step.corps-exit.more", ", according to the White House", ""}},
	{"hedge", edit{"ar step.corps-compare.more", "قد تجر الفيلق", "ستجر الفيلق"}},
	{"hedge", edit{"fr step.transition-parties.more", "pourraient brouiller", "brouillent"}},
	{"bound", edit{"en step.opening-record.body", "has reasonable grounds to believe", "has shown"}},
	{"bound", edit{"fr step.groups-deaths.body", "presque doublé", "doublé"}},
	// Who speaks.
	{"names-in-records", edit{"en step.corps-boulkessi.body", "sources cited by AP", "sources cited by Reuters"}},
	{"names-in-records", edit{"fr step.opening-record.more", "The Sentry, une ONG anticorruption, conclut", "L’AFP conclut"}},
	{"names-in-records", edit{"ar step.corps-compare.more", "وقال لاجئون لأسوشيتد برس", "وقال لاجئون للأمم المتحدة"}},
	// Who did it to whom, and where.
	{"roles", edit{"en step.transition-neighbours.body", "Niger dissolved its parties before Mali did", "Mali dissolved its parties before Niger did"}},
	{"roles", edit{"fr step.algeria-drone.more", "Le Mali accuse l’Algérie", "L’Algérie accuse le Mali"}},
	{"roles", edit{"ar step.algeria-drone.more", "وتتهم مالي الجزائر بدعم «الإرهاب» والانفصاليين، والجزائر تنفي", "وتتهم الجزائر مالي بدعم «الإرهاب» والانفصاليين، ومالي تنفي"}},
	{"roles", edit{"fr step.corps-libya.body", "le recul russe en Syrie, les bases de Libye", "le recul russe en Libye, les bases de Syrie"}},
	{"roles", edit{"ar step.transition-coups.body", "أزاح غويتا الرئيس الانتقالي باه نداو", "أزاح الرئيس الانتقالي باه نداو غويتا"}},
	{"roles", edit{"ar step.corps-conakry.body", "بلغت باماكو قافلة عتاد روسي من كوناكري في غينيا", "بلغت كوناكري قافلة عتاد روسي من باماكو في غينيا"}},
	{"roles", edit{"en step.corps-june.body", "JNIM attacked Boulkessi; the army admitted withdrawing", "the army attacked Boulkessi; JNIM admitted withdrawing"}},
	{"names-in-records", edit{"fr step.groups-deaths.more", "Pour le Mali, nous avons", "Pour le Niger, nous avons"}},
	{"names-in-records", edit{"en step.groups-deaths.body", "In Niger the toll", "In Mali the toll"}},
	{"names-in-records", edit{"ar step.transition-neighbours.more", "حلّت النيجر أحزابها", "حلّت بوركينا فاسو أحزابها"}},
	// Written after the rules, to see what they find unseen: 24 of 27 (the two of the index gave the senses of scope).
	{"polarity", edit{"en step.since-unknown.body", "we found nothing reliable", "we found reliable reports"}},
	{"polarity", edit{"fr step.since-mining.more", "Aucune des deux parties n’avait alors confirmé", "Les deux parties avaient alors confirmé"}},
	{"polarity", edit{"ar step.resources-share-mali.body", "وهي ليست للدولة", "وهي للدولة"}},
	{"polarity", edit{"en step.since-corps.more", "are not a court ruling or a UN finding", "amount to a court ruling and a UN finding"}},
	{"bound", edit{"fr step.resources-wave.body", "Nous n’avons trouvé que deux nationalisations", "Nous avons trouvé au moins deux nationalisations"}},
	{"polarity", edit{"ar step.resources-mali.body", "وهي ليست تأميما", "وهي تأميم"}},
	{"hedge", edit{"en step.conclusion-gateway.body", ", the White House says", ""}},
	{"hedge", edit{"fr step.conclusion-gateway.body", "Moscou, conclut le rapport, gagne", "Moscou gagne"}},
	{"hedge", edit{"fr step.since-blockade.body", ", selon l’armée", ""}},
	{"sense", edit{"en step.partnership-refinery.body", "would, as announced, treat", "will treat"}},
	{"hedge", edit{"fr step.since-unknown.body", "Moscou assurait avoir déjoué une tentative", "Moscou a déjoué une tentative"}},
	{"names-in-records", edit{"fr step.since-april.body", "le Jnim et le Front de libération de l’Azawad (FLA), séparatiste, auraient revendiqué", "l’armée et Wagner auraient revendiqué"}},
	{"names-in-records", edit{"en step.since-niamey.body", "Islamic State claimed it", "JNIM claimed it"}},
	{"names-in-records", edit{"en step.resources-wave.body", "in Niger: Somaïr", "in Mali: Somaïr"}},
	{"names-in-records", edit{"fr step.since-unknown.more", "avait quitté le Mali le", "avait quitté le Niger le"}},
	{"roles", edit{"ar step.partnership-uranium.body", "وأعلنت أورانو الفرنسية تعليق إنتاج شركة سومائير لليورانيوم", "وأعلنت شركة سومائير لليورانيوم تعليق إنتاج أورانو الفرنسية"}},
	{"bound", edit{"en step.partnership-gold.body", "to a provisional {", "to {"}},
	{"sense", edit{"ar step.partnership-gold.body", "كل ما تستخرجه", "بعض ما تستخرجه"}},
	{"sense", edit{"en step.conclusion-region.more", "leaving out those attributed to armies", "including those attributed to armies"}},
	{"sense", edit{"fr step.conclusion-region.more", "il exclut les morts imputées", "il compte les morts imputées"}},
	{"polarity", edit{"ar step.since-unknown.body", "لم نجد", "وجدنا"}},
}

// TestSignedMistakesAreFoundByRecords makes them all at once.
func TestSignedMistakesAreFoundByRecords(t *testing.T) {
	var edits []edit
	for _, s := range signedMistakes {
		edits = append(edits, s.edit)
	}
	fsys, _, _ := draft(t, edits)
	p, err := LoadFS(fsys)
	if err != nil {
		t.Fatal(err)
	}
	p.Files = facts.Over{FS: p.Files, Texts: fstest.MapFS{SignedFile: &fstest.MapFile{Data: signedAnew(p)}}}
	d := &desk{p: p}
	borne(d)
	missed := 0
	for _, s := range signedMistakes {
		tag, id, _ := strings.Cut(s.edit.at, " ")
		rules := map[string]bool{}
		for _, f := range d.out {
			if f.Locale == tag && f.ID == id {
				rules[f.Rule] = true
			}
		}
		if !rules[s.rule] {
			missed++
			t.Errorf("%s: %q → %q is not found by %s, but by %v", s.edit.at, s.edit.old, s.edit.new, s.rule, sortedKeys(rules))
		}
	}
	t.Logf("%d of %d found", len(signedMistakes)-missed, len(signedMistakes))
}

func signedAnew(p *read.Project) []byte {
	text, _ := Sign(p)
	return text
}
