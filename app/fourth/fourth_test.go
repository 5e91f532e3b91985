package fourth

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sahel-explainer/locales"
)

// The section of locales/README.md on a new language names the files that it takes, in order, and those are all: written as it says, with
// nothing else touched, this story is in four languages. A message short, it is refused with one line.
func TestANewLanguageAsTheDocsHaveIt(t *testing.T) {
	raw, err := os.ReadFile("../../locales/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(raw), "\n## A new language\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var named []*regexp.Regexp
	written, _, _ := strings.Cut(section, "\n3. ")
	for _, m := range regexp.MustCompile("`(locales/[^`]*TAG\\.toml)`").FindAllStringSubmatch(written, -1) {
		named = append(named, regexp.MustCompile("^"+strings.ReplaceAll(regexp.QuoteMeta(m[1]), "TAG", "pt")+"$"))
	}
	if !ok || len(named) < 3 || named[0].String() != `^locales/langs/pt\.toml$` {
		t.Fatalf("locales/README.md no longer lists the files of a new language: %v", named)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "locales"), os.DirFS("../../locales")); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	var names []string
	for file := range before {
		if name, ok := strings.CutSuffix(filepath.Base(file), ".en.toml"); ok {
			names = append(names, name)
		}
	}
	if err := Write(dir, os.DirFS("../.."), "pt", "en", names, Portuguese, false); err != nil {
		t.Fatal(err)
	}
	after := files(t, dir)
	for file, text := range after {
		switch old, was := before[file]; {
		case was && old != text:
			t.Errorf("%s had to be changed", file)
		case !was && !strings.HasPrefix(file, locales.MessagesDir+"/") && !named[0].MatchString(file):
			t.Errorf("%s had to be written, and is not named", file)
		}
	}
	for _, re := range named {
		found := false
		for file := range after {
			found = found || re.MatchString(file)
		}
		if !found {
			t.Errorf("%s is named, and a language does without", re)
		}
	}
	story := os.DirFS(dir)
	all, err := locales.Load(story)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d languages, %v", len(all), err)
	}
	file := filepath.Join(dir, locales.MessagesDir, "ui.pt.toml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// The first message of the file is lost.
	short := regexp.MustCompile(`(?m)^[\w-]+ = "[^"\n]*"\n`).FindStringIndex(string(text))
	if err := os.WriteFile(file, append(text[:short[0]:short[0]], text[short[1]:]...), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = locales.Load(story)
	if err == nil || !regexp.MustCompile(`^locales/messages/ui\.pt\.toml: message "[\w.-]+" is missing; write it \(it stands at locales/messages/ui\.\w+\.toml:\d+\)$`).MatchString(err.Error()) {
		t.Errorf("a message short: %v", err)
	}
	under, err := locales.LoadUnderWay(story)
	if err != nil || len(under["pt"].Lent()) != 1 {
		t.Errorf("the desk does not lend it: %v", err)
	}
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, p))
		out[p] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
