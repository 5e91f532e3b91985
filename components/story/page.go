package story

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// Page is all that one language's story needs. It is made by the host for each locale.
type Page struct {
	*locales.Catalogue
	Outline  *locales.Outline
	Facts    *facts.Store
	Graphics map[string]*Figure
	Links    Links
	// KeepSize is what keeping all languages offline costs to download, written for the reader.
	KeepSize string
	// Corrections is the public log, the newest first.
	Corrections []facts.Correction
	// Depths are the lengths in which the story is told, the short one first; none where there is only one.
	Depths []Depth
	// Near lists the steps that each of the page's steps stands for, see locales.Outline.StandsFor: their addresses lead there.
	Near map[string][]string

	home, keepers map[string]string // see homes and keeper
	fixes         map[string][]int  // see corrected
	said1st       map[string][]mention
	single        bool // the page of a graphic
}

// AsOf is the last day of what the story knows, as its language writes it.
func (p *Page) AsOf() string {
	s, err := p.Date(p.Outline.AsOf)
	if err != nil {
		panic(err) // refused when the outline was read
	}
	return s
}

// Depth is one of the lengths of the story.
type Depth struct {
	Name    string // locales.Short or locales.Whole
	Href    string
	Minutes int
	Here    bool // it is this page's
}

// short reports whether the page is that of the short story.
func (p *Page) short() bool { return p.Outline.Depth == locales.Short }

// Links gives the addresses of things, relative to the page that is rendered.
type Links struct {
	Locale  func(tag string) string  // the same page in another language
	Graphic func(id string) string   // a graphic on its own
	Still   func(step string) string // the card of a step, a picture
	CSV     func(name string) string // a data file
	Embed   func(id string) string   // the code that embeds a graphic, or the story (empty)
	Privacy string
	// Whole leads from the page of the short story, or of a graphic, to the whole story, which has what these leave out; empty there.
	Whole string
	// Corrections is the page of the whole log.
	Corrections string
	// Claims is the page of the report, claim by claim.
	Claims string
	// Glossary is the page that explains terms, people and bodies; empty where the words do not lead there.
	Glossary string
}

// Figure is a graphic as drawn for one locale.
type Figure struct {
	ID     string
	Title  string
	Note   string
	Table  spec.Table
	States map[string]State
	Order  []string
	// Explored are the states in which readers may choose rows.
	Explored []string
	// Records are all records that the graphic draws.
	Records []string
}

// State is one drawn state.
type State struct {
	Headline, Describe string
	// Note is the line under this state, if it is another than its graphic's.
	Note string
	// Change says what differs from the state before it in Order.
	Change string
	// Art is the cleaned SVG by form. Grid is the picture as a table of both forms (package grid); where there is one there is no Art.
	Art  map[spec.Form]string
	Grid string
	// Slits are where small frames look at the narrow picture, as classes; see slit.Cut.
	Slits string
}

// later is the class of each part of the page behind the first screen. Laying all of it out at once held an old phone for
// half a second before it could be touched; web/boot.js takes the class away from one part a frame.
const later = "later"

// BootMark is where boot.js stands in the article: behind the first chapter. The parser waits there for it, so the browser paints
// the first screen before it goes on, and a phone whose graphics do not follow by CSS has what moves them long before the last chapter.
const BootMark = `<script></script>`

// Component is the go-app component of the whole article: the element main#story.
type Component struct {
	app.Compo
	Page *Page
}

// Render implements app.Composer.
func (c *Component) Render() app.UI {
	p := c.Page
	var parts []app.UI
	for i, ch := range p.Outline.Chapters {
		parts = append(parts, p.chapter(i, ch))
		if i == 0 {
			parts = append(parts, app.Raw(BootMark))
		}
	}
	if len(p.sets()) > 0 && !p.short() {
		parts = append(parts, p.explore())
	}
	parts = append(parts, p.wayOn(), p.method(), p.colophon(), p.panel())
	return app.Main().ID("story").
		DataSet("story", "").
		DataSet("active-step", p.Outline.Chapters[0].Steps[0].ID).
		TabIndex(-1).
		Body(parts...)
}

var _ app.Composer = (*Component)(nil)

// Alone is a graphic on its own page: its states in order, each with its headline and description, and its data.
func (p *Page) Alone(id, home string) app.UI {
	f := p.Graphics[id]
	p.single = true
	var states []app.UI
	for _, name := range f.Order {
		st := f.States[name]
		states = append(states, app.Figure().Class("alone-state").DataSet("state", name).DataSet("graphic", id).ID("state-"+name).Body(
			app.FigCaption().Body(raw("h2", "", p.HTML(st.Headline)), p.text("p", "vh", st.Describe)),
			ui(st.forms()),
			app.If(st.Grid == "", p.zoom(st.Headline)), // a table is enlarged as words are
			app.If(st.Note != "", p.text("p", "note", st.Note)),
		))
	}
	body := []app.UI{raw("h1", "", p.HTML(f.Title))}
	body = append(body, states...)
	body = append(body,
		p.text("p", "note", f.Note),
		p.reportMeant(),
		p.dataOf(f),
		app.P().Body(app.A().Href(safe(home)).Text(p.T("ui.graphic.story"))),
		p.panel(),
	)
	return app.Main().ID("story").Class("alone-page").DataSet("graphic-page", id).TabIndex(-1).Body(body...)
}

// zoom are the buttons that enlarge and move a graphic on its own page, hidden until web/zoom.js shows them. All but the first are there
// once it is enlarged, and that one says its state's name too: a page has several.
func (p *Page) zoom(headline string) app.UI {
	button := func(way string) app.HTMLButton { return app.Button().Type("button").DataSet("zoom", way) }
	var ways []app.UI
	for _, way := range []string{"left", "right", "up", "down"} {
		ways = append(ways, button(way).Aria("label", safe(p.T("ui.zoom."+way))))
	}
	return app.Div().Class("zoom").Hidden(true).Role("group").Aria("label", safe(headline)).Body(
		button("in").Aria("label", safe(p.T("ui.zoom.of", "Title", headline))).Text(p.T("ui.zoom.in")),
		button("out").Text(p.T("ui.zoom.out")), button("whole").Text(p.T("ui.zoom.whole")),
		app.Div().Dir("ltr").Body(ways...)) // left is left in every language
}

// reportMeant says which report a graphic on its own speaks of; a story that starts from none has no such words.
func (p *Page) reportMeant() app.UI {
	if !p.Has("story.reportmeant") {
		return app.Text("")
	}
	return p.t("p", "note", "story.reportmeant")
}
