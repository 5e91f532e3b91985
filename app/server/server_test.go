// What the server says for each kind of request, on a small site of its own. It does not prove that the site's own pages are
// served well: app/e2e does.
package server

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/app/policy"
)

func site(t *testing.T) *Site {
	t.Helper()
	dir := fstest.MapFS{}
	put := func(path, body string) { dir[path] = &fstest.MapFile{Data: []byte(body), Mode: 0o644} }
	put("index.html", "choose")
	put("404.html", "missing in all")
	for _, l := range []string{"ar", "fr", "en"} {
		put(l+"/index.html", "story "+l)
		put(l+"/index.html.br", "br story "+l)
		put(l+"/index.html.gz", "gz story "+l)
		put(l+"/404.html", "missing "+l)
	}
	put("fr/graphics/map/index.html", "map fr")
	put("assets/a.0123456789.js", "0123456789")
	put("assets/a.0123456789.js.gz", "gz")
	put("sw.js", "worker")
	put("img/map.ar.svg", "<svg/>")
	put("orphan.js.br", "a variant of nothing")
	dir["link"] = &fstest.MapFile{Data: []byte("elsewhere"), Mode: 0o777 | fs.ModeSymlink}
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends a request with headers given as name and value pairs.
func ask(s http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestCodingIsNegotiated(t *testing.T) {
	s := site(t)
	etags := map[string]string{}
	for _, c := range []struct{ accept, want string }{
		{"", ""}, {"br", "br"}, {"gzip", "gzip"}, {"gzip, deflate, br", "br"}, {"br;q=0.2, gzip;q=0.8", "gzip"}, {"BR", "br"},
		{"br;q=0, gzip;q=0", ""}, {"*", "br"}, {"*;q=0.1, br;q=0", "gzip"}, {"identity, br;q=0.5", ""}, {"br;q=x", ""}, {"br;q=2", ""},
		{"deflate, zstd", ""}, {",,;;=", ""}, {"br ; q = 0.3", "br"},
	} {
		w := ask(s, "GET", "/ar/", "Accept-Encoding", c.accept)
		if got := w.Header().Get("Content-Encoding"); got != c.want {
			t.Errorf("%q gives %q, want %q", c.accept, got, c.want)
		}
		prefix := map[string]string{"": "story", "br": "br story", "gzip": "gz story"}[c.want]
		if !strings.HasPrefix(w.Body.String(), prefix) || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: body %q, Vary %q", c.accept, w.Body, w.Header().Get("Vary"))
		}
		if got := w.Header().Get("Content-Length"); got != "" && got != strconv.Itoa(w.Body.Len()) {
			t.Errorf("%q: length %s of %d", c.accept, got, w.Body.Len())
		}
		etags[w.Header().Get("ETag")] = c.want
	}
	if len(etags) != 3 || etags[""] != "" {
		t.Errorf("each coding needs a tag of its own: %v", etags)
	}
	for tag := range etags {
		if strings.HasPrefix(tag, "W/") {
			t.Errorf("%s is weak", tag)
		}
	}
}

func TestConditionsAndRanges(t *testing.T) {
	s := site(t)
	whole := ask(s, "GET", "/assets/a.0123456789.js")
	tag := whole.Header().Get("ETag")
	if w := ask(s, "GET", "/assets/a.0123456789.js", "If-None-Match", tag); w.Code != 304 || w.Body.Len() > 0 {
		t.Errorf("unchanged: %d %q", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/assets/a.0123456789.js", "If-None-Match", `"other"`); w.Code != 200 {
		t.Errorf("changed: %d", w.Code)
	}
	if w := ask(s, "GET", "/assets/a.0123456789.js", "Range", "bytes=2-4", "Accept-Encoding", "gzip"); w.Code != 206 || w.Body.String() != "234" || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("a part: %d %q %q", w.Code, w.Body, w.Header().Get("Content-Encoding"))
	}
	if w := ask(s, "GET", "/assets/a.0123456789.js", "Range", "bytes=2-4", "If-Range", `"other"`); w.Code != 200 || w.Body.String() != "0123456789" {
		t.Errorf("a part of what is gone: %d %q", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/assets/a.0123456789.js", "Range", "bytes=99-"); w.Code != 416 {
		t.Errorf("a part beyond the end: %d", w.Code)
	}
	for _, p := range []string{"/ar/", "/nowhere", "/assets/a.0123456789.js"} {
		get, head := ask(s, "GET", p), ask(s, "HEAD", p)
		if head.Body.Len() != 0 || head.Code != get.Code || head.Header().Get("Content-Length") != strconv.Itoa(get.Body.Len()) || head.Header().Get("ETag") != get.Header().Get("ETag") {
			t.Errorf("HEAD %s: %d %v", p, head.Code, head.Header())
		}
	}
	if w := ask(s, "POST", "/ar/"); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestLanguageIsChosenAtTheRootAndForWhatIsMissing(t *testing.T) {
	s := site(t)
	for accept, want := range map[string]string{"": "", "fr-FR,fr;q=0.9,en;q=0.8": "fr", "en-GB": "en", "de": "", "ar-ML": "ar", "en;q=0.1, fr;q=0.2": "fr", "\x00;;q": "", "*": "", "bm": "fr", "de, fr;q=0.8": "fr"} {
		w := ask(s, "GET", "/?utm=1", "Accept-Language", accept)
		if want == "" { // the page to choose, and what is missing in all languages: nobody is guessed at
			if w.Code != 200 || w.Body.String() != "choose" || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Language") {
				t.Errorf("%q: %d %q, Vary %q", accept, w.Code, w.Body, w.Header().Get("Vary"))
			}
			want = "in all"
		} else if w.Code != 302 || w.Header().Get("Location") != want+"/?utm=1" || w.Header().Get("Vary") != "Accept-Language" {
			t.Errorf("%q: %d to %q, Vary %q", accept, w.Code, w.Header().Get("Location"), w.Header().Get("Vary"))
		}
		w = ask(s, "GET", "/nowhere", "Accept-Language", accept)
		if w.Code != 404 || w.Body.String() != "missing "+want || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Language") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("missing for %q: %d %q %v", accept, w.Code, w.Body, w.Header())
		}
	}
	if w := ask(s, "GET", "/fr/nowhere", "Accept-Language", "en"); w.Code != 404 || w.Body.String() != "missing fr" {
		t.Errorf("missing below /fr/: %d %q", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/?choose"); w.Code != 200 || w.Body.String() != "choose" {
		t.Errorf("the choice: %d %q", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/fr/graphics/map?x=1"); w.Code != 301 || w.Header().Get("Location") != "map/?x=1" {
		t.Errorf("without its slash: %d to %q", w.Code, w.Header().Get("Location"))
	}
	if w := ask(s, "GET", "/healthz"); w.Code != 200 || w.Body.String() != "ok\n" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("health: %d %q", w.Code, w.Body)
	}
}

func TestTricksWithPathsFindNothing(t *testing.T) {
	s := site(t)
	for _, p := range []string{
		"/../server.go", "/ar/../../etc/passwd", "/ar/../fr/", "/./ar/", "//ar/", "/ar//", "/ar/index.html/", "/ar\\index.html", "/ar/\x00", "/ar/index.html\x00.js",
		"/ar/index.html.br", "/orphan.js", "/orphan.js.br", "/link", "/404.html", "/fr/404.html", "//evil.example/ar", "/assets/", "/fr/graphics/", "/..", "/...", "/%2e%2e/ar", "ar/", "",
	} {
		if w := ask(s, "GET", p); w.Code != 404 {
			t.Errorf("%q: %d %q to %q", p, w.Code, w.Body, w.Header().Get("Location"))
		}
	}
}

func TestEveryAnswerCarriesItsHeaders(t *testing.T) {
	s := site(t)
	s.Ancestors = "'self' https://news.example"
	for p, want := range map[string]map[string]string{
		"/ar/":                    {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache", "Content-Security-Policy": "frame-ancestors 'self' https://news.example", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"},
		"/assets/a.0123456789.js": {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable"},
		"/sw.js":                  {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'none'; connect-src 'self'; script-src 'self'"},
		"/img/map.ar.svg":         {"Content-Type": "image/svg+xml", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
		"/nowhere":                {"Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'self' https://news.example"},
	} {
		h := ask(s, "GET", p).Header()
		for _, x := range []struct{ name, value string }{{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "strict-origin-when-cross-origin"}, {"Access-Control-Allow-Origin", "*"}, {"Cross-Origin-Resource-Policy", "cross-origin"}} {
			if h.Get(x.name) != x.value {
				t.Errorf("%s: %s is %q", p, x.name, h.Get(x.name))
			}
		}
		if h.Get("Permissions-Policy") == "" || h.Get("Set-Cookie") != "" {
			t.Errorf("%s: %v", p, h)
		}
		for name, value := range want {
			if h.Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", p, name, h.Get(name), value)
			}
		}
	}
	for _, c := range [][2]string{{"GET", "/"}, {"GET", "/fr/graphics/map"}, {"GET", "/healthz"}, {"POST", "/ar/"}, {"GET", "/ar/\x00"}} {
		h := ask(s, c[0], c[1], "Accept-Language", "fr").Header()
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" || h.Get("Permissions-Policy") == "" {
			t.Errorf("%v: %v", c, h)
		}
	}
	for _, bad := range []string{"", " ", "*; script-src *", "a,b", "x\r\nSet-Cookie: a=b"} {
		if policy.CheckAncestors(bad) == nil {
			t.Errorf("ancestors %q were taken", bad)
		}
	}
}

// FuzzRequests holds that no request makes the server fail, leave the site, or split a header.
func FuzzRequests(f *testing.F) {
	for _, seed := range [][3]string{{"/ar/", "br", "fr"}, {"/../x", "gzip;q=0.5,*;q=0", "en-GB;q=0.3"}, {"/\x00", ";;q=,,", "x;q=9"}, {"/fr/graphics/map?a\r\nb: c", "br", ""}, {"//ar", "*", "\xff"}} {
		f.Add(seed[0], seed[1], seed[2])
	}
	dir := fstest.MapFS{}
	for _, p := range []string{"index.html", "404.html", "ar/index.html", "ar/index.html.br", "fr/index.html", "fr/graphics/map/index.html"} {
		dir[p] = &fstest.MapFile{Data: []byte(p), Mode: 0o644}
	}
	s, err := Load(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path, encoding, language string) {
		w := ask(s, "GET", path, "Accept-Encoding", encoding, "Accept-Language", language)
		switch w.Code {
		case 200:
			if file := strings.TrimSuffix(w.Body.String(), ".br"); path != "/healthz" && dir[file] == nil {
				t.Errorf("%q gave %q", path, w.Body)
			}
		case 301, 302:
			if to := w.Header().Get("Location"); strings.HasPrefix(to, "/") || strings.Contains(strings.SplitN(to, "?", 2)[0], ":") {
				t.Errorf("%q leads to %q", path, to)
			}
		case 404:
		default:
			t.Errorf("%q gave %d", path, w.Code)
		}
	})
}

func TestAFolderWithoutAStartIsNoSite(t *testing.T) {
	if _, err := Load(fstest.MapFS{"a.txt": {}}); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("error %v", err)
	}
}
