package draw

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/kept"
	"sahel-explainer/charts/spec"
)

// ProvePictures draws every graphic in every language and place, takes what a build has drawn from its cache, and says which
// pictures are not true; a build and the desk refuse the same ones.
//
// What was proved once from the same words and data, by the same program, is true: it is kept, and not proved again.
func ProvePictures(p *read.Project, root, cache string) []error {
	lock, _ := os.ReadFile(filepath.Join(root, "package-lock.json")) // ECharts
	key := kept.Key(p.Files, []string{"charts", "locales"}, string(lock))
	file := filepath.Join(cache, "proved")
	if was, ok := kept.Read(file); ok && key != "" && string(was) == key {
		return nil
	}
	out := provePictures(p, root, cache)
	if len(out) == 0 && key != "" {
		kept.Write(file, []byte(key)) // one that cannot be kept is proved again
	}
	return out
}

func provePictures(p *read.Project, root, cache string) []error {
	s, err := NewDrawer(root, filepath.Join(cache, "art"))
	if err != nil {
		return []error{err}
	}
	var out []error
	for _, g := range p.Graphics {
		for _, l := range p.Locales() {
			if _, _, err := s.Figure(p, g, l.Tag); err != nil {
				out = append(out, fmt.Errorf("graphic %s: %w", g.ID(), err))
			}
		}
	}
	return out
}

// citesFigure finds states that no step shows for what they show: of the records of a state's marks, a step that shows it cites at least
// one. Where several steps show a state, it is the ground of the others.
func citesFigure(p *read.Project, g spec.Graphic, art Art) error {
	var errs []error
	for _, state := range g.States() {
		var cited, steps []string
		for _, st := range p.Outline.Steps() {
			if st.Graphic == g.ID() && st.State == state {
				cited, steps = append(cited, st.Records...), append(steps, st.ID)
			}
		}
		if len(steps) == 0 {
			continue // a state of the graphic's own page
		}
		pic := art[state][spec.Wide].Picture
		if pic.Proof == nil {
			continue // said where it is drawn
		}
		if shown := recordsOf(pic); len(shown) > 0 && !slices.ContainsFunc(shown, func(id string) bool { return slices.Contains(cited, id) }) {
			errs = append(errs, fmt.Errorf("graphic %s, state %s: its marks rest on %s, and none of its steps (%s) cites one of them; cite it in locales/outline.toml, or show another state",
				g.ID(), state, strings.Join(shown, ", "), strings.Join(steps, ", ")))
		}
	}
	return errors.Join(errs...)
}

// recordsOf are the records of the marks that a state is about.
func recordsOf(pic spec.Picture) []string {
	rows := pic.Proof.Focus
	if len(rows) == 0 {
		rows = pic.Proof.Rows
	}
	var out []string
	for _, r := range rows {
		out = append(out, pic.Tips[r].Records...)
	}
	for _, s := range pic.Proof.Spots {
		out = append(out, s.Records...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
