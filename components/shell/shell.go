//go:build js && wasm

package shell

import (
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/chapters"
	"sahel-explainer/components/shell/embed"
	"sahel-explainer/components/shell/evidence"
	"sahel-explainer/components/shell/explore"
	"sahel-explainer/components/shell/install"
	"sahel-explainer/components/shell/language"
	"sahel-explainer/components/shell/marks"
	"sahel-explainer/components/shell/motion"
	"sahel-explainer/components/shell/offline"
	"sahel-explainer/components/shell/page"
	"sahel-explainer/components/shell/pager"
	"sahel-explainer/components/shell/share"
	"sahel-explainer/components/shell/since"
	"sahel-explainer/components/shell/tip"
)

// Shell is the root component: the parts, and what happens in the page, which it tells them of. It mounts in the empty first child of the
// body; the article stands beside it untouched.
type Shell struct {
	app.Compo

	page    *page.Page
	closers []dom.Listener
}

// newParts are the parts in the order in which they stand in the page and are told of things: who is told first may keep a click, a key or
// an address from the others, and marks let go of a graphic before motion moves it.
func newParts() []page.Part {
	return []page.Part{
		&pager.Part{}, &install.Part{}, &since.Part{}, &share.Part{}, &tip.Part{}, &embed.Part{},
		&language.Part{}, &explore.Part{}, &marks.Part{}, &motion.Part{}, &offline.Part{}, &chapters.Part{}, &evidence.Part{},
	}
}

// OnInit makes the parts, once.
func (s *Shell) OnInit() {
	s.page = page.New(s, newParts()...)
}

// OnMount takes the page over: in one task, so that no frame is painted between the layers. The parts are mounted by then.
func (s *Shell) OnMount(ctx app.Context) {
	dom.Window.Set("onclick", js.Null()) // go-app would take every link of the page over
	dom.Window.Set("onpopstate", js.Null())
	e := s.page.Engine
	e.OnStep = func(i int) {
		s.page.Step()
		dom.Announce("sahel:step", map[string]any{"step": e.IDs[i], "index": i})
	}
	if d := dom.Window.Get("sahelBoot").Get("slice"); d.Truthy() { // told before there was anyone to hear
		s.sliced(d)
	}
	s.page.Adopt()
	dom.SetData(dom.Root, "steps", "js")
	dom.SetData(dom.Root, "ready", "client")
	s.closers = append(s.closers,
		dom.Listen(dom.Document, "click", s.page.Click),
		dom.Listen(dom.Document, "keydown", s.key),
		dom.Listen(dom.Window, "popstate", func(js.Value) { s.page.Go() }),
		dom.Listen(dom.Window, "sahel:card", func(ev js.Value) { e.Activate(e.Index(ev.Get("detail").Get("step").String())) }),
		dom.Listen(dom.Window, "sahel:slice", func(ev js.Value) { s.sliced(ev.Get("detail")) }))
	ctx.Async(func() {
		words := s.fetchWords()
		ctx.Dispatch(func(app.Context) {
			if s.page.Words == nil { // else another language's have come meanwhile
				s.page.Heard(words)
			}
		})
	})
	s.restore()
}

// fetchWords fetches the words of the page's language, again and again where the network fails: without them there is no pager and no
// button. It gives nothing where others have come meanwhile. It must run in a goroutine.
func (s *Shell) fetchWords() (words page.Words) {
	for wait := time.Second; words == nil && s.page.Words == nil; wait = min(2*wait, time.Minute) {
		if text, ok := dom.FetchText(dom.Data(dom.Root, "words")); ok {
			words = page.WordsOf(text)
		}
		if words == nil {
			time.Sleep(wait)
		}
	}
	return words
}

// OnDismount gives back all that was taken.
func (s *Shell) OnDismount() {
	for _, l := range s.closers {
		l.Close()
	}
	s.page.Leave()
	s.page.Engine.Close()
}

// key tells of a key. Controls keep theirs, but for Escape, and who holds another key down means the browser.
func (s *Shell) key(e js.Value) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() || e.Get("defaultPrevented").Bool() {
		return
	}
	on, key := e.Get("target"), e.Get("key").String()
	if !on.Truthy() || !on.Get("closest").Truthy() {
		return
	}
	if key != "Escape" && on.Call("closest", "input, select, textarea, [contenteditable]").Truthy() {
		return
	}
	if s.page.Press(key, on) {
		e.Call("preventDefault")
	}
}

// sliced moves the engine to the visible slice of a frame that a host has stretched.
func (s *Shell) sliced(d js.Value) {
	top, bottom := d.Get("top").Float(), d.Get("bottom").Float()
	s.page.Engine.Slice = func() (float64, float64, bool) { return top, bottom, bottom > top }
	s.page.Engine.Ask()
}

// restore puts a reader of the installed app back where they were.
func (s *Shell) restore() {
	if dom.Window.Get("location").Get("hash").String() != "" || !dom.Matches("(display-mode: standalone)") ||
		dom.Window.Get("scrollY").Float() > 0 {
		return
	}
	dom.Try(func() {
		kept := dom.Window.Get("localStorage")
		to := dom.One(dom.Document, "[data-depth=short][href]")
		if to.Truthy() && kept.Call("getItem", "sahel.depth").Equal(js.ValueOf("short")) {
			dom.Window.Get("location").Call("replace", to.Get("href"))
			return
		}
		id := kept.Call("getItem", "sahel.place")
		if id.Type() != js.TypeString {
			return
		}
		for i, x := range s.page.Engine.IDs {
			if x == id.String() && i > 0 {
				s.page.Engine.GoTo(i)
			}
		}
	})
}

// Render implements app.Composer.
func (s *Shell) Render() app.UI {
	// First, so that go-app keeps it when others come and go: a region that arrives with its words is not spoken. Without the role of a
	// status, which Orca names to whoever reads past it, empty as it is.
	said := app.P().Class("vh").Attr("aria-live", "polite").Attr("aria-atomic", "true").Text(s.page.Said)
	return app.Div().ID("client").Body(append([]app.UI{said}, s.page.Components()...)...)
}

var (
	_ app.Initializer = (*Shell)(nil)
	_ app.Mounter     = (*Shell)(nil)
	_ app.Dismounter  = (*Shell)(nil)
)
