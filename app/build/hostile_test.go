package build

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	nethtml "golang.org/x/net/html"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/build/render"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/oembed"
	"sahel-explainer/charts"
	"sahel-explainer/locales"
)

// payload closes whatever its place may have opened, in HTML, SVG, JSON, XML and CSV.
const payload = `=</title></style></script></text>--><script>hit()</script><img src=x onerror=hit()>' onmouseover='hit()" onfocus="hit() <a href=javascript:hit()> ]]>&lt;b&gt;`

// tainted are the graphics whose words and data the payload is put into: one on the stage, one in the explore view.
var tainted = []string{"tolls", "measures"}

// poisoned is the project with the payload at the end of every word of the story and the interface and of what those graphics say at
// length, of every title and publisher of a source.
func poisoned(t *testing.T) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	// Words that are drawn must fit their place, so of a graphic's words the long ones are spoilt, and in the first all others by a
	// little.
	drawn := regexp.MustCompile(`^\[graphics\.\w+(\.(axis|dead|key|event|who|kind|column|country|field|row|unit|hedge|label|short|mine|place).*)?\]`)
	whole := regexp.MustCompile(`^\[graphics\.\w+\.bound\]`) // said with other words on one line: no room for more
	long := regexp.MustCompile(`^(title|note|tip) = `)
	word := regexp.MustCompile(`^([\w-]+ = ".*)"$`)
	spoil := func(name, small string) {
		text, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		lines, tight, full := strings.Split(string(text), "\n"), false, false
		for i, line := range lines {
			if strings.HasPrefix(line, "[") {
				tight, full = drawn.MatchString(line), whole.MatchString(line)
			}
			if full {
				continue
			}
			bad := payload
			if tight && !long.MatchString(line) {
				bad = small
			}
			// A bracket of the words' own is written \], and once more for TOML.
			lines[i] = word.ReplaceAllString(line, `${1}`+strings.NewReplacer(`"`, `\"`, `]`, `\\]`).Replace(bad)+`"`)
		}
		out[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	}
	for _, l := range locales.All() {
		for i, n := range append([]string{"story", "ui"}, tainted...) {
			small := ""
			if i == 2 {
				small = "<"
			}
			spoil(locales.MessagesDir+"/"+n+"."+l.Tag+".toml", small)
		}
	}
	sources, err := os.ReadFile("../../charts/data/sources.toml")
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.ReplaceAll(payload, `"`, `\"`)
	// A publisher's name may hold no bracket: "copy", "via" and the like are fields of their own.
	unbracketed := strings.NewReplacer("(", "`", ")", "`").Replace(bad)
	for field, text := range map[string]string{"publisher": unbracketed, "title": bad} {
		sources = regexp.MustCompile(`(?m)^(`+field+` = ".*)"$`).ReplaceAll(sources, []byte(`${1}`+text+`"`))
	}
	out["charts/data/sources.toml"] = &fstest.MapFile{Data: sources}
	real := os.DirFS("../..")
	for _, dir := range []string{"locales", "charts/data", "web"} {
		err := fs.WalkDir(real, dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && out[p] == nil {
				text, err := fs.ReadFile(real, p)
				out[p] = &fstest.MapFile{Data: text}
				return err
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// Content is data: whatever words and facts hold, it comes out as words, in every kind of file. It builds the pages of a poisoned
// project, with the scenes of one graphic, without fonts, client and compression, which words do not reach.
func TestHostileContentStaysContent(t *testing.T) {
	p, err := read.From(poisoned(t))
	if err != nil {
		t.Fatal(err)
	}
	p.Outline.Explore = slices.DeleteFunc(p.Outline.Explore, func(x locales.Explored) bool { return !slices.Contains(tainted[1:], x.Graphic) })
	p.Root = "../.."
	p.Graphics = nil
	for _, id := range tainted {
		for _, g := range charts.All() {
			if g.ID() == id {
				p.Graphics = append(p.Graphics, g)
			}
		}
	}
	var steps []locales.Step
	for _, s := range p.Outline.Steps() {
		if s.Graphic == tainted[0] {
			steps = append(steps, s)
		}
	}
	p.Outline.Chapters = p.Outline.Chapters[:1]
	p.Outline.Chapters[0].Steps = steps
	o := Options{Root: "../..", Cache: "../../.build", BaseURL: "https://news.example", BasePath: "/x/", Draft: true}
	b := o.values(p)
	b.Look.Boot, b.Look.Onward, b.Look.Enlarge, b.Client.WASM = "assets/boot.js", "assets/onward.0123456789.js", "assets/zoom.0123456789.js", "assets/client.wasm"
	if b.Figures, b.Art, _, err = o.draw(p); err != nil {
		t.Fatal(err)
	}
	tree := write.Tree{}
	add := func(files write.Tree, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(tree, files)
	}
	add(o.icons(&b))
	_, pages, err := render.Pages(b)
	add(pages, err)
	add(render.Data(b))
	add(render.Embeds(b, nil))
	add(render.Machines(b, tree))
	kinds := map[string]int{}
	for _, name := range tree.Paths() {
		text := tree[name]
		kinds[path.Ext(name)]++
		switch path.Ext(name) {
		case ".html":
			harmlessHTML(t, name, string(text))
		case ".svg":
			harmlessSVG(t, name, text)
		case ".xml":
			harmlessXML(t, name, text)
		case ".json":
			var v any
			if err := json.Unmarshal(text, &v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			// What the server's endpoint is made from is data; what it makes of them is what the static answers are made of.
			if o, ok := v.(map[string]any); ok && strings.HasPrefix(name, "oembed/") && name != oembed.PagesFile {
				harmlessHTML(t, name, o["html"].(string))
			}
		case ".csv":
			harmlessCSV(t, name, text)
		}
	}
	if kinds[".html"] < 15 || kinds[".svg"] < 6 || kinds[".csv"] < 6 || kinds[".xml"] < 9 {
		t.Errorf("only %v were looked at", kinds)
	}
	if !bytes.Contains(tree["ar/index.html"], []byte("&lt;script&gt;")) {
		t.Error("the payload is not in the page, so nothing was tested")
	}
}

var onwardScript = regexp.MustCompile(`^(\.\./){3}assets/(onward|zoom)\.[0-9a-f]+\.js$`)

// harmlessHTML refuses what the payload would have made: scripts, handlers, script addresses, elements nobody wrote.
func harmlessHTML(t *testing.T, name, text string) {
	t.Helper()
	z := nethtml.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			return
		}
		tok := z.Token()
		if kind != nethtml.StartTagToken && kind != nethtml.SelfClosingTagToken {
			continue
		}
		at := maps.Collect(func(yield func(string, string) bool) {
			for _, a := range tok.Attr {
				if !yield(a.Key, a.Val) {
					return
				}
			}
		})
		for k, v := range at {
			if strings.HasPrefix(k, "on") || k == "style" || (k == "href" || k == "src" || k == "action") && regexp.MustCompile(`(?i)^\s*(javascript|data|vbscript):`).MatchString(v) {
				t.Errorf("%s: <%s %s=%.60q>", name, tok.Data, k, v)
			}
		}
		src := at["src"]
		switch {
		case tok.Data == "script" && at["type"] != "application/ld+json" && !strings.HasSuffix(src, "assets/boot.js") && !onwardScript.MatchString(src) && src != "https://news.example/x/embed.js",
			tok.Data == "img" && !strings.HasPrefix(src, "https://news.example/x/cards/") && !strings.HasPrefix(src, "../../../cards/"),
			tok.Data == "b", tok.Data == "a" && at["href"] == "":
			t.Errorf("%s: %.120s", name, tok.String())
		}
	}
}

func harmlessSVG(t *testing.T, name string, text []byte) {
	t.Helper()
	ok := regexp.MustCompile(`^(svg|g|path|text|tspan|rect|circle|ellipse|line|polyline|polygon)$`)
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if e, is := tok.(xml.StartElement); is {
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
					t.Errorf("%s: <%s %s=%.60q>", name, e.Name.Local, a.Name.Local, a.Value)
				}
			}
			if !ok.MatchString(e.Name.Local) && !strings.HasPrefix(name, "assets/icon") {
				t.Errorf("%s: <%s>", name, e.Name.Local)
			}
		}
	}
}

