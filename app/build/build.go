// Package build builds the finished site. Its folders are the stages, each made of functions of values: read a story, draw its
// graphics, pack what all pages share, render pages and files, write them in the place of the last site. Build runs them once; a
// Draft, for the desk, calls the same functions again after each save and keeps what the save did not touch.
package build

import (
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/build/render"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/verify"
	echarts "sahel-explainer/charts/render"
	"sahel-explainer/components/story"
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
	Tree   write.Tree
	Took   time.Duration
	Phases map[string]time.Duration // by the name of a stage, or of a part of one
	Drawer *draw.Drawer
}

// Editions lists the editions of a build, the oldest first.
func (r *Report) Editions() []render.EditionReport { return render.EditionsOf(r.Tree) }

// Build makes the site in memory and, when all of it has succeeded, writes it. On an error the last good site stays.
func Build(o Options) (*Report, error) {
	start := time.Now()
	if err := o.check(); err != nil {
		return nil, err
	}
	var to *write.Place
	if o.Out != "" { // held from the start: two builds at once would each do all the work for one result
		var err error
		if to, err = write.Claim(o.Out); err != nil {
			return nil, err
		}
		defer to.Leave()
	}
	r := &Report{Phases: map[string]time.Duration{}}
	lap := r.laps()
	p, err := read.LoadStory(o.Root, o.Story)
	if err != nil {
		return nil, err
	}
	lap("read")
	if r.Tree, err = site(o, p, r); err != nil {
		return nil, err
	}
	lap = r.laps()
	if to != nil {
		if err := r.Tree.WriteTo(to, o.compressor()); err != nil {
			return nil, err
		}
	}
	lap("write")
	r.Took = time.Since(start)
	return r, nil
}

// laps notes how long each phase took: it is called with a name where one ends.
func (r *Report) laps() func(phase string) {
	at := time.Now()
	return func(phase string) { r.Phases[phase], at = time.Since(at), time.Now() }
}

// site makes every file of a story's site. What a phase needs of those before it stands among its arguments.
func site(o Options, p *read.Project, r *Report) (write.Tree, error) {
	lap := r.laps()
	b := o.values(p)
	var err error
	if b.Figures, b.Art, r.Drawer, err = o.draw(p); err != nil {
		return nil, err
	}
	lap("draw")
	files, clientSize, err := o.pack(&b)
	if err != nil {
		return nil, err
	}
	defer clientSize() // what goes on beside the phases ends with them
	lap("assets")
	if err := render.Glyphs(b); err != nil {
		return nil, err
	}
	lap("glyphs")
	cards, err := render.Cards(b)
	if err != nil {
		return nil, err
	}
	lap("cards")
	if b.ClientSize, err = clientSize(); err != nil {
		return nil, err
	}
	stories, pages, err := render.Pages(b)
	if err != nil {
		return nil, err
	}
	lap("pages")
	data, err := render.Data(b)
	if err != nil {
		return nil, err
	}
	lap("data")
	for _, more := range []write.Tree{cards, pages, data} {
		maps.Copy(files, more)
	}
	return complete(b, stories, files, lap)
}

// complete adds to a site's pages and files what is made of them.
func complete(b render.Build, stories map[string]render.Story, pages write.Tree, lap func(string)) (write.Tree, error) {
	site, err := render.App(b, stories, pages)
	if err != nil {
		return nil, err
	}
	lap("app")
	script, err := render.Script(b)
	if err != nil {
		return nil, err
	}
	maps.Copy(site, script)
	lap("script")
	if site, err = render.Edition(b, site); err != nil {
		return nil, err
	}
	lap("editions")
	embeds, err := render.Embeds(b, render.EditionDirs(site))
	if err != nil {
		return nil, err
	}
	maps.Copy(site, embeds)
	lap("embeds")
	machines, err := render.Machines(b, site)
	if err != nil {
		return nil, err
	}
	maps.Copy(site, machines)
	lap("machines")
	if site["NOTICE.txt"], err = pack.Notice(b.Root, b.Project.Locales()); err != nil {
		return nil, err
	}
	lap("notice")
	if b.Draft {
		marked, err := render.MarkDraft(b, site)
		if err != nil {
			return nil, err
		}
		maps.Copy(site, marked)
	}
	lap("draft")
	site[verify.SumsFile] = verify.Sums(site) // last of all: anyone can tell what a disk, a copy or a cache has made of it
	lap("sums")
	return site, nil
}

