package locales

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Ledger is where slots find what they show: the records of charts/data, which this package does not read itself.
type Ledger interface {
	// Figure is a field of a record. ok is false if the record has no such field; an error is one of the record itself.
	Figure(record, field string) (f Figure, ok bool, err error)
}

// Figure is what a field of a record says: a number or a date.
type Figure struct {
	Number float64
	Date   string // ISO, of year, month or day precision; empty: a number
	Bound  string // of a number, as records name it: "at-least"; empty: exact
	Unit   string // of a number, as records name it: "people"
}

// Clause is a stretch of a message that states a claim, and the records that carry it. From and To are its place, in bytes, in
// the text as readers have it.
type Clause struct {
	From, To int
	Records  []string
}

// Slot is a figure or date in a message that the ledger filled. Plain ones claim nothing and have no record.
type Slot struct {
	From, To    int
	Record      string
	Field, Form string
	Figure      Figure
}

// Plain reports whether the slot claims nothing: {=12}.
func (s Slot) Plain() bool { return s.Record == "" }

// Bind fills the slots of every message from the ledger. From then on a message's Forms are what readers have; Written is what its
// file has. A slot without its record, field or form is an error that names file, line and mend.
func Bind(all map[string]*Catalogue, l Ledger) error {
	for _, tag := range slices.Sorted(maps.Keys(all)) {
		c := all[tag]
		for _, id := range c.IDs() {
			m := c.messages[id]
			if m.pieces == nil || m.bound {
				continue
			}
			if err := c.bind(m, l); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Catalogue) bind(m Message, l Ledger) error {
	filled, err := c.filled(m, l)
	if err != nil {
		return err
	}
	c.messages[m.ID] = filled
	return c.bundle.AddMessages(language.Make(c.Tag), templateOf(m.ID, filled.Forms))
}

func (c *Catalogue) filled(m Message, l Ledger) (Message, error) {
	filled := m
	filled.bound, filled.Written = true, m.Forms
	filled.Forms, filled.Clauses, filled.Slots, filled.places = map[string]string{}, map[string][]Clause{}, map[string][]Slot{}, map[string][]place{}
	for form, written := range m.Forms {
		pieces, ok := m.pieces[form]
		if !ok {
			filled.Forms[form] = written
			continue
		}
		f := &filler{c: c, ledger: l}
		if err := f.all(pieces); err != nil {
			return m, fmt.Errorf("%s:%d: message %q: %w", m.File, m.Line, m.ID, err)
		}
		filled.Forms[form], filled.Clauses[form], filled.Slots[form], filled.places[form] = f.out.String(), f.clauses, f.slots, f.places
	}
	return filled, nil
}

// Retold is a message as it would be if its file held another text: for drafts and for tools that try edits.
func (c *Catalogue) Retold(id, written string, l Ledger) (Message, error) {
	m := c.messages[id]
	m.Forms = map[string]string{"other": written}
	pieces, err := parseSlots(written)
	if err != nil {
		return m, err
	}
	m.pieces = map[string][]piece{"other": pieces}
	return c.filled(m, l)
}

func templateOf(id string, forms map[string]string) *i18n.Message {
	return &i18n.Message{ID: id, Zero: forms["zero"], One: forms["one"], Two: forms["two"], Few: forms["few"], Many: forms["many"], Other: forms["other"]}
}

// filler writes one text.
type filler struct {
	c       *Catalogue
	ledger  Ledger
	out     strings.Builder
	clauses []Clause
	slots   []Slot
	open    []string // the records of the clause that is open
	from    int
	places  []place
}

func (f *filler) all(pieces []piece) error {
	for _, p := range pieces {
		at := f.out.Len()
		if err := f.piece(p); err != nil {
			return err
		}
		f.places = append(f.places, place{p.kind == words, at, f.out.Len(), p.raw})
	}
	return nil
}

func (f *filler) piece(p piece) error {
	switch p.kind {
	case words:
		f.out.WriteString(p.text)
	case bare:
		from := f.out.Len()
		f.out.WriteString(p.text)
		f.slots = append(f.slots, Slot{From: from, To: f.out.Len()})
	case opens:
		f.open, f.from = p.records, f.out.Len()
		for _, id := range p.records {
			if _, _, err := f.ledger.Figure(id, ""); err != nil {
				return err
			}
		}
	case closes:
		f.clauses = append(f.clauses, Clause{f.from, f.out.Len(), f.open})
		f.open = nil
	case slot:
		return f.slot(p)
	}
	return nil
}

func (f *filler) slot(p piece) error {
	from := f.out.Len()
	ids := f.open
	if p.record != "" {
		ids = []string{p.record}
	}
	for _, id := range ids {
		fig, ok, err := f.ledger.Figure(id, p.field)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		s, err := f.c.Figure(fig, p.form)
		if err != nil {
			return fmt.Errorf("slot {%s}: %w", strings.TrimPrefix(id+"."+p.field+":"+p.form, "."), err)
		}
		f.out.WriteString(s)
		f.slots = append(f.slots, Slot{From: from, To: f.out.Len(), Record: id, Field: p.field, Form: p.form, Figure: fig})
		return nil
	}
	return fmt.Errorf("no record of %s has the field %q that a slot asks for; name it under [record.figures], or cite the record that has it", strings.Join(ids, " "), p.field)
}

// scales divide a number for the word that stands behind it.
var scales = map[string]float64{"thousand": 1e3, "million": 1e6, "billion": 1e9}

// Figure writes a number or date of the ledger in the language, in one of the forms that README.md lists. A form with a capital
// ("Month", "Words") begins with one, for the head of a sentence.
func (c *Catalogue) Figure(f Figure, form string) (string, error) {
	lower := strings.ToLower(form)
	write := c.numberForm
	if f.Date != "" {
		write = c.dateForm
	}
	s, err := write(f, lower)
	if err == nil && lower != form {
		r, n := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(r)) + s[n:]
	}
	return s, err
}

func (c *Catalogue) numberForm(f Figure, form string) (string, error) {
	plain := c.Number(f.Number, 6)
	switch {
	case form == "":
		return plain, nil
	case form == "bare":
		return strings.ReplaceAll(plain, c.Format.Group, ""), nil
	case form == "percent":
		return c.Percent(f.Number, 6), nil
	case scales[form] > 0:
		return c.Number(f.Number/scales[form], 6), nil
	case form == "compact":
		return c.compact(f.Number)
	case form == "bound" && (f.Bound == "" || f.Bound == "exact"):
		return plain, nil
	case form == "bound":
		return c.phrase("slot.bound."+f.Bound, "X", plain)
	case form == "unit":
		id := "slot.unit." + f.Unit
		if !c.Has(id) {
			return "", fmt.Errorf("the unit %q has no words in %s; write %q in the catalogues slot.*.toml", f.Unit, c.Tag, id)
		}
		return c.N(id, int(f.Number), "X", plain), nil
	case strings.HasPrefix(form, "words"):
		return c.phrase("slot." + form + "." + strings.ReplaceAll(plain, c.Format.Group, ""))
	}
	return "", fmt.Errorf("a number has no form %q; locales/README.md lists the forms", form)
}

// compact writes a number of a million and more with the word for its scale ("1.27 billion"), in the plural that the language gives to what
// stands before the word: French has "1,27 milliard" and "2,3 milliards". Three digits are kept; a record that is to say no more rounds itself.
func (c *Catalogue) compact(v float64) (string, error) {
	scale := "million"
	if math.Abs(v) >= scales["billion"] {
		scale = "billion"
	}
	if math.Abs(v) < scales["million"] {
		return c.Number(v, 6), nil
	}
	v /= scales[scale]
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	x := c.Number(v, digits)
	id := "slot.compact." + scale
	if !c.Has(id) {
		return "", fmt.Errorf("no words for it in %s; write %q in the catalogues slot.*.toml", c.Tag, id)
	}
	count := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(count, ".") {
		count = strings.TrimRight(strings.TrimRight(count, "0"), ".")
	}
	return c.localize(id, count, []any{"X", x}), nil
}

func (c *Catalogue) dateForm(f Figure, form string) (string, error) {
	iso := f.Date
	_, m, d, err := ParseDate(iso)
	if err != nil {
		return "", err
	}
	if (form == "day" || form == "d") && d == 0 || (form == "month" || form == "m") && m == 0 {
		return "", fmt.Errorf("the date %s is not known so precisely; use another form, or mend the record", iso)
	}
	switch form {
	case "":
		if d > 0 {
			return c.phrase("slot.date", "Day", c.dayOf(d), "Month", c.Month(m), "Year", iso[:4])
		}
		return c.Date(iso)
	case "year":
		return c.Date(iso[:4])
	case "month":
		return c.Date(iso[:7])
	case "m":
		return c.Month(m), nil
	case "d":
		return c.dayOf(d), nil
	case "day":
		return c.phrase("slot.day", "Day", c.dayOf(d), "Month", c.Month(m))
	}
	return "", fmt.Errorf("a date has no form %q; use day, month, year, d or m", form)
}

// phrase is a message of the slots' own catalogue.
func (c *Catalogue) phrase(id string, args ...any) (string, error) {
	if !c.Has(id) {
		return "", fmt.Errorf("no words for it in %s; write %q in the catalogues slot.*.toml", c.Tag, id)
	}
	return c.T(id, args...), nil
}
