package locales

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// ledger is a ledger for tests: record and field.
type ledger map[string]map[string]Figure

func (l ledger) Figure(record, field string) (Figure, bool, error) {
	r, ok := l[record]
	if !ok {
		return Figure{}, false, fmt.Errorf("no record %q", record)
	}
	f, ok := r[field]
	return f, ok, nil
}

var known = ledger{
	"toll":  {"value": {Number: 1532, Bound: "at-least", Unit: "people"}, "date": {Date: "2025-07-08"}, "year": {Date: "2015"}, "small": {Number: 2, Unit: "people"}, "few": {Number: 7, Unit: "people"}},
	"money": {"amount": {Number: 160e6, Unit: "USD"}, "share": {Number: 63.4}, "fall": {Number: -20}, "first": {Date: "2025-06-01"}, "month": {Date: "2025-06"}},
	"sums":  {"one": {Number: 1.27e9}, "two": {Number: 2.3456e9}, "few": {Number: 3e9}, "half": {Number: 3.5e9}, "millions": {Number: 372e6}, "million": {Number: 1.94e6}, "small": {Number: 635}},
}

const slotWords = `
[slot]
date = "{{.Day}} {{.Month}} {{.Year}}"
day = "{{.Day}} {{.Month}}"
[slot.bound]
at-least = "%s"
[slot.words]
7 = "%s"
[slot.unit.people]
%s
[slot.compact.million]
%s
[slot.compact.billion]
%s
`

// written are catalogues of one message in each language, bound to the ledger of the test.
func written(t *testing.T, text string) (map[string]*Catalogue, error) {
	t.Helper()
	files := fstest.MapFS{}
	for tag, w := range map[string][5]string{
		"ar": {"ما لا يقل عن {{.X}}", "سبعة", "zero = \"لا أحد\"\none = \"شخص\"\ntwo = \"شخصان\"\nfew = \"{{.X}} أشخاص\"\nmany = \"{{.X}} شخصا\"\nother = \"{{.X}} شخص\"", arabicScale("مليون", "ملايين"), arabicScale("مليار", "مليارات")},
		"fr": {"au moins {{.X}}", "sept", "one = \"{{.X}} personne\"\nmany = \"{{.X}} personnes\"\nother = \"{{.X}} personnes\"",
			"one = \"{{.X}} million\"\nmany = \"{{.X}} millions\"\nother = \"{{.X}} millions\"", "one = \"{{.X}} milliard\"\nmany = \"{{.X}} milliards\"\nother = \"{{.X}} milliards\""},
		"en": {"at least {{.X}}", "seven", "one = \"{{.X}} person\"\nother = \"{{.X}} people\"", "one = \"{{.X}} million\"\nother = \"{{.X}} million\"", "one = \"{{.X}} billion\"\nother = \"{{.X}} billion\""},
	} {
		files[MessagesDir+"/slot."+tag+".toml"] = &fstest.MapFile{Data: fmt.Appendf(nil, slotWords, w[0], w[1], w[2], w[3], w[4])}
		files[MessagesDir+"/m."+tag+".toml"] = &fstest.MapFile{Data: []byte("m = '''" + text + "'''\n")}
	}
	all, err := Load(files)
	if err != nil {
		return nil, err
	}
	return all, Bind(all, known)
}

func arabicScale(one, few string) string {
	return strings.NewReplacer("A", one, "B", few).Replace("zero = \"{{.X}} A\"\none = \"{{.X}} A\"\ntwo = \"{{.X}} A\"\nfew = \"{{.X}} B\"\nmany = \"{{.X}} A\"\nother = \"{{.X}} A\"")
}

