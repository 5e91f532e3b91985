package render

import (
	"encoding/json"
	"maps"
	"regexp"
	"sort"
	"strings"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/negotiate"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/markup"
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
	b.notePage(out, l, note{kind: "privacy", title: c.T("ui.privacy.title"), intro: c.T("ui.privacy.body"), description: c.T("ui.privacy.title")})
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
		head = markup.String(markup.Link("canonical", b.at(live)))
	}
	return head + b.preload(l.Tag, v.up) + b.iconHead(v.up)
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
	return ordered(ui.Render())
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
		return ordered(pg.Alone(g.ID(), up+l.Tag+"/"))
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
