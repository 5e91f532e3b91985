package migrate

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/locales"
)

// lent are the catalogues that a story brings itself in a language that the program lacks.
var lent = []string{"ui", "evidence"}

// newWords lists, for each language that only the story has, the messages that the program has come to need: with the program's words, as
// comments, for a build must not take those for the language's own.
func (s *story) newWords(root string) error {
	tags, err := s.tags()
	if err != nil {
		return err
	}
	common := locales.Common(locales.All()).Tag
	for _, tag := range tags {
		if slices.Contains(locales.Tags(locales.All()), tag) {
			continue
		}
		have, err := s.catalogues(tag)
		if err != nil {
			return err
		}
		var lines []string
		for _, name := range lent {
			raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(locales.MessagesDir), name+"."+common+".toml"))
			if err != nil {
				return err
			}
			need, err := messages(string(raw))
			if err != nil {
				return err
			}
			for _, id := range slices.Sorted(maps.Keys(need)) {
				if _, ok := have[id]; !ok {
					lines = append(lines, fmt.Sprintf("# %s = %s", id, need[id]))
				}
			}
		}
		if len(lines) == 0 {
			continue
		}
		file := locales.MessagesDir + "/new." + tag + ".toml"
		old, ok, err := s.read(file)
		if err != nil {
			return err
		}
		if ok {
			lines = slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(old, l) })
			old = strings.TrimRight(old, "\n") + "\n"
		} else {
			old = "# New messages of the program, in its words: take each \"# \" away as it is said in this language.\n"
		}
		if len(lines) > 0 {
			s.put(file, old+strings.Join(lines, "\n")+"\n", fmt.Sprintf("%d messages that the program has come to need", len(lines)))
		}
		s.left(file, "say these messages in the language, and take the \"# \" before each away")
	}
	return nil
}

// catalogues are all messages that a story has in a language.
func (s *story) catalogues(tag string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(s.dir, filepath.FromSlash(locales.MessagesDir), "*."+tag+".toml"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, f := range files {
		name := locales.MessagesDir + "/" + filepath.Base(f)
		text, _, err := s.read(name)
		if err != nil {
			return nil, err
		}
		found, err := messages(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w; mend the TOML there", name, err)
		}
		for id, m := range found {
			out[id] = m
		}
	}
	return out, nil
}

// forms are the keys of a counted message.
var forms = []string{"zero", "one", "two", "few", "many", "other"}

// messages are those of a catalogue by id, each as TOML: a string, or a table of forms.
func messages(text string) (map[string]string, error) {
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		return nil, err
	}
	out := map[string]string{}
	var walk func(prefix string, m map[string]any)
	walk = func(prefix string, m map[string]any) {
		counted := len(m) > 0
		for k := range m {
			counted = counted && slices.Contains(forms, k)
		}
		if counted {
			var parts []string
			for _, k := range slices.Sorted(maps.Keys(m)) {
				parts = append(parts, fmt.Sprintf("%s = %s", k, strconv.Quote(fmt.Sprint(m[k]))))
			}
			out[prefix] = "{ " + strings.Join(parts, ", ") + " }"
			return
		}
		for k, v := range m {
			id := k
			if prefix != "" {
				id = prefix + "." + k
			}
			if sub, ok := v.(map[string]any); ok {
				walk(id, sub)
			} else {
				out[id] = strconv.Quote(fmt.Sprint(v))
			}
		}
	}
	walk("", tree)
	return out, nil
}

// titleOf is the story's title in a catalogue.
func titleOf(text string) (string, error) {
	found, err := messages(text)
	if err != nil {
		return "", err
	}
	title, err := strconv.Unquote(found["story.title"])
	if err != nil {
		return "", errors.New("it has no title; write it as title = \"…\" in the table [story]")
	}
	return title, nil
}
