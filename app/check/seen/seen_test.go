package seen

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/check"
)

// picture is a page with one picture of a graphic's state.
func picture(inside string) string {
	return `<figure data-graphic="tolls" style="margin:0;width:360px;height:200px"><div data-state="all"><svg class="pic" viewBox="0 0 360 200" width="360" height="200">` + inside + `</svg></div></figure>`
}

const good = `<text x="20" y="30" fill="#111">One</text><text x="20" y="80" fill="#111">Two</text><circle r="5" cx="200" cy="100" fill="#111"/>`

// sign is a link that shows a drawn sign, with its words so far below it.
func sign(below string) string {
	return `<style>.sign{display:block;width:44px;height:40px;overflow:hidden;white-space:nowrap}.sign::before{content:"";display:block;width:9px;height:9px;` +
		`border:2px solid;margin-block-end:` + below + `}</style><a class="sign" href="#">The graphic alone</a>`
}

// pages are a good page and one bad page for each rule. Width is 390.
var pages = []struct {
	name, body     string
	rule           string // empty: nothing is wrong
	what           string // a part of the finding
	graphic, theme string
}{
	{name: "good picture", body: picture(good)},
	{name: "good words", body: `<p>Words that break as they should, however many of them there are in this line of words.</p><p style="position:absolute;width:1px;height:1px;overflow:hidden;white-space:nowrap">for the ear alone</p>`},
	{name: "a sign in the place of its words", body: sign("2rem")},
	{name: "a sign beside words that are cut off", body: sign("0"), rule: ruleClipped, what: "graphic alone"},
	{name: "a table that scrolls", body: `<div style="overflow-x:auto;width:200px"><p style="width:800px">wide words that one scrolls to see, as many as there are</p></div>`},
	{name: "labels overlap", body: picture(good + `<text x="30" y="32" fill="#111">Uno</text>`), rule: ruleOverlap, what: "“One” and “Uno”", graphic: "tolls"},
	{name: "a label over a mark", body: picture(good + `<text x="190" y="104" fill="#111">Here</text>`), rule: ruleOverlap, what: "mark", graphic: "tolls"},
	{name: "a label leaves the picture", body: picture(good + `<text x="340" y="150" fill="#111">Outside</text>`), rule: ruleOutside, what: "“Outside” leaves", graphic: "tolls"},
	{name: "a label is cut off", body: `<div style="overflow:hidden;width:100px">` + picture(`<text x="60" y="30" fill="#111">Half of this</text>`) + `</div>`, rule: ruleClipped, what: "“Half of this”", graphic: "tolls"},
	{name: "words are cut off", body: `<div style="overflow:hidden;height:20px"><p>First line<br>second line<br>third line</p></div>`, rule: ruleClipped, what: "second line"},
	{name: "words run out of their box", body: `<p style="width:60px;overflow-wrap:normal">Unbreakablewordofmanyletters</p>`, rule: ruleOverflow, what: "Unbreakable"},
	{name: "the page scrolls to the side", body: `<div class="far" style="width:900px;height:10px"></div>`, rule: ruleOverflow, what: "div.far"},
	{name: "weak words", body: `<p style="color:#999">Pale</p>`, rule: ruleContrast, what: "“Pale”"},
	{name: "weak words in the dark", body: `<style>@media (prefers-color-scheme:dark){body{background:#222}}</style><p style="color:#555">Dim</p>`, rule: ruleContrast, what: "“Dim”", theme: "dark"},
	{name: "a label on a ground of its colour", body: picture(`<rect x="0" y="0" width="360" height="60" fill="#333"/><text x="20" y="30" fill="#111">Buried</text>`), rule: ruleContrast, what: "“Buried”", graphic: "tolls"},
	{name: "a label with an outline on that ground", body: picture(`<rect x="0" y="0" width="360" height="60" fill="#333"/><text x="20" y="30" fill="#111" stroke="#fff" stroke-width="3" paint-order="stroke">Outlined</text>`)},
	{name: "a character that the font lacks", body: `<p style="font-family:Naskh,serif">نص</p><p style="font-family:Naskh,serif">Жук</p>`, rule: ruleGlyph, what: "U+0416"},
	{name: "characters that it has", body: `<p style="font-family:Naskh,serif">نص</p><p lang="ru" style="font-family:Naskh,serif">Жук</p>`},
}

