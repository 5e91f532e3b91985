// Package scaffold writes what a new story, graphic, record or language needs, whole, with words and numbers to replace: the check
// passes on it and the desk shows it.
package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

//go:embed story
var templates embed.FS

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// Story writes a story in some languages of the program into a folder that is empty or not there, and returns the files' names.
func Story(dir string, tags []string, today time.Time) ([]string, error) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty; name a new folder, for example stories/cocoa", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	known := locales.Tags(locales.All())
	if len(tags) == 0 {
		tags = []string{locales.Common(locales.All()).Tag}
	}
	for i, tag := range tags {
		if !slices.Contains(known, tag) {
			return nil, fmt.Errorf("language %q: the program has %s; begin with one of them, then: new language %s -like %s -story %s", tag,
				strings.Join(known, ", "), tag, known[0], dir)
		}
		if slices.Contains(tags[:i], tag) {
			return nil, fmt.Errorf("language %q is named twice", tag)
		}
	}
	fill := strings.NewReplacer("@TODAY@", today.Format(time.DateOnly), "@LANGUAGES@", `"`+strings.Join(tags, `", "`)+`"`, "@FIRST@", tags[0])
	var out []string
	err := fs.WalkDir(templates, "story", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := templates.ReadFile(p)
		if err != nil {
			return err
		}
		names := []string{strings.TrimPrefix(p, "story/")}
		if strings.Contains(names[0], ".TAG.") {
			one := names[0]
			names = nil
			for _, tag := range tags {
				names = append(names, strings.Replace(one, ".TAG.", "."+tag+".", 1))
			}
		}
		for _, name := range names {
			if err := put(dir, name, fill.Replace(string(text))); err != nil {
				return err
			}
			out = append(out, name)
		}
		return nil
	})
	return out, err
}

// Brand is what a new story's site looks like, by the names of the files.
func Brand() map[string]string {
	out := map[string]string{}
	const dir = "story/" + locales.BrandDir
	entries, err := templates.ReadDir(dir)
	if err != nil {
		panic(err) // ours, embedded
	}
	for _, e := range entries {
		text, err := templates.ReadFile(dir + "/" + e.Name())
		if err != nil {
			panic(err)
		}
		out[locales.BrandDir+"/"+e.Name()] = string(text)
	}
	return out
}

// put writes a file below a folder.
func put(dir, name, text string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// add writes text at the end of a file of a story, which may be new.
func add(dir, name, text string) error {
	old, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if s := strings.TrimRight(string(old), "\n"); s != "" {
		text = s + "\n\n" + text
	}
	return put(dir, name, text)
}

// isStory reports a folder that holds no story.
func isStory(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(locales.OutlineFile))); err != nil {
		return fmt.Errorf("%s holds no story (%s is missing); make one first: new story %s", dir, locales.OutlineFile, dir)
	}
	return nil
}

// Record writes a record, with a number and a source to replace.
func Record(dir, id string) ([]string, error) {
	if err := isStory(dir); err != nil {
		return nil, err
	}
	if !idPattern.MatchString(id) {
		return nil, fmt.Errorf("record %q: use small letters, digits and hyphens, for example harvest-2026", id)
	}
	const records, sources = facts.Dir + "/records.toml", facts.Dir + "/sources.toml"
	var out []string
	for _, f := range []struct{ name, has, text string }{
		{records, "id = \"" + id + "\"", record(id, 1)},
		{sources, "[source.my-source]", "[source.my-source]\npublisher = \"The publisher\"\ntitle = \"The title of the page, as it stands there\"\nurl = \"https://example.org/the-page\"\nlang = \"" + locales.Common(locales.All()).Tag + "\"\n"},
	} {
		text, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.name))) // none: it is written
		if slices.Contains(strings.Split(string(text), "\n"), f.has) {
			if f.name == records {
				return nil, fmt.Errorf("%s has a record %q already; give this one another id", records, id)
			}
			continue
		}
		if err := add(dir, f.name, f.text); err != nil {
			return nil, err
		}
		out = append(out, f.name)
	}
	return out, nil
}

// record is a record with a number to replace.
func record(id string, value int) string {
	return fmt.Sprintf("[[record]]\nid = %q\nfact = \"2025: what was measured, %d tonnes\"\nsources = [\"my-source\"]\n", id, value)
}

// languages are the tags in which a story has a file of words.
func languages(dir string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(locales.MessagesDir), "story.*.toml"))
	if err != nil || len(found) == 0 {
		return nil, fmt.Errorf("%s has no %s/story.TAG.toml; write one, or make a story: new story DIR", dir, locales.MessagesDir)
	}
	var out []string
	for _, f := range found {
		out = append(out, strings.Split(path.Base(filepath.ToSlash(f)), ".")[1])
	}
	return out, nil
}
