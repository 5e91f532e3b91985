// Package render draws ECharts options as SVG without a browser: the bundle that readers get is run in goja, and what it
// prints is cleaned for a page that is read before any script runs.
package render

import (
	_ "embed"
	"fmt"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed echarts.js
var entry string

// GlobalName is the one global that the bundle defines.
const GlobalName = "sahelECharts"

// Bundle builds the ECharts bundle from node_modules below root. With browser set it is minified for readers; without, it
// is lowered to the ES2015 that goja runs.
func Bundle(root string, browser bool) ([]byte, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	target := api.ES2015
	if browser {
		target = api.ES2018
	}
	res := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{Contents: entry, ResolveDir: abs, Sourcefile: "echarts.js"},
		// The bundle names its modules by their paths: from the project, also where node_modules is a link, or each folder that a
		// project is built in would draw everything anew.
		AbsWorkingDir:     abs,
		PreserveSymlinks:  true,
		Bundle:            true,
		Format:            api.FormatIIFE,
		GlobalName:        GlobalName,
		Target:            target,
		MinifySyntax:      true,
		MinifyWhitespace:  browser,
		MinifyIdentifiers: browser,
		LegalComments:     api.LegalCommentsNone, // licences stand in NOTICE
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`, "__DEV__": "false"},
		LogLevel:          api.LogLevelSilent,
	})
	if len(res.Errors) > 0 {
		return nil, fmt.Errorf("bundling ECharts: %s; run npm ci", res.Errors[0].Text)
	}
	return res.OutputFiles[0].Contents, nil
}
