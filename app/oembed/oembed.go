// Package oembed answers with what a CMS makes an embed of when somebody pastes an address: the code that components/snippet writes,
// in the shape that WordPress keeps. The released program answers too, so nothing that builds is imported here.
package oembed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/app/policy"
	"sahel-explainer/components/snippet"
)

// OEmbedOptions are what an oEmbed answer says beside its snippet.
type OEmbedOptions struct {
	snippet.Options
	ProviderName string
	ProviderURL  string
	AuthorName   string
	MaxWidth     int // as the consumer asked; 0 is no limit
	MaxHeight    int
	CacheAge     int // seconds; 0 is a day
	// States are those of a graphic.
	States []string `json:",omitempty"`
}

// answer has the fields of the oEmbed specification, version 1.0, for the type "rich", in its order.
type answer struct {
	XMLName         xml.Name `json:"-" xml:"oembed"`
	Type            string   `json:"type" xml:"type"`
	Version         string   `json:"version" xml:"version"`
	Title           string   `json:"title,omitempty" xml:"title,omitempty"`
	AuthorName      string   `json:"author_name,omitempty" xml:"author_name,omitempty"`
	ProviderName    string   `json:"provider_name,omitempty" xml:"provider_name,omitempty"`
	ProviderURL     string   `json:"provider_url,omitempty" xml:"provider_url,omitempty"`
	CacheAge        int      `json:"cache_age" xml:"cache_age"`
	ThumbnailURL    string   `json:"thumbnail_url,omitempty" xml:"thumbnail_url,omitempty"`
	ThumbnailWidth  int      `json:"thumbnail_width,omitempty" xml:"thumbnail_width,omitempty"`
	ThumbnailHeight int      `json:"thumbnail_height,omitempty" xml:"thumbnail_height,omitempty"`
	HTML            string   `json:"html" xml:"html"`
	Width           int      `json:"width" xml:"width"`
	Height          int      `json:"height" xml:"height"`
}

// OEmbed is the answer about one page in the two formats of the specification.
func OEmbed(o OEmbedOptions) (jsonBody, xmlBody []byte) {
	a := answer{Type: "rich", Version: "1.0", Title: o.Title, AuthorName: o.AuthorName, ProviderName: o.ProviderName, ProviderURL: o.ProviderURL, CacheAge: o.CacheAge}
	if a.CacheAge == 0 {
		a.CacheAge = 86400
	}
	a.Width, a.Height = snippet.DefaultWidth, o.FrameHeight()
	if o.MaxWidth > 0 {
		a.Width = min(a.Width, o.MaxWidth)
		o.Width = a.Width // the markup keeps to the limit too, not only the numbers
	}
	if o.MaxHeight > 0 {
		a.Height = min(a.Height, o.MaxHeight)
	}
	o.Height = a.Height
	fits := (o.MaxWidth == 0 || o.ImageW <= o.MaxWidth) && (o.MaxHeight == 0 || o.ImageH <= o.MaxHeight)
	if o.Image != "" && o.ImageW > 0 && o.ImageH > 0 && fits {
		// All three or none, and never larger than asked for: so the specification.
		a.ThumbnailURL, a.ThumbnailWidth, a.ThumbnailHeight = o.Image, o.ImageW, o.ImageH
	}
	a.HTML = snippet.Quote(o.Options)

	var j bytes.Buffer
	enc := json.NewEncoder(&j)
	enc.SetEscapeHTML(true) // the answer may be pasted into a page
	_ = enc.Encode(a)       // strings and numbers only: cannot fail
	x, _ := xml.MarshalIndent(a, "", " ")
	return j.Bytes(), append([]byte(`<?xml version="1.0" encoding="utf-8" standalone="yes"?>`+"\n"), append(x, '\n')...)
}

// Page is what an address of the explainer stands for.
type Page struct {
	Locale, Graphic, State, Step, Chapter, Theme string
	// Depth is snippet.Short for the short story's page.
	Depth string
	// Place is the fragment: a step, a chapter or another place of the story's page.
	Place string
	// Edition is "v/DATE" for a page of an edition.
	Edition string
}

