package host

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"testing/fstest"

	"sahel-explainer/app/policy"
)

// A site that was built for a path is served there, its oEmbed too; the host's root and the path without its slash lead to it.
func TestServesBelowThePathItWasBuiltFor(t *testing.T) {
	const base = "https://news.example/explainers/story/"
	dir := fstest.MapFS{}
	for p, body := range map[string]string{"index.html": "choose", "404.html": "none", "fr/index.html": "récit", "oembed/pages.json": `{"Base":"` + base + `","Pages":{"fr":{"Title":"T"}}}`} {
		dir[p] = &fstest.MapFile{Data: []byte(body), Mode: 0o644}
	}
	h, err := Handler(dir, policy.Anyone)
	if err != nil {
		t.Fatal(err)
	}
	stripped, _, err := handler(dir, policy.Anyone, "/", nil) // behind a proxy that takes the path away
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		h    http.Handler
		path string
		code int
		to   string
	}{
		{h, "/explainers/story/fr/", 200, ""}, {h, "/explainers/story/fr?a=1", 301, "fr/?a=1"}, {h, "/explainers/story?a=1", 301, "story/?a=1"}, {h, "/?a=1", 302, "explainers/story/?a=1"},
		{h, "/explainers/story/", 302, "fr/"}, {h, "/explainers/story/nowhere", 404, ""}, {h, "/fr/", 404, ""}, {h, "/explainers/", 404, ""}, {h, "/explainers/storyline/fr/", 404, ""},
		{h, "/explainers/story/oembed?url=" + url.QueryEscape(base+"fr/"), 200, ""}, {h, "/healthz", 200, ""}, {h, "/explainers/story/healthz", 200, ""},
		{h, "/explainers/story//fr/", 404, ""}, {h, "/explainers/story/../story/fr/", 404, ""},
		{stripped, "/fr/", 200, ""}, {stripped, "/", 302, "fr/"},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Header.Set("Accept-Language", "fr")
		w := httptest.NewRecorder()
		c.h.ServeHTTP(w, r)
		if w.Code != c.code || w.Header().Get("Location") != c.to {
			t.Errorf("%s: %d to %q, want %d to %q", c.path, w.Code, w.Header().Get("Location"), c.code, c.to)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Referrer-Policy") == "" {
			t.Errorf("%s: %v", c.path, w.Header())
		}
	}
}
