package build

import (
	"encoding/json"
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"

	"sahel-explainer/app/build/write"
)

const littleBase = "https://news.example/x/"

// pageHead is what a page says of itself.
type pageHead struct {
	canonical string
	languages map[string]string // hreflang → address
	feeds     []string
	property  map[string]string
	data      []map[string]any
}

func headOf(t *testing.T, page []byte) pageHead {
	t.Helper()
	h := pageHead{languages: map[string]string{}, property: map[string]string{}}
	doc, err := nethtml.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		switch {
		case n.Data == "link" && at["rel"] == "canonical":
			h.canonical = at["href"]
		case n.Data == "link" && at["hreflang"] != "":
			h.languages[at["hreflang"]] = at["href"]
		case n.Data == "link" && at["type"] == "application/atom+xml":
			h.feeds = append(h.feeds, at["href"])
		case n.Data == "meta" && at["property"] != "":
			h.property[at["property"]] = at["content"]
		case n.Data == "script" && at["type"] == "application/ld+json":
			var v map[string]any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
				t.Fatal(err)
			}
			h.data = append(h.data, v)
		}
	}
	return h
}

// Every page that search engines are to have stands in the map of the site, names itself as canonical and its other languages, which
// name it back, and leads to its language's feed.
func TestSitemapAndLanguagesAgree(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
			Links   []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(r.Tree["sitemap.xml"], &set); err != nil {
		t.Fatal(err)
	}
	mapped := map[string]bool{}
	for _, u := range set.URLs {
		mapped[u.Loc] = true
		page := r.Tree[strings.TrimPrefix(u.Loc, littleBase)+"index.html"]
		if page == nil || u.Lastmod != "2026-11-25" {
			t.Errorf("%s of %s: no such page", u.Loc, u.Lastmod)
			continue
		}
		h := headOf(t, page)
		if h.canonical != u.Loc || len(h.languages) != 3 || len(u.Links) != 3 || len(h.feeds) != 1 && !strings.Contains(u.Loc, "/embed/") {
			t.Errorf("%s: canonical %s, languages %v, feeds %v", u.Loc, h.canonical, h.languages, h.feeds)
		}
		for _, l := range u.Links {
			if h.languages[l.Lang] != l.Href {
				t.Errorf("%s: the page says %s for %s, the map %s", u.Loc, h.languages[l.Lang], l.Lang, l.Href)
			}
			if other := r.Tree[strings.TrimPrefix(l.Href, littleBase)+"index.html"]; l.Lang != "x-default" && headOf(t, other).languages[u.Loc[len(littleBase):][:2]] != u.Loc {
				t.Errorf("%s does not name %s back", l.Href, u.Loc)
			}
		}
	}
	for _, p := range r.Tree.Paths() {
		page, ok := strings.CutSuffix(p, "index.html")
		if ok && page != "" && !strings.HasPrefix(p, write.EditionsDir) && !mapped[littleBase+page] {
			t.Errorf("%s is not in the map", p)
		}
	}
	if got := string(r.Tree["robots.txt"]); !strings.Contains(got, "Sitemap: "+littleBase+"sitemap.xml\n") || strings.Contains(got, "Disallow: /") {
		t.Errorf("robots.txt: %s", got)
	}
}

// The story and its steps are articles and the graphics are data sets, with all that search engines ask of one; addresses in them
// are of files that there are.
func TestStructuredData(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	always := []string{"description", "inLanguage", "url", "image", "publisher", "datePublished", "dateModified", "isBasedOn", "isAccessibleForFree"}
	own := regexp.MustCompile(regexp.QuoteMeta(littleBase) + `[^"]*`)
	for page, want := range map[string]struct {
		kind string
		also []string
	}{
		"fr/": {"NewsArticle", []string{"headline", "author", "mainEntityOfPage", "articleSection"}}, "ar/steps/river-second/": {"NewsArticle", []string{"headline", "author", "mainEntityOfPage", "articleSection", "isPartOf"}},
		"fr/graphics/rivers/": {"Dataset", []string{"name", "creator", "distribution", "isPartOf", "@id"}},
	} {
		h := headOf(t, r.Tree[page+"index.html"])
		if len(h.data) != 1 || h.data[0]["@type"] != want.kind || h.data[0]["url"] != littleBase+page {
			t.Errorf("%s: %v", page, h.data)
			continue
		}
		d := h.data[0]
		for _, k := range append(slices.Clone(always), want.also...) {
			if v := d[k]; v == nil || v == "" {
				t.Errorf("%s: %s is missing", page, k)
			}
		}
		for _, k := range []string{"datePublished", "dateModified"} {
			if _, err := time.Parse(time.DateOnly, d[k].(string)); err != nil {
				t.Errorf("%s: %s: %v", page, k, err)
			}
		}
		if list, ok := d["isBasedOn"].([]any); !ok || len(list) == 0 {
			t.Errorf("%s is based on nothing", page)
		}
		raw, _ := json.Marshal(d)
		for _, a := range own.FindAllString(string(raw), -1) {
			if p := strings.TrimPrefix(a, littleBase); r.Tree[p] == nil && r.Tree[p+"index.html"] == nil {
				t.Errorf("%s names %s, which is not there", page, a)
			}
		}
		if h.property["og:site_name"] == "" || h.property["article:modified_time"] != "2026-11-25" || h.property["og:url"] != littleBase+page {
			t.Errorf("%s: %v", page, h.property)
		}
	}
	if h := headOf(t, r.Tree["fr/steps/river-second/index.html"]); h.property["article:section"] == "" {
		t.Error("a step is of no chapter")
	}
}

// The feed of a language tells of its editions; what it links to is there.
func TestFeedOfEditions(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []string{"fr", "ar"} {
		var f struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			Lang    string   `xml:"lang,attr"`
			ID      string   `xml:"id"`
			Title   string   `xml:"title"`
			Updated string   `xml:"updated"`
			Author  string   `xml:"author>name"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(r.Tree[l+"/feed.xml"], &f); err != nil {
			t.Fatal(err)
		}
		if f.Lang != l || f.ID != littleBase+l+"/feed.xml" || f.Title == "" || f.Author == "" || len(f.Entries) == 0 {
			t.Fatalf("%s: %+v", l, f)
		}
		for _, e := range f.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" || r.Tree[strings.TrimPrefix(e.Link.Href, littleBase)+"index.html"] == nil {
				t.Errorf("%s: %+v: %v", l, e, err)
			}
		}
	}
}
