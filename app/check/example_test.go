package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
)

// Example is the story that shows what a story's folder holds.
const example = "../examples/caju"

// The example is held by the check like this project's own story, and has no fault; what is wrong with it is found and named.
func TestTheExampleIsHeld(t *testing.T) {
	for change, want := range map[string]string{
		"": "",
		"charts/data/line-exports.csv: y2021,2021,231000 → y2021,2021,213000":                       `column "value" is "213000", record exp-2021`,
		"charts/data/dots-prices.csv: 2024,paid,570 → 2024,paid,750":                                `column "value" is "750", record paid-2024`,
		"locales/messages/story.pt.toml: [Em {coup:m} os militares → [Em {told:m} os militares":     "numbers-agree",
		"locales/messages/story.pt.toml: diz o Fórum de Macau → diz o Banco Mundial":                "names-agree",
		"locales/messages/story.pt.toml: o preço fixado era de {value} → o preço fixado era de 475": "literal",
		"locales/messages/story.pt.toml: quanto sai do porto → quanto sai do porto ; e":             "space before punctuation",
		"locales/brand/brand.toml: muted = [\"#5a6150\" → muted = [\"#b0b5a8\"":                     "muted on paper has a contrast of",
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
			t.Fatal(err)
		}
		if name, edit, ok := strings.Cut(change, ": "); ok {
			old, new, _ := strings.Cut(edit, " → ")
			file := filepath.Join(dir, name)
			raw, err := os.ReadFile(file)
			if err != nil || !strings.Contains(string(raw), old) {
				t.Fatalf("%s has no %q, %v", name, old, err)
			}
			if err := os.WriteFile(file, []byte(strings.Replace(string(raw), old, new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		p, err := read.LoadStory("../..", dir)
		if err != nil {
			t.Fatal(err)
		}
		if !Whole(p) {
			t.Fatal("its words are not compared")
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
