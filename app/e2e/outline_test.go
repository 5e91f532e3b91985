package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"
)

// pages are all pages of the built site, parsed, by path.
func pages(t *testing.T) map[string]*nethtml.Node {
	t.Helper()
	out := map[string]*nethtml.Node{}
	must(t, fs.WalkDir(os.DirFS(dist), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".html" {
			return err
		}
		f, err := os.Open(filepath.Join(dist, p))
		if err != nil {
			return err
		}
		defer f.Close()
		out[p], err = nethtml.Parse(f)
		return err
	}))
	return out
}

func attr(n *nethtml.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// within reports whether a node or one above it is as asked.
func within(n *nethtml.Node, is func(*nethtml.Node) bool) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == nethtml.ElementNode && is(n) {
			return true
		}
	}
	return false
}

func hidden(n *nethtml.Node) bool { v, _ := attr(n, "aria-hidden"); return v == "true" }

// foreign finds three words or more in a script that is not that of the page.
var foreign = map[bool]*regexp.Regexp{
	true:  regexp.MustCompile(`(?:\p{Latin}{2,}[\s,.’'&-]+){2,}\p{Latin}{2,}`),
	false: regexp.MustCompile(`\p{Arabic}`),
}

// What holds on every page as it is written, before any script: one main part, headings in order, names for what can be
// gone to, the language of foreign text, nothing pressable that is hidden from some, and no hold on zooming. axe and the tree of
// the browser look at a few pages as they stand; this looks at all.
func TestEveryPageIsInOrder(t *testing.T) {
	all := pages(t)
	if len(all) < 35 {
		t.Fatalf("only %d pages", len(all))
	}
	for path, doc := range all {
		var levels []string
		mains, h1, named := 0, 0, map[string]int{}
		page := ""
		for n := range doc.Descendants() {
			if n.Type == nethtml.TextNode {
				lang := ""
				if within(n.Parent, func(e *nethtml.Node) bool {
					return slices.Contains([]string{"script", "style", "svg", "bdi", "title", "code", "textarea"}, e.Data)
				}) {
					continue
				}
				within(n.Parent, func(e *nethtml.Node) bool { l, ok := attr(e, "lang"); lang = l; return ok })
				if found := foreign[lang == "ar"].FindString(n.Data); found != "" {
					t.Errorf("%s: %q is told of as %s", path, found, lang)
				}
				continue
			}
			if n.Type != nethtml.ElementNode {
				continue
			}
			label, _ := attr(n, "aria-label")
			id, hasID := attr(n, "id")
			switch n.Data {
			case "html":
				page, _ = attr(n, "lang")
				if dir, _ := attr(n, "dir"); dir != map[bool]string{true: "rtl", false: "ltr"}[page == "ar"] || page == "" {
					t.Errorf("%s: lang %q, dir %q", path, page, dir)
				}
			case "main":
				mains++
			case "h1", "h2", "h3", "h4", "h5", "h6":
				if n.Data == "h1" {
					h1++
				}
				levels = append(levels, n.Data)
			case "nav", "figure":
				captioned := false
				for c := range n.ChildNodes() {
					captioned = captioned || c.Data == "figcaption"
				}
				if label == "" && !captioned {
					t.Errorf("%s: a %s without a name", path, n.Data)
				}
				if n.Data == "nav" {
					named[label]++
				}
			case "section":
				role, _ := attr(n, "role")
				class, _ := attr(n, "class") // a step's heading names it; with a name of its own it would be a landmark
				if by, _ := attr(n, "aria-labelledby"); hasID && label == "" && by == "" && role != "none" && class != "step" {
					t.Errorf("%s: section %s has no name", path, id)
				}
			case "svg":
				if role, _ := attr(n, "role"); !within(n, hidden) && (role != "img" || label == "") {
					t.Errorf("%s: a picture is neither hidden nor named", path)
				}
			case "meta":
				if name, _ := attr(n, "name"); name == "viewport" {
					if v, _ := attr(n, "content"); strings.Contains(v, "maximum-scale") || strings.Contains(v, "user-scalable") {
						t.Errorf("%s: zooming is held back: %s", path, v)
					}
				}
			}
			tab, focusable := attr(n, "tabindex")
			if focusable && tab != "0" && tab != "-1" {
				t.Errorf("%s: <%s tabindex=%s> jumps the queue", path, n.Data, tab)
			}
			_, href := attr(n, "href")
			if (focusable && tab == "0" || n.Data == "a" && href || slices.Contains([]string{"button", "input", "select", "textarea", "summary"}, n.Data)) && tab != "-1" && within(n, hidden) {
				t.Errorf("%s: <%s> can be gone to and is hidden from those who listen", path, n.Data)
			}
			// What opens beside the page by <base> has no opener: all engines of the floor see to that.
			if to, ok := attr(n, "target"); ok && to == "_blank" && n.Data != "base" {
				if rel, _ := attr(n, "rel"); !strings.Contains(rel, "noopener") {
					t.Errorf("%s: a new window may reach back", path)
				}
			}
		}
		if mains != 1 || h1 != 1 {
			t.Errorf("%s: %d main, %d h1", path, mains, h1)
		}
		last := "h0"
		for _, l := range levels {
			if l[1] > last[1]+1 {
				t.Errorf("%s: %s after %s", path, l, last)
			}
			last = l
		}
		for name, n := range named {
			if n > 1 {
				t.Errorf("%s: %d places are called %q", path, n, name)
			}
		}
	}
}
