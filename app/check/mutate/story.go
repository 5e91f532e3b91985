// Package mutate tests the editorial check: it makes mistakes of many kinds, and correct edits of many kinds, from the story, the
// data and the outline as they now are, and sees which of them the check finds, for the right reason and at the right place.
package mutate

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// tags are the languages whose words are mutated.
var tags = []string{"ar", "fr", "en"}

// text is one message of one language where it stands in its file.
type text struct {
	tag, id, file string
	from          int // of raw, in the file
	raw           string
	slots         []string // what the ledger puts into its slots, in order
}

// name is one entry of locales/names.toml.
type name struct {
	Kind       string
	Loose      bool
	Ar, Fr, En []string
}

func (n name) in(tag string) []string {
	return map[string][]string{"ar": n.Ar, "fr": n.Fr, "en": n.En}[tag]
}

// story is what is mutated: files as they stand, and where the words are in them.
type story struct {
	p     *read.Project
	files map[string][]byte
	texts map[string]map[string]text // language → message → text
	ids   []string                   // messages that stand on one line in all languages
	names []name
	words words
}

// mutated reports whether the words of a message file are mutated: the story's and each graphic's. Those of the program and the desk state
// no facts.
func mutated(p *read.Project, file string) bool {
	name, _, _ := strings.Cut(file, ".")
	_, graphic := p.Graphic(name)
	return graphic || name == "story"
}

func readStory(fsys fs.FS) (*story, error) {
	p, err := read.From(fsys)
	if err != nil {
		return nil, err
	}
	s := &story{p: p, files: map[string][]byte{}, texts: map[string]map[string]text{}}
	for _, tag := range tags {
		s.texts[tag] = map[string]text{}
		if p.Catalogues[tag] == nil {
			return nil, fmt.Errorf("no words in %q; mutations need ar, fr and en", tag)
		}
		for _, id := range p.Catalogues[tag].IDs() {
			m, _ := p.Catalogues[tag].Message(id)
			if base := strings.TrimPrefix(m.File, locales.MessagesDir+"/"); len(m.Forms) != 1 || !mutated(p, base) {
				continue
			}
			if t, ok := s.textAt(m); ok {
				t.tag = tag
				for _, x := range m.Slots["other"] {
					t.slots = append(t.slots, m.Forms["other"][x.From:x.To])
				}
				s.texts[tag][id] = t
			}
		}
	}
	for id := range s.texts["ar"] {
		if s.texts["fr"][id].id != "" && s.texts["en"][id].id != "" {
			s.ids = append(s.ids, id)
		}
	}
	sort.Strings(s.ids)
	var all struct {
		Name     []name
		Ordinary map[string][]string
	}
	if _, err := toml.Decode(string(s.file("locales/names.toml")), &all); err != nil {
		return nil, err
	}
	s.names = all.Name
	s.words, err = readWords()
	return s, err
}

// file is a file of the project, read once.
func (s *story) file(name string) []byte {
	if _, ok := s.files[name]; !ok {
		s.files[name], _ = fs.ReadFile(s.p.Files, name)
	}
	return s.files[name]
}

// textAt finds the words of a message in its file: what stands between the quotation marks of its line.
func (s *story) textAt(m locales.Message) (text, bool) {
	all := s.file(m.File)
	from := 0
	for n := 1; n < m.Line; n++ {
		i := bytes.IndexByte(all[from:], '\n')
		if i < 0 {
			return text{}, false
		}
		from += i + 1
	}
	line := all[from:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	open, shut := bytes.IndexByte(line, '"'), bytes.LastIndexByte(line, '"')
	if open < 0 || shut <= open+1 || !bytes.Contains(line[:open], []byte("=")) {
		return text{}, false
	}
	return text{id: m.ID, file: m.File, from: from + open + 1, raw: string(line[open+1 : shut])}, true
}

// Edit puts other bytes in the place of some of a file.
type Edit struct {
	File     string
	From, To int
	New      string
}

// at is an edit of a text, at places of its raw words.
func (t text) at(from, to int, new string) Edit {
	return Edit{t.file, t.from + from, t.from + to, new}
}

// whole is an edit that gives a text other words.
func (t text) whole(new string) Edit { return t.at(0, len(t.raw), new) }

// Mutation is one change of the story: a mistake, or a correct edit.
type Mutation struct {
	Kind string
	Lang string // ar, fr, en, all, or data
	What string // what was changed, for people
	// At are the messages, rows, records or steps that a finding about it names; Rules the rules that may find it.
	At    []string
	Rules []string
	Edits []Edit
}

// apply is the project with a mutation made.
func (s *story) apply(m Mutation) fs.FS {
	byFile := map[string][]Edit{}
	for _, e := range m.Edits {
		byFile[e.File] = append(byFile[e.File], e)
	}
	over := fstest.MapFS{}
	for file, edits := range byFile {
		slices.SortFunc(edits, func(a, b Edit) int { return b.From - a.From })
		out := slices.Clone(s.file(file))
		for _, e := range edits {
			out = slices.Concat(out[:e.From], []byte(e.New), out[e.To:])
		}
		over[file] = &fstest.MapFile{Data: out}
	}
	return facts.Over{FS: s.p.Files, Texts: over}
}

// exchanges are the edits of a text that exchange two things, by their key and language: of each key the first in a language.
type exchanges map[string]map[string][]Edit

func (x exchanges) add(key, tag string, edits []Edit) {
	if x[key] == nil {
		x[key] = map[string][]Edit{}
	}
	if x[key][tag] == nil {
		x[key][tag] = edits
	}
}

// inAll are the edits of a key in all languages, nil if one lacks it.
func (x exchanges) inAll(key string) []Edit {
	var out []Edit
	for _, tag := range tags {
		if x[key][tag] == nil {
			return nil
		}
		out = append(out, x[key][tag]...)
	}
	return out
}
