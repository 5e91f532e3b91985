// Package hosts puts the built story on pages of news sites as they are (libraries, editors, sanitisers, policies, layouts, hostile
// ones), and asks in Chromium, Firefox and WebKit what a reader gets there. Its tests write the matrix of web/README.md.
package hosts

import (
	"context"
	"net"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/builtfor"
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
	own := ""
	as, err := builtfor.Handler(files, func() string { return strings.TrimSuffix(own, "/") })
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(as)
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
