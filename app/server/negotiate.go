package server

import (
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

var (
	tags    = []string{"ar", "fr", "en"} // the source first: it is given where nothing fits
	matcher = language.NewMatcher([]language.Tag{language.Arabic, language.French, language.English})
)

// localeOf chooses a language by the Accept-Language header; the source language where nothing fits.
func localeOf(r *http.Request) string {
	asked, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(asked) == 0 {
		return tags[0]
	}
	_, i, confidence := matcher.Match(asked...)
	if confidence == language.No {
		return tags[0]
	}
	return tags[i]
}

// codings are the content codings that a build writes, the smaller first.
var codings = []string{"br", "gzip"}

// negotiate picks the coding of a file that the client likes best, the smaller where it likes two alike, and none where it
// names none (RFC 9110, section 12.5.3).
func negotiate(accept string, f *file) string {
	liking := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		name, rest, _ := strings.Cut(part, ";")
		q := 1.0
		if k, v, ok := strings.Cut(rest, "="); ok && strings.EqualFold(strings.TrimSpace(k), "q") {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(v), 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
		liking[strings.ToLower(strings.TrimSpace(name))] = q
	}
	best, most := "", 0.0
	for _, c := range codings {
		q, named := liking[c]
		if !named {
			q = liking["*"]
		}
		if _, has := f.variants[c]; has && q > most {
			best, most = c, q
		}
	}
	if most < liking["identity"] {
		return ""
	}
	return best
}
