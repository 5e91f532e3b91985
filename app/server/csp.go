package server

import (
	"html"
	"net/http"
	"regexp"
)

// ownPolicy is how a page states its policy. The document puts it before all that a policy speaks of.
var ownPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// policyIn is the policy that a page states, "" for one that states none.
func policyIn(page []byte) string {
	if m := ownPolicy.FindSubmatch(page); m != nil {
		return html.UnescapeString(string(m[1]))
	}
	return ""
}

// secure says a page's own policy as a header too, which nothing that gets into the page comes before, beside who may frame it (what
// policy.Headers has set); and where to report what it stops, which is not heard in a meta element.
func (s *Site) secure(h http.Header, f *file) {
	if f.policy == "" {
		return
	}
	said := f.policy
	if framing := h.Get("Content-Security-Policy"); framing != "" {
		said += "; " + framing
	}
	if s.Reports != "" {
		said += "; report-uri " + s.Reports + "; report-to csp"
		h.Set("Reporting-Endpoints", `csp="`+s.Reports+`"`)
	}
	h.Set("Content-Security-Policy", said)
}
