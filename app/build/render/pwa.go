package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/image/webp"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/pwa"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// Icons draws the icons of a story's brand. It returns the path of each by its name, and the files.
func Icons(p *read.Project) (map[string]string, write.Tree, error) {
	brand, err := fs.Sub(p.Files, locales.BrandDir)
	if err != nil {
		return nil, nil, err
	}
	icons, err := pwa.Icons(brand)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", locales.BrandDir, err)
	}
	paths, out := map[string]string{}, write.Tree{}
	for name, content := range icons {
		paths[name] = out.Asset(name, content)
	}
	return paths, out, nil
}

// Manifests are what a device asks to install the story, in each language.
func Manifests(b Build) (write.Tree, error) {
	brand, err := fs.Sub(b.Project.Files, locales.BrandDir)
	if err != nil {
		return nil, err
	}
	out := write.Tree{}
	for _, l := range b.Project.Locales() {
		c, paper := b.Project.Catalogues[l.Tag], b.Project.Brand.Light["paper"]
		in := pwa.ManifestInput{BasePath: b.BasePath, Locale: l.Tag, Dir: l.Dir, Name: c.T("story.title"), ShortName: c.T("brand.short"),
			Description: c.T("story.standfirst"), ThemeColor: paper, BackgroundColor: paper, IconPaths: b.Icons}
		for _, ch := range b.Project.Outline.Chapters[1:] {
			if ch.Number > 0 && len(in.Shortcuts) < 4 {
				in.Shortcuts = append(in.Shortcuts, pwa.Shortcut{Name: c.T("chapter." + ch.ID + ".title"), Path: l.Tag + "/#" + ch.Steps[0].ID})
			}
		}
		if in.Screenshots, err = screenshots(out, brand, l.Tag, c); err != nil {
			return nil, err
		}
		if out["manifest."+l.Tag+".webmanifest"], err = pwa.Manifest(in); err != nil {
			return nil, fmt.Errorf("manifest %s: %w", l.Tag, err)
		}
	}
	return out, nil
}

// screenshotBytes is the most that a picture in an install dialog may weigh: only who opens one downloads it, yet by the megabyte.
const screenshotBytes = 100_000

// ScreenshotsDir holds those pictures inside the project, and screenshotsDir inside the brand.
const (
	screenshotsDir = "screenshots"
	ScreenshotsDir = locales.BrandDir + "/" + screenshotsDir
)

// ScreenshotSizes are the pictures that each language's manifest shows, by form factor, in pixels.
var ScreenshotSizes = map[string][2]int{"narrow": {540, 960}, "wide": {1280, 800}}

