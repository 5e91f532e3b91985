package facts

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

// Words reads the catalogues and the ledger of a project, and fills the slots of the one from the other. known, if it is not nil,
// is taken instead of reading the ledger again.
func Words(fsys fs.FS, known *Store) (map[string]*locales.Catalogue, *Store, error) {
	return words(fsys, known, locales.Load)
}

// WordsUnderWay is Words for the desk, which shows a language that is being written: what it lacks is lent by another.
func WordsUnderWay(fsys fs.FS, known *Store) (map[string]*locales.Catalogue, *Store, error) {
	return words(fsys, known, locales.LoadUnderWay)
}

func words(fsys fs.FS, known *Store, load func(fs.FS) (map[string]*locales.Catalogue, error)) (map[string]*locales.Catalogue, *Store, error) {
	all, err := load(fsys)
	if err != nil {
		return nil, nil, err
	}
	if known == nil {
		if known, err = Load(fsys); err != nil {
			return nil, nil, err
		}
	}
	return all, known, locales.Bind(all, known)
}

// Figure is what a slot of a catalogue shows: a field of a record by its own name, or one that the record names under
// [record.figures]. It implements locales.Ledger; with no field it says only whether the record is there.
func (s *Store) Figure(id, field string) (locales.Figure, bool, error) {
	r, err := s.Record(id)
	if err != nil {
		return locales.Figure{}, false, err
	}
	if v, ok := r.Figures[field]; ok {
		f, err := figureOf(v)
		return f, true, err
	}
	for name, v := range map[string]*float64{"value": r.Value, "low": r.Low, "high": r.High, "amount": r.Amount} {
		if name == field && v != nil {
			unit := r.Unit
			if name == "amount" {
				unit = r.AmountUnit
			}
			return locales.Figure{Number: *v, Bound: r.Bound, Unit: unit}, true, nil
		}
	}
	if v, ok := r.Values[field]; ok {
		return locales.Figure{Number: v, Unit: r.Unit}, true, nil
	}
	if d := r.dated()[field]; d != "" {
		return locales.Figure{Date: d}, true, nil
	}
	return locales.Figure{}, false, nil
}

// dated are the dates that a record has by its own fields: date (of the event, or the whole period), from and until.
func (r *Record) dated() map[string]string {
	out := map[string]string{}
	span := datesIn(r.Period)
	switch {
	case r.Date != "":
		out["date"] = r.Date
	case len(span) == 1 && span[0] == r.Period:
		out["date"] = r.Period
	}
	switch {
	case len(span) == 2:
		out["from"], out["until"] = span[0], span[1]
	case len(span) == 1 && strings.HasPrefix(r.Period, "since "):
		out["from"] = span[0]
	}
	return out
}

// Fields lists what a record offers to slots, in order.
func (s *Store) Fields(id string) []string {
	r, err := s.Record(id)
	if err != nil {
		return nil
	}
	out := slices.Sorted(maps.Keys(r.Figures))
	for name, v := range map[string]*float64{"value": r.Value, "low": r.Low, "high": r.High, "amount": r.Amount} {
		if v != nil {
			out = append(out, name)
		}
	}
	out = append(out, slices.Collect(maps.Keys(r.Values))...)
	out = append(out, slices.Collect(maps.Keys(r.dated()))...)
	slices.Sort(out)
	return slices.Compact(out)
}

func figureOf(v any) (locales.Figure, error) {
	switch v := v.(type) {
	case int64:
		return locales.Figure{Number: float64(v)}, nil
	case float64:
		return locales.Figure{Number: v}, nil
	case string:
		_, _, _, err := locales.ParseDate(v)
		return locales.Figure{Date: v}, err
	}
	return locales.Figure{}, fmt.Errorf("a figure is a number or a date between quotes, not %v", v)
}

// gather adds what a record states by field or by name to what words may use on its strength, so that no figure is written twice.
func (r *Record) gather() error {
	number := func(v float64) {
		if !slices.Contains(r.Numbers, v) {
			r.Numbers = append(r.Numbers, v)
		}
	}
	when := func(d string) {
		if !slices.Contains(r.Dates, d) {
			r.Dates = append(r.Dates, d)
		}
	}
	if r.Numbers == nil { // where they are written as well, a slip in one of the two shows: see Contradictions
		for _, v := range []*float64{r.Value, r.Low, r.High, r.Amount} {
			if v != nil {
				number(*v)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(r.Values)) {
			number(r.Values[name])
		}
	}
	if r.Dates == nil {
		for _, d := range append(datesIn(r.Period), datesIn(r.Date)...) {
			when(d)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Figures)) {
		f, err := figureOf(r.Figures[name])
		if err != nil {
			return fmt.Errorf("record %q: figures.%s: %w", r.ID, name, err)
		}
		if f.Date != "" {
			when(f.Date)
		} else {
			number(f.Number)
		}
	}
	return nil
}
