package render

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"regexp"
	"sort"
	"strings"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/card"
	"sahel-explainer/app/negotiate"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Story is what the rendering of a language's story comes to: its pages, and where the client finds its words and the options of graphics.
type Story struct {
	Pages write.Tree
	Words string            // path of the client's words
	Live  map[string]string // graphic → path of its options
}

// Pages renders every page: the story and each graphic in each language, the choice of language, privacy, and the answers for what is
// missing. Stories are by language.
func Pages(b Build) (map[string]Story, write.Tree, error) {
	stories, out := map[string]Story{}, write.Tree{}
	for _, l := range b.Project.Locales() {
		s, err := StoryIn(b, l)
		if err != nil {
			return nil, nil, err
		}
		stories[l.Tag] = s
		maps.Copy(out, s.Pages)
		for _, g := range b.Project.Graphics {
			pages, err := Graphic(b, l, g)
			if err != nil {
				return nil, nil, err
			}
			maps.Copy(out, pages)
		}
		texts, err := Texts(b, l)
		if err != nil {
			return nil, nil, err
		}
		maps.Copy(out, texts)
	}
	maps.Copy(out, Common(b))
	return stories, out, nil
}

// Texts are a language's pages that no graphic fills.
func Texts(b Build, l locales.Locale) (write.Tree, error) {
	out := write.Tree{}
	for _, page := range []func(write.Tree, locales.Locale) error{b.stepPages, b.correctionsPage, b.claimsPage, b.glossaryPage} {
		if err := page(out, l); err != nil {
			return nil, err
		}
	}
	c := b.Project.Catalogues[l.Tag]
	b.plainPage(out, l, "privacy", "../../", l.Tag+"/privacy/index.html", c.T("ui.privacy.title"), c.T("ui.privacy.body"))
	b.missingPage(out, l.Tag+"/404.html", l)
	return out, nil
}

// Common are the pages that belong to no language.
func Common(b Build) write.Tree {
	out := write.Tree{negotiate.File: negotiate.Of(b.Project.Locales()).JSON()}
	b.choicePage(out)
	b.missingPage(out, "404.html", b.Project.Locales()...)
	return out
}

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
	var s strings.Builder
	for _, f := range b.faces(locale) {
		fmt.Fprintf(&s, `<link rel="preload" href="%s" as="font" type="font/woff2" crossorigin>`, up+b.Fonts[locale][f])
	}
	return s.String()
}

// alternates are the canonical address of a page and its other languages. path has the locale as "{}".
func (b Build) alternates(locale, path string) string {
	var s strings.Builder
	abs := func(tag string) string { return b.BaseURL + b.BasePath + strings.ReplaceAll(path, "{}", tag) }
	fmt.Fprintf(&s, `<link rel="canonical" href="%s">`, html.EscapeString(abs(locale)))
	for _, l := range b.Project.Locales() {
		fmt.Fprintf(&s, `<link rel="alternate" hreflang="%s" href="%s">`, l.Tag, html.EscapeString(abs(l.Tag)))
	}
	fmt.Fprintf(&s, `<link rel="alternate" hreflang="x-default" href="%s">`, html.EscapeString(b.BaseURL+b.BasePath))
	return s.String()
}

// shown is the picture of a page: where it stands below the site's root, and what it shows.
type shown struct{ path, alt string }

func (b Build) social(l locales.Locale, title, description, path string, image shown) string {
	var s strings.Builder
	prop := func(k, v string) { fmt.Fprintf(&s, `<meta property="%s" content="%s">`, k, html.EscapeString(v)) }
	name, _ := publisher(b.Project.Catalogues[l.Tag])
	prop("og:site_name", name)
	prop("og:type", "article")
	prop("og:title", title)
	prop("og:description", description)
	prop("og:url", b.BaseURL+b.BasePath+path)
	prop("og:locale", l.OpenGraph)
	for _, o := range b.Project.Locales() {
		if o.Tag != l.Tag {
			prop("og:locale:alternate", o.OpenGraph)
		}
	}
	prop("og:image", b.BaseURL+b.BasePath+image.path)
	prop("og:image:width", fmt.Sprint(card.Width))
	prop("og:image:height", fmt.Sprint(card.Height))
	prop("og:image:alt", image.alt)
	s.WriteString(`<meta name="twitter:card" content="summary_large_image">`)
	return s.String()
}

