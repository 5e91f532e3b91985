// Package server serves a finished site: precompressed variants by content negotiation, strong ETags, long caching for hashed
// assets, the reader's language at the root and for what is missing. A static host does the same with the rules in README.
package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"sahel-explainer/app/negotiate"
	"sahel-explainer/app/policy"
	"sahel-explainer/components/snippet"
)

// Site is a finished site held in memory, ready to be served. It is safe for concurrent use.
type Site struct {
	files map[string]*file
	langs negotiate.Table
	// Ancestors is who may frame the site's pages: a frame-ancestors source list.
	Ancestors string
	// Reports is the path at which browsers report what a page's policy has stopped; none when empty.
	Reports string
}

type file struct {
	typ      string
	policy   string             // what a page states in a meta element
	variants map[string]variant // by content coding: "", "br", "gzip"
}

type variant struct {
	body []byte
	etag string
}

// Load reads a finished site from a folder. Links are not followed: they lead out of the site.
func Load(dir fs.FS) (*Site, error) {
	s := &Site{files: map[string]*file{}, Ancestors: policy.Anyone}
	err := fs.WalkDir(dir, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !d.Type().IsRegular() {
			return err
		}
		body, err := fs.ReadFile(dir, p)
		if err != nil {
			return err
		}
		name, coding := p, ""
		switch path.Ext(p) {
		case ".br":
			name, coding = strings.TrimSuffix(p, ".br"), "br"
		case ".gz":
			name, coding = strings.TrimSuffix(p, ".gz"), "gzip"
		}
		f := s.files[name]
		if f == nil {
			f = &file{typ: policy.MediaType(name), variants: map[string]variant{}}
			s.files[name] = f
		}
		sum := sha256.Sum256(body)
		f.variants[coding] = variant{body, `"` + hex.EncodeToString(sum[:12]) + `"`}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for name, f := range s.files {
		if _, whole := f.variants[""]; !whole { // a variant of nothing: it must not be served as if it were the file
			delete(s.files, name)
		}
		if strings.HasPrefix(f.typ, "text/html") {
			f.policy = policyIn(f.variants[""].body)
		}
	}
	if s.langs, err = s.languages(); err != nil {
		return nil, err
	}
	if s.files["index.html"] == nil {
		return nil, errors.New("no index.html there; run make build first")
	}
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for _, x := range policy.Bare() {
		h.Set(x.Name, x.Value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	p := strings.Trim(r.URL.Path, "/")
	_, choose := r.URL.Query()["choose"]
	switch {
	case r.URL.Path == "/healthz":
		h.Set("Cache-Control", "no-store")
		w.Write([]byte("ok\n"))
	case !plain(r.URL.Path):
		s.missing(w, r)
	case p == "" && !choose:
		h.Set("Vary", "Accept-Language")
		if tag := s.localeOf(r); tag != "" {
			h.Set("Cache-Control", "no-cache")
			redirect(w, r, tag+"/", http.StatusFound)
			return
		}
		s.send(w, r, "index.html", http.StatusOK)
	case p == "":
		s.send(w, r, "index.html", http.StatusOK)
	case s.files[p] == nil && s.files[p+"/index.html"] != nil && !strings.HasSuffix(r.URL.Path, "/"):
		redirect(w, r, path.Base(p)+"/", http.StatusMovedPermanently)
	case asksFrame(r.URL.Query()) && s.files[p+"/"+snippet.FrameFile] != nil && strings.HasSuffix(r.URL.Path, "/"):
		s.send(w, r, p+"/"+snippet.FrameFile, http.StatusOK)
	case s.files[p] == nil && s.files[p+"/index.html"] != nil:
		s.send(w, r, p+"/index.html", http.StatusOK)
	case s.files[p] == nil || strings.HasSuffix(r.URL.Path, "/") || path.Base(p) == missingPage:
		s.missing(w, r)
	default:
		s.send(w, r, p, http.StatusOK)
	}
}

// plain reports whether a path is written as the site's links write it. Dots, doubled slashes, NUL and the like are tricks:
// nothing of the site is there.
func plain(p string) bool {
	return p == "/" || strings.HasPrefix(p, "/") && strings.TrimSuffix(p, "/") == path.Clean(p) && !strings.ContainsAny(p, "\x00\\")
}

// redirect leads to a place beside the request's, so that the site need not know its own address, and keeps the query.
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(status)
}

// asksFrame reports whether an address is that of a frame of which nothing is known: it is answered with the page that needs no
// script. With host=1 a script of the host is there.
func asksFrame(q url.Values) bool { return q.Get("embed") == "1" && !q.Has("host") }

const missingPage = "404.html"

// missing answers in the language of the address, else of the reader; in all languages to who reads none of ours.
func (s *Site) missing(w http.ResponseWriter, r *http.Request) {
	tag, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if s.files[tag+"/"+missingPage] == nil {
		tag = s.localeOf(r)
		w.Header().Set("Vary", "Accept-Language")
	}
	for _, p := range []string{tag + "/" + missingPage, missingPage} {
		if s.files[p] != nil {
			s.send(w, r, p, http.StatusNotFound)
			return
		}
	}
	http.Error(w, "404", http.StatusNotFound)
}

// send answers with a file that is there, in the best coding that the client takes.
func (s *Site) send(w http.ResponseWriter, r *http.Request, p string, status int) {
	f, h := s.files[p], w.Header()
	for _, x := range policy.Headers(p, f.typ, s.Ancestors) {
		h.Set(x.Name, x.Value)
	}
	s.secure(h, f)
	h.Set("Content-Type", f.typ)
	if status == http.StatusOK && h.Get("Vary") != "" { // chosen by what the reader speaks: no other site's business
		h.Del("Access-Control-Allow-Origin")
	}
	h.Add("Vary", "Accept-Encoding")
	coding := ""
	if r.Header.Get("Range") == "" { // a part is a part of the file, not of a coding of it
		coding = codingOf(r.Header.Get("Accept-Encoding"), f)
	}
	v := f.variants[coding]
	if coding != "" {
		h.Set("Content-Encoding", coding)
		h.Set("Content-Length", strconv.Itoa(len(v.body))) // ServeContent leaves it out for codings
	}
	if status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Length", strconv.Itoa(len(v.body)))
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			w.Write(v.body)
		}
		return
	}
	h.Set("ETag", v.etag)
	if r.Method == http.MethodGet && asksForAll(r.Header) {
		h.Set("Accept-Ranges", "bytes")
		h.Set("Content-Length", strconv.Itoa(len(v.body)))
		w.Write(v.body)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.body))
}

// asksForAll reports whether a request wants the whole file whatever it has of it. ServeContent would copy that a piece at a time, through
// 32 KB that it takes anew for each answer: a page takes a sixth longer.
func asksForAll(h http.Header) bool {
	for _, name := range [...]string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"} {
		if h[name] != nil {
			return false
		}
	}
	return true
}

var _ http.Handler = (*Site)(nil)
