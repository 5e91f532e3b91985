package facts

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Fault is one place in the data that contradicts the ledger or cannot be read.
type Fault struct {
	File string
	Line int
	ID   string // the row or record
	What string // what is wrong, with both values
	Mend string
}

// Rows holds every row of every data file against the record that it cites, column by column as columns.toml declares them.
func (s *Store) Rows(fsys fs.FS) []Fault {
	files, err := fs.Glob(fsys, Dir+"/*.csv")
	if err != nil {
		return []Fault{{File: Dir, What: err.Error(), Mend: "mend the folder"}}
	}
	var out []Fault
	for _, file := range files {
		out = append(out, s.rowsOf(fsys, path.Base(file))...)
	}
	return out
}

func (s *Store) rowsOf(fsys fs.FS, name string) []Fault {
	t, err := ParseCSV(fsys, name)
	if err != nil {
		return []Fault{faultAt(Dir+"/"+name, err)}
	}
	return append(s.hold(t), s.lost(t)...)
}

// lost are the rows that a record speaks of and the file lacks: taken out, or given another id.
func (s *Store) lost(t *Table) []Fault {
	kinds, _ := ColumnsOf(t.File)
	have := map[string]bool{}
	for _, row := range t.Rows {
		have[kinds.Name(row)] = true
	}
	var out []Fault
	for _, r := range s.Records() {
		for _, key := range slices.Sorted(maps.Keys(r.Rows[stem(path.Base(t.File))])) {
			if !have[key] {
				out = append(out, Fault{File: t.File, Line: 1, ID: key, What: fmt.Sprintf("row %q, of which record %s (%s:%d) speaks, is not there", key, r.ID, r.File, r.Line),
					Mend: "put it back, or take it out of the record's rows too"})
			}
		}
	}
	return out
}

// hold holds the rows of one file against their records.
func (s *Store) hold(t *Table) []Fault {
	name := path.Base(t.File)
	kinds, ok := ColumnsOf(name)
	if !ok {
		return []Fault{{File: t.File, Line: 1, What: "nothing is known of this file's columns", Mend: "name it bars-ID.csv, or declare its columns in charts/facts/columns.toml"}}
	}
	var out []Fault
	for _, h := range t.Head {
		if kinds.Columns[h] == "" && h != "record" && !slices.Contains(kinds.Key, h) {
			out = append(out, Fault{File: t.File, Line: 1, ID: h, What: fmt.Sprintf("column %q: nothing says what it means", h), Mend: "rename it, or declare it in charts/facts/columns.toml"})
		}
	}
	seen := map[string]int{}
	for _, row := range t.Rows {
		id := kinds.Name(row)
		at := func(what, mend string) {
			out = append(out, Fault{File: row.File, Line: row.Line, ID: id, What: what, Mend: mend})
		}
		if err := s.cites(row); err != nil {
			out = append(out, faultAt(t.File, err))
			continue
		}
		if first := seen[id]; first > 0 {
			at(fmt.Sprintf("row %q stands in line %d already", id, first), "keep one, or give this one an id of its own")
		}
		seen[id] = row.Line
		for _, col := range kinds.Facts() {
			if t.Has(col) { // one that is left out is filled from the record
				if what, mend := s.cell(name, kinds, row, col); what != "" {
					at(what, mend)
				}
			}
		}
		out = append(out, s.unitsAndStrength(kinds, row, id)...)
	}
	return out
}

// cell holds one cell against what the records of its row say.
func (s *Store) cell(name string, kinds Columns, row Row, col string) (what, mend string) {
	cell, m := row.Get(col), kinds.Columns[col]
	if err := m.valid(cell); err != nil {
		return fmt.Sprintf("column %q: %s", col, err), "mend the cell"
	}
	want, from := s.states(name, kinds, row, col)
	switch {
	case m.same(cell, want):
		return "", ""
	case from == nil:
		return fmt.Sprintf("column %q is %q, and no record of the row (%s) says so", col, cell, row.Get("record")),
			fmt.Sprintf("empty the cell, cite the record that says so, or state it in the record: [record.rows.%s]", stem(name))
	}
	return fmt.Sprintf("column %q is %q, record %s (%s:%d) says %q", col, cell, from.ID, from.File, from.Line, want),
		"write what the record says; if the record is wrong, mend it at its source first"
}

