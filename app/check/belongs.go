package check

import (
	"fmt"
	"regexp"
	"strings"

	"sahel-explainer/charts/facts"
)

// hedgesBelong finds sentences that state a number or date which only records in need of a hedge bear out, and do not say
// themselves whose it is. One attribution somewhere in the step does not do: it may belong to another claim.
//
// An attribution reaches as far as its sentence, and into the next where that one goes on with it ("It counts …", «ويضيف»); what
// sets a record against its contradiction reaches into the next in any case.
func hedgesBelong(d *desk) {
	for _, st := range d.p.Outline.Steps() {
		var settled, unsettled []*facts.Record
		for _, r := range d.cited(st) {
			switch hedgeOf(r) {
			case "claimed", "forecast", "unchecked", "weak", "conflict", "assessment":
				unsettled = append(unsettled, r)
			default:
				settled = append(settled, r)
			}
		}
		if len(unsettled) == 0 {
			continue
		}
		firm := knownBy(settled)
		for _, tag := range tags() {
			for _, id := range d.wordsOf(st) {
				d.hedgesIn(tag, id, unsettled, firm)
			}
		}
	}
}

// hedgesIn is hedgesBelong for one message.
func (d *desk) hedgesIn(tag, id string, unsettled []*facts.Record, firm known) {
	before := ""
	for _, sentence := range sentences(d.text(tag, id)) {
		told := map[string]bool{}
		for _, t := range tokens(tag, sentence) {
			if t.spelled && !t.unit || firm.holds(t) || told[t.key()] {
				continue
			}
			r := bearer(unsettled, t)
			if r == nil || saysWhose(tag, sentence, r) || goOn[tag].MatchString(sentence) && saysWhose(tag, before, r) || hedgeOf(r) == "conflict" && contrasts[tag].MatchString(before) {
				continue
			}
			told[t.key()] = true
			d.at(tag, id, Finding{Rule: "hedge-belongs", Severity: hedgeWeight(r), What: fmt.Sprintf("“%s” rests on %s (%s) alone, and its sentence does not say whose it is: “%s”", t.text, r.ID, hedgeOf(r), opening(sentence)),
				Why: "the attribution of another sentence does not cover it", Mend: "attribute it in that sentence: according to …, the report says …, … claims"})
		}
		before = sentence
	}
}

// bearer is the first record that holds a number or date. Of a weak record only the numbers are in doubt.
func bearer(records []*facts.Record, t token) *facts.Record {
	for _, r := range records {
		if hedgeOf(r) == "weak" && t.kind != "number" {
			continue
		}
		if k := knownBy([]*facts.Record{r}); k.holds(t) {
			return r
		}
	}
	return nil
}

// hedgeWeight is Error for what somebody says or nobody has found, Warning for a judgement that public sources bear out.
func hedgeWeight(r *facts.Record) string {
	if hedgeOf(r) == "assessment" && r.Check == "confirmed" {
		return Warning
	}
	return Error
}

// saysWhose reports whether a sentence says itself whose a record is; where sources contradict it, saying so does.
func saysWhose(tag, sentence string, r *facts.Record) bool {
	if attributions[tag].MatchString(sentence) || voices[tag].MatchString(sentence) {
		return true
	}
	return hedgeOf(r) == "conflict" && contrasts[tag].MatchString(sentence)
}

// voices are further words that attribute what their sentence says: sources by name, and verbs and nouns that are too common to
// answer for a whole step.
var voices = map[string]*regexp.Regexp{
	"ar": regexp.MustCompile(`رويترز|أسوشيتد برس|وكالة الصحافة الفرنسية|إذاعة فرنسا الدولية|لوموند|نيويورك تايمز|ذا سنتري|ويكيبيديا|أكليد|فرونتليجنس|قدمت|ما قرأناه|الثابت علنا|محللون|المصادر`),
	"fr": regexp.MustCompile(`(?i)Reuters|\bAP\b|Associated Press|AFP|RFI|Le Monde|New York Times|The Sentry|Wikipédia|ACLED|Frontelligence|présenté|sources|établi\b|analystes|jugeait|reconna|publi(?:e|ait|é)\b`),
	"en": regexp.MustCompile(`(?i)Reuters|\bAP\b|Associated Press|AFP|RFI|Le Monde|New York Times|The Sentry|Wikipedia|ACLED|Frontelligence|presented|sources|on record|analysts|admitted|published`),
}

// goOn begins a sentence that goes on with the one before.
var goOn = map[string]*regexp.Regexp{
	"ar": regexp.MustCompile(`^(?:وي|وت|وه|كما |وأ|ف)`),
	"fr": regexp.MustCompile(`^(?:Il|Elle|Ils|Elles|Celui|Celle|Ceux|S[’e]|Y)\b`),
	"en": regexp.MustCompile(`^(?:It|He|She|They|These|Those|That|This)\b`),
}

var sentenceEnd = regexp.MustCompile(`[.?!؟…](?:[»”’\x{a0}\x{202f}]*)\s+`)

// shortened ends what a stop of a shortened word ends: "20 Dec. 2025".
var shortened = regexp.MustCompile(`\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec|janv|févr?|juil|sept|oct|nov|déc|Gen|Col|Mr|Dr)\.\s+$`)

// sentences parts a text after its stops. A stop inside a number or a name ("U.N.") has no space behind it.
func sentences(s string) []string {
	var out []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(s, -1) {
		if shortened.MatchString(s[:at[1]]) {
			continue
		}
		out = append(out, strings.TrimSpace(s[from:at[1]]))
		from = at[1]
	}
	if rest := strings.TrimSpace(s[from:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

// opening is as much of a sentence as one needs to find it.
func opening(s string) string {
	words := strings.Fields(s)
	if len(words) <= 8 {
		return s
	}
	return strings.Join(words[:8], " ") + "…"
}