// tag is what a language of a story can be called; lookup knows which ones it has.
var tag = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)
var name = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
var day = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
var chapters = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}(\.\.[A-Za-z0-9_-]{1,64})?$`)

// ParsePage reads an address below base. It reports false for any address that is not a story's or a graphic's page; http and
// https count as the same, since consumers ask for whichever was pasted.
func ParsePage(base, address string) (Page, bool) {
	b, err := url.Parse(base)
	if err != nil {
		return Page{}, false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.EqualFold(u.Host, b.Host) {
		return Page{}, false
	}
	rest, ok := strings.CutPrefix(u.Path, strings.TrimSuffix(b.Path, "/")+"/")
	if !ok {
		return Page{}, false
	}
	parts := strings.Split(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(rest, "index.html"), snippet.FrameFile), "/"), "/")
	p := Page{}
	if len(parts) > 2 && parts[0] == "v" && day.MatchString(parts[1]) {
		p.Edition, parts = "v/"+parts[1], parts[2:]
	}
	p.Locale = parts[0]
	if !tag.MatchString(p.Locale) {
		return Page{}, false
	}
	switch {
	case len(parts) == 1:
	case len(parts) == 2 && parts[1] == snippet.Short:
		p.Depth = snippet.Short
	case len(parts) == 3 && parts[1] == "graphics" && name.MatchString(parts[2]):
		p.Graphic = parts[2]
	case len(parts) == 3 && parts[1] == "steps" && name.MatchString(parts[2]) && p.Edition == "":
		p.Step = parts[2] // the page that a step is shared by
	default:
		return Page{}, false
	}
	q := u.Query()
	if p.Graphic == "" {
		if s := q.Get("step"); p.Step == "" && s != "" {
			if !name.MatchString(s) {
				return Page{}, false
			}
			p.Step = s
		}
		if s := q.Get("chapter"); s != "" {
			if !chapters.MatchString(s) {
				return Page{}, false
			}
			p.Chapter = s
		}
		if p.Step == "" && name.MatchString(u.Fragment) {
			p.Place = u.Fragment
		}
	}
	if p.Graphic != "" {
		if p.State, _ = strings.CutPrefix(u.Fragment, "state-"); p.State == u.Fragment {
			p.State = "" // another place of the page
		}
		p.State = cmp.Or(q.Get("state"), p.State)
		if p.State != "" && !name.MatchString(p.State) {
			return Page{}, false
		}
	}
	if s := q.Get("theme"); s == "light" || s == "dark" || s == "auto" {
		p.Theme = s
	}
	return p, true
}

// Handler answers GET /oembed?url=…&format=…&maxwidth=…&maxheight=…. The lookup says what a page is, may tell its place from its
// address, and says false for pages that do not exist (a graphic that nobody drew, a step that nobody wrote). As the specification
// asks: 404 for addresses that are not ours, 501 for formats that are neither json nor xml.
func Handler(base string, lookup func(*Page) (OEmbedOptions, bool)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Editors of other sites ask from their browsers.
		w.Header().Set("Access-Control-Allow-Origin", "*")
		for _, x := range policy.Bare() {
			w.Header().Set(x.Name, x.Value)
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET", http.StatusMethodNotAllowed)
			return
		}
		q := r.URL.Query()
		if q.Get("url") == "" {
			http.Error(w, "the parameter url is missing", http.StatusBadRequest)
			return
		}
		format := cmp.Or(q.Get("format"), "json")
		if format != "json" && format != "xml" {
			http.Error(w, "formats are json and xml", http.StatusNotImplemented)
			return
		}
		page, ok := ParsePage(base, q.Get("url"))
		var o OEmbedOptions
		if ok {
			o, ok = lookup(&page)
		}
		if !ok {
			http.Error(w, "no such page here", http.StatusNotFound)
			return
		}
		o.Base, o.Locale, o.Graphic, o.Edition, o.Depth = base, page.Locale, page.Graphic, page.Edition, page.Depth
		if rest, ok := strings.CutPrefix(o.Image, base); ok && page.Edition != "" {
			o.Image = base + page.Edition + "/" + rest // an edition keeps its pictures
		}
		o.Step, o.Chapter, o.Theme, o.State = page.Step, page.Chapter, page.Theme, page.State
		o.MaxWidth, o.MaxHeight = positive(q.Get("maxwidth")), positive(q.Get("maxheight"))
		j, x := OEmbed(o)
		w.Header().Set("Cache-Control", "public, max-age=3600")
		if format == "xml" {
			w.Header().Set("Content-Type", "text/xml; charset=utf-8")
			_, _ = w.Write(x)
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(j)
	})
}

// positive reads a limit; what is no number limits nothing.
func positive(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1<<20 {
		return 0
	}
	return n
}

// Key is what a page is called in Pages: LOCALE, LOCALE/GRAPHIC, or LOCALE+short for the short story.
func Key(locale, graphic, depth string) string {
	switch {
	case graphic != "":
		return locale + "/" + graphic
	case depth != "":
		return locale + "+" + depth
	}
	return locale
}

// Pages are the pages that the builder has made, with what oEmbed says of each (see Key). It stands in the
// site as PagesFile, so that a server of the finished site can answer without building it.
type Pages struct {
	Base  string
	Pages map[string]OEmbedOptions
	// Parts are the story's steps and chapters: key LOCALE/ID.
	Parts map[string]Part
	// Editions are those of the site, as "v/DATE".
	Editions []string
}

// Part is a step or a chapter, with the picture that stands for it.
type Part struct {
	Title, Image, Alt string
	First             string `json:",omitempty"` // a chapter's first step
}

// PagesFile is where Pages stand in the site.
const PagesFile = "oembed/pages.json"

// Serve is the endpoint for a finished site, and the address that the site was built for. It reports an error if the site has no
// pages file or a malformed one.
func Serve(dir fs.FS) (_ http.Handler, base string, err error) {
	raw, err := fs.ReadFile(dir, PagesFile)
	if err != nil {
		return nil, "", fmt.Errorf("%w; build the site again", err)
	}
	var all Pages
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, "", fmt.Errorf("%s: %w; build the site again", PagesFile, err)
	}
	return Handler(all.Base, func(p *Page) (OEmbedOptions, bool) {
		key := Key(p.Locale, p.Graphic, p.Depth)
		o, ok := all.Pages[key]
		if !ok || p.Edition != "" && !slices.Contains(all.Editions, p.Edition) || p.State != "" && !slices.Contains(o.States, p.State) {
			return o, false
		}
		if _, err := fs.Stat(dir, path.Join(p.Edition, p.Locale, p.Depth, "index.html")); p.Edition != "" && p.Depth != "" && err != nil {
			return o, false // an edition from before there was a short story
		}
		// A page opens at any fragment, so one that names no step is no fault.
		if x, ok := all.Parts[p.Locale+"/"+p.Place]; ok && p.Step == "" && p.Chapter == "" {
			p.Step = cmp.Or(x.First, p.Place)
		}
		return all.part(o, *p)
	}), all.Base, nil
}

// part makes an answer about a language's story one about a step or a chapter of it, false if there is none of that name.
func (all Pages) part(o OEmbedOptions, p Page) (OEmbedOptions, bool) {
	for _, id := range strings.Split(p.Chapter, "..") {
		if x, ok := all.Parts[p.Locale+"/"+id]; p.Chapter != "" && (!ok || x.First == "") {
			return o, false
		}
	}
	chapter, _, ranged := strings.Cut(p.Chapter, "..")
	id := cmp.Or(p.Step, chapter)
	if id == "" {
		return o, true
	}
	x, ok := all.Parts[p.Locale+"/"+id]
	if !ok || (x.First != "") != (p.Step == "") {
		return o, false
	}
	if ranged && p.Step == "" { // no one chapter's name
		return o, true
	}
	return o.Of(x), true
}

// Of is the answer about a part of the story.
func (o OEmbedOptions) Of(x Part) OEmbedOptions {
	o.Title, o.Image, o.Alt = x.Title+" — "+o.Title, x.Image, x.Alt
	return o
}
