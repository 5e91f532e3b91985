//go:build js && wasm

package reader

import (
	"strconv"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/scroll"
)

// Shell is the root component: what only the client shows (the pager, notices, the share sheet, the words of a mark), and
// the life of the engine below it. It mounts in the empty first child of the body; the article stands beside it untouched.
type Shell struct {
	app.Compo

	words   Words
	engine  *engine
	lives   []*live
	pace    scroll.Pace
	explore *explorer
	closers []listener
	near    js.Value
	onNear  js.Func

	step, total int
	read        map[int]bool // steps that were active: what real reading is measured by
	offered     bool         // whether the app was; once in a visit
	notice      notice
	changed     []string // steps that are others than in the edition that the reader met last
	shareURL    string
	copied      bool
	tip         tip
	over        js.Value // the clause that the mouse is on
	said        string   // what the reader has asked to be told, for those who listen
	opener      js.Value // what opened the share sheet
	embed       *embedding
	styled      bool // the embed dialog's style is there
	asking      int  // how many switches of language have been asked for
}

// notice is a quiet offer at the foot of the page.
type notice int

const (
	noNotice notice = iota
	updateReady
	installOffer
	installByHand // where the browser has no prompt of its own: iOS
	changesSince  // a newer edition than the reader met last
)

// tip is the words of one mark or clause and where they stand.
type tip struct {
	title, text string
	x, y        float64
}

// OnMount takes the page over: in one task, so that no frame is painted between the layers.
func (s *Shell) OnMount(ctx app.Context) {
	window.Set("onclick", js.Null()) // go-app would take every link of the page over
	window.Set("onpopstate", js.Null())
	s.read = map[int]bool{}
	s.engine = newEngine()
	s.engine.onStep = func(i int) {
		ctx.Dispatch(func(app.Context) {
			s.step, s.read[i] = i, true
			s.offerInstall()
		})
		s.chapter()
		dispatchEvent("sahel:step", map[string]any{"step": s.engine.ids[i], "index": i})
	}
	if d := window.Get("sahelBoot").Get("slice"); d.Truthy() { // told before there was anyone to hear
		s.sliced(d)
	}
	s.takeOver(ctx)
	setData(root, "steps", "js")
	setData(root, "ready", "client")
	s.closers = append(s.closers,
		listen(document, "click", func(e js.Value) { s.click(ctx, e) }),
		listen(document, "change", func(e js.Value) {
			if f := e.Get("target"); !f.Get("closest").Truthy() {
				return
			} else if has(f, "data-letters") {
				keepKeys(f.Get("checked").Bool())
			} else if f.Call("closest", "[data-explore]").Truthy() {
				s.explore.fromForm(f.Get("name").String())
				s.explore.apply(s.words)
			}
		}),
		listen(document, "copy", s.copyPassage),
		listen(document, "keydown", func(e js.Value) { s.key(ctx, e) }),
		listen(document, "pointermove", func(e js.Value) { s.point(ctx, e) }),
		listen(document, "pointerdown", func(e js.Value) { s.point(ctx, e) }),
		listen(window, "scroll", func(js.Value) { s.untip(ctx) }),
		listen(document, "focusin", func(e js.Value) { s.focus(ctx, e) }),
		listen(document, "focusout", func(js.Value) { mark(root, "data-keys", false) }),
		listen(window, "popstate", func(js.Value) { s.popped(ctx) }),
		listen(window, "sahel:card", func(e js.Value) { s.engine.activate(s.engine.index(e.Get("detail").Get("step").String())) }),
		listen(window, "sahel:locale-asked", func(e js.Value) { s.asked(ctx, e.Get("detail").Get("locale").String()) }),
		listen(window, "sahel:slice", func(e js.Value) { s.sliced(e.Get("detail")) }))
	ctx.Async(func() {
		words := s.fetchWords()
		ctx.Dispatch(func(app.Context) {
			if s.words != nil { // another language's have come meanwhile
				return
			}
			s.words, s.total = words, len(s.engine.steps)
			s.explore.apply(s.words)
			s.offerMarks()
			s.offerKeys()
			s.nameSources()
			s.offerChanges()
		})
	})
	s.restore()
	if window.Get("sahelBoot").Get("fresh").Truthy() { // it was there before the client could hear of it
		s.notice = updateReady
	}
}

