package pack

import (
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/app/sheet"
	"sahel-explainer/components/scroll"
)

// Line writes the trigger line of components/scroll into scripts that follow it, where they say LINE.
var Line = map[string]string{"LINE": strconv.FormatFloat(scroll.Line, 'g', -1, 64)}

// Script bundles and minifies one of our own scripts for what the browsers of the floor know.
func Script(root, name string, plugins ...api.Plugin) ([]byte, error) {
	abs, err := filepath.Abs(filepath.Join(root, "web", name))
	if err != nil {
		return nil, err
	}
	res := api.Build(api.BuildOptions{
		EntryPoints: []string{abs}, Bundle: true, Format: api.FormatIIFE, Engines: sheet.Floor, Plugins: plugins, Define: Line,
		MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, LogLevel: api.LogLevelSilent,
	})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		line := 0
		if e.Location != nil {
			line = e.Location.Line
		}
		return nil, fmt.Errorf("web/%s:%d: %s", name, line, e.Text)
	}
	return res.OutputFiles[0].Contents, nil
}

// Minify minifies a script that has been put together already. Only a worker's is UTF-8 whatever else is said; any other may stand in a
// host page of another encoding, and is ASCII.
func Minify(code []byte, charset ...api.Charset) ([]byte, error) {
	res := api.Transform(string(code), api.TransformOptions{MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, Target: api.ES2018, Charset: append(charset, api.CharsetASCII)[0]})
	if len(res.Errors) > 0 {
		return nil, fmt.Errorf("minifying: %s", res.Errors[0].Text)
	}
	return res.Code, nil
}
