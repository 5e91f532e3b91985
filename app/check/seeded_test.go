package check

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// seed is a mistake that an editor could make. It must be found by the rule, at the place of its first edit, or at where.
type seed struct {
	name  string
	rule  string // "load": reading the project already fails, and names the file
	edits []edit
	where string // "fr step.x.body", or a file and the text of a line: "file|text"
	draw  bool   // needs the drawings
}

func one(at, old, new string) []edit { return []edit{{at, old, new}} }

// everywhere makes the same mistake in all three languages, so that only the records can tell.
func everywhere(id, ar, arNew, fr, frNew, en, enNew string) []edit {
	return []edit{{"en " + id, en, enNew}, {"fr " + id, fr, frNew}, {"ar " + id, ar, arNew}}
}

// marked makes further steps part of the short story.
func marked(steps ...string) (out []edit) {
	for _, id := range steps {
		out = append(out, edit{outlineFile, fmt.Sprintf("id = %q", id), fmt.Sprintf("id = %q\n  short = true", id)})
	}
	return out
}

const (
	claimsFile  = "charts/data/claims.toml"
	recordsFile = "charts/data/records.toml"
	outlineFile = "locales/outline.toml"
)

var seeds = []seed{
	// A number or date changed in one language.
	{name: "day, ar", rule: "numbers-agree", edits: one("ar step.opening-mali.body", "16 يونيو", "17 يونيو")},
	{name: "month, ar", rule: "numbers-agree", edits: one("ar step.opening-turn.body", "أغسطس", "سبتمبر")},
	{name: "month, fr", rule: "numbers-agree", edits: one("fr step.opening-mali.body", "juin", "juillet")},
	{name: "month alone, en", rule: "numbers-agree", edits: one("en step.since-corps.body", "in November and", "in August and")},
	{name: "year, en", rule: "numbers-agree", edits: one("en step.transition-mandate.body", "2030", "2029")},
	{name: "year into another of the same sentence", rule: "numbers-agree", edits: one("en step.groups-deaths.body", "944 in 2022", "944 in 2023")},
	{name: "digit, fr", rule: "numbers-agree", edits: one("fr step.groups-deaths.body", "944", "949")},
	{name: "digits turned round, en", rule: "numbers-agree", edits: one("en step.partnership-uranium.body", "4,667", "4,676")},
	{name: "numbers swapped", rule: "numbers-order", edits: one("en step.groups-deaths.body", "944 in 2022 and 604 in 2024", "604 in 2022 and 944 in 2024")},
	{name: "end of a range", rule: "numbers-agree", edits: one("en step.corps-losses.body", "25 to 82", "25 to 28")},
	{name: "first day of a range", rule: "numbers-agree", edits: one("ar step.corps-losses.body", "25 و27", "24 و27")},
	{name: "percent", rule: "numbers-agree", edits: one("fr step.partnership-refinery.body", "62", "26")},
	{name: "percent sign lost", rule: "numbers-agree", edits: one("en step.resources-neighbours.body", "63.4%", "63.4")},
	{name: "decimal comma lost", rule: "numbers-agree", edits: one("fr step.partnership-gold.body", "54,8", "548")},
	{name: "decimal point in French", rule: "numbers-agree", edits: one("fr step.partnership-gold.body", "66,5", "66.5")},
	{name: "number word, ar", rule: "numbers-agree", edits: one("ar step.transition-mandate.title", "خمس سنوات", "ست سنوات")},
	{name: "number word, fr", rule: "numbers-agree", edits: one("fr step.transition-mandate.body", "cinq ans", "six ans")},
	{name: "number word, en", rule: "numbers-agree", edits: one("en step.transition-mandate.body", "five-year", "six-year")},
	{name: "compound number word, fr", rule: "numbers-agree", edits: []edit{{"fr step.transition-coups.body", "24\u00a0mois", "vingt-cinq mois"}}},
	{name: "compound number word, ar", rule: "numbers-agree", edits: one("ar step.transition-coups.body", "بـ24 شهرا", "بخمسة وعشرين شهرا")},
	{name: "a half lost", rule: "numbers-agree", edits: one("ar step.corps-exit.body", " ونصف السنة", "")},
	{name: "dozens into ten", rule: "numbers-agree", edits: one("en step.corps-june.body", "dozens of", "ten")},
	{name: "number in a graphic's words", rule: "numbers-agree", edits: one("en graphics.tolls.state.boulkessi", "100", "110")},
	{name: "number in a correction", rule: "numbers-agree", edits: one("fr correction.2.finding", "sept", "six")},
	{name: "the right number, typed in", rule: "literal", edits: one("en step.groups-deaths.body", "944", "944")},
	{name: "the right date, typed in", rule: "literal", edits: one("ar graphics.map.describe.blockade", "1 يوليو 2025", "1 يوليو 2025")},
	// The same in all three: only the records can tell.
	{name: "number in no record", rule: "numbers-in-records", edits: everywhere("step.conclusion-region.body", "604", "614", "604", "614", "604", "614")},
	{name: "date in no record", rule: "numbers-in-records", edits: everywhere("step.since-niamey.body", "20 ديسمبر", "21 ديسمبر", "20", "21", "20 December", "21 December")},
	{name: "number word in no record", rule: "numbers-in-records", edits: everywhere("step.transition-parties.body", "سبعة أسابيع", "ثمانية أسابيع", "sept semaines", "huit semaines", "seven weeks", "eight weeks")},
	// A hedge removed.
	{name: "at least, en", rule: "bounds-agree", edits: one("en step.corps-boulkessi.body", "at least 60", "sixty, or 60")},
	{name: "at least, ar", rule: "bounds-agree", edits: one("ar step.since-blockade.body", "40 صهريجا على الأقل", "40 صهريجا")},
	{name: "more than, fr", rule: "bounds-agree", edits: one("fr step.corps-boulkessi.body", "plus de 100", "les 100")},
	{name: "about, ar", rule: "bounds-agree", edits: one("ar step.since-corps.body", "بنحو 2,000", "بـ2,000")},
	{name: "or more, en", rule: "bounds-agree", edits: one("en step.corps-losses.body", "82 or more", "82")},
	{name: "billion into million", rule: "bounds-agree", edits: one("en step.since-mining.body", "244 billion", "244 million")},
	{name: "contradiction, en", rule: "hedge", edits: []edit{{"en step.transition-neighbours.body", "But on length the order is the reverse", "On length Burkina Faso came first"}, {"en step.transition-neighbours.body", ", and nothing we read proves that these neighbours imitated Mali", ""}}},
	{name: "contradiction, fr", rule: "hedge", edits: one("fr step.transition-neighbours.body", "Mais pour la durée, l’ordre est inverse", "Pour la durée, le Burkina Faso vient en tête")},
	{name: "contradiction, ar", rule: "hedge", edits: []edit{{"ar step.transition-neighbours.body", "أما في المدد فالترتيب معكوس", "في المدد سبقت بوركينا فاسو"}, {"ar step.transition-neighbours.body", "، ولم نقرأ ما يثبت أن إحدى الجارتين قلدت مالي", ""}}},
	{name: "attribution, en", rule: "hedge", edits: one("en step.resources-wave.body", "Governments say they are", "Governments are")},
	{name: "attribution, fr", rule: "hedge", edits: []edit{{"fr step.since-blockade.body", ", selon l’armée", ""}, {"fr step.since-blockade.body", ", d’après un décompte non officiel compilé sur Wikipédia", ""}, {"fr step.since-blockade.body", ", selon Reuters", ""}, {"fr step.since-blockade.body", ", d’après Wikipédia", ""}}},
	{name: "attribution of one claim of several", rule: "hedge-belongs", edits: one("en step.since-blockade.body", ", according to an unofficial tally compiled on Wikipedia; a single ambush cost at least 40 of them, according to Reuters", "")},
	{name: "attribution moved to another claim, fr", rule: "hedge-belongs", edits: one("fr step.since-blockade.body", ", d’après un décompte non officiel compilé sur Wikipédia ; une seule", ". Une seule")},
	{name: "a record becomes contested", rule: "hedge", where: "en step.partnership-uranium.more",
		edits: []edit{{recordsFile, "id = \"u-ne-2010-2014\"", "id = \"u-ne-2010-2014\"\ncheck = \"conflicts\""}}},
	// A name respelled, lost or swapped.
	{name: "Goita, ar", rule: "name-spelling", edits: one("ar step.partnership-gold.body", "غويتا", "غوتيا")},
	{name: "Tinzaouaten, en", rule: "name-spelling", edits: one("en step.algeria-drone.body", "Tinzaouaten", "Tinzaouatan")},
	{name: "Boulkessi, fr", rule: "name-spelling", edits: one("fr step.groups-tactics.body", "Boulkessi", "Boulkesi")},
	{name: "Anoumalane, en, in a correction", rule: "name-spelling", edits: one("en correction.7.finding", "Anoumalane", "Anoumalene")},
	{name: "Barsalogho, ar, in a graphic", rule: "name-spelling", edits: one("ar graphics.tolls.event.barsalogho", "بارسالوغو", "بارسالغو")},
	{name: "Goïta without its dots", rule: "glossary", edits: one("fr step.partnership-gold.body", "Goïta", "Goita")},
	{name: "Wagner the Egyptian way", rule: "glossary", edits: one("ar step.algeria-border.body", "فاغنر", "فاجنر")},
	{name: "Gao the report's way", rule: "glossary", edits: one("ar graphics.map.label.gao", "غاو", "جاو")},
	{name: "source lost", rule: "names-agree", edits: one("en step.since-blockade.body", "according to Reuters", "according to reports"), where: "en step.since-blockade.body"},
	{name: "a side's claim laid to sources", rule: "speaker", edits: one("en step.since-april.body", "](apr2026-kidal-fla)", "](apr2026-kidal)")},
	{name: "country swapped", rule: "names-agree", edits: one("ar step.since-blockade.body", "وغينيا", "وغامبيا")},
	{name: "group swapped", rule: "names-agree", edits: one("fr step.since-blockade.body", "Jnim", "FLA")},
	{name: "party's name", rule: "glossary", edits: one("en step.transition-parties.body", "Patriotic Front of Resistance", "National Resistance Front")},
	// Words of a party.
	{name: "junta", rule: "glossary", edits: one("en step.opening-turn.body", "transitional authorities", "junta")},
	{name: "régime", rule: "glossary", edits: one("fr step.transition-parties.body", "les autorités", "le régime")},
	{name: "mercenaries unquoted, en", rule: "glossary", edits: one("en step.corps-exit.body", "“mercenaries”", "mercenaries")},
	{name: "mercenaries unquoted, ar", rule: "glossary", edits: one("ar step.corps-exit.body", "«المرتزقة»", "المرتزقة")},
	{name: "terrorists unquoted", rule: "glossary", edits: one("fr step.corps-boulkessi.body", "«\u00a0terroristes\u00a0»", "terroristes")},
	{name: "35% for the State", rule: "glossary", edits: one("en step.resources-share-mali.body", "the state’s ceiling is 30%", "the state’s share is 35%")},
	// Words that a record must bear out.
	{name: "nationalised, of a negotiated transfer, en", rule: "term", edits: one("en step.resources-neighbours.body", "took over the Boungou and Wahgnion gold mines from Lilium by negotiated settlement", "nationalised the Boungou and Wahgnion gold mines by settlement")},
	{name: "nationalised, of a negotiated transfer, fr", rule: "term", edits: one("fr step.resources-neighbours.body", "reprend à l’amiable à Lilium les mines d’or de Boungou et de Wahgnion", "nationalise les mines d’or de Boungou et Wahgnion")},
	{name: "nationalised, of a court's order, fr", rule: "term", edits: one("fr step.resources-mali.title", "Mali", "Nationalisation au Mali")},
	{name: "nationalised, in a step on something else, ar", rule: "term", edits: one("ar step.partnership-gold.title", "طموح إلى التكرير", "تأميم التكرير")},
	{name: "nationalised, of an event of another kind", rule: "term", edits: one("en graphics.measures.event.ev-ml-2024-10-23", "approved buying", "approved nationalising")},
	// What the house does not print, and what it says now.
	{name: "maize for nuclear power", rule: "house", edits: one("ar chapter.partnership.title", "النووي", "ذرة")},
	{name: "the two countries fell", rule: "house", edits: one("ar step.partnership-nuclear.body", "ووقّعت بوركينا", "ووقعت بوركينا")},
	{name: "died for the UN", rule: "house", edits: one("fr step.corps-boulkessi.body", "500 morts", "500 morts pour l’ONU")},
	{name: "attacks by the West", rule: "house", edits: one("en step.since-blockade.title", "Attacks in western and central Mali", "Western attacks")},
	{name: "a mended fact lost, in one language", rule: "house", edits: one("fr step.algeria-border.body", "nourrissaient les tensions", "nourrissaient les tensions, mais ce qui est établi est plus mesuré"), where: "fr step.algeria-border.body"},
	{name: "a mended fact is gone", rule: "house", edits: one("ar step.since-unknown.body", " (مينوسما)", ""), where: "ar step.since-unknown.body"},
	{name: "the house's words cannot be read", rule: "house", edits: one("locales/house.toml", "reads =", "read ="), where: "locales/house.toml|"},
	{name: "the terms cannot be read", rule: "term", edits: one("locales/terms.toml", "action =", "acton ="), where: "locales/terms.toml|"},
	// Directions of writing.
	{name: "a sign of multiplication between figures", rule: "bidi", edits: one("ar step.since-corps.body", "2,000 فرد", "2,000×3 فرد")},
	{name: "a currency sign before a figure", rule: "bidi", edits: one("ar step.resources-mali.body", "160 مليون", "$160 مليون")},
	// Placeholders and plurals.
	{name: "placeholder dropped", rule: "placeholders", edits: one("en graphics.transition.event.term-ml", "{{.Until}}", "the end")},
	{name: "placeholder renamed", rule: "placeholders", edits: one("fr ui.nav.count", "{{.Total}}", "{{.Totale}}")},
	{name: "placeholder renamed everywhere", rule: "graphic-whole", where: "ar graphics.transition.describe.coups",
		edits: everywhere("graphics.transition.describe.coups", "{{.coup_2020}}", "{{.coup}}", "{{.coup_2020}}", "{{.coup}}", "{{.coup_2020}}", "{{.coup}}")},
	{name: "few missing, ar", rule: "plurals", edits: one("locales/messages/ui.ar.toml", "few = \"{{.Count}} مصادر\"\n", ""), where: "ar ui.sources.count"},
	{name: "zero missing, ar", rule: "plurals", edits: one("locales/messages/tolls.ar.toml", "zero = \"{{.Count}} حصيلة\"\n", ""), where: "ar graphics.tolls.counts"},
	{name: "many missing, fr", rule: "plurals", edits: one("locales/messages/transition.fr.toml", "many = \"{{.Count}} de semaines\"\n", ""), where: "fr graphics.transition.weeks"},
	{name: "one missing, en", rule: "plurals", edits: one("locales/messages/tolls.en.toml", "one = \"{{.Count}} event\"\n", ""), where: "en graphics.tolls.events"},
	{name: "message missing", rule: "load", edits: one("locales/messages/ui.fr.toml", "[ui.popup]\nnote", "[ui.popup]\nnot")},
	{name: "message of a page missing everywhere", rule: "message-missing", where: "app/build/render/pages.go|",
		edits: []edit{{"ar ui.popup.note", "note", "not"}, {"fr ui.popup.note", "note", "not"}, {"en ui.popup.note", "note", "not"}}},
	{name: "message unused", rule: "unused", draw: true, edits: []edit{{"ar ui.turn.before", "before", "befor2"}, {"fr ui.turn.before", "before", "befor2"}, {"en ui.turn.before", "before", "befor2"}}},
	{name: "headline missing everywhere", rule: "graphic-whole", where: "locales/messages/tolls.ar.toml|",
		edits: []edit{{"ar graphics.tolls.state.all", "all", "al"}, {"fr graphics.tolls.state.all", "all", "al"}, {"en graphics.tolls.state.all", "all", "al"}}},
	{name: "TOML broken", rule: "load", edits: one("fr step.opening-mali.body", "body = \"", "body = ")},
	{name: "control character", rule: "load", edits: one("ar step.opening-mali.body", "موسكو", "\u200fموسكو")},
	// Records, sources, outline, data.
	{name: "record from memory", rule: "load", edits: one(recordsFile, "id = \"u-ne-2010-2014\"", "id = \"u-ne-2010-2014\"\nverified = \"memory\"")},
	{name: "plunder", rule: "glossary", edits: one("en step.opening-record.body", "Civilians paid", "After the plunder, civilians paid")},
	{name: "source removed", rule: "load", edits: one(claimsFile, "sources = [\"trt-afp-20250608\"]", "sources = []")},
	{name: "source unknown", rule: "load", edits: one(recordsFile, "sources = [\"reuters-deal-2021\"]", "sources = [\"reuters-deal\"]")},
	{name: "record unknown", rule: "step-whole", edits: one(outlineFile, `also = ["r-010"`, `also = ["r-0100"`), where: outlineFile + `|id = "transition-parties"`},
	{name: "state unknown", rule: "step-whole", edits: one(outlineFile, `state = "pledges"`, `state = "pledge"`), where: outlineFile + `|id = "transition-coups"`},
	{name: "graphic unknown", rule: "step-whole", edits: one(outlineFile, `graphic = "transition"`, `graphic = "transitions"`), where: outlineFile + `|id = "transition-coups"`},
	{name: "step without words", rule: "step-whole", edits: one(outlineFile, `id = "algeria-atlantic"`, `id = "algeria-atlantics"`), where: outlineFile + `|id = "algeria-atlantics"`},
	{name: "step's list without a record of its clauses", rule: "step-whole", edits: one(outlineFile, "state = \"niamey\"\n", "state = \"niamey\"\n  records = [\"apr2026-kidal\"]\n"), where: outlineFile + `|id = "since-niamey"`},
	{name: "a record named beside the clause that names it", rule: "step-whole", edits: one(outlineFile, `also = ["r-010"]`, `also = ["r-010", "r-011"]`), where: outlineFile + `|id = "transition-parties"`},
	{name: "claim carried by no step", rule: "coverage", edits: one(outlineFile, `also = ["r-010"]`, ``), where: claimsFile + `|id = "r-010"`},
	{name: "row without a source", rule: "graphic-whole", edits: one("charts/data/tolls-events.csv", "2022-03-31,moura-2022", "2022-03-31,")},
	{name: "row with an unknown record", rule: "graphic-whole", edits: one("charts/data/deaths.csv", ",gti-bf-2021", ",gti-bf-20211")},
	{name: "a row's number", rule: "rows-in-records", edits: one("charts/data/corps.csv", "ml-2025-12,ML,2025-12,2000", "ml-2025-12,ML,2025-12,9000")},
	{name: "a row's amount, to the tenth", rule: "rows-in-records", edits: one("charts/data/output.csv", "au-ml-2019,gold,ML,2019,65.1", "au-ml-2019,gold,ML,2019,15.1")},
	{name: "a row's date", rule: "rows-in-records", edits: one("charts/data/transition.csv", "2025-05-13", "2025-05-31")},
	{name: "a row's country", rule: "rows-in-records", edits: one("charts/data/deaths.csv", "ne-2021,NE,", "ne-2021,BF,")},
	{name: "a row's bound", rule: "rows-in-records", edits: one("charts/data/tolls.csv", "46,,least", "46,,exact")},
	{name: "a place's hedge", rule: "rows-in-records", edits: one("charts/data/map-places.csv", "russia,base,russian_use,LY,2025-01,route-libya-sarra", "russia,base,confirmed,LY,2025-01,route-libya-sarra")},
	{name: "a place moved", rule: "rows-in-records", edits: one("charts/data/map-places.csv", "15.23,-9.59", "15.23,-6.59")},
	{name: "a new row without a record's word", rule: "rows-in-records", edits: one("charts/data/output.csv", "au-bf-2016,gold", "au-ml-2026,gold,ML,2026,40,,,provisional,,au-ml-2024r-2025\nau-bf-2016,gold"), where: "charts/data/output.csv|au-ml-2026"},
	{name: "a row taken out", rule: "rows-in-records", edits: one("charts/data/tolls.csv", "bamako-security,bamako,77,,exact,other,bamako-2024\n", ""), where: "charts/data/tolls.csv|"},
	{name: "Boulkessi in Burkina Faso", rule: "place-in-country", edits: one("charts/data/map-places.csv", "14.81,-1.19", "14.63,-1.24")},
	{name: "searched until another day than the story says", rule: "records-agree", edits: one(recordsFile, `searched-until = "2026-11-23"`, `searched-until = "2026-11-24"`), where: recordsFile + "|id = \"search-2026\""},
	{name: "a record's value alone", rule: "records-agree", edits: one(recordsFile, "value = 1532", "value = 1523"), where: recordsFile + "|id = \"gti-bf-2024\""},
	{name: "a record's unit", rule: "rows-in-records", where: "charts/data/output.csv|au-bf-2020",
		edits: one(recordsFile, "artisanal (EITI)\"\nunit = \"tonnes\"", "artisanal (EITI)\"\nunit = \"kilograms\"")},
	// Typography.
	{name: "Latin comma, ar", rule: "well-set", edits: one("ar step.opening-mali.body", "،", ",")},
	{name: "Latin question mark, ar", rule: "well-set", edits: one("ar step.since-unknown.title", "؟", "?")},
	{name: "Latin semicolon, ar", rule: "well-set", edits: one("ar step.transition-parties.body", "؛", ";")},
	{name: "straight quotes, ar", rule: "well-set", edits: []edit{{"ar step.groups-tactics.body", "«", "\\\""}, {"ar step.groups-tactics.body", "»", "\\\""}}},
	{name: "Arabic-Indic digits", rule: "well-set", edits: one("ar step.opening-mali.title", "2025", "٢٠٢٥")},
	{name: "tatweel", rule: "well-set", edits: one("ar step.opening-mali.title", "فاغنر", "فاغـنر")},
	{name: "space before a comma, ar", rule: "well-set", edits: one("ar step.opening-mali.body", "،", " ،")},
	{name: "breaking space before ;", rule: "well-set", edits: one("fr step.opening-turn.body", "\u202f;", " ;")},
	{name: "no space before :", rule: "well-set", edits: one("fr step.opening-mali.title", "\u00a0:", ":")},
	{name: "breaking space before %", rule: "well-set", edits: one("fr step.partnership-refinery.body", "62\u202f%", "62 %")},
	{name: "breaking space after «", rule: "well-set", edits: one("fr step.opening-record.body", "«\u00a0", "« ")},
	{name: "straight apostrophe, fr", rule: "well-set", edits: one("fr step.opening-mali.body", "d’une", "d'une")},
	{name: "English quotes, fr", rule: "well-set", edits: []edit{{"fr step.opening-record.body", "«\u00a0", "“"}, {"fr step.opening-record.body", "\u00a0»", "”"}}},
	{name: "breaking space in a number", rule: "well-set", edits: one("fr step.since-corps.body", "2\u202f000", "2 000")},
	{name: "straight apostrophe, en", rule: "well-set", edits: one("en step.opening-record.body", "Wagner’s", "Wagner's")},
	{name: "straight quotes, en", rule: "well-set", edits: []edit{{"en step.opening-record.body", "“foreign military personnel”", `\"foreign military personnel\"`}}},
	{name: "quotation not closed", rule: "well-set", edits: one("en step.opening-record.body", "personnel”", "personnel")},
	{name: "double space", rule: "well-set", edits: one("en step.opening-record.body", "Civilians paid", "Civilians  paid")},
	{name: "space before a comma, en", rule: "well-set", edits: one("en step.opening-record.body", "The Sentry,", "The Sentry ,")},
	{name: "in one plural form", rule: "well-set", edits: one("locales/messages/ui.ar.toml", "few = \"{{.Count}} مصادر، وناشروها\"", "few = \"{{.Count}} مصادر, وناشروها\"")},
	// Lengths.
	{name: "step too short", rule: "length", edits: one("en step.opening-mali.body", " in Mali over, while the Africa Corps, under the Russian Defence Ministry, was expanding. On 23 June Mali’s transitional president, General Assimi Goita, visited the Kremlin, where a nuclear co-operation agreement was signed.", "")},
	{name: "a graphic's headline is its step's", rule: "headlines", edits: one("en graphics.map.state.drone", "The drone north of the line, Algiers says; the wreck south, says Bamako", "One drone and two rival accounts")},
	{name: "a graphic's headline is its step's, ar", rule: "headlines", edits: one("ar graphics.map.state.april", "مواقع عسكرية في خمس مدن هوجمت", "مقتل وزير الدفاع، والفيلق يترك كيدال")},
	{name: "more than a beat", rule: "beat", edits: one("en step.opening-mali.body", "where a nuclear", "where, as both sides had said for some time, a nuclear")},
	{name: "short story without a chapter", rule: "short", edits: one("locales/outline.toml", "id = \"algeria-accord\"\n  short = true", "id = \"algeria-accord\""), where: "locales/outline.toml|id = \"algeria\""},
	{name: "short story of too many steps", rule: "short", edits: marked("transition-coups", "transition-parties", "groups-tactics", "algeria-border", "corps-exit"), where: "locales/outline.toml|  id = \"opening-mali\""},
	{name: "short story of too many words", rule: "short", edits: one("locales/langs/fr.toml", "short-words = 820", "short-words = 400"), where: "fr short.standfirst"},
	{name: "title too long", rule: "length", edits: one("en step.since-niamey.title", "After an attack", "After an attack in the month of January of the year 2026")},
	{name: "headline too long", rule: "length", edits: one("en graphics.tolls.state.all", "Minimums and claims", "Minimums and claims, each of them made by several parties and sources")},
	// Suppressions.
	{name: "suppression without a reason", rule: "suppression", where: "locales/suppressions.toml|[[suppress]]",
		edits: one("locales/suppressions.toml", "reason = \"What the index itself says it counts: deaths attributed to terrorism.\"", "reason = \"\"")},
	{name: "suppression that nothing needs", rule: "suppression", where: "locales/suppressions.toml|[[suppress]]",
		edits: one("locales/suppressions.toml", "id = \"graphics.deaths.title\"", "id = \"graphics.deaths.titles\"")},
}

