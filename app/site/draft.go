package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"sahel-explainer/app/kept"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Draft is the site as it is being written: in memory, uncompressed, its fonts uncut where a new character appears. After each
// save only what the save touched is made again, so that a sentence is on the screen before the eye has left the editor. What
// it makes is what Build makes, but for the ids of shared shapes. It is not safe for concurrent use; a Sketch that it gave is.
type Draft struct {
	o       Options
	speaks  []locales.Locale
	prefer  []string
	rewrite func(map[string]*locales.Catalogue) error
	studio  *Studio
	last    *builder
	figures map[string]*keptFigure // locale/graphic
	shapes  map[string]*render.Shapes
	cleaned map[cleanKey]*story.Figure
	live    map[*story.Figure][]byte // options for the browser
	// missed are the changes of saves that failed; missedAll: everything.
	missed    []string
	missedAll bool
	uncut     chan struct{} // holds one when a face is served whole because it is being cut
	cutting   sync.Map      // character sets that are being cut
}

// keptFigure is a figure with what it was made of: the words it asked for and the files it read.
type keptFigure struct {
	figure *story.Figure
	art    map[string]map[spec.Form]Picture
	words  map[string]map[string]string
	files  map[string]bool
}

type cleanKey struct {
	figure *story.Figure
	shapes *render.Shapes
}

// Sketch is one state of a draft. Its files are never changed after it was given.
type Sketch struct {
	Tree    Tree
	Project *Project
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
	d := &Draft{o: o, speaks: speaks, rewrite: rewrite, figures: map[string]*keptFigure{}, shapes: map[string]*render.Shapes{}, cleaned: map[cleanKey]*story.Figure{}, live: map[*story.Figure][]byte{}, uncut: make(chan struct{}, 1)}
	var err error
	if d.studio, err = NewStudio(o.Root, filepath.Join(d.o.Cache, "art")); err != nil {
		return nil, err
	}
	d.studio.loose = true // words may be too long while they are written; the check tells of them
	return d, nil
}

// Uncut tells when a face that was served whole has been cut: the next Update brings it.
func (d *Draft) Uncut() <-chan struct{} { return d.uncut }