// unitsAndStrength holds the records of a row's numbers against the file's units, and keeps weak records out of pictures.
func (s *Store) unitsAndStrength(kinds Columns, row Row, id string) []Fault {
	var out []Fault
	for _, rid := range row.Records() {
		if r, err := s.Record(rid); err == nil && r.Weak && len(kinds.Facts()) > 0 {
			out = append(out, Fault{File: row.File, Line: row.Line, ID: id, What: fmt.Sprintf("record %s is weak, and weak records are never drawn", rid), Mend: "cite another, or leave the row out"})
		}
	}
	if len(kinds.Units) == 0 {
		return out
	}
	for _, col := range kinds.Facts() {
		if m := kinds.Columns[col]; m != Value && m != Low && m != High {
			continue
		}
		want, from := s.states(path.Base(row.File), kinds, row, col)
		if want == "" || from == nil || slices.Contains(kinds.Units, from.Unit) {
			continue
		}
		out = append(out, Fault{File: row.File, Line: row.Line, ID: id, What: fmt.Sprintf("column %q is drawn in %s, record %s (%s:%d) is in %q", col, strings.Join(kinds.Units, " or "), from.ID, from.File, from.Line, from.Unit),
			Mend: "cite a record in that unit"})
		break
	}
	return out
}

func stem(name string) string { return strings.TrimSuffix(name, ".csv") }

// states is what the records of a row say for one column, and which of them says it: what a record states for the row by name,
// or else the first of its records whose own fields say it.
func (s *Store) states(name string, kinds Columns, row Row, col string) (string, *Record) {
	key := kinds.Name(row)
	var records []*Record
	for _, id := range row.Records() {
		if r, err := s.Record(id); err == nil {
			records = append(records, r)
		}
	}
	for _, r := range records {
		if v, ok := r.Rows[stem(name)][key][col]; ok {
			return cellOf(v), r
		}
	}
	for _, r := range records {
		v := r.field(kinds, kinds.Columns[col], func() string {
			if m := kinds.Columns[col]; m == Date || m == Year {
				return row.Get(col)
			}
			return s.dateOf(name, kinds, row)
		})
		if class, ok := kinds.Classes[col]; ok {
			v = class.Is[r.field(kinds, class.Of, nil)]
		}
		if v != "" {
			return v, r
		}
	}
	return "", nil
}

// dateOf is the date of a row, as its file says it or as its records do.
func (s *Store) dateOf(name string, kinds Columns, row Row) string {
	for _, col := range kinds.Facts() {
		if m := kinds.Columns[col]; m != Date && m != Year {
			continue
		}
		if _, stands := row.Cells[col]; stands {
			return row.Get(col)
		}
		v, _ := s.states(name, kinds, row, col)
		return v
	}
	return ""
}

// field is what a record's own fields say for a meaning; date gives the row's date, by which yearly records are read.
func (r *Record) field(kinds Columns, m Meaning, date func() string) string {
	first, last, _ := strings.Cut(r.Period, "/")
	switch m {
	case Value:
		if len(r.Values) > 0 {
			if v, ok := r.Values[date()]; ok {
				return cellOf(v)
			}
			return ""
		}
		if r.Value == nil && r.Low == nil && r.High == nil && len(r.Numbers) == 1 {
			return cellOf(r.Numbers[0])
		}
		return cellOf(r.Value)
	case Low:
		if r.Low == nil && !kinds.has(Value) {
			return cellOf(r.Value)
		}
		return cellOf(r.Low)
	case High:
		return cellOf(r.High)
	case Date:
		// A yearly record has no date of its own: the row's is right if the record has a value for it.
		if at := date(); len(r.Values) > 0 && at != "" {
			if _, ok := r.Values[at]; ok {
				return at
			}
		}
		if r.Period == "" {
			return r.Date
		}
		if in := datesIn(first); len(in) > 0 {
			return in[0]
		}
		return first
	case From:
		return first
	case Until:
		return last
	case Year:
		return yearOf.FindString(r.Period)
	case Country:
		return r.Country
	case Unit:
		return r.Unit
	case Action:
		return strings.ReplaceAll(r.Action, " ", "-")
	case Lat, Lon, Precision:
		switch {
		case r.Place == nil:
			return ""
		case m == Lat:
			return cellOf(r.Place.Lat)
		case m == Lon:
			return cellOf(r.Place.Lon)
		}
		return r.Place.Precision
	}
	return ""
}

var yearOf = regexp.MustCompile(`\b\d{4}\b`)

// cellOf writes a value of the ledger as a data file does.
func cellOf(v any) string {
	switch v := v.(type) {
	case *float64:
		if v == nil {
			return ""
		}
		return cellOf(*v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int64:
		return strconv.FormatInt(v, 10)
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = cellOf(x)
		}
		return strings.Join(parts, " ")
	}
	return fmt.Sprint(v)
}

var atLine = regexp.MustCompile(`^([\w./-]+):(\d+): `)

// faultAt turns an error that names its place into a fault.
func faultAt(file string, err error) Fault {
	f := Fault{File: file, What: err.Error(), Mend: "mend that line"}
	if m := atLine.FindStringSubmatch(err.Error()); m != nil {
		f.File, f.What = m[1], strings.TrimPrefix(err.Error(), m[0])
		f.Line, _ = strconv.Atoi(m[2])
	}
	return f
}
