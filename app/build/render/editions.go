package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"sort"
	"strings"
	"time"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"sahel-explainer/app/build/write"
	"sahel-explainer/components/markup"
	"sahel-explainer/locales"
)

// write.EditionsDir holds the editions: one folder a day of publication, each never changed again.
const editionsDir = "v/"

// LedgerFile lists, inside an edition, every file that it is made of.
const LedgerFile = "edition.json"

// view is one of the two lives of a page: the live one, and the one of this edition. Both have the same article; they differ
// in where they stand, in what a search engine and a network are told, and in a label.
type view struct {
	up     string // leads to the site's root
	frozen string // "v/2026-11-25/" for the edition's page
}

// edition is the folder of this build's edition, empty for a draft.
func (b Build) edition() string {
	if b.Draft {
		return ""
	}
	return write.EditionsDir + b.Project.Outline.Edition + "/"
}

// views are the lives of a page that stands where up leads from.
func (b Build) views(up string) []view {
	out := []view{{up: up}}
	if e := b.edition(); e != "" {
		out = append(out, view{up + "../../", e})
	}
	return out
}

// style is what an edition's label needs: a line of its own in the bar, which the figures leave room for.
func (v view) style() string {
	if v.frozen == "" {
		return ""
	}
	return `:root{--bar:4.75rem}.chrome .edition{flex:0 0 100%;font-size:.85rem;line-height:1.75rem}@media (max-height:25rem),(max-width:22rem){:root[data-mode="stepper"] .edition{display:none}}`
}

// offlineBlock is where a reader keeps the live story; what never changes needs no keeper.
var offlineBlock = regexp.MustCompile(`(?s)<div class="offline">.*?</div>`)

// embedLink leads to the place of a graphic's code. An edition sends on to the live page of codes, and a page that sends on does not
// pass the place: an edition's links lead there themselves.
var embedLink = regexp.MustCompile(`(<a data-embed href=")[^"#]*embed/`)

// placeLink leads to a place in a page that an edition only sends on from: so do these lead to the live one, as above.
var placeLink = regexp.MustCompile(`( href=")(?:\.\./)*(?:[a-z-]+/)?((?:glossary|claims)/#)`)

// article is a page's article as this life of it has it.
func (v view) article(l locales.Locale, article string) string {
	if v.frozen == "" {
		return article
	}
	article = embedLink.ReplaceAllString(article, "${1}"+v.up+l.Tag+"/embed/")
	article = placeLink.ReplaceAllString(article, "${1}"+v.up+l.Tag+"/${2}")
	return offlineBlock.ReplaceAllString(article, "")
}

// frozenHead tells search engines that the live page is the one to show.
func (b Build) frozenHead(live string, v view) string {
	return markup.String(markup.Link("canonical", b.at(live)), named("robots", "noindex"))
}

// frozenLabel puts the name of the edition and the way to the live page into the bar.
func (b Build) frozenLabel(c *locales.Catalogue, v view, live, chrome string) string {
	if v.frozen == "" {
		return chrome
	}
	label := h.P(h.Class("edition"), markup.Say(c, "ui.edition.label", "Date", b.day(c, b.Project.Outline.Edition)), g.Text(" "),
		h.A(h.Href(v.up+live), markup.Say(c, "ui.edition.live")))
	const bar = `<div class="bar"`
	return strings.Replace(chrome, bar, markup.String(label)+bar, 1)
}

// day is a day of the outline as a language writes it.
func (b Build) day(c *locales.Catalogue, iso string) string {
	s, err := c.Date(iso)
	if err != nil {
		panic(err) // refused when the outline was read
	}
	return s
}

// asOf says what day the facts are of.
func (b Build) asOf(c *locales.Catalogue) string {
	return c.T("ui.edition.asof", "Date", b.day(c, b.Project.Outline.AsOf))
}

// dated ends a page's main part with the day of its facts.
func (b Build) dated(c *locales.Catalogue, main string) string {
	body, ok := strings.CutSuffix(main, "</main>")
	if !ok {
		return main
	}
	return body + markup.String(h.P(h.Class("note"), markup.Words(c, b.asOf(c)))) + "</main>"
}

// Ledger is what an edition is made of: the SHA-256 of each of its files by path below the site's root. Pages and cards stand
// in its folder; scripts, fonts and options are the site's own, whose names carry their hash, and are shared.
type Ledger struct {
	Edition string            `json:"edition"`
	Files   map[string]string `json:"files"`
	// Steps are digests of what each step says, by language: what later editions compare theirs with.
	Steps map[string]map[string]string `json:"steps,omitempty"`
}

var assetPattern = regexp.MustCompile(`assets/[\w.-]+\.\w+`)

