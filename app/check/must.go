package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// must is one thing that the clauses on a record have to say: an entry of its field of that name.
//
//	not                 each clause on the record is a negation
//	claimed: r-012      it names whose statement it is, where the clause names r-012 too
//	about: .value       it says about, where the clause holds a slot {value} of the record
//	One > Other         of two that it names, who did it stands before whom it was done to
//	not in fr: alone    French says it with a negation, where the clause names no other record
//	2 not               it is negated twice: neither this nor that
//	3                   it says three, in words or figures, where no slot says it
//	can not in ar       it may be a negation, where the language's own turn has one ("still", "no other than") and the record has none
//
// Behind the colon stands when: a record, a slot, another sense or name, alone, or the beginning of a message's id; "without" one of these;
// several of them with commas between.
type must struct {
	text       string
	want, then string // codes; of "A > B" both
	times      int
	may        bool // it is let pass and not asked for
	tags       []string
	when       func(clauseRead) bool
}

// clauseRead is a clause as the rules about records read it.
type clauseRead struct {
	tag, id string
	m       locales.Message
	c       locales.Clause
	at      []said
}

// mustOf reads the entries of a record. An entry that cannot be read is told by unknown.
func (b *bearings) mustOf(r *facts.Record) (out []must, bad []string) {
	if r.Polarity == "not" {
		out = append(out, must{text: "polarity", want: notCode, times: 1, when: func(clauseRead) bool { return true }})
	}
	for _, text := range r.Must {
		if m, ok := b.readMust(r, text); ok {
			out = append(out, m)
		} else {
			bad = append(bad, text)
		}
	}
	return out, bad
}

func (b *bearings) readMust(r *facts.Record, text string) (must, bool) {
	m := must{text: text, when: func(clauseRead) bool { return true }}
	what, when, ok := strings.Cut(text, ": ")
	if ok {
		if m.when = b.condition(r, when); m.when == nil {
			return m, false
		}
	}
	what, m.may = strings.CutPrefix(what, "can ")
	if said, tags, ok := strings.Cut(what, " in "); ok {
		what, m.tags = said, strings.Fields(tags)
		if slices.ContainsFunc(m.tags, func(t string) bool { return grammarOf(t) == nil }) {
			return m, false
		}
	}
	m.times = 1
	if n, rest, ok := strings.Cut(what, " "); ok && n >= "2" && n <= "9" {
		m.times, what = int(n[0]-'0'), rest
	}
	first, second, pair := strings.Cut(what, " > ")
	m.want = b.codeOf(first)
	if pair {
		m.then = b.codeOf(second)
	}
	return m, m.want != "" && (!pair || m.then != "")
}

// codeOf is the code of a sense, by its id, or of a name, by its form in the language of the records; "" if it is neither.
func (b *bearings) codeOf(what string) string {
	if what == "quoted" {
		return quotedCode
	}
	if n, err := strconv.ParseFloat(what, 64); err == nil && n > 2 {
		return "#" + what // which no slot writes: "three times"
	}
	for _, s := range b.x.Sense {
		if s.ID == what {
			return s.Family + ":" + s.ID
		}
	}
	for _, n := range b.x.Name {
		if n.id() == what {
			return "@" + what
		}
	}
	return ""
}

// condition is when an entry holds, nil if it is nothing that a clause can have.
func (b *bearings) condition(r *facts.Record, when string) func(clauseRead) bool {
	if one, more, ok := strings.Cut(when, ", "); ok {
		f, g := b.condition(r, one), b.condition(r, more)
		if f == nil || g == nil {
			return nil
		}
		return func(x clauseRead) bool { return f(x) && g(x) }
	}
	if rest, ok := strings.CutPrefix(when, "without "); ok {
		f := b.condition(r, rest)
		if f == nil {
			return nil
		}
		return func(x clauseRead) bool { return !f(x) }
	}
	if when == "alone" {
		return func(x clauseRead) bool { return len(x.c.Records) == 1 }
	}
	if field, ok := strings.CutPrefix(when, "."); ok {
		return func(x clauseRead) bool {
			return slices.ContainsFunc(x.m.Slots["other"], func(s locales.Slot) bool {
				return s.Record == r.ID && s.Field == field && s.From >= x.c.From && s.To <= x.c.To
			})
		}
	}
	if _, err := b.d.p.Facts.Record(when); err == nil {
		return func(x clauseRead) bool { return slices.Contains(x.c.Records, when) }
	}
	if code := b.codeOf(when); code != "" {
		return func(x clauseRead) bool { return x.count(code) > 0 }
	}
	if strings.Contains(when, ".") { // the beginning of a message's id: step.corps-libya, graphics.measures
		return func(x clauseRead) bool { return x.id == when || strings.HasPrefix(x.id, when+".") }
	}
	return nil
}

