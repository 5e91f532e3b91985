package check

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"sahel-explainer/locales"
)

// Files of what the check knows of a language's words. A story without them has none.
const (
	NamesFile  = "locales/names.toml"
	SensesFile = "locales/senses.toml"
)

// properName is one name: see NamesFile.
type properName struct {
	Kind  string
	Loose bool
	forms map[string][]string // by language
	given map[string][]string // a person's forenames, by language
}

// UnmarshalTOML takes every key that is not one of a name's own for a language.
func (n *properName) UnmarshalTOML(v any) error {
	n.forms = map[string][]string{}
	for key, v := range v.(map[string]any) {
		ok := true
		switch key {
		case "kind":
			n.Kind, ok = v.(string)
		case "loose":
			n.Loose, ok = v.(bool)
		case "given":
			n.given = map[string][]string{}
			var by map[string]any
			by, ok = v.(map[string]any)
			for tag, list := range by {
				all, is := list.([]any)
				ok = ok && is
				for _, x := range all {
					form, is := x.(string)
					n.given[tag], ok = append(n.given[tag], form), ok && is
				}
			}
		default:
			var list []any
			list, ok = v.([]any)
			for _, x := range list {
				form, is := x.(string)
				n.forms[key], ok = append(n.forms[key], form), ok && is
			}
		}
		if !ok {
			return fmt.Errorf("key %s of a name is not of its kind", key)
		}
	}
	return nil
}

func (n properName) in(tag string) []string { return n.forms[tag] }

// id is what a name is called in all languages: its form in the program's for who reads none of the others, or, in a story without that,
// in the
// first that has one.
func (n properName) id() string {
	if f := n.forms[idTag]; len(f) > 0 { // asked some million times a check
		return f[0]
	}
	for _, tag := range slices.Sorted(maps.Keys(n.forms)) {
		if f := n.forms[tag]; len(f) > 0 {
			return f[0]
		}
	}
	return ""
}

// idTag is the language whose forms of names stand for them.
var idTag = locales.Common(locales.All()).Tag

// sense is one value of a family of words that exclude each other: see SensesFile.
type sense struct {
	Family, ID string
	// Number is what it says before a number, if that is something else: "some 2,000".
	Number string
	// Free: a clause may say it without a record that does, since it weakens, or its words have too many other uses.
	Free bool
	// Even: what two languages say of it, the third must say as well, and none may say it alone.
	Even  bool
	words map[string]string // by language

	re map[string]*regexp.Regexp
}

// UnmarshalTOML takes every key that is not one of a sense's own for a language.
func (s *sense) UnmarshalTOML(v any) error {
	s.words = map[string]string{}
	for key, v := range v.(map[string]any) {
		if free, ok := v.(bool); ok && key == "free" {
			s.Free = free
			continue
		}
		if even, ok := v.(bool); ok && key == "even" {
			s.Even = even
			continue
		}
		words, ok := v.(string)
		if !ok {
			return fmt.Errorf("key %s of a sense is no text", key)
		}
		switch key {
		case "family":
			s.Family = words
		case "id":
			s.ID = words
		case "number":
			s.Number = words
		default:
			s.words[key] = words
		}
	}
	return nil
}

// lexicon is both files, read once for each text that they have.
type lexicon struct {
	Name     []properName
	Ordinary map[string][]string
	// Known is what the names of publishers and speakers may say beside them: names, senses and words, by the name in the data.
	Known  map[string][]string
	Family []family
	Sense  []sense

	spellings map[string][]spelling
	families  map[string]family
	even      map[string]bool // the senses that are, by code
	namesSeen memo[named]
	nearSeen  memo[string]
	spansSeen memo[[]mark]
	kept      *keptMarks // none: see Keep
	// relating are the words that relate, by their traces: see relates. placing are those before where something happened: see places;
	// listing those that may stand in a list.
	relating, placing, listing map[string]bool
	relateOnce                 sync.Once
	text                       string // both files
	err                        error
}

