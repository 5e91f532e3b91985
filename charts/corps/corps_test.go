package corps

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
)

func TestCheck(t *testing.T) { charttest.Check(t, New()) }

// TestNewEstimates: a later year, a higher number and an estimate without a hand-set place are drawn truly without a line of Go; a place
// whose row is gone is refused.
func TestNewEstimates(t *testing.T) {
	for _, at := range []struct {
		locale string
		form   spec.Form
	}{{"en", spec.Wide}, {"ar", spec.Narrow}} {
		env := charttest.Env(t, at.locale, at.form)
		for _, c := range []struct{ old, new, want string }{
			{"ml-2026,ML,2026,", "ml-2026,ML,2027,", ""},
			{"ML,2025-12,2000", "ML,2025-12,2600", "no room for the label"}, // the axis grows, and the small numbers crowd
			{"ml-2022-01,ML,2022-01-06,300,350,", "ml-2022-01,ML,2022-07-06,300,350,", ""},
			{"ml-2022,", "ml-2022-x,", `corps has no row "ml-2022"`},
		} {
			said := withRows(t, env, "latest", c.old, c.new) + withRows(t, env, "handover", c.old, c.new)
			if c.want == "" && said != "" || c.want != "" && !strings.Contains(said, c.want) {
				t.Errorf("%s/%s %q: %s", at.locale, at.form, c.new, said)
			}
		}
	}
}

// withRows draws a state from other estimates and returns what is wrong with it.
func withRows(t *testing.T, env *spec.Env, state, old, now string) string {
	t.Helper()
	const file = "charts/data/corps.csv"
	raw, err := fs.ReadFile(env.Files, file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), old, now, 1)
	if text == string(raw) {
		t.Fatalf("no %q", old)
	}
	one := *env
	one.Files = facts.Over{FS: env.Files, Texts: fstest.MapFS{file: {Data: []byte(text)}}}
	return charttest.Faults(t, New(), &one, state)
}

// TestPlacesAreNeeded: what is set by hand in place.toml would stand elsewhere, or nowhere, by rule.
func TestPlacesAreNeeded(t *testing.T) {
	env, wide := charttest.Env(t, "en", spec.Narrow), charttest.Env(t, "ar", spec.Wide)
	raw, err := fs.ReadFile(env.Files, "charts/data/place.toml")
	if err != nil {
		t.Fatal(err)
	}
	drawn := func(env *spec.Env, text string) string {
		one := *env
		one.Files = facts.Over{FS: env.Files, Texts: fstest.MapFS{"charts/data/place.toml": {Data: []byte(text)}}}
		out := ""
		for _, state := range New().States() {
			pic, err := New().Draw(&one, state)
			out += fmt.Sprint(pic.Option, err)
		}
		return out
	}
	whole := drawn(env, string(raw)) + drawn(wide, string(raw))
	for _, line := range strings.Split(string(raw), "\n") {
		without := strings.Replace(string(raw), line, "", 1)
		if strings.Contains(line, "side =") && !strings.HasPrefix(line, "#") && drawn(env, without)+drawn(wide, without) == whole {
			t.Errorf("charts/data/place.toml: %s: the words stand there by rule; take it out", line)
		}
	}
}

// TestNoCountFor2026: there is no figure for 2026, so no dot stands there and a gap does.
func TestNoCountFor2026(t *testing.T) {
	estimates, _, err := read(charttest.Env(t, "en", spec.Wide))
	if err != nil {
		t.Fatal(err)
	}
	gap := false
	for _, e := range estimates {
		if strings.HasPrefix(e.date, "2026") {
			gap = gap || !e.seen
			if e.seen {
				t.Errorf("%s:%d: a figure for 2026; cite its record and write the story anew", e.File, e.Line)
			}
		}
	}
	if !gap {
		t.Error("2026 is not marked as a gap")
	}
	for _, l := range []string{"ar", "fr", "en"} {
		env := charttest.Env(t, l, spec.Wide)
		for _, s := range New().States() {
			d, _ := New().Describe(env, s)
			c, _ := New().Change(env, "", s)
			pic, err := New().Draw(env, s)
			if err != nil {
				t.Fatal(err)
			}
			for _, tip := range pic.Tips {
				d += tip.Title + tip.Text
			}
			if strings.Contains(d+c, "no value") {
				t.Errorf("%s %s: a placeholder is not filled: %s %s", l, s, d, c)
			}
		}
	}
}