// count is how often a clause says a code.
func (x clauseRead) count(code string) int {
	n := 0
	for _, k := range x.at {
		if k.code == code || code == claimedCode && claims(k.code) {
			n++
		}
	}
	if strings.HasPrefix(code, "#") && n == 0 {
		for _, t := range tokens(x.tag, x.m.Forms["other"][x.c.From:x.c.To]) {
			if t.key() == code[1:] {
				n++
			}
		}
	}
	return n
}

// asks reports whether an entry is about a clause.
func (m must) asks(x clauseRead) bool {
	return (m.tags == nil || slices.Contains(m.tags, x.tag)) && m.when(x)
}

// turned reports whether the second of two names stands before the first. Names of one list ("one, two and three") have no order; where the
// language says by whom a thing was done, that one stands behind and comes first all the same.
func (b *bearings) turned(x clauseRead, first, second string) bool {
	i := slices.IndexFunc(x.at, func(k said) bool { return k.code == first })
	j := slices.IndexFunc(x.at, func(k said) bool { return k.code == second })
	return i >= 0 && j >= 0 && j < i && !b.byWhom(x, i) && !b.listed(x, j, i)
}

// byWhom reports whether a language's word for the one who did it stands before a mark that is not the first: "shot down by".
func (b *bearings) byWhom(x clauseRead, at int) bool {
	words := strings.Fields(strings.ToLower(x.m.Forms["other"][x.c.From:x.at[at].from]))
	for i := len(words) - 1; i >= 0 && i >= len(words)-2; i-- {
		if slices.Contains(grammarOf(x.tag).Agents, words[i]) {
			return true
		}
		if utf8.RuneCountInString(words[i]) > 4 {
			break
		}
	}
	return false
}

// listed reports whether two marks of a clause are names of one list: between its names stand commas and little words, and somewhere an "and".
func (b *bearings) listed(x clauseRead, i, j int) bool {
	and := false
	for k := i; k+1 < len(x.at); k++ {
		joined, said := b.joined(x, k)
		if !joined {
			return and && k >= j
		}
		and = and || said
	}
	return and
}

// joined reports whether a mark and the next are names with nothing but a comma or little words between them, and whether "and" is among these.
func (b *bearings) joined(x clauseRead, k int) (joined, and bool) {
	g := grammarOf(x.tag)
	between := x.m.Forms["other"][x.at[k].to:x.at[k+1].from]
	if !strings.HasPrefix(x.at[k].code, "@") || !strings.HasPrefix(x.at[k+1].code, "@") {
		return false, false
	}
	for w := range strings.FieldsFuncSeq(between, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		w = strings.ToLower(w)
		if slices.Contains(g.ListEnd, w) {
			and = true
		} else if !slices.Contains(g.Listing, w) {
			return false, false
		}
	}
	return and || strings.ContainsAny(between, ",،"), and
}

