package sheet

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Kind is what a value is to a browser: where a value of another kind is wanted, the declaration is void without a word.
type Kind string

// The kinds that are told apart. Words is all else: names of fonts, keywords.
const (
	Colour Kind = "a colour"
	Length Kind = "a length"
	Number Kind = "a number"
	Time   Kind = "a time"
	Angle  Kind = "an angle"
	Words  Kind = "words"
	// Open is a value that only a script gives (var() of a property that no sheet declares): it is held to nothing.
	Open Kind = "whatever a script sets"
)

var (
	colourNames = regexp.MustCompile(`(?i)^(transparent|currentcolor|black|white|gr[ae]y|silver|red|green|blue|yellow|orange|purple|brown|canvas|canvastext|graytext|highlight|highlighttext|linktext|buttonface|buttontext|field|fieldtext|mark|marktext)$`)
	colourFuncs = regexp.MustCompile(`(?i)^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|device-cmyk)\($`)
	mathFuncs   = regexp.MustCompile(`(?i)^(calc|min|max|clamp|round|abs|env)\($`)
	hex         = regexp.MustCompile(`(?i)^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$`)
	times       = regexp.MustCompile(`(?i)[0-9.](s|ms)$`)
	angles      = regexp.MustCompile(`(?i)[0-9.](deg|rad|grad|turn)$`)
	references  = regexp.MustCompile(`var\(\s*(--[\w-]+)`)
)

// use is a place where a custom property gets a value.
type use struct {
	where, value string
	kind         Kind
}

// TwoKinds finds custom properties that mean two things in one sheet: one that has values of two kinds, and one that is a colour
// where a length is wanted, or the other way round. Each finding is a line that says where.
func TwoKinds(rules []Rule) []string {
	var out []string
	declared := map[string][]use{}
	for _, r := range rules {
		for _, d := range r.Decls {
			if strings.HasPrefix(d.Name, "--") {
				where := fmt.Sprintf("line %d, %s", d.Line, r.Selector)
				declared[d.Name] = append(declared[d.Name], use{where: where, value: d.Value})
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		uses := declared[name]
		for i := range uses {
			uses[i].kind = kindOf(uses[i].value, declared, 0)
		}
		uses = slices.DeleteFunc(uses, func(u use) bool { return u.kind == Open })
		for _, u := range uses[min(1, len(uses)):] {
			if u.kind != uses[0].kind {
				out = append(out, fmt.Sprintf("%s is %s (%s: %s) and %s (%s: %s): give one of them another name",
					name, uses[0].kind, uses[0].where, uses[0].value, u.kind, u.where, u.value))
				break
			}
		}
	}
	for _, r := range rules {
		for _, d := range r.Decls {
			for _, m := range references.FindAllStringSubmatch(d.Value, -1) {
				if len(declared[m[1]]) == 0 {
					continue
				}
				k := declared[m[1]][0].kind
				if wantsColour.MatchString(d.Name) && k != Colour && k != Words || wantsLength.MatchString(d.Name) && k == Colour {
					out = append(out, fmt.Sprintf("line %d, %s: %s: %s cannot be: %s is %s", d.Line, r.Selector, d.Name, d.Value, m[1], k))
				}
			}
		}
	}
	return out
}

var (
	wantsColour = regexp.MustCompile(`^(color|fill|stroke|caret-color|accent-color|[a-z-]*-color)$`)
	wantsLength = regexp.MustCompile(`^((min-|max-)?(width|height|inline-size|block-size)|(padding|margin|inset|scroll-padding|scroll-margin)[a-z-]*|top|left|right|bottom|(row-|column-)?gap|font-size|contain-intrinsic[a-z-]*|transform|translate)$`)
)

func kindOf(value string, declared map[string][]use, depth int) Kind {
	value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
	lex := css.NewLexer(parse.NewInputString(value))
	kind := Words
	for first := true; ; first = false {
		tt, data := lex.Next()
		text := string(data)
		switch tt {
		case css.ErrorToken:
			return kind
		case css.PercentageToken:
			kind = Length
		case css.DimensionToken:
			kind = Length
			if times.MatchString(text) {
				kind = Time
			} else if angles.MatchString(text) {
				kind = Angle
			}
		case css.NumberToken:
			if first || kind == Words {
				kind = Number
			}
		case css.HashToken:
			if first && hex.MatchString(text) {
				return Colour
			}
		case css.FunctionToken:
			switch {
			case first && colourFuncs.MatchString(text):
				return Colour
			case text == "var(" && depth < 8:
				m := references.FindStringSubmatch(value)
				switch {
				case m == nil || kind != Words:
				case len(declared[m[1]]) > 0:
					kind = kindOf(declared[m[1]][0].value, declared, depth+1)
				case first:
					return Open
				}
			case !mathFuncs.MatchString(text):
				return Words
			}
		case css.IdentToken:
			if first && colourNames.MatchString(text) {
				return Colour
			}
			if first {
				return Words
			}
		case css.StringToken, css.CommaToken:
			if kind == Words {
				return Words
			}
		}
	}
}
