package e2e

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sahel-explainer/app/oembed"
)

// The built site answers oEmbed for each of its pages in both formats, and what it gives to paste points at pages that exist.
func TestOEmbedOfTheBuiltSite(t *testing.T) {
	h, _, err := oembed.Serve(os.DirFS(dist))
	must(t, err)
	var pages oembed.Pages
	raw, err := os.ReadFile(filepath.Join(dist, oembed.PagesFile))
	must(t, err)
	must(t, json.Unmarshal(raw, &pages))
	if len(pages.Pages) != 33 { // the story in both lengths and nine graphics in three languages
		t.Errorf("%d pages", len(pages.Pages))
	}
	ask := func(address, more string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/oembed?url="+url.QueryEscape(address)+more, nil))
		return w
	}
	frame := regexp.MustCompile(`<iframe src="([^"?#]+)`)
	for key := range pages.Pages {
		address := pages.Base + strings.NewReplacer("/", "/graphics/", "+", "/").Replace(key) + "/"
		var a struct {
			Type, Version, HTML string
			Width, Height       int
			Provider            string `json:"provider_name"`
		}
		w := ask(address, "&maxwidth=480")
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != 200 || a.Type != "rich" || a.Version != "1.0" || a.Width > 480 || a.Height < 200 || a.Provider != map[string]string{"ar": "مالي وروسيا", "fr": "Mali–Russie", "en": "Mali–Russia"}[key[:2]] {
			t.Errorf("%s: %d %v %+v", address, w.Code, err, a)
			continue
		}
		m := frame.FindStringSubmatch(a.HTML)
		if m == nil {
			t.Errorf("%s: no frame in %s", address, a.HTML)
			continue
		}
		for _, w := range regexp.MustCompile(`width="(\d+)"`).FindAllStringSubmatch(a.HTML, -1) {
			if n, _ := strconv.Atoi(w[1]); n > 480 {
				t.Errorf("%s: markup %s wide where 480 were asked for", address, w[1])
			}
		}
		if _, err := os.Stat(filepath.Join(dist, strings.TrimPrefix(m[1], pages.Base))); err != nil {
			t.Errorf("%s: the frame's page: %v", address, err)
		}
		var x struct {
			Type string `xml:"type"`
		}
		if err := xml.Unmarshal(ask(address, "&format=xml").Body.Bytes(), &x); err != nil || x.Type != "rich" {
			t.Errorf("%s as XML: %v %+v", address, err, x)
		}
	}
	for _, bad := range []string{"https://elsewhere.example/ar/", pages.Base + "ar/graphics/nothing/", pages.Base + "de/", pages.Base + "fr/steps/nothing/", pages.Base + "fr/?step=nothing", pages.Base + "fr/?chapter=nothing"} {
		if w := ask(bad, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", bad, w.Code)
		}
	}
	// What is shared leads to its own answer, on a static host too.
	for _, l := range []string{"ar", "fr", "en"} {
		page, err := os.ReadFile(filepath.Join(dist, l, "steps", "corps-exit", "index.html"))
		must(t, err)
		m := regexp.MustCompile(`<link rel="alternate" type="application/json\+oembed" href="([^"]+)"`).FindStringSubmatch(string(page))
		if m == nil {
			t.Fatalf("%s: the step's page names no answer", l)
		}
		file, err := os.ReadFile(filepath.Join(dist, strings.TrimPrefix(m[1], pages.Base)))
		must(t, err)
		if asked := ask(pages.Base+l+"/steps/corps-exit/", "").Body.String(); asked != string(file) || !strings.Contains(asked, "step=corps-exit") || !strings.Contains(asked, "/cards/"+l+"/corps-exit.png") {
			t.Errorf("%s: the file says\n%s\nthe endpoint\n%s", l, file, asked)
		}
	}
}
