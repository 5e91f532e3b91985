package server

import (
	"net/http"
	"strconv"
	"strings"

	"sahel-explainer/app/policy"
)

// own are the server's own addresses, which whoever watches it asks for at the root, wherever the site stands.
var own = map[string]bool{"/healthz": true}

// Only answers at one path.
func Only(path string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// Below serves a site at a path of its host, "/" or "/a/b/". The root leads there, so that whoever types the host alone arrives;
// nothing else stands outside of it.
func Below(path string, h http.Handler) http.Handler {
	prefix := strings.TrimSuffix(path, "/")
	if prefix == "" {
		return h
	}
	inside := http.StripPrefix(prefix, h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := r.URL.Path
		if strings.HasPrefix(p, prefix+"/") {
			inside.ServeHTTP(w, r)
			return
		}
		if own[p] {
			h.ServeHTTP(w, r)
			return
		}
		for _, x := range policy.Bare() {
			w.Header().Set(x.Name, x.Value)
		}
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		case p == prefix:
			redirect(w, r, prefix[strings.LastIndex(prefix, "/")+1:]+"/", http.StatusMovedPermanently)
		case p == "/":
			redirect(w, r, strings.TrimPrefix(prefix, "/")+"/", http.StatusFound)
		default:
			http.Error(w, "the site is at "+prefix+"/", http.StatusNotFound)
		}
	})
}

// Strict tells browsers to come by TLS alone from now on, for the given seconds. It is said with every answer.
func Strict(h http.Handler, seconds int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age="+strconv.Itoa(seconds))
		h.ServeHTTP(w, r)
	})
}
