package preview

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"sahel-explainer/app/policy"
)

// storyPath is where the story stands in its variants. The key in it is what keeps an unpublished story from other pages that the
// same browser has open: a sandboxed frame on any of them has the origin null, as our own sandboxed places have, so the origin
// cannot tell them apart, and it has to be answered with Access-Control-Allow-Origin: *. What cannot be guessed cannot be asked for.
func (d *Desk) storyPath() string { return "/v/" + d.key + "/" }

// routes: the desk at /, what it asks for below /desk/, the story in its variants below storyPath, pages of hosts below /host/KEY/.
func (d *Desk) routes() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", d.page)
	m.HandleFunc("GET /desk/events", d.events)
	m.HandleFunc("GET /desk/findings", d.listFindings)
	m.HandleFunc("GET /desk/steps", d.listSteps)
	m.HandleFunc("GET /desk/step", d.step)
	m.HandleFunc("GET /desk/desk.js", d.script)
	m.HandleFunc("GET /desk/desk.css", d.sheet)
	m.HandleFunc("GET /desk/shot/{name}", d.shot)
	m.HandleFunc("POST /desk/open", d.open)
	m.HandleFunc("POST /desk/shots", d.shots)
	m.HandleFunc("GET "+d.storyPath()+"inside.js", d.script)
	m.HandleFunc("GET "+d.storyPath()+"{variant}/{path...}", d.story)
	m.HandleFunc("GET /host/"+d.key+"/{place}/{variant}/{locale}", d.host)
	m.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return m
}

// guard lets in who is on this machine and asks for this desk by one of its own names: a foreign page that has a name of its own
// lead here (DNS rebinding) sends that name, one that calls us directly sends its origin. What changes or opens something needs
// the secret of the desk page as well.
func (d *Desk) guard(h http.Handler) http.Handler {
	names := []string{"localhost:" + d.port, "127.0.0.1:" + d.port, "[::1]:" + d.port}
	own := func(origin string) bool {
		for _, n := range names {
			if origin == "http://"+n {
				return true
			}
		}
		return false
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse := func(why string) { http.Error(w, why, http.StatusForbidden) }
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if !own("http://" + r.Host) {
			refuse("not a name of this desk")
			return
		}
		story := strings.HasPrefix(r.URL.Path, d.storyPath())
		read := r.Method == http.MethodGet || r.Method == http.MethodHead
		origin := r.Header.Get("Origin")
		// A sandboxed frame of the story has the origin null, and may read what every reader may: it knows the key.
		if origin != "" && !own(origin) && !(origin == "null" && story && read) {
			refuse("a foreign page asked")
			return
		}
		from := r.Header.Get("Sec-Fetch-Site")
		switch {
		case strings.HasPrefix(r.URL.Path, "/desk/") && from != "" && from != "same-origin" && from != "none":
			refuse("only the desk asks for this")
			return
		case from == "cross-site" && r.Header.Get("Sec-Fetch-Dest") != "document":
			// localhost and 127.0.0.1 are two sites; a page of a third one has its address in Referer unless it hides it, and hides
			// nothing from us by that: answers to it are opaque.
			if u, err := url.Parse(r.Header.Get("Referer")); err == nil && u.Host != "" && !own("http://"+u.Host) {
				refuse("a foreign page asked")
				return
			}
		}
		if !read && (r.Header.Get("X-Desk-Token") != d.token || origin == "" || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")) {
			refuse("only the desk page may do this; reload it")
			return
		}
		h.ServeHTTP(w, r)
	})
}

// story serves the site in a variant, from memory.
func (d *Desk) story(w http.ResponseWriter, r *http.Request) {
	v, ok := parseVariant(r.PathValue("variant"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	if !d.there(w, r) {
		return
	}
	s := d.current()
	if v.language != "live" {
		var err error
		if s, err = d.madeUp(v.language); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
	}
	p := r.PathValue("path")
	status := http.StatusOK
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	body, ok := s.Tree[p]
	if !ok && v.language == "live" { // the stories come first: what stands beside them may be on its way
		select {
		case <-d.whole:
		case <-r.Context().Done():
			return
		case <-time.After(30 * time.Second):
		}
		s = d.current()
		body, ok = s.Tree[p]
	}
	if !ok {
		if s.Tree[p+"/index.html"] != nil {
			http.Redirect(w, r, path.Base(p)+"/", http.StatusFound)
			return
		}
		p, status = "404.html", http.StatusNotFound
		if body, ok = s.Tree[p]; !ok {
			http.NotFound(w, r)
			return
		}
	}
	typ := policy.MediaType(p)
	h := w.Header()
	for _, x := range policy.Headers(p, typ, policy.Anyone) {
		h.Set(x.Name, x.Value)
	}
	h.Set("Content-Type", typ)
	h.Del("Cross-Origin-Opener-Policy") // the desk opens pages and looks into them
	if strings.HasPrefix(typ, "text/html") {
		body = v.page(body, d.storyPath(), stylesOf(s.Tree), d.wordIn(strings.SplitN(p, "/", 2)[0], "desk.draft"))
	}
	if v.has("slow") {
		slowly(w, r, status, body)
		return
	}
	w.WriteHeader(status)
	w.Write(body)
}

// there waits for the first stories and reports whether they came.
func (d *Desk) there(w http.ResponseWriter, r *http.Request) bool {
	select {
	case <-d.made:
		return true
	case <-r.Context().Done():
	case <-time.After(time.Minute):
		http.Error(w, "nothing has been drafted yet; the terminal says why", http.StatusServiceUnavailable)
	}
	return false
}

// slowly answers like a slow mobile network: 400 ms until the first byte, then 50 KB/s of what is transferred, compressed.
func slowly(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	gz.Write(body) // into memory: never fails
	gz.Close()
	if b.Len() < len(body) {
		w.Header().Set("Content-Encoding", "gzip")
		body = b.Bytes()
	}
	wait := func(t time.Duration) bool {
		select {
		case <-r.Context().Done():
			return false
		case <-time.After(t):
			return true
		}
	}
	if !wait(400 * time.Millisecond) {
		return
	}
	w.WriteHeader(status)
	for len(body) > 0 {
		n := min(len(body), 5000)
		if _, err := w.Write(body[:n]); err != nil {
			return
		}
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		body = body[n:]
		if !wait(100 * time.Millisecond) {
			return
		}
	}
}

// events tells the desk, for as long as it listens, what has changed.
func (d *Desk) events(w http.ResponseWriter, r *http.Request) {
	flush, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no stream", http.StatusInternalServerError)
		return
	}
	listener := make(chan struct{}, 1)
	d.mu.Lock()
	d.listeners[listener] = strings.Split(r.URL.Query().Get("show"), ",")
	d.mu.Unlock()
	defer func() {
		d.mu.Lock()
		delete(d.listeners, listener)
		d.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 300\n\n")
	for {
		raw, err := json.Marshal(d.now())
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", raw); err != nil {
			return
		}
		flush.Flush()
		select {
		case <-r.Context().Done():
			return
		case <-listener:
		case <-time.After(20 * time.Second): // finds out who has gone
		}
	}
}

func (d *Desk) listFindings(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	f := d.findings
	d.mu.Unlock()
	answer(w, f)
}

// answer writes a value as JSON for the desk.
func answer(w http.ResponseWriter, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(raw)
}