// screenshots puts a language's pictures of the app among the assets, if the brand has them. Drawing them takes Chromium, which a
// build must not need, so they are part of the source; what no longer fits stops the build.
func screenshots(out write.Tree, brand fs.FS, tag string, c *locales.Catalogue) ([]pwa.Screenshot, error) {
	if _, err := fs.Stat(brand, path.Join(screenshotsDir, tag+"-narrow.webp")); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var shots []pwa.Screenshot
	for _, form := range []string{"narrow", "wide"} {
		name := tag + "-" + form + ".webp"
		raw, err := fs.ReadFile(brand, path.Join(screenshotsDir, name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w; draw it with make screenshots", ScreenshotsDir, err)
		}
		cfg, err := webp.DecodeConfig(bytes.NewReader(raw))
		want := ScreenshotSizes[form]
		if err != nil || cfg.Width != want[0] || cfg.Height != want[1] || len(raw) > screenshotBytes {
			return nil, fmt.Errorf("%s/%s: %d×%d pixels, %d bytes (%v), want %d×%d and at most %d bytes; draw it with make screenshots",
				ScreenshotsDir, name, cfg.Width, cfg.Height, len(raw), err, want[0], want[1], screenshotBytes)
		}
		shots = append(shots, pwa.Screenshot{Path: out.Asset(name, raw), Type: "image/webp", Width: want[0], Height: want[1], FormFactor: form, Label: c.T("story.title")})
	}
	return shots, nil
}

// appHead is what makes a page installable and gives its window its colour.
func (b Build) appHead(l locales.Locale, up string) string {
	colour := func(scheme, colour string) g.Node {
		return h.Meta(h.Name("theme-color"), h.Content(colour), g.Attr("media", "(prefers-color-scheme: "+scheme+")"))
	}
	return markup.String(markup.Link("manifest", up+"manifest."+l.Tag+".webmanifest")) + b.iconHead(up) +
		markup.String(colour("light", b.Project.Brand.Light["paper"]), colour("dark", b.Project.Brand.Dark["paper"]))
}

// iconHead names the icons, so that no browser asks for /favicon.ico.
func (b Build) iconHead(up string) string {
	return markup.String(markup.Link("icon", up+b.Icons["favicon-32.png"], g.Attr("sizes", "32x32")),
		markup.Link("apple-touch-icon", up+b.Icons["apple-touch-icon.png"]))
}

// App completes a site, whose other pages and files are given, with the service worker: what each language needs to be read offline,
// and what is kept when first used. The stories' pages then say what keeping them all costs.
func App(b Build, stories map[string]Story, pages write.Tree) (write.Tree, error) {
	out := maps.Clone(pages)
	cfg := pwa.Config{Locales: map[string]pwa.Locale{}, Files: map[string]pwa.File{}, Messages: map[string]pwa.Messages{}, Corrected: len(b.Project.Corrections)}
	add := func(p string) string {
		url := strings.TrimSuffix(p, "index.html")
		cfg.Files[url] = pwa.Sum(out[p])
		return url
	}
	cfg.Lazy = []string{add(b.Client.WASM), add(b.Client.Exec), add(b.ECharts), add(b.Look.Frame)}
	for _, l := range b.Project.Locales() {
		c := b.Project.Catalogues[l.Tag]
		cfg.Locales[l.Tag] = b.offline(l, stories[l.Tag], add)
		cfg.Messages[l.Tag] = pwa.Messages{NotKept: c.T("ui.offline.missing"), Kept: c.T("ui.offline.list"), Retry: c.T("ui.offline.retry")}
	}
	if err := b.tellKeepSize(out, cfg); err != nil {
		return nil, err
	}
	for _, l := range b.Project.Locales() { // the pages are another now
		for _, t := range b.tellings() {
			add(l.Tag + "/" + t.dir + "index.html")
		}
	}
	for _, name := range []string{"sw.js", "sw-kill.js"} {
		js, err := os.ReadFile(filepath.Join(b.Root, "web", name))
		if err != nil {
			return nil, err
		}
		if name == "sw.js" {
			if js, err = pwa.Worker(js, cfg); err != nil {
				return nil, err
			}
		}
		if out[name], err = pack.Minify(js, api.CharsetUTF8); err != nil {
			return nil, fmt.Errorf("web/%s: %w", name, err)
		}
	}
	// The same worker by another name: where sw.js is answered by something that is no worker of ours, boot.js takes this one.
	out["sw-spare.js"] = out["sw.js"]
	return out, nil
}

// offline is what a language keeps for reading offline; add notes each file.
func (b Build) offline(l locales.Locale, s Story, add func(path string) string) pwa.Locale {
	x := pwa.Locale{Title: b.Project.Catalogues[l.Tag].T("story.title"), Dir: l.Dir}
	for _, p := range []string{l.Tag + "/index.html", l.Tag + "/privacy/index.html", b.Look.Boot, s.Words, "manifest." + l.Tag + ".webmanifest"} {
		x.Shell = append(x.Shell, add(p))
	}
	if b.Project.Outline.Excerpt() != nil {
		x.Shell = append(x.Shell, add(l.Tag+"/"+locales.Short+"/index.html"))
	}
	for _, f := range pack.FacesOf(l) {
		x.Shell = append(x.Shell, add(b.Fonts[l.Tag][f]))
	}
	for _, g := range b.Project.Graphics {
		x.Lazy = append(x.Lazy, add(s.Live[g.ID()]))
		for _, kind := range []string{".csv", ".json"} {
			x.Lazy = append(x.Lazy, add("data/"+g.ID()+"."+l.Tag+kind))
		}
	}
	for _, d := range b.drawings(l) {
		x.Lazy = append(x.Lazy, add(d.path))
	}
	if b.hasClaims() {
		x.Lazy = append(x.Lazy, add(l.Tag+"/claims/index.html"))
	}
	if b.hasGlossary() {
		x.Lazy = append(x.Lazy, add(l.Tag+"/glossary/index.html"))
	}
	return x
}

// tellKeepSize writes into each story page what keeping all three languages costs to download, as servers send it. Pages are
// compressed roughly for this, once they are final they are compressed well.
func (b Build) tellKeepSize(out write.Tree, cfg pwa.Config) error {
	var total atomic.Int64
	err := write.ByTwo(slices.Sorted(maps.Keys(cfg.Files)), func(p string) error {
		content, isPage := out[p], false
		if content == nil {
			content, isPage = out[p+"index.html"], true
		}
		switch {
		case b.Desk: // compressing takes longer than an editor waits; this is near enough to look at
			total.Add(int64(len(content) / 5))
		case isPage:
			br, err := write.Compressed(5, content)
			if err != nil {
				return err
			}
			total.Add(int64(len(br)))
		case write.Compressible(p):
			br, _, err := b.Compressor.Both(content)
			if err != nil {
				return err
			}
			total.Add(int64(len(br)))
		default:
			total.Add(int64(len(content)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, l := range b.Project.Locales() {
		c := b.Project.Catalogues[l.Tag]
		label := func(bytes int) []byte { return []byte(c.HTML(c.T("ui.offline.keep", "Size", megabytes(c, bytes)))) }
		for _, t := range b.tellings() {
			page := l.Tag + "/" + t.dir + "index.html"
			n := bytes.Count(out[page], label(0))
			if n == 0 && b.Desk {
				continue // this language's page is that of a save before, and tells it
			}
			if n != 1 {
				return fmt.Errorf("%s has %d buttons to keep it offline, want 1 (app/build/render/pwa.go fills in what that costs)", page, n)
			}
			out[page] = bytes.Replace(out[page], label(0), label(int(total.Load())), 1)
		}
	}
	return nil
}
