// Package read reads a story: its outline, words, records, rows and brand, checked against each other as far as a build needs. It is the
// first stage of a build (app/build) and all that the editorial check and the desk know of a story.
package read

import (
	"fmt"
	"io/fs"
	"os"
	"slices"

	"sahel-explainer/charts"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Project is all that editors write, read and checked.
type Project struct {
	Root       string
	Files      fs.FS
	Catalogues map[string]*locales.Catalogue
	Outline    *locales.Outline
	Facts      *facts.Store
	Brand      *locales.Brand
	Graphics   []spec.Graphic
	// Corrections is the public log of corrections, the newest first.
	Corrections []facts.Correction
}

// Load reads the project at root. The first thing that is wrong is the error: one line with file, place and mend.
func Load(root string) (*Project, error) { return LoadStory(root, "") }

// LoadStory reads another story's words, outline and data from a folder; the words of the program and the pages' style are those
// at root, and a story may bring its own. No folder is the story at root.
func LoadStory(root, story string) (*Project, error) { return load(root, story, nil, facts.Words) }

// Files are those of the story in a folder over the program's at root; no folder is the story at root.
func Files(root, story string) fs.FS {
	if story == "" {
		return os.DirFS(root)
	}
	return overlay{os.DirFS(story), os.DirFS(root)}
}

// load takes the facts as known, if they are given, instead of reading them.
func load(root, story string, known *facts.Store, words wording) (*Project, error) {
	p, err := from(Files(root, story), known, words)
	if err != nil {
		return nil, err
	}
	p.Root = root
	if err := p.checkOutline(); err != nil {
		return p, err
	}
	return p, p.checkGlossary()
}

// Draft reads a story that is being written: words of a language that are still missing stand in their source. known are the facts of the
// draft before, if they have not changed.
func Draft(root, story string, known *facts.Store) (*Project, error) {
	return load(root, story, known, facts.WordsUnderWay)
}

// From reads a project from any file system, without holding the outline against graphics and facts: Load does so and stops
// at the first fault, the editorial check does so and finds them all.
func From(files fs.FS) (*Project, error) { return from(files, nil, facts.Words) }

// wording reads the words and the facts of a project.
type wording func(fs.FS, *facts.Store) (map[string]*locales.Catalogue, *facts.Store, error)

func from(files fs.FS, known *facts.Store, words wording) (*Project, error) {
	p := &Project{Files: files}
	err := locales.CheckEngine(files)
	if err != nil {
		return nil, err
	}
	if p.Catalogues, p.Facts, err = words(files, known); err != nil {
		return nil, err
	}
	if p.Brand, err = locales.LoadBrand(files); err != nil {
		return nil, err
	}
	if p.Corrections, err = facts.LoadCorrections(files); err != nil {
		return nil, err
	}
	if p.Outline, err = locales.LoadOutline(files); err != nil {
		return p, err
	}
	p.Outline.Cite(p.Catalogues)
	named := map[string]bool{}
	for _, st := range p.Outline.Steps() {
		named[st.Graphic] = true
	}
	p.Graphics, err = charts.Of(files, named)
	return p, err
}

// Locales are the languages that the story is written in, in the order in which they are offered; the first is its source.
func (p *Project) Locales() []locales.Locale { return p.Outline.Locales() }

// Graphic finds a graphic by id.
func (p *Project) Graphic(id string) (spec.Graphic, bool) {
	for _, g := range p.Graphics {
		if g.ID() == id {
			return g, true
		}
	}
	return nil, false
}

// checkOutline holds the outline against the graphics and the facts.
func (p *Project) checkOutline() error {
	for _, ch := range p.Outline.Chapters {
		for _, st := range ch.Steps {
			where := fmt.Sprintf("%s: step %q", locales.OutlineFile, st.ID)
			g, ok := p.Graphic(st.Graphic)
			if !ok {
				return fmt.Errorf("%s names graphic %q, which does not exist; use one of %v", where, st.Graphic, p.ids())
			}
			if !spec.HasState(g, st.State) {
				return fmt.Errorf("%s names state %q, which graphic %q does not have; use one of %v", where, st.State, st.Graphic, g.States())
			}
			if what, mend := p.Uncited(st); what != "" {
				return fmt.Errorf("%s %s; %s", where, what, mend)
			}
			for _, key := range []string{"title", "body"} {
				source := p.Locales()[0].Tag
				if id := "step." + st.ID + "." + key; !p.Catalogues[source].Has(id) {
					return fmt.Errorf("%s has no words: message %q is missing; write it in %s/story.%s.toml", where, id, locales.MessagesDir, source)
				}
			}
		}
	}
	for _, x := range p.Outline.Explore {
		where := fmt.Sprintf("%s: [[explore]] of graphic %q", locales.OutlineFile, x.Graphic)
		i := slices.IndexFunc(p.Graphics, func(g spec.Graphic) bool { return g.ID() == x.Graphic })
		if i < 0 {
			return fmt.Errorf("%s: no step shows it; name a graphic of the story", where)
		}
		if len(x.States) == 0 || slices.ContainsFunc(x.States, func(s string) bool { return !spec.HasState(p.Graphics[i], s) }) {
			return fmt.Errorf("%s: states = %q; name some of %q", where, x.States, p.Graphics[i].States())
		}
	}
	steps := map[string]bool{}
	for _, st := range p.Outline.Steps() {
		steps[st.ID] = true
	}
	for _, c := range p.Corrections {
		where := fmt.Sprintf("%s: correction %q", facts.CorrectionsFile, c.ID)
		for _, id := range c.Steps {
			if !steps[id] {
				return fmt.Errorf("%s names step %q, which the outline does not have", where, id)
			}
		}
		for _, id := range c.Records {
			if _, err := p.Facts.Record(id); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
		}
	}
	return nil
}

func (p *Project) ids() []string {
	var out []string
	for _, g := range charts.All() {
		out = append(out, g.ID())
	}
	for _, g := range p.Graphics {
		if !slices.Contains(out, g.ID()) {
			out = append(out, g.ID())
		}
	}
	return out
}

// Env is the environment of a graphic for a locale and form.
func (p *Project) Env(locale string, form spec.Form) *spec.Env {
	return &spec.Env{Catalogue: p.Catalogues[locale], Facts: p.Facts, Files: p.Files, Form: form, Brand: p.Brand}
}

// checkGlossary holds each language's glossary against the story.
func (p *Project) checkGlossary() error {
	for _, l := range p.Locales() {
		if err := (&story.Page{Catalogue: p.Catalogues[l.Tag], Outline: p.Outline}).CheckGlossary(); err != nil {
			return err
		}
	}
	return nil
}
