package eyes

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"sahel-explainer/app/browser"
)

//go:embed zoom.js
var zoomJS string

// Window is a window that the story is read in, and what its reader has set.
type Window struct {
	Width, Height int
	Frame         bool // the story turns step by step in a frame of this size
	Text          int  // the reader's own size of text, 16 where none is set
	Spaced        bool // WCAG 1.4.12: more between lines, paragraphs, words and letters
	Of            int  // by how much a window of 1280×800 is zoomed in, in percent; 0 for another window
	Least         float64
	Why           string // labels may be below 11 px here: the smallest, and the reason
}

func (w Window) String() string {
	s := fmt.Sprintf("%d×%d", w.Width, w.Height)
	if w.Frame {
		s += " frame"
	}
	if w.Text != 16 {
		s += fmt.Sprintf(" text %d%%", w.Text*100/16)
	}
	if w.Spaced {
		s += " spaced"
	}
	if w.Of > 0 {
		s += fmt.Sprintf(" (%d%%)", w.Of)
	}
	return s
}

// Windows are those that labels are measured in.
var Windows = []Window{
	{Width: 1280, Height: 800, Text: 16, Of: 100},
	{Width: 640, Height: 400, Text: 16, Of: 200},
	{Width: 320, Height: 200, Text: 16, Of: 400},
	{Width: 320, Height: 256, Text: 16}, // 1280×1024 at 400%
	{Width: 844, Height: 390, Text: 16}, // a phone on its side
	{Width: 390, Height: 844, Text: 16},
	{Width: 360, Height: 640, Text: 16},
	{Width: 320, Height: 568, Text: 16},
	{Width: 768, Height: 1024, Text: 16},
	{Width: 390, Height: 844, Text: 32},
	{Width: 360, Height: 640, Text: 32},
	{Width: 1280, Height: 800, Text: 32},
	{Width: 390, Height: 844, Text: 16, Spaced: true, Least: 9.4, Why: headlineGrows},
	{Width: 1280, Height: 800, Text: 16, Spaced: true, Least: 10, Why: headlineGrows},
	{Width: 300, Height: 400, Text: 16, Frame: true},
	{Width: 390, Height: 640, Text: 16, Frame: true},
	{Width: 650, Height: 640, Text: 16, Frame: true}, // WordPress' column
	{Width: 728, Height: 640, Text: 16, Frame: true},
	{Width: 1280, Height: 600, Text: 16, Frame: true},
}

// headlineGrows is why labels are smaller for who spaces text: those of a graphic are not spaced, and lose what its headline takes.
const headlineGrows = "the reader's own spacing gives the headline one or two lines more"

// Sizes is what zoom.js finds.
type Sizes struct {
	Label  float64 // the smallest label, in CSS pixels
	At     string  // where it stands
	Labels int
	Text   float64 // the smallest of the other words
	Words  string
	Gone   []string // drawings without room
	Cut    []string // states whose labels are cut off, how many of how many
	Low    []string // states with labels below 11 px, the smallest of each
	Wide   int      // by how much the page is wider than its window
}

// The sizes below which nothing may fall.
const (
	leastLabel = 11
	leastText  = 12
)

// Faults are what is too small in a window or not there.
func (s Sizes) Faults(w Window) (out []string) {
	least := w.Least
	if least == 0 {
		least = leastLabel
	}
	if s.Label < least-0.05 {
		out = append(out, fmt.Sprintf("a label of %.1f px (%s), small ones in %d states: %s", s.Label, s.At, len(s.Low), strings.Join(s.Low, ", ")))
	}
	if s.Text < leastText-0.05 {
		out = append(out, fmt.Sprintf("text of %.1f px: %s", s.Text, s.Words))
	}
	if s.Labels == 0 {
		out = append(out, "no labels")
	}
	if len(s.Gone) > 0 {
		out = append(out, "no room for "+strings.Join(s.Gone, ", "))
	}
	if len(s.Cut) > 0 {
		out = append(out, "labels are cut off in "+strings.Join(s.Cut, ", "))
	}
	if s.Wide > 1 {
		out = append(out, fmt.Sprintf("the page is %d px wider than its window", s.Wide))
	}
	return out
}

// spacing is WCAG 1.4.12's, as readers' own style sheets set it.
const spacing = `(s=>{s.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");document.adoptedStyleSheets=[...document.adoptedStyleSheets,s];return 1})(new CSSStyleSheet())`

// Measure opens the story in a window and measures it.
func (g *Grid) Measure(engine, lang string, w Window) (s Sizes, err error) {
	eye, done, err := g.run.open(way{engine: engine, theme: "light", scripts: true, text: w.Text})
	if err != nil {
		return s, err
	}
	defer done()
	server, port, err := serve(g.Site)
	if err != nil {
		return s, err
	}
	defer server.Close()
	base := "http://localhost:" + port + "/"
	story := browser.Inner(eye)
	if w.Frame {
		if story, err = g.frame(eye, base, lang, w); err != nil {
			return s, err
		}
	} else if err = errors.Join(eye.Size(w.Width, w.Height), eye.Go(base+lang+"/"), eye.Wait(onItsOwn+`&&!document.querySelector(".later")`, soon)); err != nil {
		return s, err
	}
	if w.Spaced {
		if err = story.Eval(spacing, nil); err != nil {
			return s, err
		}
	}
	if err = story.Wait(`document.fonts.ready.then(()=>1)`, soon); err != nil {
		return s, err
	}
	var text float64
	if err = story.Eval(`parseFloat(getComputedStyle(document.documentElement).fontSize)`, &text); err == nil && int(text+0.5) != w.Text {
		err = fmt.Errorf("text is %.0f px, not %d", text, w.Text)
	}
	if err != nil {
		return s, err
	}
	return s, story.Eval(strings.TrimSpace(zoomJS[strings.Index(zoomJS, "(async"):]), &s)
}

// frame opens a page of another site that has the story in a frame, and waits until its cards turn.
func (g *Grid) frame(eye Eye, base, lang string, w Window) (browser.Inner, error) {
	page := fmt.Sprintf(`<iframe src="%s%s/frame.html?embed=1" title="story" width="%d" height="%d" style="border:0;display:block"></iframe>`, base, lang, w.Width, w.Height)
	host, port, err := serve(http.HandlerFunc(browser.Hosts("", base).ServeHTTP))
	if err != nil {
		return nil, err
	}
	time.AfterFunc(2*soon, func() { host.Close() })
	if err := errors.Join(eye.Size(w.Width+20, w.Height+20), eye.Go("http://127.0.0.1:"+port+"/"+browser.HostPage(page))); err != nil {
		return nil, err
	}
	story, err := eye.Inside(base, soon)
	if err != nil {
		return nil, err
	}
	return story, story.Wait(`(d=>d.mode==="stepper"&&!("cards" in d)&&!!document.querySelector(".stepper-nav [data-act=next]"))(document.documentElement.dataset)`, soon)
}
