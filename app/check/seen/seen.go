// Package seen is the rendered part of the editorial check: it opens the built site in headless Chromium, at a phone's and a
// desk's width, in every language and both themes, and lists what readers could not see or read: labels that overlap, leave
// their picture or are cut off, words that run out of their boxes, weak contrast, characters that the site's fonts lack. It
// also follows every link within the site.
package seen

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/app/server"
)

// Finding is one thing that is wrong to the eye: a finding of the check, with where it is seen.
type Finding struct {
	check.Finding
	// Page is the page's path in the site, Graphic and State what is drawn there, if it is drawn.
	Page    string `json:"page"`
	Graphic string `json:"graphic,omitempty"`
	State   string `json:"state,omitempty"`
	// Width is the viewport's in CSS pixels (0: at any), Theme "light" or "dark" where only one is at fault.
	Width int    `json:"width,omitempty"`
	Theme string `json:"theme,omitempty"`
}

// Widths are a phone's and a desk's, in CSS pixels.
var Widths = []int{390, 1280}

// Run looks at every page of a built site.
func Run(ctx context.Context, dist string, p *read.Project) ([]Finding, error) {
	files := os.DirFS(dist)
	out, err := Links(files)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; run make build", dist, err)
	}
	s, err := server.Load(files)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; run make build", dist, err)
	}
	srv := httptest.NewServer(s)
	defer srv.Close()
	chrome, tab, err := browser.Alone(ctx)
	if err != nil {
		return nil, err
	}
	defer chrome.Close()
	fonts := Fonts{}
	for tag := range p.Catalogues {
		pages, err := pagesOf(files, tag)
		if err != nil {
			return nil, err
		}
		for _, page := range pages {
			for _, width := range Widths {
				found, err := Look(tab, srv.URL+"/"+page, page, tag, width, fonts)
				if err != nil {
					return nil, fmt.Errorf("%s at %d px: %w", page, width, err)
				}
				out = append(out, found...)
			}
		}
	}
	words := wordsOf(p)
	for i := range out {
		words.place(&out[i])
	}
	return settle(out, p), nil
}

// pagesOf are the paths of a language's pages that readers come to, the story's first.
func pagesOf(files fs.FS, tag string) ([]string, error) {
	out := []string{tag + "/"}
	more, err := fs.Glob(files, tag+"/*/index.html")
	if err != nil {
		return nil, err
	}
	graphics, err := fs.Glob(files, tag+"/graphics/*/index.html")
	if err != nil {
		return nil, err
	}
	for _, f := range append(more, graphics...) {
		out = append(out, strings.TrimSuffix(f, "index.html"))
	}
	return out, nil
}

// Look opens a page at one width and lists what is wrong in it, in both themes.
func Look(tab *browser.Tab, url, page, locale string, width int, fonts Fonts) ([]Finding, error) {
	if err := tab.Size(width, map[bool]int{true: 844, false: 900}[width < 600]); err != nil {
		return nil, err
	}
	var out []Finding
	for i, theme := range []string{"light", "dark"} {
		// Without motion, so that no transition is caught half way.
		if err := tab.Media("", "prefers-color-scheme", theme, "prefers-reduced-motion", "reduce"); err != nil {
			return nil, err
		}
		if i == 0 {
			if err := tab.Go(url); err != nil {
				return nil, err
			}
			if err := tab.Wait(`!document.querySelector("[data-active-step]")||document.documentElement.dataset.ready!=="static"`, 30*time.Second); err != nil {
				return nil, err
			}
		}
		if err := tab.Painted(); err != nil {
			return nil, err
		}
		m, err := Measure(tab)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			out = append(out, m.LabelFaults()...)
			out = append(out, m.overflows()...)
			lacking, err := m.lacking(fonts)
			if err != nil {
				return nil, err
			}
			out = append(out, lacking...)
		}
		weak := m.weak()
		for j := range weak {
			weak[j].Theme = theme
		}
		out = append(out, weak...)
	}
	for i := range out {
		out[i].Page, out[i].Locale, out[i].Width = page, locale, width
	}
	return out, nil
}

// settle lets suppressions stand, drops what is said twice, and orders the rest.
func settle(list []Finding, p *read.Project) []Finding {
	plain := make([]check.Finding, len(list))
	for i, f := range list {
		plain[i] = f.Finding
	}
	notes := check.Suppress(p, plain, "seen-")
	for i := range list {
		list[i].Finding = plain[i]
	}
	for _, n := range notes {
		list = append(list, Finding{Finding: n})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].order() < list[j].order() })
	var out []Finding
	for _, f := range list {
		if len(out) == 0 || out[len(out)-1] != f {
			out = append(out, f)
		}
	}
	return out
}

func (f Finding) order() string {
	return fmt.Sprintf("%s\n%06d\n%s\n%s\n%s\n%s\n%s\n%06d\n%s\n%s", f.File, f.Line, f.Page, f.Rule, f.Locale, f.Graphic, f.State, f.Width, f.Theme, f.What)
}

// Print writes the findings for a person.
func Print(w io.Writer, list []Finding) {
	plain := make([]check.Finding, len(list))
	for i, f := range list {
		plain[i] = f.Finding
		plain[i].What = f.seenAt() + f.What
	}
	check.Print(w, plain)
}

// seenAt says where a finding is seen: page, graphic, state, width, theme.
func (f Finding) seenAt() string {
	if f.Page == "" {
		return ""
	}
	s := f.Page
	if f.Graphic != "" {
		s += ", " + f.Graphic
	}
	if f.State != "" {
		s += "/" + f.State
	}
	if f.Width > 0 {
		s += fmt.Sprintf(", %d px", f.Width)
	}
	if f.Theme != "" {
		s += ", " + f.Theme
	}
	return s + ": "
}

// JSON writes the findings as a JSON array.
func JSON(w io.Writer, list []Finding) error {
	if list == nil {
		list = []Finding{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(list)
}

// Failed reports whether an error stands.
func Failed(list []Finding) bool {
	for _, f := range list {
		if f.Stands() {
			return true
		}
	}
	return false
}

// fileOf is the file in which a page stands.
func fileOf(page string) string {
	if page == "" || strings.HasSuffix(page, "/") {
		return filepath.ToSlash(filepath.Join("dist", page, "index.html"))
	}
	return "dist/" + page
}
