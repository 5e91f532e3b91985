// Package fourth writes stories in a language that the program does not have, for tests: a language is its own files and nothing else.
package fourth

import (
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

//go:embed *.toml
var langs embed.FS

var (
	accents = strings.NewReplacer("a", "ã", "e", "ê", "o", "õ", "u", "ú", "c", "ç", "A", "Á", "E", "É", "O", "Ó")
	letters = strings.NewReplacer("a", "ߊ", "b", "ߓ", "c", "ߗ", "d", "ߘ", "e", "ߋ", "f", "ߝ", "g", "ߜ", "h", "ߤ", "i", "ߌ", "j", "ߖ", "k", "ߞ", "l", "ߟ", "m", "ߡ",
		"n", "ߣ", "o", "ߏ", "p", "ߔ", "q", "ߞ", "r", "ߙ", "s", "ߛ", "t", "ߕ", "u", "ߎ", "v", "ߝ", "w", "ߥ", "x", "ߛ", "y", "ߦ", "z", "ߖ", "é", "ߍ", "è", "ߍ", "ê", "ߍ", "à", "ߊ", "ç", "ߛ", "ô", "ߐ")
)

// Write puts the file of a language and its words into a story's folder. The words are those of another language of the catalogues in
// from, respelled; those of graphics only if drawn says so, for they have no room for longer ones.
func Write(story string, from fs.FS, tag, of string, names []string, respell func(string) string, drawn bool) error {
	lang, err := langs.ReadFile(tag + ".toml")
	if err != nil {
		return err
	}
	if err := put(filepath.Join(story, locales.LangsDir, tag+".toml"), lang); err != nil {
		return err
	}
	all, err := locales.Languages(os.DirFS(story))
	if err != nil {
		return err
	}
	l := all[slices.IndexFunc(all, func(l locales.Locale) bool { return l.Tag == tag })]
	for _, name := range names {
		text, err := fs.ReadFile(from, path.Join(locales.MessagesDir, name+"."+of+".toml"))
		if err != nil {
			return err
		}
		if err := put(filepath.Join(story, locales.MessagesDir, name+"."+tag+".toml"), []byte(Respelled(string(text), l.Plurals, respell, drawn))); err != nil {
			return err
		}
	}
	return nil
}

// Portuguese has the accents of pt for the vowels of English words.
func Portuguese(s string) string { return accents.Replace(s) }

// Nko has a letter of N'Ko for each Latin one.
func Nko(s string) string { return letters.Replace(strings.ToLower(s)) }

func put(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

var (
	message = regexp.MustCompile(`^([\w-]+) = "(.*)"$`)
	plural  = regexp.MustCompile(`(?m)^(?:zero|one|two|few|many|other) = `)
	// kept are slots, placeholders, the records of clauses, and escapes.
	kept = regexp.MustCompile(`\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\)|\\u[0-9a-fA-F]{4}|\\\\?.`)
)

// Respelled is a catalogue in other letters. Graphics keep their words unless they are drawn so too, and a counted message gets the plural
// forms of the language, all with the words of the form "other".
func Respelled(text string, plurals []string, respell func(string) string, drawn bool) string {
	var out []string
	for _, table := range regexp.MustCompile(`(?m)^(?:\[[^\n]*\n)?(?:[^\[\n][^\n]*\n?|\n)*`).FindAllString(text, -1) {
		keep := !drawn && strings.HasPrefix(table, "[graphics")
		counted := len(plural.FindAllString(table, -1)) > 1
		for _, line := range strings.Split(strings.TrimSuffix(table, "\n"), "\n") {
			m := message.FindStringSubmatch(line)
			if m == nil {
				out = append(out, line)
				continue
			}
			words := m[2]
			if !keep {
				words = outside(kept, words, respell)
			}
			switch {
			case counted && m[1] == "other":
				for _, form := range plurals {
					out = append(out, form+` = "`+words+`"`)
				}
			case counted && plural.MatchString(line):
			default:
				out = append(out, m[1]+` = "`+words+`"`)
			}
		}
	}
	return strings.Join(out, "\n") + "\n"
}

// outside puts what no match holds through f.
func outside(re *regexp.Regexp, s string, f func(string) string) string {
	var b strings.Builder
	at := 0
	for _, m := range re.FindAllStringIndex(s, -1) {
		b.WriteString(f(s[at:m[0]]) + s[m[0]:m[1]])
		at = m[1]
	}
	return b.String() + f(s[at:])
}