// fetchWords fetches the words of the page's language, again and again where the network fails: without them there is no pager and no
// button. It gives nothing where others have come meanwhile. It must run in a goroutine.
func (s *Shell) fetchWords() (words Words) {
	for wait := time.Second; words == nil && s.words == nil; wait = min(2*wait, time.Minute) {
		if text, ok := fetchText(data(root, "words")); ok {
			words = wordsOf(text)
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
		l.close()
	}
	s.forget()
	s.engine.close()
}

// OnAppUpdate offers a new version; it is applied only on the reader's word.
func (s *Shell) OnAppUpdate(ctx app.Context) { s.notice = updateReady }

// OnAppInstallChange hears that the app can be, or has been, installed. The offer itself waits for real reading.
func (s *Shell) OnAppInstallChange(ctx app.Context) { s.offerInstall() }

// takeOver adopts the article that stands in the page.
func (s *Shell) takeOver(ctx app.Context) {
	story := document.Call("getElementById", "story")
	s.engine.adopt(story)
	s.total = len(s.engine.steps)
	s.step = max(s.engine.active, 0)
	s.explore = newExplorer(story)
	s.explore.apply(s.words)
	urls := parse(data(root, "live"))
	for _, sc := range s.engine.scenes {
		l := &live{scene: sc, pace: &s.pace, url: data(root, "up") + text(urls, data(sc.figure, "graphic"))}
		if sc.flies() {
			l.flight = newFlight(sc)
		}
		sc.onState = func(from, to string) {
			s.untip(ctx)
			s.turned(l, to)
			s.describe(sc)
			l.change(from, to)
		}
		s.turned(l, sc.shown)
		s.lives = append(s.lives, l)
	}
	s.watch()
	s.offerKeeping()
	s.offerMarks()
	s.offerKeys()
	s.nameSources()
	giveWhy(document.Get("activeElement"))
}

// watch fetches each graphic's animation when the graphic comes within a screen of what is seen.
func (s *Shell) watch() {
	io := window.Get("IntersectionObserver")
	if !io.Truthy() {
		return
	}
	s.onNear = js.FuncOf(func(_ js.Value, args []js.Value) any {
		list := args[0]
		for i := range list.Length() {
			if e := list.Index(i); e.Get("target").Call("matches", ".offline").Bool() {
				if e.Get("isIntersecting").Bool() {
					s.keep(askKept)
				}
			} else if e.Get("isIntersecting").Bool() {
				for _, l := range s.lives {
					if l.scene.el.Equal(e.Get("target")) {
						l.near = true
						go l.load()
					}
				}
			} else {
				for _, l := range s.lives {
					if l.scene.el.Equal(e.Get("target")) {
						l.near = false
						l.dispose()
					}
				}
			}
		}
		return nil
	})
	s.near = io.New(s.onNear, map[string]any{"rootMargin": "100% 0px"})
	if c := window.Get("navigator").Get("connection"); !c.Truthy() || !c.Get("saveData").Truthy() {
		for _, l := range s.lives {
			s.near.Call("observe", l.scene.el)
		}
	}
}

// forget drops what belongs to the article that is about to go.
func (s *Shell) forget() {
	if s.near.Truthy() {
		s.near.Call("disconnect")
		s.onNear.Release()
		s.near = js.Undefined()
	}
	for _, l := range s.lives {
		l.dispose()
		if l.flight != nil {
			l.flight.close()
		}
	}
	s.lives = nil
}

// chapter marks the chapter being read in the navigation.
func (s *Shell) chapter() {
	i := s.engine.active
	if i < 0 {
		return
	}
	ch := s.engine.steps[i].Call("closest", "[data-chapter]")
	if !ch.Truthy() {
		return
	}
	for _, a := range all(document, ".chapters a") {
		if data(a, "to") == data(ch, "chapter") {
			a.Call("setAttribute", "aria-current", "true")
		} else {
			a.Call("removeAttribute", "aria-current")
		}
	}
}

// restore puts a reader of the installed app back where they were.
func (s *Shell) restore() {
	if window.Get("location").Get("hash").String() != "" || !matches("(display-mode: standalone)") || window.Get("scrollY").Float() > 0 {
		return
	}
	try(func() {
		kept := window.Get("localStorage")
		if to := one(document, "[data-depth=short][href]"); to.Truthy() && kept.Call("getItem", "sahel.depth").Equal(js.ValueOf("short")) {
			window.Get("location").Call("replace", to.Get("href"))
			return
		}
		id := kept.Call("getItem", "sahel.place")
		if id.Type() != js.TypeString {
			return
		}
		for i, x := range s.engine.ids {
			if x == id.String() && i > 0 {
				s.engine.goTo(i)
			}
		}
	})
}

func dispatchEvent(name string, detail map[string]any) {
	window.Call("dispatchEvent", window.Get("CustomEvent").New(name, map[string]any{"detail": detail}))
}

// Render implements app.Composer.
func (s *Shell) Render() app.UI {
	notice, sheet := s.words != nil && s.notice != noNotice, s.words != nil && s.shareURL != ""
	mark(root, "data-foot", notice && !s.notice.still() || sheet)
	return app.Div().ID("client").Body(
		// First, so that go-app keeps it when others come and go: a region that arrives with its words is not spoken. Without the role of a
		// status, which Orca names to whoever reads past it, empty as it is.
		app.P().Class("vh").Attr("aria-live", "polite").Attr("aria-atomic", "true").Text(s.said),
		app.If(s.words != nil, s.pager()),
		app.If(notice && s.notice != changesSince, s.offer()),
		app.If(notice && s.notice == changesSince, s.changes()),
		app.If(sheet, s.shareSheet()),
		app.If(s.tip.title != "", s.tipBox()),
		app.If(s.words != nil && s.embed != nil, s.embedDialog()),
	)
}

func (s *Shell) pager() app.UI {
	go1 := func(d int) app.EventHandler {
		return func(ctx app.Context, e app.Event) { s.engine.goTo(s.engine.active + d) }
	}
	return app.Nav().Class("pager").Aria("label", s.words.T("ui.nav.progress")).Body(
		app.Button().Type("button").Aria("label", s.words.T("ui.nav.previous")).Disabled(s.step <= 0).OnClick(go1(-1)).Text("↑"),
		app.Span().Class("pager-count").Text(s.words.T("ui.nav.count", "Step", strconv.Itoa(s.step+1), "Total", strconv.Itoa(s.total))),
		app.Button().Type("button").Aria("label", s.words.T("ui.nav.next")).Disabled(s.step+1 >= s.total).OnClick(go1(1)).Text("↓"),
	)
}

func (s *Shell) tipBox() app.UI {
	return app.Div().Class("tip").Aria("hidden", true).Body(app.B().Text(s.tip.title), app.Span().Text(s.tip.text))
}

var (
	_ app.Composer   = (*Shell)(nil)
	_ app.Mounter    = (*Shell)(nil)
	_ app.Dismounter = (*Shell)(nil)
	_ app.AppUpdater = (*Shell)(nil)
)
