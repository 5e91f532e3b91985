//go:build js && wasm

package embed

import (
	"strings"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
	"sahel-explainer/components/snippet"
)

// Part is the dialog, while it is open. The links that open it stand in the article and lead to a page with the same codes.
type Part struct {
	page.Base
	open   *embedding // nil while it is closed
	styled bool       // its style is there
}

// Clicked opens the dialog. In a frame the page with the codes has opened beside it (frame.js): a dialog there would be as small as the
// frame.
func (p *Part) Clicked(c page.Click) bool {
	a := c.Find("a[data-embed]")
	if !a.Truthy() || !c.Plain() || p.Words == nil || c.Event.Get("defaultPrevented").Bool() {
		return false
	}
	c.Stop()
	go p.openOn(a)
	return true
}

// Render implements page.Part.
func (p *Part) Render() app.UI {
	if p.Words == nil || p.open == nil {
		return page.Nothing()
	}
	e := p.open
	d := dialog{
		words: p.Words, codes: e.codes, chosen: e.chosen, said: e.said, policy: e.policy, address: e.address(),
		edition: dom.Data(dom.Root, "edition"), choose: p.choose, copy: p.copyCode, paste: p.paste, close: p.close, closed: p.closed,
	}
	for _, a := range dom.All(dom.Document, ".langs a[data-locale]") {
		if name := dom.One(a, ".long"); name.Truthy() {
			d.languages = append(d.languages, language{dom.Data(a, "locale"), name.Get("textContent").String()})
		}
	}
	return d.markup()
}

func (p *Part) close(app.Context, app.Event) { dom.One(dom.Document, "dialog.embedding").Call("close") }

func (p *Part) closed(app.Context, app.Event) { p.open = nil }

func (p *Part) paste(ctx app.Context, _ app.Event) {
	if p.open != nil {
		p.open.policy = valueOf(ctx.JSSrc())
	}
}

// embedding is the open embed dialog: what can be embedded, what is chosen, what was said last.
type embedding struct {
	codes  snippet.Codes
	chosen choice
	said   string
	shown  string // the preview's address
	policy string // the host's own, as it was pasted
}

// openOn opens the dialog on what the link leads to. Where the codes cannot be had the link is followed: the page it leads to
// needs no script. It must run in a goroutine.
func (p *Part) openOn(link js.Value) {
	e := &embedding{chosen: choice{locale: dom.Locale(), theme: "auto"}}
	if !e.read(e.chosen.locale) {
		dom.Window.Get("location").Set("href", link.Get("href"))
		return
	}
	e.chosen.set(partWhat, strings.TrimPrefix(link.Get("hash").String(), "#"), e.codes)
	if sheet := dom.Window.Get("CSSStyleSheet"); !p.styled && dom.Try(func() {
		css := sheet.New()
		css.Call("replaceSync", e.codes.Style)
		dom.Document.Set("adoptedStyleSheets", dom.Document.Get("adoptedStyleSheets").Call("concat", css))
	}) {
		p.styled = true
	}
	p.Ctx().Dispatch(func(ctx app.Context) {
		if p.open != nil {
			return
		}
		p.open = e
		ctx.Defer(func(app.Context) {
			// Modal, so that the browser keeps focus in it, closes it by Escape, and gives focus back to the link.
			dom.Try(func() { dom.One(dom.Document, "dialog.embedding").Call("showModal") })
			p.preview()
		})
	})
}

// read fetches the codes of a language.
func (e *embedding) read(locale string) bool {
	raw, ok := dom.FetchText(dom.Data(dom.Root, "up") + locale + "/" + snippet.CodesFile)
	if !ok {
		return false
	}
	e.codes = codesOf(raw)
	return len(e.codes.Things) > 0
}

// code is what is to be pasted, as chosen now.
func (e *embedding) code() string {
	return snippet.Write(e.chosen.options(e.codes, dom.Data(dom.Root, "edition")))
}

// choose takes a part of the form over. go-app tells handlers apart by their code alone, not by what they close over: each part's
// handler needs a scope of its own, and none may hold on to what was chosen.
func (p *Part) choose(part string, box bool) app.EventHandler {
	value := valueOf
	if box {
		value = checked
	}
	return func(ctx app.Context, ev app.Event) {
		e, v := p.open, value(ctx.JSSrc())
		if e == nil {
			return
		}
		e.said = ""
		if part != partLocale {
			e.chosen.set(part, v, e.codes)
			ctx.Defer(func(app.Context) { p.preview() })
			return
		}
		ctx.Async(func() {
			if e.read(v) {
				ctx.Dispatch(func(ctx app.Context) {
					e.chosen.set(part, v, e.codes)
					ctx.Defer(func(app.Context) { p.preview() })
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
func (p *Part) preview() {
	frame := dom.One(dom.Document, "dialog.embedding iframe")
	if p.open == nil || !frame.Truthy() {
		return
	}
	if u := p.open.address(); u != p.open.shown {
		p.open.shown = u
		dom.Try(func() { frame.Get("contentWindow").Get("location").Call("replace", u) })
	}
}

// address is where the preview is.
func (e *embedding) address() string {
	return e.chosen.preview(e.codes, dom.Resolve(dom.Data(dom.Root, "up"), ""))
}

// copyCode puts the code into the clipboard; where that is blocked it is selected, to be copied by hand.
func (p *Part) copyCode(ctx app.Context, _ app.Event) {
	code := p.open.code()
	ctx.Async(func() {
		copied := false
		if c := dom.Window.Get("navigator").Get("clipboard"); c.Truthy() {
			var asked js.Value
			if dom.Try(func() { asked = c.Call("writeText", code) }) {
				_, copied = dom.Await(asked)
			}
		}
		ctx.Dispatch(func(app.Context) {
			if p.open == nil {
				return
			}
			p.open.said = p.Words.T("ui.embed.copied")
			if !copied {
				p.open.said = p.Words.T("ui.embed.select")
				if area := dom.One(dom.Document, "dialog.embedding textarea"); area.Truthy() {
					area.Call("focus")
					area.Call("select")
				}
			}
		})
	})
}
