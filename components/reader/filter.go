package reader

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
	for k, v := range map[string]string{"set": f.Set, "country": f.Country, "kind": f.Kind, "year": f.Year} {
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
