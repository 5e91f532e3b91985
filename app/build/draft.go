package build

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/build/render"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/kept"
	"sahel-explainer/charts/facts"
	echarts "sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Draft is the site as it is being written: in memory, uncompressed, its fonts uncut where a new character appears. After each
// save only what the save touched is made again, so that a sentence is on the screen before the eye has left the editor. What
// it makes is what Build makes, but for the ids of shared shapes. It is not safe for concurrent use; a Snapshot that it gave is.
type Draft struct {
	o       Options
	speaks  []locales.Locale
	prefer  []string
	rewrite func(map[string]*locales.Catalogue) error
	drawer  *draw.Drawer
	last    *drafted
	figures map[string]*keptFigure // locale/graphic
	shapes  map[string]*echarts.Shapes
	cleaned map[cleanKey]*story.Figure
	live    map[*story.Figure][]byte // options for the browser
	// missed are the changes of saves that failed; missedAll: everything.
	missed    []string
	missedAll bool
	uncut     chan struct{} // holds one when a face is served whole because it is being cut
	cutting   sync.Map      // character sets that are being cut
}

// drafted is what the last save came to.
type drafted struct {
	b       render.Build
	tree    write.Tree
	stories map[string]render.Story
}

// Snapshot is one state of a draft. Its files are never changed after it was given.
type Snapshot struct {
	Tree    write.Tree
	Project *read.Project
	// Pages are the locales whose story was made again.
	Pages []string
}

// NewDraft opens a draft. rewrite, if any, changes the catalogues that were read: views in made-up languages are made by it, and
// speaks lists the languages that the draft writes, with their directions.
func NewDraft(o Options, speaks []locales.Locale, rewrite func(map[string]*locales.Catalogue) error) (*Draft, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	o.Draft = true // what is being written is no edition
	d := &Draft{o: o, speaks: speaks, rewrite: rewrite, figures: map[string]*keptFigure{}, shapes: map[string]*echarts.Shapes{}, cleaned: map[cleanKey]*story.Figure{}, live: map[*story.Figure][]byte{}, uncut: make(chan struct{}, 1)}
	var err error
	if d.drawer, err = draw.NewDrawer(o.Root, filepath.Join(d.o.Cache, "art")); err != nil {
		return nil, err
	}
	d.drawer.Loose = true // words may be too long while they are written; the check tells of them
	return d, nil
}

// Uncut tells when a face that was served whole has been cut: the next Update brings it.
func (d *Draft) Uncut() <-chan struct{} { return d.uncut }

// Update reads the project again and makes what the changed files touch; nil stands for everything. It hands over each
// language's story as soon as it is made. On an error the last snapshot stands.
func (d *Draft) Update(changed []string, each func(Snapshot)) (Snapshot, error) {
	// What a save changed that could not be shown still waits to be made.
	if d.missed != nil && changed != nil {
		changed = append(slices.Clone(d.missed), changed...)
	}
	if d.missedAll {
		changed = nil
	}
	d.missed, d.missedAll = changed, changed == nil // unless this comes to its end
	s, err := d.update(changed, each)
	if err == nil {
		d.missed, d.missedAll = nil, false
	}
	return s, err
}

func (d *Draft) update(changed []string, each func(Snapshot)) (Snapshot, error) {
	var known *facts.Store
	if d.last != nil && !touches(changed, records...) {
		known = d.last.b.Project.Facts
	}
	p, err := read.Draft(d.o.Root, d.o.Story, known)
	if err != nil {
		return Snapshot{}, err
	}
	if d.rewrite != nil {
		if err := d.rewrite(p.Catalogues); err != nil {
			return Snapshot{}, err
		}
	}
	now, err := d.begin(p, changed)
	if err != nil {
		return Snapshot{}, err
	}
	restyled, err := d.cutFonts(now)
	if err != nil {
		return Snapshot{}, err
	}
	var out Snapshot
	for _, l := range d.order() {
		if !restyled && !d.concerns(l.Tag, changed) {
			continue
		}
		now.b.Figures[l.Tag], now.b.Art[l.Tag], err = draw.Language(p, l.Tag, func(p *read.Project, g spec.Graphic, locale string) (*story.Figure, draw.Art, error) {
			return d.figure(p, g, locale, changed)
		})
		if err != nil {
			return Snapshot{}, err
		}
		s, err := render.StoryIn(now.b, l)
		if err != nil {
			return Snapshot{}, err
		}
		now.stories[l.Tag] = s
		maps.Copy(now.tree, s.Pages)
		out.Pages = append(out.Pages, l.Tag)
		if each != nil {
			each(Snapshot{maps.Clone(now.tree), p, []string{l.Tag}})
		}
	}
	d.last = now
	d.forget()
	out.Tree, out.Project = maps.Clone(now.tree), p
	return out, nil
}

// begin is a draft of the story as it is now, with what the changed files did not touch of the one before.
func (d *Draft) begin(p *read.Project, changed []string) (*drafted, error) {
	now := &drafted{d.o.values(p), write.Tree{}, map[string]render.Story{}}
	b := &now.b
	b.Desk, b.Makers = true, render.Makers{Clean: d.clean, Options: d.options, Shapes: d.shapesOf}
	b.Figures, b.Art = map[string]map[string]*story.Figure{}, map[string]map[string]draw.Art{}
	for _, l := range d.speaks {
		b.Labels[l.Tag] = render.ColumnLabels(p, l.Tag)
	}
	if old := d.last; old != nil {
		maps.Copy(now.tree, old.tree)
		maps.Copy(now.stories, old.stories)
		b.Look, b.Client, b.ClientSize, b.ECharts, b.Icons = old.b.Look, old.b.Client, old.b.ClientSize, old.b.ECharts, old.b.Icons
		maps.Copy(b.Fonts, old.b.Fonts)
		maps.Copy(b.Figures, old.b.Figures)
		maps.Copy(b.Art, old.b.Art)
	}
	if d.last == nil || touches(changed, "web/", "components/shell/", locales.BrandDir+"/") {
		look, err := d.o.look(b)
		if err != nil {
			return nil, err
		}
		maps.Copy(now.tree, look)
	}
	if d.last == nil {
		return now, d.start(now)
	}
	return now, nil
}

