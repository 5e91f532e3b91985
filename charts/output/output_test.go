package output

import (
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
)

func TestGraphic(t *testing.T) { charttest.Check(t, New()) }

// Burkina Faso's 94 tonnes of 2025 include artisanal gold and must never join the industrial series.
func TestNoTotalAmongIndustrial(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	rows, err := read(env)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Series == "gold" && r.Value > 70 {
			t.Errorf("%s: %v t is no industrial output", r.ID, r.Value)
		}
	}
}

// withRows draws a state from other rows and returns what is wrong with it.
func withRows(t *testing.T, env *spec.Env, state, csv string) string {
	t.Helper()
	one := *env
	one.Files = facts.Over{FS: env.Files, Texts: fstest.MapFS{"charts/data/output.csv": {Data: []byte(csv)}}}
	return charttest.Faults(t, New(), &one, state)
}

// TestNewYears: a row of a new year, a higher amount or another first row is drawn truly without a line of Go.
func TestNewYears(t *testing.T) {
	for _, at := range []struct {
		locale string
		form   spec.Form
	}{{"en", spec.Wide}, {"ar", spec.Narrow}} {
		env := charttest.Env(t, at.locale, at.form)
		raw, err := fs.ReadFile(env.Files, "charts/data/output.csv")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ old, new string }{
			{"au-bf-2016,", "au-ml-2026,gold,ML,2026,40,,,provisional,gold,au-ml-2024r-2025\nau-bf-2016,"},
			{"au-bf-2016,", "au-ml-2026,gold,ML,2026,40,,,,gold,au-ml-2024r-2025\nau-bf-2016,"},
			{"2023,66.5", "2023,96.5"},
			{"au-ml-2012,", "au-ml-1912,"},
			{"u-ne-2024,uranium,NE,2024,962,,,halted,uranium,u-ne-2015-2024\n", ""},
		} {
			if !strings.Contains(string(raw), c.old) {
				t.Fatalf("no %q", c.old)
			}
			for _, state := range New().States() {
				if said := withRows(t, env, state, strings.Replace(string(raw), c.old, c.new, 1)); said != "" {
					t.Errorf("%s/%s/%s %q: %s", at.locale, at.form, state, c.new, said)
				}
			}
		}
	}
}

// covered is what is said of two countries with the same amount in the same year: one dot would hide the other.
var covered = regexp.MustCompile(`(; )?row r-\d+: its mark is covered by that of row r-\d+ \[hidden\]`)

// TestAnyRows feeds the graphic with rows that nobody foresaw: one to sixty, noughts, gaps, huge and tiny amounts. Each is drawn truly, or
// refused in one line that names the label without room.
func TestAnyRows(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	narrow := charttest.Env(t, "ar", spec.Narrow)
	refused := 0
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 17))
		scale := math.Pow(10, float64(r.IntN(9)-3))
		var b strings.Builder
		b.WriteString("id,series,country,date,value,low,high,mark,label,record\n")
		n, year := 1+r.IntN(60), 1950+r.IntN(60)
		for i := range n {
			country := []string{"ML", "BF"}[i%2]
			if r.IntN(8) == 0 {
				continue // a gap
			}
			v := math.Round(scale*r.Float64()*1e4) / 1e4
			if r.IntN(9) == 0 {
				v = 0
			}
			mark, label := "", ""
			switch {
			case r.IntN(7) == 0:
				mark = "provisional"
			case r.IntN(9) == 0:
				mark = "eiti"
			}
			if i > n-3 {
				label = "gold"
			}
			fmt.Fprintf(&b, "r-%d,gold,%s,%d,%s,,,%s,%s,au-ml-2010-2012\n", i, country, year+i/2, strconv.FormatFloat(v, 'f', -1, 64), mark, label)
		}
		if strings.Count(b.String(), "\n") < 2 {
			continue
		}
		for _, e := range []*spec.Env{env, narrow} {
			if said := withRows(t, e, "gold", b.String()); strings.Contains(said, "no room for the label") || covered.ReplaceAllString(said, "") == "" && said != "" {
				refused++
			} else if said != "" {
				t.Errorf("seed %d, %s: %s\n%s", seed, e.Form, said, b.String())
			}
		}
	}
	if refused > 8 {
		t.Errorf("%d of 48 pictures were refused for want of room", refused)
	}
	t.Logf("%d refused", refused)
}
