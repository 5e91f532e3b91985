package spec

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// themeFile states the pages' colours, once.
const themeFile = "web/css/01-base.css"

var colourPattern = regexp.MustCompile(`--([a-z]+): (#[0-9a-f]{6});`)

// Light reads the light theme's colours from the pages' own style sheet, by the name of their custom property, for what
// stands outside any page: pictures as files, test sheets, the colour of an app's window.
func Light(files fs.FS) (map[string]string, error) {
	text, err := fs.ReadFile(files, themeFile)
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), ":root {")
	block, _, _ := strings.Cut(rest, "}")
	out := map[string]string{}
	for _, m := range colourPattern.FindAllStringSubmatch(block, -1) {
		out[m[1]] = m[2]
	}
	for _, c := range []string{Mali, Burkina, Niger, Russia, Gold, Ink, Muted, Rule, Ghost, Paper, Land, Border, Alert, Morocco} {
		if name := strings.TrimSuffix(strings.TrimPrefix(c, "var(--"), ")"); out[name] == "" {
			return nil, fmt.Errorf("%s: the first :root block has no colour --%s; state it as --%s: #rrggbb;", themeFile, name, name)
		}
	}
	return out, nil
}
