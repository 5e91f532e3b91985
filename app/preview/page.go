package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/text/language"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// page is the desk itself. Nobody may frame it, and it runs and loads its own files alone.
func (d *Desk) page(w http.ResponseWriter, r *http.Request) {
	if r.Host != "localhost:"+d.port { // the hosts' name: the desk has its own
		http.Redirect(w, r, d.origin()+"/", http.StatusFound)
		return
	}
	tag := r.URL.Query().Get("lang")
	l, ok := d.language(tag)
	if !ok {
		l = d.preferred(r)
	}
	words := map[string]string{}
	title := "Desk"
	cats := map[string]*locales.Catalogue{}
	if p := d.current().Project; p != nil {
		cats = p.Catalogues
	} else if read, _, err := facts.Words(read.Files(d.o.Root, d.o.Story), nil); err == nil { // the first draft is under way
		cats = read
	}
	spoken := l
	for _, c := range []*locales.Catalogue{cats[l.Tag], d.lentWords(cats, l)} {
		if c == nil {
			continue
		}
		for _, id := range c.IDs() {
			if name, ok := strings.CutPrefix(id, "desk."); ok {
				words[name] = c.T("desk." + name)
			}
			if name, ok := strings.CutPrefix(id, "ui.status."); ok && words["status."+name] == "" {
				words["status."+name] = c.T("ui.status." + name)
			}
		}
		if c.Has("desk.title") {
			title, spoken = c.T("desk.title"), c.Locale
		}
	}
	type frame struct {
		ID     string `json:"id"`
		Group  string `json:"group"`
		Width  int    `json:"width"`
		Height int    `json:"height"`
		Query  string `json:"query"`
		Option string `json:"option"`
		Hosted bool   `json:"hosted"`
		Sealed bool   `json:"sealed"`
	}
	var places []frame
	for _, p := range Places() {
		places = append(places, frame(p))
	}
	type lang struct {
		Tag  string `json:"tag"`
		Dir  string `json:"dir"`
		Name string `json:"name"`
	}
	var langs []lang
	for _, x := range d.locales() {
		langs = append(langs, lang{x.Tag, x.Dir, x.Name})
	}
	raw, err := json.Marshal(map[string]any{"words": words, "places": places, "locales": langs, "abroad": d.abroad(), "token": d.token, "key": d.key, "face": d.face(), "options": d.variants(), "restyling": restyling, "lang": l.Tag, "common": locales.Common(d.locales()).Tag, "ready": len(words) > 0})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Vary", "Accept-Language")
	h.Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self' %s; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types desk", d.abroad()))
	fmt.Fprintf(w, `<!doctype html><html lang="%s" dir="%s" data-desk="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title><link rel="stylesheet" href="/desk/desk.css"><script src="/desk/desk.js" defer></script></head><body></body></html>`,
		spoken.Tag, spoken.Dir, html.EscapeString(string(raw)), html.EscapeString(title))
}

// lentWords are the desk's own words where the story has a folder of its own: in the language of the page, or in the program's for who reads none
// of its languages. Nil: the story's catalogues have them.
func (d *Desk) lentWords(cats map[string]*locales.Catalogue, l locales.Locale) *locales.Catalogue {
	if c := cats[l.Tag]; d.o.Story == "" || c != nil && c.Has("desk.title") {
		return nil
	}
	own, err := locales.LoadUnderWay(os.DirFS(d.o.Root))
	if err != nil {
		return nil
	}
	if c := own[l.Tag]; c != nil {
		return c
	}
	return own[locales.Common(locales.All()).Tag]
}

// variants are the options that the story has.
func (d *Desk) variants() []string {
	if p := d.current().Project; p != nil && p.Outline.Excerpt() == nil {
		return slices.DeleteFunc(slices.Clone(variantOptions), func(o string) bool { return o == locales.Short })
	}
	return variantOptions
}

// locales are the languages of the story, or the program's before it has been read.
func (d *Desk) locales() []locales.Locale {
	if p := d.current().Project; p != nil {
		return p.Locales()
	}
	if in, err := locales.Spoken(read.Files(d.o.Root, d.o.Story)); err == nil {
		return in
	}
	return locales.All()
}

// language finds a language of the story.
func (d *Desk) language(tag string) (locales.Locale, bool) {
	for _, l := range d.locales() {
		if l.Tag == tag {
			return l, true
		}
	}
	return locales.Locale{}, false
}

// preferred is the language that an editor's browser asks for first, the common one if it is none of the story's.
func (d *Desk) preferred(r *http.Request) locales.Locale {
	tags, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language")) // none where it is malformed
	for _, t := range tags {
		base, _ := t.Base()
		if l, ok := d.language(base.String()); ok {
			return l
		}
	}
	return locales.Common(d.locales())
}

// wordIn is a word of the desk in a language of the story, fit for a style sheet's string.
func (d *Desk) wordIn(tag, id string) string {
	p := d.current().Project
	if p == nil || p.Catalogues[tag] == nil || !p.Catalogues[tag].Has(id) {
		return ""
	}
	return strings.NewReplacer(`"`, "", `\`, "", "<", "", "\n", " ").Replace(p.Catalogues[tag].T(id))
}

// script bundles one of the desk's two scripts: its own, and the one that pages carry while they are previewed.
func (d *Desk) script(w http.ResponseWriter, r *http.Request) {
	entry := filepath.Join(d.o.Root, "web", "desk", filepath.Base(r.URL.Path))
	abs, err := filepath.Abs(entry)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	res := api.Build(api.BuildOptions{EntryPoints: []string{abs}, Bundle: true, Format: api.FormatIIFE, Target: api.ES2022, LogLevel: api.LogLevelSilent})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		line := 0
		if e.Location != nil {
			line = e.Location.Line
		}
		http.Error(w, fmt.Sprintf("web/desk/%s:%d: %s", filepath.Base(entry), line, e.Text), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Write(res.OutputFiles[0].Contents)
}

func (d *Desk) sheet(w http.ResponseWriter, r *http.Request) {
	css, err := os.ReadFile(filepath.Join(d.o.Root, "web", "desk", "desk.css"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write([]byte(pack.LanguageRules(string(css), d.locales())))
}

// face is a hash of what the desk page is made of: an open one that has another loads itself anew.
func (d *Desk) face() string {
	h := sha256.New()
	files, _ := filepath.Glob(filepath.Join(d.o.Root, "web", "desk", "*"))
	for _, l := range d.locales() {
		files = append(files, filepath.Join(d.o.Root, locales.MessagesDir, "desk."+l.Tag+".toml"))
	}
	for _, f := range files {
		raw, _ := os.ReadFile(f) // what is not there changes nothing
		h.Write(raw)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
