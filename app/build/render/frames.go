package render

import (
	"fmt"
	"html"
	"maps"
	"regexp"
	"strings"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/snippet"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// A page for frames stands beside the story's page, and beside each graphic's: the same words and pictures, one card at a time, turned by
// radio buttons and nothing else. Where a frame's sandbox lets no script run (an editor's, a sanitiser's) it is complete and swallows
// no wheel; where scripts run, web/frame.js takes the buttons out and goes on as ever.

// picks are the radio buttons, the first one pressed. They stand before what they show: rules look from an element to those after it.
func picks(titles []string) string {
	var s strings.Builder
	for i, t := range titles {
		checked := ""
		if i == 0 {
			checked = " checked"
		}
		fmt.Fprintf(&s, `<input type="radio" name="card" class="pick" id="c%d" aria-label="%s"%s>`, i, html.EscapeString(t), checked)
	}
	return s.String()
}

// turns are the cards' ways back and on, and the link to the same place in the whole story. One of them is shown, that of the card.
func turns(c *locales.Catalogue, links []string, read string) string {
	var s strings.Builder
	for i, link := range links {
		way := func(to int, words string) string {
			if to < 0 || to >= len(links) {
				return fmt.Sprintf(`<span aria-disabled="true">%s</span>`, c.HTML(words))
			}
			return fmt.Sprintf(`<label for="c%d">%s</label>`, to, c.HTML(words))
		}
		before, count, after := "", "", ""
		if len(links) > 1 {
			before, count, after = way(i-1, c.T("ui.turn.before")), fmt.Sprintf("%d / %d ", i+1, len(links)), way(i+1, c.T("ui.turn.after"))
		}
		fmt.Fprintf(&s, `<div class="stepper-nav turns n%d">%s<span class="stepper-count">%s<a href="%s">%s</a></span>%s</div>`, i, before, count, html.EscapeString(link), c.HTML(read), after)
	}
	return s.String()
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
				fmt.Fprintf(&s, "%s#story :is(#%s,#%s){display:block}%[1]s#story %[4]s{display:grid}%[1]s#story %[4]s %[5]s%[1]s.n%[6]d{display:flex}", on, ch.ID, st.ID, scene, stateShown(st.State), n)
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
	d.Head = `<base target="_blank"><meta name="robots" content="noindex">` + d.Head
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
