// Package embed writes what others paste into their pages: the snippet, and the oEmbed answers from which a CMS makes the
// same embed out of a pasted address. It runs on the host only; the scripts themselves are web/embed.js (on the host page)
// and web/frame.js (inside the frame).
package embed

import (
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

// SnippetOptions say what is embedded and how. Zero values leave the choice to the page.
type SnippetOptions struct {
	Base    string // absolute address of the explainer, with a slash at its end
	Locale  string // ar, fr or en
	Edition string // "v/2026-11-25": the edition of that day, which never changes; empty is the live one
	Title   string // title in that language
	Read    string // words of the link, such as "Read the story"; the title when empty
	Image   string // absolute address of a picture of what is embedded
	Alt     string // what the picture shows
	ImageW  int    // the picture's own size, so that nothing shifts when it comes
	ImageH  int
	Graphic string // one graphic on its own
	Step    string // where the story begins
	Chapter string // one chapter, or a range "first..last"
	Theme   string // light, dark or auto
	Accent  string // #rrggbb
	Width   int    // of the bare frame; 0 is the whole column
	Height  int    // of the bare frame
}

// Dir is the base direction of the option's language.
func (o SnippetOptions) Dir() string {
	if o.Locale == "ar" {
		return "rtl"
	}
	return "ltr"
}

// PageURL is the address of the page on its own: where a reader goes when nothing of the embed is left but the link.
func (o SnippetOptions) PageURL() string {
	u := o.path()
	if o.Step != "" && o.Graphic == "" {
		u += "#" + url.PathEscape(o.Step)
	}
	return u
}

// FrameURL is the address of the page for a frame.
func (o SnippetOptions) FrameURL() string {
	u := o.path() + "?embed=1"
	for _, kv := range [][2]string{{"step", o.Step}, {"chapter", o.Chapter}, {"theme", o.Theme}, {"accent", strings.TrimPrefix(o.Accent, "#")}} {
		if kv[1] != "" {
			u += "&" + kv[0] + "=" + url.QueryEscape(kv[1])
		}
	}
	return u
}

func (o SnippetOptions) path() string {
	u := strings.TrimSuffix(o.Base, "/") + "/"
	if o.Edition != "" {
		u += o.Edition + "/"
	}
	u += url.PathEscape(o.Locale) + "/"
	if o.Graphic != "" {
		u += "graphics/" + url.PathEscape(o.Graphic) + "/"
	}
	return u
}

func (o SnippetOptions) height() int {
	switch {
	case o.Height > 0:
		return o.Height
	case o.Graphic != "":
		return GraphicHeight
	}
	return StoryHeight
}

// Snippet is the code to paste. It has three parts, and each stands without those after it: a figure with a link and a
// picture, for a CMS that strips frames; a bare frame, for one that strips scripts; and the script, which takes the figure's
// options, makes the frame better in place and adds no second one.
func Snippet(o SnippetOptions) string {
	var b strings.Builder
	attr := func(k, v string) {
		if v != "" {
			fmt.Fprintf(&b, ` %s="%s"`, k, html.EscapeString(v))
		}
	}
	b.WriteString("<figure data-sahel-explainer")
	attr("data-locale", o.Locale)
	attr("data-edition", o.Edition)
	attr("data-graphic", o.Graphic)
	attr("data-step", o.Step)
	attr("data-chapter", o.Chapter)
	attr("data-theme", o.Theme)
	attr("data-accent", o.Accent)
	attr("lang", o.Locale)
	attr("dir", o.Dir())
	b.WriteString(">")
	if o.Image != "" {
		b.WriteString("<a")
		attr("href", o.PageURL())
		b.WriteString("><img")
		attr("src", o.Image)
		// An empty alternative would make the link nameless: the title stands in.
		attr("alt", first(o.Alt, o.Title))
		if o.ImageW > 0 && o.ImageH > 0 {
			attr("width", strconv.Itoa(o.ImageW))
			attr("height", strconv.Itoa(o.ImageH))
		}
		b.WriteString(` loading="lazy"></a>`)
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

func (o SnippetOptions) frame() string {
	width := "100%"
	if o.Width > 0 {
		width = strconv.Itoa(o.Width)
	}
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%s" height="%d" loading="lazy" frameborder="0" allow="clipboard-write; web-share; fullscreen"></iframe>`,
		html.EscapeString(o.FrameURL()), html.EscapeString(o.Title), width, o.height())
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func join(title, read string) string {
	if title == "" || read == "" || title == read {
		return first(title, read)
	}
	return title + " — " + read
}
