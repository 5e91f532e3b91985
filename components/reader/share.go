//go:build js && wasm

package reader

import (
	"strings"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// address is where a step is found, on this site or on the page of a host that opted in.
func address(step string) string {
	if hosted := data(root, "shareUrl"); hosted != "" {
		return hosted + "#" + step
	}
	if data(root, "frozen") != "" { // an edition's steps have no pages of their own
		loc := window.Get("location")
		return loc.Get("origin").String() + strings.TrimSuffix(loc.Get("pathname").String(), "index.html") + "#" + step
	}
	return resolve(data(root, "up")+locale()+"/steps/"+step+"/", "") // the step's own page has its picture, and sends readers on to the step
}

// share gives a step's address, or that of the explore view as it is chosen if there is no step: to the system's sheet where there is one, else to the clipboard, else to be copied by hand.
func (s *Shell) share(ctx app.Context, step string) {
	url := address(step)
	if step == "" {
		url = resolve(data(root, "up")+data(root, "frozen")+locale()+"/", "") + s.explore.filter.Query("") + "#explore"
	}
	title := document.Get("title").String()
	nav := window.Get("navigator")
	ctx.Async(func() {
		if nav.Get("share").Truthy() {
			var p js.Value
			if try(func() { p = nav.Call("share", map[string]any{"title": title, "url": url}) }) {
				// Whoever closes the sheet wants no link, and keeps what they had copied; nor does a second press while it is open.
				if why, ok := await(p); ok || text(why, "name") == "AbortError" || text(why, "name") == "InvalidStateError" {
					return
				}
			}
		}
		copied := false
		if c := nav.Get("clipboard"); c.Truthy() {
			var p js.Value
			if try(func() { p = c.Call("writeText", url) }) {
				_, copied = await(p)
			}
		}
		ctx.Dispatch(func(ctx app.Context) {
			s.shareURL, s.copied, s.opener = url, copied, document.Get("activeElement")
			ctx.Defer(func(app.Context) { focus(one(document, ".sheet input")) })
		})
	})
}

// closeShare takes the sheet away and gives focus back to what opened it.
func (s *Shell) closeShare(ctx app.Context) {
	if s.shareURL == "" {
		return
	}
	s.shareURL = ""
	ctx.Defer(func(app.Context) { focus(s.opener) })
}

func (s *Shell) shareSheet() app.UI {
	label := s.words.T("ui.share.copy")
	if s.copied {
		label = s.words.T("ui.share.copied")
	}
	return app.Div().Class("sheet").Attr("role", "dialog").Aria("label", label).Body(
		app.Label().Body(app.Span().Text(label), app.Input().Type("text").ReadOnly(true).Attr("dir", "ltr").Value(s.shareURL)),
		app.Button().Type("button").OnClick(func(ctx app.Context, e app.Event) { s.closeShare(ctx) }).Text(s.words.T("ui.share.close")),
	)
}

// offerInstall shows the offer once the reader has really read: ten steps, not framed, not installed, not refused. Where the
// browser has no prompt (iOS, known by navigator.standalone, which no other has) it says how.
func (s *Shell) offerInstall() {
	if s.notice != noNotice || s.offered || len(s.read) < 10 || window.Get("sahelBoot").Get("framed").Bool() || window.Call("goappIsAppInstalled").Bool() {
		return
	}
	refused := false
	try(func() { refused = window.Get("localStorage").Call("getItem", "sahel.install").Truthy() })
	switch {
	case refused:
	case window.Call("goappIsAppInstallable").Bool():
		s.notice = installOffer
	case window.Get("navigator").Get("standalone").Type() == js.TypeBoolean:
		s.notice = installByHand
	}
	if s.notice != noNotice {
		s.offered = true
	}
}

// still reports an offer that stands at the end of the page: it can wait, and would cover words and labels on the way there.
func (n notice) still() bool { return n == installOffer || n == installByHand }

func (s *Shell) offer() app.UI {
	text, yes := s.words.T("ui.update.notice"), s.words.T("ui.update.apply")
	if window.Get("sahelBoot").Get("fresh").Equal(js.ValueOf("corrected")) {
		text = s.words.T("ui.update.corrected")
	}
	// It reloads the page where another version waits; where none does any more there is nothing to offer.
	act := func(ctx app.Context, e app.Event) { window.Get("sahelBoot").Call("apply"); s.notice = noNotice }
	switch s.notice {
	case installOffer:
		text, yes = s.words.T("ui.install.offer"), s.words.T("ui.install.button")
		act = func(ctx app.Context, e app.Event) { window.Call("goappShowInstallPrompt"); s.notice = noNotice }
	case installByHand:
		text = s.words.T("ui.install.offer") + " " + s.words.T("ui.install.ios")
	}
	later := func(ctx app.Context, e app.Event) {
		if s.notice != updateReady {
			try(func() { window.Get("localStorage").Call("setItem", "sahel.install", "later") })
		}
		s.notice = noNotice
	}
	box := app.Div().Class("notice")
	if s.notice.still() { // it waits at the end of the page, and interrupts nobody who listens
		box.Class("still")
	} else {
		box.Attr("role", "status")
	}
	return box.Body(
		app.Span().Text(text),
		app.If(s.notice != installByHand, app.Button().Type("button").OnClick(act).Text(yes)),
		app.Button().Type("button").OnClick(later).Text(s.words.T("ui.install.later")),
	)
}
