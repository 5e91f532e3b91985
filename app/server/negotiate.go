package server

import (
	"net/http"
	"strconv"
	"strings"

	"sahel-explainer/app/negotiate"
	"sahel-explainer/locales"
)

// localeOf chooses a language of the site by the Accept-Language header; empty where none fits.
func (s *Site) localeOf(r *http.Request) string {
	return s.langs.Language(r.Header.Get("Accept-Language"))
}

// languages is the table that the build wrote; of a site from before builds wrote one, the program's languages that it has pages in.
func (s *Site) languages() (negotiate.Table, error) {
	if f := s.files[negotiate.File]; f != nil {
		return negotiate.Parse(f.variants[""].body)
	}
	var in []locales.Locale
	for _, l := range locales.All() {
		if s.files[l.Tag+"/index.html"] != nil {
			in = append(in, l)
		}
	}
	return negotiate.Of(in), nil
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
