//go:build js && wasm

package explore

import (
	"strconv"
	"strings"
	"syscall/js"

	"sahel-explainer/components/dom"
)

// A picture that is taken away stands alone: it brings its title, where its figures come from, its address, and the faces it is set in.

const (
	svgNS  = "http://www.w3.org/2000/svg"
	margin = 24.0 // around a picture, in its own units, as all sizes here
)

// Sizes of the words around the drawings.
const (
	titleSize    = 22.0
	headlineSize = 16.0
	creditSize   = 12.0
	leading      = 1.4
)

// drawnBy are the properties that the page's style sheet gives to drawings.
var drawnBy = []string{"fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "opacity", "visibility",
	"paint-order", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "direction", "unicode-bidi"}

var displayed = strings.NewReplacer("font-display: optional", "font-display: block", "font-display: swap", "font-display: block")

// sheet is a picture as it is put together, from above to below.
type sheet struct {
	svg    js.Value
	body   js.Value
	ruler  js.Value // a canvas' context, by which words are measured
	width  float64
	y      float64
	family map[string]bool
	held   map[string]bool // shapes that drawings share, brought along once
}

func element(name string, attrs ...string) js.Value {
	el := dom.Document.Call("createElementNS", svgNS, name)
	for i := 0; i+1 < len(attrs); i += 2 {
		el.Call("setAttribute", attrs[i], attrs[i+1])
	}
	return el
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

func style(el js.Value) js.Value { return dom.Window.Call("getComputedStyle", el) }

func property(of js.Value, name string) string { return of.Call("getPropertyValue", name).String() }

// newSheet is an empty picture in the paper of the page.
func newSheet(width float64) *sheet {
	p := &sheet{width: width + 2*margin, y: margin, family: map[string]bool{}, held: map[string]bool{}}
	p.svg = element("svg", "xmlns", svgNS, "lang", dom.Locale())
	p.body = element("g", "direction", dom.Root.Get("dir").String()) // a drawing that is a document would begin at its right edge
	p.svg.Call("append", p.body)
	p.body.Call("append", element("rect", "width", "100%", "height", "100%", "fill", property(style(dom.Document.Get("body")), "background-color")))
	p.ruler = dom.Document.Call("createElement", "canvas").Call("getContext", "2d")
	return p
}

// words adds a paragraph in the face and colour of an element, broken to the width.
func (p *sheet) words(s string, like js.Value, size float64) {
	look := style(like)
	face, weight := property(look, "font-family"), property(look, "font-weight")
	p.family[face] = true
	p.ruler.Set("font", weight+" "+number(size)+"px "+face)
	x := margin
	if dom.Root.Get("dir").String() == "rtl" {
		x = p.width - margin
	}
	line := func(s string) {
		p.y += size * leading
		t := element("text", "x", number(x), "y", number(p.y), "font-family", face, "font-size", number(size), "font-weight", weight, "fill", property(look, "color"))
		t.Set("textContent", s)
		p.body.Call("append", t)
	}
	now := ""
	for _, w := range strings.Fields(s) {
		next := strings.TrimSpace(now + " " + w)
		if now != "" && p.ruler.Call("measureText", next).Get("width").Float() > p.width-2*margin {
			line(now)
			next = w
		}
		now = next
	}
	line(now)
}

// drawing adds a drawing of the page, with what the page's style sheet makes of it written into it.
func (p *sheet) drawing(pic js.Value) {
	box := pic.Get("viewBox").Get("baseVal")
	w, h := box.Get("width").Float(), box.Get("height").Float()
	copied := pic.Call("cloneNode", true)
	was, is := dom.All(pic, "*"), dom.All(copied, "*")
	for i, el := range was {
		look := style(el)
		for _, name := range drawnBy {
			v := property(look, name)
			is[i].Call("removeAttribute", name)
			is[i].Get("style").Call("setProperty", name, v)
			if name == "font-family" && el.Get("tagName").String() == "text" {
				p.family[v] = true
			}
		}
		is[i].Call("removeAttribute", "class")
	}
	for _, use := range dom.All(copied, "use") {
		p.bring(use.Call("getAttribute", "href").String())
	}
	for k, v := range map[string]string{"x": number((p.width - w) / 2), "y": number(p.y + 8), "width": number(w), "height": number(h)} {
		copied.Call("setAttribute", k, v)
	}
	p.body.Call("append", copied)
	p.y += h + 16
}

// bring takes a shape along that stands elsewhere in the page.
func (p *sheet) bring(href string) {
	if p.held[href] || !strings.HasPrefix(href, "#") {
		return
	}
	p.held[href] = true
	if shape := dom.Document.Call("getElementById", href[1:]); shape.Truthy() {
		defs := element("defs")
		defs.Call("append", shape.Call("cloneNode", true))
		p.body.Call("append", defs)
	}
}

// faces brings the faces along in which the words are set: a picture that stands alone can ask for none.
func (p *sheet) faces() {
	var rules strings.Builder
	for _, styles := range listed(dom.Document.Get("styleSheets")) {
		for _, rule := range listed(styles.Get("cssRules")) {
			const fontFace = 5
			if rule.Get("type").Int() != fontFace {
				continue
			}
			family := strings.Trim(property(rule.Get("style"), "font-family"), `"'`)
			for f := range p.family {
				if !strings.Contains(f, family) {
					continue
				}
				// A page may do without a face that comes late; a picture has it with it and must wait for it (WebKit reads it late).
				text := displayed.Replace(rule.Get("cssText").String())
				before, rest, _ := strings.Cut(text, `url(`)
				url, after, _ := strings.Cut(rest, `)`)
				if data := dataURL(strings.Trim(url, `"`)); data != "" {
					rules.WriteString(before + "url(" + data + ")" + after)
				}
				break
			}
		}
	}
	own := element("style")
	own.Set("textContent", rules.String())
	p.svg.Call("prepend", own)
}

func listed(list js.Value) []js.Value {
	out := make([]js.Value, list.Length())
	for i := range out {
		out[i] = list.Index(i)
	}
	return out
}

// dataURL is one of our files as an address that holds it; empty where it does not come.
func dataURL(url string) string {
	res, ok := dom.Await(dom.Window.Call("fetch", url))
	if !ok || !res.Get("ok").Bool() {
		return ""
	}
	blob, ok := dom.Await(res.Call("blob"))
	if !ok {
		return ""
	}
	rd := dom.Window.Get("FileReader").New()
	done := make(chan struct{}, 1)
	f := js.FuncOf(func(js.Value, []js.Value) any { done <- struct{}{}; return nil })
	rd.Set("onloadend", f)
	rd.Call("readAsDataURL", blob)
	<-done
	f.Release()
	return rd.Get("result").String()
}

// draw brings the drawing of a picture that the page has as a table: out of sight, where the page's style reaches it, with what was chosen.
func (x *view) draw(state js.Value) {
	if dom.Data(state, "svg") == "" || dom.One(state, ".away").Truthy() {
		return
	}
	name := x.set() + "-" + dom.Data(state, "svg") + "." + dom.Locale() + ".svg"
	file := dom.Data(dom.Root, "up") + dom.Data(dom.Root, "frozen") + "data/" + name
	ask := dom.Window.Get("XMLHttpRequest").New() // whose document no policy forbids: nothing of it runs
	ask.Call("open", "GET", file)
	done := make(chan struct{}, 1)
	f := js.FuncOf(func(js.Value, []js.Value) any { done <- struct{}{}; return nil })
	ask.Set("onloadend", f)
	ask.Call("send")
	<-done
	f.Release()
	got := ask.Get("responseXML")
	if !got.Truthy() {
		return
	}
	holder := dom.Document.Call("createElement", "div")
	holder.Set("className", "form wide away")
	holder.Call("append", got.Get("documentElement"))
	state.Call("append", holder)
	x.choose(state, x.kept())
}

// sheet puts the picture of what is shown together: its title, each drawing below its headline, the credit.
func (x *view) sheet() *sheet {
	sec := x.section()
	var drawings []js.Value
	width := 0.0
	for _, state := range dom.All(sec, ".set-state:not([hidden])") {
		x.draw(state)
		if pic := dom.One(state, ".form.wide .pic"); pic.Truthy() {
			drawings = append(drawings, state)
			width = max(width, pic.Get("viewBox").Get("baseVal").Get("width").Float())
		}
	}
	if width == 0 {
		return nil
	}
	p := newSheet(width)
	p.words(dom.One(sec, "h3").Get("textContent").String(), dom.One(sec, "h3"), titleSize)
	for _, state := range drawings {
		headline := dom.One(state, ".headline")
		p.y += 8
		p.words(headline.Get("textContent").String(), headline, headlineSize)
		p.drawing(dom.One(state, ".form.wide .pic"))
	}
	caption := dom.One(sec, "caption")
	p.words(dom.Data(sec, "credit"), caption, creditSize)
	loc := dom.Window.Get("location")
	p.words(loc.Get("origin").String()+loc.Get("pathname").String()+loc.Get("search").String()+"#explore", caption, creditSize)
	p.faces()
	height := number(p.y + margin)
	for k, v := range map[string]string{"width": number(p.width), "height": height, "viewBox": "0 0 " + number(p.width) + " " + height} {
		p.svg.Call("setAttribute", k, v)
	}
	return p
}

// takePicture gives the reader the picture of what is shown. It must run in a goroutine.
func (x *view) takePicture(kind string) {
	p := x.sheet()
	if p == nil {
		return
	}
	text := dom.Window.Get("XMLSerializer").New().Call("serializeToString", p.svg).String()
	if kind == "svg" {
		x.give("svg", "image/svg+xml", text)
		return
	}
	blob := dom.Window.Get("Blob").New([]any{text}, map[string]any{"type": "image/svg+xml"})
	url := dom.Window.Get("URL").Call("createObjectURL", blob)
	defer dom.Window.Get("URL").Call("revokeObjectURL", url)
	img := dom.Window.Get("Image").New()
	img.Set("src", url)
	if _, ok := dom.Await(img.Call("decode")); !ok {
		return
	}
	dom.Painted() // WebKit reads a drawing's faces after it has said that the drawing is decoded
	const sharp = 2
	canvas := dom.Document.Call("createElement", "canvas")
	canvas.Set("width", img.Get("naturalWidth").Float()*sharp)
	canvas.Set("height", img.Get("naturalHeight").Float()*sharp)
	canvas.Call("getContext", "2d").Call("drawImage", img, 0, 0, canvas.Get("width"), canvas.Get("height"))
	done := make(chan js.Value, 1)
	f := js.FuncOf(func(_ js.Value, a []js.Value) any { done <- a[0]; return nil })
	canvas.Call("toBlob", f, "image/png")
	png := <-done
	f.Release()
	if png.Truthy() {
		x.give("png", "image/png", png)
	}
}
