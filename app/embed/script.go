// Package embed makes embed.js, the script of host pages, with what a build knows of the story, and tests both sides of the embed in
// Chromium: web/embed.js on the host page and web/frame.js inside the frame.
package embed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// factsPlace is where the build puts its facts into web/embed/self.js.
const factsPlace = `/*FACTS*/{"home":"","titles":{},"letters":{},"chapters":[]}/*END*/`

// Script is embed.js: the modules of web/embed/ bundled for what browsers of 2018 know, with what the build knows of the story.
func Script(root string, facts Facts) ([]byte, error) {
	if facts.Titles == nil {
		facts.Titles = map[string]string{}
	}
	if facts.Letters == nil {
		facts.Letters = map[string]float64{}
	}
	if facts.Chapters == nil {
		facts.Chapters = []Chapter{}
	}
	raw, err := json.Marshal(facts)
	if err != nil {
		return nil, err
	}
	entry, err := filepath.Abs(filepath.Join(root, "web", "embed.js"))
	if err != nil {
		return nil, err
	}
	put := api.Plugin{Name: "facts", Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: `/embed/self\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			js, err := os.ReadFile(a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			if bytes.Count(js, []byte(factsPlace)) != 1 {
				return api.OnLoadResult{}, fmt.Errorf("web/embed/self.js: the place %s must stand once; put it back", factsPlace)
			}
			text := string(bytes.Replace(js, []byte(factsPlace), raw, 1))
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
	}}
	res := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Format: api.FormatIIFE, Target: api.ES2018, Plugins: []api.Plugin{put}, LogLevel: api.LogLevelSilent,
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
