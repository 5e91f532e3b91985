package server

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

const stated = "default-src 'none'; style-src 'sha256-abc='"

// What a page states in its own head is said as a header too, beside who may frame it and where to report; a page that states nothing gets
// no policy of ours.
func TestPolicyIsSaidAsAHeaderToo(t *testing.T) {
	page := `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-abc=&#39;"><title>x</title>`
	s, err := Load(fstest.MapFS{"index.html": {Data: []byte("choose")}, "fr/index.html": {Data: []byte(page)}, "fr/index.html.br": {Data: []byte("packed")}, "fr/404.html": {Data: []byte(page)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ ancestors, reports, path, want, endpoints string }{
		{"*", "", "/fr/", stated, ""}, {"*", "", "/fr/nowhere", stated, ""}, {"*", "/x/csp-report", "/?choose", "", ""},
		{"'self'", "", "/fr/", stated + "; frame-ancestors 'self'", ""},
		{"'self'", "/x/csp-report", "/fr/", stated + "; frame-ancestors 'self'; report-uri /x/csp-report; report-to csp", `csp="/x/csp-report"`},
	} {
		s.Ancestors, s.Reports = c.ancestors, c.reports
		for _, coding := range []string{"identity", "br"} {
			h := ask(s, "GET", c.path, "Accept-Encoding", coding).Header()
			if h.Get("Content-Security-Policy") != c.want || h.Get("Reporting-Endpoints") != c.endpoints {
				t.Errorf("%v: %q, %q", c, h.Get("Content-Security-Policy"), h.Get("Reporting-Endpoints"))
			}
		}
	}
}

// A report is one bounded line without the reader's address or a page's query; what is no report, too long or too much writes nothing.
func TestReportsAreBounded(t *testing.T) {
	var log bytes.Buffer
	r, now := NewReports(slog.New(slog.NewJSONHandler(&log, nil))), time.Unix(1, 0)
	r.now = func() time.Time { return now }
	post := func(method, body string) int {
		w := httptest.NewRecorder()
		r.ServeHTTP(w, httptest.NewRequest(method, "/csp-report", strings.NewReader(body)))
		return w.Code
	}
	for _, c := range []struct {
		method, body string
		code         int
		line         string
	}{
		{"POST", `{"csp-report":{"document-uri":"https://news.example/x/fr/?from=mail","blocked-uri":"https://evil.example/a.js?b","effective-directive":"script-src-elem"}}`, 204,
			`"directive":"script-src-elem","page":"/x/fr/","blocked":"https://evil.example"}`},
		{"POST", `[{"type":"csp-violation","body":{"documentURL":"https://news.example/fr/","blockedURL":"inline","effectiveDirective":"style-src-elem"}},{"type":"deprecation","body":{}}]`, 204,
			`"directive":"style-src-elem","page":"/fr/","blocked":"inline"}`},
		{"POST", `{"csp-report":{"document-uri":"/` + strings.Repeat("a", 9000) + `","effective-directive":"x\ny"}}`, 204, `…","blocked":""}`},
		{"POST", `{}`, 400, ""}, {"POST", `[1]`, 400, ""}, {"POST", "", 400, ""}, {"POST", strings.Repeat("a", 17<<10), 413, ""}, {"GET", "", 405, ""},
	} {
		log.Reset()
		if code := post(c.method, c.body); code != c.code {
			t.Errorf("%.60q: %d, want %d", c.body, code, c.code)
		}
		if got := log.String(); c.line == "" && got != "" || c.line != "" && !strings.HasSuffix(got, c.line+"\n") || strings.Count(got, "\n") > 1 || len(got) > 800 || strings.Contains(got, "192.0.2.1") {
			t.Errorf("%.60q writes %q", c.body, got)
		}
	}
	now = now.Add(time.Second)
	log.Reset()
	many := `[` + strings.TrimSuffix(strings.Repeat(`{"type":"csp-violation","body":{}},`, 100), ",") + `]`
	for range 50 {
		post("POST", many)
	}
	if n := strings.Count(log.String(), "\n"); n != reportsPerSecond {
		t.Errorf("%d lines of a flood in one second", n)
	}
	now = now.Add(time.Second)
	log.Reset()
	post("POST", `{"csp-report":{}}`)
	if !strings.Contains(log.String(), `"dropped":245`) {
		t.Errorf("after the flood: %s", log.String())
	}
}

// A server is ready once its site has been looked through, and no more from the moment that it is told to stop.
func TestReadiness(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	r := &Readiness{}
	h := r.Handle(ctx, site(t))
	ready := func(want int, say string) {
		t.Helper()
		w := ask(h, "GET", "/readyz")
		if w.Code != want || !strings.Contains(w.Body.String(), say) || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%d %q %v, want %d", w.Code, w.Body, w.Header(), want)
		}
		if w := ask(h, "GET", "/healthz"); w.Code != http.StatusOK { // it lives all the same
			t.Errorf("healthz: %d", w.Code)
		}
	}
	ready(503, "looked through")
	r.Set("one file is not as it was built")
	ready(503, "one file")
	r.Set("")
	ready(200, "ok")
	if w := ask(h, "POST", "/readyz"); w.Code != 405 || w.Header().Get("Allow") == "" {
		t.Errorf("POST: %d", w.Code)
	}
	cancel()
	ready(503, "stopping")
}
