package locales

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// OutlineFile is the outline of the story inside the project.
const OutlineFile = "locales/outline.toml"

// Engine is the form of a story's files that this program reads. app/migrate brings earlier ones up: 1 had no brand, 2 gave it an id.
const Engine = 3

// CheckEngine refuses a story whose files have another form than this program reads. One that does not say is taken as it is.
func CheckEngine(fsys fs.FS) error {
	text, err := fs.ReadFile(fsys, OutlineFile)
	if err != nil {
		return nil // who reads the outline says so
	}
	var o struct {
		Engine int `toml:"engine"`
	}
	if _, err := toml.Decode(string(text), &o); err != nil || o.Engine == 0 || o.Engine == Engine {
		return nil
	}
	if o.Engine > Engine {
		return fmt.Errorf("%s: engine = %d is for a later program; this one reads %d; take that program", OutlineFile, o.Engine, Engine)
	}
	return fmt.Errorf("%s: engine = %d is an earlier form of a story; this program reads %d; bring it up, for example: %s", OutlineFile, o.Engine, Engine, migrate)
}

// migrate is how a story is brought up, by whichever program.
const migrate = "explainer migrate -story cocoa (in the project: go run ./app migrate -story DIR)"

// Outline is the order of the story: chapters, their steps, and what each step shows and rests on.
type Outline struct {
	// Engine is the form of the story's files, see CheckEngine; 0 is one that does not say.
	Engine int `toml:"engine"`
	// Edition is the date of this edition of the story, which its address under v/ has.
	Edition string `toml:"edition"`
	// AsOf is the last day of what the story knows.
	AsOf string `toml:"asof"`
	// Languages are the tags of the languages that the story is written in, its source first; none means all that it has words in.
	Languages []string `toml:"languages"`
	// Explore are the graphics whose rows readers may filter after the story, in order; none means no such view.
	Explore  []Explored `toml:"explore"`
	Chapters []Chapter  `toml:"chapter"`
	// Depth is Short in the outline that Excerpt makes, empty in the whole one.
	Depth string `toml:"-"`

	locales []Locale
}

// Explored is a graphic of the explore view, and the states that together show all of its rows.
type Explored struct {
	Graphic string   `toml:"graphic"`
	States  []string `toml:"states"`
}

// Chapter is a part of the story. Kind is "report" for what the report says and "since" for what happened after it.
type Chapter struct {
	ID     string `toml:"id"`
	Kind   string `toml:"kind"`
	Number int    `toml:"number"`
	Steps  []Step `toml:"step"`
}

// Step is one stop of the scroll: the graphic and the state it shows, and the records it rests on.
type Step struct {
	ID      string `toml:"id"`
	Graphic string `toml:"graphic"`
	State   string `toml:"state"`
	// Records are those that its clauses and slots name, and those of Also. The file need not list them: a list that is there is Listed,
	// and may lack none of them.
	Records []string `toml:"-"`
	Listed  []string `toml:"records"`
	// Also are records on which the step rests and which no clause of it names: those that its graphic alone shows.
	Also []string `toml:"also"`
	// Short marks the steps of the short story, which is made of nothing else.
	Short bool `toml:"short"`
	// Was are the ids of published steps whose content this one has taken over: their addresses lead to it.
	Was []string `toml:"was"`
}

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// LoadOutline reads the outline. A malformed file, an unknown key, a repeated or ill-formed id or a step without a graphic
// or state is an error that names file and line.
func LoadOutline(fsys fs.FS) (*Outline, error) {
	text, err := fs.ReadFile(fsys, OutlineFile)
	if err != nil {
		return nil, err
	}
	var o Outline
	meta, err := toml.Decode(string(text), &o)
	if err != nil {
		if pe, ok := err.(toml.ParseError); ok {
			return nil, fmt.Errorf("%s:%d: %s; mend the TOML there", OutlineFile, pe.Position.Line, pe.Message)
		}
		return nil, fmt.Errorf("%s: %w", OutlineFile, err)
	}
	if un := meta.Undecoded(); len(un) > 0 {
		return nil, fmt.Errorf("%s: unknown key %q; remove or rename it", OutlineFile, un[0])
	}
	at := func(id string) string {
		for i, line := range strings.Split(string(text), "\n") {
			if strings.TrimSpace(line) == fmt.Sprintf("id = %q", id) {
				return fmt.Sprintf("%s:%d", OutlineFile, i+1)
			}
		}
		return OutlineFile
	}
	if err := o.checkHead(); err != nil {
		return nil, err
	}
	if o.locales, err = spokenOf(fsys, o.Languages); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, c := range o.Chapters {
		if err := checkID(c.ID, seen); err != nil {
			return nil, fmt.Errorf("%s: chapter %w", at(c.ID), err)
		}
		if c.Kind != "report" && c.Kind != "since" {
			return nil, fmt.Errorf("%s: chapter %q has kind %q; use report or since", at(c.ID), c.ID, c.Kind)
		}
		if len(c.Steps) == 0 {
			return nil, fmt.Errorf("%s: chapter %q has no step", at(c.ID), c.ID)
		}
		for _, s := range c.Steps {
			for _, id := range append([]string{s.ID}, s.Was...) {
				if err := checkID(id, seen); err != nil {
					return nil, fmt.Errorf("%s: step %w", at(s.ID), err)
				}
			}
			switch {
			case s.Graphic == "":
				return nil, fmt.Errorf("%s: step %q names no graphic", at(s.ID), s.ID)
			case s.State == "":
				return nil, fmt.Errorf("%s: step %q names no state of its graphic", at(s.ID), s.ID)
			}
		}
	}
	return &o, nil
}