var cleanFindings = sync.OnceValue(func() map[Finding]bool {
	out := map[Finding]bool{}
	p, err := clean()
	if err != nil {
		panic(err)
	}
	for _, f := range Run(p) {
		out[f] = true
	}
	return out
})

// TestSeededMistakes makes one mistake at a time in a copy of the real story and wants it found, by its rule, at its place.
func TestSeededMistakes(t *testing.T) {
	if len(seeds) < 40 {
		t.Fatalf("%d seeded mistakes; 40 are wanted", len(seeds))
	}
	for _, group := range together(seeds) {
		fresh, whole := freshFindings(t, group)
		for _, s := range group {
			t.Run(s.name, func(t *testing.T) {
				_, file, line := draft(t, s.edits)
				if s.where != "" {
					file, line = locate(t, s.where)
				}
				if !whole || !s.among(fresh, file, line) {
					s.alone(t, file, line)
				}
			})
		}
	}
}

// locate finds a place: a message, or the first line of a file that holds a text (an empty text: any line).
func locate(t *testing.T, where string) (string, int) {
	t.Helper()
	if file, text, ok := strings.Cut(where, "|"); ok {
		if text == "" {
			return file, 0
		}
		b, err := readFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range strings.Split(b, "\n") {
			if strings.Contains(l, text) {
				return file, i + 1
			}
		}
		// The line is one that the seed makes: the file is enough.
		return file, 0
	}
	tag, id, _ := strings.Cut(where, " ")
	m, ok := real(t).Catalogues[tag].Message(id)
	if !ok {
		t.Fatalf("no message %s", where)
	}
	return m.File, m.Line
}
