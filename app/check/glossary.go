package check

import (
	"regexp"
	"strings"
	"sync"
)

// discouraged is a wording that the house does not use, and what it uses.
type discouraged struct {
	re       *regexp.Regexp
	right    string
	severity string
	// quoted: it may stand inside quotation marks, as somebody's word.
	quoted bool
	why    string
}

const (
	whyName    = "one name has one form in the whole story"
	whyNeutral = "the house voice is neutral; such words are somebody's"
)

// name makes an entry for a misspelt or foreign form of a name; wrong is a regular expression without its bounds.
func name(wrong, right string) discouraged {
	return discouraged{re: regexp.MustCompile(`(?:^|\P{L})(?:` + wrong + `)(?:\P{L}|$)`), right: right, severity: Error, quoted: true, why: whyName}
}

// arabicName is name with Arabic's joined one-letter words and article allowed before it.
func arabicName(wrong, right string) discouraged {
	return name(`[وفبلك]{0,2}(?:ال|ل)?(?:`+wrong+`)`, right)
}

func loaded(words, right string) discouraged {
	return discouraged{re: regexp.MustCompile(`(?i)(?:^|\P{L})(?:` + words + `)(?:\P{L}|$)`), right: right, severity: Error, quoted: true, why: whyNeutral}
}

func stateShare(re string) discouraged {
	return discouraged{re: regexp.MustCompile(re), right: "30% for the State at most, 5% for private nationals", severity: Error, why: "35% is the two together"}
}

var glossaries = map[string][]discouraged{
	"ar": {
		arabicName(`جويتا|غويطا|كويتا`, "غويتا"), arabicName(`فاجنر|فاغنار|واغنر`, "فاغنر"), arabicName(`جاو`, "غاو"),
		arabicName(`فيلق الإفريقي|فيلق أفريقيا`, "الفيلق الأفريقي"), arabicName(`إفريقيا|افريقيا|إفريقي|إفريقية`, "أفريقيا"),
		arabicName(`تراوريه|طراوري`, "تراوري"), arabicName(`تشياني|تيانى`, "تياني"), arabicName(`تينزاواتين|تنزاواتين|تينزاوتين|تين زواتين`, "تين زاوتين"),
		arabicName(`كيدل`, "كيدال"), arabicName(`نوردجولد`, "نوردغولد"), arabicName(`ليبتاكو-جورما|ليبتاكو غورما`, "ليبتاكو-غورما"),
		arabicName(`جبهة المقاومة الوطنية`, "الجبهة الوطنية للمقاومة"), arabicName(`إكواس|الإيكواس`, "إيكواس"),
		loaded(`[وفبلك]{0,2}(?:ال|ل)?(?:جونتا|طغمة(?: العسكرية)?)`, "السلطات الانتقالية"), loaded(`[وفبلك]{0,2}(?:ال|ل)?نظام العسكري`, "السلطات الانتقالية"),
		loaded(`[وفبلك]{0,2}(?:ال|ل)?مرتزقة`, "عناصر شبه عسكرية"), loaded(`[وفبلك]{0,2}(?:ال|ل)?(?:إرهابي\p{L}*|إرهاب)`, "جماعة مسلحة"),
		loaded(`[وفبلك]{0,2}(?:ال|ل)?(?:نهب|ابتزاز)`, "استحواذ أو تحصيل، بحسب القانون"), loaded(`استعادة السيادة`, "رفع حصة الدولة"),
		stateShare(`حصة الدولة (?:هي |تبلغ )?35%|35% (?:للدولة|حصة للدولة)`),
	},
	"fr": {
		name(`Goita|Goïtta|Goyta`, "Goïta"), name(`Traore`, "Traoré"), name(`Keita|Kéita`, "Keïta"), name(`Senou`, "Sénou"), name(`Sevare`, "Sévaré"),
		name(`Tinzaouaten|Tin Zaouatine|Tinzawaten`, "Tinzaouatène"), name(`Ansarul Islam`, "Ansaroul Islam"), name(`Somair`, "Somaïr"),
		name(`Tobruk`, "Tobrouk"), name(`Al-Qaeda|Al-Qaida`, "Al-Qaïda"), name(`JNIM`, "Jnim"), name(`ECOWAS|CEDEAO`, "Cedeao"), name(`MINUSMA`, "Minusma"),
		name(`Corps africain|Corps d’Afrique|corps africain`, "Africa Corps"), name(`Front national de résistance|Front de résistance nationale`, "Front patriotique de résistance"),
		loaded(`juntes?`, "autorités de transition"), loaded(`régimes?`, "autorités"), loaded(`mercenaires?`, "paramilitaires"), loaded(`terroristes?|terrorisme`, "groupe armé"),
		loaded(`pillages?|racket|reconquête souveraine`, "prise de contrôle, redevance, hausse de la part de l’État"),
		stateShare(`35[\x{202f}\x{a0} ]?% (?:à|pour) l’État|part de l’État (?:est de |de )?35`),
	},
	"en": {
		name(`Goïta|Goitta|Goyta`, "Goita"), name(`Traoré`, "Traore"), name(`Keïta`, "Keita"), name(`Sénou`, "Senou"), name(`Sévaré`, "Sevare"),
		name(`Tinzaouatène|Tin Zaouatine|Tinzawaten|Tinzaoutene`, "Tinzaouaten"), name(`Ansaroul Islam|Ansar ul Islam`, "Ansarul Islam"),
		name(`Al-Qaida|al-Qaida|Al-Qaeda in`, "al-Qaeda"), name(`Jnim|GSIM`, "JNIM"), name(`Cedeao|CEDEAO`, "ECOWAS"), name(`Minusma`, "MINUSMA"),
		name(`African Corps|Afrika Korps`, "Africa Corps"), name(`National Resistance Front|National Front of Resistance`, "Patriotic Front of Resistance"),
		loaded(`juntas?`, "transitional authorities"), loaded(`regimes?`, "authorities"), loaded(`mercenar(?:y|ies)`, "paramilitaries"), loaded(`terrorists?|terrorism`, "armed group"),
		loaded(`plunder(?:ed|ing)?|shakedowns?|sovereign reconquest`, "take control, payment, a larger state share"),
		stateShare(`35% (?:state|for the state)|state(?:’s)? share (?:is|of) 35%`),
	},
}

