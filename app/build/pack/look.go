package pack

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/embed"
	"sahel-explainer/app/sheet"
	"sahel-explainer/locales"
)

// Look is what every page looks like and starts with.
type Look struct {
	Style string // the style sheet of all pages
	// Further ones, of pages for frames, of the page of codes and of graphics' own pages.
	Cards, Codes, Zoom string
	// Paths of the scripts of pages, of frames, of pages that send on and of graphics' own pages.
	Boot, Frame, Onward, Enlarge string
}

// NewLook reads web/ and the brand, and bundles the scripts for pages in some languages.
func NewLook(root string, brand *locales.Brand, in []locales.Locale) (Look, write.Tree, error) {
	l, tree := Look{}, write.Tree{}
	var err error
	if l.Style, err = styles(root, brand, in); err != nil {
		return l, nil, err
	}
	for name, into := range map[string]*string{"web/cards.css": &l.Cards, PartStyle("embed"): &l.Codes, "web/zoom.css": &l.Zoom} {
		if *into, err = sheetOf(root, name); err != nil {
			return l, nil, err
		}
	}
	for name, into := range map[string]*string{"boot.js": &l.Boot, "frame.js": &l.Frame, "onward.js": &l.Onward, "zoom.js": &l.Enlarge} {
		var knows []api.Plugin
		if name == "frame.js" {
			knows = embed.FramePlugins(in)
		}
		code, err := Script(root, name, knows...)
		if err != nil {
			return l, nil, err
		}
		*into = tree.Asset(name, code)
	}
	return l, tree, nil
}

// sheetOf is a style sheet that not every page has, minified.
func sheetOf(root, name string) (string, error) {
	css, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	res := api.Transform(string(css), api.TransformOptions{Loader: api.LoaderCSS, MinifySyntax: true, MinifyWhitespace: true, Engines: sheet.Floor})
	if len(res.Errors) > 0 {
		return "", fmt.Errorf("%s: line %d: %s", name, res.Errors[0].Location.Line, res.Errors[0].Text)
	}
	return strings.TrimSpace(string(res.Code)), nil
}
