package render

import (
	"fmt"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/card"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// faces are the faces of a language of the story.
func (b Build) faces(locale string) []*pack.Face {
	return pack.FacesOf(b.Project.Catalogues[locale].Locale)
}

// fontFaces declares a locale's faces. display: optional never moves text that a reader has begun to read: on a slow first
// visit the system's own face stays, on the next one ours is there. Labels are the same faces for what is written in a picture: it
// was placed by their widths, so there they come in late too, and nothing else moves.
func (b Build) fontFaces(locale, up string) string {
	var s strings.Builder
	for _, f := range b.faces(locale) {
		for _, as := range [][2]string{{f.Family, "optional"}, {spec.Labels, "swap"}} {
			fmt.Fprintf(&s, `@font-face{font-family:"%s";src:url(%s) format("woff2");font-weight:%s;font-display:%s;unicode-range:%s}`, as[0], up+b.Fonts[locale][f], f.Weights, as[1], f.Ranges)
		}
	}
	return s.String()
}

// preload asks early for the faces that the first view is set in.
func (b Build) preload(locale, up string) string {
	return markup.String(g.Map(b.faces(locale), func(f *pack.Face) g.Node {
		return markup.Link("preload", up+b.Fonts[locale][f], h.As("font"), h.Type("font/woff2"), g.Attr("crossorigin"))
	}))
}

// alternates are the canonical address of a page and its other languages. path has the locale as "{}".
func (b Build) alternates(locale, path string) string {
	abs := func(tag string) string { return b.at(strings.ReplaceAll(path, "{}", tag)) }
	other := func(tag, to string) g.Node {
		return h.Link(h.Rel("alternate"), g.Attr("hreflang", tag), h.Href(to))
	}
	return markup.String(markup.Link("canonical", abs(locale)),
		g.Map(b.Project.Locales(), func(l locales.Locale) g.Node { return other(l.Tag, abs(l.Tag)) }),
		other("x-default", b.at("")))
}

// shown is the picture of a page: where it stands below the site's root, and what it shows.
type shown struct{ path, alt string }

func (b Build) social(l locales.Locale, title, description, path string, image shown) string {
	site, _ := publisher(b.Project.Catalogues[l.Tag])
	tags := g.Group{
		property("og:site_name", site), property("og:type", "article"), property("og:title", title),
		property("og:description", description), property("og:url", b.at(path)), property("og:locale", l.OpenGraph),
	}
	for _, o := range b.Project.Locales() {
		if o.Tag != l.Tag {
			tags = append(tags, property("og:locale:alternate", o.OpenGraph))
		}
	}
	return markup.String(tags, property("og:image", b.at(image.path)),
		property("og:image:width", strconv.Itoa(card.Width)), property("og:image:height", strconv.Itoa(card.Height)),
		property("og:image:alt", image.alt), named("twitter:card", "summary_large_image"))
}
