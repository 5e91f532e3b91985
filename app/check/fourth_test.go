package check

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/fourth"
)

// A fourth language of a story takes nothing from the check of the other three: a number that is wrong in French is found as before, and
// what no rule reads in the fourth is told once.
func TestAFourthLanguageIsChecked(t *testing.T) {
	dir := fourFold(t)
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
		p, err := read.LoadStory("../..", dir)
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

// fourFold is this story with a fourth language, in a folder of its own.
func fourFold(t *testing.T) string {
	t.Helper()
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
	return dir
}

// A story's own language that says how it is read, and has its names, is compared with the others: a number that it alone states is found.
func TestAFourthLanguageIsRead(t *testing.T) {
	dir := fourFold(t)
	edit := func(file string, change func(string) string) {
		t.Helper()
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		text := change(string(raw))
		if text == string(raw) {
			t.Fatalf("%s stays as it was", file)
		}
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	english, err := os.ReadFile("../../locales/langs/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, reading, _ := strings.Cut(string(english), "\n[reading]\n")
	reading = regexp.MustCompile(`(?m)^number = .*$`).ReplaceAllLiteralString(reading, `number = '\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?'`)
	edit("locales/langs/pt.toml", func(s string) string { return s + "\n[reading]\n" + reading })
	edit("locales/names.toml", func(s string) string {
		return regexp.MustCompile(`(?m)^en = (\[.*\])$`).ReplaceAllStringFunc(s, func(line string) string { return line + "\npt" + fourth.Portuguese(line[2:]) })
	})
	edit("locales/messages/story.pt.toml", func(s string) string { return strings.Replace(s, "\nlead = \"", "\nlead = \"41 ", 1) })
	p, err := read.LoadStory("../..", dir)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, f := range Run(p) {
		switch {
		case f.Rule == "unread" || f.Rule == "words":
			t.Errorf("%s: %s", f.Rule, f.What)
		case f.Rule == "numbers-agree" && f.Locale == "pt" && strings.Contains(f.What, "41"):
			told++
		}
	}
	if told != 1 {
		t.Errorf("a number in Portuguese alone is told %d times", told)
	}
}
