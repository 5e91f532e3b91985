//go:build !editor

package main

import (
	"net/http"
	"sync"
	"time"
)

// narrow is a slow line before a site: each request waits for the latency, and all answers share the line's width. It stands at the
// server and not in the browser, whose own throttle leaves out what a service worker fetches. It is wide until set.
type narrow struct {
	mu      sync.Mutex
	latency time.Duration
	perByte time.Duration
	free    time.Time // when what has been sent so far is through
}

// before puts the line before a site.
func (n *narrow) before(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		wait := n.latency
		n.mu.Unlock()
		time.Sleep(wait)
		h.ServeHTTP(line{w, n}, r)
	})
}

func (n *narrow) set(p profile) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.latency, n.perByte = time.Duration(p.latency*float64(time.Millisecond)), 0
	if p.kbps > 0 {
		n.perByte = time.Duration(8 / p.kbps * float64(time.Millisecond))
	}
}

// line is an answer on its way.
type line struct {
	http.ResponseWriter
	n *narrow
}

func (l line) Unwrap() http.ResponseWriter { return l.ResponseWriter }

func (l line) Write(b []byte) (int, error) {
	const packet = 1400
	sent := 0
	for len(b) > 0 {
		part := b[:min(packet, len(b))]
		l.n.mu.Lock()
		if now := time.Now(); l.n.free.Before(now) {
			l.n.free = now
		}
		l.n.free = l.n.free.Add(time.Duration(len(part)) * l.n.perByte)
		free := l.n.free
		l.n.mu.Unlock()
		time.Sleep(time.Until(free))
		m, err := l.ResponseWriter.Write(part)
		sent += m
		if err != nil {
			return sent, err
		}
		http.NewResponseController(l.ResponseWriter).Flush()
		b = b[len(part):]
	}
	return sent, nil
}
