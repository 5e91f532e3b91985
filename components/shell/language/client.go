//go:build js && wasm

package language

import (
	"math"
	"strings"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"sahel-explainer/components/dom"
	"sahel-explainer/components/shell/page"
)

// Part has no markup of its own beside the article: the links are there without the client, and lead to the other page.
type Part struct {
	page.Base
	asking int // how many switches have been asked for
	hosts  dom.Listener
}

// Started hears what a host page asks for.
func (p *Part) Started() {
	p.hosts = dom.Listen(dom.Window, "sahel:locale-asked", func(e js.Value) { p.asked(e.Get("detail").Get("locale").String()) })
}

// Ended gives back what was taken.
func (p *Part) Ended() { p.hosts.Close() }

// Clicked switches by a link of the story.
func (p *Part) Clicked(c page.Click) bool {
	a := c.Find("a[data-locale]")
	if !a.Truthy() || !c.Plain() || dom.Data(dom.Root, "page") != "story" {
		return false
	}
	c.Stop()
	p.switchTo(dom.Data(a, "locale"), a.Get("href").String(), true)
	return true
}

// Went follows the reader back and forward to another language.
func (p *Part) Went() bool {
	path := dom.ResolvePath("")
	for _, a := range dom.All(dom.Document, "a[data-locale]") {
		if tag := dom.Data(a, "locale"); strings.TrimSuffix(path, "index.html") == dom.ResolvePath(a.Get("href").String()) {
			p.switchTo(tag, path, false)
			if tag != dom.Locale() {
				return true
			}
		}
	}
	return false
}

// switchTo brings another language's article into the page without a page load: the same step stays active and its heading
// where it stood in the viewport. A language that cannot be had (offline, not kept) is left to the browser and the worker,
// which say so. The language asked for last wins, however long the others take: asking for the one that is there ends a switch under
// way.
func (p *Part) switchTo(tag, href string, push bool) {
	p.asking++
	asking := p.asking
	last := func() bool { return p.asking == asking }
	p.waiting(tag, last)
	if tag == dom.Locale() {
		return
	}
	go func() {
		if !push { // a host, or "back", may ask for many at once
			time.Sleep(50 * time.Millisecond)
		}
		if !last() {
			return
		}
		doc, ok := dom.Await(dom.Window.Get("sahelBoot").Call("page", href))
		var words page.Words
		if ok = ok && doc.Truthy() && dom.One(doc, "main#story").Truthy() && ours(doc); ok && last() {
			text, _ := dom.FetchText(dom.Resolve(dom.Data(dom.One(doc, "html"), "words"), href))
			words = page.WordsOf(text)
			ok = words != nil
		}
		p.Ctx().Dispatch(func(app.Context) {
			switch {
			case !last():
			case ok:
				p.replace(doc, tag, href, words, push)
			default:
				p.waiting(dom.Locale(), last) // the browser may keep this page to come back to
				dom.Window.Get("location").Set("href", href)
			}
		})
	}()
}

// waiting shows that a language is on its way: on its link and on the story, and in words where it takes so long that a reader who
// sees neither would press again. Once the language is there, nothing waits.
func (p *Part) waiting(tag string, last func() bool) {
	under := tag != dom.Locale()
	name := ""
	for _, a := range dom.All(dom.Document, ".langs a[data-locale]") {
		busy := under && dom.Data(a, "locale") == tag
		if busy {
			name = dom.One(a, ".long").Get("textContent").String()
			a.Call("setAttribute", "aria-busy", "true")
		} else {
			a.Call("removeAttribute", "aria-busy")
		}
	}
	if !under {
		dom.Document.Call("getElementById", "story").Call("removeAttribute", "aria-busy")
		return
	}
	dom.Document.Call("getElementById", "story").Call("setAttribute", "aria-busy", "true")
	time.AfterFunc(time.Second, func() {
		if last() && tag != dom.Locale() && p.Words != nil {
			p.Say(p.Words.T("ui.nav.loading", "Language", name))
		}
	})
}

const bootScript = `#story > script`

// ours reports whether a page is of the build that runs here: another tab may have applied an update, and a new article must not
// be worked by old scripts.
func ours(doc js.Value) bool {
	html := dom.One(doc, "html")
	for _, k := range []string{"wasm", "exec", "echarts", "frame"} {
		if dom.Data(html, k) != dom.Data(dom.Root, k) {
			return false
		}
	}
	boot := func(of js.Value) string { return dom.One(of, bootScript).Call("getAttribute", "src").String() }
	return dom.One(doc, bootScript).Truthy() && boot(doc) == boot(dom.Document)
}

