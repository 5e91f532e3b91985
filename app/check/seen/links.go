package seen

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"sort"
	"strings"

	"golang.org/x/net/html"

	"sahel-explainer/app/check"
)

// link is an address in a page, and the line on which it stands.
type link struct {
	attr, to string
	line     int
}

// document is what links need to know of a page.
type document struct {
	links     []link
	ids       map[string]bool
	canonical string
}

// Links follows every address within a built site: pages, their places (#id), scripts, pictures, data.
func Links(files fs.FS) ([]Finding, error) {
	docs := map[string]*document{}
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err == nil {
			docs[name] = readDocument(text)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	base := baseOf(docs)
	var out []Finding
	for _, name := range sorted(docs) {
		told := map[string]bool{}
		for _, l := range docs[name].links {
			what := follow(files, docs, base, name, l.to)
			if what == "" || told[l.to] {
				continue
			}
			told[l.to] = true
			out = append(out, Finding{Finding: check.Finding{File: "dist/" + name, Line: l.line, Rule: ruleLink, Locale: localeOf(name), Severity: check.Error,
				What: fmt.Sprintf("%s=%q leads nowhere: %s", l.attr, l.to, what), Why: "readers would end at an error, or stay where they are", Mend: "mend the address, or make what it names"}, Page: strings.TrimSuffix(name, "index.html")})
		}
	}
	return out, nil
}

// localeOf is the language of a page, "" if it has none; an edition's pages stand below v/DATE/.
func localeOf(name string) string {
	if rest, ok := strings.CutPrefix(name, "v/"); ok {
		_, name, _ = strings.Cut(rest, "/")
	}
	tag, _, ok := strings.Cut(name, "/")
	if !ok {
		return ""
	}
	return tag
}

func sorted(docs map[string]*document) []string {
	var out []string
	for name := range docs {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// baseOf is the site's own address, from what its pages say of theirs.
func baseOf(docs map[string]*document) *url.URL {
	for _, name := range sorted(docs) {
		if at := strings.TrimSuffix(name, "index.html"); docs[name].canonical != "" && strings.HasSuffix(docs[name].canonical, at) {
			if u, err := url.Parse(strings.TrimSuffix(docs[name].canonical, at)); err == nil && u.IsAbs() {
				return u
			}
		}
	}
	return &url.URL{Scheme: "http", Host: "site.invalid", Path: "/"}
}

// follow says what is wrong with an address on a page; "" if nothing is, or if it leaves the site.
func follow(files fs.FS, docs map[string]*document, base *url.URL, page, to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return "it is no address"
	}
	u = base.JoinPath(page).ResolveReference(u)
	if u.Scheme != base.Scheme || u.Host != base.Host || u.Path+"/" != base.Path && !strings.HasPrefix(u.Path, base.Path) {
		if u.Scheme == base.Scheme && u.Host == base.Host && !strings.Contains(to, "://") {
			return "it leaves the site's folder"
		}
		return ""
	}
	name := strings.TrimPrefix(strings.TrimPrefix(u.Path, base.Path), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	info, err := fs.Stat(files, name)
	if err != nil {
		if name == "oembed" { // answered by our server
			return ""
		}
		return name + " is not in the site"
	}
	if info.IsDir() {
		return name + " is a folder; end the address with a slash"
	}
	if d := docs[name]; d != nil && u.Fragment != "" && !d.ids[u.Fragment] && u.Fragment != "top" {
		return fmt.Sprintf("%s has no place %q", name, u.Fragment)
	}
	return ""
}

// addresses are the attributes that hold one; places those that hold ids of the same page.
var (
	addresses = map[string]bool{"href": true, "src": true, "xlink:href": true, "action": true, "poster": true, "data-csv": true}
	places    = map[string]bool{"aria-labelledby": true, "aria-describedby": true, "aria-controls": true, "for": true, "list": true}
)

func readDocument(text []byte) *document {
	d := &document{ids: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(text))
	line := 1
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return d
		}
		at := line
		line += bytes.Count(z.Raw(), []byte("\n"))
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		tag := z.Token()
		rel, href := "", ""
		for _, a := range tag.Attr {
			switch {
			case a.Key == "id":
				d.ids[a.Val] = true
			case a.Key == "rel":
				rel = a.Val
			case addresses[a.Key] && a.Val != "":
				href = a.Val
				d.links = append(d.links, link{a.Key, a.Val, at})
			case places[a.Key]:
				for _, id := range strings.Fields(a.Val) {
					d.links = append(d.links, link{a.Key, "#" + id, at})
				}
			}
		}
		if rel == "canonical" {
			d.canonical = href
		}
	}
}
