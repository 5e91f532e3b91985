package render

import (
	"fmt"
	"maps"
	"regexp"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/markup"
	"sahel-explainer/components/snippet"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// A page for frames stands beside the story's page, and beside each graphic's: the same words and pictures, one card at a time, turned by
// radio buttons and nothing else. Where a frame's sandbox lets no script run (an editor's, a sanitiser's) it is complete and swallows
// no wheel; where scripts run, web/frame.js takes the buttons out and goes on as ever.

// picks are the radio buttons, the first one pressed. They stand before what they show: rules look from an element to those after it.
func picks(titles []string) string {
	var all g.Group
	for i, t := range titles {
		all = append(all, h.Input(h.Type("radio"), h.Name("card"), h.Class("pick"), h.ID(fmt.Sprintf("c%d", i)), h.Aria("label", t),
			g.If(i == 0, markup.Flag("checked"))))
	}
	return markup.String(all)
}

// turns are the cards' ways back and on, and the link to the same place in the whole story. One of them is shown, that of the card.
func turns(c *locales.Catalogue, links []string, read string) string {
	way := func(to int, words string) g.Node {
		if len(links) == 1 {
			return nil
		} else if to < 0 || to >= len(links) {
			return h.Span(h.Aria("disabled", "true"), markup.Say(c, words))
		}
		return h.Label(h.For(fmt.Sprintf("c%d", to)), markup.Say(c, words))
	}
	var all g.Group
	for i, link := range links {
		count := ""
		if len(links) > 1 {
			count = fmt.Sprintf("%d / %d ", i+1, len(links))
		}
		all = append(all, h.Div(h.Class(fmt.Sprintf("stepper-nav turns n%d", i)), way(i-1, "ui.turn.before"),
			h.Span(h.Class("stepper-count"), g.Text(count), h.A(h.Href(link), markup.Words(c, read))), way(i+1, "ui.turn.after")))
	}
	return markup.String(all)
}

// cardRules say which step, which scene and which state a pressed button shows, and which turns.
func cardRules(o *locales.Outline) string {
	var s strings.Builder
	n := 0
	for _, ch := range o.Chapters {
		for i, sc := range ch.Scenes() {
			scene := "#" + story.SceneID(ch.ID, i)
			for _, st := range sc.Steps {
				on := fmt.Sprintf("#c%d:checked~", n)
				s.WriteString(on + "#story :is(#" + ch.ID + ",#" + st.ID + "){display:block}" +
					on + "#story " + scene + "{display:grid}" + on + "#story " + scene + " " + stateShown(st.State) +
					on + fmt.Sprintf(".n%d{display:flex}", n))
				n++
			}
		}
	}
	return s.String()
}

// stateShown is the rest of a rule that shows a state of the scene's picture.
func stateShown(state string) string {
	return fmt.Sprintf(".layer[data-state=%s]{visibility:visible;opacity:1}", state)
}

// frameOf makes a page one for frames: its links open beside the frame, and it is not the page to be found.
func (b Build) frameOf(out write.Tree, d document, path, rules string, titles, links []string, c *locales.Catalogue, read string) {
	d.Extra, d.Script = b.Look.Cards+rules, ""
	d.Data = maps.Clone(d.Data)
	d.Data["cards"], d.Data["whole"], d.Data["mode"] = "", "", "stepper"
	if d.Data["page"] == "graphic" {
		d.Data["mode"] = "flow"
	}
	main := strings.Index(d.Body, "<main")
	d.Body = d.Body[:main] + picks(titles) + d.Body[main:] + turns(c, links, read)
	d.Head = markup.String(h.Base(h.Target("_blank")), named("robots", "noindex")) + d.Head
	out[path+snippet.FrameFile] = d.HTML()
}

// storyFrame is the story's page for frames, in one of the story's two lives.
func (b Build) storyFrame(out write.Tree, l locales.Locale, t telling, v view, d document) {
	c := b.Project.Catalogues[l.Tag]
	var titles, links []string
	for _, st := range t.outline.Steps() {
		titles, links = append(titles, c.T("step."+st.ID+".title")), append(links, "./#"+st.ID)
	}
	d.Body = langLink.ReplaceAllString(d.Body, "${1}"+snippet.FrameFile+`" target="_self"`)
	b.frameOf(out, d, v.frozen+l.Tag+"/"+t.dir, cardRules(t.outline), titles, links, c, c.T("ui.embed.read"))
}

// langLink is a link of the bar to the same page in another language.
var langLink = regexp.MustCompile(`(<li><a href="(?:\.\./)+[a-z]+/(?:graphics/[\w-]+/|short/)?)"`)

// graphicFrame is a graphic's page for frames, bare: its title, one state and the way to the others, as high as they are and never higher
// than the frame. It stays so where scripts run.
func (b Build) graphicFrame(out write.Tree, l locales.Locale, v view, f *story.Figure, d document) {
	c := b.Project.Catalogues[l.Tag]
	var titles, links []string
	var rules strings.Builder
	for i, name := range f.Order {
		titles, links = append(titles, f.States[name].Headline), append(links, "./#state-"+name)
		fmt.Fprintf(&rules, "#c%d:checked~#story #state-%s,#c%[1]d:checked~.n%[1]d{display:flex}", i, name)
	}
	b.frameOf(out, d, v.frozen+l.Tag+"/graphics/"+f.ID+"/", rules.String(), titles, links, c, c.T("ui.graphic.more"))
}
