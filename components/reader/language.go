//go:build js && wasm

package reader

import (
	"math"
	"strings"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// switchTo brings another language's article into the page without a page load: the same step stays active and its heading
// where it stood in the viewport. A language that cannot be had (offline, not kept) is left to the browser and the worker,
// which say so. The language asked for last wins, however long the others take: asking for the one that is there ends a switch under
// way.
func (s *Shell) switchTo(ctx app.Context, tag, href string, push bool) {
	s.asking++
	asking := s.asking
	last := func() bool { return s.asking == asking }
	s.waiting(ctx, tag, last)
	if tag == locale() {
		return
	}
	go func() {
		if !push { // a host, or "back", may ask for many at once
			time.Sleep(50 * time.Millisecond)
		}
		if !last() {
			return
		}
		page, ok := await(window.Get("sahelBoot").Call("page", href))
		var words Words
		if ok = ok && page.Truthy() && one(page, "main#story").Truthy() && ours(page); ok && last() {
			text, _ := fetchText(resolve(data(one(page, "html"), "words"), href))
			words = wordsOf(text)
			ok = words != nil
		}
		ctx.Dispatch(func(ctx app.Context) {
			switch {
			case !last():
			case ok:
				s.replace(ctx, page, tag, href, words, push)
			default:
				s.waiting(ctx, locale(), last) // the browser may keep this page to come back to
				window.Get("location").Set("href", href)
			}
		})
	}()
}

// waiting shows that a language is on its way: on its link and on the story, and in words where it takes so long that a reader who
// sees neither would press again. Once the language is there, nothing waits.
func (s *Shell) waiting(ctx app.Context, tag string, last func() bool) {
	under := tag != locale()
	name := ""
	for _, a := range all(document, ".langs a[data-locale]") {
		busy := under && data(a, "locale") == tag
		if busy {
			name = one(a, ".long").Get("textContent").String()
			a.Call("setAttribute", "aria-busy", "true")
		} else {
			a.Call("removeAttribute", "aria-busy")
		}
	}
	if !under {
		document.Call("getElementById", "story").Call("removeAttribute", "aria-busy")
		return
	}
	document.Call("getElementById", "story").Call("setAttribute", "aria-busy", "true")
	time.AfterFunc(time.Second, func() {
		ctx.Dispatch(func(app.Context) {
			if last() && tag != locale() && s.words != nil {
				s.said = s.words.T("ui.nav.loading", "Language", name)
			}
		})
	})
}

const bootScript = `#story > script`

// ours reports whether a page is of the build that runs here: another tab may have applied an update, and a new article must not
// be worked by old scripts.
func ours(page js.Value) bool {
	html := one(page, "html")
	for _, k := range []string{"wasm", "exec", "echarts", "frame"} {
		if data(html, k) != data(root, k) {
			return false
		}
	}
	boot := func(doc js.Value) string { return one(doc, bootScript).Call("getAttribute", "src").String() }
	return one(page, bootScript).Truthy() && boot(page) == boot(document)
}

func (s *Shell) replace(ctx app.Context, page js.Value, tag, href string, words Words, push bool) {
	step, chosen := "", s.explore.filter
	var before float64
	heading := func() js.Value { return one(document.Call("getElementById", step), "h3") }
	if s.engine.active >= 0 {
		step = s.engine.ids[s.engine.active]
		before = heading().Call("getBoundingClientRect").Get("top").Float()
	}
	at, had := focused(), document.Get("activeElement")
	s.forget()
	mark(root, "data-keys", false) // what had the focus goes without a word
	// The article, the bar and the shared shapes change; the style and the scripts are the same for all languages.
	html := one(page, "html")
	setData(root, "locale", tag)
	root.Set("lang", tag)
	root.Set("dir", html.Get("dir"))
	for _, k := range []string{"words", "live", "reads", "up", "popupNote", "moreLabel", "largeLabel"} {
		setData(root, k, data(html, k))
	}
	document.Set("title", page.Get("title"))
	if style := one(page, "head style"); style.Truthy() {
		one(document, "head style").Call("replaceWith", document.Call("adoptNode", style))
	}
	for _, sel := range []string{".skip", "header.chrome", "svg.shapes", "main#story", "nav.stepper-nav"} {
		if old, fresh := one(document, sel), one(page, sel); old.Truthy() && fresh.Truthy() {
			old.Call("replaceWith", document.Call("adoptNode", fresh))
		}
	}
	s.words, s.said, s.tip = words, "", tip{}
	window.Get("sahelBoot").Call("adopted") // reads the article again, and keeps only the part that an embed shows
	if push {
		try(func() {
			window.Get("history").Call("pushState", nil, "", resolvePath(href)+chosen.Query(window.Get("location").Get("search").String())+hashOf(step))
		})
	}
	moved := s.engine.moved
	s.engine.measure()
	s.takeOver(ctx)
	if step != "" && heading().Truthy() {
		after := heading().Call("getBoundingClientRect").Get("top").Float()
		window.Call("scrollBy", map[string]any{"top": after - before, "behavior": "instant"})
		go keepPlace(heading, before)
	}
	s.engine.moved = moved
	s.engine.measure()
	s.engine.update()
	s.chapter()
	if at != (place{}) && !had.Get("isConnected").Bool() && !focus(at.find()) {
		focusStep(document.Call("getElementById", step))
	}
	dispatchEvent("sahel:locale", map[string]any{"locale": tag})
	window.Get("sahelBoot").Call("tell", `{"type":"keep","locale":"`+tag+`","read":"`+data(root, "reads")+`"}`, js.FuncOf(func(js.Value, []js.Value) any { return nil }))
}

// keepPlace brings a heading back to where it stood, once the faces of a language have come and have moved what is above it: the
// browser's own anchoring holds what is topmost in view, which may be another card. Not if the reader has done anything meanwhile.
// It must run in a goroutine.
func keepPlace(heading func() js.Value, top float64) {
	touched := false
	for _, kind := range []string{"wheel", "touchstart", "keydown", "pointerdown"} {
		defer listen(window, kind, func(js.Value) { touched = true }).close()
	}
	faces := window.Get("Array").Call("from", document.Get("fonts"))
	for i := range faces.Length() {
		await(faces.Index(i).Call("load")) // one by one: "ready" is still that of the language before
	}
	painted() // a face that is there is not yet in use
	if h := heading(); h.Truthy() && !touched {
		if by := h.Call("getBoundingClientRect").Get("top").Float() - top; math.Abs(by) >= 1 {
			window.Call("scrollBy", map[string]any{"top": by, "behavior": "instant"})
		}
	}
}

// asked switches to the language that a host page asks for.
func (s *Shell) asked(ctx app.Context, tag string) {
	for _, a := range all(document, "a[data-locale]") {
		if data(a, "locale") == tag {
			s.switchTo(ctx, tag, a.Get("href").String(), false)
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

func resolve(ref, base string) string {
	return window.Get("URL").New(ref, window.Get("URL").New(base, window.Get("location").Get("href"))).Get("href").String()
}

func resolvePath(href string) string {
	return window.Get("URL").New(href, window.Get("location").Get("href")).Get("pathname").String()
}

// popped follows the reader back and forward: to another language, or to another choice in the explore view.
func (s *Shell) popped(ctx app.Context) {
	path := resolvePath("")
	for _, a := range all(document, "a[data-locale]") {
		if tag := data(a, "locale"); strings.TrimSuffix(path, "index.html") == resolvePath(a.Get("href").String()) {
			s.switchTo(ctx, tag, path, false)
			if tag != locale() {
				return
			}
		}
	}
	s.explore.fromAddress()
	s.explore.apply(s.words)
}
