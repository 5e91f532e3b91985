package server

import (
	"regexp"
	"strings"
	"testing"
)

// What is counted is told as Prometheus reads it, and tells of nobody.
func TestMetrics(t *testing.T) {
	m := NewMetrics()
	h := m.Count(site(t))
	for _, p := range []string{"/ar/", "/fr/", "/nowhere", "/fr/graphics/map"} {
		ask(h, "GET", p, "User-Agent", "somebody")
	}
	text := ask(m, "GET", "/metrics").Body.String()
	for _, want := range []string{`explainer_requests_total{status="2xx"} 2`, `explainer_requests_total{status="3xx"} 1`, `explainer_requests_total{status="4xx"} 1`, `explainer_request_seconds_bucket{le="+Inf"} 4`,
		"explainer_request_seconds_count 4", "explainer_requests_in_flight 0", "explainer_response_bytes_total 30"} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	line := regexp.MustCompile(`^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+-]+)$`)
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		if !line.MatchString(l) {
			t.Errorf("Prometheus does not read %q", l)
		}
	}
	if strings.Contains(text, "somebody") || strings.Contains(text, "/ar/") {
		t.Errorf("it tells of readers: %s", text)
	}
}
