package site

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"sahel-explainer/app/embed"
	"sahel-explainer/app/verify"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Options are what a build is told.
type Options struct {
	Root string // the project
	// Story is a folder with another story's locales/ and charts/data/; empty is the project's own.
	Story string
	Out   string // where the site goes, usually dist
	// BaseURL is the absolute address of the site's root without a trailing slash, for canonical, sharing and oEmbed.
	BaseURL string
	// BasePath is the path of the site's root on its host, "/" or "/a/b/".
	BasePath string
	// Draft marks every page as one and writes no edition: words that the check refuses can be looked at, not published.
	Draft bool
	// Editions is a directory that holds the editions published so far (the last release, below v/): they are taken over.
	Editions string
	// Cache holds what has been drawn, cut, compiled and compressed before.
	Cache string
}

// check mends what can be mended and refuses the rest.
func (o *Options) check() error {
	if o.BasePath == "" {
		o.BasePath = "/"
	}
	if !strings.HasPrefix(o.BasePath, "/") || strings.ContainsAny(o.BasePath, "?#\"<> ") {
		return fmt.Errorf("BASE_PATH %q: start it with / and use no spaces or signs, like /explainers/story/", o.BasePath)
	}
	if !strings.HasSuffix(o.BasePath, "/") {
		o.BasePath += "/"
	}
	if o.BaseURL == "" {
		o.BaseURL = "http://localhost:8080"
	}
	u, err := url.Parse(o.BaseURL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || (u.Path != "" && u.Path != "/") {
		return fmt.Errorf("BASE_URL %q: give scheme and host alone, like https://news.example (the path goes into BASE_PATH)", o.BaseURL)
	}
	o.BaseURL = strings.TrimSuffix(o.BaseURL, "/")
	if o.Cache == "" {
		o.Cache = filepath.Join(o.Root, ".build")
	}
	return nil
}

// Report is what a build did.
type Report struct {
	Tree   Tree
	Took   time.Duration
	Phases map[string]time.Duration
	Studio *Studio
}

// builder carries one build.
type builder struct {
	Options
	p      *Project
	tree   Tree
	studio *Studio
	style  string
	sheets map[string]string // see sheetOf
	labels map[string]string // see columnLabels
	boot   string
	frame  string
	wasm   string
	exec   string
	echart string
	fonts  map[string]map[*face]string // locale → face → path
	figs   map[string]map[string]*story.Figure
	art    map[string]map[string]map[string]map[spec.Form]Picture
	icons  map[string]string            // icon name → path
	words  map[string]string            // locale → path of the client's words
	lives  map[string]map[string]string // locale → graphic → path of its options
	phases map[string]time.Duration
	draft  *Draft         // keeps what it can from one save to the next; nil in a build
	behind sync.WaitGroup // work that goes on beside the phases and only fills the cache
}

func newBuilder(o Options, p *Project) *builder {
	return &builder{Options: o, p: p, tree: Tree{}, phases: map[string]time.Duration{}, fonts: map[string]map[*face]string{},
		words: map[string]string{}, lives: map[string]map[string]string{}, figs: map[string]map[string]*story.Figure{}, art: map[string]map[string]map[string]map[spec.Form]Picture{}}
}

// compressor keeps what it has compressed among the cache.
func (b *builder) compressor() Compressor { return Compressor{filepath.Join(b.Cache, "compressed")} }

// Build makes the site in memory and, when all of it has succeeded, writes it. On an error the last good site stays.
func Build(o Options) (*Report, error) {
	start := time.Now()
	if err := o.check(); err != nil {
		return nil, err
	}
	var to *place
	if o.Out != "" { // held from the start: two builds at once would each do all the work for one result
		var err error
		if to, err = claim(o.Out); err != nil {
			return nil, err
		}
		defer to.leave()
	}
	p, err := LoadStory(o.Root, o.Story)
	if err != nil {
		return nil, err
	}
	b := newBuilder(o, p)
	defer b.behind.Wait()
	for _, ph := range []struct {
		name string
		do   func() error
	}{
		{"draw", b.draw}, {"assets", b.assets}, {"glyphs", b.glyphs}, {"cards", b.cards}, {"pages", b.pages}, {"data", b.data}, {"app", b.app}, {"script", b.embedScript}, {"editions", b.editions}, {"embeds", b.embeds},
		{"machines", b.machines}, {"notice", b.notice}, {"draft", b.markDraft}, {"sums", b.sums},
	} {
		at := time.Now()
		if err := ph.do(); err != nil {
			return nil, err
		}
		b.phases[ph.name] = time.Since(at)
	}
	at := time.Now()
	if to != nil {
		if err := b.tree.writeTo(to, b.compressor()); err != nil {
			return nil, err
		}
	}
	b.phases["write"] = time.Since(at)
	return &Report{b.tree, time.Since(start), b.phases, b.studio}, nil
}

// sums lists what was built, last of all, so that anyone can tell what a disk, a copy or a cache has made of it.
func (b *builder) sums() error {
	b.tree[verify.SumsFile] = verify.Sums(b.tree)
	return nil
}

func (b *builder) draw() error {
	var err error
	if b.studio, err = NewStudio(b.Root, filepath.Join(b.Cache, "art")); err != nil {
		return err
	}
	b.studio.loose = b.Draft
	warm := b.warm()
	defer func() { <-warm }()
	for _, l := range b.p.Locales() {
		if err := b.drawIn(l, b.studio.Figure); err != nil {
			return err
		}
	}
	return nil
}

// warm fills the cache with what other programs make, fonts and the client, while ECharts draws on one core: a first build is a
// quarter shorter for it. What fails here fails again, and is told, when it is needed.
func (b *builder) warm() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, l := range b.p.Locales() {
			for _, f := range facesOf(l) {
				_, _ = cut(b.Root, b.Cache+"/fonts", f, charactersOf(f, b.lettering(l.Tag)))
			}
		}
		_, _ = b.cardFonts()
		_, _, _ = client(b.Root, filepath.Join(b.Cache, "client"))
	}()
	return done
}