// values are what rendering is given, as far as they are known before anything is drawn.
func (o Options) values(p *read.Project) render.Build {
	b := render.Build{Root: o.Root, Cache: o.Cache, BaseURL: o.BaseURL, BasePath: o.BasePath, Editions: o.Editions, Draft: o.Draft, Project: p,
		Fonts: map[string]map[*pack.Face]string{}, Labels: map[string]string{}, Compressor: o.compressor(), Makers: render.Afresh}
	for _, l := range p.Locales() {
		b.Labels[l.Tag] = render.ColumnLabels(p, l.Tag)
	}
	return b
}

// compressor keeps what it has compressed among the cache.
func (o Options) compressor() write.Compressor {
	return write.Compressor{Cache: filepath.Join(o.Cache, "compressed")}
}

// draw draws every graphic in every language, and returns figures and pictures by language and graphic.
func (o Options) draw(p *read.Project) (map[string]map[string]*story.Figure, map[string]map[string]draw.Art, *draw.Drawer, error) {
	drawer, err := draw.NewDrawer(o.Root, filepath.Join(o.Cache, "art"))
	if err != nil {
		return nil, nil, nil, err
	}
	drawer.Loose = o.Draft
	warm := o.warm(p)
	defer func() { <-warm }()
	figures, arts := map[string]map[string]*story.Figure{}, map[string]map[string]draw.Art{}
	for _, l := range p.Locales() {
		if figures[l.Tag], arts[l.Tag], err = draw.Language(p, l.Tag, drawer.Figure); err != nil {
			return nil, nil, nil, err
		}
	}
	return figures, arts, drawer, nil
}

// warm fills the cache with what other programs make, fonts and the client, while ECharts draws on one core: a first build is a
// quarter shorter for it. What fails here fails again, and is told, when it is needed.
func (o Options) warm(p *read.Project) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, l := range p.Locales() {
			_, _, _ = pack.Fonts(o.Root, o.Cache, l, p.Catalogues[l.Tag], pack.Cut)
		}
		_, _ = render.CardFonts(o.Root, o.Cache, p.Locales())
		_, _, _ = pack.Compile(o.Root, o.clientCache())
	}()
	return done
}

// clientCache keeps what the client was compiled to.
func (o Options) clientCache() string { return filepath.Join(o.Cache, "client") }

// pack makes what all pages share, and tells b of it. The client is slow to compress, a third of a first build's compressing: that goes on
// beside what comes next, and size waits for it.
func (o Options) pack(b *render.Build) (_ write.Tree, size func() (int, error), err error) {
	files, err := o.look(b)
	if err != nil {
		return nil, nil, err
	}
	wasm, exec, err := pack.Compile(o.Root, o.clientCache())
	if err != nil {
		return nil, nil, err
	}
	b.Client = pack.Client{WASM: files.Asset("client.wasm", wasm), Exec: files.Asset("wasm_exec.js", exec)}
	more, err := o.libraries(b)
	if err != nil {
		return nil, nil, err
	}
	maps.Copy(files, more)
	for _, l := range b.Project.Locales() {
		fonts, faces, err := pack.Fonts(o.Root, o.Cache, l, b.Project.Catalogues[l.Tag], pack.Cut)
		if err != nil {
			return nil, nil, err
		}
		b.Fonts[l.Tag] = fonts
		maps.Copy(files, faces)
	}
	compressor := b.Compressor
	size = sync.OnceValues(func() (int, error) {
		br, _, err := compressor.Both(wasm)
		return len(br), err
	})
	go size()
	return files, size, nil
}

// look reads the styles and the scripts that every page has.
func (o Options) look(b *render.Build) (files write.Tree, err error) {
	if b.Look, files, err = pack.NewLook(o.Root, b.Project.Brand, b.Project.Locales()); err != nil {
		return nil, err
	}
	if o.Draft {
		b.Look.Style += render.DraftStyle
	}
	return files, nil
}

// libraries are ECharts for the browser, the icons, and the manifests that name them.
func (o Options) libraries(b *render.Build) (write.Tree, error) {
	ec, err := echarts.Bundle(o.Root, true)
	if err != nil {
		return nil, err
	}
	files := write.Tree{}
	b.ECharts = files.Asset("echarts.js", ec)
	icons, err := o.icons(b)
	maps.Copy(files, icons)
	return files, err
}

// icons are those of the brand, and the manifests that name them.
func (o Options) icons(b *render.Build) (files write.Tree, err error) {
	if b.Icons, files, err = render.Icons(b.Project); err != nil {
		return nil, err
	}
	manifests, err := render.Manifests(*b)
	maps.Copy(files, manifests)
	return files, err
}
