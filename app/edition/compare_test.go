package edition

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/locales"
)

// copied is the project as data, with some files changed.
func copied(t *testing.T, edits ...[3]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	real := os.DirFS("../..")
	for _, dir := range []string{"locales", dataDir} {
		err := fs.WalkDir(real, dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && path.Ext(p) != ".go" {
				text, err := fs.ReadFile(real, p)
				if err != nil {
					return err
				}
				out[p] = &fstest.MapFile{Data: text}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range edits {
		text := string(out[e[0]].Data)
		if strings.Count(text, e[1]) == 0 {
			t.Fatalf("%s no longer has %q", e[0], e[1])
		}
		out[e[0]] = &fstest.MapFile{Data: []byte(strings.Replace(text, e[1], e[2], 1))}
	}
	return out
}

// A changed number is proposed for the step that says it, with what it was and is in each language and in the data.
func TestChangesAreProposedByStep(t *testing.T) {
	now := copied(t)
	for _, x := range []struct {
		name  string
		edits [][3]string
		step  string
		want  []string
	}{
		{"nothing", nil, "", nil},
		{"a number in one language", [][3]string{{"locales/messages/story.en.toml", "counted {value} deaths in Mali", "counted 603 deaths in Mali"}}, "groups-deaths", []string{`en body: “603`, `→ “604`}},
		{"a number in data and words", [][3]string{
			{"charts/data/deaths.csv", "ml-2024,ML,2024,604", "ml-2024,ML,2024,603"},
			{"locales/messages/story.ar.toml", "الذي لا يعدّ من تقتلهم الدول، {value}", "الذي لا يعدّ من تقتلهم الدول، 603"},
		}, "groups-deaths", []string{"charts/data/deaths.csv ml-2024 value: “603” → “604”", "ar body: “", "gti-ml-2024"}},
		{"a record's dates", [][3]string{{"charts/data/records.toml", `dates = ["2026-01-29", "2026-01-28"]`, `dates = ["2026-01-29"]`}}, "since-niamey", []string{"dates: “[2026-01-29]” → “[2026-01-29 2026-01-28]”"}},
		{"a number in its record alone", [][3]string{{"charts/data/records.toml", "value = 604", "value = 603"}}, "groups-deaths", []string{"ar body: “603", "fr body: “603", "en body: “603"}},
		{"a hedge", [][3]string{{"locales/messages/story.en.toml", "[at least {low}, according to sources cited by AP", "[some {low}, according to sources cited by AP"}}, "corps-boulkessi", []string{"en body: “some” → “at least”"}},
		{"what only editors see", [][3]string{{"charts/data/claims.toml", `note = "`, `note = "Formerly: `}}, "", nil},
	} {
		p, err := Compare(copied(t, x.edits...), now)
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		var b strings.Builder
		Print(&b, p, "2026-12-01", locales.All())
		if x.step == "" {
			if len(p.Entries)+len(p.Added)+len(p.Gone)+len(p.Elsewhere) > 0 {
				t.Errorf("%s: proposed\n%s", x.name, b.String())
			}
			continue
		}
		said := false
		for _, e := range p.Entries {
			said = said || e.Step == x.step
		}
		if !said {
			t.Errorf("%s: no entry for %s in\n%s", x.name, x.step, b.String())
		}
		for _, w := range x.want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: %q is not in\n%s", x.name, w, b.String())
			}
		}
	}
}

// A step that was not there is new, not corrected; one that is gone is named.
func TestNewAndLostStepsAreNoCorrections(t *testing.T) {
	var edits [][3]string
	for _, l := range locales.All() {
		edits = append(edits, [3]string{"locales/messages/story." + l.Tag + ".toml", "[step.opening-mali]", "[step.opening-before]"})
	}
	p, err := Compare(copied(t, edits...), copied(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Entries) > 0 || strings.Join(p.Added, " ") != "opening-mali" || strings.Join(p.Gone, " ") != "opening-before" {
		t.Errorf("%+v", p)
	}
}

func TestEarlierRefusesWhatIsNoState(t *testing.T) {
	for _, since := range []string{"", "--output=/tmp/x", "no-such-revision"} {
		if _, err := Earlier("../..", since); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", since, err)
		}
	}
	if _, err := Earlier("../..", "../../locales"); err != nil {
		t.Error(err)
	}
}