// checkHead holds what stands above the chapters: two dates that are days, and no language twice.
func (o *Outline) checkHead() error {
	for _, d := range [][2]string{{"edition", o.Edition}, {"asof", o.AsOf}} {
		if t, err := time.Parse(time.DateOnly, d[1]); err != nil || t.Format(time.DateOnly) != d[1] {
			return fmt.Errorf("%s: %s = %q is no day; write it above the first chapter as %s = \"2026-11-25\"", OutlineFile, d[0], d[1], d[0])
		}
	}
	if o.Edition < o.AsOf {
		return fmt.Errorf("%s: the edition of %s knows of %s; make edition the later day", OutlineFile, o.Edition, o.AsOf)
	}
	for i, tag := range o.Languages {
		if slices.Contains(o.Languages[:i], tag) {
			return fmt.Errorf("%s: languages names %q twice; remove one", OutlineFile, tag)
		}
	}
	return nil
}

// Spoken reads from the outline which languages the story is written in, before the rest of it is read.
func Spoken(fsys fs.FS) ([]Locale, error) {
	var o struct {
		Languages []string `toml:"languages"`
	}
	text, err := fs.ReadFile(fsys, OutlineFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if _, err := toml.Decode(string(text), &o); err != nil {
		o.Languages = nil // LoadOutline says what is wrong and where
	}
	return spokenOf(fsys, o.Languages)
}

// spokenOf are the languages of the given tags, or, if none is given, all that have words.
func spokenOf(fsys fs.FS, tags []string) ([]Locale, error) {
	known, err := Languages(fsys)
	if err != nil {
		return nil, err
	}
	var out []Locale
	for _, tag := range tags {
		l, err := find(known, tag)
		if err != nil {
			return nil, fmt.Errorf("%s: languages: %w", OutlineFile, err)
		}
		out = append(out, l)
	}
	if len(tags) > 0 {
		return out, nil
	}
	for _, l := range known {
		if has, err := fs.Glob(fsys, MessagesDir+"/*."+l.Tag+".toml"); err != nil {
			return nil, err
		} else if len(has) > 0 {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		return All(), nil // no words at all: Load and others say what is missing
	}
	return out, nil
}

// Locales are the languages of the story, its source first.
func (o *Outline) Locales() []Locale {
	if o.locales == nil {
		return All()
	}
	return o.locales
}

func checkID(id string, seen map[string]bool) error {
	if !idPattern.MatchString(id) {
		return fmt.Errorf("id %q: use small letters, digits and hyphens, a letter first", id)
	}
	if seen[id] {
		return fmt.Errorf("id %q is used twice; rename one", id)
	}
	seen[id] = true
	return nil
}

// Chapter finds a chapter by id; nil if the outline has none of that name.
func (o *Outline) Chapter(id string) *Chapter {
	for i := range o.Chapters {
		if o.Chapters[i].ID == id {
			return &o.Chapters[i]
		}
	}
	return nil
}

// Steps lists all steps in reading order.
func (o *Outline) Steps() []Step {
	var out []Step
	for _, c := range o.Chapters {
		out = append(out, c.Steps...)
	}
	return out
}

// Scene is a run of consecutive steps of a chapter that share one sticky graphic.
type Scene struct {
	Graphic string
	Steps   []Step
}

// Scenes splits a chapter's steps into scenes.
func (c Chapter) Scenes() []Scene {
	var out []Scene
	for _, s := range c.Steps {
		if n := len(out); n > 0 && out[n-1].Graphic == s.Graphic {
			out[n-1].Steps = append(out[n-1].Steps, s)
			continue
		}
		out = append(out, Scene{s.Graphic, []Step{s}})
	}
	return out
}

// States lists the different states of a scene, in the order in which its steps first show them.
func (s Scene) States() []string {
	var out []string
	seen := map[string]bool{}
	for _, st := range s.Steps {
		if !seen[st.State] {
			seen[st.State] = true
			out = append(out, st.State)
		}
	}
	return out
}
