// Package story renders what a reader sees: the article, its scenes and steps, the explore view and the notes. It knows
// words, facts and drawn pictures, but not where a file is served from: addresses come in through Links.
package story

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/components/markup"
)

// ui makes nodes a part of a go-app component, which makes an element of its own of no markup at all.
func ui(nodes ...g.Node) app.UI {
	if text := markup.String(nodes...); text != "" {
		return app.Raw(text)
	}
	return app.Text("")
}

// words are text, bidi-safe for the page's locale.
func (p *Page) words(s string) g.Node { return markup.Words(p.Catalogue, s) }

// say is the words of a message.
func (p *Page) say(id string, args ...any) g.Node { return markup.Say(p.Catalogue, id, args...) }

// link is a way to somewhere with the words of a message.
func (p *Page) link(to, id string, args ...any) g.Node { return h.A(h.Href(to), p.say(id, args...)) }

// stepLinks lead to steps by their titles; home leads to the story.
func (p *Page) stepLinks(home string, steps []string) []g.Node {
	var links []g.Node
	for _, s := range steps {
		links = append(links, p.link(home+"#"+s, "step."+s+".title"))
	}
	return links
}

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
	return ui(g.El(tag, g.If(class != "", h.Class(class)), g.Raw(inner)))
}

// text is an element with words, bidi-safe for the page's locale.
func (p *Page) text(tag, class, s string) app.UI { return raw(tag, class, p.HTML(s)) }

// t is an element with the words of a message.
func (p *Page) t(tag, class, id string, args ...any) app.UI {
	return p.text(tag, class, p.T(id, args...))
}