// Edition completes this build's edition, of whose pages there are some in the site so far, and takes over those published before.
func Edition(b Build, pages write.Tree) (write.Tree, error) {
	at := b.edition()
	if at == "" {
		return pages, nil
	}
	out := maps.Clone(pages)
	for _, l := range b.Project.Locales() {
		for _, g := range b.Project.Graphics {
			for _, kind := range []string{".csv", ".json"} {
				name := "data/" + g.ID() + "." + l.Tag + kind
				out[at+name] = out[name]
			}
			out[at+cardPath(l, "graphics/"+g.ID())] = out[cardPath(l, "graphics/"+g.ID())]
		}
		for _, d := range b.drawings(l) {
			out[at+d.path] = out[d.path]
		}
		out[at+cardPath(l, "story")] = out[cardPath(l, "story")]
		notes := map[string]string{"privacy": "ui.privacy.title", "corrections": "ui.corrections.title", "embed": "ui.embed.button"}
		if b.hasClaims() {
			notes["claims"] = "claims.title"
		}
		if b.hasGlossary() {
			notes["glossary"] = "ui.glossary.title"
		}
		for kind, title := range notes {
			// Links of the article lead here too: forward to the live page, which alone is kept up.
			c := b.Project.Catalogues[l.Tag]
			live := l.Tag + "/" + kind + "/"
			out[at+live+"index.html"] = b.onward(l, onward{title: c.T(title), to: "../../../../" + live, live: live, up: "../../../../"})
		}
	}
	// A host can hold it to its hash for good; the label of the edition's pages leads its readers to what has been corrected since.
	out[at+"embed.js"] = out["embed.js"]
	led := Ledger{Edition: b.Project.Outline.Edition, Files: map[string]string{}, Steps: map[string]map[string]string{}}
	for _, l := range b.Project.Locales() {
		led.Steps[l.Tag] = b.stepsSaid(l.Tag)
	}
	var need func(p string)
	need = func(p string) {
		if led.Files[p] != "" {
			return
		}
		led.Files[p] = digest(out[p])
		switch path.Ext(p) {
		case ".html", ".json":
			for _, a := range assetPattern.FindAllString(string(out[p]), -1) {
				if out[a] != nil {
					need(a)
				}
			}
		}
	}
	for _, p := range out.Paths() {
		if strings.HasPrefix(p, at) {
			need(p)
		}
	}
	raw, err := json.MarshalIndent(led, "", " ") // sorts keys
	if err != nil {
		return nil, err
	}
	out[at+LedgerFile] = append(raw, '\n')
	if b.Editions == "" {
		return out, nil
	}
	return out, TakeOver(out, os.DirFS(b.Editions), b.Editions, led)
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// TakeOver brings the editions that were published before into the tree. One that is not whole any more, and one of this
// edition's day or later that is not this very edition, stop the build: what has been published does not change.
func TakeOver(t write.Tree, dir fs.FS, where string, now Ledger) error {
	found, err := fs.Glob(dir, write.EditionsDir+"*/"+LedgerFile)
	if err != nil {
		return err
	}
	sort.Strings(found)
	for _, name := range found {
		raw, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		var old Ledger
		day := path.Base(path.Dir(name))
		if err := json.Unmarshal(raw, &old); err != nil || old.Edition != day || len(old.Files) == 0 {
			return fmt.Errorf("%s/%s is not the list of an edition of %s; take it from the release that published it", where, name, day)
		}
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return fmt.Errorf("%s/%s: %q is no day", where, name, day)
		}
		if day > now.Edition {
			return fmt.Errorf("%s: the edition of %s is published already in %s and this one would be of %s; make edition a later day", locales.OutlineFile, day, where, now.Edition)
		}
		if day == now.Edition {
			if p := differs(old, now); p != "" {
				return fmt.Errorf("%s: the edition of %s is published already in %s and would change (first %s); make edition a later day", locales.OutlineFile, day, where, p)
			}
			continue
		}
		t[name] = raw
		for p, sum := range old.Files {
			if !fs.ValidPath(p) || !(strings.HasPrefix(p, path.Dir(name)+"/") || strings.HasPrefix(p, "assets/")) {
				return fmt.Errorf("%s/%s names %q, which is no file of an edition", where, name, p)
			}
			content, err := fs.ReadFile(dir, p)
			if err != nil {
				return fmt.Errorf("the edition of %s lacks a file: %w; take it from the release that published it", day, err)
			}
			if digest(content) != sum {
				return fmt.Errorf("%s/%s is not what the edition of %s was published with; take it from the release that published it", where, p, day)
			}
			if have, ok := t[p]; ok && !bytes.Equal(have, content) {
				return fmt.Errorf("%s/%s has the name of another file of this build", where, p)
			}
			t[p] = content
		}
	}
	return nil
}

// differs names the first file in which two ledgers of one day differ, or none.
func differs(old, now Ledger) string {
	var names []string
	for p, sum := range old.Files {
		if now.Files[p] != sum {
			names = append(names, p)
		}
	}
	for p := range now.Files {
		if old.Files[p] == "" {
			names = append(names, p)
		}
	}
	if len(names) == 0 {
		return ""
	}
	sort.Strings(names)
	return names[0]
}

// EditionReport is one edition of a built site.
type EditionReport struct {
	Day          string
	Files, Bytes int // with the assets that it shares
}

// EditionsOf lists the editions of a site, the oldest first.
func EditionsOf(site write.Tree) []EditionReport {
	var out []EditionReport
	for _, p := range site.Paths() {
		if !strings.HasPrefix(p, write.EditionsDir) || path.Base(p) != LedgerFile {
			continue
		}
		var l Ledger
		if json.Unmarshal(site[p], &l) != nil {
			continue // TakeOver refuses such
		}
		e := EditionReport{Day: l.Edition, Files: len(l.Files)}
		for f := range l.Files {
			e.Bytes += len(site[f])
		}
		out = append(out, e)
	}
	return out
}

// EditionDirs are the folders of the editions of a site.
func EditionDirs(site write.Tree) []string {
	var out []string
	for _, p := range site.Paths() {
		if dir, ok := strings.CutSuffix(p, "/"+LedgerFile); ok && strings.HasPrefix(p, write.EditionsDir) {
			out = append(out, dir)
		}
	}
	return out
}
