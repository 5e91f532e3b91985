package site

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"sort"
	"strings"

	"sahel-explainer/app/card"
	"sahel-explainer/app/negotiate"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// pages renders every page: the story and each graphic in each language, the choice of language, privacy, and the answers
// for what is missing.
func (b *builder) pages() error {
	if err := b.cutFonts(); err != nil {
		return err
	}
	return b.everyPage()
}

func (b *builder) everyPage() error {
	for _, l := range b.p.Locales() {
		if err := b.storyPage(l); err != nil {
			return err
		}
		if err := b.otherPages(l); err != nil {
			return err
		}
	}
	return b.commonPages()
}

// otherPages are a language's pages beside the story.
func (b *builder) otherPages(l locales.Locale) error {
	for _, g := range b.p.Graphics {
		if err := b.graphicPage(l, g); err != nil {
			return err
		}
	}
	return b.textPages(l)
}

// textPages are those that no graphic fills.
func (b *builder) textPages(l locales.Locale) error {
	if err := b.stepPages(l); err != nil {
		return err
	}
	if err := b.correctionsPage(l); err != nil {
		return err
	}
	if err := b.claimsPage(l); err != nil {
		return err
	}
	if err := b.glossaryPage(l); err != nil {
		return err
	}
	b.plainPage(l, "privacy", "../../", l.Tag+"/privacy/index.html", b.p.Catalogues[l.Tag].T("ui.privacy.title"), b.p.Catalogues[l.Tag].T("ui.privacy.body"))
	b.missingPage(l.Tag+"/404.html", l)
	return nil
}

// commonPages are those that belong to no language.
func (b *builder) commonPages() error {
	b.choicePage()
	b.tree[negotiate.File] = negotiate.Of(b.p.Locales()).JSON()
	b.missingPage("404.html", b.p.Locales()...)
	return nil
}

// cutFonts cuts each locale's faces to the characters of its words: all that the catalogues hold, graphics included. Titles of
// sources in other languages are left to the system's fonts.
func (b *builder) cutFonts() error {
	for _, l := range b.p.Locales() {
		if err := b.cutFor(l, cut); err != nil {
			return err
		}
	}
	return nil
}

// lettering is all that is written in a locale's faces.
func (b *builder) lettering(locale string) string {
	var text strings.Builder
	c := b.p.Catalogues[locale]
	for _, id := range c.IDs() {
		if strings.HasPrefix(id, "desk.") {
			continue
		}
		m, _ := c.Message(id)
		for _, s := range m.Forms {
			text.WriteString(spoken(s))
		}
	}
	return text.String()
}

// spoken is a message without the names of what is put in.
func spoken(message string) string { return placeholder.ReplaceAllString(message, " ") }

var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

// cutFor cuts one locale's faces by the given cutter. The desk's words are for editors, who have the system's fonts.
func (b *builder) cutFor(l locales.Locale, cut func(root, cache string, f *face, chars string) ([]byte, error)) error {
	text := b.lettering(l.Tag)
	b.fonts[l.Tag] = map[*face]string{}
	for _, f := range facesOf(l) {
		woff, err := cut(b.Root, b.Cache+"/fonts", f, charactersOf(f, text))
		if err != nil {
			return err
		}
		b.fonts[l.Tag][f] = b.tree.asset(f.Name+"."+l.Tag+".woff2", woff)
	}
	return nil
}

// faces are the faces of a language of the story.
func (b *builder) faces(locale string) []*face { return facesOf(b.p.Catalogues[locale].Locale) }

// fontFaces declares a locale's faces. display: optional never moves text that a reader has begun to read: on a slow first
// visit the system's own face stays, on the next one ours is there. Labels are the same faces for what is written in a picture: it
// was placed by their widths, so there they come in late too, and nothing else moves.
func (b *builder) fontFaces(locale, up string) string {
	var s strings.Builder
	for _, f := range b.faces(locale) {
		for _, as := range [][2]string{{f.Family, "optional"}, {spec.Labels, "swap"}} {
			fmt.Fprintf(&s, `@font-face{font-family:"%s";src:url(%s) format("woff2");font-weight:%s;font-display:%s;unicode-range:%s}`, as[0], up+b.fonts[locale][f], f.Weights, as[1], f.Ranges)
		}
	}
	return s.String()
}