// family is what is wrong if a word of it is exchanged, lost or new.
type family struct {
	ID, Why string
	// Drop: the word may not be lost. Add: it may not be new. Agree: no language may say one sense where the others say another.
	Drop, Add, Agree bool
	// Near is how many new words may stand with it and its loss still be one: a sentence with so few is no other sentence.
	Near int
}

// spelling is one spelling of a name, and its place in Name.
type spelling struct {
	text string
	name int
}

var lexicons filed[*lexicon]

// lexicon is what the project's files say; what is wrong with them is told once, by words.
func (d *desk) lexicon() *lexicon {
	if d.words != nil {
		return d.words
	}
	names, err1 := fs.ReadFile(d.p.Files, NamesFile)
	senses, err2 := fs.ReadFile(d.p.Files, SensesFile)
	d.words = lexicons.of([]byte(string(names)+"\x00"+string(senses)+"\x00"+strings.Join(d.tags(), " ")), func() *lexicon {
		x := &lexicon{text: string(names) + "\x00" + string(senses)}
		for i, err := range []error{err1, err2} {
			if err != nil && !errors.Is(err, fs.ErrNotExist) && x.err == nil {
				x.err = fmt.Errorf("%s: %w", []string{NamesFile, SensesFile}[i], err)
			}
		}
		if x.err == nil {
			x.err = x.read(string(names), string(senses), d.tags())
		}
		return x
	})
	return d.words
}

func (x *lexicon) read(names, senses string, tags []string) error {
	for _, f := range []struct{ name, text string }{{NamesFile, names}, {SensesFile, senses}} {
		meta, err := toml.Decode(f.text, x)
		if err == nil && len(meta.Undecoded()) > 0 {
			err = fmt.Errorf("unknown key %s", meta.Undecoded()[0])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	x.spellings, x.families, x.even = map[string][]spelling{}, map[string]family{}, map[string]bool{}
	for i, n := range x.Name {
		for _, tag := range tags {
			if len(n.in(tag)) == 0 {
				return fmt.Errorf("%s: name %d (%v) has no form in %s", NamesFile, i+1, n.forms, tag)
			}
			for _, s := range n.in(tag) {
				x.spellings[tag] = append(x.spellings[tag], spelling{s, i})
				if a := grammarOf(tag).Articles; len(a) == 2 { // alone, and as it is written after a joined letter
					if rest, ok := strings.CutPrefix(s, a[0]); ok {
						x.spellings[tag] = append(x.spellings[tag], spelling{a[1] + rest, i})
					}
				}
			}
		}
	}
	for _, list := range x.spellings {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].text) > len(list[j].text) })
	}
	for _, f := range x.Family {
		x.families[f.ID] = f
	}
	for i := range x.Sense {
		s := &x.Sense[i]
		if _, ok := x.families[s.Family]; !ok {
			return fmt.Errorf("%s: sense %q is of the unknown family %q", SensesFile, s.ID, s.Family)
		}
		s.re, x.even[s.Family+":"+s.ID] = map[string]*regexp.Regexp{}, s.Even
		for tag, words := range s.words {
			if grammarOf(tag) == nil {
				return fmt.Errorf("%s: sense %q has the key %q, which is no language that the check reads", SensesFile, s.ID, tag)
			}
			if front := grammarOf(tag).SenseFront; front != "" {
				words = front + `(?:` + words + `)`
			}
			re, err := regexp.Compile(`(?i)(?:^|[^\p{L}\p{M}])(` + words + `)(?:[^\p{L}\p{M}]|$)`)
			if err != nil {
				return fmt.Errorf("%s: sense %q in %s: %w", SensesFile, s.ID, tag, err)
			}
			s.re[tag] = re
		}
	}
	return nil
}

// wordsKnown tells what is wrong with the files of the lexicon.
func wordsKnown(d *desk) {
	if err := d.lexicon().err; err != nil {
		file, _, _ := strings.Cut(err.Error(), ":")
		d.add(Finding{File: file, Rule: "words", Severity: Error, What: "it cannot be read: " + err.Error(), Why: "names and senses are held by nothing while it is malformed", Mend: "mend it there"})
	}
}
