package main

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"
)

// narrow is a site behind a slow line: each request waits for the latency, and all answers share the line's width. It stands before the
// server and not in the browser, whose own throttle leaves out what a service worker fetches.
type narrow struct {
	url string

	mu      sync.Mutex
	latency time.Duration
	perByte time.Duration
	free    time.Time // when what has been sent so far is through
}

// narrowed puts a line before the site at base; it is wide until set.
func narrowed(base string) (*narrow, func(), error) {
	to, err := url.Parse(base)
	if err != nil {
		return nil, nil, err
	}
	n := &narrow{}
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.FlushInterval = -1
	proxy.ErrorLog = log.New(io.Discard, "", 0)                 // a reader who leaves cuts answers off
	proxy.Transport = &http.Transport{DisableCompression: true} // as the reader asked for it
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		wait := n.latency
		n.mu.Unlock()
		time.Sleep(wait)
		proxy.ServeHTTP(line{w, n}, r)
	}))
	n.url = strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
	return n, srv.Close, nil
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
