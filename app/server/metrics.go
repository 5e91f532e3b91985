package server

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// bounds are the upper ends of the classes of time that answers are counted in, in seconds.
var bounds = []float64{0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10}

// Metrics count what a server answers, for whoever watches it. They know nothing of readers: no address, no path.
type Metrics struct {
	start    time.Time
	inFlight atomic.Int64
	bytes    atomic.Int64
	micros   atomic.Int64
	status   [6]atomic.Int64 // by the first digit of the status
	within   [8]atomic.Int64 // by the class of time, the last one beyond all bounds
}

// NewMetrics are at zero.
func NewMetrics() *Metrics { return &Metrics{start: time.Now()} }

// Count counts what a handler answers.
func (m *Metrics) Count(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, c := time.Now(), &counter{ResponseWriter: w, status: http.StatusOK}
		m.inFlight.Add(1)
		defer func() {
			took := time.Since(start)
			m.inFlight.Add(-1)
			m.bytes.Add(c.bytes)
			m.micros.Add(took.Microseconds())
			m.status[min(max(c.status/100, 0), 5)].Add(1)
			i := 0
			for i < len(bounds) && took.Seconds() > bounds[i] {
				i++
			}
			m.within[i].Add(1)
		}()
		h.ServeHTTP(c, r)
	})
}

// ServeHTTP writes the counts in the text format of Prometheus.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	head := func(name, kind, help string) { fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	head("explainer_requests_total", "counter", "Answers, by class of status.")
	for i := 1; i < len(m.status); i++ {
		fmt.Fprintf(w, "explainer_requests_total{status=\"%dxx\"} %d\n", i, m.status[i].Load())
	}
	head("explainer_response_bytes_total", "counter", "Bytes of bodies sent.")
	fmt.Fprintf(w, "explainer_response_bytes_total %d\n", m.bytes.Load())
	head("explainer_requests_in_flight", "gauge", "Requests being answered.")
	fmt.Fprintf(w, "explainer_requests_in_flight %d\n", m.inFlight.Load())
	head("explainer_request_seconds", "histogram", "Time that answers took.")
	n := int64(0)
	for i, b := range bounds {
		n += m.within[i].Load()
		fmt.Fprintf(w, "explainer_request_seconds_bucket{le=\"%g\"} %d\n", b, n)
	}
	n += m.within[len(bounds)].Load()
	fmt.Fprintf(w, "explainer_request_seconds_bucket{le=\"+Inf\"} %d\nexplainer_request_seconds_sum %g\nexplainer_request_seconds_count %d\n", n, float64(m.micros.Load())/1e6, n)
	head("explainer_start_time_seconds", "gauge", "When the server began.")
	fmt.Fprintf(w, "explainer_start_time_seconds %d\n", m.start.Unix())
}
