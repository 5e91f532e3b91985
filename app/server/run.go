package server

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// limits are what a client may take. Whoever is slower or sends more is cut off, so that many of them cost little.
type limits struct {
	header, read, write, idle, stop time.Duration
	headerBytes                     int
}

var usual = limits{header: 5 * time.Second, read: 10 * time.Second, write: 5 * time.Minute, idle: 60 * time.Second, stop: 5 * time.Second, headerBytes: 16 << 10}

// Run serves a handler on addr until ctx ends, then lets open requests finish for a few seconds. Slow or silent clients are
// cut off, and headers are small.
func Run(ctx context.Context, addr string, tls Certificate, h http.Handler, log *slog.Logger, ready func(net.Addr)) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	if ready != nil {
		ready(l.Addr())
	}
	return usual.serve(ctx, l, tls, h, log)
}

func (m limits) serve(ctx context.Context, l net.Listener, tls Certificate, h http.Handler, log *slog.Logger) error {
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: m.header, ReadTimeout: m.read, WriteTimeout: m.write,
		IdleTimeout: m.idle, MaxHeaderBytes: m.headerBytes, ErrorLog: troubles(log),
	}
	if tls.Cert != "" {
		k, err := keep(tls, lookEvery, log)
		if err != nil {
			l.Close()
			return err
		}
		srv.TLSConfig = k.config()
	}
	done := make(chan error, 1)
	go func() {
		if tls.Cert != "" {
			done <- srv.ServeTLS(l, "", "")
			return
		}
		done <- srv.Serve(l)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		stop, cancel := context.WithTimeout(context.Background(), m.stop)
		defer cancel()
		if err := srv.Shutdown(stop); err != nil {
			return srv.Close() // whoever is still there after that is cut off
		}
		return nil
	}
}

// Logged writes one structured line per request: method, path, status, bytes, time. No address of a reader is written, and a
// log that cannot be written stops nobody.
func Logged(h http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		c := &counter{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(c, r)
		log.Info("request", "method", r.Method, "path", r.URL.Path, "status", c.status, "bytes", c.bytes, "ms", time.Since(start).Milliseconds())
	})
}

type counter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *counter) WriteHeader(s int) { c.status = s; c.ResponseWriter.WriteHeader(s) }
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}
