package server

import (
	"net/http"
	"strconv"
	"strings"

	"sahel-explainer/app/negotiate"
)

// localeOf chooses a language of the site by the Accept-Language header; empty where none fits.
func (s *Site) localeOf(r *http.Request) string {
	return negotiate.Language(r.Header.Get("Accept-Language"), func(tag string) bool { return s.files[tag+"/index.html"] != nil })
}

// codings are the content codings that a build writes, the smaller first.
var codings = []string{"br", "gzip"}

// codingOf picks the coding of a file that the client likes best, the smaller where it likes two alike, and none where it
// names none (RFC 9110, section 12.5.3).
func codingOf(accept string, f *file) string {
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
