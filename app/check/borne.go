package check

import (
	"fmt"
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// borne compares each clause with the records that it names, in each language by itself: what it says must be said by one of them, and
// what they need said must be said. It knows nothing of what was signed.
func borne(d *desk) {
	x := d.lexicon()
	if x.err != nil || !slices.Contains(d.tags(), idTag) {
		return // told by wordsKnown; or a story without the language in which records are written
	}
	b := &bearings{d: d, x: x, of: map[string]bearing{}}
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, c := range m.Clauses["other"] {
				b.clause(tag, id, m, c)
			}
		}
	}
	b.listsAgree()
	b.unknown()
}

// bearing is what a record bears out: senses and names by their codes, numbers and dates.
type bearing struct {
	record *facts.Record
	codes  map[string]bool
	known  known
	must   []must
}

type bearings struct {
	d  *desk
	x  *lexicon
	of map[string]bearing
}

// record is what one record bears, by its own words, which are English, its fields, and its sources.
func (b *bearings) record(id string) (bearing, bool) {
	if out, ok := b.of[id]; ok {
		return out, true
	}
	r, err := b.d.p.Facts.Record(id)
	if err != nil {
		return bearing{}, false
	}
	out := bearing{record: r, codes: map[string]bool{}, known: knownBy([]*facts.Record{r})}
	for _, m := range b.x.marks(idTag, b.d.own(r)) {
		out.codes[m.code] = true
	}
	for _, s := range b.x.Sense {
		if slices.Contains(r.Bears, s.ID) {
			out.codes[s.Family+":"+s.ID] = true
		}
	}
	out.must, _ = b.mustOf(r)
	b.of[id] = out
	return out, true
}

// own are the words of a record and of what it rests on.
func (d *desk) own(r *facts.Record) string {
	words := []string{r.About, r.Note, r.Metric, r.Text, r.Caveat, r.Unit, r.AmountUnit, r.Action, r.Company, r.Mineral, strings.ReplaceAll(r.Bound, "-", " ")}
	words = append(append(words, r.Names...), r.Says, r.Claimant)
	for _, src := range r.Sources {
		s, _ := d.p.Facts.Source(src)
		words = append(words, s.Publisher, s.Via, s.Cites)
		if s.Lang == idTag {
			words = append(words, s.Title)
		}
	}
	for _, file := range sortedKeys(r.Rows) {
		for _, row := range sortedKeys(r.Rows[file]) {
			words = append(words, strings.ReplaceAll(fmt.Sprint(r.Rows[file][row]["bound"]), "least", "at least"))
		}
	}
	return strings.Join(words, " . ")
}

// warm reads all that borne will ask for, while other rules wait for drawings: reading is most of its work.
func (d *desk) warm() {
	x := d.lexicon()
	if x.err != nil || !slices.Contains(d.tags(), idTag) {
		return
	}
	records := d.p.Facts.Records()
	tags := d.tags()
	go func() {
		for _, tag := range tags {
			for _, id := range d.p.Catalogues[tag].IDs() {
				if m, _ := d.p.Catalogues[tag].Message(id); len(m.Clauses["other"]) > 0 {
					x.marks(tag, m.Forms["other"])
				}
			}
		}
		for _, r := range records {
			x.marks(idTag, d.own(r))
		}
	}()
}

// clause holds one clause to its records.
func (b *bearings) clause(tag, id string, m locales.Message, c locales.Clause) {
	var all []bearing
	var ids []string
	for _, r := range c.Records {
		rests := append([]string{r}, b.parts(r)...)
		for i, part := range rests {
			if one, ok := b.record(part); ok {
				all = append(all, one)
				if i == 0 {
					ids = append(ids, part)
				}
			}
		}
	}
	text := m.Forms["other"][c.From:c.To]
	at := b.marksIn(tag, m, c)
	told := map[string]bool{}
	for _, k := range at {
		rule, why := b.judged(k.code)
		if rule == "" || told[k.code] || slices.ContainsFunc(all, func(x bearing) bool { return x.codes[k.code] }) {
			continue
		}
		told[k.code] = true
		b.d.at(tag, id, Finding{Rule: rule, Severity: Error, What: fmt.Sprintf("“%s” (%s), and no record of its clause bears it: %s: “%s”", k.word, spoken(k.code), strings.Join(ids, " "), opening(text)),
			Why: why, Mend: "say what the records say; if a source of one bears it, name the sense under bears, or the name under names, of that record"})
	}
	b.slots(tag, id, m, c, all)
	b.needs(tag, id, m, c, all)
	b.sides(tag, id, m, c, all)
	b.mustSay(clauseRead{tag, id, m, c, at}, all)
}

// parts are the records from which one is computed.
func (b *bearings) parts(id string) []string {
	r, err := b.d.p.Facts.Record(id)
	if err != nil {
		return nil
	}
	return r.Operands()
}

// said is a mark and its words.
type said struct {
	code, word string
	from, to   int
}

// marksIn are the marks of a message that stand in a clause. They are read in the whole text, in which a word of two stands whole.
func (b *bearings) marksIn(tag string, m locales.Message, c locales.Clause) []said {
	text := m.Forms["other"]
	var out []said
	for _, k := range b.x.marks(tag, text) {
		if k.from >= c.From && k.to <= c.To {
			out = append(out, said{k.code, text[k.from:k.to], k.from, k.to})
		}
	}
	return out
}

// judged is the rule that holds a code, and why; none for what is free, for numbers, which slots hold, and for quotation marks.
func (b *bearings) judged(code string) (rule, why string) {
	if strings.HasPrefix(code, "@") {
		return "names-in-records", "a clause may name only whom its records name"
	}
	family, id, ok := strings.Cut(code, ":")
	if !ok || strings.HasPrefix(code, "#") {
		return "", ""
	}
	i := slices.IndexFunc(b.x.Sense, func(s sense) bool { return s.Family == family && s.ID == id })
	if i < 0 || b.x.Sense[i].Free {
		return "", ""
	}
	rule = "sense"
	switch family {
	case "negation":
		return "", "" // held both ways by mustSay
	case "unit", "scale":
		rule = "unit"
	case "bound", "order", "status":
		rule = family
	}
	return rule, b.x.families[family].Why
}

// unknown finds senses that a record bears and no language has words for, and what its clauses must say that nobody can read.
func (b *bearings) unknown() {
	for _, r := range b.d.p.Facts.Records() {
		_, bad := b.mustOf(r)
		for _, text := range bad {
			b.d.add(Finding{File: r.File, Line: r.Line, Rule: "sense", ID: r.ID, Severity: Error, What: fmt.Sprintf("its clauses must say %q, which is nothing that can be said", text),
				Why: "nothing is held by it", Mend: "write an id of " + SensesFile + ", a name of " + NamesFile + ", or two names with “ > ”; behind “: ” a record, .slot, sense, name or “alone”"})
		}
		for _, id := range r.Bears {
			if !slices.ContainsFunc(b.x.Sense, func(s sense) bool { return s.ID == id }) {
				b.d.add(Finding{File: r.File, Line: r.Line, Rule: "sense", ID: r.ID, Severity: Error, What: fmt.Sprintf("it bears %q, which is no sense", id),
					Why: "nothing is held by it", Mend: "write an id of " + SensesFile})
			}
		}
	}
}
