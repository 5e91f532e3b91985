package site

import (
	"bytes"
	"errors"
	"fmt"
	"html"
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

	"sahel-explainer/app/pwa"
	"sahel-explainer/locales"
)

// drawIcons draws the icons and puts them among the assets.
func (b *builder) drawIcons() error {
	brand, err := fs.Sub(b.p.Files, locales.BrandDir)
	if err != nil {
		return err
	}
	icons, err := pwa.Icons(brand)
	if err != nil {
		return fmt.Errorf("%s: %w", locales.BrandDir, err)
	}
	b.icons = map[string]string{}
	for name, content := range icons {
		b.icons[name] = b.tree.asset(name, content)
	}
	for _, l := range b.p.Locales() {
		c := b.p.Catalogues[l.Tag]
		in := pwa.ManifestInput{BasePath: b.BasePath, Locale: l.Tag, Dir: l.Dir, Name: c.T("story.title"), ShortName: c.T("brand.short"),
			Description: c.T("story.standfirst"), ThemeColor: b.p.Brand.Light["paper"], BackgroundColor: b.p.Brand.Light["paper"], IconPaths: b.icons}
		for _, ch := range b.p.Outline.Chapters[1:] {
			if ch.Number > 0 && len(in.Shortcuts) < 4 {
				in.Shortcuts = append(in.Shortcuts, pwa.Shortcut{Name: c.T("chapter." + ch.ID + ".title"), Path: l.Tag + "/#" + ch.Steps[0].ID})
			}
		}
		if in.Screenshots, err = b.screenshots(brand, l.Tag, c); err != nil {
			return err
		}
		m, err := pwa.Manifest(in)
		if err != nil {
			return fmt.Errorf("manifest %s: %w", l.Tag, err)
		}
		b.tree["manifest."+l.Tag+".webmanifest"] = m
	}
	return nil
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

// screenshots puts a language's pictures of the app among the assets, if the brand has them. Drawing them takes Chromium, which a build must
// not need, so they are part of the source; what no longer fits stops the build.
func (b *builder) screenshots(brand fs.FS, tag string, c *locales.Catalogue) ([]pwa.Screenshot, error) {
	if _, err := fs.Stat(brand, path.Join(screenshotsDir, tag+"-narrow.webp")); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []pwa.Screenshot
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
		out = append(out, pwa.Screenshot{Path: b.tree.asset(name, raw), Type: "image/webp", Width: want[0], Height: want[1], FormFactor: form, Label: c.T("story.title")})
	}
	return out, nil
}

// appHead is what makes a page installable and gives its window its colour.
func (b *builder) appHead(l locales.Locale, up string) string {
	return fmt.Sprintf(`<link rel="manifest" href="%smanifest.%s.webmanifest">`, up, l.Tag) + b.iconHead(up) +
		fmt.Sprintf(`<meta name="theme-color" content="%s" media="(prefers-color-scheme: light)"><meta name="theme-color" content="%s" media="(prefers-color-scheme: dark)">`, b.p.Brand.Light["paper"], b.p.Brand.Dark["paper"])
}

// iconHead names the icons, so that no browser asks for /favicon.ico.
func (b *builder) iconHead(up string) string {
	return fmt.Sprintf(`<link rel="icon" href="%s" sizes="32x32"><link rel="apple-touch-icon" href="%s">`,
		html.EscapeString(up+b.icons["favicon-32.png"]), html.EscapeString(up+b.icons["apple-touch-icon.png"]))
}

