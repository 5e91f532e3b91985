package server

import (
	"context"
	"net/http"
	"sync/atomic"

	"sahel-explainer/app/policy"
)

// Readiness is what /readyz answers: no until the site has been found whole, then yes until the server is told to stop, so that whoever
// spreads requests sends them to a server that can serve.
type Readiness struct{ why atomic.Pointer[string] }

// Set says why the server is not ready; "" that it is.
func (r *Readiness) Set(why string) { r.why.Store(&why) }

// Handle answers /readyz, and leaves all else to h. It is not ready from the moment that ctx ends.
func (r *Readiness) Handle(ctx context.Context, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.URL.Path != "/readyz" {
			h.ServeHTTP(w, req)
			return
		}
		for _, x := range policy.Bare() {
			w.Header().Set(x.Name, x.Value)
		}
		w.Header().Set("Cache-Control", "no-store")
		why := "the site is being looked through"
		if p := r.why.Load(); p != nil {
			why = *p
		}
		if ctx.Err() != nil {
			why = "stopping"
		}
		switch {
		case req.Method != http.MethodGet && req.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		case why != "":
			http.Error(w, why, http.StatusServiceUnavailable)
		default:
			w.Write([]byte("ok\n"))
		}
	})
}