// rootData are the attributes that boot.js and the client read.
func (b Build) rootData(page string, v view) map[string]string {
	data := map[string]string{
		"ready": "static", "mode": "standalone", "page": page, "up": v.up,
		"wasm": v.up + b.Client.WASM, "exec": v.up + b.Client.Exec, "echarts": v.up + b.ECharts, "sw": v.up + "sw.js", "frame": v.up + b.Look.Frame,
	}
	if e := b.edition(); e != "" {
		data["edition"] = e
	}
	if v.frozen != "" {
		data["frozen"] = v.frozen
		delete(data, "sw") // what never changes needs no keeper, and the live page has its own
	}
	return data
}

// frameHead is the head of a page for frames: the live page is the one to be found.
func (b Build) frameHead(l locales.Locale, v view, live, others string) string {
	head := b.alternates(l.Tag, others)
	if v.frozen != "" {
		head = fmt.Sprintf(`<link rel="canonical" href="%s">`, html.EscapeString(b.BaseURL+b.BasePath+live))
	}
	return head + b.preload(l.Tag, v.up) + b.iconHead(v.up)
}

// chrome is the bar above a page: its title, the chapters of a story with the way to its other length, the languages.
func (b Build) chrome(l locales.Locale, up string, href func(string) string, pg *story.Page) string {
	c := b.Project.Catalogues[l.Tag]
	var s strings.Builder
	home := up + l.Tag + "/"
	if pg != nil {
		home = href(l.Tag)
	}
	fmt.Fprintf(&s, `<a class="skip" href="#story">%s</a><header class="chrome"><a class="brand" href="%s">%s</a>`, c.HTML(c.T("ui.skip")), home, c.HTML(c.T("story.title")))
	if pg != nil {
		fmt.Fprintf(&s, `<nav aria-label="%s"><details class="chapters"><summary>%s</summary><ol>%s`, html.EscapeString(c.T("ui.nav.chapters")), c.HTML(c.T("ui.nav.chapters")), pg.OtherDepth())
		ids := []string{}
		for _, ch := range pg.Outline.Chapters {
			ids = append(ids, ch.ID)
		}
		for _, id := range append(ids, b.notes(pg.Outline)...) {
			fmt.Fprintf(&s, `<li><a href="#%s" data-to="%s">%s</a></li>`, id, id, c.HTML(c.T("chapter."+id+".title")))
		}
		s.WriteString(`</ol></details></nav>`)
	}
	fmt.Fprintf(&s, `<nav aria-label="%s"><ul class="langs">`, html.EscapeString(c.T("ui.nav.language")))
	for _, o := range b.Project.Locales() {
		cur := ""
		if o.Tag == l.Tag {
			cur = ` aria-current="true"`
		}
		fmt.Fprintf(&s, `<li><a href="%s" data-locale="%s" lang="%s" hreflang="%s"%s><span class="long">%s</span><span class="short" aria-hidden="true">%s</span></a></li>`,
			href(o.Tag), o.Tag, o.Tag, o.Tag, cur, o.Name, o.Short)
	}
	s.WriteString(`</ul></nav><div class="bar" aria-hidden="true"><i></i></div></header>`)
	if pg != nil {
		fmt.Fprintf(&s, `<button type="button" class="ask" data-ask hidden>%s</button>`, c.HTML(c.T("ui.client.ask", "Size", megabytes(c, b.ClientSize))))
	}
	return s.String()
}

// notes are the parts after the story: the explore view if there is anything to explore, and how we know.
func (b Build) notes(o *locales.Outline) []string {
	if len(o.Explore) > 0 && o.Depth != locales.Short {
		return []string{"explore", "method"}
	}
	return []string{"method"}
}

func megabytes(c *locales.Catalogue, bytes int) string {
	return c.Number(float64(bytes)/1e6, 1) + "\u00a0" + c.Format.Megabyte
}

// stepper is the pair of buttons for frames that cannot scroll.
func (b Build) stepper(c *locales.Catalogue) string {
	return fmt.Sprintf(`<nav class="stepper-nav" aria-label="%s"><button type="button" data-act="prev" aria-label="%s">%s</button><span class="stepper-count" role="status"></span><button type="button" data-act="next" aria-label="%s">%s</button></nav>`,
		html.EscapeString(c.T("ui.nav.progress")), html.EscapeString(c.T("ui.nav.previous")), c.HTML(c.T("ui.turn.before")),
		html.EscapeString(c.T("ui.nav.next")), c.HTML(c.T("ui.turn.after")))
}

