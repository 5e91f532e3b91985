package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/charts/grid"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/shell/marks"
	"sahel-explainer/components/shell/page"
	"sahel-explainer/locales"
)

func (p *Page) chapter(index int, ch locales.Chapter) app.UI {
	var parts []app.UI
	if index > 0 { // the opening's heading is the story's own and stands over its map
		parts = append(parts, app.Header().Class("chapter-head").Body(
			p.t("p", "kicker", "chapter."+ch.ID+".kicker"),
			raw("h2", "", p.HTML(p.T(p.Outline.Title(p.Catalogue, ch.ID)))),
			p.lead(ch.ID),
		))
	}
	for i, sc := range ch.Scenes() {
		parts = append(parts, p.scene(ch, i, sc, index == 0 && i == 0))
	}
	return app.Section().
		ID(ch.ID).
		Class("chapter", "chapter-"+ch.Kind).
		DataSet("chapter", ch.ID).
		Aria("label", safe(p.T(p.Outline.Title(p.Catalogue, ch.ID)))).
		Body(parts...)
}

// aside is a class that reader modes know for what does not belong to the text: there the headlines of all states would stand in a
// row before it. They put the picture in data-still in the figure's place.
const aside = "supplemental"

// SceneID names a scene of a chapter.
func SceneID(chapter string, i int) string { return "scene-" + chapter + "-" + strconv.Itoa(i) }

func (p *Page) scene(ch locales.Chapter, i int, sc locales.Scene, opening bool) app.UI {
	fig := p.Graphics[sc.Graphic]
	var steps []app.UI
	if opening {
		steps = append(steps, p.hero())
	}
	for j, st := range sc.Steps {
		steps = append(steps, p.step(j, st, fig))
	}
	body := []app.UI{
		p.figure(SceneID(ch.ID, i), sc, fig, opening),
		app.Section().Class("steps").Body(steps...),
	}
	class := "scene-chart"
	if sc.Graphic == "map" {
		class = "scene-map"
	}
	// Sections, although they are none for who listens: what browsers' reader modes are made of (Mozilla's Readability) takes a div
	// for a list of links where a tenth of its words are the titles of sources, and throws the steps away with it.
	scene := app.Section().ID(SceneID(ch.ID, i)).Role("none").Class("scene", class)
	if !opening {
		scene.Class(later)
	}
	out := []app.UI{scene.Body(body...)}
	if p.lastScene(ch.ID, i, sc.Graphic) {
		out = append(out, p.dataOf(fig))
	}
	return app.Section().Class("scene-wrap").Body(out...)
}

// lastScene reports whether no later scene shows the same graphic: its data stands there, once in the page.
func (p *Page) lastScene(chapter string, index int, graphic string) bool {
	last := ""
	for _, ch := range p.Outline.Chapters {
		for i, sc := range ch.Scenes() {
			if sc.Graphic == graphic {
				last = SceneID(ch.ID, i)
			}
		}
	}
	return last == SceneID(chapter, index)
}

// saidBefore reports whether an earlier scene shows the same graphic, and whether one has the same note to it.
func (p *Page) saidBefore(id, graphic, note string) (shown, noted bool) {
	for _, ch := range p.Outline.Chapters {
		for i, sc := range ch.Scenes() {
			if SceneID(ch.ID, i) == id {
				return shown, noted
			}
			if sc.Graphic == graphic {
				shown, noted = true, noted || noteOf(sc, p.Graphics[graphic]) == note
			}
		}
	}
	return shown, noted
}

func (p *Page) hero() app.UI {
	return app.Div().Class("hero").Body(
		p.t("p", "kicker", "chapter."+p.Outline.Chapters[0].ID+".kicker"),
		raw("h1", "", p.HTML(p.T("story.title"))),
		p.depths(),
		p.t("p", "standfirst", p.Outline.Standfirst(p.Catalogue)),
		p.t("p", "asof", "story.asof", "Date", p.AsOf()),
		p.legend(),
		// The chapter's own heading, for readers who walk by headings: its steps must not hang two levels below the title.
		p.t("h2", "vh", "chapter."+p.Outline.Chapters[0].ID+".title"),
	)
}

