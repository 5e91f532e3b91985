package locales

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A language under way is refused in a build by one line, which says how much is missing, and shown at the desk with what it lacks in
// another language's words, marked.
func TestALanguageUnderWay(t *testing.T) {
	lang := `tag = "pt"
script = "Latn"
direction = "ltr"
weight = 40
name = "Português"
short = "PT"
opengraph = "pt_PT"
plurals = ["one", "many", "other"]
pace = 181
letter = 198
format = { decimal = ",", group = ".", percent = "{n}%", date = "{day} de {month} de {year}", megabyte = "MB", months = ["1","2","3","4","5","6","7","8","9","10","11","12"] }
face = [{ family = "S", name = "s", script = "Latn", file = "a/b", weights = "400", ranges = "U+0020-007E" }]
`
	files := fstest.MapFS{
		"locales/langs/pt.toml":          {Data: []byte(lang)},
		"locales/messages/story.fr.toml": {Data: []byte("[a]\none = \"{{.Count}} chose\"\nmany = \"x\"\nother = \"{{.Count}} choses\"\n[b]\nc = \"deux\"\n[slot]\nx = \"environ\"\n[d]\ne = \"là\"\n")},
		"locales/messages/story.en.toml": {Data: []byte("[a]\none = \"{{.Count}} thing\"\nother = \"{{.Count}} things\"\n[b]\nc = \"two\"\n[slot]\nx = \"about\"\n[d]\ne = \"there\"\n")},
		"locales/messages/story.pt.toml": {Data: []byte("[d]\ne = \"lá\"\n")},
	}
	_, err := Load(files)
	want := `locales/messages/story.pt.toml: message "a" is missing; write it (it stands at locales/messages/story.fr.toml:1); pt lacks 2 messages more, which the desk shows marked`
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	all, err := LoadUnderWay(files)
	if err != nil {
		t.Fatal(err)
	}
	c := all["pt"]
	for got, want := range map[string]string{c.N("a", 3): "‹en› 3 things", c.T("b.c"): "‹en› two", c.T("slot.x"): "about", c.T("d.e"): "lá", strings.Join(c.Lent(), " "): "a b.c slot.x"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	files["locales/messages/story.pt.toml"] = &fstest.MapFile{}
	want = "locales/messages/story.pt.toml: no message stands in it; write one, or remove the file until you do"
	if _, err := LoadUnderWay(files); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if n := len(all["fr"].Lent()); n != 0 {
		t.Errorf("French lacks %d", n)
	}
}

// What a language's file must say is told with file, key and mend.
func TestLanguagesAreHeld(t *testing.T) {
	raw, err := langFiles.ReadFile("langs/fr.toml")
	if err != nil {
		t.Fatal(err)
	}
	for old, c := range map[string][2]string{
		`tag = "fr"`:                         {`tag = "de"`, `write the file's name`},
		`direction = "ltr"`:                  {`direction = "up"`, `write "ltr" or "rtl"`},
		`script = "Latn"`:                    {`script = "latin"`, `ISO 15924`},
		`"décembre"]`:                        {`]`, `months has 11 names`},
		`date = "{day} {month} {year}"`:      {`date = "{day} {month}"`, `it must hold {year} once`},
		`plurals = ["one", "many", "other"]`: {`plurals = ["one"]`, `lacks "other"`},
		`weights = "400 700"`:                {`weights = "bold"`, `weights = "bold"`},
		`file = "@fontsource-variable/`:      {`file = "../`, `write a file of an npm package`},
		`pace = 195`:                         {`speed = 195`, `unknown key "speed"`},
		`numbers = "french"`:                 {`numbers = "german"`, `write a grammar that app/check has`},
		`halves = '`:                         {`halves = '(`, `reading: halves`},
		`voices = '`:                         {`dozens2 = '`, `unknown key "reading.dozens2"`},
		`["over", '`:                         {`["over", '(`, `bound "over"`},
		`[format]`:                           {"[css]\nserif = 'a;}b{'\n[format]", `write the value of a property alone`},
	} {
		text := strings.Replace(string(raw), old, c[0], 1)
		if text == string(raw) {
			t.Fatalf("fr.toml does not hold %s", old)
		}
		_, err := Languages(fstest.MapFS{"locales/langs/fr.toml": {Data: []byte(text)}})
		if err == nil || !strings.HasPrefix(err.Error(), "locales/langs/fr.toml: ") || !strings.Contains(err.Error(), c[1]) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %s", c[0], err, c[1])
		}
	}
}