func TestSeededPages(t *testing.T) {
	font, err := os.ReadFile("../../../node_modules/@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2")
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/naskh.woff2" {
			w.Write(font)
			return
		}
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d", &n); err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="ar"><meta name="viewport" content="width=device-width"><style>@font-face{font-family:Naskh;src:url(/naskh.woff2)}body{margin:10px;background:#fff;color:#111}</style><body>%s`, pages[n].body)
	}))
	defer srv.Close()
	chrome, err := browser.Start(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer chrome.Close()
	tab, err := chrome.NewTab()
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	fonts := Fonts{}
	for i, p := range pages {
		t.Run(p.name, func(t *testing.T) {
			list, err := Look(tab, fmt.Sprintf("%s/%d", srv.URL, i), "ar/", "ar", 390, fonts)
			if err != nil {
				t.Fatal(err)
			}
			hit := false
			for _, f := range list {
				if f.Rule == p.rule && strings.Contains(f.What, p.what) && f.Graphic == p.graphic && f.Locale == "ar" && f.Width == 390 && (p.theme == "" || f.Theme == p.theme) {
					hit = true
				} else if p.rule == "" || p.theme != "" && f.Theme != p.theme {
					t.Errorf("false alarm: %s: %s", f.Rule, f.What)
				}
			}
			if p.rule != "" && !hit {
				t.Errorf("not found: %s %q; found %v", p.rule, p.what, list)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	const head = `<link rel="canonical" href="https://news.example/mali/`
	site := fstest.MapFS{
		"fr/index.html": {Data: []byte(head + `fr/"><a href="#here"></a><i id="here"></i><a href="../en/?x=1#there"></a><a href="https://elsewhere.example/gone"></a><a href="/mali/en/"></a><script src="../a.js"></script><a href="https://news.example/mali/a.js"></a>`)},
		"en/index.html": {Data: []byte(head + `en/"><p id="there">` + "\n" + `<a href="../de/"></a><a href="#nowhere"></a><a href="../fr/#gone"></a><img src="../b.png"><a href="../fr"></a><a href="/other/"></a><use href="#p9"/><b aria-labelledby="there lost"></b><a href="https://news.example/mali/c"></a>`)},
		"a.js":          {Data: []byte("1")},
	}
	list, err := Links(site)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range list {
		if f.File != "dist/en/index.html" || f.Line != 2 || f.Locale != "en" || f.Rule != ruleLink || f.Severity != check.Error {
			t.Errorf("false alarm or wrong place: %+v", f)
		}
		_, at, _ := strings.Cut(f.What, `"`)
		to, _, _ := strings.Cut(at, `"`)
		got = append(got, to)
	}
	want := "../de/ #nowhere ../fr/#gone ../b.png ../fr /other/ #p9 #lost https://news.example/mali/c"
	if strings.Join(got, " ") != want {
		t.Errorf("dead links %q, want %q", strings.Join(got, " "), want)
	}
}

func TestLocaleOfPages(t *testing.T) {
	for name, want := range map[string]string{"fr/index.html": "fr", "v/2026-11-25/ar/graphics/map/index.html": "ar", "index.html": "", "v/2026-11-25/x.html": ""} {
		if got := localeOf(name); got != want {
			t.Errorf("%s is in %q, want %q", name, got, want)
		}
	}
}

func TestPlace(t *testing.T) {
	w := words{"fr": {
		{id: "step.x.body", file: "story", line: 1, text: "Un pays, le Mali, et ses voisins"},
		{id: "graphics.tolls.label", file: "tolls", line: 7, text: "Mali et voisins"},
	}}
	for _, c := range []struct{ graphic, text, want string }{
		{"tolls", "Mali\u202fet voisins", "graphics.tolls.label"}, {"tolls", "voisins", "graphics.tolls.label"}, {"", "et ses voisins", "step.x.body"}, {"", "autre", ""},
	} {
		f := Finding{Finding: check.Finding{Locale: "fr", ID: c.text}, Graphic: c.graphic, State: c.graphic, Page: "fr/"}
		w.place(&f)
		if f.ID != c.want || (c.want == "") != (f.File == "dist/fr/index.html") {
			t.Errorf("%q of %q: %q in %s, want %q", c.text, c.graphic, f.ID, f.File, c.want)
		}
	}
}