// Update reads the project again and makes what the changed files touch; nil stands for everything. It hands over each
// language's story as soon as it is made. On an error the last sketch stands.
func (d *Draft) Update(changed []string, each func(Sketch)) (Sketch, error) {
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

func (d *Draft) update(changed []string, each func(Sketch)) (Sketch, error) {
	var known *facts.Store
	if d.last != nil && !touches(changed, records...) {
		known = d.last.p.Facts
	}
	p, err := load(d.o.Root, d.o.Story, known, facts.WordsUnderWay)
	if err != nil {
		return Sketch{}, err
	}
	if d.rewrite != nil {
		if err := d.rewrite(p.Catalogues); err != nil {
			return Sketch{}, err
		}
	}
	b := newBuilder(d.o, p)
	b.draft, b.studio = d, d.studio
	if old := d.last; old != nil {
		maps.Copy(b.tree, old.tree)
		b.style, b.boot, b.frame, b.wasm, b.exec, b.echart, b.icons = old.style, old.boot, old.frame, old.wasm, old.exec, old.echart, old.icons
		maps.Copy(b.fonts, old.fonts)
		maps.Copy(b.words, old.words)
		maps.Copy(b.lives, old.lives)
		maps.Copy(b.figs, old.figs)
		maps.Copy(b.art, old.art)
	}
	if d.last == nil || touches(changed, "web/", locales.BrandDir+"/") {
		if err := b.look(); err != nil {
			return Sketch{}, err
		}
	}
	if d.last == nil {
		if err := d.start(b); err != nil {
			return Sketch{}, err
		}
	}
	facesBefore := fmt.Sprint(b.fontPaths())
	for _, l := range d.speaks {
		if err := b.cutFor(l, d.cut); err != nil {
			return Sketch{}, err
		}
	}
	restyled := d.last == nil || fmt.Sprint(b.fontPaths()) != facesBefore
	var out Sketch
	for _, l := range d.order() {
		if !restyled && !d.concerns(l.Tag, changed) {
			continue
		}
		if err := b.drawIn(l, func(p *Project, g spec.Graphic, locale string) (*story.Figure, map[string]map[spec.Form]Picture, error) {
			return d.figure(p, g, locale, changed)
		}); err != nil {
			return Sketch{}, err
		}
		if err := b.storyPage(l); err != nil {
			return Sketch{}, err
		}
		out.Pages = append(out.Pages, l.Tag)
		if each != nil {
			each(Sketch{maps.Clone(b.tree), p, []string{l.Tag}})
		}
	}
	d.last = b
	d.forget()
	out.Tree, out.Project = maps.Clone(b.tree), p
	return out, nil
}

// Warm sets up what draws, so that the first change of a graphic does not wait for it. It may run beside other use of the draft.
func (d *Draft) Warm() error { return d.studio.Warm() }

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
func (d *Draft) Complete(urgent func() bool) (Sketch, error) {
	b := d.last
	if b == nil {
		return Sketch{}, fmt.Errorf("nothing was drafted yet")
	}
	whole := len(d.speaks) == len(b.p.Locales())
	var pieces []func() error
	if whole {
		pieces = append(pieces, b.drawIcons, b.commonPages, b.data, b.embeds)
	}
	for _, l := range d.speaks {
		for _, g := range b.p.Graphics {
			pieces = append(pieces, func() error { return b.graphicPage(l, g) })
		}
		pieces = append(pieces, func() error { return b.textPages(l) })
	}
	if whole {
		pieces = append(pieces, b.app)
	}
	for _, make := range pieces {
		if urgent != nil && urgent() {
			return Sketch{}, ErrInterrupted
		}
		if err := make(); err != nil {
			return Sketch{}, err
		}
	}
	return Sketch{Tree: maps.Clone(b.tree), Project: b.p}, nil
}

// start makes what stays from save to save. The client is taken as it was compiled last; see Compile.
func (d *Draft) start(b *builder) error {
	if err := b.libraries(); err != nil {
		return err
	}
	if err := b.drawIcons(); err != nil {
		return err
	}
	wasm, ok := kept.Read(filepath.Join(d.o.Cache, "client", clientFile))
	if !ok {
		return b.client()
	}
	exec, err := wasmExec()
	if err != nil {
		return err
	}
	b.wasm, b.exec = b.tree.asset("client.wasm", wasm), b.tree.asset("wasm_exec.js", exec)
	return nil
}

// Client is a compiled client, ready for a draft to take.
type Client struct{ WASM, Exec []byte }

// Compile compiles the client from the files as they are, which takes from one second to half a minute. It touches nothing of the
// draft, so that saves go on being drafted meanwhile; whoever owns the draft takes what comes of it.
func (d *Draft) Compile() (*Client, error) {
	wasm, exec, err := client(d.o.Root, filepath.Join(d.o.Cache, "client"))
	if err != nil {
		return nil, err
	}
	return &Client{wasm, exec}, nil
}

// Take brings a compiled client in and reports whether it differs from the one that the draft has; the next Update brings it to
// the pages.
func (d *Draft) Take(c *Client) bool {
	if d.last == nil {
		return false
	}
	tree := Tree{}
	wasm, exec := tree.asset("client.wasm", c.WASM), tree.asset("wasm_exec.js", c.Exec)
	if d.last.wasm == wasm && d.last.exec == exec {
		return false
	}
	d.last.wasm, d.last.exec = wasm, exec
	maps.Copy(d.last.tree, tree)
	return true
}

// touches reports whether a changed file lies below one of the prefixes; nil changes touch everything.
func touches(changed []string, prefixes ...string) bool {
	return changed == nil || slices.ContainsFunc(changed, func(c string) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(c, p) })
	})
}

// concerns reports whether changed files can show in a language's story: the catalogues of other languages cannot, nor can
// what only the check reads.
func (d *Draft) concerns(locale string, changed []string) bool {
	if changed == nil || d.rewrite != nil {
		return true
	}
	return slices.ContainsFunc(changed, func(c string) bool {
		dir, name := filepath.Split(c)
		if filepath.ToSlash(dir) == locales.MessagesDir+"/" {
			return strings.HasSuffix(name, "."+locale+".toml") && !strings.HasPrefix(name, "desk.")
		}
		return c != "locales/suppressions.toml" && c != "locales/terms.toml" && !strings.HasPrefix(c, "web/desk/")
	})
}

