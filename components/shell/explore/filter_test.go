package explore

import "testing"

func TestFilterSurvivesAnAddress(t *testing.T) {
	offered := func(key, v string) bool { return v != "XX" }
	f := Filter{Set: "measures", Country: "ML", Year: "2024"}
	q := f.Query("?utm_source=x&kind=old")
	if want := "?country=ML&set=measures&utm_source=x&year=2024"; q != want {
		t.Errorf("query %q, want %q", q, want)
	}
	if got := ParseFilter(q, offered); got != f {
		t.Errorf("read back %+v, want %+v", got, f)
	}
	if got := ParseFilter("?country=XX&year=%zz", offered); got != (Filter{}) {
		t.Errorf("a hostile address gave %+v", got)
	}
	if got := (Filter{}).Query("?set=a"); got != "" {
		t.Errorf("nothing chosen leaves %q", got)
	}
}

func TestFilterKeepsRows(t *testing.T) {
	f := Filter{Country: "ML", Kind: "revoke"}
	for _, c := range []struct {
		country, kind, year string
		want                bool
	}{{"ML", "revoke", "2025", true}, {"BF", "revoke", "2025", false}, {"ML", "seize", "2025", false}} {
		if got := f.Keeps(c.country, c.kind, c.year); got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
}

func TestCountsAreWhatAChoiceWouldShow(t *testing.T) {
	rows := []Row{{"a", "ML", "seize", "2024"}, {"b", "ML", "code", "2025"}, {"c", "BF", "code", "2025"}, {"d", "NE", "", ""}}
	for _, f := range []Filter{{}, {Country: "ML"}, {Country: "ML", Kind: "code"}, {Year: "2025", Kind: "seize"}} {
		for key, values := range f.Counts(rows) {
			for v, n := range values {
				g := f
				switch key {
				case "country":
					g.Country = v
				case "kind":
					g.Kind = v
				case "year":
					g.Year = v
				}
				want := 0
				for _, r := range rows {
					if g.Keeps(r.Country, r.Kind, r.Year) {
						want++
					}
				}
				if n != want {
					t.Errorf("%+v: %s %q counts %d, shows %d", f, key, v, n, want)
				}
			}
		}
	}
	if n, some := (Filter{Year: "2024"}).Counts(rows)["country"]["BF"]; n != 0 || !some {
		t.Errorf("a country without rows this year: %d, %v", n, some)
	}
	if got, want := (Filter{Set: "x", Country: "ML", Kind: "lost"}).Within(rows), (Filter{Set: "x", Country: "ML"}); got != want {
		t.Errorf("within: %+v", got)
	}
}

func TestFilteredCSVIsTheFileLessRows(t *testing.T) {
	in := "\ufeffid,what\na,\"one, two\"\nb,three\n"
	got, err := FilterCSV(in, func(id string) bool { return id == "a" })
	if err != nil || got != "\ufeffid,what\na,\"one, two\"\n" {
		t.Errorf("%q, %v", got, err)
	}
}
