// Package server serves a finished site: precompressed variants by content negotiation, strong ETags, long caching for hashed
// assets, the reader's language at the root and for what is missing. A static host does the same with the rules in README.
package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"path"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Site is a finished site held in memory, ready to be served. It is safe for concurrent use.
type Site struct {
	files map[string]*file
	// Policy is the Content-Security-Policy sent with pages beside the one they carry; frame-ancestors works only here.
	Policy string
}

type file struct {
	typ      string
	variants map[string]variant // by content coding: "", "br", "gzip"
}

type variant struct {
	body []byte
	etag string
}

// types are set here because a machine's own list may lack or change them; streaming compilation needs application/wasm.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".json": "application/json; charset=utf-8", ".webmanifest": "application/manifest+json; charset=utf-8",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".csv": "text/csv; charset=utf-8", ".xml": "text/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}

// Load reads a finished site from a folder.
func Load(dir fs.FS) (*Site, error) {
	s := &Site{files: map[string]*file{}, Policy: "frame-ancestors *"}
	err := fs.WalkDir(dir, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return nil // links lead out of the site
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
			f = &file{variants: map[string]variant{}}
			s.files[name] = f
		}
		typ, ok := types[path.Ext(name)]
		if !ok {
			if typ = mime.TypeByExtension(path.Ext(name)); typ == "" {
				typ = "application/octet-stream"
			}
		}
		f.typ = typ
		sum := sha256.Sum256(body)
		f.variants[coding] = variant{body, `"` + hex.EncodeToString(sum[:12]) + `"`}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if s.files["index.html"] == nil {
		return nil, errors.New("no index.html there; run make build first")
	}
	return s, nil
}

var matcher = language.NewMatcher([]language.Tag{language.Arabic, language.French, language.English})

// localeOf chooses a language by the Accept-Language header; the source language where nothing fits.
func localeOf(r *http.Request) string {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return "ar"
	}
	_, i, conf := matcher.Match(tags...)
	if conf == language.No {
		return "ar"
	}
	return []string{"ar", "fr", "en"}[i]
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	p := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if strings.ContainsAny(r.URL.Path, "\x00\\") {
		s.missing(w, r)
		return
	}
	switch {
	case r.URL.Path == "/healthz":
		h.Set("Cache-Control", "no-store")
		w.Write([]byte("ok\n"))
		return
	case p == "":
		if _, ok := r.URL.Query()["choose"]; !ok {
			h.Set("Vary", "Accept-Language")
			h.Set("Cache-Control", "no-cache")
			to := localeOf(r) + "/"
			if r.URL.RawQuery != "" {
				to += "?" + r.URL.RawQuery
			}
			h.Set("Location", to)
			w.WriteHeader(http.StatusFound)
			return
		}
		p = "index.html"
	case s.files[p] == nil && s.files[p+"/index.html"] != nil:
		if !strings.HasSuffix(r.URL.Path, "/") {
			to := path.Base(p) + "/"
			if r.URL.RawQuery != "" {
				to += "?" + r.URL.RawQuery
			}
			h.Set("Location", to)
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		p += "/index.html"
	}
	f := s.files[p]
	if f == nil || p == "404.html" {
		s.missing(w, r)
		return
	}
	s.send(w, r, p, f, http.StatusOK)
}

func (s *Site) missing(w http.ResponseWriter, r *http.Request) {
	if f := s.files["404.html"]; f != nil {
		w.Header().Set("Content-Language", localeOf(r))
		s.send(w, r, "404.html", f, http.StatusNotFound)
		return
	}
	http.Error(w, "404", http.StatusNotFound)
}

func (s *Site) send(w http.ResponseWriter, r *http.Request, p string, f *file, status int) {
	h := w.Header()
	h.Set("Content-Type", f.typ)
	h.Add("Vary", "Accept-Encoding")
	h.Set("Access-Control-Allow-Origin", "*") // all of it is public; sandboxed frames have the origin null
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	switch {
	case strings.HasPrefix(p, "assets/"):
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	case status != http.StatusOK:
		h.Set("Cache-Control", "no-store")
	default:
		h.Set("Cache-Control", "no-cache")
	}
	if strings.HasPrefix(f.typ, "text/html") {
		h.Set("Content-Security-Policy", s.Policy)
	}
	coding := ""
	if r.Header.Get("Range") == "" {
		coding = negotiate(r.Header.Get("Accept-Encoding"), f)
	}
	v := f.variants[coding]
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	h.Set("ETag", v.etag)
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			w.Write(v.body)
		}
		return
	}
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(v.body)))
}

// negotiate picks the best coding that the client takes and the file has.
func negotiate(accept string, f *file) string {
	ok := map[string]bool{}
	for _, part := range strings.Split(accept, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if q = strings.TrimSpace(q); q == "q=0" || q == "q=0.0" || q == "q=0.00" || q == "q=0.000" {
			continue
		}
		ok[strings.ToLower(strings.TrimSpace(name))] = true
	}
	for _, c := range []string{"br", "gzip"} {
		if _, has := f.variants[c]; has && ok[c] {
			return c
		}
	}
	return ""
}

// Run serves a handler on addr until ctx ends, then lets open requests finish for a few seconds. Slow or silent clients are
// cut off, and headers are small.
func Run(ctx context.Context, addr string, h http.Handler, log *slog.Logger, ready func(net.Addr)) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 60 * time.Second,
		IdleTimeout: 60 * time.Second, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	if ready != nil {
		ready(l.Addr())
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		stop, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return srv.Shutdown(stop)
	}
}

// Logged writes one structured line per request: method, path, status, bytes, time. No address of a reader is written.
func Logged(h http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		c := &counter{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(c, r)
		log.Info("request", "method", r.Method, "path", r.URL.Path, "status", c.status, "bytes", c.bytes, "ms", time.Since(start).Milliseconds())
	})
}

type counter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *counter) WriteHeader(s int) { c.status = s; c.ResponseWriter.WriteHeader(s) }
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}
