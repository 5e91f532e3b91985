package hostcheck

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"sahel-explainer/app/browser"
	"sahel-explainer/components/snippet"
)

// A policy is read as Chromium reads it: of a page with a script, a frame and a picture of ours exactly those are asked for that are not
// said to be refused.
func TestPolicyIsReadAsChromiumDoes(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	if _, err := os.Stat(browser.Path()); err != nil {
		t.Skip("no chromium")
	}
	var mu sync.Mutex
	asked := map[string]bool{}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[r.URL.Path] = true
		w.Header().Set("Cache-Control", "no-store")
	}))
	t.Cleanup(site.Close)
	base := strings.Replace(site.URL, "127.0.0.1", "localhost", 1)
	_, port, _ := strings.Cut(strings.TrimPrefix(base, "http://"), ":")
	now := ""
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", now)
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><link rel="icon" href="data:,"><title>t</title><script src="%s/sub/embed.js"></script><iframe src="%s/sub/fr/"></iframe><img src="%s/sub/a.png">`, base, base, base)
	}))
	t.Cleanup(page.Close)
	b, tab, err := browser.Alone(context.Background(), "site-per-process", true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	code := snippet.Addresses{Script: base + "/sub/embed.js", Frame: base + "/sub/fr/", Picture: base + "/sub/a.png"}
	fill := strings.NewReplacer("{{BASE}}", base, "{{PORT}}", port).Replace
	for _, p := range []string{
		"default-src *", "default-src 'self'", "default-src 'none'", "script-src http:", "script-src https:", "script-src {{BASE}}", "frame-src {{BASE}}/sub/", "frame-src {{BASE}}/sub",
		"frame-src {{BASE}}/sub/fr/", "child-src 'none'", "child-src 'none'; frame-src *", "script-src-elem 'none'", "script-src 'none'; script-src-elem *", "img-src localhost", "img-src localhost:*",
		"img-src localhost:{{PORT}}", "img-src http://localhost:{{PORT}}/sub/a.png", "img-src LOCALHOST:{{PORT}}/SUB/", "img-src *.localhost:*", "script-src 'nonce-a' {{BASE}}",
		"script-src 'nonce-a' 'strict-dynamic' {{BASE}}", "script-src 'unsafe-inline'", "frame-src", "frame-src *; frame-src 'none'", "frame-src *, frame-src 'none'", "Frame-Src 'NONE'", "default-src 'none'; img-src *",
		"sandbox allow-scripts", "style-src 'none'; connect-src 'none'; object-src 'none'; base-uri 'none'", "require-trusted-types-for 'script'; trusted-types 'none'",
	} {
		p = fill(p)
		mu.Lock()
		clear(asked)
		now = p
		mu.Unlock()
		if err := tab.Go(page.URL); err != nil {
			t.Fatal(err)
		}
		refused, known := snippet.Refusals(p, code, page.URL)
		var got, want []string
		mu.Lock()
		for part, path := range map[string]string{snippet.PartScript: "/sub/embed.js", snippet.PartFrame: "/sub/fr/", snippet.PartPicture: "/sub/a.png"} {
			if !asked[path] {
				got = append(got, part)
			}
		}
		mu.Unlock()
		for _, r := range refused {
			if r.Part != snippet.PartSandbox { // in one what is loaded does not run
				want = append(want, r.Part)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) || !known {
			t.Errorf("%q: Chromium refuses %v, and we say %v", p, got, want)
		}
	}
}
