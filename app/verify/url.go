package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"sort"
	"strings"
	"sync"
	"time"

	"sahel-explainer/app/policy"
)

// abreast is how many files are asked for at once: a check, not a load.
const abreast = 4

// limit is what one answer may weigh; the client is the heaviest file, at about 6 MB unpacked.
const limit = 64 << 20

// URL compares what an address serves with the list that it serves: each file in each coding, and what is said with it. The list itself
// is taken from there, or, if local is not nil, from the build at hand: only then does it find a whole site of another release.
func URL(ctx context.Context, base string, local []byte) (faults []Fault, compared int, err error) {
	root, err := url.Parse(base)
	if err != nil || root.Host == "" || root.Scheme != "http" && root.Scheme != "https" {
		return nil, 0, fmt.Errorf("%q: give the address of the site's root, like https://news.example/explainers/story/", base)
	}
	if !strings.HasSuffix(root.Path, "/") {
		root.Path += "/"
	}
	v := &visitor{ctx: ctx, root: root, client: &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	list := local
	if list == nil {
		a, err := v.get(SumsFile, "")
		if err != nil {
			return nil, 0, err
		}
		if a.status != http.StatusOK {
			return nil, 0, fmt.Errorf("%s%s answers %d: is it the address of the site's root?", root, SumsFile, a.status)
		}
		list = a.body
	}
	want, err := parse(list)
	if err != nil {
		return nil, 0, err
	}
	work := make(chan string)
	var all sync.WaitGroup
	for range abreast {
		all.Go(func() {
			for p := range work {
				v.file(p, want[p])
			}
		})
	}
	for p := range want {
		work <- p
	}
	close(work)
	all.Wait()
	sort.Slice(v.faults, func(i, j int) bool { return v.faults[i].Path < v.faults[j].Path })
	return v.faults, v.compared, ctx.Err()
}

// visitor asks a server for the files of a site.
type visitor struct {
	ctx    context.Context
	root   *url.URL
	client *http.Client

	mu       sync.Mutex
	faults   []Fault
	compared int
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func (v *visitor) bad(p, what string, a ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.faults = append(v.faults, Fault{p, fmt.Sprintf(what, a...)})
}

// address is where a reader finds a file: a folder's page at the folder, the choice of languages where nothing chooses for him, a page
// for what is missing at a place where nothing is.
func address(p string) (relative string, status int) {
	dir, name := path.Split(p)
	switch {
	case p == "index.html":
		return "?choose", http.StatusOK
	case name == "404.html":
		return dir + "nothing-is-here", http.StatusNotFound
	case name == "index.html":
		return dir, http.StatusOK
	}
	return p, http.StatusOK
}

func (v *visitor) get(relative, coding string) (answer, error) {
	ref, err := url.Parse(relative)
	if err != nil {
		return answer{}, err
	}
	req, err := http.NewRequestWithContext(v.ctx, http.MethodGet, v.root.ResolveReference(ref).String(), nil)
	if err != nil {
		return answer{}, err
	}
	if coding == "" {
		coding = "identity"
	}
	req.Header.Set("Accept-Encoding", coding) // set by hand, Go leaves the body as it comes
	res, err := v.client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err == nil && len(body) > limit {
		err = errors.New("is larger than anything that was built")
	}
	return answer{res.StatusCode, res.Header, body}, err
}

// file compares one file in each coding.
func (v *visitor) file(p, want string) {
	at, status := address(p)
	if p == "404.html" { // answered in the reader's language, by that language's page
		return
	}
	for _, coding := range []string{"", "br", "gzip"} {
		a, err := v.get(at, coding)
		if err != nil {
			v.bad(p, "cannot be had: %v", err)
			return
		}
		v.mu.Lock()
		v.compared++
		v.mu.Unlock()
		if a.status != status {
			v.bad(p, "answers %d where %d is right", a.status, status)
			return
		}
		got := a.header.Get("Content-Encoding")
		if got != "" && got != coding {
			v.bad(p, "comes as %q to one who takes %q", got, coding)
			return
		}
		plain, err := Unpack(got, a.body)
		if err != nil {
			v.bad(p, "does not unpack as %s: %v", got, err)
		} else if sum(plain) != want {
			v.bad(p, "is not what was built, asked for as %q: %d bytes", coding, len(plain))
		}
		if coding == "" {
			v.headers(p, a)
		}
	}
}

// headers compares what is said with a file.
func (v *visitor) headers(p string, a answer) {
	typ := a.header.Get("Content-Type")
	if policy.MediaType(p) != "" && !sameType(typ, policy.MediaType(p)) {
		v.bad(p, "is served as %q; right is %q", typ, policy.MediaType(p))
	}
	for _, h := range policy.Headers(p, policy.MediaType(p), policy.Anyone) {
		if h.Name == "Cache-Control" && a.status != http.StatusOK {
			continue
		}
		if got := a.header.Get(h.Name); got != h.Value {
			v.bad(p, "says %s: %q; right is %q", h.Name, got, h.Value)
		}
	}
}

func sameType(a, b string) bool {
	cut := func(s string) string { t, _, _ := strings.Cut(s, ";"); return strings.TrimSpace(strings.ToLower(t)) }
	return cut(a) == cut(b)
}
