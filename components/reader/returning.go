//go:build js && wasm

package reader

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// offerChanges tells a reader who comes back to a newer edition which steps have changed since, and remembers the edition of one who has
// nothing to be told. A frame, a dated edition and a browser that keeps nothing tell nothing.
func (s *Shell) offerChanges() {
	day := dayOf(data(root, "edition"))
	if day == "" || data(root, "frozen") != "" || window.Get("sahelBoot").Get("framed").Bool() {
		return
	}
	last := ""
	try(func() {
		if v := window.Get("localStorage").Call("getItem", "sahel.edition"); v.Type() == js.TypeString {
			last = v.String()
		}
	})
	if last != "" && last < day {
		changed := changedAfter(data(root, "changed"), last)
		for _, id := range s.engine.ids { // those of this length of the story, as they are read
			if changed[id] {
				s.changed = append(s.changed, id)
			}
		}
	}
	switch {
	case len(s.changed) == 0:
		keepEdition(day)
	case s.notice == noNotice: // another notice goes before; the reader is told at the next visit
		s.notice = changesSince
	}
}

// keepEdition remembers the day of an edition on the device, where the browser keeps anything. Nobody else is told.
func keepEdition(day string) {
	try(func() { window.Get("localStorage").Call("setItem", "sahel.edition", day) })
}

// changesShown is how many changed steps a notice names; the log of corrections has them all.
const changesShown = 2

// changes is the notice of what has changed. It is told again at the next visit until the reader has closed it or gone to a step.
func (s *Shell) changes() app.UI {
	told := func(ctx app.Context, e app.Event) {
		keepEdition(dayOf(data(root, "edition")))
		s.notice = noNotice
	}
	line := []app.UI{app.Text(s.words.T("ui.since.changed") + " ")}
	for i, id := range s.changed {
		title := one(document, "#"+id+" h3")
		if i == changesShown || !title.Truthy() {
			line = append(line, app.A().Href(data(root, "up")+locale()+"/corrections/").OnClick(told).Text(s.words.T("ui.corrections.all")))
			break
		}
		line = append(line, app.A().Href("#"+id).OnClick(told).Text(textOf(title)))
		if i+1 < len(s.changed) {
			line = append(line, app.Text(" · "))
		}
	}
	return app.Div().Class("notice").Attr("role", "status").Attr("data-since", "").Body(
		app.Span().Body(line...),
		app.Button().Type("button").OnClick(told).Text(s.words.T("ui.share.close")),
	)
}
