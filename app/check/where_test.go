package check

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// changed is a record's figure as it stands and another.
type changed struct{ record, field, was, now string }

// tenKinds are ten figures of ten kinds: a toll, a head count, an index, the date of an event, output of a year, a legal share, a sum of
// money, a named figure, a distance, a day that was searched until.
var tenKinds = []changed{
	{"barsalogho-2024", "low", "low = 200", "low = 210"},
	{"pers-ml-2025-12", "value", "value = 2000", "value = 2100"},
	{"gti-bf-2024", "value", "value = 1532", "value = 1523"},
	{"tl-17-2025-06-06", "date", `period = "2025-06-06"`, `period = "2025-06-07"`},
	{"au-ml-2024r-2025", "2025", "2025 = 42.2", "2025 = 43.3"},
	{"code-ml-new-local", "value", "value = 5", "value = 6"},
	{"ev-ml-2024-11-18", "amount", "amount = 160", "amount = 170"},
	{"r-007", "members", "members = 131", "members = 132"},
	{"drone-2025-04", "inside", "inside = 9.5", "inside = 8.5"},
	{"search-2026", "searched-until", `searched-until = "2026-11-23"`, `searched-until = "2026-11-24"`},
}

// ledgerWith is the real project's files with one figure changed inside one record.
func ledgerWith(t *testing.T, c changed) fs.FS {
	t.Helper()
	r, err := real(t).Facts.Record(c.record)
	if err != nil {
		t.Fatal(err)
	}
	text, err := readFile(r.File)
	if err != nil {
		t.Fatal(err)
	}
	head := fmt.Sprintf("id = %q\n", c.record)
	start := strings.Index(text, head)
	end := len(text)
	if next := strings.Index(text[start:], "\n[[record]]"); next >= 0 {
		end = start + next
	}
	block := text[start:end]
	if values := strings.Replace(c.was, c.field+" = ", `"`+c.field+`" = `, 1); !strings.Contains(block, c.was) && strings.Contains(block, values) {
		c.was, c.now = values, strings.Replace(c.now, c.field+" = ", `"`+c.field+`" = `, 1)
	} else if !strings.Contains(block, c.was) {
		t.Fatalf("record %s no longer has %q; change this case", c.record, c.was)
	}
	text = text[:start] + strings.Replace(block, c.was, c.now, 1) + text[end:]
	return facts.Over{FS: root, Texts: fstest.MapFS{r.File: &fstest.MapFile{Data: []byte(text)}}}
}

// TestARecordChangesEverywhere changes a figure of ten kinds in the ledger alone. Each place that Where names as showing it changes in each
// language, nothing else does, and a row that repeats it is refused until it is mended: nothing is left behind.
func TestARecordChangesEverywhere(t *testing.T) {
	before := real(t)
	for _, c := range tenKinds {
		t.Run(c.record, func(t *testing.T) {
			uses, err := Where(before, c.record)
			if err != nil {
				t.Fatal(err)
			}
			after, err := LoadFS(ledgerWith(t, c))
			if err != nil {
				t.Fatal(err)
			}
			shown, rows := map[string]bool{}, map[string]bool{}
			for _, u := range uses {
				switch u.Kind {
				case "slot":
					shown[u.Locale+" "+u.ID] = true
				case "row":
					rows[u.ID] = true
				}
			}
			for _, tag := range tags() {
				told := false
				for _, id := range before.Catalogues[tag].IDs() {
					was, _ := before.Catalogues[tag].Message(id)
					now, _ := after.Catalogues[tag].Message(id)
					shows := false
					for form := range was.Slots {
						shows = shows || slices.ContainsFunc(was.Slots[form], func(s locales.Slot) bool { return s.Record == c.record && s.Field == c.field })
					}
					same := fmt.Sprint(was.Forms) == fmt.Sprint(now.Forms)
					switch {
					case shows && same && !coarser(was.Slots, c):
						t.Errorf("%s %s still shows what the record no longer says", tag, id)
					case !same && !shown[tag+" "+id]:
						t.Errorf("%s %s changed, and Where does not name it", tag, id)
					}
					told = told || shows && !same
				}
				if !told {
					t.Errorf("%s: nothing shows it", tag)
				}
			}
			for _, f := range after.Facts.Rows(after.Files) {
				if !rows[f.ID] {
					t.Errorf("%s:%d: %s, and Where does not name the row", f.File, f.Line, f.What)
				}
			}
		})
	}
}

// coarser reports whether a message shows only a month or a year of a date, which another day of it does not change.
func coarser(slots map[string][]locales.Slot, c changed) bool {
	for _, of := range slots {
		for _, s := range of {
			if s.Record == c.record && s.Field == c.field && !slices.Contains([]string{"month", "year", "m"}, strings.ToLower(s.Form)) {
				return false
			}
		}
	}
	return true
}

func TestWhereNamesAnUnknownRecord(t *testing.T) {
	if _, err := Where(real(t), "no-such"); err == nil || !strings.Contains(err.Error(), `"no-such"`) {
		t.Errorf("%v", err)
	}
}
