// Package builtfor serves a built site, in tests, as if it had been built for the address where the test's server stands.
package builtfor

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
)

// sitemap is where a site's robots.txt names the address that the site was built for.
var sitemap = regexp.MustCompile(`(?m)^Sitemap: (https?://\S+)/sitemap\.xml$`)

// Handler answers as site would if it had been built for own, an address without a slash at its end: pages, policies (in pages and as
// headers), codes and lists name that. To a page without an origin 'self' is nothing in WebKit, so the policies name the address beside
// it. own is asked at each request: a test knows it once its server listens.
func Handler(site http.Handler, own func() string) (http.Handler, error) {
	robots := httptest.NewRecorder()
	site.ServeHTTP(robots, httptest.NewRequest(http.MethodGet, "/robots.txt", nil))
	found := sitemap.FindSubmatch(robots.Body.Bytes())
	if found == nil {
		return nil, errors.New("the site's robots.txt does not say what address it was built for")
	}
	was := found[1]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		got := httptest.NewRecorder()
		site.ServeHTTP(got, r)
		at := own()
		for k, all := range got.Header() {
			for _, v := range all {
				w.Header().Add(k, strings.ReplaceAll(v, string(was), at))
			}
		}
		w.Header().Del("Content-Length")
		w.WriteHeader(got.Code)
		w.Write(bytes.ReplaceAll(got.Body.Bytes(), was, []byte(at)))
	}), nil
}