func harmlessXML(t *testing.T, name string, text []byte) {
	t.Helper()
	if !strings.HasPrefix(name, "oembed/") { // a map or a feed: text alone, in elements that nobody has named
		z := xml.NewDecoder(bytes.NewReader(text))
		for {
			tok, err := z.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := tok.(xml.StartElement); ok {
				if slices.Contains([]string{"script", "img", "text", "style", "title"}, e.Name.Local) && !(e.Name.Local == "title" && e.Name.Space == "http://www.w3.org/2005/Atom") {
					t.Errorf("%s: <%s>", name, e.Name.Local)
				}
				for _, a := range e.Attr {
					if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "https://news.example/x/") {
						t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
					}
				}
			}
		}
	}
	var o struct {
		HTML string `xml:"html"`
	}
	if err := xml.Unmarshal(text, &o); err != nil || o.HTML == "" {
		t.Errorf("%s: %v", name, err)
	}
	harmlessHTML(t, name, o.HTML)
}

func harmlessCSV(t *testing.T, name string, text []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if s := strings.TrimLeft(cell, " \t\r\n\u2066\u2067\u2068\u2069\u200e\u200f"); s != "" && strings.ContainsRune("=+-@|", rune(s[0])) {
				t.Errorf("%s: a spreadsheet would run %.60q", name, cell)
			}
		}
	}
}
