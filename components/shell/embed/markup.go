package embed

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/shell/page"
	"sahel-explainer/components/snippet"
)

// dialog is what the dialog shows, and who hears what is done in it. Its elements are made by Elem: each kind that go-app names brings its
// hundred methods into the client.
type dialog struct {
	words     page.Words
	codes     snippet.Codes
	chosen    choice
	languages []language
	edition   string // the path of the page's own edition; empty if it has none
	address   string // of the preview
	said      string
	policy    string // the host's own, as it was pasted

	choose                     func(part string, box bool) app.EventHandler
	copy, paste, close, closed app.EventHandler
}

// language is one that can be chosen.
type language struct{ tag, name string }

func (d dialog) t(id string) string { return d.words.T("ui.embed." + id) }

func (d dialog) markup() app.UI {
	o := d.chosen.options(d.codes, d.edition)
	return app.Elem("dialog").Class("embedding").Aria("labelledby", "embedding").On("close", d.closed).Body(
		app.Elem("h2").ID("embedding").Text(d.t("button")),
		app.Div().Class("parts").Body(
			app.Div().Class("code").Body(
				app.Elem("fieldset").Body(d.fields()...),
				app.Label().Body(app.Span().Text(d.t("code")),
					app.Elem("textarea").Attr("readonly", true).Attr("rows", 7).Attr("dir", "ltr").Attr("spellcheck", "false").Text(snippet.Write(o))),
				app.Div().Class("row").Body(
					app.Button().Type("button").Class("copy").OnClick(d.copy).Text(d.t("copy")),
					app.Span().Attr("role", "status").Text(d.said)),
				app.P().Class("small").Text(d.t("intro")),
				app.P().Class("small").Text(d.t("needs")),
				app.Elem("pre").Attr("dir", "ltr").Body(app.Elem("code").Text(snippet.CSP(o.Base))),
				d.policyForm(o),
			),
			app.Div().Body(app.P().Class("small").Text(d.t("preview")),
				// To be looked at: a whole story to tab through stood between the code and the way out. It can be opened.
				app.Elem("iframe").Attr("title", d.t("preview")).Attr("tabindex", -1).Attr("inert", true),
				app.P().Class("small").Body(app.Elem("a").Attr("href", d.address).Attr("target", "_blank").Attr("rel", "noopener").Text(d.t("open")))),
		),
		app.Button().Type("button").Class("close").OnClick(d.close).Text(d.words.T("ui.share.close")),
	)
}

func option(value, text string, selected bool) app.UI {
	return app.Elem("option").Attr("value", value).Attr("selected", selected).Text(text)
}

func (d dialog) field(part, label string, options ...app.UI) app.UI {
	list := app.Elem("select").Attr("name", part).OnChange(d.choose(part, false), part).Body(options...)
	return app.Label().Body(app.Span().Text(label), list)
}

// fields are what can be chosen: of a graphic less than of what is told.
func (d dialog) fields() []app.UI {
	var langs, themes []app.UI
	for _, l := range d.languages {
		langs = append(langs, option(l.tag, l.name, l.tag == d.chosen.locale))
	}
	fields := []app.UI{d.things(), d.field(partLocale, d.words.T("ui.nav.language"), langs...)}
	whole := d.chosen.of(d.codes).Kind != snippet.Graphic
	if whole {
		fields = append(fields, d.field(partHeight, d.t("height"),
			option("", d.t("scrolling"), d.chosen.mode == ""), option("stepper", d.t("stepper"), d.chosen.mode != "")))
		steps := []app.UI{option("", d.t("beginning"), d.chosen.step == "")}
		for _, st := range d.chosen.steps(d.codes) {
			steps = append(steps, option(st.ID, st.Title, st.ID == d.chosen.step))
		}
		fields = append(fields, d.field(partStep, d.t("start"), steps...))
	}
	for _, v := range []string{"auto", "light", "dark"} {
		themes = append(themes, option(v, d.t(v), v == d.chosen.theme))
	}
	fields = append(fields, d.field(partTheme, d.t("theme"), themes...))
	if d.edition != "" {
		// Isolated: between Arabic words a date's parts would change places.
		date := "\u2066" + page.DayOf(d.edition) + "\u2069"
		fields = append(fields, d.field(partEdition, d.t("edition"),
			option("", d.t("live"), !d.chosen.dated), option("dated", d.words.T("ui.embed.dated", "Date", date), d.chosen.dated)))
	}
	if whole {
		fields = append(fields, app.Label().Class("check").Body(
			app.Input().Type("checkbox").Name(partShare).Checked(d.chosen.hosted).OnChange(d.choose(partShare, true), partShare),
			app.Span().Text(d.t("hosted"))))
	}
	return fields
}

// things is the choice of what is embedded: the story in its lengths, a chapter, a graphic.
func (d dialog) things() app.UI {
	var story, chapters, graphics []app.UI
	for i, x := range d.codes.Things {
		o := func(text string) app.UI { return option(x.Place(), text, i == d.chosen.thing) }
		switch x.Kind {
		case snippet.Story:
			name := "story"
			if x.ID == snippet.Short {
				name = x.ID
			}
			story = append(story, o(d.t(name)))
		case snippet.Chapter:
			chapters = append(chapters, o(x.Title))
		default:
			graphics = append(graphics, o(x.Title))
		}
	}
	group := func(name string, of []app.UI) app.UI {
		return app.Elem("optgroup").Attr("label", d.t(name)).Body(of...)
	}
	return d.field(partWhat, d.t("what"), append(story, group("chapters", chapters), group("graphics", graphics))...)
}
