package oembed

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"sahel-explainer/components/snippet"
)

var options = snippet.Options{
	Base: "https://news.example/sahel/", Locale: "fr", Title: `L’or, l’atome & le "Sahel" <carte>`, Read: "Lire le récit",
	Image: "https://news.example/sahel/card.png?a=1&b=2", Alt: "Carte", ImageW: 1200, ImageH: 630,
}

func TestOEmbedFields(t *testing.T) {
	j, x := OEmbed(OEmbedOptions{Options: options, ProviderName: "News", ProviderURL: "https://news.example/"})
	var m map[string]any
	if err := json.Unmarshal(j, &m); err != nil {
		t.Fatal(err)
	}
	for k, want := range map[string]any{"type": "rich", "version": "1.0", "title": options.Title, "provider_name": "News",
		"provider_url": "https://news.example/", "width": 960.0, "height": 640.0, "cache_age": 86400.0,
		"thumbnail_url": options.Image, "thumbnail_width": 1200.0, "thumbnail_height": 630.0, "html": snippet.Quote(withHeight(options, 640))} {
		if m[k] != want {
			t.Errorf("%s is %v, want %v", k, m[k], want)
		}
	}
	var a answer
	if err := xml.Unmarshal(x, &a); err != nil || a.HTML != m["html"] || a.Width != 960 {
		t.Errorf("xml says something else: %v %+v", err, a)
	}
	j, _ = OEmbed(OEmbedOptions{Options: options, MaxWidth: 400, MaxHeight: 300})
	m = nil
	_ = json.Unmarshal(j, &m)
	if m["width"] != 400.0 || m["height"] != 300.0 || m["thumbnail_url"] != nil {
		t.Errorf("limits not kept: %v", m)
	}
	// What WordPress keeps of an answer: this quotation, that frame (wp_filter_oembed_result).
	if !regexp.MustCompile(`(?s)^<blockquote[^>]*><a href="https://news\.example/sahel/fr/">[^<]+</a></blockquote>\s*<iframe [^>]*></iframe>`).MatchString(m["html"].(string)) {
		t.Errorf("not what WordPress looks for: %s", m["html"])
	}
	if h := m["html"].(string); !strings.Contains(h, `width="400" height="300"`) {
		t.Errorf("markup beyond the limits: %s", h)
	}
}

func withHeight(o snippet.Options, h int) snippet.Options { o.Height = h; return o }

func testHandler() http.Handler {
	return Handler(options.Base, func(p *Page) (OEmbedOptions, bool) {
		o := OEmbedOptions{Options: options}
		p.Step = cmp.Or(p.Step, p.Place)
		return o, p.Locale != "de" && (p.Graphic == "" || p.Graphic == "map") // the site's own languages, as Serve has them
	})
}

func TestHandler(t *testing.T) {
	for _, c := range []struct {
		method, query string
		code          int
		kind          string
	}{
		{"GET", "url=https://news.example/sahel/fr/", 200, "application/json; charset=utf-8"},
		{"GET", "url=http://news.example/sahel/ar/index.html%23opening-mali&format=json", 200, "application/json; charset=utf-8"},
		{"GET", "url=https://news.example/sahel/fr/graphics/map/&format=xml", 200, "text/xml; charset=utf-8"},
		{"GET", "url=https://news.example/sahel/fr/graphics/none/", 404, ""},
		{"GET", "url=https://news.example/other/fr/", 404, ""},
		{"GET", "url=https://news.example.evil.example/sahel/fr/", 404, ""},
		{"GET", "url=https://u@news.example/sahel/fr/", 404, ""},
		{"GET", "url=javascript:alert(1)", 404, ""},
		{"GET", "url=https://news.example/sahel/de/", 404, ""},
		{"GET", "url=https://news.example/sahel/fr/&format=yaml", 501, ""},
		{"GET", "url=https://news.example/sahel/fr/?step=a/b", 404, ""},
		{"GET", "url=https://news.example/sahel/fr/?chapter=a..b..c", 404, ""},
		{"GET", "", 400, ""},
		{"POST", "url=https://news.example/sahel/fr/", 405, ""},
	} {
		w := httptest.NewRecorder()
		testHandler().ServeHTTP(w, httptest.NewRequest(c.method, "/oembed?"+c.query, nil))
		if w.Code != c.code || (c.kind != "" && w.Header().Get("Content-Type") != c.kind) {
			t.Errorf("%s %s: %d %s", c.method, c.query, w.Code, w.Header().Get("Content-Type"))
		}
	}
	w := httptest.NewRecorder()
	testHandler().ServeHTTP(w, httptest.NewRequest("GET", "/oembed?url="+url.QueryEscape("https://news.example/sahel/fr/#s-2"), nil))
	if !strings.Contains(w.Body.String(), "step=s-2") {
		t.Errorf("the pasted step is lost: %s", w.Body)
	}
}

func FuzzHandler(f *testing.F) {
	f.Add("https://news.example/sahel/fr/", "json", "400", "300")
	f.Add("https://news.example/sahel/fr/graphics/map/?chapter=a..b#x", "xml", "-1", "9999999999999")
	f.Add("//news.example/sahel/fr/%2e%2e", "", "", "x")
	f.Fuzz(func(t *testing.T, address, format, mw, mh string) {
		q := url.Values{"url": {address}, "format": {format}, "maxwidth": {mw}, "maxheight": {mh}}
		w := httptest.NewRecorder()
		testHandler().ServeHTTP(w, httptest.NewRequest("GET", "/oembed?"+q.Encode(), nil))
		switch w.Code {
		case 200:
			if strings.Count(w.Body.String(), "iframe src") != 1 {
				t.Errorf("%q: %s", address, w.Body)
			}
		case 400, 404, 501:
		default:
			t.Errorf("%q: status %d", address, w.Code)
		}
	})
}
