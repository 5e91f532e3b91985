package render

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/card"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// at is the absolute address of a path below the site's root.
func (b Build) at(path string) string { return b.BaseURL + b.BasePath + path }

// thing is structured data: what schema.org calls a Thing.
type thing map[string]any

// editionDays are the days of the editions that this build knows, the newest first: its own and those that it takes over.
func (b Build) editionDays() []string {
	var days []string
	if b.edition() != "" {
		days = append(days, b.Project.Outline.Edition)
	}
	if b.Editions != "" {
		found, _ := fs.Glob(os.DirFS(b.Editions), write.EditionsDir+"*/"+LedgerFile) // the pattern is a good one
		for _, f := range found {
			days = append(days, path.Base(path.Dir(f)))
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	slices.Reverse(days)
	return days
}

// told is what structured data says of each page alike: its language, who publishes it, when. Only the live pages say it: an
// edition's bytes must not depend on those before it.
func (b Build) told(l locales.Locale, kind, name, description, page, picture string) thing {
	c := b.Project.Catalogues[l.Tag]
	publisher, author := publisher(c)
	house := thing{"@type": "Organization", "name": publisher, "url": b.at(""), "logo": pixels(thing{"url": b.at(b.Icons["icon-512.png"])}, 512, 512)}
	t := thing{"@context": "https://schema.org", "@type": kind, "description": description, "inLanguage": l.Tag, "isAccessibleForFree": true, "url": b.at(page),
		"image": pixels(thing{"url": b.at(picture)}, card.Width, card.Height), "publisher": house}
	title, writer := "headline", "author"
	if kind == "Dataset" {
		title, writer = "name", "creator"
	} else {
		t["mainEntityOfPage"] = b.at(page)
	}
	t[title] = name
	t[writer] = thing{"@type": "Organization", "name": cmp.Or(author, publisher)}
	if days := b.editionDays(); len(days) > 0 {
		t["datePublished"], t["dateModified"] = days[len(days)-1], days[0]
	}
	return t
}

// basedOn are the sources of some records.
func (b Build) basedOn(records []string) ([]thing, error) {
	sources, err := b.Project.Facts.SourcesOf(records)
	if err != nil {
		return nil, err
	}
	out := []thing{}
	for _, s := range sources {
		w := thing{"@type": "CreativeWork", "name": s.Title, "url": s.URL, "publisher": thing{"@type": "Organization", "name": s.Publisher}}
		if s.Date != "" {
			w["datePublished"] = s.Date
		}
		if s.Lang != "" {
			w["inLanguage"] = s.Lang
		}
		out = append(out, w)
	}
	return out, nil
}

// storyLD tells machines what the story is. Its sources stand with its graphics and steps, which it leads to: the page of the story
// has bytes to save.
func (b Build) storyLD(l locales.Locale) string {
	c := b.Project.Catalogues[l.Tag]
	t := b.told(l, "NewsArticle", c.T("story.title"), c.T("story.standfirst"), l.Tag+"/", cardPath(l, "story"))
	var parts, sections []string
	for _, g := range b.Project.Graphics {
		parts = append(parts, b.at(l.Tag+"/graphics/"+g.ID()+"/"))
	}
	for _, ch := range b.Project.Outline.Chapters {
		sections = append(sections, c.T("chapter."+ch.ID+".title"))
	}
	t["isBasedOn"], t["articleSection"] = parts, sections
	return jsonLD(t)
}

// graphicLD tells machines that a graphic is data, and where.
func (b Build) graphicLD(l locales.Locale, g spec.Graphic) (string, error) {
	f := b.Figures[l.Tag][g.ID()]
	page := l.Tag + "/graphics/" + g.ID() + "/"
	t := b.told(l, "Dataset", f.Title, strings.TrimSpace(f.Note+" "+f.States[f.Order[0]].Describe), page, cardPath(l, "graphics/"+g.ID()))
	sources, err := b.basedOn(f.Records)
	if err != nil {
		return "", fmt.Errorf("graphic %s: %w", g.ID(), err)
	}
	t["@id"], t["isBasedOn"], t["isPartOf"] = b.at(page), sources, b.at(l.Tag+"/")
	at := b.at("data/" + g.ID() + "." + l.Tag)
	t["distribution"] = []thing{{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": at + ".csv"},
		{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": at + ".json"}}
	return jsonLD(t), nil
}

// stepLD tells machines what a step says, of which story, and on what it rests.
func (b Build) stepLD(l locales.Locale, chapter string, st locales.Step) (string, error) {
	c := b.Project.Catalogues[l.Tag]
	t := b.told(l, "NewsArticle", c.T("step."+st.ID+".title"), firstWords(c.T("step."+st.ID+".body")), l.Tag+"/steps/"+st.ID+"/", cardPath(l, st.ID))
	sources, err := b.basedOn(st.Records)
	if err != nil {
		return "", fmt.Errorf("step %s: %w", st.ID, err)
	}
	t["isBasedOn"], t["isPartOf"], t["articleSection"] = sources, b.at(l.Tag+"/"), c.T("chapter."+chapter+".title")
	return jsonLD(t), nil
}

// articleTags are what networks read of an article beside its card; section is empty for the whole story.
func (b Build) articleTags(l locales.Locale, section string) string {
	var tags g.Group
	if days := b.editionDays(); len(days) > 0 {
		tags = append(tags, property("article:published_time", days[len(days)-1]), property("article:modified_time", days[0]))
	}
	if section != "" {
		tags = append(tags, property("article:section", section))
	}
	return markup.String(tags)
}

// feedHead leads feed readers to a language's feed.
func (b Build) feedHead(l locales.Locale) string {
	return markup.String(h.Link(h.Rel("alternate"), h.Type("application/atom+xml"), h.Href(b.at(feedPath(l)))))
}

func feedPath(l locales.Locale) string { return l.Tag + "/feed.xml" }

// Machines is what is read by machines alone: the map of the site, what crawlers may do, a feed for each language. pages is the site
// so far.
func Machines(b Build, pages write.Tree) (write.Tree, error) {
	out := write.Tree{}
	var err error
	if out["sitemap.xml"], err = b.sitemap(pages); err != nil {
		return nil, err
	}
	// Crawlers read it at a host's root alone; below a path its line belongs into the host's own.
	out["robots.txt"] = []byte("User-agent: *\nAllow: /\nSitemap: " + b.at("sitemap.xml") + "\n")
	for _, l := range b.Project.Locales() {
		if out[feedPath(l)], err = b.feed(l); err != nil {
			return nil, err
		}
	}
	return out, nil
}

type siteLink struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

type siteURL struct {
	Loc     string     `xml:"loc"`
	Lastmod string     `xml:"lastmod,omitempty"`
	Links   []siteLink `xml:"xhtml:link"`
}

// sitemap lists the live pages, each with its other languages. Editions are left out: search engines should have the live ones.
func (b Build) sitemap(pages write.Tree) ([]byte, error) {
	kinds := []string{"", "corrections/", "embed/", "privacy/"}
	if b.hasClaims() {
		kinds = append(kinds, "claims/")
	}
	if b.hasGlossary() {
		kinds = append(kinds, "glossary/")
	}
	for _, g := range b.Project.Graphics {
		kinds = append(kinds, "graphics/"+g.ID()+"/")
	}
	for _, st := range b.Project.Outline.Steps() {
		kinds = append(kinds, "steps/"+st.ID+"/")
	}
	var set struct {
		XMLName xml.Name  `xml:"urlset"`
		NS      string    `xml:"xmlns,attr"`
		XHTML   string    `xml:"xmlns:xhtml,attr"`
		URLs    []siteURL `xml:"url"`
	}
	set.NS, set.XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
	for _, k := range kinds {
		var links []siteLink
		for _, l := range b.Project.Locales() {
			links = append(links, siteLink{"alternate", l.Tag, b.at(l.Tag + "/" + k)})
		}
		links = append(links, siteLink{"alternate", "x-default", b.at("")})
		for _, l := range b.Project.Locales() {
			if pages[l.Tag+"/"+k+"index.html"] == nil {
				return nil, fmt.Errorf("sitemap: %s/%s is no page (app/build/render/machines.go)", l.Tag, k)
			}
			u := siteURL{Loc: b.at(l.Tag + "/" + k), Links: links}
			if days := b.editionDays(); len(days) > 0 {
				u.Lastmod = days[0]
			}
			set.URLs = append(set.URLs, u)
		}
	}
	return asXML(set)
}

func asXML(v any) ([]byte, error) {
	raw, err := xml.Marshal(v)
	return append([]byte(xml.Header), raw...), err
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"feed"`
	NS      string      `xml:"xmlns,attr"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

// feed is a language's feed of editions and corrections, the newest first.
func (b Build) feed(l locales.Locale) (_ []byte, err error) {
	defer locales.Recover(&err)
	c := b.Project.Catalogues[l.Tag]
	publisher, author := publisher(c)
	f := atomFeed{NS: "http://www.w3.org/2005/Atom", Lang: l.Tag, ID: b.at(feedPath(l)), Title: c.T("story.title"), Sub: c.T("ui.corrections.title"), Author: cmp.Or(author, publisher), Updated: stamp(b.Project.Outline.AsOf),
		Links: []atomLink{{"self", "application/atom+xml", b.at(feedPath(l))}, {"alternate", "text/html", b.at(l.Tag + "/")}}}
	for _, day := range b.editionDays() {
		at := b.at(write.EditionsDir + day + "/" + l.Tag + "/")
		f.Entries = append(f.Entries, atomEntry{at, c.T("ui.edition.label", "Date", b.day(c, day)), stamp(day), atomLink{Rel: "alternate", Type: "text/html", Href: at}, c.T("story.standfirst")})
	}
	for _, x := range b.Project.Corrections {
		title := c.T("ui.corrections.title")
		if len(x.Steps) > 0 {
			title = c.T("step." + x.Steps[0] + ".title")
		}
		at := b.at(l.Tag + "/corrections/")
		f.Entries = append(f.Entries, atomEntry{at + "#" + x.ID, title, stamp(x.Date), atomLink{Rel: "alternate", Type: "text/html", Href: at}, c.T("log."+x.ID+".was") + " " + c.T("log."+x.ID+".now")})
	}
	slices.SortStableFunc(f.Entries, func(a, b atomEntry) int { return strings.Compare(b.Updated, a.Updated) })
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return asXML(f)
}

// stamp is a day as feeds write a time.
func stamp(day string) string { return day + "T00:00:00Z" }

// pixels makes a thing a picture of a size. The vocabulary has no plain numbers there: E37 is its unit code for a pixel.
func pixels(picture thing, width, height int) thing {
	size := func(n int) thing { return thing{"@type": "QuantitativeValue", "value": n, "unitCode": "E37"} }
	picture["@type"], picture["width"], picture["height"] = "ImageObject", size(width), size(height)
	return picture
}
