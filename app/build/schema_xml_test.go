package build

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// rule is what a schema says of an element: its children with how often each may stand there ("1" once, "?" at most once, "*" any
// number, "+" at least once), its attributes ("!" where it must have one), and what its text has to be.
type rule struct {
	children, attributes map[string]string
	text                 func(string) bool
}

var (
	some    = func(s string) bool { return strings.TrimSpace(s) != "" }
	address = func(s string) bool { u, err := url.Parse(s); return err == nil && u.IsAbs() && u.Host != "" }
	moment  = func(s string) bool { _, err := time.Parse(time.RFC3339, s); return err == nil }
	day     = func(s string) bool { return regexp.MustCompile(`^\d{4}-\d\d-\d\d(T.*)?$`).MatchString(s) }
	typed   = rule{attributes: map[string]string{"type": "?"}, text: some}
)

// atom is RFC 4287, sitemap the schema of sitemaps.org (with the links to other languages that search engines read).
var atom = map[string]rule{
	"feed": {children: map[string]string{"title": "1", "id": "1", "updated": "1", "link": "*", "author": "*", "entry": "*", "subtitle": "?", "rights": "?", "icon": "?", "logo": "?", "generator": "?", "category": "*"},
		attributes: map[string]string{"lang": "?", "base": "?", "xmlns": "?"}},
	"entry":  {children: map[string]string{"title": "1", "id": "1", "updated": "1", "link": "*", "author": "*", "published": "?", "summary": "?", "content": "?", "category": "*", "rights": "?"}, attributes: map[string]string{"lang": "?"}},
	"author": {children: map[string]string{"name": "1", "uri": "?", "email": "?"}},
	"link":   {attributes: map[string]string{"href": "!", "rel": "?", "type": "?", "hreflang": "?", "title": "?", "length": "?"}},
	"title":  typed, "subtitle": typed, "rights": typed, "summary": typed, "content": typed,
	"id": {text: address}, "uri": {text: address}, "icon": {text: address}, "logo": {text: address}, "updated": {text: moment}, "published": {text: moment},
	"name": {text: some}, "email": {text: some}, "generator": {attributes: map[string]string{"uri": "?", "version": "?"}, text: some},
	"category": {attributes: map[string]string{"term": "!", "scheme": "?", "label": "?"}},
}

var sitemap = map[string]rule{
	"urlset": {children: map[string]string{"url": "+"}, attributes: map[string]string{"xmlns": "?", "xhtml": "?"}},
	"url":    {children: map[string]string{"loc": "1", "lastmod": "?", "changefreq": "?", "priority": "?", "link": "*"}},
	"loc":    {text: func(s string) bool { return address(s) && len(s) < 2048 }}, "lastmod": {text: day},
	"changefreq": {text: some}, "priority": {text: some},
	"link": {attributes: map[string]string{"rel": "!", "hreflang": "!", "href": "!"}},
}

type element struct {
	name  string
	count map[string]int
	text  strings.Builder
}

// obeys reads XML by a schema.
func obeys(schema map[string]rule, root string, raw []byte) error {
	d := xml.NewDecoder(bytes.NewReader(raw))
	stack := []*element{{name: "", count: map[string]int{}}}
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		now := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := t.Name.Local
			r, known := schema[n]
			if now.name != "" && schema[now.name].children[n] == "" || now.name == "" && n != root || !known {
				return errors.New(n + " may not stand in " + now.name)
			}
			now.count[n]++
			given := map[string]bool{}
			for _, a := range t.Attr {
				given[a.Name.Local] = true
				if r.attributes[a.Name.Local] == "" {
					return errors.New(n + " has no attribute " + a.Name.Local)
				}
			}
			for a, must := range r.attributes {
				if must == "!" && !given[a] {
					return errors.New(n + " lacks " + a)
				}
			}
			stack = append(stack, &element{name: n, count: map[string]int{}})
		case xml.CharData:
			now.text.Write(t)
		case xml.EndElement:
			r, text := schema[now.name], now.text.String()
			if r.text != nil && !r.text(text) || r.text == nil && strings.TrimSpace(text) != "" {
				return errors.New(now.name + " says " + text)
			}
			for c, often := range r.children {
				if k := now.count[c]; often == "1" && k != 1 || often == "?" && k > 1 || often == "+" && k == 0 {
					return errors.New(now.name + " has a wrong number of " + c)
				}
			}
			stack = stack[:len(stack)-1]
		}
	}
	return nil
}

// Feeds and the map of the site hold to their schemas, and the rules bite.
func TestFeedsAndSitemapBySchema(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []string{"fr", "ar"} {
		feed := r.Tree[l+"/feed.xml"]
		if err := obeys(atom, "feed", feed); err != nil {
			t.Errorf("%s/feed.xml: %v", l, err)
		}
		if !bytes.Contains(feed, []byte(`rel="self"`)) {
			t.Errorf("%s/feed.xml does not say where it is", l)
		}
		for old, now := range map[string]string{"<updated>": "<updated>x", "<id>": "<id/><id>", "<title>": "<b/><title>"} {
			if obeys(atom, "feed", bytes.Replace(feed, []byte(old), []byte(now), 1)) == nil {
				t.Errorf("a feed with %s is let through", now)
			}
		}
	}
	if err := obeys(sitemap, "urlset", r.Tree["sitemap.xml"]); err != nil {
		t.Errorf("sitemap.xml: %v", err)
	}
	if n := bytes.Count(r.Tree["sitemap.xml"], []byte("<loc>")); n > 50000 || len(r.Tree["sitemap.xml"]) > 50<<20 {
		t.Errorf("sitemap.xml: %d addresses", n)
	}
}
