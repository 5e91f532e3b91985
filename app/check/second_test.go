package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
)

// TestSecondStoryIsHeld: the rows of a story in two languages are held against their records, though its words are not compared.
func TestSecondStoryIsHeld(t *testing.T) {
	const rows = "charts/data/bars-rivers.csv"
	for change, want := range map[string]string{
		"":                      "",
		"nile,6650 → nile,9999": `column "value" is "9999", record nile (charts/data/records.toml:2) says "6650"`,
		"id,value → id,amount":  `column "amount": nothing says what it means`,
		"6650 → NaN":            `column "value": "NaN" is not a number`,
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("../build/testdata/second")); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, rows)
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if old, new, ok := strings.Cut(change, " → "); ok {
			if !strings.Contains(string(raw), old) {
				t.Fatalf("%s has no %q", rows, old)
			}
			if err := os.WriteFile(file, []byte(strings.Replace(string(raw), old, new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		p, err := read.LoadStory("../..", dir)
		if err != nil {
			t.Fatal(err)
		}
		if Whole(p) {
			t.Fatal("the second story is in all languages; nothing is left out")
		}
		found := ""
		for _, f := range Run(p) {
			found += f.place() + " " + f.Rule + ": " + f.What + "\n"
		}
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%q: want %q, found %q", change, want, found)
		}
	}
}
