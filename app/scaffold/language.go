package scaffold

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

var (
	tagPattern    = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)
	languagesLine = regexp.MustCompile(`(?m)^languages = \[([^\]]*)\]`)
)

// lentNames are the catalogues that the program lends a story in its own languages; a further language brings its own.
var lentNames = []string{"ui", "evidence"}

// Language writes a language into a story, like one that the story has: its file, and every catalogue with that one's words, to be
// replaced. root is the program's folder.
func Language(root, dir, tag, like string) ([]string, error) {
	if err := isStory(dir); err != nil {
		return nil, err
	}
	if !tagPattern.MatchString(tag) {
		return nil, fmt.Errorf("language %q: write a tag of BCP 47 in small letters, for example pt or ff-adlm", tag)
	}
	has, err := languages(dir)
	if err != nil {
		return nil, err
	}
	if like == "" {
		like = has[0]
	}
	switch {
	case slices.Contains(has, tag):
		return nil, fmt.Errorf("%s has words in %q already; change them in %s", dir, tag, locales.MessagesDir)
	case !slices.Contains(has, like):
		return nil, fmt.Errorf("-like %q: the story has %s; name one of them, best one of the same script", like, strings.Join(has, ", "))
	}
	var out []string
	write := func(name, text string) error {
		out = append(out, name)
		return put(dir, name, text)
	}
	if !slices.Contains(locales.Tags(locales.All()), tag) {
		if err := lent(root, dir, tag, like, write); err != nil {
			return nil, err
		}
	}
	own, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(locales.MessagesDir), "*."+like+".toml"))
	if err != nil {
		return nil, err
	}
	for _, file := range own {
		name := strings.TrimSuffix(path.Base(filepath.ToSlash(file)), "."+like+".toml")
		if exists(dir, locales.MessagesDir+"/"+name+"."+tag+".toml") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := write(locales.MessagesDir+"/"+name+"."+tag+".toml", string(text)); err != nil {
			return nil, err
		}
	}
	outline, err := read(root, dir, locales.OutlineFile)
	if err != nil {
		return nil, err
	}
	return out, write(locales.OutlineFile, languagesLine.ReplaceAllString(outline, `languages = [${1}, "`+tag+`"]`))
}

// lent writes what the program lends a story in its own languages: the file of the language, and the catalogues.
func lent(root, dir, tag, like string, write func(name, text string) error) error {
	text, err := read(root, dir, locales.LangsDir+"/"+like+".toml")
	if err != nil {
		return err
	}
	if err := write(locales.LangsDir+"/"+tag+".toml", langLike(text, tag)); err != nil {
		return err
	}
	said, err := saidOtherwise(dir, like)
	if err != nil {
		return err
	}
	for _, name := range lentNames {
		text, err := read(root, dir, locales.MessagesDir+"/"+name+"."+like+".toml")
		if err != nil {
			return err
		}
		if text = without(text, said); exists(dir, locales.MessagesDir+"/"+name+"."+like+".toml") {
			continue // copied below, with the story's others
		}
		if err := write(locales.MessagesDir+"/"+name+"."+tag+".toml", text); err != nil {
			return err
		}
	}
	return nil
}

// read reads a file of the story, or of the program where the story lacks it.
func read(root, dir, name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		text, err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	}
	return string(text), err
}

var (
	ownLines = regexp.MustCompile(`(?m)^(?:common|readers) = (?:\[[^\]]*\]|.*)\n`)
	keyLine  = regexp.MustCompile(`(?m)^(tag|name|short) = "[^"]*"`)
)

// langLike is the file of a language made from that of another: named anew, without what is that one's alone. How the check reads its
// words is left out, for the other's would read them wrongly.
func langLike(text, tag string) string {
	if i := strings.Index(text, "\n[reading]"); i >= 0 {
		text = text[:i+1]
		if j := strings.LastIndex(strings.TrimRight(text, "\n"), "\n"); strings.HasPrefix(text[j+1:], "#") {
			text = text[:j+1]
		}
	}
	head, faces, _ := strings.Cut(ownLines.ReplaceAllString(text, ""), "\n[")
	head = keyLine.ReplaceAllStringFunc(head, func(line string) string {
		key, _, _ := strings.Cut(line, " = ")
		value := map[string]string{"tag": tag, "name": strings.ToUpper(tag), "short": strings.ToUpper(tag)}[key]
		return fmt.Sprintf("%s = %q", key, value)
	})
	return "# A language like another: change each key. They are explained in locales/langs/README.md of the program.\n" + head + "\n[" + faces
}

var (
	tableLine   = regexp.MustCompile(`^\[([\w.-]+)\]`)
	messageLine = regexp.MustCompile(`^([\w-]+) = `)
)

// saidOtherwise are the messages of the program that a story says in words of its own, outside the program's catalogues: a language that
// brings those catalogues brings them without these.
func saidOtherwise(dir, tag string) (map[string]bool, error) {
	files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(locales.MessagesDir), "*."+tag+".toml"))
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		eachMessage(string(text), func(id, _ string) { out[id] = true })
	}
	return out, nil
}

// without is a catalogue without some messages.
func without(catalogue string, ids map[string]bool) string {
	var out strings.Builder
	eachMessage(catalogue, func(id, line string) {
		if id == "" || !ids[id] {
			out.WriteString(line)
		}
	})
	return out.String()
}

// eachMessage goes through a catalogue line by line; id is that of the message that stands there, if any.
func eachMessage(catalogue string, do func(id, line string)) {
	table := ""
	for line := range strings.SplitAfterSeq(catalogue, "\n") {
		id := ""
		if m := tableLine.FindStringSubmatch(line); m != nil {
			table = m[1] + "."
		} else if m := messageLine.FindStringSubmatch(line); m != nil {
			id = table + m[1]
		}
		do(id, line)
	}
}