func TestSlotsAreWrittenInTheLanguage(t *testing.T) {
	for _, c := range []struct{ in, ar, fr, en string }{
		{"{toll.value}", "1,532", "1\u202f532", "1,532"},
		{"[{value} and {money.share:percent}](toll)", "1,532 and 63.4%", "1\u202f532 and 63,4\u202f%", "1,532 and 63.4%"},
		{"[{share}, {value:bare}](money toll)", "63.4, 1532", "63,4, 1532", "63.4, 1532"},
		{"{toll.date}", "8 يوليو 2025", "8 juillet 2025", "8 July 2025"},
		{"{toll.date:day}|{toll.date:month}|{toll.date:year}|{toll.date:d}|{toll.date:M}", "8 يوليو|يوليو 2025|2025|8|يوليو", "8 juillet|juillet 2025|2025|8|Juillet", "8 July|July 2025|2025|8|July"},
		{"{money.first:day}", "1 يونيو", "1er juin", "1 June"},
		{"{toll.year}", "2015", "2015", "2015"},
		{"{money.amount:million}", "160", "160", "160"},
		{"{sums.one:compact}", "1.27 مليار", "1,27 milliard", "1.27 billion"},
		{"{sums.two:compact}", "2.35 مليار", "2,35 milliards", "2.35 billion"},
		{"{sums.few:compact}|{sums.half:compact}", "3 مليارات|3.5 مليار", "3 milliards|3,5 milliards", "3 billion|3.5 billion"},
		{"{sums.millions:compact}|{sums.million:compact}|{sums.small:compact}", "372 مليون|1.94 مليون|635", "372 millions|1,94 million|635", "372 million|1.94 million|635"},
		{"{money.fall}", LRM + "−20", "−20", "−20"},
		{"{toll.value:bound}", "ما لا يقل عن 1,532", "au moins 1\u202f532", "at least 1,532"},
		{"{toll.small:unit} {toll.few:unit}", "شخصان 7 أشخاص", "2 personnes 7 personnes", "2 people 7 people"},
		{"{toll.few:Words}", "سبعة", "Sept", "Seven"},
		{`chapter {=12}, \[aside\] \{x\} {{.Name}}`, "chapter 12, [aside] {x} {{.Name}}", "chapter 12, [aside] {x} {{.Name}}", "chapter 12, [aside] {x} {{.Name}}"},
	} {
		all, err := written(t, c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		for tag, want := range map[string]string{"ar": c.ar, "fr": c.fr, "en": c.en} {
			if m, _ := all[tag].Message("m"); m.Forms["other"] != want {
				t.Errorf("%s %s: %q, want %q", tag, c.in, m.Forms["other"], want)
			}
		}
	}
}

func TestClausesTellTheirPlaceAndRecords(t *testing.T) {
	all, err := written(t, "Since {=12}: [at least {value} dead](toll money), [{money.first:day}](money).")
	if err != nil {
		t.Fatal(err)
	}
	m, _ := all["fr"].Message("m")
	s := m.Forms["other"]
	var got []string
	for _, c := range m.Clauses["other"] {
		got = append(got, s[c.From:c.To]+" < "+strings.Join(c.Records, " "))
	}
	for _, x := range m.Slots["other"] {
		got = append(got, s[x.From:x.To]+" = "+x.Record+"."+x.Field)
	}
	want := []string{"at least 1\u202f532 dead < toll money", "1er juin < money", "12 = .", "1\u202f532 = toll.value", "1er juin = money.first"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if m.Written["other"] == s {
		t.Error("what the file has is lost")
	}
	if got := all["fr"].T("m"); got != s {
		t.Errorf("T says %q", got)
	}
}

func TestNotationIsRefusedWithItsMend(t *testing.T) {
	for in, want := range map[string]string{
		"[a":                   "is not closed",
		"a]":                   "no [ before it",
		"[a] b":                "names no record",
		"[a]()":                "names no record",
		"[a [b](toll)](toll)":  "do not nest",
		"{value}":              "stands outside a clause",
		"{toll.value":          "is not closed",
		"a } b":                "no { before it",
		`a \b`:                 "goes before",
		"{Toll value}":         "is no slot",
		"{=}":                  "is empty",
		"{nobody.value}":       `no record "nobody"`,
		"[x](nobody)":          `no record "nobody"`,
		"[{height}](toll)":     `has the field "height"`,
		"{toll.value:day}":     `no form "day"`,
		"{money.month:day}":    "not known so precisely",
		"{toll.date:percent}":  `no form "percent"`,
		"{money.share:words}":  "write",
		"{money.amount:unit}":  `"slot.unit.USD"`,
		"[{value}](to/ll)":     "is no id",
		"text {{.Name and {a}": "not closed by }}",
	} {
		_, err := written(t, in)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "locales/messages/m.") || !strings.Contains(err.Error(), ".toml:1: ") {
			t.Errorf("%s: %v, want file, line and %q", in, err, want)
		}
	}
}

func TestUnfilledSlotsReachNobody(t *testing.T) {
	files := fstest.MapFS{}
	for _, tag := range []string{"ar", "fr", "en"} {
		files[MessagesDir+"/m."+tag+".toml"] = &fstest.MapFile{Data: []byte(`m = "{toll.value}"`)}
	}
	all, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	err = func() (err error) { defer Recover(&err); all["en"].T("m"); return }()
	if err == nil || !strings.Contains(err.Error(), "not filled") {
		t.Errorf("an unfilled slot was shown: %v", err)
	}
}

// An edit of the words that readers have leaves the slots and clauses around it.
func TestRewriteKeepsWhatItDoesNotTouch(t *testing.T) {
	all, err := written(t, "Since {=12}: [at least {value} dead](toll), [on {date:day}](toll), {{.Name}}.")
	if err != nil {
		t.Fatal(err)
	}
	m, _ := all["en"].Message("m")
	for _, c := range []struct{ old, new, want string }{
		{"at least", "over", "Since {=12}: [over {value} dead](toll), [on {date:day}](toll), {{.Name}}."},
		{"1,532", "1,523", "Since {=12}: [at least 1,523 dead](toll), [on {date:day}](toll), {{.Name}}."},
		{"532 dead", "533 hurt", "Since {=12}: [at least 1,533 hurt](toll), [on {date:day}](toll), {{.Name}}."},
		{" dead, on 8 July", "", "Since {=12}: [at least {value}]([](toll), {{.Name}}."},
		{"Since 12", "From 12", "From 12: [at least {value} dead](toll), [on {date:day}](toll), {{.Name}}."},
		{".", "!", ""},
	} {
		at := strings.Index(m.Forms["other"], c.old)
		got := m.Rewrite("other", at, at+len(c.old), c.new)
		if c.want == "" || strings.Contains(c.want, "]([") {
			if _, err := all["en"].Retold("m", got, known); err != nil {
				t.Errorf("%s: %q cannot be read: %v", c.old, got, err)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.old, got, c.want)
		}
	}
}
