package locales

import (
	"html"
	"strings"
	"testing"
	"testing/fstest"

	nethtml "golang.org/x/net/html"
)

// What a newsroom, or someone who has got at its files, may write.
var hostile = []string{
	"", "مالي 2025", "<script>hit()</script>", `" onmouseover="hit()`, "&lt;b&gt; &amp; ]]>", "javascript:hit()", "54.8%–60 t (GTI)", "\u202eabc", "a\u200bb",
	"{{.Count}} {{printf}}", "\x00\xff", strings.Repeat("ا b", 3000),
}

// FuzzHTML holds that words come out as the same words, whatever they hold: only bdi is added, and nothing else becomes markup.
func FuzzHTML(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range All() {
			var text strings.Builder
			z := nethtml.NewTokenizer(strings.NewReader(l.HTML(s)))
			for kind := z.Next(); kind != nethtml.ErrorToken; kind = z.Next() {
				name, _ := z.TagName()
				switch {
				case kind == nethtml.TextToken:
					text.Write(z.Raw())
				case string(name) != "bdi":
					t.Fatalf("%s: %q became %q", l.Tag, s, l.HTML(s))
				}
			}
			if string([]rune(text.String())) != string([]rune(html.EscapeString(s))) { // bytes that are no text are shown as such
				t.Fatalf("%s: %q reads %q", l.Tag, s, text.String())
			}
		}
	})
}

// FuzzCatalogue holds that a catalogue is read or refused, never worse, and that what is read has nothing unseen in it.
func FuzzCatalogue(f *testing.F) {
	for _, s := range hostile {
		f.Add("[a]\nb = \"" + s + "\"\n")
	}
	for _, s := range []string{"[a.b]\none = \"x\"\nother = \"y\"", "a = 1", "[[a]]", "[a]\nb = \"\\u202e\"", "a.b = \"x\"\n[a]\nb = \"y\"", "\"\" = \"x\"", "other = \"x\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		files := fstest.MapFS{}
		for _, l := range All() {
			files[MessagesDir+"/x."+l.Tag+".toml"] = &fstest.MapFile{Data: []byte(text)}
		}
		all, err := Load(files)
		if err != nil {
			return
		}
		c := all["ar"]
		for _, id := range c.IDs() {
			m, _ := c.Message(id)
			for _, s := range m.Forms {
				if len(s) > 8192 || strings.ContainsAny(s, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\x00") {
					t.Errorf("%q was taken: %.60q", id, s)
				}
			}
			func() {
				var err error
				defer Recover(&err)
				c.T(id)
				c.N(id, 3)
			}()
		}
	})
}

// FuzzOutline holds that an outline is read or refused, and that every id that is read can stand in an attribute or an address.
func FuzzOutline(f *testing.F) {
	const step = "[[chapter]]\nid = \"a\"\nkind = \"report\"\nnumber = 1\n[[chapter.step]]\nid = \"%\"\ngraphic = \"map\"\nstate = \"s\"\nrecords = [\"r\"]\n"
	for _, s := range append(hostile, "a", "b-2", `x\"><script>`, "../..", "b\n") {
		f.Add(strings.Replace(step, "%", s, 1))
	}
	f.Fuzz(func(t *testing.T, text string) {
		o, err := LoadOutline(fstest.MapFS{OutlineFile: {Data: []byte(text)}})
		if err != nil {
			return
		}
		for _, c := range o.Chapters {
			c.Scenes()
			for _, s := range append(c.Steps, Step{ID: c.ID}) {
				if s.ID == "" || strings.Trim(s.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
					t.Errorf("id %q was taken", s.ID)
				}
			}
		}
	})
}
