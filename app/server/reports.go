package server

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"sahel-explainer/app/policy"
)

// ReportsPath is where browsers report what a page's policy has stopped, below the site's path.
const ReportsPath = "/csp-report"

// What a report may be, and how many are written a second: anyone can send them, and a log is not to be filled by strangers.
const (
	reportBytes, reportField, reportsInOne = 16 << 10, 200, 5
	reportsPerSecond                       = 5
)

// Reports writes what browsers report to the log: a bounded line each, without who they are, what they read before or what was in the page.
type Reports struct {
	log     *slog.Logger
	now     func() time.Time
	mu      sync.Mutex
	second  int64
	written int
	dropped int
}

// NewReports writes to a log.
func NewReports(log *slog.Logger) *Reports { return &Reports{log: log, now: time.Now} }

// violation is what both kinds of report say, under the names of report-uri and of the Reporting API.
type violation struct {
	Document   string `json:"document-uri"`
	Blocked    string `json:"blocked-uri"`
	Directive  string `json:"effective-directive"`
	Document2  string `json:"documentURL"`
	Blocked2   string `json:"blockedURL"`
	Directive2 string `json:"effectiveDirective"`
}

// ServeHTTP takes a report.
func (r *Reports) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	for _, x := range policy.Bare() {
		w.Header().Set(x.Name, x.Value)
	}
	w.Header().Set("Cache-Control", "no-store")
	if req.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, reportBytes))
	if err != nil {
		http.Error(w, "a report has at most 16 KB", http.StatusRequestEntityTooLarge)
		return
	}
	said, ok := violations(body)
	if !ok {
		http.Error(w, "not a report of a policy", http.StatusBadRequest)
		return
	}
	for i, v := range said {
		if i == reportsInOne {
			break
		}
		r.write(v)
	}
	w.WriteHeader(http.StatusNoContent)
}

// violations reads a report of either kind; of the Reporting API's those of a policy alone.
func violations(body []byte) ([]violation, bool) {
	var old struct {
		Report *violation `json:"csp-report"`
	}
	if json.Unmarshal(body, &old) == nil && old.Report != nil {
		return []violation{*old.Report}, true
	}
	var list []struct {
		Type string    `json:"type"`
		Body violation `json:"body"`
	}
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) || json.Unmarshal(body, &list) != nil {
		return nil, false
	}
	var out []violation
	for _, x := range list {
		if x.Type == "csp-violation" {
			v := x.Body
			out = append(out, violation{Document: v.Document2, Blocked: v.Blocked2, Directive: v.Directive2})
		}
	}
	return out, true
}

func (r *Reports) write(v violation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := r.now().Unix(); now != r.second {
		r.second, r.written = now, 0
	}
	if r.written == reportsPerSecond {
		r.dropped++
		return
	}
	r.written++
	args := []any{"directive", short(v.Directive), "page", short(pathOf(v.Document)), "blocked", short(originOf(v.Blocked))}
	if r.dropped > 0 {
		args = append(args, "dropped", r.dropped)
		r.dropped = 0
	}
	r.log.Warn("a page's policy stopped something", args...)
}

func short(s string) string {
	s = strings.ToValidUTF8(s, "")
	if utf8.RuneCountInString(s) > reportField {
		s = string([]rune(s)[:reportField]) + "…"
	}
	return s
}

// pathOf leaves the query out: it may say where a reader came from.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}

// originOf is whom something was asked of, or the browser's own word (inline, eval, data).
func originOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host
	}
	word, _, _ := strings.Cut(address, ":")
	return word
}
