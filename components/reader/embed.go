//go:build js && wasm

package reader

import (
	"strings"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/snippet"
)

// embedding is the open embed dialog: what can be embedded, what is chosen, what was said last.
type embedding struct {
	codes  snippet.Codes
	chosen choice
	said   string
	shown  string // the preview's address
	policy string // the host's own, as it was pasted
}

// openEmbed opens the dialog on what the link leads to. Where the codes cannot be had the link is followed: the page it leads to
// needs no script. It must run in a goroutine.
func (s *Shell) openEmbed(ctx app.Context, link js.Value) {
	e := &embedding{chosen: choice{locale: locale(), theme: "auto"}}
	if !e.read(e.chosen.locale) {
		window.Get("location").Set("href", link.Get("href"))
		return
	}
	e.chosen.set(partWhat, strings.TrimPrefix(link.Get("hash").String(), "#"), e.codes)
	if sheet := window.Get("CSSStyleSheet"); !s.styled && try(func() {
		css := sheet.New()
		css.Call("replaceSync", e.codes.Style)
		document.Set("adoptedStyleSheets", document.Get("adoptedStyleSheets").Call("concat", css))
	}) {
		s.styled = true
	}
	ctx.Dispatch(func(ctx app.Context) {
		if s.embed != nil {
			return
		}
		s.embed = e
		ctx.Defer(func(app.Context) {
			// Modal, so that the browser keeps focus in it, closes it by Escape, and gives focus back to the link.
			try(func() { one(document, "dialog.embedding").Call("showModal") })
			s.preview()
		})
	})
}

// read fetches the codes of a language.
func (e *embedding) read(locale string) bool {
	raw, ok := fetchText(data(root, "up") + locale + "/" + snippet.CodesFile)
	if !ok {
		return false
	}
	e.codes = codesOf(raw)
	return len(e.codes.Things) > 0
}

// code is what is to be pasted, as chosen now.
func (e *embedding) code() string {
	return snippet.Write(e.chosen.options(e.codes, data(root, "edition")))
}

// choose takes a part of the form over. go-app tells handlers apart by their code alone, not by what they close over: each part's
// handler needs a scope of its own, and none may hold on to what was chosen.
func (s *Shell) choose(part string, value func(app.Value) string) app.EventHandler {
	return func(ctx app.Context, ev app.Event) {
		e, v := s.embed, value(ctx.JSSrc())
		if e == nil {
			return
		}
		e.said = ""
		if part != partLocale {
			e.chosen.set(part, v, e.codes)
			ctx.Defer(func(app.Context) { s.preview() })
			return
		}
		ctx.Async(func() {
			if e.read(v) {
				ctx.Dispatch(func(ctx app.Context) {
					e.chosen.set(part, v, e.codes)
					ctx.Defer(func(app.Context) { s.preview() })
				})
			}
		})
	}
}

func valueOf(el app.Value) string { return el.Get("value").String() }

func checked(el app.Value) string {
	if el.Get("checked").Bool() {
		return "on"
	}
	return ""
}

// preview shows what is chosen. The frame goes there by replacing: each look must not be one more "back".
func (s *Shell) preview() {
	frame := one(document, "dialog.embedding iframe")
	if s.embed == nil || !frame.Truthy() {
		return
	}
	if u := s.embed.address(); u != s.embed.shown {
		s.embed.shown = u
		try(func() { frame.Get("contentWindow").Get("location").Call("replace", u) })
	}
}

// address is where the preview is.
func (e *embedding) address() string { return e.chosen.preview(e.codes, resolve(data(root, "up"), "")) }

// copyCode puts the code into the clipboard; where that is blocked it is selected, to be copied by hand.
func (s *Shell) copyCode(ctx app.Context, _ app.Event) {
	code := s.embed.code()
	ctx.Async(func() {
		copied := false
		if c := window.Get("navigator").Get("clipboard"); c.Truthy() {
			var p js.Value
			if try(func() { p = c.Call("writeText", code) }) {
				_, copied = await(p)
			}
		}
		ctx.Dispatch(func(app.Context) {
			if s.embed == nil {
				return
			}
			s.embed.said = s.words.T("ui.embed.copied")
			if !copied {
				s.embed.said = s.words.T("ui.embed.select")
				if area := one(document, "dialog.embedding textarea"); area.Truthy() {
					area.Call("focus")
					area.Call("select")
				}
			}
		})
	})
}

