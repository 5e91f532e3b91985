// Package migrate brings a story that was made for an earlier program up to this one: its files take the form that this program reads, and
// what only people can write is listed.
package migrate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/app/kept"
	"sahel-explainer/app/scaffold"
	"sahel-explainer/locales"
)

// Report is what was done, and what is left to whoever writes the story; a line each.
type Report struct {
	From, To   int
	Done, Left []string
}

// step brings a story from one form to the next.
type step func(*story) error

// steps are the changes of form, the first from 1 to 2. Who changes the form adds one here, and raises locales.Engine.
var steps = []step{brandFolder, brandWithoutID}

// story is a story's files as they will be: nothing is written until all steps have succeeded.
type story struct {
	dir    string
	files  map[string]*string // by path; nil is one that was not there
	report *Report
}

var (
	engineLine  = regexp.MustCompile(`(?m)^engine = (\d+)\b.*\n`)
	editionLine = regexp.MustCompile(`(?m)^edition = `)
)

// Story brings the story in a folder up. The program's own files are at root. A fault leaves the story as it was.
func Story(root, dir string) (*Report, error) {
	s := &story{dir: dir, files: map[string]*string{}, report: &Report{To: locales.Engine}}
	outline, ok, err := s.read(locales.OutlineFile)
	if err != nil || !ok {
		return nil, fmt.Errorf("%s is missing in %s; name the folder of a story: -story stories/cocoa", locales.OutlineFile, dir)
	}
	s.report.From = 1 // the first programs wrote no number
	if m := engineLine.FindStringSubmatch(outline); m != nil {
		s.report.From, _ = strconv.Atoi(m[1])
	}
	if s.report.From > locales.Engine {
		return nil, fmt.Errorf("%s: engine = %d is for a later program; this one reads %d; take that program", locales.OutlineFile, s.report.From, locales.Engine)
	}
	for n := max(s.report.From, 1); n < locales.Engine; n++ {
		if err := steps[n-1](s); err != nil {
			return nil, err
		}
	}
	if err := s.newWords(root); err != nil {
		return nil, err
	}
	if m := engineLine.FindString(outline); m == "" || s.report.From != locales.Engine {
		if err := s.sayEngine(); err != nil {
			return nil, err
		}
	}
	return s.report, s.write()
}

// sayEngine writes the number of this program's form above the edition.
func (s *story) sayEngine() error {
	text, _, err := s.read(locales.OutlineFile)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("engine = %d # the form of these files; explainer migrate brings an earlier one up\n", locales.Engine)
	text = engineLine.ReplaceAllString(text, "")
	at := editionLine.FindStringIndex(text)
	if at == nil {
		return fmt.Errorf("%s has no line edition = \"2026-11-25\"; write it above the first chapter", locales.OutlineFile)
	}
	s.put(locales.OutlineFile, text[:at[0]]+line+text[at[0]:], fmt.Sprintf("engine = %d", locales.Engine))
	return nil
}

// read gives a file as it will be; ok tells whether there is one.
func (s *story) read(name string) (text string, ok bool, err error) {
	if t, known := s.files[name]; known {
		if t == nil {
			return "", false, nil
		}
		return *t, true, nil
	}
	raw, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	return string(raw), err == nil, err
}

// put changes a file and says why.
func (s *story) put(name, text, why string) {
	s.files[name] = &text
	s.report.Done = append(s.report.Done, name+": "+why)
}

// left says what a person has to do.
func (s *story) left(name, what string) { s.report.Left = append(s.report.Left, name+": "+what) }

func (s *story) write() error {
	for name, text := range s.files {
		if text == nil {
			continue
		}
		if err := kept.Replace(filepath.Join(s.dir, filepath.FromSlash(name)), []byte(*text)); err != nil {
			return err
		}
	}
	return nil
}

// tags are the languages that the story has words in.
func (s *story) tags() ([]string, error) {
	found, err := filepath.Glob(filepath.Join(s.dir, filepath.FromSlash(locales.MessagesDir), "story.*.toml"))
	var out []string
	for _, f := range found {
		out = append(out, strings.Split(path.Base(filepath.ToSlash(f)), ".")[1])
	}
	slices.Sort(out)
	return out, err
}

// names are the tables of a language's interface that became names of the brand, with what they are called there. They are patterns,
// for the check takes a plain name for a message that pages ask for.
var names = []struct {
	table *regexp.Regexp
	brand string
}{{tableOf("app"), "[brand]"}, {tableOf("publisher"), "[brand.publisher]"}, {tableOf("country"), "[brand.country]"}}

// tableOf finds a table of the interface, whole.
func tableOf(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\[ui\.` + name + `\][^\n]*\n(?:[^\[\n][^\n]*\n|\n)*`)
}

// brandFolder is the change of 29 November 2026: what a site looks like, and what it is called, is the story's own. It was the program's.
func brandFolder(s *story) error {
	if _, ok, err := s.read(locales.BrandFile); err != nil {
		return err
	} else if !ok {
		for name, text := range scaffold.Brand() {
			s.put(name, text, "the program's colours and icons, to be replaced")
		}
		s.left(locales.BrandFile, "choose the colours of the story's own site, and draw its three icons")
	}
	tags, err := s.tags()
	if err != nil {
		return err
	}
	for _, tag := range tags {
		if err := s.brandNames(tag); err != nil {
			return err
		}
	}
	return nil
}

// brandNames moves the names of a site from a language's interface to its brand.
func (s *story) brandNames(tag string) error {
	to, from := locales.MessagesDir+"/brand."+tag+".toml", locales.MessagesDir+"/ui."+tag+".toml"
	if _, ok, err := s.read(to); ok || err != nil {
		return err
	}
	ui, hadUI, err := s.read(from)
	if err != nil {
		return err
	}
	brand, moved := "", false
	for _, n := range names {
		found := n.table.FindString(ui)
		if found == "" {
			continue
		}
		_, body, _ := strings.Cut(found, "\n")
		brand += n.brand + "\n" + strings.TrimSpace(body) + "\n\n"
		ui, moved = strings.Replace(ui, found, "", 1), true
	}
	if !strings.Contains(brand, "[brand]\n") {
		words, _, err := s.read(locales.MessagesDir + "/story." + tag + ".toml")
		if err != nil {
			return err
		}
		title, err := titleOf(words)
		if err != nil {
			return fmt.Errorf("%s/story.%s.toml: %w", locales.MessagesDir, tag, err)
		}
		brand = "[brand]\nshort = " + strconv.Quote(title) + "\n\n" + brand
		s.left(to, "short is the story's whole title; write a name of one or two words, as a home screen shows it")
	}
	s.put(to, strings.TrimRight(brand, "\n")+"\n", "what the site is called")
	if hadUI && moved {
		s.put(from, ui, "its names moved to brand."+tag+".toml")
	}
	return nil
}

var idLine = regexp.MustCompile(`(?m)^(?:#[^\n]*\bid\b[^\n]*\n)?id = [^\n]*\n\n?`)

// brandWithoutID is the change after it: files that readers download are named after the graphic alone.
func brandWithoutID(s *story) error {
	text, ok, err := s.read(locales.BrandFile)
	if err != nil || !ok {
		return err
	}
	head, rest, _ := strings.Cut(text, "[colours]")
	if m := idLine.FindString(head); m != "" {
		s.put(locales.BrandFile, strings.Replace(head, m, "", 1)+"[colours]"+rest, "id is needed no more")
	}
	return nil
}
