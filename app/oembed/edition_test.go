package oembed

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/components/snippet"
)

// Addresses of editions and of shared steps are understood; an edition that there is not, is not.
func TestOEmbedKnowsEditionsAndSharedSteps(t *testing.T) {
	const base = "https://a.example/x/"
	raw, err := json.Marshal(Pages{Base: base, Editions: []string{"v/2026-11-25"}, Parts: map[string]Part{
		"fr/groups-deaths": {Title: "S", Image: base + "cards/fr/groups-deaths.png"}, "fr/groups": {Title: "C", Image: base + "cards/fr/c.png", First: "groups-deaths"}, "fr/end": {Title: "E", First: "end-a"},
	}, Pages: map[string]OEmbedOptions{
		"fr":        {Options: snippet.Options{Title: "T", Image: base + "cards/fr/story.png", ImageW: 1200, ImageH: 630}},
		"fr/deaths": {Options: snippet.Options{Title: "D"}, States: []string{"all", "ml"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	h, _, err := Serve(fstest.MapFS{PagesFile: {Data: raw}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		address string
		code    int
		want    []string
	}{
		{"v/2026-11-25/fr/", 200, []string{"v/2026-11-25/fr/?embed=1", "v/2026-11-25/cards/fr/story.png"}},
		{"v/2026-11-25/fr/graphics/deaths/", 200, []string{"v/2026-11-25/fr/graphics/deaths/?embed=1"}},
		{"v/2026-11-24/fr/", 404, nil},
		{"v/2026-11-25/", 404, nil},
		{"v/../fr/", 404, nil},
		{"v/2026-11-25/fr/steps/groups-deaths/", 404, nil},
		{"fr/steps/groups-deaths/", 200, []string{"fr/frame.html?embed=1\\u0026amp;step=groups-deaths", "cards/fr/groups-deaths.png", "S — T"}},
		{"fr/steps/nowhere/", 404, nil},
		{"fr/steps/groups/", 404, nil},
		{"fr/?step=nowhere", 404, nil},
		{"fr/?step=groups-deaths", 200, []string{"step=groups-deaths", "S — T"}},
		{"fr/?chapter=nowhere", 404, nil},
		{"fr/?chapter=groups-deaths", 404, nil},
		{"fr/?chapter=groups..nowhere", 404, nil},
		{"fr/?chapter=groups", 200, []string{"chapter=groups", "C — T", "cards/fr/c.png", "fr/#groups"}},
		{"fr/?chapter=groups..end", 200, []string{"chapter=groups..end", "\"T\""}},
		{"v/2026-11-25/fr/?step=groups-deaths", 200, []string{"v/2026-11-25/cards/fr/groups-deaths.png"}},
		{"fr/#groups-deaths", 200, []string{"step=groups-deaths"}},
		{"fr/#groups", 200, []string{"step=groups-deaths"}},
		{"fr/#method", 200, []string{"fr/frame.html?embed=1\\\""}},
		{"fr/steps/a b/", 404, nil},
		{"fr/graphics/deaths/?state=ml", 200, []string{"fr/graphics/deaths/frame.html?embed=1\\u0026amp;state=ml", "fr/graphics/deaths/#state-ml"}},
		{"fr/graphics/deaths/#state-all", 200, []string{"state=all"}},
		{"fr/graphics/deaths/frame.html?embed=1", 200, []string{"fr/graphics/deaths/frame.html?embed=1"}},
		{"fr/graphics/deaths/?state=nowhere", 404, nil},
		{"fr/", 200, []string{"x/fr/frame.html?embed=1", "x/cards/fr/story.png"}},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/oembed?url="+url.QueryEscape(base+x.address), nil))
		if w.Code != x.code {
			t.Errorf("%s: %d, want %d", x.address, w.Code, x.code)
		}
		for _, want := range x.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: %s is not in %s", x.address, want, w.Body)
			}
		}
	}
}
