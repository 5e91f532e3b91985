package explore

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// FuzzFilter holds that an address brings the view into no state but those that the controls offer, and that writing the choice
// back and reading it again changes nothing.
func FuzzFilter(f *testing.F) {
	for _, s := range []string{"", "?set=output&country=NE", "?country=%00&x=1", "?set=<script>", "?set=output;country=ML", "%zz", "?country=NE&country=ML", "?utm=é&year=2024"} {
		f.Add(s)
	}
	offered := func(key, value string) bool {
		return slices.Contains(map[string][]string{"set": {"output", "measures"}, "country": {"ML", "NE"}, "kind": {"gold"}, "year": {"2024"}}[key], value)
	}
	f.Fuzz(func(t *testing.T, query string) {
		c := ParseFilter(query, offered)
		for k, v := range map[string]string{"set": c.Set, "country": c.Country, "kind": c.Kind, "year": c.Year} {
			if v != "" && !offered(k, v) {
				t.Errorf("%q chose %s %q", query, k, v)
			}
		}
		back := c.Query(query)
		if again := ParseFilter(back, offered); again != c || strings.ContainsAny(back, "<>\"' \n") {
			t.Errorf("%q was written as %q and read as %v", query, back, again)
		}
	})
}

// FuzzFilterCSV holds that filtering a file gives its heading and some of its rows, or an error.
func FuzzFilterCSV(f *testing.F) {
	for _, s := range []string{"id,a\nx,1\ny,2\n", "\ufeffid\n\"x\"\"\",\n", "", "a\n\"", "id,a\r\nx,\"1\n2\"\r\n", "\n\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all, err := FilterCSV(text, func(string) bool { return true })
		if err != nil {
			return
		}
		none, err := FilterCSV(text, func(string) bool { return false })
		if err != nil || !strings.HasPrefix(all, none) {
			t.Errorf("%q: all %q, none %q, %v", text, all, none, err)
		}
		if heading, _ := csv.NewReader(strings.NewReader(strings.TrimPrefix(none, "\ufeff"))).Read(); len(heading) < 2 {
			return // a row of one empty cell is an empty line, which is no row; published files have more columns
		}
		if again, err := FilterCSV(all, func(string) bool { return true }); err != nil || again != all {
			t.Errorf("%q: filtered twice: %q, then %q, %v", text, all, again, err)
		}
	})
}