// app writes the service worker: what each language needs to be read offline, and what is kept when first used.
func (b *builder) app() error {
	cfg := pwa.Config{Locales: map[string]pwa.Locale{}, Files: map[string]pwa.File{}, Messages: map[string]pwa.Messages{}, Corrected: len(b.p.Corrections)}
	add := func(p string) string {
		url := strings.TrimSuffix(p, "index.html")
		cfg.Files[url] = pwa.Sum(b.tree[p])
		return url
	}
	cfg.Lazy = []string{add(b.wasm), add(b.exec), add(b.echart), add(b.frame)}
	for _, l := range b.p.Locales() {
		c := b.p.Catalogues[l.Tag]
		x := pwa.Locale{Title: c.T("story.title"), Dir: l.Dir}
		for _, p := range []string{l.Tag + "/index.html", l.Tag + "/privacy/index.html", b.boot, b.words[l.Tag], "manifest." + l.Tag + ".webmanifest"} {
			x.Shell = append(x.Shell, add(p))
		}
		if short := l.Tag + "/" + locales.Short + "/index.html"; b.tree[short] != nil {
			x.Shell = append(x.Shell, add(short))
		}
		for _, f := range facesOf(l) {
			x.Shell = append(x.Shell, add(b.fonts[l.Tag][f]))
		}
		for _, g := range b.p.Graphics {
			x.Lazy = append(x.Lazy, add(b.lives[l.Tag][g.ID()]))
			for _, kind := range []string{".csv", ".json"} {
				x.Lazy = append(x.Lazy, add("data/"+g.ID()+"."+l.Tag+kind))
			}
		}
		if b.hasClaims() {
			x.Lazy = append(x.Lazy, add(l.Tag+"/claims/index.html"))
		}
		if b.hasGlossary() {
			x.Lazy = append(x.Lazy, add(l.Tag+"/glossary/index.html"))
		}
		cfg.Locales[l.Tag] = x
		cfg.Messages[l.Tag] = pwa.Messages{NotKept: c.T("ui.offline.missing"), Kept: c.T("ui.offline.list"), Retry: c.T("ui.offline.retry")}
	}
	if err := b.tellKeepSize(cfg); err != nil {
		return err
	}
	for _, l := range b.p.Locales() { // the pages are another now
		for _, t := range b.tellings() {
			add(l.Tag + "/" + t.dir + "index.html")
		}
	}
	for _, name := range []string{"sw.js", "sw-kill.js"} {
		js, err := os.ReadFile(filepath.Join(b.Root, "web", name))
		if err != nil {
			return err
		}
		if name == "sw.js" {
			if js, err = pwa.Worker(js, cfg); err != nil {
				return err
			}
		}
		if js, err = minify(js, api.CharsetUTF8); err != nil {
			return fmt.Errorf("web/%s: %w", name, err)
		}
		b.tree[path.Base(name)] = js
	}
	// The same worker by another name: where sw.js is answered by something that is no worker of ours, boot.js takes this one.
	b.tree["sw-spare.js"] = b.tree["sw.js"]
	return nil
}

// tellKeepSize writes into each story page what keeping all three languages costs to download, as servers send it. Pages are
// compressed roughly for this, once they are final they are compressed well.
func (b *builder) tellKeepSize(cfg pwa.Config) error {
	var total atomic.Int64
	err := byTwo(slices.Sorted(maps.Keys(cfg.Files)), func(p string) error {
		content, isPage := b.tree[p], false
		if content == nil {
			content, isPage = b.tree[p+"index.html"], true
		}
		switch {
		case b.draft != nil: // compressing takes longer than an editor waits; this is near enough to look at
			total.Add(int64(len(content) / 5))
		case isPage:
			br, err := compressedAt(5, content)
			if err != nil {
				return err
			}
			total.Add(int64(len(br)))
		case compressible(p):
			br, _, err := b.compressor().Both(content)
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
	for _, l := range b.p.Locales() {
		c := b.p.Catalogues[l.Tag]
		label := func(bytes int) []byte { return []byte(c.HTML(c.T("ui.offline.keep", "Size", megabytes(c, bytes)))) }
		for _, t := range b.tellings() {
			page := l.Tag + "/" + t.dir + "index.html"
			n := bytes.Count(b.tree[page], label(0))
			if n == 0 && b.draft != nil {
				continue // this language's page is that of a save before, and tells it
			}
			if n != 1 {
				return fmt.Errorf("%s has %d buttons to keep it offline, want 1 (app/site/pwa.go fills in what that costs)", page, n)
			}
			b.tree[page] = bytes.Replace(b.tree[page], label(0), label(int(total.Load())), 1)
		}
	}
	return nil
}
