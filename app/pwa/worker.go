// Package pwa makes what turns the built site into an app: the configured service worker, a manifest per language, and icons
// drawn from our own SVG. Host only; every function is pure, and equal input gives equal bytes.
package pwa

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Placeholder is where Worker puts the configuration; it stands exactly once in web/sw.js.
const Placeholder = "/*CONFIG*/null/*END*/"

// File says what a file of this build is, so that the worker can tell it from everything else that a network may answer.
type File struct {
	Size int64
	// Sum is the beginning of the SHA-256, as 10 hex digits, as in the names of assets. It guards against broken deploys and portals,
	// not against whoever can change the worker itself, so 40 bits do; every reader downloads this list. Empty: only status and
	// type are checked (for hosts that rewrite HTML on its way).
	Sum string
}

// Sum describes a file by its content.
func Sum(content []byte) File {
	return File{Size: int64(len(content)), Sum: fmt.Sprintf("%x", sha256.Sum256(content))[:10]}
}

// hashInName is what the worker takes for a file's hash in its name.
var hashInName = regexp.MustCompile(`[.-]([0-9a-f]{8,}|[0-9A-Z]{8})\.`)

// entry is what the worker's list says of a file: its size, and its sum where its name does not carry that already.
func entry(name string, f File) (any, error) {
	m := hashInName.FindStringSubmatch(name)
	switch {
	case m != nil && f.Sum == "":
		return nil, fmt.Errorf("%q has a hash in its name, and needs its sum", name)
	case f.Sum == "" || m != nil && m[1] == f.Sum:
		return f.Size, nil
	}
	return []any{f.Size, f.Sum}, nil
}

// Locale is one language of the site as the worker sees it.
type Locale struct {
	Title string
	Dir   string // ltr or rtl
	// Shell is all that this language needs to be complete offline, its page ("ar/") included; shared files are repeated.
	Shell []string
	// Lazy are this language's files that are kept when first used (chart options).
	Lazy []string
}

// Messages are the words of the answer to a page that is neither kept nor to be had.
type Messages struct {
	NotKept string `json:"notKept"` // "This page is not kept on this phone, and there is no network."
	Kept    string `json:"kept"`    // heading over the links to what is kept
	Retry   string `json:"retry"`   // "Try again"
}

// Config is what the worker knows about a build. Every address is relative to the site's root, without a leading slash or
// "index.html": "ar/", "assets/app.3f2a9c01.wasm". All but pages, data and manifests must carry their hash in their name, as
// ".HASH.ext" or "-HASH.ext" (8 or more lower-case hex digits, or esbuild's 8 capitals).
type Config struct {
	Version  string // empty: derived from everything below
	Locales  map[string]Locale
	Lazy     []string // shared by all languages: WASM, ECharts
	Files    map[string]File
	Messages map[string]Messages
	// Corrected is how many corrections the story's public log holds: whoever has a kept copy with fewer is told so.
	Corrected int
}

// wire is the configuration as the worker reads it: each list of files says what is known of them.
type wire struct {
	Version   string                `json:"version"`
	Corrected int                   `json:"corrected"`
	Locales   map[string]wireLocale `json:"locales"`
	Lazy      map[string]any        `json:"lazy"`
	Messages  map[string]Messages   `json:"messages"`
}

type wireLocale struct {
	Title string         `json:"title"`
	Dir   string         `json:"dir"`
	Shell map[string]any `json:"shell"`
	Lazy  map[string]any `json:"lazy"`
}

// Worker fills the template of the service worker. It refuses a configuration that would leave a reader with less than a
// complete page offline.
func Worker(template []byte, cfg Config) ([]byte, error) {
	if n := bytes.Count(template, []byte(Placeholder)); n != 1 {
		return nil, fmt.Errorf("service worker template: %d of the placeholder %s, want 1", n, Placeholder)
	}
	out := wire{Version: cfg.Version, Corrected: cfg.Corrected, Locales: map[string]wireLocale{}, Messages: map[string]Messages{}}
	var errs []error
	need := func(where string, urls []string) map[string]any {
		list := map[string]any{} // only what the worker uses: readers download this
		for _, u := range urls {
			f, known := cfg.Files[u]
			if !known {
				errs = append(errs, fmt.Errorf("%s: %q has no entry in Files", where, u))
			}
			if u != "" && path.Clean("/"+u) != "/"+strings.TrimSuffix(u, "/") || strings.HasSuffix("/"+u, "/index.html") || strings.ContainsAny(u, "?#%") {
				errs = append(errs, fmt.Errorf("%s: %q is not an address relative to the site's root", where, u))
			}
			e, err := entry(u, f)
			if known && err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", where, err))
			}
			list[u] = e
		}
		return list
	}
	if len(cfg.Locales) == 0 {
		errs = append(errs, errors.New("no locales"))
	}
	out.Lazy = need("lazy", cfg.Lazy)
	for name, l := range cfg.Locales {
		if !slices.Contains(l.Shell, name+"/") {
			errs = append(errs, fmt.Errorf("locale %s: its page %q is not in its shell", name, name+"/"))
		}
		if l.Dir != "ltr" && l.Dir != "rtl" {
			errs = append(errs, fmt.Errorf("locale %s: dir %q", name, l.Dir))
		}
		m := cfg.Messages[name]
		if l.Title == "" || m.NotKept == "" || m.Kept == "" || m.Retry == "" {
			errs = append(errs, fmt.Errorf("locale %s: title or messages are missing", name))
		}
		out.Locales[name] = wireLocale{l.Title, l.Dir, need("locale "+name, l.Shell), need("locale "+name, l.Lazy)}
		out.Messages[name] = m
	}
	if len(errs) > 0 {
		// Maps have no order; a message should.
		slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
		return nil, fmt.Errorf("service worker: %w", errors.Join(errs...))
	}
	if out.Version == "" {
		all, err := json.Marshal(out)
		if err != nil {
			return nil, err
		}
		out.Version = fmt.Sprintf("%x", sha256.Sum256(all))[:12]
	}
	if strings.ContainsAny(out.Version, "/:") {
		return nil, fmt.Errorf("service worker: version %q: / and : separate the parts of a cache's name", out.Version)
	}
	filled, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return bytes.Replace(template, []byte(Placeholder), filled, 1), nil
}
