// Package hosts puts the built story on pages of news sites as they are (libraries, editors, sanitisers, policies, layouts, hostile
// ones), and asks in Chromium, Firefox and WebKit what a reader gets there. Its tests write the matrix of web/README.md.
package hosts

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/firefox"
	"sahel-explainer/app/browser/webkit"
	"sahel-explainer/app/server"
)

// Site serves the built site of a folder as if it had been built for the server's own address, and gives that with a slash at its end.
func Site(t *testing.T, dist string) string {
	t.Helper()
	files, err := server.Load(os.DirFS(dist))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(dist + "/fr/index.html")
	if err != nil {
		t.Fatal(err)
	}
	built := regexp.MustCompile(`rel="?canonical"? href="?(https?://[^">]+?/)fr/|href="?(https?://[^">]+?/)fr/"? rel="?canonical`).FindSubmatch(page)
	if built == nil {
		t.Fatal("dist/ does not say what address it was built for")
	}
	was, own := bytes.TrimSuffix(append(built[1], built[2]...), []byte("/")), ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		rec := httptest.NewRecorder()
		files.ServeHTTP(rec, r)
		for k, v := range rec.Header() {
			w.Header()[k] = v
		}
		w.Header().Del("Content-Length")
		w.WriteHeader(rec.Code)
		w.Write(bytes.ReplaceAll(rec.Body.Bytes(), was, []byte(strings.TrimSuffix(own, "/"))))
	}))
	t.Cleanup(s.Close)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	own = "http://localhost:" + port + "/"
	return own
}

// Page is one page of any engine, with a keyboard and a mouse, that can look into frames.
type Page interface {
	browser.Page
	Inside(prefix string, limit time.Duration) (browser.Inner, error)
	Press(key string) error
	Click(x, y float64) error
}

// Names are the engines, in the order of the tables.
var Names = []string{"chromium", "firefox", "webkit"}

// Engines open a page; the one before it is closed.
var Engines = map[string]func(*testing.T) func() (Page, error){
	"chromium": func(t *testing.T) func() (Page, error) {
		b, first, err := browser.Alone(context.Background(), "site-per-process", true)
		if err != nil {
			t.Fatal(err)
		}
		first.Close()
		t.Cleanup(b.Close)
		return func() (Page, error) { return b.NewTab() }
	},
	"firefox": func(t *testing.T) func() (Page, error) {
		b, err := firefox.Start(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Close)
		return func() (Page, error) { return b.NewTab() }
	},
	"webkit": func(t *testing.T) func() (Page, error) {
		b, err := webkit.Start(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Close)
		return func() (Page, error) { return window{b}, nil }
	},
}

// window is WebKitGTK's one page, which stays.
type window struct{ *webkit.Browser }

func (w window) Close() { w.Go("about:blank") }