func (p *Part) replace(doc js.Value, tag, href string, words page.Words, push bool) {
	step := ""
	var before float64
	heading := func() js.Value { return dom.One(dom.Document.Call("getElementById", step), "h3") }
	if p.Engine.Active >= 0 {
		step = p.Engine.IDs[p.Engine.Active]
		before = heading().Call("getBoundingClientRect").Get("top").Float()
	}
	at, had := dom.Focused(), dom.Document.Get("activeElement")
	p.Leave()
	// The article, the bar and the shared shapes change; the style and the scripts are the same for all languages.
	html := dom.One(doc, "html")
	dom.SetData(dom.Root, "locale", tag)
	dom.Root.Set("lang", tag)
	dom.Root.Set("dir", html.Get("dir"))
	for _, k := range []string{"words", "live", "reads", "up", "popupNote", "moreLabel", "largeLabel"} {
		dom.SetData(dom.Root, k, dom.Data(html, k))
	}
	dom.Document.Set("title", doc.Get("title"))
	if style := dom.One(doc, "head style"); style.Truthy() {
		dom.One(dom.Document, "head style").Call("replaceWith", dom.Document.Call("adoptNode", style))
	}
	for _, sel := range []string{".skip", "header.chrome", "svg.shapes", "main#story", "nav.stepper-nav"} {
		if old, fresh := dom.One(dom.Document, sel), dom.One(doc, sel); old.Truthy() && fresh.Truthy() {
			old.Call("replaceWith", dom.Document.Call("adoptNode", fresh))
		}
	}
	p.Words, p.Said = words, ""
	dom.Window.Get("sahelBoot").Call("adopted") // reads the article again, and keeps only the part that an embed shows
	if push {
		dom.Try(func() {
			query := p.Query(dom.Window.Get("location").Get("search").String())
			dom.Window.Get("history").Call("pushState", nil, "", dom.ResolvePath(href)+query+hashOf(step))
		})
	}
	moved := p.Engine.Moved
	p.Engine.Measure()
	p.Adopt()
	if step != "" && heading().Truthy() {
		after := heading().Call("getBoundingClientRect").Get("top").Float()
		dom.Window.Call("scrollBy", map[string]any{"top": after - before, "behavior": "instant"})
		go keepPlace(heading, before)
	}
	p.Engine.Moved = moved
	p.Engine.Measure()
	p.Engine.Update()
	if at != (dom.Place{}) && !had.Get("isConnected").Bool() && !dom.Focus(at.Find()) {
		dom.FocusStep(dom.Document.Call("getElementById", step))
	}
	dom.Announce("sahel:locale", map[string]any{"locale": tag})
	keep := `{"type":"keep","locale":"` + tag + `","read":"` + dom.Data(dom.Root, "reads") + `"}`
	dom.Window.Get("sahelBoot").Call("tell", keep, js.FuncOf(func(js.Value, []js.Value) any { return nil }))
}

// keepPlace brings a heading back to where it stood, once the faces of a language have come and have moved what is above it: the
// browser's own anchoring holds what is topmost in view, which may be another card. Not if the reader has done anything meanwhile.
// It must run in a goroutine.
func keepPlace(heading func() js.Value, top float64) {
	touched := false
	for _, kind := range []string{"wheel", "touchstart", "keydown", "pointerdown"} {
		defer dom.Listen(dom.Window, kind, func(js.Value) { touched = true }).Close()
	}
	faces := dom.Window.Get("Array").Call("from", dom.Document.Get("fonts"))
	for i := range faces.Length() {
		dom.Await(faces.Index(i).Call("load")) // one by one: "ready" is still that of the language before
	}
	dom.Painted() // a face that is there is not yet in use
	if h := heading(); h.Truthy() && !touched {
		if by := h.Call("getBoundingClientRect").Get("top").Float() - top; math.Abs(by) >= 1 {
			dom.Window.Call("scrollBy", map[string]any{"top": by, "behavior": "instant"})
		}
	}
}

// asked switches to the language that a host page asks for.
func (p *Part) asked(tag string) {
	for _, a := range dom.All(dom.Document, "a[data-locale]") {
		if dom.Data(a, "locale") == tag {
			p.switchTo(tag, a.Get("href").String(), false)
			return
		}
	}
}

func hashOf(step string) string {
	if step == "" {
		return ""
	}
	return "#" + step
}
