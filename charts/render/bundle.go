// Package render draws ECharts options as SVG without a browser: the bundle that readers get is run in Node, and what it
// prints is cleaned for a page that is read before any script runs.
package render

import (
	_ "embed"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/charts/made"
)

//go:embed echarts.js
var entry string

// GlobalName is the one global that the bundle defines.
const GlobalName = "sahelECharts"

// Bundle builds the ECharts bundle from node_modules below root: with browser set minified, for readers; without, for the host, where
// maps are drawn as well. A released program carries both.
func Bundle(root string, browser bool) ([]byte, error) {
	name := made.Drawing
	if browser {
		name = made.Charts
	}
	if raw, ok := made.File(root, name); ok {
		return raw, nil
	}
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	// The bundle names its parts by where they lie, and pictures are kept by its hash: they must not be drawn again for being asked for
	// from another folder, or through a link.
	modules, err := filepath.EvalSymlinks(filepath.Join(abs, "node_modules"))
	if err != nil {
		return nil, fmt.Errorf("bundling ECharts: %w; run npm ci", err)
	}
	res := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, ResolveDir: filepath.Dir(modules), Sourcefile: "echarts.js"},
		AbsWorkingDir:     filepath.Dir(modules),
		Bundle:            true,
		Format:            api.FormatIIFE,
		GlobalName:        GlobalName,
		Target:            api.ES2018,
		MinifySyntax:      true,
		MinifyWhitespace:  browser,
		MinifyIdentifiers: browser,
		LegalComments:     api.LegalCommentsNone, // licences stand in NOTICE
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`, "__DEV__": "false", "HOST": strconv.FormatBool(!browser)},
		LogLevel:          api.LogLevelSilent,
	})
	if len(res.Errors) > 0 {
		return nil, fmt.Errorf("bundling ECharts: %s; run npm ci", res.Errors[0].Text)
	}
	return res.OutputFiles[0].Contents, nil
}
