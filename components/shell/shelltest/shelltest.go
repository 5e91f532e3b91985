//go:build !wasm

// Package shelltest reads what parts of the shell write, for their tests.
package shelltest

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
	g "maragu.dev/gomponents"

	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// Catalogue is the project's words in its first language.
func Catalogue(t *testing.T) *locales.Catalogue {
	t.Helper()
	all, err := locales.Load(os.DirFS("../../.."))
	if err != nil {
		t.Fatal(err)
	}
	return all[locales.All()[0].Tag]
}

// Shown is what the client shows, as a tree. What is not so is gone, as in a browser: in text go-app writes it as "false".
func Shown(t *testing.T, ui app.UI) *html.Node {
	t.Helper()
	root := parse(t, app.HTMLString(ui))
	for n := range root.Descendants() {
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Val == "false" })
	}
	return root
}

// Written is what the host writes, as a tree.
func Written(t *testing.T, nodes ...g.Node) *html.Node {
	t.Helper()
	return parse(t, markup.String(nodes...))
}

func parse(t *testing.T, text string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// Find are the elements of a name, in order; with an attribute, those that have it, and with "attribute=value" those where it is that.
func Find(root *html.Node, name, attr string) (found []*html.Node) {
	key, value, valued := strings.Cut(attr, "=")
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || name != "" && n.Data != name {
			continue
		}
		if v, there := Attr(n, key); attr == "" || there && (!valued || v == value) {
			found = append(found, n)
		}
	}
	return found
}

// One is the only element of that kind.
func One(t *testing.T, root *html.Node, name, attr string) *html.Node {
	t.Helper()
	found := Find(root, name, attr)
	if len(found) != 1 {
		t.Fatalf("%d elements %s[%s], not one", len(found), name, attr)
	}
	return found[0]
}

// Attr is an attribute of an element, and whether it has it.
func Attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// Text is what an element says.
func Text(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// Texts are what elements say.
func Texts(nodes []*html.Node) (out []string) {
	for _, n := range nodes {
		out = append(out, Text(n))
	}
	return out
}