// cutFonts cuts the faces of all languages, and reports whether one is another than before.
func (d *Draft) cutFonts(now *drafted) (restyled bool, err error) {
	before := fontPaths(now.b)
	for _, l := range d.speaks {
		paths, files, err := pack.Fonts(d.o.Root, d.o.Cache, l, now.b.Project.Catalogues[l.Tag], d.cut)
		if err != nil {
			return false, err
		}
		now.b.Fonts[l.Tag] = paths
		maps.Copy(now.tree, files)
	}
	return d.last == nil || !slices.Equal(before, fontPaths(now.b)), nil
}

// Warm sets up what draws, so that the first change of a graphic does not wait for it. It may run beside other use of the draft.
func (d *Draft) Warm() error { return d.drawer.Warm() }

// Prefer has Update make some languages' stories before the others.
func (d *Draft) Prefer(tags []string) { d.prefer = tags }

// order is the languages, the preferred ones first.
func (d *Draft) order() []locales.Locale {
	var first, rest []locales.Locale
	for _, l := range d.speaks {
		if slices.Contains(d.prefer, l.Tag) {
			first = append(first, l)
		} else {
			rest = append(rest, l)
		}
	}
	return append(first, rest...)
}

// ErrInterrupted is what Complete ends with when it was told that something more urgent waits.
var ErrInterrupted = errors.New("interrupted")

// Complete makes what the last Update left: pages of graphics, data, embeds, the service worker. It is what finds the faults
// that the story's own pages do not show. Between two pieces of a tenth of a second it asks whether something more urgent waits;
// nil stands for nothing.
func (d *Draft) Complete(urgent func() bool) (Snapshot, error) {
	now := d.last
	if now == nil {
		return Snapshot{}, fmt.Errorf("nothing was drafted yet")
	}
	for _, files := range d.rest(now) {
		if urgent != nil && urgent() {
			return Snapshot{}, ErrInterrupted
		}
		made, err := files()
		if err != nil {
			return Snapshot{}, err
		}
		maps.Copy(now.tree, made)
	}
	return Snapshot{Tree: maps.Clone(now.tree), Project: now.b.Project}, nil
}

// rest is what makes the pages and files beside the stories, piece by piece.
func (d *Draft) rest(now *drafted) []func() (write.Tree, error) {
	b := &now.b
	whole := len(d.speaks) == len(b.Project.Locales())
	var pieces []func() (write.Tree, error)
	if whole {
		pieces = append(pieces, func() (write.Tree, error) { return d.o.icons(b) },
			func() (write.Tree, error) { return render.Common(*b), nil },
			func() (write.Tree, error) { return render.Data(*b) },
			func() (write.Tree, error) { return render.Script(*b) },
			func() (write.Tree, error) { return render.Embeds(*b, nil) })
	}
	for _, l := range d.speaks {
		for _, g := range b.Project.Graphics {
			pieces = append(pieces, func() (write.Tree, error) { return render.Graphic(*b, l, g) })
		}
		pieces = append(pieces, func() (write.Tree, error) { return render.Texts(*b, l) })
	}
	if whole {
		pieces = append(pieces, func() (write.Tree, error) { return render.App(*b, now.stories, now.tree) })
	}
	return pieces
}

// start makes what stays from save to save. The client is taken as it was compiled last; see Compile.
func (d *Draft) start(now *drafted) error {
	files, err := d.o.libraries(&now.b)
	if err != nil {
		return err
	}
	maps.Copy(now.tree, files)
	wasm, ok := kept.Read(filepath.Join(d.o.clientCache(), pack.ClientFile))
	var exec []byte
	if ok {
		exec, err = pack.Exec()
	} else {
		wasm, exec, err = pack.Compile(d.o.Root, d.o.clientCache())
	}
	if err != nil {
		return err
	}
	now.take(&Client{wasm, exec})
	return nil
}

// fontPaths are the paths of all faces.
func fontPaths(b render.Build) []string {
	var out []string
	for _, tag := range slices.Sorted(maps.Keys(b.Fonts)) {
		out = append(out, slices.Sorted(maps.Values(b.Fonts[tag]))...)
	}
	return out
}

// cut takes a face that was cut before; one for new characters is served whole while it is cut in the background.
func (d *Draft) cut(root, cache string, f *pack.Face, chars string) ([]byte, error) {
	file, err := pack.CutFile("woff2", root, cache, f, chars)
	if err != nil {
		return nil, err
	}
	if b, err := os.ReadFile(file); err == nil {
		return b, nil
	}
	if _, under := d.cutting.LoadOrStore(file, true); !under && d.rewrite == nil { // made-up words are not worth cutting for
		go func() {
			if _, err := pack.Cut(root, cache, f, chars); err == nil {
				select {
				case d.uncut <- struct{}{}:
				default:
				}
			}
		}()
	}
	return os.ReadFile(pack.FileOf(root, f))
}
