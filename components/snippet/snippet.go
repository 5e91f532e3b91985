// Package snippet writes what others paste into their pages. The host writes it into the embed pages and oEmbed answers, the
// client into the embed dialog: one writer, so that what is shown is what is tested.
package snippet

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
)

// Heights of an embed without a script, in CSS pixels.
const (
	StoryHeight   = 640
	GraphicHeight = 560
	DefaultWidth  = 960
)

// FrameFile is the page for frames, beside the live story's page and each graphic's. It needs no script: one card at a time, turned
// by radio buttons. Editions have none.
const FrameFile = "frame.html"

// Short is the depth of the short story: its page's folder, and what the option says.
const Short = "short"

// Options say what is embedded and how. Zero values leave the choice to the page.
type Options struct {
	Base    string // absolute address of the explainer, with a slash at its end
	Locale  string // tag of the language
	RTL     bool   `json:",omitempty"` // it is written from right to left
	Edition string // "v/2026-11-25": the edition of that day, which never changes; empty is the live one
	Depth   string // "short": the short story; empty is the whole one
	Title   string // title in that language
	Read    string // words of the link, such as "Read the story"; the title when empty
	Image   string // absolute address of a picture of what is embedded
	Alt     string // what the picture shows
	ImageW  int    // the picture's own size
	ImageH  int
	Graphic string // one graphic on its own
	State   string // which of its states the graphic shows first
	Step    string // where the story begins
	Chapter string // one chapter, or a range "first..last"
	Theme   string // light, dark or auto
	Accent  string // #rrggbb
	Mode    string // pinned or stepper; empty leaves it to what the host's page allows
	Share   bool   // "share" inside the frame gives the host page's address
	Width   int    // of the bare frame; 0 is the whole column
	Height  int    // of the bare frame
}

// Dir is the base direction of the option's language.
func (o Options) Dir() string {
	if o.RTL {
		return "rtl"
	}
	return "ltr"
}

// PageURL is the address of the page on its own: where a reader goes when nothing of the embed is left but the link. It leads to
// the step or the chapter that is embedded, in the whole story.
func (o Options) PageURL() string {
	u := o.path()
	chapter, _, _ := strings.Cut(o.Chapter, "..")
	if at := cmp.Or(o.Step, chapter); at != "" && o.Graphic == "" {
		u += "#" + url.PathEscape(at)
	}
	if o.Graphic != "" && o.State != "" {
		u += "#state-" + url.PathEscape(o.State)
	}
	return u
}

// FrameURL is the address of the page for a frame.
func (o Options) FrameURL() string {
	u := o.path()
	if o.Edition == "" {
		u += FrameFile
	}
	u += "?embed=1"
	for _, kv := range [][2]string{{"state", o.State}, {"step", o.Step}, {"chapter", o.Chapter}, {"theme", o.Theme}, {"accent", strings.TrimPrefix(o.Accent, "#")}} {
		if kv[1] != "" {
			u += "&" + kv[0] + "=" + url.QueryEscape(kv[1])
		}
	}
	return u
}

func (o Options) path() string {
	u := strings.TrimSuffix(o.Base, "/") + "/"
	if o.Edition != "" {
		u += o.Edition + "/"
	}
	u += url.PathEscape(o.Locale) + "/"
	switch {
	case o.Graphic != "":
		u += "graphics/" + url.PathEscape(o.Graphic) + "/"
	case o.Depth == Short:
		u += Short + "/"
	}
	return u
}

// FrameHeight is the height of the bare frame.
func (o Options) FrameHeight() int {
	switch {
	case o.Height > 0:
		return o.Height
	case o.Graphic != "":
		return GraphicHeight
	}
	return StoryHeight
}

// Write is the code to paste. It has three parts, and each stands without those after it: a figure with a link and a
// picture, for a CMS that strips frames; a bare frame, for one that strips scripts; and the script, which takes the figure's
// options, makes the frame better in place and adds no second one.
func Write(o Options) string {
	var b strings.Builder
	attr := func(k, v string) {
		if v != "" {
			fmt.Fprintf(&b, ` %s="%s"`, k, html.EscapeString(v))
		}
	}
	b.WriteString("<figure data-sahel-explainer")
	attr("data-locale", o.Locale)
	attr("data-edition", o.Edition)
	attr("data-depth", o.Depth)
	attr("data-graphic", o.Graphic)
	attr("data-state", o.State)
	attr("data-step", o.Step)
	attr("data-chapter", o.Chapter)
	attr("data-theme", o.Theme)
	attr("data-accent", o.Accent)
	attr("data-height", o.Mode)
	if o.Share {
		attr("data-share", "host")
	}
	attr("lang", o.Locale)
	attr("dir", o.Dir())
	b.WriteString(">")
	if o.Image != "" {
		b.WriteString("<a")
		attr("href", o.PageURL())
		b.WriteString("><img")
		attr("src", o.Image)
		// An empty alternative would make the link nameless: the title stands in.
		attr("alt", cmp.Or(o.Alt, o.Title))
		// As wide as its column: a number of pixels bursts a page that has no rule of its own for pictures, and a style would not pass
		// a strict policy or most sanitisers. Without a height the picture keeps its shape.
		b.WriteString(` width="100%" loading="lazy"></a>`)
	}
	b.WriteString("<figcaption><a")
	attr("href", o.PageURL())
	attr("hreflang", o.Locale)
	fmt.Fprintf(&b, ">%s</a></figcaption></figure>\n", html.EscapeString(join(o.Title, o.Read)))
	b.WriteString(o.frame())
	b.WriteString("\n<script async")
	attr("src", strings.TrimSuffix(o.Base, "/")+"/embed.js")
	b.WriteString("></script>\n")
	return b.String()
}

func (o Options) frame() string {
	width := "100%"
	if o.Width > 0 {
		width = strconv.Itoa(o.Width)
	}
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%s" height="%d" loading="lazy" frameborder="0" allow="clipboard-write; web-share; fullscreen"></iframe>`,
		html.EscapeString(o.FrameURL()), html.EscapeString(o.Title), width, o.FrameHeight())
}

func join(title, read string) string {
	if title == "" || read == "" || title == read {
		return cmp.Or(title, read)
	}
	return title + " — " + read
}

// Quote is what an oEmbed answer gives: a quotation that holds a link, then the frame. Of an answer from a site that it does not
// know WordPress keeps these two, and only where both are there does it load the script that hears the frame's height and puts
// the link in the frame's place until then. Who keeps our script too has the frame made better in place.
func Quote(o Options) string {
	var b strings.Builder
	attr := func(k, v string) { fmt.Fprintf(&b, ` %s="%s"`, k, html.EscapeString(v)) }
	b.WriteString(`<blockquote class="wp-embedded-content"`)
	attr("lang", o.Locale)
	attr("dir", o.Dir())
	b.WriteString("><a")
	attr("href", o.PageURL())
	fmt.Fprintf(&b, ">%s</a></blockquote>\n%s\n<script async", html.EscapeString(join(o.Title, o.Read)), o.frame())
	attr("src", strings.TrimSuffix(o.Base, "/")+"/embed.js")
	b.WriteString("></script>\n")
	return b.String()
}

// CSP is what a host page's content security policy must allow for the code to work, from base alone. Pictures are allowed
// wherever they stand below it: those of an edition stand in the edition.
func CSP(base string) string {
	base = strings.TrimSuffix(base, "/") + "/"
	origin := base
	if u, err := url.Parse(base); err == nil && u.Host != "" {
		origin = u.Scheme + "://" + u.Host
	}
	return "frame-src " + origin + "; script-src " + base + "embed.js; img-src " + base
}