// drawIn draws every graphic in a language by the given studio.
func (b *builder) drawIn(l locales.Locale, figure func(*Project, spec.Graphic, string) (*story.Figure, map[string]map[spec.Form]Picture, error)) error {
	b.figs[l.Tag] = map[string]*story.Figure{}
	b.art[l.Tag] = map[string]map[string]map[spec.Form]Picture{}
	for _, g := range b.p.Graphics {
		f, art, err := figure(b.p, g, l.Tag)
		if err != nil {
			return err
		}
		b.figs[l.Tag][g.ID()], b.art[l.Tag][g.ID()] = f, art
	}
	return nil
}

func (b *builder) assets() error {
	for _, f := range []func() error{b.look, b.client, b.libraries, b.drawIcons} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// look gathers the styles and the scripts that every page has.
func (b *builder) look() error {
	var err error
	if b.style, err = styles(b.Root, b.p.Brand, b.p.Locales()); err != nil {
		return err
	}
	if b.Draft {
		b.style += draftStyle
	}
	boot, err := script(b.Root, "boot.js")
	if err != nil {
		return err
	}
	b.boot = b.tree.asset("boot.js", boot)
	frame, err := script(b.Root, "frame.js", embed.FrameLocales(b.p.Locales()))
	if err != nil {
		return err
	}
	b.frame = b.tree.asset("frame.js", frame)
	return nil
}

// client compiles the Go client.
func (b *builder) client() error {
	wasm, exec, err := client(b.Root, filepath.Join(b.Cache, "client"))
	if err != nil {
		return err
	}
	b.wasm, b.exec = b.tree.asset("client.wasm", wasm), b.tree.asset("wasm_exec.js", exec)
	if b.draft == nil { // a third of a first build's compressing: it goes on beside what comes next
		b.behind.Go(func() { _, _, _ = b.compressor().Both(wasm) })
	}
	return nil
}

// libraries are ECharts and the shapes of the map, for the browser.
func (b *builder) libraries() error {
	ec, err := render.Bundle(b.Root, true)
	if err != nil {
		return err
	}
	b.echart = b.tree.asset("echarts.js", ec)
	return nil
}

// data writes what readers and programs fetch as data: CSV and JSON per graphic and locale.
func (b *builder) data() error {
	for _, l := range b.p.Locales() {
		c := b.p.Catalogues[l.Tag]
		for _, g := range b.p.Graphics {
			f := b.figs[l.Tag][g.ID()]
			csv, err := CSV(f.Table, b.p.Facts, c.T("ui.sources.column"))
			if err != nil {
				return fmt.Errorf("graphic %s: %w", g.ID(), err)
			}
			b.tree["data/"+g.ID()+"."+l.Tag+".csv"] = csv
			if b.tree["data/"+g.ID()+"."+l.Tag+".json"], err = b.dataJSON(l, f); err != nil {
				return fmt.Errorf("graphic %s: %w", g.ID(), err)
			}
			if l.Tag == locales.Common(b.p.Locales()).Tag {
				b.tree["data/"+g.ID()+".csv"] = csv
			}
		}
	}
	return nil
}

// live puts a graphic's options for the browser among the assets and returns their path.
func (b *builder) live(l locales.Locale, g spec.Graphic) (string, error) {
	options := liveOptions
	if b.draft != nil {
		options = b.draft.options
	}
	raw, err := options(g, b.art[l.Tag][g.ID()], b.figs[l.Tag][g.ID()], (&story.Page{Catalogue: b.p.Catalogues[l.Tag], Outline: b.p.Outline, Facts: b.p.Facts}).Brief)
	if err != nil {
		return "", err
	}
	return b.tree.asset(g.ID()+"."+l.Tag+".json", raw), nil
}

// page puts together what a story page renders, with its pictures cleaned and their long paths shared.
func (b *builder) page(l locales.Locale, o *locales.Outline, states func(graphic string) []string, shapes *render.Shapes, links story.Links) (*story.Page, error) {
	pg := &story.Page{Catalogue: b.p.Catalogues[l.Tag], Outline: o, Facts: b.p.Facts, Graphics: map[string]*story.Figure{}, Links: links, Corrections: b.p.Corrections}
	for _, g := range b.p.Graphics {
		if len(states(g.ID())) == 0 && o.Depth == locales.Short {
			continue // the short story does not show it
		}
		clean := cleanInto
		if b.draft != nil {
			clean = b.draft.clean
		}
		f, err := clean(b.figs[l.Tag][g.ID()], b.art[l.Tag][g.ID()], shapes, states(g.ID()))
		if err != nil {
			return nil, err
		}
		pg.Graphics[g.ID()] = f
	}
	return pg, nil
}
