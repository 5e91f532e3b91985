package oembed

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"

	"sahel-explainer/components/snippet"
)

// FuzzSnippet holds that words and options come out of a snippet and of both oEmbed forms as words and attributes, whatever they
// hold: no handler, no address but the site's, no element but the snippet's own.
func FuzzSnippet(f *testing.F) {
	for _, s := range []string{"", "Title", `"><script>hit()</script>`, `' onload='hit()`, "]]></html>", "javascript:hit()", "\u202e", "a&b", "\x00\xff", "--><!--"} {
		f.Add(s, s, s)
	}
	const base = "https://news.example/x/"
	own := map[string]bool{"figure": true, "blockquote": true, "a": true, "img": true, "figcaption": true, "iframe": true, "script": true}
	f.Fuzz(func(t *testing.T, title, alt, option string) {
		o := OEmbedOptions{Options: snippet.Options{Base: base, Locale: "ar", Title: title, Read: title, Alt: alt, Image: base + "img/a.svg", ImageW: 1200, ImageH: 630, Graphic: option, Theme: option, Accent: option, Step: option, Chapter: option}, ProviderName: title}
		j, x := OEmbed(o)
		var asJSON struct {
			HTML string `json:"html"`
		}
		var asXML struct {
			HTML string `xml:"html"`
		}
		if err := json.Unmarshal(j, &asJSON); err != nil {
			t.Fatalf("%s: %v", j, err)
		}
		if err := xml.Unmarshal(x, &asXML); err != nil {
			t.Fatalf("%s: %v", x, err)
		}
		for _, text := range []string{snippet.Write(o.Options), asJSON.HTML, asXML.HTML} {
			z := nethtml.NewTokenizer(strings.NewReader(text))
			for kind := z.Next(); kind != nethtml.ErrorToken; kind = z.Next() {
				if kind != nethtml.StartTagToken && kind != nethtml.SelfClosingTagToken {
					continue
				}
				tok := z.Token()
				if !own[tok.Data] {
					t.Errorf("%q: <%s> in %s", option, tok.Data, text)
				}
				for _, a := range tok.Attr {
					if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, base) {
						t.Errorf("%s=%q in %s", a.Key, a.Val, text)
					}
				}
			}
		}
	})
}

// FuzzParsePage holds that an address is a page of the site or none.
func FuzzParsePage(f *testing.F) {
	const base = "https://news.example/x/"
	for _, s := range []string{base + "ar/", base + "fr/graphics/map/", base + "ar/#a", "javascript:hit()", base + "../ar/", base + "ar/?chapter=a..b", "//news.example/x/ar/", base + "ar/graphics/%2e%2e/", "http://news.example/x/ar/#\"><script>", ":", "https://news.example@evil.example/x/ar/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		p, ok := ParsePage(base, address)
		if !ok {
			return
		}
		for _, v := range []string{p.Locale, p.Graphic, p.Step, p.Chapter, p.Theme, p.Place} {
			if strings.ContainsAny(v, `<>"'/\ &:`) {
				t.Errorf("%q was read as %+v", address, p)
			}
		}
	})
}
