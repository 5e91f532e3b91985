package output

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/charttest"
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

// TestNewYears: a row that the axis, the dashed end of a line or the words do not allow for stops the drawing, and says which.
func TestNewYears(t *testing.T) {
	env := charttest.Env(t, "en", spec.Wide)
	raw, err := fs.ReadFile(env.Files, "charts/data/output.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"au-bf-2016,", "au-ml-2026,gold,ML,2026,40,,,provisional,au-ml-2024r-2025\nau-bf-2016,", `row "au-ml-2026": one provisional year`},
		{"au-bf-2016,", "au-ml-2026,gold,ML,2026,40,,,,au-ml-2024r-2025\nau-bf-2016,", "row au-ml-2026 stands at 2026.5 to 2026.5, and the axis runs from 2010 to 2026"},
		{"2023,66.5", "2023,96.5", "row au-ml-2023 stands at 96.5 to 96.5, and the axis runs from 0 to 80"},
		{"au-ml-2012,", "au-ml-1912,", `row "au-ml-2012" is missing`},
	} {
		if !strings.Contains(string(raw), c.old) {
			t.Fatalf("no %q", c.old)
		}
		env.Files = fstest.MapFS{"charts/data/output.csv": {Data: []byte(strings.Replace(string(raw), c.old, c.new, 1))}}
		pic, err := New().Draw(env, "gold")
		said := ""
		if err != nil {
			said = err.Error()
		}
		for _, s := range pic.Scales {
			if m, ok := s.Covers(); !ok {
				said += fmt.Sprintf("row %s stands at %g to %g, and the axis runs from %g to %g", m.Row, m.From, m.To, s.Min, s.Max)
			}
		}
		if !strings.Contains(said, c.want) {
			t.Errorf("%s: %q, want %q", c.new, said, c.want)
		}
	}
}
