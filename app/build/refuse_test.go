package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
)

// project copies what editors write into a folder of its own, so that a test can spoil it.
func project(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{"locales", "charts/data"} {
		if err := os.CopyFS(filepath.Join(dir, d), os.DirFS(filepath.Join("../..", d))); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Bad input stops the build with one line that names file and place, and the last good site stays.
func TestBuildRefusesBadInputAndKeepsTheLastSite(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"a missing message", "locales/messages/story.fr.toml", "[step.opening-mali]", "[step.opening-mall]", `story.fr.toml: message "step.opening-mali.`},
		{"a malformed catalogue", "locales/messages/story.en.toml", "[story]", "[story", "locales/messages/story.en.toml:"},
		{"an unknown graphic", "locales/outline.toml", `graphic = "deaths"`, `graphic = "deths"`, `graphic "deths", which does not exist`},
		{"an unknown state", "locales/outline.toml", `state = "countries"`, `state = "country"`, `state "country", which graphic "deaths" does not have`},
		{"an unknown record", "locales/outline.toml", `"gti-bf-2021"`, `"gti-bf-20211"`, `cites record "gti-bf-20211"`},
		{"an unknown key", "locales/outline.toml", `kind = "since"`, `kinds = "since"`, `unknown key`},
		{"a malformed outline", "locales/outline.toml", `kind = "since"`, `kind = since`, "locales/outline.toml:"},
		{"a source that is gone", "charts/data/sources.toml", "[source.trt-afp-20250608]", "[source.trt-afp]", `names source "trt-afp-20250608"`},
		{"an address that is none", "charts/data/sources.toml", `url = "https://trt.global/`, `url = "javascript://trt.global/`, "is not http(s)"},
		{"a control character in a title, escaped", "charts/data/sources.toml", `title = "`, `title = "\u202e`, "control character U+202E"},
		{"a joiner that is not seen in a record", "charts/data/claims.toml", `date = "`, `date = "\u200d`, "control character U+200D"},
		{"a message of a megabyte", "locales/messages/story.en.toml", `title = "`, `title = "` + strings.Repeat("long ", 200_000), "longer than 8192 bytes"},
		{"an id that ends an attribute", "locales/outline.toml", `id = "opening-mali"`, `id = "x\"><script>"`, "use small letters"},
		{"a term that a language lacks", "locales/messages/glossary.fr.toml", "[glossary.bodies.jnim]", "[glossary.bodies.gsim]", `glossary.fr.toml: message "glossary.bodies.jnim.`},
		{"a term without its text", "locales/messages/glossary.en.toml", "text = \"[United Nations mission", "texts = \"[United Nations mission", `glossary.en.toml: message "glossary.bodies.minusma.text"`},
		{"a term on an unknown record", "locales/messages/glossary.en.toml", "](ev-ml-2025-11-24)", "](ev-ml-2025-11-25)", `no record "ev-ml-2025-11-25"`},
		{"a term on no record", "locales/messages/glossary.en.toml", "[The rebels’ name for northern Mali, not a recognised entity](r-035).", "The rebels’ name for northern Mali.", `glossary.en.toml:112: term "azawad" rests on no record`},
		{"a term that the story never says", "locales/messages/glossary.en.toml", `said = "Rosatom"`, `said = "Rosenergoatom"`, `term "rosatom": no step says Rosenergoatom`},
		{"a control character in a word", "locales/messages/story.ar.toml", `title = "`, "title = \"\u202e", "control character U+202E"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := project(t)
			file := filepath.Join(root, c.file)
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), c.old) {
				t.Fatalf("%s no longer has %q", c.file, c.old)
			}
			if err := os.WriteFile(file, []byte(strings.Replace(string(text), c.old, c.new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(root, "dist")
			good := filepath.Join(out, "index.html")
			if err := os.MkdirAll(out, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(good, []byte("last good"), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err = Build(Options{Root: root, Out: out, Cache: filepath.Join(root, "cache")})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), filepath.Base(c.file)) {
				t.Errorf("error %q, want one line with %q", err, c.want)
			}
			if kept, _ := os.ReadFile(good); string(kept) != "last good" {
				t.Error("the last good site is gone")
			}
		})
	}
}

// A row of a graphic's data without a source is refused with file and line.
func TestRowWithoutASourceIsRefused(t *testing.T) {
	p, err := read.Load("../..")
	if err != nil {
		t.Fatal(err)
	}
	root := project(t)
	file := filepath.Join(root, "charts/data/bad.csv")
	if err := os.WriteFile(file, []byte("id,record\na,r-001\nb,\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = p.Facts.ReadCSV(os.DirFS(root), "bad.csv", "id")
	if err == nil || !strings.Contains(err.Error(), "charts/data/bad.csv:3: the row has no source") {
		t.Errorf("error %v", err)
	}
	if err := os.WriteFile(file, []byte("id,record\na,r-001\nb\u202e,r-001\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = p.Facts.ReadCSV(os.DirFS(root), "bad.csv", "id")
	if err == nil || !strings.Contains(err.Error(), `charts/data/bad.csv:3: column "id" holds the control character U+202E`) {
		t.Errorf("error %v", err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, o := range []Options{{BasePath: "no-slash"}, {BaseURL: "news.example"}, {BaseURL: "https://news.example/path"}, {BasePath: "/a b/"}} {
		if err := o.check(); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
}
