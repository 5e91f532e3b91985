package render

import (
	"slices"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// telling is one of the lengths of the story: the whole one below a language's folder, or the short one in a folder of its own there.
type telling struct {
	outline *locales.Outline
	dir     string // below the language's folder
	up      string // leads from the page to the site's root
}

// tellings are the lengths in which the story is told, the whole one first.
func (b Build) tellings() []telling {
	var out []telling
	for _, o := range b.Project.Outline.Depths() {
		t := telling{o, "", "../"}
		if o.Depth == locales.Short {
			t.dir, t.up = locales.Short+"/", "../../"
		}
		out = append(out, t)
	}
	return out
}

// StoryIn renders a language's story, in each of its lengths.
func StoryIn(b Build, l locales.Locale) (Story, error) {
	out := Story{write.Tree{}, "", map[string]string{}}
	var err error
	for _, g := range b.Project.Graphics {
		if out.Live[g.ID()], err = b.live(out.Pages, l, g); err != nil {
			return out, err
		}
	}
	if out.Words, err = b.clientWords(out.Pages, l); err != nil {
		return out, err
	}
	changed, err := b.changedSteps(l.Tag)
	if err != nil {
		return out, err
	}
	for _, t := range b.tellings() {
		if err := b.tell(out, l, t, changed); err != nil {
			return out, err
		}
	}
	return out, nil
}

// shows are the states of a graphic that a telling shows. The whole story's page has them all: its explore view shows more than its steps.
func (b Build) shows(t telling) func(graphic string) []string {
	return func(id string) []string {
		g, _ := b.Project.Graphic(id)
		if t.dir == "" || b.Desk { // a draft keeps pictures from save to save, in which a step may become a short one
			return g.States()
		}
		return slices.DeleteFunc(slices.Clone(g.States()), func(state string) bool {
			return !slices.ContainsFunc(t.outline.Steps(), func(s locales.Step) bool { return s.Graphic == id && s.State == state })
		})
	}
}

// links are a story page's addresses of other things.
func (t telling) links(l locales.Locale) story.Links {
	home := "" // the language's folder, where the whole story stands
	if t.dir != "" {
		home = "../"
	}
	return story.Links{
		Locale:  func(tag string) string { return t.up + tag + "/" + t.dir },
		Graphic: func(id string) string { return home + "graphics/" + id + "/" },
		Still:   func(step string) string { return t.up + cardPath(l, step) },
		CSV:     func(id string) string { return t.up + "data/" + id + "." + l.Tag + ".csv" },
		Embed:   func(id string) string { return home + "embed/" + embedPlace(id) },
		Privacy: home + "privacy/", Corrections: home + "corrections/", Claims: home + "claims/", Glossary: home + "glossary/", Whole: home,
	}
}

// depthsFrom are the lengths of the story as links from one of its pages, the short one first; none where there is only one.
func (b Build) depthsFrom(l locales.Locale, here telling) []story.Depth {
	var out []story.Depth
	for _, t := range b.tellings() {
		d := story.Depth{Name: locales.Whole, Href: "../", Minutes: t.outline.Minutes(b.Project.Catalogues[l.Tag]), Here: t.dir == here.dir}
		if t.dir != "" {
			d.Name, d.Href = locales.Short, t.dir
		}
		if d.Here {
			d.Href = "./"
		}
		out = append(out, d)
	}
	slices.Reverse(out)
	if len(out) < 2 {
		return nil
	}
	return out
}

// tell writes the page of the story in one length, the one of this edition, and the page for frames. changed are its steps that have
// changed since earlier editions; see changedSteps.
func (b Build) tell(out Story, l locales.Locale, t telling, changed string) error {
	c := b.Project.Catalogues[l.Tag]
	shapes := b.Shapes(l.Tag + "/" + t.dir)
	links := t.links(l)
	pg, err := b.page(l, t.outline, b.shows(t), shapes, links)
	if err != nil {
		return err
	}
	pg.KeepSize = megabytes(c, 0) // not known before every page is; see tellKeepSize
	pg.Depths = b.depthsFrom(l, t)
	title := c.T("story.title")
	pg.Near = b.Project.Outline.StandsFor(t.depth())
	if t.dir != "" {
		title = c.T("ui.depth.title", "Title", title)
	}
	article, err := rendered(&story.Component{Page: pg})
	if err != nil {
		return err
	}
	first := t.outline.Chapters[0].Steps[0]
	alt := b.Figures[l.Tag][first.Graphic].States[first.State].Describe
	about := c.T(t.outline.Standfirst(c))
	body := shapes.Defs() + told(article) + b.stepper(c)
	path, rules := l.Tag+"/"+t.dir, timelines(t.outline)
	for _, v := range b.views(t.up) {
		data := b.rootData("story", v)
		data["live"] = jsonOf(out.Live)
		data["words"] = v.up + out.Words
		data["more-label"], data["large-label"] = c.T("ui.nav.more"), c.T("ui.nav.large")
		data["popup-note"] = c.T("ui.popup.note")
		data["reads"] = path // what the worker remembers
		if t.dir != "" {
			data["depth"] = locales.Short
		}
		if v.frozen == "" && changed != "" { // an edition's bytes must not depend on those before it
			data["changed"] = changed
		}
		head := b.social(l, title, about, v.frozen+path, shown{v.frozen + cardPath(l, "story"), alt}) + b.preload(l.Tag, v.up)
		if v.frozen == "" {
			head = b.alternates(l.Tag, "{}/") + head + b.appHead(l, v.up) + b.oembedHead(l, "", t.depth(), title) + b.feedHead(l) + b.articleTags(l, "")
			if t.dir == "" { // the short story is the whole one's excerpt: machines are told of one
				head += b.storyLD(l)
			}
		} else {
			head = b.frozenHead(l.Tag+"/", v) + head + b.iconHead(v.up)
		}
		d := document{Origin: b.BaseURL,
			Lang: l.Tag, Dir: l.Dir, Title: title, Description: about, Up: v.up, Data: data, Style: b.storyStyle(l.Tag, rules, v), Head: head, Boot: b.Look.Boot,
			Body: b.frozenLabel(c, v, path, b.chrome(l, t.up, links.Locale, pg)) + v.article(l, body),
		}
		for _, o := range b.Project.Locales() {
			d.Allowed = append(d.Allowed, b.storyStyle(o.Tag, rules, v))
		}
		out.Pages[v.frozen+path+"index.html"] = d.HTML()
		d.Head = b.frameHead(l, v, l.Tag+"/", "{}/")
		b.storyFrame(out.Pages, l, t, v, d)
	}
	return nil
}

// depth is locales.Short for the short story, and empty for the whole one, which needs no name.
func (t telling) depth() string {
	if t.dir == "" {
		return ""
	}
	return locales.Short
}

// storyStyle is a story page's style sheet. Each story page allows those of all languages, since the client brings the other
// language's style with its article.
func (b Build) storyStyle(locale, rules string, v view) string {
	return b.fontFaces(locale, v.up) + b.Look.Style + b.Labels[locale] + rules + v.style()
}