// anyDiscouraged is all of a language's glossary in one expression: most texts match none, and are asked once.
var anyDiscouraged = sync.OnceValue(func() map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for tag, list := range glossaries {
		var all []string
		for _, x := range list {
			all = append(all, x.re.String())
		}
		out[tag] = regexp.MustCompile(strings.Join(all, "|"))
	}
	return out
})

// indexNames are titles in which a discouraged word is part of a name.
var indexNames = regexp.MustCompile(`(?i)Global Terrorism Index|Indice mondial du terrorisme|مؤشر الإرهاب العالمي`)

var quotations = regexp.MustCompile(`«[^»]*»|“[^”]*”`)

// glossary finds names in a form that the story does not use, and words that are a party's own outside quotation marks.
func glossary(d *desk) {
	for _, tag := range tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				for _, hit := range wordings.of(tag, m.Forms[form], discouragedIn) {
					d.at(tag, id, Finding{Rule: "glossary", Severity: hit.severity, What: "“" + hit.words + "” is not the story's wording",
						Why: hit.why, Mend: "write " + hit.right + ", or quote it with its speaker"})
				}
			}
		}
	}
}

type hit struct {
	discouraged
	words string
}

var wordings memo[[]hit]

func discouragedIn(tag, s string) []hit {
	if !anyDiscouraged()[tag].MatchString(s) {
		return nil
	}
	bare := indexNames.ReplaceAllString(s, "")
	unquoted := quotations.ReplaceAllString(bare, "«»")
	var out []hit
	for _, x := range glossaries[tag] {
		in := bare
		if x.quoted {
			in = unquoted
		}
		if words := x.re.FindString(in); words != "" {
			out = append(out, hit{x, trimWord(words)})
		}
	}
	return out
}

func trimWord(s string) string {
	return strings.Trim(s, " .,;:!?،؛؟«»“”()’\u00a0\u202f-–")
}
