package pack

import (
	"fmt"
	"regexp"
	"strings"

	"sahel-explainer/locales"
)

// A rule for languages stands in a style sheet once, on a line of its own: TAG is the language, and lang(KEY) a value of the table [css]
// of its file. A language whose file does not have a value is left out of that rule.
var (
	langRule  = regexp.MustCompile(`:lang\(TAG\)`)
	langValue = regexp.MustCompile(`\blang\(([a-z-]+)\)`)
)

// LanguageRules writes the rules of a style sheet that are for languages for each language.
func LanguageRules(css string, in []locales.Locale) string {
	lines := strings.SplitAfter(css, "\n")
	var out strings.Builder
	for _, line := range lines {
		if !langRule.MatchString(line) {
			out.WriteString(line)
			continue
		}
		for _, l := range in {
			whole := true
			rule := langValue.ReplaceAllStringFunc(line, func(m string) string {
				v, ok := l.CSS[langValue.FindStringSubmatch(m)[1]]
				whole = whole && ok
				return v
			})
			if whole {
				out.WriteString(langRule.ReplaceAllLiteralString(rule, fmt.Sprintf(":lang(%s)", l.Tag)))
			}
		}
	}
	return out.String()
}
