package facts

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Contradictions holds every record against itself: what it states by field or for a row must be among the numbers and dates
// that words may use on its strength. A figure that is changed in one place only is found so.
func (s *Store) Contradictions() []Fault {
	var out []Fault
	for _, r := range s.Records() {
		at := func(what string) {
			out = append(out, Fault{File: r.File, Line: r.Line, ID: r.ID, What: what, Mend: "one of the two is wrong; mend it by the source"})
		}
		number := func(name string, v float64) {
			if !slices.Contains(r.Numbers, v) {
				at(fmt.Sprintf("record %s: %s is %s, which its numbers %v lack", r.ID, name, cellOf(v), r.Numbers))
			}
		}
		when := func(name, d string) {
			if !slices.ContainsFunc(r.Dates, func(x string) bool { return x == d || strings.HasPrefix(x, d+"-") }) {
				at(fmt.Sprintf("record %s: %s is %s, which its dates %v lack", r.ID, name, d, r.Dates))
			}
		}
		for name, v := range map[string]*float64{"value": r.Value, "low": r.Low, "high": r.High, "amount": r.Amount} {
			if v != nil {
				number(name, *v)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(r.Values)) {
			number("values."+name, r.Values[name])
		}
		for name, d := range map[string]string{"period": r.Period, "date": r.Date} {
			for _, d := range datesIn(d) {
				when(name, d)
			}
		}
		out = append(out, s.ownRows(r, number, when)...)
	}
	return out
}

// ownRows holds what a record states for rows: files, columns and meanings must be known, numbers and dates its own.
func (s *Store) ownRows(r *Record, number func(string, float64), when func(string, string)) []Fault {
	var out []Fault
	for _, file := range slices.Sorted(maps.Keys(r.Rows)) {
		kinds, ok := ColumnsOf(file)
		for _, key := range slices.Sorted(maps.Keys(r.Rows[file])) {
			said := r.Rows[file][key]
			for _, col := range slices.Sorted(maps.Keys(said)) {
				m := kinds.Columns[col]
				name, cell := fmt.Sprintf("rows.%s.%s.%s", file, key, col), cellOf(said[col])
				fault := ""
				switch {
				case !ok || m == "" || m == Drawn:
					fault = "is no fact that a data file states; see charts/facts/columns.toml"
				case m.valid(cell) != nil:
					fault = m.valid(cell).Error()
				}
				if fault != "" {
					out = append(out, Fault{File: r.File, Line: r.Line, ID: r.ID, What: fmt.Sprintf("record %s: %s: %s", r.ID, name, fault), Mend: "mend it there"})
					continue
				}
				if cell == "" || said["value"] == "" || said["low"] == "" {
					continue // a gap: the date is that of a figure that was not found
				}
				switch m {
				case Value, Low, High, Number:
					v, _ := ParseNumber(cell)
					number(name, v)
				case Date, From, Until, Year:
					when(name, cell)
				}
			}
		}
	}
	return out
}

var (
	fullDate = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{4}-\d{2}\b|\d{4}`)
	yearSpan = regexp.MustCompile(`\b(\d{4})-(\d{4})\b`)
)

// datesIn lists the dates of a period: "2024-07-25/2024-07-27", "2010-2014", "since 2023-08-29".
func datesIn(s string) []string {
	return fullDate.FindAllString(yearSpan.ReplaceAllString(s, "$1/$2"), -1)
}