// figure takes a figure from the save before if no word that it asked for and no file that it read has changed.
func (d *Draft) figure(p *Project, g spec.Graphic, locale string, changed []string) (*story.Figure, map[string]map[spec.Form]Picture, error) {
	key := locale + "/" + g.ID()
	if k := d.figures[key]; k != nil && k.holds(p.Catalogues[locale], changed) {
		return k.figure, k.art, nil
	}
	k := &keptFigure{words: map[string]map[string]string{}, files: map[string]bool{}}
	watched := *p
	watched.Files = noted{p.Files, new(sync.Mutex), k.files}
	watched.Catalogues = maps.Clone(p.Catalogues)
	watched.Catalogues[locale] = p.Catalogues[locale].OnUse(func(id string) {
		m, _ := p.Catalogues[locale].Message(id)
		k.words[id] = m.Forms
	})
	var err error
	if k.figure, k.art, err = d.studio.Figure(&watched, g, locale); err != nil {
		return nil, nil, err
	}
	d.figures[key] = k
	return k.figure, k.art, nil
}

// records are the files that any graphic may draw from without opening them itself.
var records = []string{"charts/data/claims.toml", "charts/data/records.toml", "charts/data/sources.toml"}

func (k *keptFigure) holds(c *locales.Catalogue, changed []string) bool {
	if touches(changed, records...) {
		return false
	}
	for _, f := range changed {
		if k.files[f] {
			return false
		}
	}
	for id, forms := range k.words {
		if m, ok := c.Message(id); !ok || !maps.Equal(m.Forms, forms) {
			return false
		}
	}
	return true
}

// noted is a file system that notes what is read of it; a graphic's pictures are drawn beside each other.
type noted struct {
	fs.FS
	mu   *sync.Mutex
	seen map[string]bool
}

// Open implements fs.FS.
func (n noted) Open(name string) (fs.File, error) {
	n.mu.Lock()
	n.seen[name] = true
	n.mu.Unlock()
	return n.FS.Open(name)
}

// shapesOf keeps the shared shapes of a page from save to save, so that their ids stay and pictures need no second cleaning.
func (d *Draft) shapesOf(page string) *render.Shapes {
	if d.shapes[page] == nil {
		d.shapes[page] = &render.Shapes{}
	}
	return d.shapes[page]
}

func (d *Draft) clean(f *story.Figure, art map[string]map[spec.Form]Picture, shapes *render.Shapes, states []string) (*story.Figure, error) {
	if len(states) == 0 {
		return cleanInto(f, art, shapes, states)
	}
	key := cleanKey{f, shapes}
	if out := d.cleaned[key]; out != nil {
		return out, nil
	}
	out, err := cleanInto(f, art, shapes, states)
	if err == nil {
		d.cleaned[key] = out
	}
	return out, err
}

// options are liveOptions, kept as long as the figure is.
func (d *Draft) options(g spec.Graphic, art map[string]map[spec.Form]Picture, f *story.Figure, brief func(records []string) string) ([]byte, error) {
	if raw := d.live[f]; raw != nil {
		return raw, nil
	}
	raw, err := liveOptions(g, art, f, brief)
	if err == nil {
		d.live[f] = raw
	}
	return raw, err
}

// forget drops what was made of figures that are no more.
func (d *Draft) forget() {
	alive := map[*story.Figure]bool{}
	for _, k := range d.figures {
		alive[k.figure] = true
	}
	maps.DeleteFunc(d.cleaned, func(k cleanKey, _ *story.Figure) bool { return !alive[k.figure] })
	maps.DeleteFunc(d.live, func(f *story.Figure, _ []byte) bool { return !alive[f] })
}

func (b *builder) fontPaths() []string {
	var out []string
	for _, tag := range slices.Sorted(maps.Keys(b.fonts)) {
		for _, f := range b.faces(tag) {
			out = append(out, b.fonts[tag][f])
		}
	}
	return out
}

// cut takes a face that was cut before; one for new characters is served whole while it is cut in the background.
func (d *Draft) cut(root, cache string, f *face, chars string) ([]byte, error) {
	file, err := cutFile("woff2", root, cache, f, chars)
	if err != nil {
		return nil, err
	}
	if b, err := os.ReadFile(file); err == nil {
		return b, nil
	}
	if _, under := d.cutting.LoadOrStore(file, true); !under && d.rewrite == nil { // made-up words are not worth cutting for
		go func() {
			if _, err := cut(root, cache, f, chars); err == nil {
				select {
				case d.uncut <- struct{}{}:
				default:
				}
			}
		}()
	}
	return os.ReadFile(fileOf(root, f))
}

// Reads lists the data files that a graphic was drawn from, in order.
func (d *Draft) Reads(locale, graphic string) []string {
	k := d.figures[locale+"/"+graphic]
	if k == nil {
		return nil
	}
	var out []string
	for f := range k.files {
		if strings.HasPrefix(f, facts.Dir+"/") {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}