// onPages are words that pages alone say: readers do not fetch them twice.
var onPages = regexp.MustCompile(`^ui\.(privacy|missing|choose|method|skip|depth|zoom|graphic\.more)\b`)

// clientWords compiles the words that the client says into a lookup table: plain strings, and plural forms by category.
func (b Build) clientWords(out write.Tree, l locales.Locale) (string, error) {
	c := b.Project.Catalogues[l.Tag]
	words := map[string]map[string]string{}
	for _, id := range c.IDs() {
		if strings.HasPrefix(id, "ui.") && !onPages.MatchString(id) {
			m, _ := c.Message(id)
			words[id] = m.Forms
		}
	}
	raw, err := json.Marshal(words)
	if err != nil {
		return "", err
	}
	return out.Asset("words."+l.Tag+".json", raw), nil
}

func rendered(ui *story.Component) (out string, err error) {
	defer locales.Recover(&err)
	return markup(ui.Render())
}

// Graphic is a graphic on its own, with all its states in order and its data: readable, linkable, embeddable.
func Graphic(b Build, l locales.Locale, g spec.Graphic) (write.Tree, error) {
	out := write.Tree{}
	c := b.Project.Catalogues[l.Tag]
	shapes := b.Shapes(l.Tag + "/" + g.ID())
	up := "../../../"
	links := story.Links{
		Locale:  func(tag string) string { return up + tag + "/graphics/" + g.ID() + "/" },
		Graphic: func(id string) string { return "../" + id + "/" },
		CSV:     func(id string) string { return up + "data/" + id + "." + l.Tag + ".csv" },
		Embed:   func(id string) string { return up + l.Tag + "/embed/" + embedPlace(id) },
		Claims:  up + l.Tag + "/claims/",
		Whole:   up + l.Tag + "/",
	}
	pg, err := b.page(l, b.Project.Outline, func(id string) []string {
		if id == g.ID() {
			return g.States()
		}
		return nil
	}, shapes, links)
	if err != nil {
		return nil, err
	}
	ui, err := func() (_ string, err error) {
		defer locales.Recover(&err)
		return markup(pg.Alone(g.ID(), up+l.Tag+"/"))
	}()
	if err != nil {
		return nil, err
	}
	f := pg.Graphics[g.ID()]
	path := l.Tag + "/graphics/" + g.ID() + "/"
	body := shapes.Defs() + b.dated(c, ui)
	for _, v := range b.views(up) {
		head := b.social(l, f.Title, f.Note, v.frozen+path, shown{v.frozen + cardPath(l, "graphics/"+g.ID()), f.States[f.Order[0]].Describe}) + b.preload(l.Tag, v.up) + b.iconHead(v.up)
		if v.frozen == "" {
			data, err := b.graphicLD(l, g)
			if err != nil {
				return nil, err
			}
			head = b.alternates(l.Tag, "{}/graphics/"+g.ID()+"/") + head + b.oembedHead(l, g.ID(), "", f.Title) + b.feedHead(l) + b.articleTags(l, "") + data
		} else {
			head = b.frozenHead(path, v) + head
		}
		data := b.rootData("graphic", v)
		delete(data, "wasm") // a graphic on its own is complete without the client
		data["popup-note"] = c.T("ui.popup.note")
		d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: f.Title, Description: f.Note, Up: v.up, Data: data, Style: b.fontFaces(l.Tag, v.up) + b.Look.Style + b.Labels[l.Tag] + v.style(), Head: head, Boot: b.Look.Boot,
			Extra: b.Look.Zoom, Script: b.Look.Enlarge,
			Body: b.frozenLabel(c, v, path, b.chrome(l, up, links.Locale, nil)) + v.article(l, body)}
		out[v.frozen+path+"index.html"] = d.HTML()
		d.Head = b.frameHead(l, v, path, "{}/graphics/"+g.ID()+"/")
		b.graphicFrame(out, l, v, f, d)
	}
	return out, nil
}

func jsonOf(m map[string]string) string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	raw, _ := json.Marshal(m) // sorts keys; strings alone
	return string(raw)
}
