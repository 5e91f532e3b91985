package builtfor

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// What was built for one address names the other, in the page and in the policy that is sent as a header; a length that no longer holds is
// not said.
func TestHandler(t *testing.T) {
	files := http.FileServerFS(fstest.MapFS{
		"robots.txt": {Data: []byte("User-agent: *\nSitemap: https://news.example/x/sitemap.xml\n")},
		"page.html":  {Data: []byte(`<meta content="img-src https://news.example/x"><a href="https://news.example/x/ar/">`)},
	})
	site := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "script-src 'self' https://news.example/x")
		files.ServeHTTP(w, r)
	})
	own := ""
	as, err := Handler(site, func() string { return own })
	if err != nil {
		t.Fatal(err)
	}
	own = "http://localhost:9"
	rec := httptest.NewRecorder()
	as.ServeHTTP(rec, httptest.NewRequest("GET", "/page.html", nil))
	if got := rec.Body.String(); got != `<meta content="img-src http://localhost:9"><a href="http://localhost:9/ar/">` {
		t.Errorf("the page is %s", got)
	}
	if got := rec.Header().Get("Content-Security-Policy"); got != "script-src 'self' http://localhost:9" || rec.Header().Get("Content-Length") != "" {
		t.Errorf("the headers are %v", rec.Header())
	}
	if _, err := Handler(http.NotFoundHandler(), func() string { return own }); err == nil || !strings.Contains(err.Error(), "robots.txt") {
		t.Errorf("a site without robots.txt: %v", err)
	}
}
