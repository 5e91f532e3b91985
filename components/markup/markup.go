// Package markup is what pages are made of beside the elements of gomponents: words of a catalogue as nodes, and nodes as text.
package markup

import (
	"strings"

	g "maragu.dev/gomponents"

	"sahel-explainer/locales"
)

// String writes nodes as text.
func String(nodes ...g.Node) string {
	var b strings.Builder
	_ = g.Group(nodes).Render(&b) // a strings.Builder takes all
	return b.String()
}

// Words are text, bidi-safe for a page in the catalogue's language.
func Words(c *locales.Catalogue, text string) g.Node { return g.Raw(c.HTML(text)) }

// Say is the words of a message.
func Say(c *locales.Catalogue, id string, args ...any) g.Node { return Words(c, c.T(id, args...)) }

// Joined are nodes with another between each two.
func Joined(nodes []g.Node, between g.Node) g.Node {
	var all g.Group
	for i, n := range nodes {
		if i > 0 {
			all = append(all, between)
		}
		all = append(all, n)
	}
	return all
}

// Flag is an attribute that says all by being there.
func Flag(name string) g.Node { return g.Attr(name) }

// Link is a link of a page's head to another form of it, or to a file that goes with it: rel, href and more attributes in order.
func Link(rel, href string, more ...g.Node) g.Node {
	return g.El("link", g.Attr("rel", rel), g.Attr("href", href), g.Group(more))
}
