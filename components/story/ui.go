// Package story renders what a reader sees: the article, its scenes and steps, the explore view and the notes. It knows
// words, facts and drawn pictures, but not where a file is served from: addresses come in through Links.
package story

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// escape escapes text for markup written by hand.
func escape(s string) string { return html.EscapeString(s) }

// safe prepares a value for an attribute. go-app writes attributes into prerendered HTML by strconv.Quote, and in the browser sets
// them through the DOM, where escaping would show.
func safe(v string) string {
	if !app.IsServer {
		return v
	}
	var b strings.Builder
	for _, r := range html.EscapeString(v) {
		if r == '\\' || !strconv.IsPrint(r) { // what Quote would write as \u00a0
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// raw puts markup that the program made into an element of its own.
func raw(tag, class, inner string) app.UI {
	var b strings.Builder
	b.WriteString("<" + tag)
	if class != "" {
		b.WriteString(` class="` + class + `"`)
	}
	b.WriteString(">" + inner + "</" + tag + ">")
	return app.Raw(b.String())
}

// text is an element with words, bidi-safe for the page's locale.
func (p *Page) text(tag, class, s string) app.UI { return raw(tag, class, p.HTML(s)) }

// t is an element with the words of a message.
func (p *Page) t(tag, class, id string, args ...any) app.UI {
	return p.text(tag, class, p.T(id, args...))
}
