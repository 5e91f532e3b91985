package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/locales"
)

// variant is a way of looking at the story, named by a part of a preview address (/v/KEY/live-dark-still/): a version, then
// what is done to its pages while they are served. What dist/ holds is never changed.
type variant struct {
	language string // live, pseudo, mirror
	options  []string
}

// versions are the story itself and two made-up languages that are generated from English.
var versions = []string{"live", "pseudo", "mirror"}

// variantOptions are what can be asked for, in the order in which a name lists them.
var variantOptions = []string{"light", "dark", "still", "print", "noscript", "big", "slow", "draft", locales.Short}

// parseVariant reads a name; a name that is not written as String writes it is none.
func parseVariant(name string) (variant, bool) {
	parts := strings.Split(name, "-")
	v := variant{parts[0], parts[1:]}
	if !slices.Contains(versions, v.language) {
		return v, false
	}
	last := -1
	for _, o := range v.options {
		i := slices.Index(variantOptions, o)
		if i <= last {
			return v, false
		}
		last = i
	}
	return v, true
}

func (v variant) has(option string) bool { return slices.Contains(v.options, option) }

func (v variant) String() string {
	return strings.Join(append([]string{v.language}, v.options...), "-")
}

// restyling are the options that change style sheets.
var restyling = []string{"still", "print", "big", "draft"}

func (v variant) restyles() bool { return slices.ContainsFunc(restyling, v.has) }

// css is a style sheet under the variant. Media conditions are replaced by such as always or never hold, so that what a reader
// in that situation gets is what is seen, by the same rules.
func (v variant) css(style, draftWord string) string {
	if v.has("still") {
		style = strings.NewReplacer(
			"prefers-reduced-motion:reduce", "min-width:0", "prefers-reduced-motion: reduce", "min-width:0",
			"prefers-reduced-motion:no-preference", "max-width:0", "prefers-reduced-motion: no-preference", "max-width:0",
		).Replace(style)
	}
	if v.has("print") {
		style = strings.NewReplacer("@media print", "@media all", "@media screen", "@media not all").Replace(style)
	}
	if v.has("big") {
		// A reader's own setting scales the rem of media conditions as well, a style sheet's does not.
		style = conditions.ReplaceAllStringFunc(style, func(m string) string {
			return rems.ReplaceAllStringFunc(m, func(r string) string {
				n, _ := strconv.ParseFloat(strings.TrimSuffix(r, "rem"), 64)
				return strconv.FormatFloat(2*n, 'g', -1, 64) + "rem"
			})
		}) + "html{font-size:200%}"
	}
	if v.has("draft") {
		style += `body::after{content:"` + draftWord + `";position:fixed;inset:0;z-index:99;display:grid;place-items:center;pointer-events:none;` +
			`font:700 min(24vw,14rem)/1 sans-serif;color:#b0201c;opacity:.13;rotate:-24deg;overflow:hidden}`
	}
	return style
}

// page is a page of the site under the variant. styles are the style sheets that the site's pages carry: the policies of pages
// that allow them allow what becomes of them. root is the path below which the desk serves the story.
func (v variant) page(page []byte, root string, styles []string, draftWord string) []byte {
	s := string(page)
	// A service worker would go on showing what was.
	s = strings.Replace(s, ` data-sw="`, ` data-no-sw="`, 1)
	if v.restyles() {
		from, to := strings.Index(s, "<style>"), strings.Index(s, "</style>")
		if from >= 0 && to > from {
			from += len("<style>")
			own := s[from:to]
			s = s[:from] + v.css(own, draftWord) + s[to:]
			for _, x := range append([]string{own}, styles...) {
				s = strings.Replace(s, cspHash(x), cspHash(v.css(x, draftWord)), 1)
			}
		}
	}
	for _, theme := range []string{"light", "dark"} {
		if v.has(theme) {
			s = strings.Replace(s, "<html ", `<html data-theme="`+theme+`" `, 1)
		}
	}
	if v.has("noscript") {
		s = strings.Replace(s, scriptSources.FindString(s), html.EscapeString("script-src 'none'"), 1)
		s = scriptTag.ReplaceAllString(s, "") // a browser without scripts does not complain of them either
	} else if at := strings.Index(s, "<script src="); at >= 0 {
		still := ""
		if v.has("still") {
			still = " data-still"
		}
		s = s[:at] + fmt.Sprintf(`<script src="%sinside.js" defer data-preview%s></script>`, root, still) + s[at:]
	}
	return []byte(s)
}

var (
	conditions = regexp.MustCompile(`@media[^{]*`)
	rems       = regexp.MustCompile(`\d*\.?\d+rem`)
)

// scriptSources is the part of a page's policy that says which scripts run.
var scriptSources = regexp.MustCompile(html.EscapeString("script-src 'self'") + `[^;]*` + html.EscapeString(" 'wasm-unsafe-eval'"))

var scriptTag = regexp.MustCompile(`<script src="[^"]*"( async)?></script>`)

func cspHash(style string) string {
	sum := sha256.Sum256([]byte(style))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// stylesOf are the style sheets of a site's stories.
func stylesOf(tree map[string][]byte) []string {
	var out []string
	for _, at := range slices.Sorted(maps.Keys(tree)) {
		if tag, ok := strings.CutSuffix(at, "/index.html"); !ok || strings.Contains(strings.TrimSuffix(tag, "/"+locales.Short), "/") {
			continue
		}
		p := tree[at]
		from, to := bytes.Index(p, []byte("<style>")), bytes.Index(p, []byte("</style>"))
		if from >= 0 && to > from {
			out = append(out, string(p[from+len("<style>"):to]))
		}
	}
	return out
}
