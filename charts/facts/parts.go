package facts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Bounds are how far a value may bind; empty is exact. Their words stand in the catalogues as slot.bound.NAME.
var Bounds = []string{"exact", "about", "at-least", "at-most", "more-than", "nearly"}

// Polarities say whether a record states that something is so (empty), that it is denied, or that it is not so: did not happen, was not
// found, is not known.
var Polarities = []string{"", "denied", "not"}

// Wheres are the parts of a source by which a place in it is named, and Alone those of which there is one. law is an article of the law
// that the source writes of. Their words stand in the catalogues as evidence.where.NAME.
var (
	Wheres = []string{"page", "paragraph", "section", "article", "law", "table", "minute", "headline", "box"}
	Alone  = []string{"headline", "box"}
)

// WhereIn is where in a source the record stands: a part, and which.
func (r *Record) WhereIn(source string) (part, which string) {
	part, which, _ = strings.Cut(r.Where[source], " ")
	return part, which
}

// stands holds the places that a record names to its sources, and an open question to what was found last.
func (s *Store) stands(r *Record) error {
	for _, id := range slices.Sorted(maps.Keys(r.Where)) {
		part, which := r.WhereIn(id)
		switch {
		case !slices.Contains(r.Sources, id):
			return fmt.Errorf("says where it stands in %q, which is no source of it; mend where", id)
		case !slices.Contains(Wheres, part) || (which == "") != slices.Contains(Alone, part):
			return fmt.Errorf("stands at %q; write one of %s, and which: \"article 65\"", r.Where[id], strings.Join(Wheres, ", "))
		}
	}
	if r.Open == "" {
		return nil
	}
	if _, ok := s.records[r.Open]; !ok {
		return fmt.Errorf("is open, and %q is no record; name what was found last", r.Open)
	}
	if day, _ := r.Figures["searched"].(string); len(day) != 10 {
		return fmt.Errorf("is open and does not say when we last looked; write searched = \"2026-11-23\" under [record.figures]")
	}
	return nil
}

// Strength is what the chain of hands lets a statement rest on, the strongest first.
type Strength string

const (
	Original     Strength = "original"     // read at its publisher's
	Copied       Strength = "copy"         // the same words on another page
	Translated   Strength = "translation"  // by a machine
	SecondHand   Strength = "second-hand"  // a summary, or a page that quotes another
	Encyclopedia Strength = "encyclopedia" // anyone may have written it
	Unknown      Strength = "unknown"      // nobody signs for it
)

// Strengths lists them, the strongest first.
var Strengths = []Strength{Original, Copied, Translated, SecondHand, Encyclopedia, Unknown}

// Strength follows from how a source was read: its weakest hand counts.
func (x Source) Strength() Strength {
	switch {
	case x.Form == "script":
		return Unknown
	case strings.Contains(x.Publisher+" "+x.Via+" "+x.URL, "ikipedia"):
		return Encyclopedia
	case x.Form == "summary" || x.Cites != "":
		return SecondHand
	case x.Form == "machine":
		return Translated
	case x.Form == "copy" || x.Via != "":
		return Copied
	}
	return Original
}

// StrengthOf is that of a record's best source; a computed record has that of its weakest part. A claim of the report that nothing else
// speaks of has none.
func (s *Store) StrengthOf(r *Record) Strength {
	if parts := r.Operands(); len(parts) > 0 {
		worst := 0
		for _, id := range parts {
			if p := s.records[id]; p != nil {
				worst = max(worst, slices.Index(Strengths, s.StrengthOf(p)))
			}
		}
		return Strengths[worst]
	}
	best := -1
	for _, id := range r.Sources {
		if at := slices.Index(Strengths, s.sources[id].Strength()); best < 0 || at < best {
			best = at
		}
	}
	if best < 0 {
		return ""
	}
	return Strengths[best]
}

// Speaker is who says what the record states, and whether that is a side to the matter. Nobody: the record is stated as it is.
func (r *Record) Speaker() (who string, party bool) {
	if r.Says != "" {
		return r.Says, r.Party
	}
	return r.Claimant, r.Party
}

// whole holds the parts of every record: known words, a speaker where one is needed, conflicts that both sides name.
func (s *Store) whole() error {
	for _, r := range s.Records() {
		at := func(format string, args ...any) error {
			return fmt.Errorf("%s:%d: record %q %s", r.File, r.Line, r.ID, fmt.Sprintf(format, args...))
		}
		if err := r.fates(); err != nil {
			return at("%v", err)
		}
		if err := s.stands(r); err != nil {
			return at("%v", err)
		}
		who, _ := r.Speaker()
		switch {
		case r.Bound != "" && !slices.Contains(Bounds, r.Bound):
			return at("has the bound %q; use one of %s", r.Bound, strings.Join(Bounds, ", "))
		case r.Bound != "" && r.Value == nil && r.Low == nil && r.High == nil && r.Amount == nil:
			return at("has a bound and no value; write the value too")
		case !slices.Contains(Polarities, r.Polarity):
			return at("has the polarity %q; leave it out, or write \"denied\" or \"not\"", r.Polarity)
		case r.Party && who == "":
			return at("is said by a party that it does not name; write says")
		}
		for _, id := range r.Conflicts {
			other, ok := s.records[id]
			switch {
			case !ok || id == r.ID:
				return at("conflicts with %q, which is no other record; mend conflicts", id)
			case !slices.Contains(other.Conflicts, r.ID):
				return at("conflicts with %q, which does not say so (%s:%d); add it there", id, other.File, other.Line)
			}
		}
	}
	return nil
}
