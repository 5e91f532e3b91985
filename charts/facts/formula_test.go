package facts

import (
	"strings"
	"testing"
	"testing/fstest"
)

func ledgerOf(t *testing.T, records string) (*Store, error) {
	t.Helper()
	return Load(fstest.MapFS{
		Dir + "/sources.toml": {Data: []byte("[source.s]\npublisher = \"P\"\ntitle = \"T\"\nurl = \"https://example.org/\"\n")},
		Dir + "/claims.toml":  {Data: []byte("")},
		Dir + "/records.toml": {Data: []byte(records)},
		Dir + "/kept.csv":     {Data: []byte("id,country\na,ML\nb,NE\nc,ML\n")},
	})
}

const two = `
[[record]]
id = "a-1"
value = 66.5
period = "2024-07-25/2024-07-27"
sources = ["s"]
[[record]]
id = "b"
value = 42.2
sources = ["s"]
[record.figures]
vote = "2025-07-03"
end = "2025-05-13"
members = 131
`

func TestFormulasAreComputed(t *testing.T) {
	for in, want := range map[string]float64{
		"a-1.value - b.value":       24.3,
		"(a-1.value + 3.5) / 7 * 2": 20,
		"b.members - 100":           31,
		"weeks(b.end, b.vote)":      7,
		"days(a-1.from, a-1.until)": 2,
		"months(b.end, b.vote)":     1,
		"rows(kept)":                3,
		"rows(kept, country=ML)":    2,
		"100 * b.value / a-1.value": 63.5,
	} {
		s, err := ledgerOf(t, two+"[[record]]\nid = \"x\"\nround = 1\nformula = \""+in+"\"\n")
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if f, ok, err := s.Figure("x", "value"); f.Number != want || !ok || err != nil {
			t.Errorf("%s is %v, want %v (%v, %v)", in, f.Number, want, ok, err)
		}
		if r, _ := s.Record("x"); !strings.HasPrefix(in, "rows") && len(r.Sources) != 1 {
			t.Errorf("%s rests on %v", in, r.Sources)
		}
	}
}

func TestFormulasRoundBeforeThePointToo(t *testing.T) {
	for round, want := range map[string]float64{"2": 634.59, "0": 635, "-1": 630, "-2": 600} {
		s, err := ledgerOf(t, two+"[[record]]\nid = \"x\"\nround = "+round+"\nformula = \"1000 * b.value / a-1.value\"\n")
		if err != nil {
			t.Fatal(err)
		}
		if f, _, err := s.Figure("x", "value"); f.Number != want || err != nil {
			t.Errorf("round = %s: %v, want %v (%v)", round, f.Number, want, err)
		}
	}
}

func TestFormulasThatCannotBeComputedNameTheirPlace(t *testing.T) {
	for in, want := range map[string]string{
		"a-1.height":            `has no "height"; it has from, until, value`,
		"nobody.value":          `no record "nobody"`,
		"b.vote - 1":            "is a date",
		"weeks(b.end, b.value)": "wants two dates",
		"x.value + 1":           "circle",
		"1 / 0":                 "divides",
		"1 +":                   "is no figure",
		"1 1":                   "left over",
		"a-1.value ? 2":         "it holds",
		"rows(nothing)":         "nothing.csv",
		"rows(kept, town=x)":    "no column=cell",
	} {
		_, err := ledgerOf(t, two+"[[record]]\nid = \"x\"\nformula = \""+in+"\"\n")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), Dir+"/records.toml:") {
			t.Errorf("%s: %v, want file, line and %q", in, err, want)
		}
	}
}