// mustSay holds a clause to what its records ask of it. An entry of the glossary says what a name is by a part of a record: it need not tell the
// whole record, and has its subject in its name; what is not so, and who did it to whom, it tells as a step does.
func (b *bearings) mustSay(x clauseRead, all []bearing) {
	explains := strings.HasPrefix(x.id, "glossary.")
	text := x.m.Forms["other"][x.c.From:x.c.To]
	negates, near := x.count(notCode), b.beside(x)
	for _, one := range all {
		if !slices.Contains(x.c.Records, one.record.ID) {
			continue // of the records from which one is computed, nothing is told
		}
		asked, let := map[string]int{}, map[string]bool{}
		for _, m := range one.must {
			if !m.asks(x) || explains && m.then == "" && m.want != notCode && !strings.Contains(m.text, "glossary.") {
				continue
			}
			if m.then != "" {
				if b.turned(x, m.want, m.then) {
					b.d.at(x.tag, x.id, Finding{Rule: "roles", Severity: Error,
						What: fmt.Sprintf("%s stands before %s, and %s tells it the other way: “%s”", spoken(m.then), spoken(m.want), one.record.ID,
							opening(text)),
						Why:  "who did it and whom it was done to would change places",
						Mend: "put them back; if the sentence was turned round and says the same, mend “" + m.text + "” under must of " + one.record.ID})
				}
				continue
			}
			if m.may {
				let[m.want] = true
				continue
			}
			before := asked[m.want]
			asked[m.want] = max(before, m.times)
			n := x.count(m.want)
			if m.want == claimedCode { // who speaks is named: “by Reuters’ count” for “according to Reuters”
				n += b.sources(x)
			}
			if n < m.times && near.count(m.want) >= m.times {
				n = m.times
			}
			if n < m.times && n >= before && m.asks(near) { // a condition that the parted rest fulfils is fulfilled
				rule, why := b.lost(m.want)
				b.d.at(x.tag, x.id, Finding{Rule: rule, Severity: Error,
					What: fmt.Sprintf("it does not say %s, and %s must be told so (must: %s): “%s”", spoken(m.want), one.record.ID, m.text,
						opening(text)),
					Why: why, Mend: "say it; if the record is rightly told without, take “" + m.text + "” out of its must"})
			}
		}
		for _, m := range one.must {
			if m.want == notCode && m.asks(near) {
				let[notCode] = true
			}
		}
		if asked[notCode] > 0 || let[notCode] || one.record.Polarity == "denied" {
			negates = 0
		}
	}
	if negates > 0 {
		b.d.at(x.tag, x.id, Finding{Rule: "polarity", Severity: Error,
			What: fmt.Sprintf("it says “not”, and by none of its records it is not so: %s: “%s”", strings.Join(x.c.Records, " "), opening(text)),
			Why:  "a new “not” turns a statement round",
			Mend: "say what the records say; if a record says that it is not so, write “not” under its must, or polarity = \"not\" if each clause on it is a negation"})
	}
}

// claims reports whether a word says that somebody says it: who admits or denies it does.
func claims(code string) bool {
	return code == claimedCode || code == "status:denied" || code == "status:admitted"
}

// Codes that rules name.
const (
	notCode    = "negation:not"
	quotedCode = "quoted:quotation marks"
	// claimedCode is that of words for what somebody says.
	claimedCode = "status:claimed"
)

// beside is a clause with those next to it on the same records: what was one clause and is parted in two says the same.
func (b *bearings) beside(x clauseRead) clauseRead {
	text := x.m.Forms["other"]
	for _, c := range x.m.Clauses["other"] {
		gap := max(c.From-x.c.To, x.c.From-c.To)
		if slices.Equal(c.Records, x.c.Records) && gap >= 0 && gap <= 4 &&
			!strings.ContainsAny(text[min(c.To, x.c.To):max(c.From, x.c.From)], ".?!؟") {
			x.c.From, x.c.To = min(x.c.From, c.From), max(x.c.To, c.To)
		}
	}
	x.at = b.marksIn(x.tag, x.m, x.c)
	return x
}

// sources is how many publications a clause names.
func (b *bearings) sources(x clauseRead) int {
	n := 0
	for _, k := range x.at {
		if b.x.kind(k.code) == "@source" {
			n++
		}
	}
	return n
}

// lost is the rule that a lost code breaks, and why.
func (b *bearings) lost(code string) (rule, why string) {
	if rule, why = b.judged(code); rule != "" && code != notCode {
		if family, _, _ := strings.Cut(code, ":"); family == "modality" {
			return "hedge", why
		}
		return rule, why
	}
	if code[0] == '#' {
		return "numbers-in-records", "a number that no slot fills is held by nothing else"
	}
	switch family, _, _ := strings.Cut(code, ":"); family {
	case "negation":
		return "polarity", b.x.families[family].Why
	case "status", "modality":
		return "hedge", b.x.families[family].Why
	case "quoted":
		return "quoted", "the word is somebody's, and not ours"
	case "order", "bound", "unit":
		return family, b.x.families[family].Why
	default:
		return "sense", b.x.families[family].Why
	}
}