// preload asks early for the faces that the first view is set in.
func (b *builder) preload(locale, up string) string {
	var s strings.Builder
	for _, f := range b.faces(locale) {
		fmt.Fprintf(&s, `<link rel="preload" href="%s" as="font" type="font/woff2" crossorigin>`, up+b.fonts[locale][f])
	}
	return s.String()
}

// alternates are the canonical address of a page and its other languages. path has the locale as "{}".
func (b *builder) alternates(locale, path string) string {
	var s strings.Builder
	abs := func(tag string) string { return b.BaseURL + b.BasePath + strings.ReplaceAll(path, "{}", tag) }
	fmt.Fprintf(&s, `<link rel="canonical" href="%s">`, html.EscapeString(abs(locale)))
	for _, l := range b.p.Locales() {
		fmt.Fprintf(&s, `<link rel="alternate" hreflang="%s" href="%s">`, l.Tag, html.EscapeString(abs(l.Tag)))
	}
	fmt.Fprintf(&s, `<link rel="alternate" hreflang="x-default" href="%s">`, html.EscapeString(b.BaseURL+b.BasePath))
	return s.String()
}

// shown is the picture of a page: where it stands below the site's root, and what it shows.
type shown struct{ path, alt string }

func (b *builder) social(l locales.Locale, title, description, path string, image shown) string {
	var s strings.Builder
	prop := func(k, v string) { fmt.Fprintf(&s, `<meta property="%s" content="%s">`, k, html.EscapeString(v)) }
	name, _ := publisher(b.p.Catalogues[l.Tag])
	prop("og:site_name", name)
	prop("og:type", "article")
	prop("og:title", title)
	prop("og:description", description)
	prop("og:url", b.BaseURL+b.BasePath+path)
	prop("og:locale", l.OpenGraph)
	for _, o := range b.p.Locales() {
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
func (b *builder) rootData(page string, v view) map[string]string {
	data := map[string]string{
		"ready": "static", "mode": "standalone", "page": page, "up": v.up,
		"wasm": v.up + b.wasm, "exec": v.up + b.exec, "echarts": v.up + b.echart, "sw": v.up + "sw.js", "frame": v.up + b.frame,
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
func (b *builder) frameHead(l locales.Locale, v view, live, others string) string {
	head := b.alternates(l.Tag, others)
	if v.frozen != "" {
		head = fmt.Sprintf(`<link rel="canonical" href="%s">`, html.EscapeString(b.BaseURL+b.BasePath+live))
	}
	return head + b.preload(l.Tag, v.up) + b.iconHead(v.up)
}

// chrome is the bar above a page: its title, the chapters of a story with the way to its other length, the languages.
func (b *builder) chrome(l locales.Locale, up string, href func(string) string, pg *story.Page) string {
	c := b.p.Catalogues[l.Tag]
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
	for _, o := range b.p.Locales() {
		cur := ""
		if o.Tag == l.Tag {
			cur = ` aria-current="true"`
		}
		fmt.Fprintf(&s, `<li><a href="%s" data-locale="%s" lang="%s" hreflang="%s"%s><span class="long">%s</span><span class="short" aria-hidden="true">%s</span></a></li>`,
			href(o.Tag), o.Tag, o.Tag, o.Tag, cur, o.Name, o.Short)
	}
	s.WriteString(`</ul></nav><div class="bar" aria-hidden="true"><i></i></div></header>`)
	if pg != nil {
		fmt.Fprintf(&s, `<button type="button" class="ask" data-ask hidden>%s</button>`, c.HTML(c.T("ui.client.ask", "Size", b.clientSize(c))))
	}
	return s.String()
}

// notes are the parts after the story: the explore view if there is anything to explore, and how we know.
func (b *builder) notes(o *locales.Outline) []string {
	if len(o.Explore) > 0 && o.Depth != locales.Short {
		return []string{"explore", "method"}
	}
	return []string{"method"}
}

// clientSize is what the interactive version costs a reader, in megabytes as transferred.
func (b *builder) clientSize(c *locales.Catalogue) string {
	var br []byte
	if b.draft != nil {
		br = b.tree[b.wasm][:len(b.tree[b.wasm])/6] // compressing takes seconds; this is near enough to look at
	} else {
		var err error
		if br, _, err = b.compressor().Both(b.tree[b.wasm]); err != nil {
			return ""
		}
	}
	return megabytes(c, len(br))
}

func megabytes(c *locales.Catalogue, bytes int) string {
	return c.Number(float64(bytes)/1e6, 1) + "\u00a0" + c.Format.Megabyte
}

// stepper is the pair of buttons for frames that cannot scroll.
func (b *builder) stepper(c *locales.Catalogue) string {
	return fmt.Sprintf(`<nav class="stepper-nav" aria-label="%s"><button type="button" data-act="prev" aria-label="%s">%s</button><span class="stepper-count" role="status"></span><button type="button" data-act="next" aria-label="%s">%s</button></nav>`,
		html.EscapeString(c.T("ui.nav.progress")), html.EscapeString(c.T("ui.nav.previous")), c.HTML(c.T("ui.turn.before")),
		html.EscapeString(c.T("ui.nav.next")), c.HTML(c.T("ui.turn.after")))
}

// onPages are words that pages alone say: readers do not fetch them twice.
var onPages = regexp.MustCompile(`^ui\.(privacy|missing|choose|method|skip|depth|graphic\.more)\b`)

// clientWords compiles the words that the client says into a lookup table: plain strings, and plural forms by category.
func (b *builder) clientWords(l locales.Locale) (string, error) {
	c := b.p.Catalogues[l.Tag]
	out := map[string]map[string]string{}
	for _, id := range c.IDs() {
		if strings.HasPrefix(id, "ui.") && !onPages.MatchString(id) {
			m, _ := c.Message(id)
			out[id] = m.Forms
		}
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return "", err
	}
	return b.tree.asset("words."+l.Tag+".json", raw), nil
}

// sharedShapes gathers what the pictures of one page share.
func (b *builder) sharedShapes(page string) *render.Shapes {
	if b.draft != nil {
		return b.draft.shapesOf(page)
	}
	return &render.Shapes{}
}

func (b *builder) render(ui *story.Component) (out string, err error) {
	defer locales.Recover(&err)
	return markup(ui.Render())
}

// graphicPage is a graphic on its own, with all its states in order and its data: readable, linkable, embeddable.
func (b *builder) graphicPage(l locales.Locale, g spec.Graphic) error {
	c := b.p.Catalogues[l.Tag]
	shapes := b.sharedShapes(l.Tag + "/" + g.ID())
	up := "../../../"
	links := story.Links{
		Locale:  func(tag string) string { return up + tag + "/graphics/" + g.ID() + "/" },
		Graphic: func(id string) string { return "../" + id + "/" },
		CSV:     func(id string) string { return up + "data/" + id + "." + l.Tag + ".csv" },
		Embed:   func(id string) string { return up + l.Tag + "/embed/" + embedPlace(id) },
		Claims:  up + l.Tag + "/claims/",
		Whole:   up + l.Tag + "/",
	}
	pg, err := b.page(l, b.p.Outline, func(id string) []string {
		if id == g.ID() {
			return g.States()
		}
		return nil
	}, shapes, links)
	if err != nil {
		return err
	}
	ui, err := func() (_ string, err error) {
		defer locales.Recover(&err)
		return markup(pg.Alone(g.ID(), up+l.Tag+"/"))
	}()
	if err != nil {
		return err
	}
	f := pg.Graphics[g.ID()]
	path := l.Tag + "/graphics/" + g.ID() + "/"
	body := shapes.Defs() + b.dated(c, ui)
	for _, v := range b.views(up) {
		head := b.social(l, f.Title, f.Note, v.frozen+path, shown{v.frozen + cardPath(l, "graphics/"+g.ID()), f.States[f.Order[0]].Describe}) + b.preload(l.Tag, v.up) + b.iconHead(v.up)
		if v.frozen == "" {
			data, err := b.graphicLD(l, g)
			if err != nil {
				return err
			}
			head = b.alternates(l.Tag, "{}/graphics/"+g.ID()+"/") + head + b.oembedHead(l, g.ID(), "", f.Title) + b.feedHead(l) + b.articleTags(l, "") + data
		} else {
			head = b.frozenHead(path, v) + head
		}
		data := b.rootData("graphic", v)
		delete(data, "wasm") // a graphic on its own is complete without the client
		data["popup-note"] = c.T("ui.popup.note")
		d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: f.Title, Description: f.Note, Up: v.up, Data: data, Style: b.fontFaces(l.Tag, v.up) + b.style + b.columnLabels(l.Tag) + v.style(), Head: head, Boot: b.boot,
			Body: b.frozenLabel(c, v, path, b.chrome(l, up, links.Locale, nil)) + v.article(l, body)}
		b.tree[v.frozen+path+"index.html"] = d.HTML()
		d.Head = b.frameHead(l, v, path, "{}/graphics/"+g.ID()+"/")
		if err := b.graphicFrame(l, v, f, d); err != nil {
			return err
		}
	}
	return nil
}

// plainPage is a page of a heading and a paragraph.
func (b *builder) plainPage(l locales.Locale, kind, up, path, title, body string) {
	c := b.p.Catalogues[l.Tag]
	d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: title, Up: up, Data: map[string]string{"page": kind}, Style: b.fontFaces(l.Tag, up) + b.style,
		Head: b.alternates(l.Tag, "{}/"+kind+"/") + b.feedHead(l) + b.iconHead(up),
		Body: b.chrome(l, up, func(t string) string { return up + t + "/" + kind + "/" }, nil) +
			b.dated(c, fmt.Sprintf(`<main id="story" class="method"><h1>%s</h1><p>%s</p></main>`, c.HTML(title), c.HTML(body)))}
	b.tree[path] = d.HTML()
}

// choicePage is the site's root: a choice of language, in all three.
func (b *builder) choicePage() {
	var s strings.Builder
	source := b.p.Locales()[0]
	src := b.p.Catalogues[source.Tag]
	fmt.Fprintf(&s, `<main id="story" class="choose"><h1 class="vh">%s</h1>`, src.HTML(src.T("ui.choose.title")))
	for _, l := range b.p.Locales() {
		c := b.p.Catalogues[l.Tag]
		fmt.Fprintf(&s, `<section lang="%s" dir="%s"><h2><a href="%s/" data-locale="%s" hreflang="%s">%s</a></h2><p>%s</p></section>`,
			l.Tag, l.Dir, l.Tag, l.Tag, l.Tag, c.HTML(c.T("story.title")), l.Name)
	}
	s.WriteString(`</main>`)
	var names []string // of the app, in each language: the story's own title is that of its page
	for _, l := range b.p.Locales() {
		names = append(names, b.p.Catalogues[l.Tag].T("brand.short"))
	}
	data := map[string]string{"page": "choose", "ready": "static", "mode": "standalone"}
	if b.p.Outline.Excerpt() != nil {
		data["depths"] = locales.Short // readers of it come back to it: boot.js
	}
	d := document{Origin: b.BaseURL, Lang: source.Tag, Dir: source.Dir, Title: strings.Join(names, " · "), Description: src.T("story.standfirst"), Data: data, Style: b.fontFaces(source.Tag, "") + b.style,
		Head: b.alternates(source.Tag, "{}/") + b.iconHead(""), Boot: b.boot, Body: b.dated(src, s.String())}
	b.tree["index.html"] = d.HTML()
}

// missingPage is the answer for addresses that do not exist, in the given languages: in all for a static host, which cannot
// choose, in one for a server that can. It is sent for any address, so it names all things from the root.
func (b *builder) missingPage(path string, in ...locales.Locale) {
	var s strings.Builder
	s.WriteString(`<main id="story" class="choose">`)
	for i, l := range in {
		c := b.p.Catalogues[l.Tag]
		tag := "h2"
		if i == 0 {
			tag = "h1"
		}
		fmt.Fprintf(&s, `<section lang="%s" dir="%s"><%s>%s</%s><p>%s <a href="%s">%s</a></p></section>`, l.Tag, l.Dir, tag, c.HTML(c.T("ui.missing.title")), tag,
			c.HTML(c.T("ui.missing.body")), b.BasePath+l.Tag+"/", c.HTML(c.T("story.title")))
	}
	s.WriteString(`</main>`)
	l := in[0]
	title := b.p.Catalogues[l.Tag].T("ui.missing.title")
	d := document{Origin: b.BaseURL, Lang: l.Tag, Dir: l.Dir, Title: title, Description: title, Up: b.BasePath, Style: b.fontFaces(l.Tag, b.BasePath) + b.style,
		Head: `<meta name="robots" content="noindex">` + b.iconHead(b.BasePath), Body: b.dated(b.p.Catalogues[l.Tag], s.String())}
	b.tree[path] = d.HTML()
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
