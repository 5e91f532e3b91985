package embed

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/locales"
)

// The embed of a story speaks the languages of the story, whatever they are: the one that an editor asks for, or else the host page,
// or else the reader; who reads none gets the common one. A name that every object has is no language.
func TestOptionsOfTheStorysLanguages(t *testing.T) {
	facts := FactsOf("https://news.example/x/", []locales.Locale{{Tag: "nqo", Dir: "rtl"}, {Tag: "pt", Dir: "ltr"}, {Tag: "zh-hant", Dir: "ltr", Common: true}}, &locales.Outline{}, func(locale, id string) string { return id + " in " + locale })
	raw, err := facts.source()
	if err != nil {
		t.Fatal(err)
	}
	res := api.Build(api.BuildOptions{EntryPoints: []string{filepath.Join(web, "embed", "options.js")}, Bundle: true, Target: api.ES2017, Format: api.FormatIIFE, GlobalName: "o",
		LogLevel: api.LogLevelSilent, Plugins: []api.Plugin{placed("facts", `/embed/self\.js$`, factsPlace, raw)}})
	if len(res.Errors) > 0 {
		t.Fatal(res.Errors[0].Text)
	}
	for _, c := range []struct {
		asked, near string
		reader      []string
		want        string
	}{
		{"pt", "nqo", nil, "pt"}, {"pt-BR", "", nil, "pt"}, {"ZH-Hant", "", nil, "zh-hant"}, {"", "nqo-GN", []string{"pt"}, "nqo"}, {"fr", "en", []string{"en", "pt-AO"}, "pt"},
		{"", "", []string{"en"}, "zh-hant"}, {"constructor", "toString", nil, "zh-hant"}, {"../x", "", nil, "zh-hant"},
	} {
		vm := goja.New()
		reader, _ := json.Marshal(c.reader)
		v, err := vm.RunString(`function Document(){}Object.defineProperty(Document.prototype,"documentElement",{get(){return{}}});var window=globalThis,document={},navigator={languages:` + string(reader) + `};` + string(res.OutputFiles[0].Contents) +
			fmt.Sprintf(`;o.options({localName:"div",getAttribute:(k)=>k==="data-locale"?%s:null,closest:()=>%s?{lang:%s}:null}).locale`, strconv.Quote(c.asked), strconv.Quote(c.near), strconv.Quote(c.near)))
		if err != nil {
			t.Fatal(err)
		}
		if v.String() != c.want {
			t.Errorf("asked %q, host %q, reader %v: %s, want %s", c.asked, c.near, c.reader, v, c.want)
		}
	}
}
