// Package pwa makes what turns the built site into an app: the configured service worker, a manifest per language, and icons
// drawn from our own SVG. Host only; every function is pure, and equal input gives equal bytes.
package pwa

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Placeholder is where Worker puts the configuration; it stands exactly once in web/sw.js.
const Placeholder = "/*CONFIG*/null/*END*/"

// File says what a file of this build is, so that the worker can tell it from everything else that a network may answer.
type File struct {
	Size int64
	// Sum is the first 9 bytes of the SHA-256, in base64. It guards against broken deploys and portals, not against whoever
	// can change the worker itself, so 72 bits do; every reader downloads this list. Empty: only status and type are checked
	// (for hosts that rewrite HTML on its way).
	Sum string
}

// Sum describes a file by its content.
func Sum(content []byte) File {
	h := sha256.Sum256(content)
	return File{Size: int64(len(content)), Sum: base64.StdEncoding.EncodeToString(h[:9])}
}

// MarshalJSON writes the compact pair that the worker reads.
func (f File) MarshalJSON() ([]byte, error) { return json.Marshal([]any{f.Size, f.Sum}) }

// Locale is one language of the site as the worker sees it.
type Locale struct {
	Title string `json:"title"`
	Dir   string `json:"dir"` // ltr or rtl
	// Shell is all that this language needs to be complete offline, its page ("ar/") included; shared files are repeated.
	Shell []string `json:"shell"`
	// Lazy are this language's files that are kept when first used (chart options).
	Lazy []string `json:"lazy,omitempty"`
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
	Version  string              `json:"version"` // empty: derived from everything below
	Locales  map[string]Locale   `json:"locales"`
	Lazy     []string            `json:"lazy"` // shared by all languages: WASM, ECharts
	Files    map[string]File     `json:"files"`
	Messages map[string]Messages `json:"messages"`
}

// Worker fills the template of the service worker. It refuses a configuration that would leave a reader with less than a
// complete page offline.
func Worker(template []byte, cfg Config) ([]byte, error) {
	if n := bytes.Count(template, []byte(Placeholder)); n != 1 {
		return nil, fmt.Errorf("service worker template: %d of the placeholder %s, want 1", n, Placeholder)
	}
	out := Config{Version: cfg.Version, Locales: map[string]Locale{}, Lazy: tidy(cfg.Lazy), Files: map[string]File{}, Messages: map[string]Messages{}}
	var errs []error
	need := func(where string, urls []string) {
		for _, u := range urls {
			f, known := cfg.Files[u]
			if !known {
				errs = append(errs, fmt.Errorf("%s: %q has no entry in Files", where, u))
			}
			if u != "" && path.Clean("/"+u) != "/"+strings.TrimSuffix(u, "/") || strings.HasSuffix("/"+u, "/index.html") || strings.ContainsAny(u, "?#%") {
				errs = append(errs, fmt.Errorf("%s: %q is not an address relative to the site's root", where, u))
			}
			out.Files[u] = f // only what the worker uses: readers download this
		}
	}
	if len(cfg.Locales) == 0 {
		errs = append(errs, errors.New("no locales"))
	}
	need("lazy", cfg.Lazy)
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
		need("locale "+name, l.Shell)
		need("locale "+name, l.Lazy)
		l.Shell, l.Lazy = tidy(l.Shell), tidy(l.Lazy)
		out.Locales[name], out.Messages[name] = l, m
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

// tidy sorts and drops repetitions, and is never nil (null would not do in the worker).
func tidy(urls []string) []string {
	if len(urls) == 0 {
		return []string{}
	}
	return slices.Compact(slices.Sorted(slices.Values(urls)))
}
