package render

import (
	"regexp"
	"strings"
)

// parts are where a paragraph, a head or a choice begins, and what a reader opens first.
var parts = regexp.MustCompile(`<(?:p|header|label)[ >]|<details[ >]|</details>`)

// told gives each paragraph, head and label of the parts that are laid out late (.later in web/css/02-story.css) an attribute that
// says nothing. While it is not laid out, Chromium takes each for what it is only if it has some attribute of ARIA or an id; else what
// is in it stands in the accessibility tree beside it, and goes into it later without a word. Orca keeps what it was told first: from
// the end of a link that is a paragraph's last it went on at the beginning of the part, for ever; from the first choice of a form
// behind the form.
func told(article string) string {
	first := strings.Index(article, ` later"`)
	if first < 0 {
		return article
	}
	folded := 0
	return article[:first] + parts.ReplaceAllStringFunc(article[first:], func(tag string) string {
		switch {
		case strings.HasPrefix(tag, "<d"):
			folded++
		case strings.HasPrefix(tag, "</"):
			folded--
		case folded == 0:
			return tag[:len(tag)-1] + ` aria-atomic="false"` + tag[len(tag)-1:]
		}
		return tag
	})
}
