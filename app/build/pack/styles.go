// Package pack is the stage of a build (app/build) that makes what all pages share: the style sheet, the few scripts, the fonts cut to the
// characters that are used, the compiled client, and whose work all of that is.
package pack

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/app/sheet"
	"sahel-explainer/charts/grid"
	"sahel-explainer/charts/lean"
	"sahel-explainer/locales"
)

// styles reads web/css in order, writes the unrolled rules in the places where they apply, and minifies. The rules hold for
// every page, in each of the languages; per-page rules come from timelines.
func styles(root string, brand *locales.Brand, in []locales.Locale) (string, error) {
	files, err := filepath.Glob(filepath.Join(root, "web", "css", "*.css"))
	if err != nil {
		return "", err
	}
	sort.Strings(files)
	var b strings.Builder
	b.WriteString(brand.CSS())
	b.WriteString(lean.Rules())
	b.WriteString(grid.Rules(append(slices.Clone(brand.Own), "brand", "ghost", "muted")))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		if text, err = withParts(root, text); err != nil {
			return "", fmt.Errorf("web/css/%s: %w", filepath.Base(f), err)
		}
		switch filepath.Base(f) {
		case "02a-narrow.css":
			b.WriteString(scoped(string(text), `:where(:root:not([data-mode="tall"],[data-mode="stepper"],[data-mode="unrolled"]))`))
			continue
		case "05-unrolled.css":
		default:
			b.Write(text)
			continue
		}
		for i := range 24 {
			fmt.Fprintf(&b, "[data-i=\"%d\"]{--i:%d}\n", i, i)
		}
		rules := string(text)
		// Inside @media print, without timelines or scripts, and where the mode says so.
		fmt.Fprintf(&b, "@media print {\n%s\n}\n", scoped(rules, ":root"))
		fmt.Fprintf(&b, "@supports not ((animation-timeline: view()) and (timeline-scope: --a)) {\n%s\n}\n", scoped(rules, `:root:not([data-boot],[data-cards])`))
		b.WriteString(scoped(rules, `:root[data-mode="unrolled"]`))
		// And where a window is too low for words beside a graphic: zoomed to 400%, say.
		fmt.Fprintf(&b, "@media %s {\n%s\n}\n", Low, scoped(rules, `:root:not([data-mode="tall"],[data-mode="stepper"])`))
	}
	res := api.Transform(LanguageRules(b.String(), in), api.TransformOptions{Loader: api.LoaderCSS, MinifySyntax: true, MinifyWhitespace: true, Engines: sheet.Floor})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		return "", fmt.Errorf("web/css: %s (line %d of the joined style sheet)", e.Text, e.Location.Line)
	}
	return strings.TrimSpace(string(res.Code)), nil
}

// PartStyle is the path of the style of a part of the shell.
func PartStyle(part string) string { return "components/shell/" + part + "/style.css" }

// partLine is a line of web/css that a part's style stands for: the cascade of all pages is read in one place, and each part's rules beside
// its markup and behaviour.
var partLine = regexp.MustCompile(`(?m)^@part ([a-z]+);$`)

// withParts puts the styles of parts in their places.
func withParts(root string, css []byte) (_ []byte, err error) {
	out := partLine.ReplaceAllFunc(css, func(line []byte) []byte {
		part := string(partLine.FindSubmatch(line)[1])
		rules, fault := os.ReadFile(filepath.Join(root, filepath.FromSlash(PartStyle(part))))
		if fault != nil {
			err = fmt.Errorf("@part %s: write its style, or take the line away: %w", part, fault)
		}
		return rules
	})
	return out, err
}

// Low are the windows in which nothing is pinned: the graphics stand at their steps, at their own size, since pinned their labels would
// have less than 11 px; High are the others. web/css/02a-narrow.css knows them too.
const (
	Low = "screen and (max-height: 23.49rem), screen and (max-width: 59.99rem) and (max-aspect-ratio: 7/5) and (max-height: 32.49rem), " +
		"screen and (min-width: 60rem) and (max-height: 30.99rem)"
	High = "screen and (max-width: 59.99rem) and (min-aspect-ratio: 7/5) and (min-height: 23.5rem), " +
		"screen and (max-width: 59.99rem) and (min-height: 32.5rem), screen and (min-width: 60rem) and (min-height: 31rem)"
)

// scoped prefixes each rule of a style sheet (one rule a line; at-rules on lines of their own) with a selector, which weighs nothing
// inside :where(). A rule of :root is of the selector itself, with its weight.
func scoped(rules, prefix string) string {
	var b strings.Builder
	inComment := false
	root := prefix
	if inner, ok := strings.CutPrefix(prefix, ":where("); ok {
		root = strings.TrimSuffix(inner, ")")
	}
	for _, line := range strings.Split(rules, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "/*") {
			inComment = true
		}
		if inComment {
			if strings.Contains(line, "*/") {
				inComment = false
			}
			continue
		}
		if strings.HasPrefix(line, "@") || strings.HasPrefix(line, "}") {
			b.WriteString(line + "\n")
			continue
		}
		sel, body, ok := strings.Cut(line, "{")
		if !ok {
			continue
		}
		parts := strings.Split(sel, ",")
		for i, s := range parts {
			s = strings.TrimSpace(s)
			if rest, ok := strings.CutPrefix(s, ":root"); ok {
				parts[i] = root + rest
				continue
			}
			parts[i] = prefix + " " + s
		}
		b.WriteString(strings.Join(parts, ",") + " {" + body + "\n")
	}
	return b.String()
}
