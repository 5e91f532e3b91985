package charttest_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strings"
	"sync"
	"testing/fstest"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

const root = "../.."

// most is how many rows a generated file has at most, and so how many names the pool of words holds.
const most = 60

// kinds of words in the pool, by the remainder of a row's number: three that people write, and three that nobody should.
const wordKinds = 6

// plainly reports whether the words of a row are of a kind that people write.
func plainly(i int) bool { return i%wordKinds < 3 }

// vocabulary is what words are made of in a language: short ones, and one that cannot be broken.
var vocabulary = map[string]struct {
	words []string
	long  string
}{
	"en": {[]string{"gold", "army", "pact", "mine", "report", "border", "council", "talks"}, "Counterinsurgencyoperation"},
	"fr": {[]string{"l’or", "armée", "pacte", "mine", "rapport", "frontière", "conseil", "accord"}, "Anticonstitutionnellement"},
	"ar": {[]string{"ذهب", "جيش", "اتفاق", "منجم", "تقرير", "حدود", "مجلس", "محادثات"}, "وسيستخدمونهمللاستقلالية"},
}

// phrase is words of row i in a language.
func phrase(tag string, i int) string {
	v := vocabulary[tag]
	r := rand.New(rand.NewPCG(uint64(i), 7))
	n := []int{1, 2, 3, 6, 1, 9}[i%wordKinds]
	var out []string
	for range n {
		out = append(out, v.words[r.IntN(len(v.words))])
	}
	if i%wordKinds == 4 {
		out = append(out, v.long)
	}
	return strings.Join(append(out, fmt.Sprintf("g%d", i)), " ")
}

// keyed are the messages that each graphic wants for a row of its own, for an event and for a country that the story does not have.
var keyed = []struct {
	graphic string
	rows    []string
	more    map[string][]string
}{
	{"tolls", []string{"who", "short", "hedge"}, map[string][]string{"event": events, "dead": events}},
	{"corps", []string{"source", "remark"}, map[string][]string{"country": {"TD"}}},
	{"deaths", nil, map[string][]string{"country": {"TD"}}},
	{"output", nil, map[string][]string{"country": {"td"}}},
	{"shares", []string{"detail"}, nil},
	{"transition", []string{"event", "tip"}, map[string][]string{"country": {"TD"}}},
	{"agreements", []string{"label", "detail"}, map[string][]string{"country": {"td"}}},
	{"measures", []string{"label", "event"}, map[string][]string{"country": {"td"}}},
	{"map", []string{"label", "line"}, nil},
	{"x", []string{"row"}, nil},
}

var events = []string{"e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7"}

// simple are the words of the graphics that are data alone, the same in all languages but for the rows' names.
const simple = `
[graphics.x]
title = "Title"
note = "Note"
unit = "%[1]s"
value = "{{.Value}} t"
item = "{{.Row}}: {{.Value}}."
says = "{{.Row}}, {{.Side}}: {{.Value}}."
range = "{{.Low}} – {{.High}} t"
pair = "{{.Row}}, {{.Column}}:"

[graphics.x.state]
one = "One"
two = "Two"

[graphics.x.bound]
about = "≈ {{.Value}}"
at-least = "≥ {{.Value}}"
at-most = "≤ {{.Value}}"

[graphics.x.side]
set = "%[1]s"
paid = "%[2]s"

[graphics.x.head]
c0 = "%[1]s"
c1 = "%[2]s"
c2 = "%[1]s"
c3 = "C"

[graphics.x.column]
row = "Row"
column = "Column"
side = "Side"
value = "Value"
`

// wider is a project with more files, which folders list.
type wider struct {
	fs.FS
	more fstest.MapFS
}

func (w wider) Open(name string) (fs.File, error) {
	if _, ok := w.more[name]; ok {
		return w.more.Open(name)
	}
	return w.FS.Open(name)
}

func (w wider) ReadDir(name string) ([]fs.DirEntry, error) {
	out, err := fs.ReadDir(w.FS, name)
	if err != nil {
		return nil, err
	}
	extra, err := fs.ReadDir(w.more, name)
	if err != nil {
		return out, nil
	}
	return append(out, extra...), nil
}

// words are the catalogues of the project with the words of generated rows, and of one language more: Portuguese, whose dates are longer.
var words = sync.OnceValues(func() (languages, error) {
	more := fstest.MapFS{}
	for tag := range vocabulary {
		var b strings.Builder
		fmt.Fprintf(&b, simple, phrase(tag, 1), phrase(tag, 2))
		for _, k := range keyed {
			for _, key := range k.rows {
				fmt.Fprintf(&b, "\n[graphics.%s.%s]\n", k.graphic, key)
				for i := range most {
					fmt.Fprintf(&b, "g%d = %q\n", i, phrase(tag, i))
				}
			}
			for key, ids := range k.more {
				fmt.Fprintf(&b, "\n[graphics.%s.%s]\n", k.graphic, key)
				for i, id := range ids {
					fmt.Fprintf(&b, "%s = %q\n", id, phrase(tag, 12+i%3))
				}
			}
		}
		more[path.Join(locales.MessagesDir, "generated."+tag+".toml")] = &fstest.MapFile{Data: []byte(b.String())}
	}
	cats, store, err := facts.Words(wider{os.DirFS(root), more}, nil)
	if err != nil {
		return languages{}, err
	}
	pt := *cats["fr"]
	pt.Locale.Format.Date, pt.Locale.Format.LabelDate = "{day} de {month} de {year}", ""
	pt.Locale.Format.MonthDate, pt.Locale.Format.LabelMonths = "{month} de {year}", nil
	pt.Locale.Format.Months = []string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
		"novembro", "dezembro"}
	out := languages{map[string]*locales.Catalogue{"pt": &pt}, store}
	for tag, c := range cats {
		out.cats[tag] = c
	}
	return out, nil
})

// languages are catalogues, and the facts of the project.
type languages struct {
	cats  map[string]*locales.Catalogue
	facts *facts.Store
}
