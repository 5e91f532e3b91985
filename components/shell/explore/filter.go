package explore

import (
	"bytes"
	"encoding/csv"
	"errors"
	"net/url"
	"strings"
)

// Filter is a reader's choice in the explore view. Empty fields choose everything.
type Filter struct {
	Set, Country, Kind, Year string
}

// ParseFilter reads a choice from an address's query. Values that are not among the offered ones are dropped, so an address
// cannot bring a view into a state that the controls do not show.
func ParseFilter(query string, offered func(key, value string) bool) Filter {
	q, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	if err != nil {
		return Filter{}
	}
	get := func(key string) string {
		if v := q.Get(key); v != "" && offered(key, v) {
			return v
		}
		return ""
	}
	return Filter{Set: get("set"), Country: get("country"), Kind: get("kind"), Year: get("year")}
}

// Query writes the choice into a query, keeping what else is there (embed options, campaign marks).
func (f Filter) Query(query string) string {
	q, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	if err != nil {
		q = url.Values{}
	}
	parts := f.parts()
	parts["set"] = f.Set
	for k, v := range parts {
		if v == "" {
			q.Del(k)
		} else {
			q.Set(k, v)
		}
	}
	if s := q.Encode(); s != "" {
		return "?" + s
	}
	return ""
}

// Keeps reports whether a row passes.
func (f Filter) Keeps(country, kind, year string) bool {
	return (f.Country == "" || f.Country == country) && (f.Kind == "" || f.Kind == kind) && (f.Year == "" || f.Year == year)
}

// Row is a row of a set by what rows are chosen by.
type Row struct{ ID, Country, Kind, Year string }

// parts are a choice by the names of the controls, and the same of a row.
func (f Filter) parts() map[string]string {
	return map[string]string{"country": f.Country, "kind": f.Kind, "year": f.Year}
}

func (r Row) parts() map[string]string {
	return map[string]string{"country": r.Country, "kind": r.Kind, "year": r.Year}
}

func (f Filter) without(key string) Filter {
	switch key {
	case "country":
		f.Country = ""
	case "kind":
		f.Kind = ""
	case "year":
		f.Year = ""
	}
	return f
}

// Counts says for each control and each value that some row has how many rows that value would show, the other controls as they are
// chosen. The empty value is any.
func (f Filter) Counts(rows []Row) map[string]map[string]int {
	out := map[string]map[string]int{}
	for key := range f.parts() {
		n, others := map[string]int{"": 0}, f.without(key)
		for _, r := range rows {
			v := r.parts()[key]
			n[v] += 0
			if others.Keeps(r.Country, r.Kind, r.Year) {
				n[""]++
				if v != "" {
					n[v]++
				}
			}
		}
		out[key] = n
	}
	return out
}

// Within is the choice without what no row of the set has: another set may know no such kind.
func (f Filter) Within(rows []Row) Filter {
	for key, v := range f.parts() {
		has := v == ""
		for _, r := range rows {
			has = has || r.parts()[key] == v
		}
		if !has {
			f = f.without(key)
		}
	}
	return f
}

// FilterCSV keeps the heading and the rows whose id (first column) is wanted, in the order of the file; the bytes of what
// stays are those of the published file.
func FilterCSV(text string, keep func(id string) bool) (string, error) {
	body := strings.TrimPrefix(text, "\ufeff")
	if strings.Contains(strings.ReplaceAll(body, "\r\n", "\n"), "\r") {
		return "", errors.New("a carriage return stands alone") // encoding/csv would give it back as another line each time it is read
	}
	rd := csv.NewReader(strings.NewReader(body))
	rows, err := rd.ReadAll()
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	for i, r := range rows {
		if i == 0 || keep(r[0]) {
			if err := w.Write(r); err != nil {
				return "", err
			}
		}
	}
	w.Flush()
	return b.String(), w.Error()
}
