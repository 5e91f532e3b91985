package locales

import (
	"os"
	"strings"
	"testing"
)

// What two dates share stands once; some languages join days otherwise than months (“du 27 au 31 mars”, “de mars à juin”).
func TestSpan(t *testing.T) {
	all, err := Load(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	for _, c := range []struct {
		tag, from, until, first, last string
		days                          bool
	}{
		{"fr", "2022-03-27", "2022-03-31", "27", "31\u00a0mars\u00a02022", true},
		{"fr", "2025-08-01", "2025-08-03", "1er", "3\u00a0août\u00a02025", true},
		{"en", "2025-03-31", "2025-04-01", "31\u00a0March", "1\u00a0April\u00a02025", true},
		{"ar", "2025-09", "2025-12", "سبتمبر", "ديسمبر 2025", false},
		{"en", "2021-12", "2023-06", "December 2021", "June 2023", false},
		{"fr", "2024", "2025-07", "2024", "juillet 2025", false},
		{"en", "2010", "2014", "2010", "2014", false},
		{"en", "2025-06-20", "2025-07", "20\u00a0June\u00a02025", "July 2025", false},
	} {
		first, last, days, err := all[c.tag].Span(c.from, c.until)
		if plain.Replace(first) != plain.Replace(c.first) || plain.Replace(last) != plain.Replace(c.last) || days != c.days || err != nil {
			t.Errorf("%s %s/%s: %q, %q, %v, %v; want %q, %q, %v", c.tag, c.from, c.until, first, last, days, err, c.first, c.last, c.days)
		}
	}
	if _, _, _, err := all["en"].Span("2025-13", "2026"); err == nil {
		t.Error("a month 13 is let pass")
	}
}
