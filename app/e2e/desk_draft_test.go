package e2e

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// draftThief is what a frame without an origin tries: the story and its rows where anyone would look for them, the desk itself for its
// key, with the page that asks hidden. It tells what it has read.
const draftThief = `<script>Promise.all(%s.map((p)=>
fetch("%s"+p,{referrerPolicy:"no-referrer"}).then(async(r)=>r.ok?p+" "+(await r.text()).length:"",()=>"")))
.then((all)=>parent.postMessage(all.filter(Boolean).join(", ")||"nothing","*"))</script>`

// A sandboxed frame on a foreign page has the origin null, as the desk's own sandboxed places have: the draft may not be had by it, in any
// engine. The same frame reads it where it is told the key, so it is the key that keeps it out.
func deskKeepsItsDraft(t *testing.T) {
	_, url := deskOf(t)
	res, err := http.Get(url + "/")
	must(t, err)
	page, err := io.ReadAll(res.Body)
	res.Body.Close()
	must(t, err)
	key := regexp.MustCompile(`&#34;key&#34;:&#34;([0-9a-f]{32})&#34;`).FindSubmatch(page)
	if key == nil {
		t.Fatal("the desk's page does not have its key")
	}
	guesses := `["/v/live/fr/","/v/live/data/map.fr.csv","/v/0123456789abcdef0123456789abcdef/live/fr/","/","/desk/steps"]`
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		asks := guesses
		if r.URL.Path == "/told" {
			asks = fmt.Sprintf(`["/v/%s/live/fr/"]`, key[1])
		}
		fmt.Fprintf(w, `<!doctype html><link rel=icon href=data:,><title>elsewhere</title><script>onmessage=(e)=>{document.title=e.data}</script><iframe sandbox="allow-scripts" srcdoc="%s"></iframe>`,
			html.EscapeString(fmt.Sprintf(draftThief, asks, url)))
	}))
	defer srv.Close()
	for name, start := range engines {
		t.Run(name, func(t *testing.T) {
			p := start(t)
			has := func(page string) (got string) {
				must(t, p.Go(srv.URL+page))
				must(t, p.Wait(`document.title!=="elsewhere"`, soon))
				must(t, p.Eval(`document.title`, &got))
				return got
			}
			if got := has("/guesses"); got != "nothing" {
				t.Errorf("a sandboxed frame on a foreign page has %s", got)
			}
			if got := has("/told"); !strings.Contains(got, "/live/fr/ ") {
				t.Errorf("told the key, the frame has %s: then it proves nothing", got)
			}
		})
	}
}
