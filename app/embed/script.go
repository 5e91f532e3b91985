// Package embed makes embed.js, the script of host pages, with what a build knows of the story, and tests both sides of the embed in
// Chromium: web/embed.js on the host page and web/frame.js inside the frame.
package embed

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/app/embed/protocol"
	"sahel-explainer/locales"
)

// factsPlace is where the build puts its facts into web/embed/self.js.
const factsPlace = `/*FACTS*/{"home":"","titles":{},"letters":{},"chapters":[],"short":[],"read":{"__proto__":null},"rtl":[],"common":""}/*END*/`

// localesPlace is where the build lists the languages in web/frame.js.
const localesPlace = "/*LOCALES*/"

// FramePlugins put into frame.js while it is bundled what the build knows: the languages of a story (messages that name another are
// refused) and the protocol.
func FramePlugins(in []locales.Locale) []api.Plugin {
	var tags []string
	for _, l := range in {
		tags = append(tags, strconv.Quote(l.Tag))
	}
	return []api.Plugin{spoken, placed("locales", `/web/frame\.js$`, localesPlace, strings.Join(tags, ", "))}
}

// spoken puts the protocol into web/protocol.js, which both sides carry.
var spoken = placed("protocol", `/web/protocol\.js$`, "/*FRAME*/[{}, {}]", protocol.Shapes(protocol.Frame, "spoken"),
	"/*HOST*/[{}, {}]", protocol.Shapes(protocol.Host, "spoken"))

// placed puts texts in the places of a file that are marked for them: place, text, place, text.
func placed(name, file string, put ...string) api.Plugin {
	return api.Plugin{Name: name, Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: file}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			js, err := os.ReadFile(a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text := string(js)
			for i := 0; i < len(put); i += 2 {
				if strings.Count(text, put[i]) != 1 {
					return api.OnLoadResult{}, fmt.Errorf("%s: the place %s must stand once; put it back", filepath.Base(a.Path), put[i])
				}
				text = strings.Replace(text, put[i], put[i+1], 1)
			}
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
	}}
}

// Script is embed.js: the modules of web/embed/ bundled for what browsers of 2018 know, with what the build knows of the story.
func Script(root string, facts Facts) ([]byte, error) {
	own, err := facts.source()
	if err != nil {
		return nil, err
	}
	entry, err := filepath.Abs(filepath.Join(root, "web", "embed.js"))
	if err != nil {
		return nil, err
	}
	put := placed("facts", `/embed/self\.js$`, factsPlace, own)
	res := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Format: api.FormatIIFE, Target: api.ES2018, Plugins: []api.Plugin{spoken, put}, LogLevel: api.LogLevelSilent,
		MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, Charset: api.CharsetUTF8,
	})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		if e.Location != nil {
			return nil, fmt.Errorf("%s:%d: %s", e.Location.File, e.Location.Line, e.Text)
		}
		return nil, fmt.Errorf("web/embed.js: %s", e.Text)
	}
	return res.OutputFiles[0].Contents, nil
}

// source is what self.js has of the facts.
func (f Facts) source() (string, error) {
	if f.Titles == nil {
		f.Titles = map[string]string{}
	}
	if f.Letters == nil {
		f.Letters = map[string]float64{}
	}
	if f.Read == nil {
		f.Read = map[string]string{}
	}
	if f.RTL == nil {
		f.RTL = []string{}
	}
	if f.Chapters == nil {
		f.Chapters = []Chapter{}
	}
	if f.Short == nil {
		f.Short = []Chapter{}
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return "", err
	}
	// The words of links are looked up by what host pages say: nothing but a language may be found.
	return strings.Replace(string(raw), `"read":{`, `"read":{"__proto__":null,`, 1), nil
}
