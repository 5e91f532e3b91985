package build

import (
	"bytes"
	"fmt"
	"html"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/fourth"
	"sahel-explainer/app/negotiate"
	"sahel-explainer/app/oembed"
	"sahel-explainer/app/server"
	"sahel-explainer/locales"
)

// all are the catalogues of this story.
func all(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../" + locales.MessagesDir + "/*.en.toml")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(filepath.Base(f), ".en.toml"))
	}
	return out
}

// This story in a fourth language, whose words are made up, and the sample in a language of a third script, from right to left: each is a
// file of the language and its words. Everything that a site has for a language it has for that one.
func TestALanguageIsAFile(t *testing.T) {
	for _, c := range []struct {
		tag  string
		base string // the story's folder
		make func(t *testing.T, dir string) error
	}{
		{"pt", "../..", func(t *testing.T, dir string) error {
			return fourth.Write(dir, os.DirFS("../.."), "pt", "en", all(t), fourth.Portuguese, false)
		}},
		{"nqo", "testdata/second", func(t *testing.T, dir string) error {
			if err := fourth.Write(dir, os.DirFS("../.."), "nqo", "fr", []string{"ui", "evidence"}, fourth.Nko, true); err != nil {
				return err
			}
			return fourth.Write(dir, os.DirFS(dir), "nqo", "fr", []string{"story", "brand"}, fourth.Nko, true)
		}},
	} {
		t.Run(c.tag, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for _, sub := range []string{"locales", "charts/data"} {
				if err := os.CopyFS(filepath.Join(dir, sub), os.DirFS(filepath.Join(c.base, sub))); err != nil {
					t.Fatal(err)
				}
			}
			outline := filepath.Join(dir, locales.OutlineFile)
			text, err := os.ReadFile(outline)
			if err != nil {
				t.Fatal(err)
			}
			// The sample says its languages; left out, they are those that it has words in.
			text = regexp.MustCompile(`(?m)^languages = .*$`).ReplaceAll(text, nil)
			if err := os.WriteFile(outline, text, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := c.make(t, dir); err != nil {
				t.Fatal(err)
			}
			o := Options{Root: "../..", Story: dir, BaseURL: "https://news.example", BasePath: "/x/"}
			p, err := read.LoadStory(o.Root, o.Story)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(p.Locales()); p.Locales()[n-1].Tag != c.tag {
				t.Fatalf("the story is in %d languages, the last %s", n, p.Locales()[n-1].Tag)
			}
			r, err := Build(o)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range p.Locales() {
				hasLanguage(t, p, r.Tree, l)
			}
		})
	}
}

// hasLanguage holds what a site has for each of its languages: pages, their links, fonts, pictures, data, app, embeds, answers.
func hasLanguage(t *testing.T, p *read.Project, tree write.Tree, l locales.Locale) {
	t.Helper()
	const base = "https://news.example/x/"
	c := p.Catalogues[l.Tag]
	holds := func(file string, want ...string) {
		t.Helper()
		if tree[file] == nil {
			t.Errorf("%s is missing", file)
			return
		}
		for _, w := range want {
			if !bytes.Contains(tree[file], []byte(w)) {
				t.Errorf("%s does not hold %q", file, w)
			}
		}
	}
	head := fmt.Sprintf(`<html lang="%s" dir="%s"`, l.Tag, l.Dir)
	page := l.Tag + "/index.html"
	holds(page, head, c.HTML(c.T("story.title")), `rel="manifest" href="../manifest.`+l.Tag+`.webmanifest"`, `property="og:locale" content="`+l.OpenGraph+`"`)
	for _, o := range p.Locales() {
		holds(page, fmt.Sprintf(`hreflang="%s" href="%s%s/"`, o.Tag, base, o.Tag), `data-locale="`+o.Tag+`"`, ">"+o.Name+"<", ">"+o.Short+"<")
	}
	for _, f := range l.Faces {
		if !regexp.MustCompile(`assets/` + f.Name + `\.` + l.Tag + `\.\w+\.woff2`).Match(tree[page]) {
			t.Errorf("%s does not load the face %s", page, f.Name)
		}
	}
	if leading := l.CSS["leading"]; leading != "" {
		holds(page, "body:lang("+l.Tag+"){line-height:"+leading+"}")
	}
	first := p.Outline.Chapters[0].Steps[0]
	for _, f := range []string{"privacy", "corrections", "embed", "steps/" + first.ID, "graphics/" + first.Graphic} {
		holds(l.Tag+"/"+f+"/index.html", ` lang="`+l.Tag+`" dir="`+l.Dir+`"`)
	}
	for _, f := range []string{"cards/" + l.Tag + "/story.png", "cards/" + l.Tag + "/" + first.ID + ".png", "data/" + first.Graphic + "." + l.Tag + ".csv", l.Tag + "/feed.xml"} {
		holds(f)
	}
	holds("manifest."+l.Tag+".webmanifest", `"lang":"`+l.Tag+`"`, `"dir":"`+l.Dir+`"`)
	holds("index.html", base+l.Tag+"/", ">"+l.Name+"<")
	holds("404.html", fmt.Sprintf(`<section lang="%s" dir="%s">`, l.Tag, l.Dir), c.HTML(c.T("ui.missing.title")))
	holds("sitemap.xml", base+l.Tag+"/")
	holds("sw.js", `"`+l.Tag+`/":[`, `"manifest.`+l.Tag+`.webmanifest"`, c.T("ui.offline.missing"))
	holds("embed.js", `"`+c.T("ui.embed.read")+`"`)
	if n := len(regexp.MustCompile(`\b`+l.Tag+`:`).FindAll(tree["embed.js"], -1)); n < 3 { // its title, its words, how long they are
		t.Errorf("embed.js names %s %d times", l.Tag, n)
	}
	frames := 0
	for f, js := range tree {
		if strings.HasPrefix(f, "assets/frame.") {
			frames++
			if !bytes.Contains(js, []byte(`"`+l.Tag+`"`)) {
				t.Errorf("%s refuses messages that name %s", f, l.Tag)
			}
		}
	}
	if frames != 1 {
		t.Errorf("%d frame scripts", frames)
	}
	if dir := `dir="` + l.Dir + `"`; !strings.Contains(html.UnescapeString(string(tree[l.Tag+"/embed/index.html"])), `lang="`+l.Tag+`" `+dir+`>`) {
		t.Errorf("the code to paste in %s has no %s", l.Tag, dir)
	}
	served(t, tree, l, c.T("story.title"))
}

// served asks our server, as readers and other sites do.
func served(t *testing.T, tree write.Tree, l locales.Locale, title string) {
	t.Helper()
	files := fstest.MapFS{}
	for f, body := range tree {
		files[f] = &fstest.MapFile{Data: body}
	}
	site, err := server.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	table, err := negotiate.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, asked := range append([]string{l.Tag, l.Tag + "-XX;q=0.9, de"}, l.Readers...) {
		if table.Reads(asked) != l.Tag && asked != l.Tag+"-XX;q=0.9, de" {
			continue // another language of the site is nearer
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", asked)
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if got := w.Header().Get("Location"); !strings.HasSuffix(got, l.Tag+"/") {
			t.Errorf("who reads %q is sent to %q, not to %s", asked, got, l.Tag)
		}
	}
	for _, conf := range []string{table.Nginx(), table.Caddy()} {
		if !strings.Contains(conf, l.Tag) {
			t.Errorf("a server's map lacks %s:\n%s", l.Tag, conf)
		}
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest("GET", "/"+l.Tag+"/none/", nil))
	if w.Code != 404 || !strings.Contains(w.Body.String(), `lang="`+l.Tag+`"`) {
		t.Errorf("what is missing below %s: %d, not in %s", l.Tag, w.Code, l.Tag)
	}
	answers, base, err := oembed.Serve(files)
	if err != nil {
		t.Fatal(err)
	}
	w = httptest.NewRecorder()
	answers.ServeHTTP(w, httptest.NewRequest("GET", "/oembed?url="+url.QueryEscape(base+l.Tag+"/"), nil))
	if w.Code != 200 || !strings.Contains(html.UnescapeString(w.Body.String()), strings.Fields(title)[0]) {
		t.Errorf("oEmbed in %s: %d %s", l.Tag, w.Code, w.Body)
	}
}