func (p *Page) figure(id string, sc locales.Scene, fig *Figure, opening bool) app.UI {
	// Its label names the figure, what stands below is a note: of one with a caption in view Orca leaves out the name. With no role at all the
	// link in it would end what Orca reads in Chromium, which takes its parent for another once it is laid out.
	caption := app.FigCaption().Role("group")
	if opening { // its note would come before the standfirst
		caption.Class(aside)
	}
	var layers []app.UI
	for i, name := range sc.States() {
		st := fig.States[name]
		layers = append(layers, app.Div().
			Class("layer").
			DataSet("state", name).
			DataSet("i", firstOf(sc, name)).
			DataSet("change", safe(changeBetween(sc, i, fig))).
			Body(
				ui(h.P(h.Class("headline"), h.Aria("hidden", "true"), p.words(st.Headline))), // to whoever listens a step says what it shows
				ui(st.forms()),
			))
	}
	note := noteOf(sc, fig)
	shown, noted := p.saidBefore(id, fig.ID, note) // to whoever listens neither again
	alone := p.T("ui.graphic.alone", "Title", fig.Title)
	if shown {
		alone = p.ofSteps(p.T("ui.graphic.link"), sc)
	}
	under := h.Span(h.Class("note"), g.If(noted, h.Aria("hidden", "true")), p.words(note))
	return app.Figure().
		ID(id+"-graphic").
		Class("graphic").
		DataSet("graphic", fig.ID).
		DataSet("still", safe(p.Links.Still(sc.Steps[0].ID))).
		Aria("label", safe(fig.Title)).
		Body(
			app.Div().Class("stage", aside).Body(layers...),
			marks.Turns(p.Catalogue, aside),
			caption.Body(
				ui(under, h.A(h.Href(p.Links.Graphic(fig.ID)), h.Class("alone"), h.Aria("label", alone), g.Text(p.T("ui.graphic.link")))),
			),
		)
}

// forms are the places that hold a state's picture: a drawing for each form, or a table for both.
func (s State) forms() g.Node {
	if s.Grid != "" {
		return h.Div(h.Class(grid.Slot), g.Raw(s.Grid))
	}
	return g.Group{
		h.Div(h.Class(strings.TrimSpace("form narrow "+s.Slits)), g.Raw(s.Art[spec.Narrow])),
		h.Div(h.Class("form wide"), g.Raw(s.Art[spec.Wide])),
	}
}

// ofSteps tells one control of a scene from another's by its steps.
func (p *Page) ofSteps(what string, sc locales.Scene) string {
	at := 1 + slices.IndexFunc(p.Outline.Steps(), func(st locales.Step) bool { return st.ID == sc.Steps[0].ID })
	say := func(id string, args ...string) string {
		all := make([]any, len(args))
		for i, a := range args {
			all[i] = a
		}
		return p.T(id, all...)
	}
	return page.OfSteps(say, what, at, at+len(sc.Steps)-1)
}

// noteOf is the line under a scene's graphic: what its states say of themselves, and the graphic's own where a state says nothing.
func noteOf(sc locales.Scene, fig *Figure) string {
	var notes []string
	for _, name := range sc.States() {
		if note := cmp.Or(fig.States[name].Note, fig.Note); !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return strings.Join(notes, " ")
}

// changeBetween is the sentence that leads from the scene's state before to its i-th state.
func changeBetween(sc locales.Scene, i int, fig *Figure) string {
	states := sc.States()
	if i == 0 || fig.States[states[i]].Change == "" {
		return fig.States[states[i]].Describe
	}
	return fig.States[states[i]].Change
}

func firstOf(sc locales.Scene, state string) int {
	for i, s := range sc.Steps {
		if s.State == state {
			return i
		}
	}
	return 0
}
