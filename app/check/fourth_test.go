package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/fourth"
	"sahel-explainer/app/site"
)

// A fourth language of a story takes nothing from the check of the other three: a number that is wrong in French is found as before, and
// what no rule reads in the fourth is told once.
func TestAFourthLanguageIsChecked(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"locales", "charts/data"} {
		if err := os.CopyFS(filepath.Join(dir, sub), os.DirFS(filepath.Join("../..", sub))); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	files, _ := filepath.Glob("../../locales/messages/*.en.toml")
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".en.toml"))
	}
	if err := fourth.Write(dir, os.DirFS("../.."), "pt", "en", names, fourth.Portuguese, false); err != nil {
		t.Fatal(err)
	}
	french := filepath.Join(dir, "locales/messages/story.fr.toml")
	raw, err := os.ReadFile(french)
	if err != nil {
		t.Fatal(err)
	}
	const says = "En un mois, une forc"
	if !strings.Contains(string(raw), says) {
		t.Fatalf("story.fr.toml no longer says %q", says)
	}
	for _, c := range []struct{ write, rule string }{{says, "unread"}, {"Le 41, " + says, "numbers-agree"}} {
		if err := os.WriteFile(french, []byte(strings.Replace(string(raw), says, c.write, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		p, err := site.LoadStory("../..", dir)
		if err != nil {
			t.Fatal(err)
		}
		if !Whole(p) || len(p.Locales()) != 4 {
			t.Fatalf("%d languages, whole %v", len(p.Locales()), Whole(p))
		}
		told := 0
		for _, f := range Run(p) {
			switch {
			case f.Rule == c.rule && (f.Rule != "unread" || f.Locale == "pt"):
				told++
			case f.Stands() && c.rule == "unread":
				t.Errorf("%s:%d %s: %s", f.File, f.Line, f.Rule, f.What)
			}
		}
		if told == 0 {
			t.Errorf("%q: nothing of the rule %s is told", c.write, c.rule)
		}
	}
}