// embedDialog is the dialog. Its elements are made by Elem: each kind that go-app names brings its hundred methods into the client.
func (s *Shell) embedDialog() app.UI {
	e := s.embed
	if e == nil {
		return app.Elem("dialog")
	}
	t := func(id string) string { return s.words.T("ui.embed." + id) }
	edition := data(root, "edition")
	option := func(value, text string, selected bool) app.UI {
		return app.Elem("option").Attr("value", value).Attr("selected", selected).Text(text)
	}
	field := func(part, label string, options ...app.UI) app.UI {
		return app.Label().Body(app.Span().Text(label), app.Elem("select").Attr("name", part).OnChange(s.choose(part, valueOf), part).Body(options...))
	}
	var story, chapters, graphics []app.UI
	for i, x := range e.codes.Things {
		o := func(text string) app.UI { return option(x.Place(), text, i == e.chosen.thing) }
		switch x.Kind {
		case snippet.Story:
			name := "story"
			if x.ID == snippet.Short {
				name = x.ID
			}
			story = append(story, o(t(name)))
		case snippet.Chapter:
			chapters = append(chapters, o(x.Title))
		default:
			graphics = append(graphics, o(x.Title))
		}
	}
	var langs []app.UI
	for _, a := range all(document, ".langs a[data-locale]") {
		name := one(a, ".long")
		if name.Truthy() {
			langs = append(langs, option(data(a, "locale"), name.Get("textContent").String(), data(a, "locale") == e.chosen.locale))
		}
	}
	fields := []app.UI{
		field(partWhat, t("what"), append(story, app.Elem("optgroup").Attr("label", t("chapters")).Body(chapters...), app.Elem("optgroup").Attr("label", t("graphics")).Body(graphics...))...),
		field(partLocale, s.words.T("ui.nav.language"), langs...),
	}
	whole := e.chosen.of(e.codes).Kind != snippet.Graphic
	if whole {
		fields = append(fields, field(partHeight, t("height"), option("", t("scrolling"), e.chosen.mode == ""), option("stepper", t("stepper"), e.chosen.mode != "")))
		steps := []app.UI{option("", t("beginning"), e.chosen.step == "")}
		for _, st := range e.chosen.steps(e.codes) {
			steps = append(steps, option(st.ID, st.Title, st.ID == e.chosen.step))
		}
		fields = append(fields, field(partStep, t("start"), steps...))
	}
	themes := []app.UI{}
	for _, v := range []string{"auto", "light", "dark"} {
		themes = append(themes, option(v, t(v), v == e.chosen.theme))
	}
	fields = append(fields, field(partTheme, t("theme"), themes...))
	if edition != "" {
		// Isolated: between Arabic words a date's parts would change places.
		date := "\u2066" + dayOf(edition) + "\u2069"
		fields = append(fields, field(partEdition, t("edition"), option("", t("live"), !e.chosen.dated), option("dated", s.words.T("ui.embed.dated", "Date", date), e.chosen.dated)))
	}
	if whole {
		fields = append(fields, app.Label().Class("check").Body(
			app.Input().Type("checkbox").Name(partShare).Checked(e.chosen.hosted).OnChange(s.choose(partShare, checked), partShare), app.Span().Text(t("hosted"))))
	}
	o := e.chosen.options(e.codes, edition)
	return app.Elem("dialog").Class("embedding").Aria("labelledby", "embedding").On("close", func(ctx app.Context, ev app.Event) { s.embed = nil }).Body(
		app.Elem("h2").ID("embedding").Text(t("button")),
		app.Div().Class("parts").Body(
			app.Div().Class("code").Body(
				app.Elem("fieldset").Body(fields...),
				app.Label().Body(app.Span().Text(t("code")), app.Elem("textarea").Attr("readonly", true).Attr("rows", 7).Attr("dir", "ltr").Attr("spellcheck", "false").Text(e.code())),
				app.Div().Class("row").Body(
					app.Button().Type("button").Class("copy").OnClick(s.copyCode).Text(t("copy")),
					app.Span().Attr("role", "status").Text(e.said)),
				app.P().Class("small").Text(t("intro")),
				app.P().Class("small").Text(t("needs")),
				app.Elem("pre").Attr("dir", "ltr").Body(app.Elem("code").Text(snippet.CSP(o.Base))),
				s.policyForm(o),
			),
			app.Div().Body(app.P().Class("small").Text(t("preview")),
				// To be looked at: a whole story to tab through stood between the code and the way out. It can be opened.
				app.Elem("iframe").Attr("title", t("preview")).Attr("tabindex", -1).Attr("inert", true),
				app.P().Class("small").Body(app.Elem("a").Attr("href", e.address()).Attr("target", "_blank").Attr("rel", "noopener").Text(t("open")))),
		),
		app.Button().Type("button").Class("close").OnClick(func(ctx app.Context, ev app.Event) { one(document, "dialog.embedding").Call("close") }).Text(s.words.T("ui.share.close")),
	)
}
